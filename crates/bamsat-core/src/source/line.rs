//! Physical lines: white space collapsed, Markdown and page furniture taken off.

use super::Lines;
use super::chars::RawLine;
use super::mapped::Mapped;
use super::span::Run;

/// Columns of white space inside a line that separate two cells (letterheads, tables).
pub(super) const CELL_GAP: usize = 4;

/// A line that holds words, with what its surroundings say.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where they come from.
    pub(super) runs: Vec<Run>,
    /// White columns before the words.
    pub(super) indent: usize,
    /// Columns up to the last letter, `indent` included.
    pub(super) width: usize,
    /// Bytes at which a cell begins.
    pub(super) cells: Vec<usize>,
    /// Empty lines before this one.
    pub(super) blanks: usize,
    /// A ruled line (`-----`) stands before this one.
    pub(super) ruled: bool,
    /// A form feed stands before this one.
    pub(super) page_break: bool,
    /// A Markdown heading (`#` to `######`).
    pub(super) heading: bool,
    /// Line number in the original.
    pub(super) number: u32,
}

/// Lines that hold words, in order. Empty and ruled lines survive as facts about the next one.
pub(super) fn lines(raw: Vec<RawLine>, kind: Lines) -> Vec<Line> {
    let markdown = kind == Lines::Wrapped && super::markdown::is_markdown(&raw);
    let mut out: Vec<Line> = Vec::with_capacity(raw.len());
    let (mut blanks, mut ruled, mut page_break) = (0, false, false);
    for (index, mut line) in raw.into_iter().enumerate() {
        page_break |= line.page_break;
        let row = super::markdown::task_row(&line.words);
        let in_cells = !row.is_empty();
        for cell in row {
            let mut clean = collapse(cell);
            clean.number = index as u32 + 1;
            // Nothing runs on from one cell into the next.
            (clean.blanks, clean.ruled, clean.page_break) = (blanks, true, page_break);
            (blanks, ruled, page_break) = (0, false, false);
            out.push(clean);
        }
        if in_cells {
            continue;
        }
        if kind == Lines::Paragraphs {
            super::markdown::strip_bars(&mut line.words);
        }
        let heading = markdown && super::markdown::strip(&mut line.words);
        let mut clean = collapse(line.words);
        if clean.text.is_empty() {
            blanks += 1;
        } else if is_rule(&clean.text) {
            ruled = true;
        } else {
            clean.number = index as u32 + 1;
            (clean.blanks, clean.ruled, clean.page_break, clean.heading) = (blanks, ruled, page_break, heading);
            (blanks, ruled, page_break) = (0, false, false);
            out.push(clean);
        }
    }
    out
}

/// The line with every run of spaces as one.
fn collapse(words: Mapped) -> Line {
    let spaced = words.text();
    let text = spaced.trim_matches(' ');
    let indent = spaced.len() - spaced.trim_start_matches(' ').len();
    let mut line = Line { indent, ..Line::default() };
    if text.is_empty() {
        return line;
    }
    line.width = indent + text.chars().count();
    if text.len() == spaced.len() && !text.contains("  ") {
        (line.text, line.runs) = words.into_parts();
        return line;
    }
    let end = indent + text.len();
    let mut out = Mapped::with_room(text.len());
    let mut from = indent;
    while let Some(gap) = words.text()[from..end].find("  ").map(|at| from + at) {
        out.extend(&words, from..gap + 1);
        from = gap + (words.text()[gap..end].len() - words.text()[gap..end].trim_start_matches(' ').len());
        if from - gap >= CELL_GAP {
            line.cells.push(out.text().len());
        }
    }
    out.extend(&words, from..end);
    (line.text, line.runs) = out.into_parts();
    line
}

/// `-----`, `*****`, `___`, and the star under a Party letterhead.
fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| *c != ' ');
    let first = signs.next();
    let bars = text.contains("--") && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    bars || text == "*"
        || text == "_"
        || (matches!(first, Some('-' | '_' | '*' | '=' | '–' | '—' | '~' | '.'))
            && text.chars().count() >= 3
            && text.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '–' | '—' | '~' | '.' | ' ' | 'o' | '0'))
            && !text.contains("..."))
}
