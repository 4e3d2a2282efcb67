//! # foreign-text
//!
//! A demand of the child shares nothing with its title, with the rest of the plan or with the
//! parent: text left over from another plan.
//!
//! How to mend: see whether it belongs here.
//! ---
//! # foreign-text
//!
//! Một nội dung của văn bản không liên quan đến tên văn bản, đến phần còn lại và đến văn bản cấp
//! trên: có thể còn sót lại từ văn bản khác.
//!
//! Cách khắc phục: kiểm tra và bỏ nếu không thuộc văn bản này.

use crate::compare::Comparison;
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;

use super::{Check, Rule, excerpt};

pub(super) const RULE: Rule =
    Rule { code: "foreign-text", severity: Severity::Info, source: include_str!("foreign_text.rs"), check: Check::Comparison(check) };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let children = comparison.child.with_attachments();
    comparison
        .added
        .iter()
        .filter(|added| added.foreign)
        .map(|added| {
            let span = children[added.document].mandates[added.mandate].span;
            let text = comparison.child.source.slice(span);
            Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: Message::Foreign { text: excerpt(text) },
                hint: Message::HintForeign,
                primary: Place { side: Side::Child, span, shows: Shows::Found },
                secondary: Vec::new(),
                key: text.to_owned(),
            }
        })
        .collect()
}
