//! # lowered-target
//!
//! The child sets a lower number than the parent, or binds it less: “ít nhất 80%” became “75%”,
//! “trên 95%” became “95%”. Units of measure are respected; a higher number is no finding.
//!
//! Why it matters: the target that is added up above is no longer the one that is carried out below.
//!
//! How to mend: take over the parent's number, or give the reason for the lower one.
//! ---
//! # lowered-target
//!
//! Chỉ tiêu trong văn bản được rà soát thấp hơn hoặc ràng buộc lỏng hơn văn bản cấp trên: “ít nhất
//! 80%” thành “75%”, “trên 95%” thành “95%”. Chỉ so các số cùng đơn vị tính; số cao hơn không bị nêu.
//!
//! Vì sao quan trọng: chỉ tiêu tổng hợp ở cấp trên không còn là chỉ tiêu được thực hiện ở cấp dưới.
//!
//! Cách khắc phục: lấy đúng chỉ tiêu của cấp trên, hoặc nêu rõ lý do hạ chỉ tiêu.

use crate::compare::{ChangeKind, Comparison};
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, of_changes};

pub(super) const RULE: Rule =
    Rule { code: "lowered-target", severity: Severity::Error, source: include_str!("lowered_target.rs"), check: Check::Comparison(check) };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let message = |id, parent, child: Option<String>| Message::Lowered { id, parent, child: child.unwrap_or_default() };
    of_changes(comparison, &RULE, Message::HintLowered, |_, c| c.kind == ChangeKind::Quantity && c.child.is_some(), message)
}
