//! # wrong-type-symbol
//!
//! The symbol is that of another type. A Quy định of the state is QyĐ, for QĐ is a Quyết định; a Quy
//! định of the Party is QĐ, never QyĐ. In a citation it is information.
//!
//! Why it matters: the wrong symbol points to another series of numbers, and so to another document.
//!
//! Example: “Quy định số 12/QĐ-SNV” for 12/QyĐ-SNV; “Quy định số 15-QyĐ/TU” for 15-QĐ/TU.
//!
//! How to mend: write the symbol of the type (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mục I; Hướng dẫn
//! 05-HD/VPTW).
//! ---
//! # wrong-type-symbol
//!
//! Ký hiệu không đúng với tên loại văn bản. Quy định của cơ quan nhà nước ghi QyĐ vì QĐ là Quyết định; quy
//! định của Đảng ghi QĐ, không ghi QyĐ. Trong viện dẫn chỉ là thông tin.
//!
//! Vì sao quan trọng: ký hiệu sai chỉ sang dãy số khác, tức là sang văn bản khác.
//!
//! Ví dụ: “Quy định số 12/QĐ-SNV” thay cho 12/QyĐ-SNV; “Quy định số 15-QyĐ/TU” thay cho 15-QĐ/TU.
//!
//! Cách khắc phục: ghi đúng ký hiệu của tên loại (Mục I Phụ lục III Nghị định số 30/2020/NĐ-CP; Hướng dẫn
//! số 05-HD/VPTW).

use crate::document::{Document, Number};
use crate::finding::{Finding, Severity};
use crate::lexicon::System;
use crate::message::Message;

use super::form::{Written, numbers};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "wrong-type-symbol",
    severity: Severity::Warning,
    source: include_str!("wrong_type_symbol.rs"),
    check: Check::Form(check),
};

fn check(document: &Document) -> Vec<Finding> {
    numbers(document).iter().filter_map(|written| finding(document, written)).collect()
}

fn finding(document: &Document, written: &Written) -> Option<Finding> {
    let own_type = document.header.doc_type.filter(|_| written.own).map_or("", |t| t.key);
    let (rule, word) = (own_type == "quy_dinh" || written.type_word == "quy định", "Quy định");
    let decides = own_type == "quyet_dinh" || written.type_word == "quyết định";
    let symbol = written.number.groups.first()?;
    let (right, doc_type) = match (written.number.system, symbol.as_str()) {
        (System::State, "QĐ") if rule => ("QyĐ", word),
        (System::State, "QyĐ") if decides => ("QĐ", "Quyết định"),
        (System::Party, "QyĐ") => ("QĐ", word),
        _ => return None,
    };
    let mut groups = written.number.groups.clone();
    right.clone_into(&mut groups[0]);
    let right = Number { groups, ..written.number.clone() }.canonical();
    let message = Message::WrongTypeSymbol { written: written.text.clone(), doc_type: doc_type.to_owned() };
    let severity = if written.own { RULE.severity } else { Severity::Info };
    Some(Finding { severity, ..in_draft(document, &RULE, written.span, message, Message::HintNumber { right }) })
}
