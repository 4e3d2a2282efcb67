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
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Rule, renaming};

pub(super) const RULE: Rule = Rule { code: "renamed-heading", severity: Severity::Info, source: include_str!("renamed_heading.rs"), check };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let message = |parent, child| Message::RenamedHeading { parent, child };
    comparison.headings.iter().map(|h| renaming(comparison, &RULE, (h.parent, h.child), message, Message::HintHeading)).collect()
}
