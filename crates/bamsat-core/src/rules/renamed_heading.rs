//! # renamed-heading
//!
//! The demands under a heading of the parent stand in the child under a heading of other words.
//!
//! Example: “Hình thức tuyên truyền” became “Phương thức tuyên truyền”.
//!
//! How to mend: keep the parent's heading where nothing speaks against it.
//! ---
//! # renamed-heading
//!
//! Các yêu cầu dưới một đề mục của văn bản cấp trên nằm dưới đề mục khác tên trong văn bản được rà
//! soát.
//!
//! Ví dụ: “Hình thức tuyên truyền” thành “Phương thức tuyên truyền”.
//!
//! Cách khắc phục: giữ đề mục như văn bản cấp trên nếu không có lý do để đổi.

use crate::compare::Comparison;
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;

use super::{Rule, excerpt, parent_place};

pub(super) const RULE: Rule = Rule { code: "renamed-heading", severity: Severity::Info, source: include_str!("renamed_heading.rs"), check };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    comparison
        .headings
        .iter()
        .map(|heading| {
            let (parent, child) = (comparison.parent.source.slice(heading.parent), comparison.child.source.slice(heading.child));
            Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: Message::RenamedHeading { parent: excerpt(parent), child: excerpt(child) },
                hint: Message::HintHeading,
                primary: Place { side: Side::Child, span: heading.child, shows: Shows::Found },
                secondary: vec![parent_place(heading.parent)],
                key: format!("{parent} {child}"),
            }
        })
        .collect()
}
