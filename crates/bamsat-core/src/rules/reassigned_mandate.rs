//! # reassigned-mandate
//!
//! The child gives a demand to another body than the parent names, and no registered reorganisation
//! explains it. A superior that hands a task down to a body of its own is no finding.
//!
//! Why it matters: the body that the parent holds to account does not know of it.
//!
//! How to mend: name the parent's body, or the body that took its place.
//! ---
//! # reassigned-mandate
//!
//! Nhiệm vụ được giao cho cơ quan khác với cơ quan nêu trong văn bản cấp trên, không do sắp xếp tổ
//! chức đã ghi nhận. Việc cấp trên giao xuống đơn vị thuộc quyền không bị nêu.
//!
//! Vì sao quan trọng: cơ quan mà cấp trên giao trách nhiệm không biết đến nhiệm vụ.
//!
//! Cách khắc phục: giao đúng cơ quan như văn bản cấp trên hoặc cơ quan kế thừa.

use crate::compare::{Change, ChangeKind, Comparison, Judged};
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, of_changes};

pub(super) const RULE: Rule = Rule {
    code: "reassigned-mandate",
    severity: Severity::Error,
    source: include_str!("reassigned_mandate.rs"),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let message = |id, parent, child: Option<String>| Message::Reassigned { id, parent, child: child.unwrap_or_default() };
    let wanted = |judged: &Judged, change: &Change| judged.reassigned == Some(change.parent) && change.kind == ChangeKind::Unit;
    of_changes(comparison, &RULE, Message::HintReassigned, wanted, message)
}
