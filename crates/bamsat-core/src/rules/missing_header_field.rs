//! # missing-header-field
//!
//! A part of the form is not there: number, date, issuer, title or the name of who signs. A number
//! that a draft still leaves open is told for information. A text without any letterhead gives one
//! finding. A date that no calendar has counts as none.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Điều 8 asks for these parts; without number, date and
//! issuer the document cannot be cited, and nobody below can say what it carries out.
//!
//! Example: a plan with “Số: 12/KH-UBND” and a title, but without place and date.
//!
//! How to mend: add the part.
//! ---
//! # missing-header-field
//!
//! Văn bản thiếu một thành phần thể thức: số, ký hiệu; ngày, tháng, năm ban hành; tên cơ quan ban hành;
//! trích yếu hoặc họ tên người ký. Dự thảo còn để trống số chỉ được thông báo. Văn bản bị cắt toàn bộ
//! phần đầu chỉ có một phát hiện. Ngày, tháng không có thật được xem là thiếu.
//!
//! Vì sao quan trọng: Điều 8 Nghị định số 30/2020/NĐ-CP quy định các thành phần này; thiếu số, ngày và cơ
//! quan ban hành thì không viện dẫn được, cấp dưới không ghi được văn bản phải thực hiện.
//!
//! Ví dụ: kế hoạch có “Số: 12/KH-UBND” và trích yếu nhưng không có địa danh, ngày tháng.
//!
//! Cách khắc phục: bổ sung thành phần còn thiếu.

use crate::document::Document;
use crate::finding::{Finding, Severity, Shows};
use crate::lexicon::lexicon;
use crate::message::{Field, Message};
use crate::source::{Block, fold_name};

use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "missing-header-field",
    severity: Severity::Warning,
    source: include_str!("missing_header_field.rs"),
    check: Check::Draft(check),
};

/// Attached plans take number, date and signature from what they are attached to.
fn check(document: &Document) -> Vec<Finding> {
    let header = &document.header;
    let blocks = document.source.blocks();
    let (Some(first), Some(last)) = (blocks.get(document.blocks.start), blocks.get(document.blocks.end.saturating_sub(1))) else {
        return Vec::new();
    };
    let missing = |field, span| {
        let mut finding = in_draft(document, &RULE, span, Message::MissingField { field }, Message::HintField);
        finding.primary.shows = Shows::Expected;
        finding
    };
    let top = header.title_span.unwrap_or(first.span);
    let head = letterhead(document);
    let number = !header.symbol.is_empty() || !header.number.is_empty() || head.iter().any(|line| is_number(line));
    let dated = header.date.is_some() || head.iter().any(|line| line.contains("ngày") && line.contains("năm"));
    let issuer = issuer_stands(document, &head);
    if !number && !issuer && !dated {
        return vec![missing(Field::Letterhead, top)];
    }
    let mut out = Vec::new();
    if header.number_blank {
        let message = Message::BlankNumber { symbol: header.symbol.clone() };
        out.push(Finding { severity: Severity::Info, ..in_draft(document, &RULE, first.span, message, Message::HintBlankNumber) });
    }
    // Where recognition left the number unreadable, it says nothing of the other parts either.
    if number && header.symbol.is_empty() {
        return out;
    }
    // A date that no calendar has is none.
    let dated = dated && !head.iter().any(|line| is_no_day(line));
    let fields = [
        (Field::Number, number, top),
        (Field::Date, dated, top),
        (Field::Issuer, issuer, top),
        (Field::Title, !header.title.is_empty(), first.span),
        // A draft is signed when it gets its number.
        (Field::Signatory, header.number_blank || header.draft || is_signed(document), last.span),
    ];
    out.extend(fields.into_iter().filter(|(_, stands, _)| !stands).map(|(field, _, span)| missing(field, span)));
    out
}

/// The folded lines above the title. What recognition left unreadable there still stands there.
fn letterhead(document: &Document) -> Vec<String> {
    /// Lines of a letterhead at the most.
    const LINES: usize = 14;
    let source = &document.source;
    let first = document.blocks.start;
    let lines: Vec<String> = source.blocks().iter().skip(first).take(LINES).map(|block| fold_name(source.slice(block.span))).collect();
    // Under the motto of the state stands a letterhead, even where the body seems to begin at once.
    let motto = lines.iter().any(|line| line.contains("độc lập -"));
    let body = document.items.first().filter(|_| !motto).map_or(LINES, |item| item.block.saturating_sub(first));
    let title = header_end(document).map_or(LINES, |end| source.blocks().iter().skip(first).take_while(|b| b.span.start < end).count());
    lines.into_iter().take(body.min(title)).take_while(|line| !line.starts_with("kính gửi")).collect()
}

/// A name was read, or a line like one stands at the end.
fn is_signed(document: &Document) -> bool {
    /// Lines of recipients and signature at the most.
    const LINES: usize = 14;
    let source = &document.source;
    let blocks = &source.blocks()[document.blocks.clone()];
    let is_name = |block: &Block| {
        let words: Vec<&str> = source.slice(block.span).split_whitespace().take(3).collect();
        words.len() >= 2 && words.iter().all(|w| w.starts_with(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase))
    };
    !document.header.signatory.is_empty() || blocks.iter().rev().take(LINES).any(is_name)
}

fn header_end(document: &Document) -> Option<usize> {
    // The subject of a letter (`V/v`) stands in the letterhead, the title of a plan below it.
    let letter = document.header.doc_type.is_some_and(|t| t.key == "cong_van");
    document.header.title_span.filter(|_| !letter).map(|title| title.start)
}

/// `Số: đ@ /CT-UBND`: a line that was a number.
fn is_number(line: &str) -> bool {
    line.find("số:").is_some_and(|at| line[at..].contains(['/', '-']))
}

/// `ngày 15 tháng 54 năm 2026`.
fn is_no_day(line: &str) -> bool {
    let number = |from: &str, to: &str| -> Option<u32> {
        let (_, rest) = line.split_once(from)?;
        rest.split_once(to)?.0.trim().parse().ok()
    };
    number("ngày", "tháng").is_some_and(|day| day > 31) || number("tháng", "năm").is_some_and(|month| month > 12)
}

fn names_a_body(line: &str) -> bool {
    line.char_indices().any(|(at, _)| lexicon().units.at(line, at).is_some())
}

/// The issuer stands in the letterhead; one that was worked out from the text does not.
fn issuer_stands(document: &Document, head: &[String]) -> bool {
    let header = &document.header;
    let inferred = header.inferred.contains(&"issuer");
    let word = fold_name(header.issuer.split(' ').next().unwrap_or(""));
    if header.issuer.is_empty() {
        return head.iter().any(|line| names_a_body(line));
    }
    !inferred || head.iter().any(|line| line.contains(&word))
}
