//! What belongs to the paper: page numbers and running heads.

use super::rows::Row;
use super::table::Grid;
use super::{Page, Rule};

/// Share of the height of a page, at its top and at its foot, where its furniture stands.
const EDGE: f64 = 0.13;

/// A line that stands at the same place of this share of the pages runs through all.
const RUNNING: f64 = 0.6;

/// Takes furniture off all pages.
pub(super) fn strip(pages: &mut [(Page, Vec<Grid>, Vec<Row>)]) {
    let running = running(pages);
    for (page, _, rows) in pages {
        let height = page.height;
        let last = rows.len().saturating_sub(1);
        let mut at = 0;
        rows.retain(|row| {
            // A running head may stand beside it.
            let outermost = at <= 1 || at + 1 >= last;
            at += 1;
            let text = row.text();
            let edge = is_edge(row.y, height);
            !(edge && (outermost && is_page_number(&text) || running.contains(&without_digits(&text))))
        });
    }
}

fn is_edge(y: f64, height: f64) -> bool {
    y < height * EDGE || y > height * (1.0 - EDGE)
}

/// The lines that come again at the edge of most pages.
fn running(pages: &[(Page, Vec<Grid>, Vec<Row>)]) -> Vec<String> {
    if pages.len() < 3 {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    for (page, _, rows) in pages {
        let edges = rows.iter().filter(|row| is_edge(row.y, page.height));
        let mut own: Vec<String> = edges.map(|row| without_digits(&row.text())).filter(|text| !text.trim().is_empty()).collect();
        own.sort_unstable();
        own.dedup();
        found.extend(own);
    }
    found.sort_unstable();
    let often = found.chunk_by(|a, b| a == b).filter(|same| same.len() as f64 >= pages.len() as f64 * RUNNING);
    often.map(|same| same[0].clone()).collect()
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// `3`, `- 3 -`, `Trang 3`, `3/10`.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let inner = lower.trim_start_matches("trang").trim_matches(|c| matches!(c, '-' | '–' | ' '));
    !inner.is_empty() && inner.len() <= 9 && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ' '))
}

/// Whether a level line stands alone below the words of a page: what it rules off are footnotes.
pub(super) fn rules_off(rule: &Rule, page: &Page) -> bool {
    rule.y1 - rule.y0 < 1.0 && rule.x1 - rule.x0 > page.width * 0.1 && rule.x1 - rule.x0 < page.width * 0.45
}
