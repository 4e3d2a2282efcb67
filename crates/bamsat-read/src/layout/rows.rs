//! Glyphs that stand on one line.

use super::Glyph;

/// Signs around the digits of what stands raised behind a word: perhaps the mark of a footnote.
pub(super) const RAISED: char = '\u{e000}';
pub(super) const LOWERED: char = '\u{e001}';

/// A gap as wide as this, in sizes, parts two columns.
const COLUMN: f64 = 1.5;
/// The same behind the number or sign that opens an item.
const BEHIND_LABEL: f64 = 6.0;
/// A gap as wide as this parts two words.
const WORD: f64 = 0.19;

/// Letters that stand as near as this touch each other.
const TOUCHING: f64 = 0.05;

/// Words that stand together on a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) text: String,
    /// Where the words behind a label begin.
    pub(super) behind_label: Option<f64>,
    /// How wide its first word is.
    pub(super) first_word: f64,
    /// Gaps between its words: where each begins and ends, and the word behind it in the text.
    gaps: Vec<(f64, f64, usize)>,
}

impl Segment {
    /// Several as one.
    pub(super) fn joined(segments: Vec<Self>) -> Option<Self> {
        let text = segments.iter().map(|segment| segment.text.trim()).collect::<Vec<_>>().join(" ");
        let end = segments.last()?.end;
        Some(Self { end, text, gaps: Vec::new(), ..segments.into_iter().next()? })
    }

    /// The same as two, parted at its widest gap between two places.
    pub(super) fn parted(&self, from: f64, to: f64, least: f64) -> Option<(Self, Self)> {
        let inside = self.gaps.iter().filter(|(begin, end, _)| end - begin >= least && *begin < to && from < *end);
        Some(self.parted_at(*inside.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?))
    }

    /// The same as two, the second of which begins as asked.
    pub(super) fn parted_before(&self, begins: impl Fn(&str) -> bool) -> Option<(Self, Self)> {
        let behind = self.gaps.iter().find(|gap| begins(&self.text[gap.2..]))?;
        Some(self.parted_at(*behind))
    }

    fn parted_at(&self, (begin, end, at): (f64, f64, usize)) -> (Self, Self) {
        let (left, right) = (self.text[..at].trim_end().to_owned(), self.text[at..].to_owned());
        let gaps = |left: bool| self.gaps.iter().filter(move |gap| gap.2 != at && (gap.2 < at) == left);
        let first = Self { end: begin, text: left, gaps: gaps(true).copied().collect(), ..self.clone() };
        let behind = gaps(false).map(|(begin, end, place)| (*begin, *end, place - at)).collect();
        (first, Self { x: end, text: right, behind_label: None, first_word: self.end - end, gaps: behind, ..self.clone() })
    }
}

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) segments: Vec<Segment>,
}

impl Row {
    pub(super) fn x(&self) -> f64 {
        self.segments.first().map_or(0.0, |segment| segment.x)
    }

    pub(super) fn end(&self) -> f64 {
        self.segments.last().map_or(0.0, |segment| segment.end)
    }

    /// All its words.
    pub(super) fn text(&self) -> String {
        self.segments.iter().map(|segment| segment.text.trim()).collect::<Vec<_>>().join(" ")
    }
}

/// The lines of a page from top to bottom.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<(f64, f64, Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some((y, size, line)) if (glyph.y - *y).abs() < 0.4 * size.max(glyph.size) => {
                if glyph.size > *size {
                    (*y, *size) = (glyph.y, glyph.size);
                }
                line.push(glyph);
            }
            _ => lines.push((glyph.y, glyph.size, vec![glyph])),
        }
    }
    let lines = with_raised(lines);
    let rows = lines.into_iter().map(|(y, size, glyphs)| Row { y, size, segments: segments(glyphs, y, size) });
    rows.filter(|row| !row.segments.is_empty()).collect()
}

/// Small letters right above a line belong to it: the mark of a footnote.
fn with_raised(lines: Vec<(f64, f64, Vec<Glyph>)>) -> Vec<(f64, f64, Vec<Glyph>)> {
    let mut out: Vec<(f64, f64, Vec<Glyph>)> = Vec::with_capacity(lines.len());
    for (y, size, mut line) in lines {
        let (from, to) = line.iter().fold((f64::MAX, f64::MIN), |(from, to), glyph| (from.min(glyph.x), to.max(glyph.end)));
        let is_raised = |(above, small, mark): &(f64, f64, Vec<Glyph>)| {
            // The number of a footnote stands in front of its line.
            let is_number = |glyph: &Glyph| glyph.ch.is_ascii_digit() && glyph.x > from - 1.5 * size && glyph.end < from + 0.5 * size;
            let inside = mark.iter().all(|glyph| glyph.x > from && glyph.end < to + size || is_number(glyph));
            *small < 0.8 * size && y - above < 0.75 * size && inside
        };
        if out.last().is_some_and(is_raised) {
            line.extend(out.pop().into_iter().flat_map(|(.., mark)| mark));
        }
        out.push((y, size, line));
    }
    out
}

fn segments(mut glyphs: Vec<Glyph>, y: f64, size: f64) -> Vec<Segment> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    // A letter that is drawn twice to look bold is one letter.
    glyphs.dedup_by(|next, last| next.ch == last.ch && !next.ch.is_whitespace() && next.x - last.x < 0.15 * last.size);
    let mut out: Vec<Segment> = Vec::new();
    let (mut raised, mut in_first_word) = (false, true);
    for glyph in glyphs {
        let is_raised = glyph.ch.is_ascii_digit() && glyph.size < 0.8 * size && y - glyph.y > 0.12 * size;
        let is_blank = glyph.ch.is_whitespace();
        let joined = out.last().map(|last| {
            let gap = glyph.x - last.end;
            (gap < COLUMN * size || is_label(&last.text) && gap < BEHIND_LABEL * size, gap)
        });
        let opens = !matches!(joined, Some((true, _)));
        if raised && (!is_raised || opens) {
            out.last_mut().into_iter().for_each(|last| last.text.push(LOWERED));
            raised = false;
        }
        if opens {
            if is_blank {
                continue;
            }
            out.push(Segment { x: glyph.x, end: glyph.x, ..Segment::default() });
            in_first_word = true;
        }
        let Some(segment) = out.last_mut() else { continue };
        let gap = joined.map_or(0.0, |(_, gap)| gap);
        // A blank behind letters that were printed over it parts nothing: a number stamped into its room.
        if !is_blank && !opens && gap < TOUCHING * size && segment.text.ends_with(' ') {
            segment.text.pop();
        }
        let parted = !opens && gap > WORD * size || is_blank;
        if parted && !segment.text.ends_with(' ') && !segment.text.is_empty() {
            segment.text.push(' ');
            in_first_word = false;
        }
        if is_blank {
            continue;
        }
        if segment.text.ends_with(' ') {
            if segment.behind_label.is_none() && is_label(&segment.text) {
                segment.behind_label = Some(glyph.x);
            }
            segment.gaps.push((segment.end, glyph.x, segment.text.len()));
        }
        if is_raised && !raised {
            segment.text.push(RAISED);
        }
        raised = is_raised;
        segment.text.push(glyph.ch);
        segment.end = segment.end.max(glyph.end);
        if in_first_word {
            segment.first_word = segment.end - segment.x;
        }
    }
    if raised {
        out.last_mut().into_iter().for_each(|last| last.text.push(LOWERED));
    }
    out
}

/// Adds a line; a word that was parted by a soft hyphen, and a number at its dash, are whole again.
pub(super) fn join(text: &mut String, page: &str, line: &str) {
    if text.ends_with('\u{ad}') {
        text.pop();
        text.push_str(page);
    } else {
        let last = text.rsplit(' ').next().unwrap_or_default();
        let broken = last.ends_with(['-', '/']) && last.len() > 2 && last.contains(|c: char| c.is_ascii_digit());
        text.push_str(if broken { "" } else { " " });
        text.push_str(page);
    }
    text.push_str(line);
}

/// Whether a text is nothing but what opens an item: `-`, `1.`, `a)`, `IV.`, `1.2.`, `12`.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim();
    if matches!(text, "-" | "+" | "•" | "–" | "*" | "▪" | "o") {
        return true;
    }
    let inner = text.trim_end_matches(['.', ')']);
    let numbers = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || c == '.' || "IVXLC".contains(c));
    let letter = inner.chars().count() == 1 && inner.chars().all(char::is_lowercase);
    text.len() <= 8 && (numbers || letter && inner != text)
}
