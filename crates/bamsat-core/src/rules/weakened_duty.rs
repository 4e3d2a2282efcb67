//! # weakened-duty
//!
//! A body that the parent makes the lead only helps in the child, or advises where the parent demands
//! action: “chủ trì” became “phối hợp”, “tổ chức” became “tham mưu”.
//!
//! Why it matters: with nobody in the lead the work is nobody's.
//!
//! How to mend: give the body the part that the parent gives it.
//! ---
//! # weakened-duty
//!
//! Cơ quan được cấp trên giao chủ trì chỉ còn phối hợp, hoặc chỉ tham mưu trong khi cấp trên yêu cầu
//! thực hiện: “chủ trì” thành “phối hợp”, “tổ chức” thành “tham mưu”.
//!
//! Vì sao quan trọng: không còn cơ quan chịu trách nhiệm chính.
//!
//! Cách khắc phục: giao đúng vai trò như văn bản cấp trên.

use crate::compare::{Change, ChangeKind, Comparison, Judged, Verdict};
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, of_changes};

pub(super) const RULE: Rule =
    Rule { code: "weakened-duty", severity: Severity::Warning, source: include_str!("weakened_duty.rs"), check: Check::Comparison(check) };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let message = |id, parent, child: Option<String>| Message::WeakerRole { id, parent, child: child.unwrap_or_default() };
    // Where the work went to another body, that says it all.
    let wanted = |judged: &Judged, change: &Change| change.kind == ChangeKind::Role && judged.verdict != Verdict::Reassigned;
    of_changes(comparison, &RULE, Message::HintRole, wanted, message)
}
