//! # mixed-letterhead
//!
//! A Party document stands under the name of the state (Quốc hiệu), or the letterhead has both that and
//! “ĐẢNG CỘNG SẢN VIỆT NAM”.
//!
//! Why it matters: the head says in whose name the document speaks. The Party's documents have their own
//! (Quy định 399-QĐ/TW, before it 66-QĐ/TW), those of the state Quốc hiệu and Tiêu ngữ (Nghị định
//! 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1); none has both.
//!
//! Example: “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” above “Số 12-KH/ĐU” of a Party committee.
//!
//! How to mend: keep the head of the issuer's system.
//! ---
//! # mixed-letterhead
//!
//! Văn bản của Đảng ghi Quốc hiệu, hoặc phần đầu văn bản có cả Quốc hiệu và “ĐẢNG CỘNG SẢN VIỆT NAM”.
//!
//! Vì sao quan trọng: tiêu đề cho biết văn bản nhân danh ai. Văn bản của Đảng có tiêu đề riêng (Quy định số
//! 399-QĐ/TW, trước đó là Quy định số 66-QĐ/TW); văn bản của Nhà nước ghi Quốc hiệu, Tiêu ngữ (khoản 1 Mục
//! II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP); không văn bản nào có cả hai.
//!
//! Ví dụ: “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” nằm trên “Số 12-KH/ĐU” của một đảng ủy.
//!
//! Cách khắc phục: giữ tiêu đề của hệ thống cơ quan ban hành.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::lexicon::System;
use crate::message::Message;
use crate::source::{Span, is_caps};

use super::form::{letterhead, system};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "mixed-letterhead", severity: Severity::Warning, source: include_str!("mixed_letterhead.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    let lines = letterhead(document);
    // The subject of a letter may speak of either.
    let holds = |words: &str| {
        let is_head = |line: &Span| {
            let folded = document.source.folded_slice(*line).trim();
            is_caps(document.text(*line)) && (folded.starts_with(words) || folded.ends_with(words))
        };
        lines.iter().copied().find(is_head)
    };
    let state = holds("cộng hòa xã hội chủ nghĩa việt nam");
    let party = holds("đảng cộng sản việt nam");
    let both = party.is_some();
    let Some(line) = state.filter(|_| both || system(document) == Some(System::Party)) else { return Vec::new() };
    vec![in_draft(document, &RULE, line, Message::MixedLetterhead { both }, Message::HintLetterhead)]
}
