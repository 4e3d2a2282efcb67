//! # renamed-unit
//!
//! A body that the parent names stands in the child under the name that a registered
//! reorganisation gave it. No alarm: the finding says date and basis.
//!
//! Example: “Sở Tài nguyên và Môi trường” became “Sở Nông nghiệp và Môi trường” on 1 March 2025.
//!
//! How to mend: nothing.
//! ---
//! # renamed-unit
//!
//! Cơ quan nêu trong văn bản cấp trên mang tên mới do sắp xếp tổ chức đã được ghi nhận. Đây không
//! phải lỗi; phát hiện nêu thời điểm và căn cứ.
//!
//! Ví dụ: “Sở Tài nguyên và Môi trường” nay là “Sở Nông nghiệp và Môi trường” từ ngày 01/3/2025.
//!
//! Cách khắc phục: không phải sửa.

use crate::compare::{ChangeKind, Comparison, Verdict};
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Rule, renaming};

pub(super) const RULE: Rule = Rule { code: "renamed-unit", severity: Severity::Info, source: include_str!("renamed_unit.rs"), check };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let applicable = comparison.mandates.iter().filter(|m| m.verdict != Verdict::NotApplicable);
    applicable
        .flat_map(|m| &m.changes)
        .filter(|c| c.kind == ChangeKind::Unit)
        .filter_map(|change| {
            let registered = change.registered?;
            let (date, basis) = (registered.date.to_owned(), registered.basis.to_owned());
            let message = |parent, child| Message::Reorganised { parent, child, date, basis };
            Some(renaming(comparison, &RULE, (change.parent, change.child), message, Message::HintReorganised))
        })
        .collect()
}
