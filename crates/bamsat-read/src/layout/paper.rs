//! What belongs to the paper: page numbers, running heads, lines drawn with letters.

use super::rows::{Row, Segment};
use super::table::Grid;
use super::{Page, Rule, rows};

/// Share of the height of a page, at its top and at its foot, where its furniture stands.
const EDGE: f64 = 0.13;

/// A line that stands at the edge of this share of the pages runs through all: two heads may take turns.
const RUNNING: f64 = 0.4;

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
            let is_head = |segment: &Segment| running.iter().any(|head| head == segment.text.trim());
            if is_edge(row.y, height) && row.segments.iter().any(is_head) {
                row.segments.retain(|segment| !is_head(segment) && !is_page_number(&segment.text));
            }
            // A running head may stand beside it.
            let outermost = at <= 1 || at + 1 >= last;
            at += 1;
            let edge = is_edge(row.y, height);
            !(row.segments.is_empty() || edge && (outermost && is_page_number(&row.text()) || running.contains(&head(row))))
        });
        draw(rows, &mut page.rules);
        let others = page.aside.drain(..).flat_map(rows::rows);
        aside += others.filter(|row| !is_page_number(&row.text()) && !running.contains(&head(row))).map(|row| letters(&row)).sum::<usize>();
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

/// The lines that come again at the edge of many pages.
fn running(pages: &[(Page, Vec<Grid>, Vec<Row>)]) -> Vec<String> {
    if pages.len() < 3 {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    for (page, _, rows) in pages {
        let edges = rows.iter().filter(|row| is_edge(row.y, page.height));
        let mut own: Vec<String> = edges.map(head).filter(|text| !text.is_empty() && !opens_annex(text)).collect();
        own.sort_unstable();
        own.dedup();
        found.extend(own);
    }
    found.sort_unstable();
    let often = found.chunk_by(|a, b| a == b).filter(|same| same.len() >= 2 && same.len() as f64 >= pages.len() as f64 * RUNNING);
    often.map(|same| same[0].clone()).collect()
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

/// Whether a line is the heading of an annex, of which there may be one on every page.
fn opens_annex(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["phụ lục", "mẫu", "biểu", "danh mục"].into_iter().any(|word| lower.starts_with(word))
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
