//! # weakened-mandate
//!
//! The child carries a demand in softer words: a weaker word of duty (“phải” became “khuyến khích”), a
//! hedge (“nếu có điều kiện”), a rarer frequency, or a number, deadline or frequency that is gone.
//!
//! Why it matters: what was owed becomes a wish.
//!
//! How to mend: use the parent's words of duty, and name number, deadline and frequency again.
//! ---
//! # weakened-mandate
//!
//! Yêu cầu được thể hiện nhẹ hơn: từ ngữ ràng buộc yếu hơn (“phải” thành “khuyến khích”), thêm điều
//! kiện (“nếu có điều kiện”), định kỳ thưa hơn, hoặc bỏ mất số lượng, thời hạn, định kỳ.
//!
//! Vì sao quan trọng: việc bắt buộc trở thành việc nên làm.
//!
//! Cách khắc phục: dùng đúng mức độ yêu cầu của cấp trên và nêu lại số lượng, thời hạn, định kỳ.

use crate::compare::{Change, ChangeKind, Comparison};
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Check, Rule, of_changes};

pub(super) const RULE: Rule = Rule {
    code: "weakened-mandate",
    severity: Severity::Warning,
    source: include_str!("weakened_mandate.rs"),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let gone = |c: &Change| c.child.is_none() && matches!(c.kind, ChangeKind::Quantity | ChangeKind::Deadline);
    let softer = |c: &Change| matches!(c.kind, ChangeKind::Modality | ChangeKind::Frequency);
    let message = |id, parent, child| match child {
        Some(child) => Message::Weakened { id, parent, child },
        None => Message::LimitGone { id, parent },
    };
    of_changes(comparison, &RULE, Message::HintWeakened, |_, c| gone(c) || softer(c), message)
}
