//! # malformed-number
//!
//! The number of a cited document has a form that no number has: a letter is wrong or missing, or
//! the sign between type and issuer was lost. White space and line breaks in a number are no fault.
//!
//! Why it matters: nobody finds a document by such a number, and the wrong one may be taken for it.
//!
//! Example: “Chỉ thị số 42-CT/W” for 42-CT/TW, “Kết luận số 61-K1/TW” for 61-KL/TW.
//!
//! How to mend: look at the document itself; the form is that of Nghị định 30/2020/NĐ-CP, Phụ lục
//! III, and of the Party's rules.
//! ---
//! # malformed-number
//!
//! Số, ký hiệu của văn bản được viện dẫn không đúng thể thức: sai hoặc thiếu chữ, mất dấu giữa tên
//! loại và cơ quan ban hành. Khoảng trắng hoặc xuống dòng trong số, ký hiệu không tính là sai.
//!
//! Vì sao quan trọng: không tra cứu được văn bản theo số, ký hiệu sai, hoặc tra nhầm văn bản khác.
//!
//! Ví dụ: “Chỉ thị số 42-CT/W” thay cho 42-CT/TW, “Kết luận số 61-K1/TW” thay cho 61-KL/TW.
//!
//! Cách khắc phục: đối chiếu với bản gốc; thể thức theo Phụ lục III Nghị định số 30/2020/NĐ-CP và quy
//! định của Đảng.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::fold_name;

use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "malformed-number", severity: Severity::Warning, source: include_str!("malformed_number.rs"), check: Check::Draft(check) };

fn check(document: &Document) -> Vec<Finding> {
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    document
        .citations
        .iter()
        .filter(|citation| citation.as_written.is_some())
        .filter_map(|citation| {
            let written = document.text(citation.mark);
            let right = &document.references[citation.reference].number;
            let message = Message::MalformedNumber { written: written.to_owned() };
            let hint = Message::HintNumber { right: right.clone() };
            (!same_signs(written, right)).then(|| in_draft(document, &RULE, citation.mark, message, hint))
        })
        .collect()
}

/// Equal but for white space and the kind of dash.
fn same_signs(written: &str, right: &str) -> bool {
    let signs = |text: &str| fold_name(text).replace(' ', "");
    signs(written) == signs(right)
}
