//! Markdown as text recognition and web pages make it: uneven headings, emphasis, table bars.

use super::chars::RawLine;
use super::mapped::Mapped;

/// Whether the text uses Markdown at all: a plain text may hold stars of its own.
pub(super) fn is_markdown(lines: &[RawLine]) -> bool {
    lines.iter().any(|line| {
        let text = line.words.text();
        let hashes = text.bytes().take_while(|b| *b == b'#').count();
        (1..=6).contains(&hashes) && text[hashes..].starts_with(' ')
            || text.contains("**") && text.chars().nth(4).is_some() && text.chars().any(char::is_alphabetic)
    })
}

/// Takes the signs off a line; true when it is a heading. Table bars become wide gaps, so that
/// the cells stay apart.
pub(super) fn strip(line: &mut Mapped) -> bool {
    let text = line.text();
    let words = text.trim_start_matches(' ');
    let hashes = words.bytes().take_while(|b| *b == b'#').count();
    let rest = &words[hashes..];
    let heading = (1..=6).contains(&hashes) && (rest.is_empty() || rest.starts_with(' '));
    if heading {
        *line = line.part(text.len() - rest.len()..text.len());
    }
    if line.text().contains('*') {
        let stars = Stars::of(line.text());
        line.remove(|text, at| stars.is_emphasis(text, at));
    }
    if line.text().contains('\\') {
        line.remove(is_escape);
    }
    strip_bars(line);
    heading
}

/// The stars of a line.
struct Stars {
    count: usize,
    /// Spaces before the first word.
    indent: usize,
}

impl Stars {
    fn of(text: &str) -> Self {
        Self { count: text.bytes().filter(|b| *b == b'*').count(), indent: text.len() - text.trim_start_matches(' ').len() }
    }

    /// A star is a bullet when a space follows it at the start of the line, and a sign of the
    /// text in `(*)`; else it is emphasis.
    fn is_emphasis(&self, text: &str, at: usize) -> bool {
        let bytes = text.as_bytes();
        if bytes[at] != b'*' {
            return false;
        }
        let (before, after) = (at.checked_sub(1).map(|before| bytes[before]), bytes.get(at + 1).copied());
        let double = before == Some(b'*') || after == Some(b'*');
        // As the first sign of its line it opens no emphasis that one star would close.
        let lone_bullet = at == self.indent && after == Some(b' ') && self.count != 2;
        double || !(lone_bullet || (before == Some(b'(') && after == Some(b')')))
    }
}

/// The sign before `.` in `1\.` and before `-` in `\-`.
fn is_escape(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes[at] == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation)
}

/// The cells of a row of a task table, one each; nothing for any other line. Such a row opens with
/// its number, the title row with `TT`.
pub(super) fn task_row(line: &Mapped) -> Vec<Mapped> {
    let text = line.text();
    if !text.trim_start_matches(' ').starts_with('|') {
        return Vec::new();
    }
    let mut at = 0;
    let ranges = text.split('|').map(|cell| {
        let start = at;
        at += cell.len() + 1;
        (cell.trim(), start..start + cell.len())
    });
    let cells: Vec<_> = ranges.filter(|(cell, _)| !cell.is_empty()).collect();
    let opens = cells.first().is_some_and(|(cell, _)| {
        let label = cell.to_lowercase();
        let number = label.trim_end_matches('.');
        matches!(label.as_str(), "tt" | "stt" | "số tt")
            || (!number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()))
    });
    if opens && cells.len() >= 3 { cells.into_iter().map(|(_, range)| line.part(range)).collect() } else { Vec::new() }
}

/// Bars between the cells of a row become gaps.
pub(super) fn strip_bars(line: &mut Mapped) {
    let text = line.text();
    if !text.trim_start_matches(' ').starts_with('|') {
        return;
    }
    if text.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'=')) {
        *line = Mapped::default();
        return;
    }
    let mut out = Mapped::with_room(text.len());
    let mut from = 0;
    for (bar, _) in text.match_indices('|') {
        out.extend(line, from..bar);
        if let Some(place) = line.place(bar) {
            (0..super::line::CELL_GAP).for_each(|_| out.push(' ', place));
        }
        from = bar + 1;
    }
    out.extend(line, from..text.len());
    *line = out;
}
