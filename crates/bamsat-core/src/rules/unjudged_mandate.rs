//! # unjudged-mandate
//!
//! The pair is larger than the limits of comparing: the first mandates of the parent were judged, those
//! behind them were not.
//!
//! Why it matters: what was not judged may be lost, and no count of the report speaks of it.
//!
//! Example: a collection of all plans of a decade, given as one parent.
//!
//! How to mend: raise `mandates` or `clause-pairs` under `[limits]` in `bamsat.toml`, as the finding says, or
//! give the document in parts.
//! ---
//! # unjudged-mandate
//!
//! Cặp văn bản vượt giới hạn đối chiếu: các yêu cầu đầu của văn bản cấp trên đã được đối chiếu, các yêu cầu
//! phía sau thì chưa.
//!
//! Vì sao quan trọng: yêu cầu chưa đối chiếu vẫn có thể bị bỏ sót mà các số liệu tổng hợp không nói đến.
//!
//! Ví dụ: tập hợp kế hoạch của cả mười năm được đưa vào như một văn bản cấp trên.
//!
//! Cách khắc phục: nâng giới hạn `mandates` hoặc `clause-pairs` ở mục `[limits]` của `bamsat.toml` như phát
//! hiện đã nêu, hoặc tách văn bản thành từng phần.

use crate::compare::Comparison;
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, parent_place};

pub(super) const RULE: Rule = Rule {
    code: "unjudged-mandate",
    severity: Severity::Error,
    source: include_str!("unjudged_mandate.rs"),
    check: Check::Comparison(unjudged),
};

/// The finding on a comparison that leaves mandates out, if it does.
pub fn unjudged(comparison: &Comparison<'_>) -> Vec<Finding> {
    let Some(unjudged) = comparison.unjudged else { return Vec::new() };
    let parts = comparison.parent.with_attachments();
    let first = parts.iter().flat_map(|part| &part.mandates).nth(unjudged.judged);
    let key = unjudged.bound.key();
    let finding = first.map(|mandate| Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: Message::Unjudged { id: mandate.id.clone(), count: unjudged.count, limit: format!("{key} = {}", unjudged.limit) },
        hint: Message::HintUnjudged { key: key.to_owned() },
        primary: parent_place(mandate.span),
        secondary: Vec::new(),
        mend: None,
        // A baseline that accepts these accepts no others.
        key: format!("{key} {} {}", mandate.id, unjudged.count),
    });
    finding.into_iter().collect()
}
