//! From glyphs on pages to paragraphs, whatever placed them there: a PDF or the recognition of a scan.
//!
//! Lengths are in points, from the upper left corner of the page.

mod columns;
mod flow;
mod notes;
mod paper;
mod rows;
mod sheets;
mod table;

use flow::Flow;
use rows::Row;

/// A letter where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) ch: char,
    /// Where it begins and ends.
    pub(crate) x: f64,
    pub(crate) end: f64,
    /// The line on which it stands.
    pub(crate) y: f64,
    pub(crate) size: f64,
}

/// A straight line, level or upright.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) x0: f64,
    pub(crate) x1: f64,
    pub(crate) y0: f64,
    pub(crate) y1: f64,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
    /// Letters in other directions, each direction turned until its lines are level.
    pub(crate) aside: Vec<Vec<Glyph>>,
    /// It is a picture of words that are not known.
    pub(crate) is_picture: bool,
}

/// A text as it was laid out.
pub(crate) struct Laid {
    /// Its paragraphs, one line each, with a form feed where a page begins.
    pub(crate) lines: Vec<String>,
    /// Letters that run in another direction than their page, and were left out.
    pub(crate) aside: usize,
}

/// What stands on a page, from top to bottom.
enum Block {
    /// A line of running text.
    Line(Row),
    /// Columns that are read one after the other.
    Beside(Vec<Vec<Row>>),
    /// The rows of a table, cell by cell.
    Table(Vec<Vec<String>>),
}

/// The paragraphs of a text.
pub(crate) fn paragraphs(pages: Vec<Page>) -> Laid {
    let size = usual_size(&pages);
    let mut split: Vec<(Page, Vec<table::Grid>, Vec<Row>)> = Vec::with_capacity(pages.len());
    for mut page in pages {
        let grids = table::find(&page);
        let glyphs = std::mem::take(&mut page.glyphs);
        let (inside, outside) = glyphs.into_iter().partition(|glyph| grids.iter().any(|grid| grid.holds(glyph)));
        page.glyphs = inside;
        split.push((page, grids, rows::rows(outside)));
    }
    let aside = paper::strip(&mut split);
    let mut flow = Flow::new(size, split.iter().flat_map(|(.., rows)| rows));
    for (page, grids, rows) in split {
        if page.is_picture {
            flow.picture();
        }
        let (rows, notes) = notes::split(rows, &page, size);
        flow.measure(rows.iter());
        let mut blocks: Vec<(f64, Block)> = columns::blocks(rows);
        blocks.extend(grids.iter().map(|grid| (grid.top(), Block::Table(grid.cells(&page.glyphs)))));
        blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
        flow.page(blocks.into_iter().map(|(_, block)| block), notes);
    }
    Laid { lines: flow.lines(), aside }
}

/// The size of most letters.
fn usual_size(pages: &[Page]) -> f64 {
    let mut sizes: Vec<f64> = pages.iter().flat_map(|page| page.glyphs.iter().map(|glyph| glyph.size)).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() { 0.0 } else { *sizes.select_nth_unstable_by(middle, f64::total_cmp).1 }
}
