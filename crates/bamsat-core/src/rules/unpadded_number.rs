//! # unpadded-number
//!
//! A number below 10 of a state document has no zero before it. In a citation it is information.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3c asks for the zero, so
//! that numbers of one year are written and found alike.
//!
//! Example: “Số: 5/KH-UBND” for 05/KH-UBND; “Nghị định số 8/2022/NĐ-CP”.
//!
//! How to mend: put a zero before it.
//! ---
//! # unpadded-number
//!
//! Số của văn bản nhà nước nhỏ hơn 10 thiếu số 0 phía trước. Trong viện dẫn chỉ là thông tin.
//!
//! Vì sao quan trọng: điểm c khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP quy định ghi thêm
//! số 0, để số trong năm được ghi và tra cứu thống nhất.
//!
//! Ví dụ: “Số: 5/KH-UBND” thay cho 05/KH-UBND; “Nghị định số 8/2022/NĐ-CP”.
//!
//! Cách khắc phục: ghi thêm số 0 phía trước.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::lexicon::System;
use crate::message::Message;
use crate::source::Span;

use super::form::{Written, is_state, is_under_decree, numbers};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "unpadded-number", severity: Severity::Warning, source: include_str!("unpadded_number.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    let bound = |written: &&Written| if written.own { is_state(document) } else { written.date.is_some_and(is_under_decree) };
    let short = |written: &&Written| written.number.system == System::State && matches!(written.number.serial.as_bytes(), [b'1'..=b'9']);
    numbers(document).iter().filter(bound).filter(short).map(|written| finding(document, written)).collect()
}

fn finding(document: &Document, written: &Written) -> Finding {
    let message = Message::UnpaddedNumber { written: written.text.clone() };
    let hint = Message::HintWrite { right: format!("0{}", written.text) };
    let digit = Span::new(written.span.start, written.span.start + written.number.serial.len());
    let found = in_draft(document, &RULE, written.span, message, hint).mended(digit, format!("0{}", written.number.serial));
    Finding { severity: if written.own { RULE.severity } else { Severity::Info }, ..found }
}
