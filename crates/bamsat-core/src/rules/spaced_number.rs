//! # spaced-number
//!
//! White space stands inside a number, between its serial, the signs and the groups of its symbol. A
//! line break there is none, nor is the space that a text gained where two lines were joined.
//!
//! Why it matters: a search for the number does not find it.
//!
//! Example: “Số: 115 /KH-UBND”, “Nghị định số 08/2022/ NĐ-CP”.
//!
//! How to mend: take the space away (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3c).
//! ---
//! # spaced-number
//!
//! Trong số, ký hiệu có khoảng trắng giữa số thứ tự, dấu nối và các nhóm chữ của ký hiệu. Xuống dòng giữa
//! số, ký hiệu không tính.
//!
//! Vì sao quan trọng: tìm theo số, ký hiệu sẽ không thấy.
//!
//! Ví dụ: “Số: 115 /KH-UBND”, “Nghị định số 08/2022/ NĐ-CP”.
//!
//! Cách khắc phục: bỏ khoảng trắng (điểm c khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP).

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::form::{Written, numbers};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "spaced-number", severity: Severity::Info, source: include_str!("spaced_number.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    numbers(document).iter().filter(|written| is_spaced(document, written)).map(|written| finding(document, written)).collect()
}

fn is_spaced(document: &Document, written: &Written) -> bool {
    let on_one_line = || {
        let (first, last) = document.source.places(written.span);
        first.line == last.line
    };
    document.text(written.span).contains(' ') && on_one_line()
}

fn finding(document: &Document, written: &Written) -> Finding {
    let message = Message::SpacedNumber { written: document.text(written.span).to_owned() };
    let hint = Message::HintWrite { right: written.text.clone() };
    in_draft(document, &RULE, written.span, message, hint).mended(written.span, written.text.clone())
}
