//! # missing-mandate
//!
//! A demand of the parent that binds the child stands nowhere in it.
//!
//! Why it matters: the demand ends here; nobody below will see it.
//!
//! Example: the parent asks for “giám sát, hỗ trợ các hộ nghèo”, and no line of the child says so.
//! The finding shows the parent's words and the place of the child where they should stand. Where
//! something like it was found, it is shown as weak evidence and the finding is for information.
//!
//! How to mend: add the demand, or say why it is not carried out.
//! ---
//! # missing-mandate
//!
//! Một yêu cầu của văn bản cấp trên thuộc phạm vi phải thực hiện nhưng không được thể hiện ở chỗ
//! nào trong văn bản được rà soát.
//!
//! Vì sao quan trọng: yêu cầu dừng lại ở đây, các cấp dưới sẽ không còn biết đến.
//!
//! Ví dụ: cấp trên yêu cầu “giám sát, hỗ trợ các hộ nghèo” nhưng không dòng nào của kế hoạch nêu
//! nội dung này. Phát hiện trích nguyên văn cấp trên và chỉ ra vị trí lẽ ra phải thể hiện. Khi chỉ
//! có nội dung gần giống, phát hiện ở mức thông tin.
//!
//! Cách khắc phục: bổ sung nội dung, hoặc nêu rõ lý do không thực hiện.

use crate::compare::{Comparison, EvidenceKind, Verdict};
use crate::document::Mandate;
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, child_place, excerpt, parent_place};

pub(super) const RULE: Rule = Rule {
    code: "missing-mandate",
    severity: Severity::Error,
    source: include_str!("missing_mandate.rs"),
    check: Check::Comparison(check),
};

/// The demand as a sentence: behind the line that introduces it.
fn demand(comparison: &Comparison<'_>, mandate: &Mandate) -> String {
    let source = &comparison.parent.source;
    let text = source.slice(mandate.span);
    match mandate.stem {
        Some(stem) => format!("{} {text}", short(source.slice(stem))),
        None => text.to_owned(),
    }
}

/// A stem in a few words.
fn short(stem: &str) -> String {
    const WORDS: usize = 9;
    let words: Vec<&str> = stem.split_whitespace().collect();
    if words.len() <= WORDS { words.join(" ") } else { format!("{} …:", words[..WORDS].join(" ")) }
}

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let missing = comparison.mandates.iter().filter(|m| m.verdict == Verdict::Missing);
    missing
        .map(|judged| {
            let mandate = comparison.mandate(judged);
            let text = comparison.parent.source.slice(mandate.span);
            let weak = judged.is_weak();
            let expected = judged.evidence.iter().find(|e| e.kind == EvidenceKind::Expected);
            let near = judged.evidence.iter().find(|e| weak && e.kind == EvidenceKind::Weak);
            let secondary = std::iter::once(parent_place(mandate.span)).chain(near.map(child_place)).collect();
            Finding {
                code: RULE.code,
                severity: if weak { Severity::Info } else { Severity::Error },
                message: Message::Missing {
                    id: mandate.id.clone(),
                    text: excerpt(&demand(comparison, mandate)),
                    near: near.map(|e| comparison.child.source.place(e.span.start).line),
                },
                hint: Message::HintMissing,
                primary: expected.map_or(parent_place(mandate.span), child_place),
                secondary,
                mend: None,
                key: text.to_owned(),
            }
        })
        .collect()
}
