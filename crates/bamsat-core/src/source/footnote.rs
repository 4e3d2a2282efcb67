//! Footnotes: text at the foot of a page belongs to its marker, and the paragraph that it cut
//! goes on behind it.

use super::Lines;
use super::line::Line;
use super::marker::mark;

/// A footnote as lines: `lines[start..end]` hold its text, `marker_line` its marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) number: u32,
    pub(super) marker_line: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Lines between a marker and its text at the most.
const REACH: usize = 160;

/// Lines of one footnote at the most.
const LONGEST: usize = 120;

/// Finds the footnotes of the text: numbers count up from 1.
pub(super) fn find(lines: &[Line], kind: Lines) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut at = 0;
    let mut last_marker = 0;
    while at < lines.len() {
        let expected = notes.last().map_or(1, |n| n.number + 1);
        // A reader of files writes every footnote so, whatever it begins with.
        let given = kind == Lines::Paragraphs && lines[at].text.starts_with(&format!("[{expected}] "));
        let Some(number) = opens_note(&lines[at].text).filter(|n| *n == expected).or(given.then_some(expected)) else {
            at += 1;
            continue;
        };
        let from = at.saturating_sub(REACH).max(last_marker);
        // `(1)` behind a colon opens a list; as a note it needs a marker of its own form.
        let bracketed = lines[at].text.starts_with('(');
        let listed = bracketed && at > 0 && lines[at - 1].text.ends_with(':');
        let marks = |i: &usize| {
            let text = &lines[*i].text;
            marker_at(text, number).is_some_and(|(from, _)| !bracketed || text[from..].starts_with('('))
        };
        let Some(marker_line) = (from..at).rev().find(marks).filter(|_| !listed) else {
            at += 1;
            continue;
        };
        let end = if kind == Lines::Paragraphs { at + 1 } else { note_end(lines, at, number) };
        notes.push(Note { number, marker_line, start: at, end });
        last_marker = marker_line;
        at = end;
    }
    notes
}

/// `1 Như: ...`, `[1] ...`, `(1) ...`, `¹ ...` and no list number.
fn opens_note(text: &str) -> Option<u32> {
    let (number, rest) = note_number(text)?;
    rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '(')).then_some(number)
}

fn note_number(text: &str) -> Option<(u32, &str)> {
    if let Some(value) = text.chars().next().and_then(superscript) {
        return Some((value, &text[text.chars().next()?.len_utf8()..]));
    }
    let (inner, close) = match text.as_bytes().first()? {
        b'[' => (&text[1..], ']'),
        b'(' => (&text[1..], ')'),
        b'1'..=b'9' => (text, ' '),
        _ => return None,
    };
    let (digits, rest) = inner.split_once(close)?;
    if digits.is_empty() || digits.len() > 2 || digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

fn superscript(ch: char) -> Option<u32> {
    "¹²³⁴⁵⁶⁷⁸⁹".chars().position(|c| c == ch).map(|i| i as u32 + 1)
}

/// Byte range of the marker of footnote `number` in a line: `Việt Nam(1)`, `[1]`, `¹`, or a
/// digit that sticks to a word.
pub(super) fn marker_at(text: &str, number: u32) -> Option<(usize, usize)> {
    let glued =
        |at: usize| text[..at].chars().next_back().is_some_and(|c| c.is_alphabetic() || matches!(c, '”' | '"' | ',' | '.' | ';' | ')'));
    for form in [format!("({number})"), format!("[{number}]")] {
        if let Some(at) = text.match_indices(&form).map(|(at, _)| at).find(|&at| glued(at) || (at > 0 && form.starts_with('['))) {
            return Some((at, at + form.len()));
        }
    }
    if let Some(sign) = "¹²³⁴⁵⁶⁷⁸⁹".chars().nth(number.checked_sub(1)? as usize)
        && let Some(at) = text.find(sign).filter(|at| *at > 0)
    {
        return Some((at, at + sign.len_utf8()));
    }
    let digits = number.to_string();
    text.match_indices(&digits).map(|(at, _)| (at, at + digits.len())).find(|&(at, end)| {
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        before.is_some_and(|c| c.is_lowercase() && !c.is_ascii_digit() || c == '”')
            && after.is_none_or(|c| c == ' ' || c == ',' || c == ';' || c == '.' || c == ':')
    })
}

/// Where the footnote that begins at `start` ends.
///
/// A cut paragraph resumes with a small letter after a closed note line. Else the note ends
/// at the next page, note or numbered line.
fn note_end(lines: &[Line], start: usize, number: u32) -> usize {
    let cut = start.checked_sub(1).is_some_and(|i| !closed(&lines[i].text));
    let limit = lines.len().min(start + LONGEST);
    let mut short = None;
    for at in start + 1..limit {
        let line = &lines[at];
        let before = &lines[at - 1];
        if opens_note(&line.text) == Some(number + 1) || line.ruled || line.heading {
            return at;
        }
        let small = line.text.chars().next().is_some_and(char::is_lowercase);
        if cut && small && closed(&before.text) {
            return at;
        }
        if mark(&line.text).is_some_and(|m| m.sure) && (!cut || closed(&before.text)) {
            return at;
        }
        if line.page_break {
            return at;
        }
        if short.is_none() && closed(&before.text) && before.width + 15 < lines[start].width && !small {
            short = Some(at);
        }
    }
    if cut { short.unwrap_or(start + 1) } else { short.unwrap_or(limit.min(lines.len())) }
}

fn closed(text: &str) -> bool {
    text.trim_end_matches(['”', '"', ')', ' ']).ends_with(['.', ';', '!', '?', '/'])
}
