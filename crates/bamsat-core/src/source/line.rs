//! Physical lines: white space collapsed, Markdown and page furniture taken off.

use super::Lines;
use super::chars::RawLine;
use super::span::Glyph;

/// Columns of white space inside a line that separate two cells (letterheads, tables).
const CELL_GAP: usize = 4;

/// A line that holds words, with what its surroundings say.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    /// The words as a string; `glyphs` in another form.
    pub(super) text: String,
    /// White columns before the words.
    pub(super) indent: usize,
    /// Columns up to the last letter, `indent` included.
    pub(super) width: usize,
    /// Indexes into `glyphs` where a cell begins.
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
        for cell in super::markdown::task_row(&line.glyphs) {
            let mut clean = collapse(cell);
            clean.number = index as u32 + 1;
            // Nothing runs on from one cell into the next.
            (clean.blanks, clean.ruled, clean.page_break) = (blanks, true, page_break);
            (blanks, ruled, page_break) = (0, false, false);
            line.glyphs.clear();
            out.push(clean);
        }
        if line.glyphs.is_empty() && out.last().is_some_and(|last| last.number == index as u32 + 1) {
            continue;
        }
        if kind == Lines::Paragraphs {
            super::markdown::strip_bars(&mut line.glyphs);
        }
        let heading = markdown && super::markdown::strip(&mut line.glyphs);
        let mut clean = collapse(line.glyphs);
        if clean.glyphs.is_empty() {
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
fn collapse(mut glyphs: Vec<Glyph>) -> Line {
    let mut line = Line { indent: glyphs.iter().take_while(|g| g.ch == ' ').count(), ..Line::default() };
    let (mut len, mut spaces) = (0, 0);
    for column in line.indent..glyphs.len() {
        if glyphs[column].ch == ' ' {
            spaces += 1;
            continue;
        }
        if spaces > 0 {
            glyphs[len] = Glyph { ch: ' ', ..glyphs[column - spaces] };
            len += 1;
            if spaces >= CELL_GAP {
                line.cells.push(len);
            }
        }
        spaces = 0;
        glyphs[len] = glyphs[column];
        len += 1;
        line.width = column + 1;
    }
    glyphs.truncate(len);
    // Two bytes of three in a Vietnamese text are characters.
    line.text = String::with_capacity(glyphs.len() * 3 / 2);
    line.text.extend(glyphs.iter().map(|g| g.ch));
    line.glyphs = glyphs;
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
