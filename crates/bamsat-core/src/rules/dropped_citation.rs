//! # dropped-citation
//!
//! A document that an applicable demand of the parent cites is cited nowhere in the child.
//!
//! Documents are compared by number and date, never by the words around them.
//!
//! How to mend: cite it again if a task still rests on it.
//! ---
//! # dropped-citation
//!
//! Văn bản được viện dẫn trong một yêu cầu phải thực hiện không còn được viện dẫn ở chỗ nào trong
//! văn bản được rà soát. Việc đối chiếu dựa vào số và ngày, không dựa vào câu chữ xung quanh.
//!
//! Cách khắc phục: viện dẫn lại nếu nhiệm vụ còn dựa vào văn bản đó.

use crate::compare::Comparison;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::collapse;

use super::{Check, Rule, parent_place};

pub(super) const RULE: Rule = Rule {
    code: "dropped-citation",
    severity: Severity::Warning,
    source: include_str!("dropped_citation.rs"),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let parents = comparison.parent.with_attachments();
    comparison
        .dropped
        .iter()
        .map(|dropped| {
            let part = parents[dropped.document];
            let citation = &part.citations[dropped.citation];
            let reference = &part.references[citation.reference];
            let name = if reference.number.is_empty() {
                reference.name.clone()
            } else {
                format!("{} {}", reference.doc_type.map_or("", |t| t.name), reference.number)
            };
            Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: Message::DroppedCitation { document: collapse(&name) },
                hint: Message::HintCitation,
                primary: parent_place(citation.span),
                secondary: Vec::new(),
                mend: None,
                key: name,
            }
        })
        .collect()
}
