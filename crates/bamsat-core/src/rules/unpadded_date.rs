//! # unpadded-date
//!
//! In the date line of a state document a day below 10, January or February has no zero before it.
//! Months from March to September are right either way.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4b asks for the zero, so
//! that nobody can write a figure before the number.
//!
//! Example: “Lào Cai, ngày 5 tháng 1 năm 2026” for “ngày 05 tháng 01 năm 2026”.
//!
//! How to mend: put a zero before it.
//! ---
//! # unpadded-date
//!
//! Dòng địa danh, thời gian của văn bản nhà nước ghi ngày nhỏ hơn 10, tháng 1 hoặc tháng 2 mà thiếu số 0
//! phía trước. Tháng 3 đến tháng 9 ghi cách nào cũng được.
//!
//! Vì sao quan trọng: điểm b khoản 4 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP quy định ghi thêm
//! số 0 để không ai viết thêm được chữ số phía trước.
//!
//! Ví dụ: “Lào Cai, ngày 5 tháng 1 năm 2026” thay cho “ngày 05 tháng 01 năm 2026”.
//!
//! Cách khắc phục: ghi thêm số 0 phía trước.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::Span;

use super::form::{is_state, letterhead};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "unpadded-date", severity: Severity::Warning, source: include_str!("unpadded_date.rs"), check: Check::Form(check) };

/// Day and month of a date line.
static DAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r", ngày ([0-9]{1,2}) tháng ([0-9]{1,2}) năm [0-9]{4}").expect("a constant pattern"));

fn check(document: &Document) -> Vec<Finding> {
    if !is_state(document) {
        return Vec::new();
    }
    letterhead(document).into_iter().find_map(|line| finding(document, line)).into_iter().collect()
}

fn finding(document: &Document, line: Span) -> Option<Finding> {
    let found = DAY.captures(document.source.folded_slice(line))?;
    let (day, month) = (found.get(1)?, found.get(2)?);
    let padded = |number: &str, least: u8| {
        let short = number.len() == 1 && number.parse::<u8>().is_ok_and(|value| value > 0 && value < least);
        if short { format!("0{number}") } else { number.to_owned() }
    };
    let right = format!("{} tháng {}", padded(day.as_str(), 10), padded(month.as_str(), 3));
    let span = Span::new(line.start + day.start(), line.start + month.end());
    let written = document.text(span);
    (written != right).then(|| {
        let message = Message::UnpaddedDate { written: format!("ngày {written}") };
        let hint = Message::HintWrite { right: format!("ngày {right}") };
        in_draft(document, &RULE, span, message, hint).mended(span, right)
    })
}
