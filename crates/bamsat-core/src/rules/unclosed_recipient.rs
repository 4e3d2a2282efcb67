//! # unclosed-recipient
//!
//! A line of the recipients (“Nơi nhận”) of a state document does not end with a semicolon, or the last
//! one, “Lưu”, not with a full stop.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9d.
//!
//! Example: “- Các sở, ban, ngành.” above “- Lưu: VT, TH;”.
//!
//! A line that a signature follows on the same line is not looked at.
//!
//! How to mend: end each line with a semicolon, the last with a full stop.
//! ---
//! # unclosed-recipient
//!
//! Dòng trong nơi nhận của văn bản nhà nước không kết thúc bằng dấu chấm phẩy, hoặc dòng cuối “Lưu” không kết
//! thúc bằng dấu chấm.
//!
//! Vì sao quan trọng: điểm d khoản 9 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP quy định như vậy.
//!
//! Ví dụ: “- Các sở, ban, ngành.” đứng trên “- Lưu: VT, TH;”.
//!
//! Dòng có chữ ký ở cùng hàng không xét.
//!
//! Cách khắc phục: kết thúc mỗi dòng bằng dấu chấm phẩy, dòng cuối bằng dấu chấm.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::{MarkKind, Span, mark};

use super::form::is_state;
use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "unclosed-recipient", severity: Severity::Info, source: include_str!("unclosed_recipient.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    if !is_state(document) {
        return Vec::new();
    }
    document.recipients.iter().filter_map(|&line| finding(document, line)).collect()
}

fn finding(document: &Document, line: Span) -> Option<Finding> {
    let source = &document.source;
    let block = source.block_at(line.start)?;
    let behind = source.slice(Span::new(line.end, source.blocks()[block].span.end)).trim_end();
    let last = source.folded_slice(line).starts_with("lưu");
    let right = if last { "." } else { ";" };
    let span = match behind {
        // Several bodies on one line were joined from two, or stand beside a signature.
        _ if source.slice(line).contains(';') => return None,
        "." | ";" if behind != right => Span::new(line.end, line.end + behind.len()),
        "," if last || follows(document, block) => Span::new(line.end, line.end + behind.len()),
        // An open end may be that of a wrapped line: another line of the list must follow.
        "" if !last && follows(document, block) => {
            source.slice(line).char_indices().next_back().map(|(at, _)| Span::new(line.start + at, line.end))?
        }
        _ => return None,
    };
    let words = if behind.is_empty() { format!("{}{right}", source.slice(span)) } else { right.to_owned() };
    let message = Message::UnclosedRecipient { line: excerpt(source.slice(line)), last };
    Some(in_draft(document, &RULE, span, message, Message::HintRecipient { last }).mended(span, words))
}

fn follows(document: &Document, block: usize) -> bool {
    let next = document.source.blocks().get(block + 1);
    next.is_some_and(|next| mark(document.text(next.span)).is_some_and(|m| m.kind == MarkKind::Bullet))
}
