//! # typed-letter
//!
//! The number of a letter of a state body names the type CV. A letter (công văn) has none: its symbol
//! is the issuer, then the unit that drafts or the field. In a citation it is information.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3b; a letter so numbered
//! is registered, sorted and found apart from the others.
//!
//! Example: “Số: 12/CV-UBND-KT” for 12/UBND-KT. The Party, the Front and enterprises write CV by their
//! own rules.
//!
//! How to mend: strike CV.
//! ---
//! # typed-letter
//!
//! Số, ký hiệu công văn của cơ quan nhà nước ghi tên loại CV. Công văn không ghi tên loại: ký hiệu gồm chữ
//! viết tắt cơ quan ban hành và đơn vị soạn thảo hoặc lĩnh vực. Trong viện dẫn chỉ là thông tin.
//!
//! Vì sao quan trọng: trái điểm b khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP, công văn bị
//! đăng ký, sắp xếp, tra cứu không thống nhất.
//!
//! Ví dụ: “Số: 12/CV-UBND-KT” thay cho 12/UBND-KT. Cơ quan Đảng, Mặt trận và doanh nghiệp ghi CV theo quy
//! định riêng.
//!
//! Cách khắc phục: bỏ CV.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::lexicon::{Level, System};
use crate::message::Message;

use super::form::{Written, is_state, is_under_decree, numbers};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "typed-letter", severity: Severity::Warning, source: include_str!("typed_letter.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    let bound = |written: &&Written| {
        let by_state = !matches!(written.levels().first(), None | Some(Level::Party | Level::Front | Level::Enterprise | Level::Other));
        if written.own { is_state(document) } else { by_state && written.date.is_some_and(is_under_decree) }
    };
    let typed = |written: &&Written| {
        written.number.system == System::State
            && written.number.groups.len() > 1
            && written.number.groups.first().is_some_and(|group| group == "CV")
    };
    numbers(document).iter().filter(bound).filter(typed).map(|written| finding(document, written)).collect()
}

fn finding(document: &Document, written: &Written) -> Finding {
    let message = Message::TypedLetter { written: written.text.clone() };
    let right = written.text.replacen("CV-", "", 1);
    // Without the drafting unit the symbol is still incomplete; what is cited may stand so on its paper.
    if !written.own || written.number.groups.len() < 3 {
        let severity = if written.own { RULE.severity } else { Severity::Info };
        return Finding { severity, ..in_draft(document, &RULE, written.span, message, Message::HintTypedLetter) };
    }
    let hint = Message::HintWrite { right: right.clone() };
    in_draft(document, &RULE, written.span, message, hint).mended(written.span, right)
}
