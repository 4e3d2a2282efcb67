//! Page numbers, running heads and signature stamps: lines that belong to the paper.

use super::fold::{fold, starts_with};
use super::line::Line;

/// Lines between two page numbers at the least; the row numbers of a table stand closer.
const PAGE_LINES: usize = 18;

/// Columns before a page number that stands in the middle or at the right.
const CENTRED: usize = 15;

/// Takes page furniture out. What stood before a dropped line holds for the next one.
pub(super) fn strip(lines: Vec<Line>) -> Vec<Line> {
    let drop: Vec<bool> = (0..lines.len()).map(|at| is_furniture(&lines, at)).collect();
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut pending = Line::default();
    for (mut line, drop) in lines.into_iter().zip(drop) {
        if drop {
            pending.blanks += line.blanks;
            pending.ruled |= line.ruled;
            pending.page_break = true;
            continue;
        }
        line.blanks += pending.blanks;
        line.ruled |= pending.ruled;
        line.page_break |= pending.page_break;
        pending = Line::default();
        out.push(line);
    }
    out
}

fn is_furniture(lines: &[Line], at: usize) -> bool {
    let text = lines[at].text.as_str();
    if text.len() > 120 {
        return false;
    }
    page_number(text).is_some_and(|number| stands_as_page_number(lines, at, number)) || is_running_head(text) || is_stamp(lines, at)
}

/// `3`, `- 3 -`, `Trang 3`, `Trang 3/10`.
fn page_number(text: &str) -> Option<u32> {
    // Most lines do not end like one.
    let end = text.trim_end_matches([' ', '-', '–', '—', '―', '‒']);
    if !end.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '|')) {
        return None;
    }
    let folded = fold(text);
    let inner = folded.trim_start_matches("trang").trim_matches(|c| matches!(c, '-' | ' '));
    let digits = inner.split(['/', '|']).next()?.trim();
    if digits.is_empty() || digits.len() > 4 || !inner.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b' ' | b'|')) {
        return None;
    }
    digits.parse().ok()
}

/// A page number begins a page, stands in the middle, or comes in sequence far from the next.
fn stands_as_page_number(lines: &[Line], at: usize, number: u32) -> bool {
    let line = &lines[at];
    if line.page_break || lines.get(at + 1).is_some_and(|next| next.page_break) || line.indent >= CENTRED {
        return true;
    }
    if at.checked_sub(1).is_some_and(|before| is_running_head(&lines[before].text)) {
        return true;
    }
    let number_on = |i: usize| Some((i, page_number(&lines[i].text)?));
    let before = (0..at).rev().take(200).find_map(number_on);
    let after = (at + 1..lines.len()).take(200).find_map(number_on);
    let far = |other: Option<(usize, u32)>| other.is_none_or(|(i, _)| i.abs_diff(at) >= PAGE_LINES);
    let in_sequence = before.is_some_and(|(_, n)| n + 1 == number) || after.is_some_and(|(_, n)| n == number + 1);
    far(before) && far(after) && in_sequence
}

/// `CÔNG BÁO/Số 242/Ngày 22-04-2026`.
fn is_running_head(text: &str) -> bool {
    text.starts_with(['C', 'c']) && starts_with(text, &["công báo/số", "công báo / số"])
}

/// The stamp of a digital signature: `Người ký: ...`, `Ký bởi: ...`, with its neighbours.
fn is_stamp(lines: &[Line], at: usize) -> bool {
    let kind = |index: usize| lines.get(index).and_then(|line| stamp_word(&line.text));
    match kind(at) {
        None => false,
        Some(Stamp::Sure) => true,
        Some(Stamp::Maybe) => (at.saturating_sub(3)..at + 4).any(|i| matches!(kind(i), Some(Stamp::Sure))),
    }
}

enum Stamp {
    Sure,
    Maybe,
}

fn stamp_word(text: &str) -> Option<Stamp> {
    // Most lines open otherwise.
    if !text.starts_with(['K', 'k', 'N', 'n', 'T', 't', 'C', 'c', 'E', 'e']) {
        return None;
    }
    if starts_with(text, &["ký bởi:", "người ký:", "thời gian ký:", "ngày ký:"]) {
        return Some(Stamp::Sure);
    }
    starts_with(text, &["cơ quan:", "email:"]).then_some(Stamp::Maybe)
}
