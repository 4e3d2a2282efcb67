//! What belongs to the paper: page numbers, running heads, lines drawn with letters.

use crate::letterhead;

use super::rows::{Row, Segment};
use super::table::Grid;
use super::{Page, Rule, rows};

/// Share of the height of a page, at its top and at its foot, where its furniture stands.
const EDGE: f64 = 0.13;

/// A line that stands at the edge of this share of the pages runs through all: two heads may take turns.
const RUNNING: f64 = 0.4;

/// Heights as near as this, in points, are the same.
const SAME: f64 = 4.0;

/// Takes furniture off all pages. Gives how many letters run in another direction than their page and
/// are no furniture either.
pub(super) fn strip(pages: &mut [(Page, Vec<Grid>, Vec<Row>)]) -> usize {
    let mut aside = 0;
    let running = running(pages);
    for (page, _, rows) in pages {
        let height = page.height;
        let last = rows.len().saturating_sub(1);
        let mut at = 0;
        rows.retain_mut(|row| {
            // The stamp of a signature may stand at the height of a head.
            let y = row.y;
            let is_running = |text: &str| running.iter().any(|head| head.is(text, y));
            let is_head = |segment: &Segment| is_running(segment.text.trim());
            if is_edge(y, height) && row.segments.iter().any(is_head) {
                row.segments.retain(|segment| !is_head(segment) && !is_page_number(&segment.text));
            }
            // A running head may stand beside it.
            let outermost = at <= 1 || at + 1 >= last;
            at += 1;
            let edge = is_edge(row.y, height);
            !(row.segments.is_empty() || edge && (outermost && is_page_number(&row.text()) || is_running(&head(row))))
        });
        draw(rows, &mut page.rules);
        let others = page.aside.drain(..).flat_map(rows::rows);
        aside += others
            .filter(|row| !is_page_number(&row.text()) && running.iter().all(|known| known.text != head(row)))
            .map(|row| letters(&row))
            .sum::<usize>();
    }
    aside
}

fn letters(row: &Row) -> usize {
    row.text().chars().filter(|c| c.is_alphanumeric()).count()
}

fn is_edge(y: f64, height: f64) -> bool {
    y < height * EDGE || y > height * (1.0 - EDGE)
}

/// Lines drawn with letters, `_____` below a heading, are lines and no words.
fn draw(rows: &mut Vec<Row>, rules: &mut Vec<Rule>) {
    let is_drawn = |segment: &Segment| {
        let text = segment.text.trim();
        text.chars().count() >= 3 && text.chars().all(|c| matches!(c, '_' | '-' | '–' | '—' | '=' | '*' | ' '))
    };
    for row in rows.iter_mut() {
        let y = row.y;
        let drawn = row.segments.iter().filter(|segment| is_drawn(segment));
        rules.extend(drawn.map(|segment| Rule { x0: segment.x, x1: segment.end, y0: y, y1: y }));
        row.segments.retain(|segment| !is_drawn(segment));
    }
    rows.retain(|row| !row.segments.is_empty());
}

/// A line that runs through the pages.
struct Head {
    text: String,
    /// Where it stands: pages on their side have it elsewhere.
    heights: Vec<f64>,
}

impl Head {
    fn is(&self, text: &str, y: f64) -> bool {
        self.text == text && self.heights.iter().any(|height| (height - y).abs() < SAME)
    }
}

/// The outermost lines that come again at one height of many pages.
fn running(pages: &[(Page, Vec<Grid>, Vec<Row>)]) -> Vec<Head> {
    /// Lines at the top of a page, and at its foot, among which its heads are.
    const OUTER: usize = 2;
    /// Pages on which a line comes again that is no heading of theirs.
    const FEWEST: usize = 3;
    if pages.len() < FEWEST {
        return Vec::new();
    }
    let mut found: Vec<(String, f64)> = Vec::new();
    for (page, _, rows) in pages {
        let edges = rows.iter().enumerate().filter(|(at, row)| (*at < OUTER || at + OUTER >= rows.len()) && is_edge(row.y, page.height));
        let edges = edges.filter(|(_, row)| !row.segments.iter().any(|segment| opens_part(segment.text.trim())));
        found.extend(edges.map(|(_, row)| (head(row), row.y)).filter(|(text, _)| !text.is_empty()));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let often = |same: &&[(String, f64)]| {
        // In order of height, so that those of one height stand together.
        let together = same.chunk_by(|a, b| b.1 - a.1 < SAME).map(<[_]>::len).max().unwrap_or(0);
        together >= FEWEST && together as f64 >= pages.len() as f64 * RUNNING
    };
    let same = found.chunk_by(|a, b| a.0 == b.0).filter(often);
    same.map(|same| Head { text: same[0].0.clone(), heights: same.iter().map(|(_, y)| *y).collect() }).collect()
}

/// What a running head has on every page: its words without the number of the page.
fn head(row: &Row) -> String {
    let parts = row.segments.iter().map(|segment| segment.text.trim()).filter(|text| !is_page_number(text));
    let text = parts.collect::<Vec<_>>().join(" ");
    // Words that stand close to the number; a short line with a number is a heading: `Phụ lục 1`.
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [first, inner @ ..] if inner.len() > 3 && is_page_number(first) => inner.join(" "),
        [inner @ .., last] if inner.len() > 3 && is_page_number(last) => inner.join(" "),
        _ => words.join(" "),
    }
}

/// Whether a line begins a part of a document, of which there may be one on every page: an annex, or a
/// letterhead of its own.
fn opens_part(text: &str) -> bool {
    let lower = text.to_lowercase();
    let annex = ["phụ lục", "mẫu", "biểu", "danh mục", "(kèm theo", "(ban hành"].into_iter().any(|word| lower.starts_with(word));
    annex || letterhead::is_form(text)
}

/// `3`, `- 3 -`, `Trang 3`, `3/10`.
fn is_page_number(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let inner = lower.trim_start_matches("trang").trim_matches(|c| matches!(c, '-' | '–' | ' '));
    !inner.is_empty() && inner.len() <= 9 && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ' '))
}

/// Whether a level line stands alone below the words of a page: what it rules off are footnotes.
pub(super) fn rules_off(rule: &Rule, page: &Page) -> bool {
    rule.y1 - rule.y0 < 1.5 && rule.x1 - rule.x0 > page.width * 0.1 && rule.x1 - rule.x0 < page.width * 0.45
}
