//! # foreign-text
//!
//! A demand of the child is about a field of work that neither the rest of the plan nor the parent
//! speaks of: text left over from another plan. What the unit adds about the plan's own field is no
//! finding.
//!
//! Example: a bullet on natural disasters in a plan on sustainable consumption.
//!
//! How to mend: see whether it belongs here.
//! ---
//! # foreign-text
//!
//! Một nội dung thuộc lĩnh vực mà phần còn lại của văn bản và văn bản cấp trên đều không nhắc đến:
//! có thể còn sót lại từ văn bản khác. Nội dung cơ quan tự bổ sung cùng lĩnh vực không bị nêu.
//!
//! Ví dụ: một gạch đầu dòng về thiên tai trong kế hoạch về tiêu dùng bền vững.
//!
//! Cách khắc phục: kiểm tra và bỏ nếu không thuộc văn bản này.

use crate::compare::Comparison;
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;

use super::{Check, Rule, excerpt};

pub(super) const RULE: Rule =
    Rule { code: "foreign-text", severity: Severity::Warning, source: include_str!("foreign_text.rs"), check: Check::Comparison(check) };

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
                mend: None,
                key: text.to_owned(),
            }
        })
        .collect()
}
