//! # unused-exception
//!
//! An exception, in the settings or in a comment of the text, takes no finding off the list any more, or
//! its last day is over.
//!
//! Why it matters: an exception that nobody needs will one day hide a finding that nobody has looked at.
//!
//! Example: `<!-- bamsat: allow stale-year, lịch sử -->` before a paragraph in which no year is stale.
//!
//! An exception of the settings is told only where it names the plan that was looked at, and the rule was
//! among those that ran.
//!
//! How to mend: take it away, or put the words, the rule or the day right.
//! ---
//! # unused-exception
//!
//! Một ngoại lệ, ghi trong tệp thiết lập hoặc trong chú thích của văn bản, không còn bỏ qua phát hiện nào,
//! hoặc đã hết hạn.
//!
//! Vì sao quan trọng: ngoại lệ không còn cần đến có thể che mất một phát hiện mới mà chưa ai xem xét.
//!
//! Ví dụ: có dòng `<!-- bamsat: allow stale-year, lịch sử -->` trước một đoạn không có mốc thời gian nào đã
//! qua.
//!
//! Ngoại lệ trong tệp thiết lập chỉ được báo khi nêu rõ kế hoạch đang rà soát và quy tắc đó có được áp dụng.
//!
//! Cách khắc phục: bỏ ngoại lệ, hoặc sửa lại từ ngữ, quy tắc, thời hạn cho đúng.

use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;
use crate::source::Exception;

use super::{Check, Rule};

pub(super) const RULE: Rule =
    Rule { code: "unused-exception", severity: Severity::Info, source: include_str!("unused_exception.rs"), check: Check::Exceptions };

/// The finding on an exception that a text asks for and that no finding needs.
pub fn unused_exception(exception: &Exception) -> Finding {
    Finding {
        code: RULE.code,
        severity: RULE.severity,
        message: Message::UnusedException { code: exception.code.clone() },
        hint: Message::HintUnusedException,
        primary: Place { side: Side::Child, span: exception.span, shows: Shows::Slip },
        secondary: Vec::new(),
        mend: None,
        key: format!("{} {}", exception.code, exception.reason),
    }
}
