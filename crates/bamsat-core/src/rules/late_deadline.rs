//! # late-deadline
//!
//! The child sets a later deadline than the parent, or a vaguer one that ends later: “trước ngày
//! 15/11/2026” became “trong quý IV/2026”. An earlier deadline is no finding.
//!
//! Why it matters: what is due above is not ready below.
//!
//! How to mend: keep the parent's deadline, or an earlier one.
//! ---
//! # late-deadline
//!
//! Thời hạn trong văn bản được rà soát muộn hơn, hoặc chung chung nên kết thúc muộn hơn văn bản cấp
//! trên: “trước ngày 15/11/2026” thành “trong quý IV/2026”. Thời hạn sớm hơn không bị nêu.
//!
//! Vì sao quan trọng: đến hạn của cấp trên mà cấp dưới chưa xong.
//!
//! Cách khắc phục: giữ thời hạn của cấp trên hoặc đặt sớm hơn.

use crate::compare::{ChangeKind, Comparison};
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, of_changes};

pub(super) const RULE: Rule =
    Rule { code: "late-deadline", severity: Severity::Error, source: include_str!("late_deadline.rs"), check: Check::Comparison(check) };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let message = |id, parent, child: Option<String>| Message::Late { id, parent, child: child.unwrap_or_default() };
    of_changes(comparison, &RULE, Message::HintLate, |_, c| c.kind == ChangeKind::Deadline && c.child.is_some(), message)
}
