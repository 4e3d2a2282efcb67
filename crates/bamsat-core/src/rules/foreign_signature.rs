//! # foreign-signature
//!
//! The authority to sign is written as the other system writes it: state bodies write TM., KT., TL.,
//! Party bodies T/M, K/T, T/L. In a Party document it is information.
//!
//! Why it matters: the form says by whose authority the document is signed (Nghị định 30/2020/NĐ-CP, Phụ
//! lục I, Phần I, Mục II, khoản 7b; Hướng dẫn 36-HD/VPTW and 05-HD/VPTW).
//!
//! Example: “T/M ỦY BAN NHÂN DÂN” for “TM. ỦY BAN NHÂN DÂN”; “TM. BAN THƯỜNG VỤ” for “T/M BAN THƯỜNG
//! VỤ”.
//!
//! How to mend: write it as the issuer's system does.
//! ---
//! # foreign-signature
//!
//! Quyền hạn ký ghi theo cách của hệ thống khác: cơ quan nhà nước ghi TM., KT., TL.; cơ quan Đảng ghi T/M,
//! K/T, T/L. Trong văn bản của Đảng chỉ là thông tin.
//!
//! Vì sao quan trọng: cách ghi cho biết ký theo thẩm quyền nào (điểm b khoản 7 Mục II Phần I Phụ lục I Nghị
//! định số 30/2020/NĐ-CP; Hướng dẫn số 36-HD/VPTW và Hướng dẫn số 05-HD/VPTW).
//!
//! Ví dụ: “T/M ỦY BAN NHÂN DÂN” thay cho “TM. ỦY BAN NHÂN DÂN”; “TM. BAN THƯỜNG VỤ” thay cho “T/M BAN THƯỜNG
//! VỤ”.
//!
//! Cách khắc phục: ghi theo đúng quy định của hệ thống cơ quan ban hành.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::{Span, opens_in_caps};

use super::form::{is_party, is_state, lines};
use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "foreign-signature",
    severity: Severity::Warning,
    source: include_str!("foreign_signature.rs"),
    check: Check::Form(check),
};

/// The same authority in both systems.
const STATE: [(&str, &str); 3] = [("T/M", "TM."), ("K/T", "KT."), ("T/L", "TL.")];
const PARTY: [(&str, &str); 3] = [("TM.", "T/M"), ("KT.", "K/T"), ("TL.", "T/L")];

fn check(document: &Document) -> Vec<Finding> {
    let (pairs, severity) = if is_state(document) {
        (STATE, RULE.severity)
    } else if is_party(document) {
        (PARTY, Severity::Info)
    } else {
        return Vec::new();
    };
    let of = |line| finding(document, line, &pairs, severity);
    document.source.blocks().iter().filter(|block| block.footnote.is_none()).flat_map(lines).filter_map(of).collect()
}

fn finding(document: &Document, line: Span, pairs: &[(&str, &str)], severity: Severity) -> Option<Finding> {
    let text = document.text(line).trim();
    let (written, right) = pairs.iter().find(|(written, _)| text.starts_with(written))?;
    let behind = text[written.len()..].trim_start_matches('.');
    // Behind it stands the body in capitals, at once or after a space.
    if !behind.starts_with(' ') && *written != "TM." && *written != "KT." && *written != "TL." || !opens_in_caps(behind) {
        return None;
    }
    let span = Span::new(line.start, line.start + text.len() - behind.len());
    let message = Message::ForeignSignature { written: excerpt(text) };
    let hint = Message::HintWrite { right: (*right).to_owned() };
    let glued = if behind.starts_with(' ') { "" } else { " " };
    Some(Finding { severity, ..in_draft(document, &RULE, span, message, hint).mended(span, format!("{right}{glued}")) })
}
