//! # unclosed-basis
//!
//! In a list of legal bases a line ends without the semicolon, or the last one without the full stop.
//! A preamble of running text is no list. The last one is looked at where an order in capitals
//! (“QUYẾT ĐỊNH:”) stands below it, and is information.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6a asks for a line for each
//! basis, a semicolon at its end, and a full stop at the end of the last.
//!
//! Example: “Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024.” and another basis below it.
//!
//! How to mend: end every basis with a semicolon, the last with a full stop.
//! ---
//! # unclosed-basis
//!
//! Trong danh sách căn cứ có dòng không kết thúc bằng dấu chấm phẩy, hoặc dòng cuối không kết thúc bằng dấu
//! chấm. Phần mở đầu viết thành đoạn văn không tính. Dòng cuối chỉ xét khi ngay dưới là “QUYẾT ĐỊNH:” và
//! chỉ là thông tin.
//!
//! Vì sao quan trọng: điểm a khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP quy định mỗi căn cứ
//! xuống dòng, cuối dòng có dấu chấm phẩy, dòng cuối cùng kết thúc bằng dấu chấm.
//!
//! Ví dụ: “Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024.” mà dưới đó còn căn cứ khác.
//!
//! Cách khắc phục: kết thúc mỗi căn cứ bằng dấu chấm phẩy, căn cứ cuối cùng bằng dấu chấm.

use crate::document::{Document, ItemKind};
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::{Span, is_caps};

use super::form::is_state;
use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "unclosed-basis", severity: Severity::Warning, source: include_str!("unclosed_basis.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    if !is_state(document) {
        return Vec::new();
    }
    let bases = bases(document);
    let Some((last, others)) = bases.split_last().filter(|(_, others)| !others.is_empty()) else { return Vec::new() };
    let mut out: Vec<Finding> = others.iter().filter_map(|basis| ends_wrong(document, *basis, false)).collect();
    // `Chính phủ ban hành Nghị quyết ...` goes on with the sentence of the bases.
    if orders_below(document, *last) {
        out.extend(ends_wrong(document, *last, true).map(|finding| Finding { severity: Severity::Info, ..finding }));
    }
    out
}

/// `QUYẾT ĐỊNH:` stands below, which begins anew.
fn orders_below(document: &Document, last: Span) -> bool {
    let next = document.source.blocks().iter().find(|block| block.span.start > last.end);
    next.is_some_and(|next| is_caps(document.text(next.span)))
}

/// The first lines of the preamble that follow each other and are each a basis.
fn bases(document: &Document) -> Vec<Span> {
    let blocks = document.source.blocks();
    let preamble = document.items.iter().filter(|item| item.kind == ItemKind::Preamble).map(|item| blocks[item.block].span);
    preamble.skip_while(|span| !is_basis(document, *span)).take_while(|span| is_basis(document, *span)).collect()
}

fn is_basis(document: &Document, span: Span) -> bool {
    let text = document.text(span).trim_start_matches(['-', '–', ' ']);
    ["Căn cứ ", "Theo đề nghị ", "Xét đề nghị ", "Xét Tờ trình "].iter().any(|word| text.starts_with(word))
}

/// A line with text of another kind behind its basis (`..., Ủy ban nhân dân tỉnh ban hành ...:`) is no
/// line of a list, and one that holds two bases was joined from two.
fn ends_wrong(document: &Document, basis: Span, last: bool) -> Option<Finding> {
    let text = document.text(basis).trim_end();
    let sign = text.chars().next_back()?;
    let joined = text.contains("; Căn cứ") || text.contains(". Căn cứ") || text.contains("; căn cứ");
    let open = sign.is_alphanumeric() || matches!(sign, ')' | '”' | '"');
    let (wrong, right) = match (last, sign) {
        (false, '.' | ',') => (true, ";"),
        (false, _) => (open, ";"),
        (true, ';') => (true, "."),
        (true, _) => (false, "."),
    };
    if !wrong || joined {
        return None;
    }
    let end = Span::new(basis.start + text.len() - sign.len_utf8(), basis.start + text.len());
    let words = if open { format!("{sign}{right}") } else { right.to_owned() };
    let message = Message::UnclosedBasis { basis: excerpt(text), last };
    Some(in_draft(document, &RULE, end, message, Message::HintBasis { last }).mended(end, words))
}
