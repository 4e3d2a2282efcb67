//! # broken-numbering
//!
//! The numbers of parts beside each other leap or repeat, or a list of points uses a letter that no
//! Vietnamese list has (f, j, w, z). Where the leap is only over “đ” it is information, told
//! once.
//!
//! Why it matters: who cites “khoản 3 Mục II” must find one place and only one; a leap looks as if
//! something was struck. Points run in the order of the Vietnamese alphabet (Nghị định 30/2020/NĐ-CP,
//! Phụ lục I, Phần I, Mục II, khoản 6đ).
//!
//! Example: “1.”, “2.”, “4.”; “a)”, “b)”, “b)”; “e)”, “f)”.
//!
//! A number that stands in the middle of a paragraph between the two counts as there.
//!
//! How to mend: number anew, and look at what cites these numbers.
//! ---
//! # broken-numbering
//!
//! Số thứ tự của các phần cùng cấp bị bỏ cách hoặc bị trùng, hoặc điểm ghi chữ cái không có trong bảng chữ
//! cái tiếng Việt (f, j, w, z). Chỉ bỏ qua chữ “đ” thì là thông tin và chỉ báo một
//! lần.
//!
//! Vì sao quan trọng: người viện dẫn “khoản 3 Mục II” phải tìm thấy đúng một chỗ; số bị bỏ cách khiến người
//! đọc nghĩ có nội dung bị lược bỏ. Điểm ghi theo thứ tự bảng chữ cái tiếng Việt (điểm đ khoản 6 Mục II Phần I
//! Phụ lục I Nghị định số 30/2020/NĐ-CP).
//!
//! Ví dụ: “1.”, “2.”, “4.”; “a)”, “b)”, “b)”; “e)”, “f)”.
//!
//! Số nằm giữa đoạn văn ở khoảng giữa hai phần được xem là có.
//!
//! Cách khắc phục: đánh số lại và sửa những chỗ viện dẫn các số đó.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Document, Section};
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::{Mark, MarkKind, Span, fold_name, mark, roman_value};

use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "broken-numbering", severity: Severity::Warning, source: include_str!("broken_numbering.rs"), check: Check::Form(check) };

/// The letters of points in their order.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
/// Letters of other alphabets.
const FOREIGN: &str = "fjwz";
/// Numbers that a leap may pass over; where more are gone, the text was not read rightly.
const LEAP: u32 = 2;

/// A number with its place among those beside it.
struct Numbered {
    value: u32,
    kind: MarkKind,
    /// What stands before the last part of `1.2`.
    stem: String,
    /// Its sign as written: `2.`, `b)`.
    sign: Span,
}

fn check(document: &Document) -> Vec<Finding> {
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    let mut lists: FxHashMap<(Option<usize>, MarkKind, String), Vec<Numbered>> = FxHashMap::default();
    let mut order = Vec::new();
    let mut out = Vec::new();
    for section in &document.sections {
        let Some(found) = opening(document, section) else { continue };
        let sign = Span::new(section.span.start, section.span.start + found.len);
        if found.kind == MarkKind::Letter && FOREIGN.contains(found.label.as_str()) {
            let here = shown(document, sign);
            out.push(in_draft(document, &RULE, sign, Message::ForeignLetter { here }, Message::HintAlphabet));
        }
        let Some(numbered) = numbered(&found, sign) else { continue };
        let parent = section.parent.filter(|_| found.kind != MarkKind::Article);
        let key = (parent, numbered.kind, numbered.stem.clone());
        if !lists.contains_key(&key) {
            order.push(key.clone());
        }
        lists.entry(key).or_default().push(numbered);
    }
    out.extend(order.iter().filter_map(|key| lists.get(key)).flat_map(|list| in_list(document, list)));
    out.sort_by_key(|finding| finding.primary.span);
    // Who leaves out “đ” does so in every list: one is told.
    let mut told = false;
    out.retain(|finding| finding.severity != Severity::Info || !std::mem::replace(&mut told, true));
    out
}

fn opening(document: &Document, section: &Section) -> Option<Mark> {
    // The first line says it; a section may be long.
    let line = document.text(section.span).lines().next()?;
    mark(line)
}

fn numbered(found: &Mark, sign: Span) -> Option<Numbered> {
    let label = found.label.as_str();
    let (stem, last) = label.rsplit_once('.').map_or(("", label), |(stem, last)| (stem, last));
    let value = match found.kind {
        MarkKind::Roman => roman_value(label)?,
        MarkKind::Arabic => last.parse().ok()?,
        MarkKind::Letter => LETTERS.chars().position(|letter| label.chars().eq([letter]))? as u32 + 1,
        MarkKind::Article => label.trim_start_matches('Đ').parse().ok()?,
        MarkKind::Chapter => roman_value(label.trim_start_matches('C'))?,
        _ => return None,
    };
    Some(Numbered { value, kind: found.kind, stem: stem.to_owned(), sign })
}

fn in_list(document: &Document, list: &[Numbered]) -> Vec<Finding> {
    let values: FxHashSet<u32> = list.iter().map(|numbered| numbered.value).collect();
    let pair = |pair: &[Numbered]| {
        let [before, here] = pair else { return None };
        if here.value == before.value && here.value > 1 {
            return Some(repeated(document, before, here));
        }
        let missing = before.value + 1..here.value;
        let leaps = (1..=LEAP as usize).contains(&missing.len());
        let gone = leaps && missing.clone().all(|value| !values.contains(&value) && !stands_between(document, before, here, value));
        gone.then(|| skipped(document, before, here, missing.start))
    };
    list.windows(2).filter_map(pair).collect()
}

fn repeated(document: &Document, before: &Numbered, here: &Numbered) -> Finding {
    let expected = label(before.kind, &before.stem, here.value + 1);
    let message = Message::RepeatedNumber { here: shown(document, here.sign) };
    in_draft(document, &RULE, here.sign, message, Message::HintNumbering { expected })
}

fn skipped(document: &Document, before: &Numbered, here: &Numbered, first: u32) -> Finding {
    let expected = label(here.kind, &here.stem, first);
    let message = Message::SkippedNumber { before: shown(document, before.sign), here: shown(document, here.sign) };
    let severity = if expected == "đ" && here.value == first + 1 { Severity::Info } else { RULE.severity };
    Finding { severity, ..in_draft(document, &RULE, here.sign, message, Message::HintNumbering { expected }) }
}

/// The sign of a number that was read as text stands somewhere between the two.
fn stands_between(document: &Document, before: &Numbered, here: &Numbered, value: u32) -> bool {
    let between = document.text(Span::new(before.sign.end, here.sign.start.max(before.sign.end)));
    let close = document.text(here.sign).trim_end().chars().next_back().filter(|sign| !sign.is_alphanumeric());
    let sign = format!("{}{}", label(here.kind, &here.stem, value), close.unwrap_or(' '));
    between
        .match_indices(sign.as_str())
        .any(|(at, _)| between[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '/' | ',' | '-')))
}

/// The number as it is counted: `3`, `đ`, `IV`, `1.3`.
fn label(kind: MarkKind, stem: &str, value: u32) -> String {
    let last = match kind {
        MarkKind::Letter => LETTERS.chars().nth(value as usize - 1).map(String::from).unwrap_or_default(),
        MarkKind::Roman | MarkKind::Chapter => roman(value),
        _ => value.to_string(),
    };
    match kind {
        MarkKind::Article => format!("Điều {last}"),
        MarkKind::Chapter => format!("Chương {last}"),
        _ if stem.is_empty() => last,
        _ => format!("{stem}.{last}"),
    }
}

fn roman(mut value: u32) -> String {
    const SIGNS: [(u32, &str); 7] = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            value -= worth;
            out.push_str(sign);
        }
    }
    out
}

fn shown(document: &Document, sign: Span) -> String {
    let text = document.text(sign).trim_end();
    if fold_name(text).starts_with("điều") { text.trim_end_matches(['.', ':']).to_owned() } else { text.to_owned() }
}
