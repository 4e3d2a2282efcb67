//! # missing-file-copy
//!
//! The recipients (“Nơi nhận”) of a state document do not end with the line “Lưu”.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9d asks for it as the last
//! line; without it nobody knows where the file copy is kept.
//!
//! Example: a list that ends with “- Các sở, ban, ngành;”.
//!
//! How to mend: add “- Lưu: VT, ...” with the unit that drafted it.
//! ---
//! # missing-file-copy
//!
//! Nơi nhận của văn bản nhà nước không có dòng “Lưu”.
//!
//! Vì sao quan trọng: điểm d khoản 9 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP quy định đây là dòng
//! cuối cùng; thiếu dòng này thì không rõ bản lưu ở đâu.
//!
//! Ví dụ: nơi nhận kết thúc ở dòng “- Các sở, ban, ngành;”.
//!
//! Cách khắc phục: bổ sung “- Lưu: VT, ...” kèm đơn vị soạn thảo.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::Span;

use super::form::is_state;
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "missing-file-copy",
    severity: Severity::Warning,
    source: include_str!("missing_file_copy.rs"),
    check: Check::Form(check),
};

/// Lines of a list that was read.
const LINES: usize = 2;

fn check(document: &Document) -> Vec<Finding> {
    let (Some(first), Some(last)) = (document.recipients.first(), document.recipients.last()) else { return Vec::new() };
    let end = document.source.blocks().get(document.blocks.end.saturating_sub(1)).map_or(last.end, |block| block.span.end);
    let closing = document.source.folded_slice(Span::new(first.start, end.max(last.end)));
    if !is_state(document) || document.recipients.len() < LINES || closing.contains("lưu") {
        return Vec::new();
    }
    vec![in_draft(document, &RULE, *last, Message::NoFileCopy, Message::HintFileCopy)]
}
