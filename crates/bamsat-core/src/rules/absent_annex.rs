//! # absent-annex
//!
//! The text names an annex that comes with it, and none follows. Where no annex follows at all it is
//! information: the annexes may be files of their own.
//!
//! Why it matters: whoever gets the document without the annex cannot carry out what stands there
//! (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1).
//!
//! Example: “(Chi tiết tại Phụ lục III kèm theo)” where Phụ lục I and Phụ lục II follow.
//!
//! How to mend: add the annex.
//! ---
//! # absent-annex
//!
//! Văn bản nêu phụ lục kèm theo nhưng không thấy phụ lục đó. Nếu không có phụ lục nào thì chỉ là thông tin:
//! phụ lục có thể ở tệp riêng.
//!
//! Vì sao quan trọng: nơi nhận văn bản thiếu phụ lục thì không thực hiện được nội dung nêu ở đó (khoản 1 Mục
//! III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP).
//!
//! Ví dụ: “(Chi tiết tại Phụ lục III kèm theo)” trong khi chỉ có Phụ lục I và Phụ lục II.
//!
//! Cách khắc phục: bổ sung phụ lục.

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::annex::{Naming, named, present};
use super::form::is_state;
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "absent-annex", severity: Severity::Warning, source: include_str!("absent_annex.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    if !is_state(document) {
        return Vec::new();
    }
    let present = present(document);
    let mut namings = named(document, &present).into_iter().filter(|naming| naming.attached);
    if present.is_empty() {
        return namings.next().map(|naming| finding(document, &naming, Severity::Info)).into_iter().collect();
    }
    // One annex without a number may be any of them.
    if present.iter().any(|annex| annex.number.is_none()) {
        return Vec::new();
    }
    let there: FxHashSet<u32> = present.iter().filter_map(|annex| annex.number).collect();
    let absent = namings.find(|naming| naming.numbers.iter().any(|number| !there.contains(number)));
    absent.map(|naming| finding(document, &naming, RULE.severity)).into_iter().collect()
}

fn finding(document: &Document, naming: &Naming, severity: Severity) -> Finding {
    let message = Message::AbsentAnnex { annex: document.text(naming.span).to_owned() };
    Finding { severity, ..in_draft(document, &RULE, naming.span, message, Message::HintAbsentAnnex) }
}
