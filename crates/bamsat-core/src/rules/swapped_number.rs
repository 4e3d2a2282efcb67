//! # swapped-number
//!
//! The number of a Party document is written as those of the state are, or the reverse. The Party
//! puts a dash first and a slash second, the state a slash first and a dash second.
//!
//! Why it matters: the form says whose document it is, and nobody finds it under the other one.
//!
//! Example: “Nghị quyết số 57/NQ-TW” for 57-NQ/TW; “Kế hoạch số 594-KH/UBND” for 594/KH-UBND.
//!
//! How to mend: write the number as its issuer does (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
//! Mục II, khoản 3; Hướng dẫn 36-HD/VPTW and, after it, 05-HD/VPTW).
//! ---
//! # swapped-number
//!
//! Số, ký hiệu văn bản của Đảng ghi theo cách của Nhà nước hoặc ngược lại. Văn bản của Đảng ghi dấu gạch
//! nối trước, dấu gạch chéo sau; văn bản của Nhà nước ghi dấu gạch chéo trước, dấu gạch nối sau.
//!
//! Vì sao quan trọng: cách ghi cho biết văn bản của cơ quan nào, ghi lẫn thì không tra cứu được.
//!
//! Ví dụ: “Nghị quyết số 57/NQ-TW” thay cho 57-NQ/TW; “Kế hoạch số 594-KH/UBND” thay cho 594/KH-UBND.
//!
//! Cách khắc phục: ghi theo đúng thể thức của cơ quan ban hành (khoản 3 Mục II Phần I Phụ lục I Nghị định
//! số 30/2020/NĐ-CP; Hướng dẫn số 36-HD/VPTW, nay là Hướng dẫn số 05-HD/VPTW).

use crate::document::{Document, Number};
use crate::finding::{Finding, Severity};
use crate::lexicon::{Level, System};
use crate::message::Message;

use super::form::{Written, numbers};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "swapped-number", severity: Severity::Warning, source: include_str!("swapped_number.rs"), check: Check::Form(check) };

/// Before this year the Party's own numbers had many forms.
const SETTLED: u16 = 2004;

fn check(document: &Document) -> Vec<Finding> {
    numbers(document).iter().filter_map(|written| finding(document, written)).collect()
}

fn finding(document: &Document, written: &Written) -> Option<Finding> {
    let system = issued_by(written)?;
    if written.number.system == system || written.number.groups.len() != 2 || written.date.is_some_and(|date| date.year < SETTLED) {
        return None;
    }
    let right = Number { system, ..written.number.clone() }.canonical();
    let message = Message::SwappedNumber { written: written.text.clone() };
    let hint = Message::HintWrite { right: right.clone() };
    Some(in_draft(document, &RULE, written.span, message, hint).mended(written.span, right))
}

/// The system of an issuer whose symbol no body of the other one writes. Many short symbols are shared
/// (TCT, BTC, CT); committees that steer for the Party and the state alike (BCĐ) write as they please.
fn issued_by(written: &Written) -> Option<System> {
    const COMMITTEES: [&str; 4] = ["TW", "TƯ", "TU", "ĐU"];
    const STATE: [&str; 5] = ["UBND", "HĐND", "CP", "TTg", "VPCP"];
    let (symbol, levels) = (written.issuer(), written.levels());
    let all = |of: &[Level]| !levels.is_empty() && levels.iter().all(|level| of.contains(level));
    if !written.is_typed() {
        return None;
    }
    if all(&[Level::Party]) && COMMITTEES.iter().any(|end| symbol.ends_with(end)) && !symbol.starts_with("BCĐ") {
        return Some(System::Party);
    }
    let known = symbol != "BTC" && all(&[Level::Ministry, Level::Department]);
    (known || STATE.contains(&symbol)).then_some(System::State)
}
