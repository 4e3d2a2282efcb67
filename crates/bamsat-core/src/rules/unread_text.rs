//! # unread-text
//!
//! A stretch of one of the two texts could not be read: characters of a wrong or legacy encoding.
//! A verdict about a text that was not read in full is no verdict; so the finding says where.
//!
//! How to mend: open the original and save it as UTF-8.
//! ---
//! # unread-text
//!
//! Có đoạn trong một trong hai văn bản không đọc được do sai bảng mã hoặc dùng bảng mã cũ. Kết luận
//! trên văn bản chưa đọc hết là chưa đủ căn cứ, vì vậy vị trí được nêu rõ.
//!
//! Cách khắc phục: mở tệp gốc và lưu lại với bảng mã UTF-8.

use crate::document::Document;
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;
use crate::source::UnreadReason;

use super::{Check, Rule};

pub(super) const RULE: Rule =
    Rule { code: "unread-text", severity: Severity::Info, source: include_str!("unread_text.rs"), check: Check::Text(check) };

fn check(document: &Document, side: Side) -> Vec<Finding> {
    let source = &document.source;
    source
        .unread()
        .iter()
        .map(|unread| {
            let block =
                source.blocks().iter().find(|b| source.places(b.span).1.line >= unread.line).map_or_else(Default::default, |b| b.span);
            Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: Message::Unread { line: unread.line },
                hint: if unread.reason == UnreadReason::Picture { Message::HintPicture } else { Message::HintUnread },
                primary: Place { side, span: block, shows: Shows::Found },
                secondary: Vec::new(),
                mend: None,
                key: source.slice(block).to_owned(),
            }
        })
        .collect()
}
