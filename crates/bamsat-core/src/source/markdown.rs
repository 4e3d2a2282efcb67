//! Markdown as text recognition and web pages make it: uneven headings, emphasis, table bars.

use super::chars::RawLine;
use super::span::Glyph;

/// Whether the text uses Markdown at all: a plain text may hold stars of its own.
pub(super) fn is_markdown(lines: &[RawLine]) -> bool {
    lines.iter().any(|line| {
        let text: String = line.glyphs.iter().take(8).map(|g| g.ch).collect();
        let hashes = text.bytes().take_while(|b| *b == b'#').count();
        (1..=6).contains(&hashes) && text[hashes..].starts_with(' ')
            || line.glyphs.len() > 4
                && line.glyphs.windows(2).any(|pair| pair[0].ch == '*' && pair[1].ch == '*')
                && line.glyphs.iter().any(|g| g.ch.is_alphabetic())
    })
}

/// Takes the signs off a line; true when it is a heading. Table bars become wide gaps, so that
/// the cells stay apart.
pub(super) fn strip(glyphs: &mut Vec<Glyph>) -> bool {
    let lead = glyphs.iter().take_while(|g| g.ch == ' ').count();
    let hashes = glyphs[lead..].iter().take_while(|g| g.ch == '#').count();
    let heading = (1..=6).contains(&hashes) && glyphs.get(lead + hashes).is_none_or(|g| g.ch == ' ');
    if heading {
        glyphs.drain(..lead + hashes);
    }
    strip_emphasis(glyphs);
    strip_escapes(glyphs);
    strip_bars(glyphs);
    heading
}

fn strip_emphasis(glyphs: &mut Vec<Glyph>) {
    let lead = glyphs.iter().take_while(|g| g.ch == ' ').count();
    let stars: Vec<bool> = (0..glyphs.len()).map(|at| is_emphasis(glyphs, at, lead)).collect();
    let mut stars = stars.iter();
    glyphs.retain(|_| !stars.next().copied().unwrap_or(false));
}

/// A star is a bullet when a space follows it at the start of the line, and a sign of the
/// text in `(*)`; else it is emphasis. The line begins with `lead` spaces.
fn is_emphasis(glyphs: &[Glyph], at: usize, lead: usize) -> bool {
    let sign = |index: Option<usize>| index.and_then(|i| glyphs.get(i)).map(|g| g.ch);
    if glyphs[at].ch != '*' {
        return false;
    }
    let (before, after) = (sign(at.checked_sub(1)), sign(Some(at + 1)));
    let double = before == Some('*') || after == Some('*');
    let lone_bullet = at == lead && after == Some(' ') && glyphs[at + 1..].iter().filter(|g| g.ch == '*').count() != 1;
    double || !(lone_bullet || (before == Some('(') && after == Some(')')))
}

/// `1\.` and `\-` to `1.` and `-`.
fn strip_escapes(glyphs: &mut Vec<Glyph>) {
    let escaped: Vec<bool> =
        (0..glyphs.len()).map(|at| glyphs[at].ch == '\\' && glyphs.get(at + 1).is_some_and(|g| g.ch.is_ascii_punctuation())).collect();
    let mut escaped = escaped.iter();
    glyphs.retain(|_| !escaped.next().copied().unwrap_or(false));
}

/// The cells of a row of a task table, one each; nothing for any other line. Such a row opens with
/// its number, the title row with `TT`.
pub(super) fn task_row(glyphs: &[Glyph]) -> Vec<Vec<Glyph>> {
    let first = glyphs.iter().position(|g| g.ch != ' ').filter(|&at| glyphs[at].ch == '|');
    let Some(first) = first else { return Vec::new() };
    let text = |cell: &[Glyph]| cell.iter().map(|g| g.ch).collect::<String>().trim().to_lowercase();
    let cells: Vec<Vec<Glyph>> =
        glyphs[first..].split(|g| g.ch == '|').filter(|cell| !text(cell).is_empty()).map(<[Glyph]>::to_vec).collect();
    let opens = cells.first().is_some_and(|cell| {
        let label = text(cell);
        let number = label.trim_end_matches('.');
        matches!(label.as_str(), "tt" | "stt" | "số tt")
            || (!number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()))
    });
    if opens && cells.len() >= 3 { cells } else { Vec::new() }
}

/// Bars between the cells of a row become gaps.
pub(super) fn strip_bars(glyphs: &mut Vec<Glyph>) {
    if glyphs.iter().find(|g| g.ch != ' ').is_none_or(|g| g.ch != '|') {
        return;
    }
    let row: Vec<Glyph> = std::mem::take(glyphs);
    if row.iter().all(|g| matches!(g.ch, '|' | '-' | ':' | ' ' | '=')) {
        return;
    }
    for glyph in row {
        let copies = if glyph.ch == '|' { 4 } else { 1 };
        let ch = if glyph.ch == '|' { ' ' } else { glyph.ch };
        glyphs.extend(std::iter::repeat_n(Glyph { ch, ..glyph }, copies));
    }
}
