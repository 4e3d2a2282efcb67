//! # partial-mandate
//!
//! The child carries a demand of the parent in part: a sentence, a “;”-part, a member of a list or
//! a cited document is lost.
//!
//! Why it matters: what is left looks complete, so that the loss is easily overlooked.
//!
//! Example: “tập huấn cho cán bộ; kiểm tra 100% cơ sở” became “tập huấn cho cán bộ”.
//!
//! How to mend: add what is lost, or say why it was left out.
//! ---
//! # partial-mandate
//!
//! Yêu cầu của văn bản cấp trên chỉ được thể hiện một phần: thiếu một câu, một vế, một nội dung
//! trong danh sách hoặc một văn bản viện dẫn.
//!
//! Vì sao quan trọng: phần còn lại trông như đầy đủ nên rất dễ bị bỏ qua khi rà soát.
//!
//! Ví dụ: “tập huấn cho cán bộ; kiểm tra 100% cơ sở” chỉ còn “tập huấn cho cán bộ”.
//!
//! Cách khắc phục: bổ sung phần còn thiếu, hoặc nêu rõ lý do lược bỏ.

use crate::compare::{Comparison, EvidenceKind, Verdict};
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, child_place, excerpt, parent_place};

pub(super) const RULE: Rule = Rule {
    code: "partial-mandate",
    severity: Severity::Warning,
    source: include_str!("partial_mandate.rs"),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let source = &comparison.parent.source;
    let partial = comparison.mandates.iter().filter(|m| m.verdict == Verdict::Partial);
    partial
        .map(|judged| {
            let mandate = comparison.mandate(judged);
            let lost: Vec<String> = judged.lost.iter().map(|&span| excerpt(source.slice(span))).collect();
            let found = judged.evidence.iter().find(|e| e.kind == EvidenceKind::Found);
            let mut secondary: Vec<_> = judged.lost.iter().map(|&span| parent_place(span)).collect();
            if secondary.is_empty() {
                secondary.push(parent_place(mandate.span));
            }
            Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: Message::Partial { id: mandate.id.clone(), lost: lost.join("”; “") },
                hint: Message::HintPartial,
                primary: found.map_or(parent_place(mandate.span), child_place),
                secondary,
                key: source.slice(mandate.span).to_owned(),
            }
        })
        .collect()
}
