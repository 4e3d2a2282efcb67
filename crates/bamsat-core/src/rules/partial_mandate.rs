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
use crate::source::Span;

use super::{Check, Rule, child_place, excerpt, parent_place};

pub(super) const RULE: Rule = Rule {
    code: "partial-mandate",
    severity: Severity::Warning,
    source: include_str!("partial_mandate.rs"),
    check: Check::Comparison(check),
};

/// Lost stretches that are quoted at most; the places show all.
const MOST: usize = 4;

fn listed(lost: &[String]) -> String {
    lost.iter().take(MOST).map(|text| excerpt(text)).collect::<Vec<_>>().join("”; “")
}

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let source = &comparison.parent.source;
    let partial = comparison.mandates.iter().filter(|m| m.verdict == Verdict::Partial);
    partial
        .map(|judged| {
            let mandate = comparison.mandate(judged);
            let words = |span: &Span| source.slice(*span).trim_end_matches(['.', ';', ',', '/', ' ']).to_owned();
            let lost: Vec<String> = judged.lost.iter().map(words).collect();
            let found = judged.evidence.iter().find(|e| e.kind == EvidenceKind::Found);
            let mut secondary: Vec<_> = judged.lost.iter().map(|&span| parent_place(span)).collect();
            if secondary.is_empty() {
                secondary.push(parent_place(mandate.span));
            }
            Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: Message::Partial { id: mandate.id.clone(), lost: listed(&lost), more: lost.len().saturating_sub(MOST) },
                hint: Message::HintPartial,
                primary: found.map_or(parent_place(mandate.span), child_place),
                secondary,
                // A further loss is another finding.
                mend: None,
                key: format!("{} {}", source.slice(mandate.span), lost.join(" ")),
            }
        })
        .collect()
}
