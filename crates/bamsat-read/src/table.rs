//! Tables of a file: side by side as in a letterhead, or rows of a list.

use crate::letterhead;

/// A cell that was read.
#[derive(Debug, Default)]
pub(crate) struct Cell {
    pub(crate) lines: Vec<String>,
    /// Columns of the table that it spans.
    pub(crate) columns: usize,
}

/// Rows of a letterhead or a signature at the most.
const MOST_BESIDE: usize = 6;

/// The lines of a table; `ruled` says whether lines are drawn between its cells.
pub(crate) fn lines(rows: Vec<Vec<Cell>>, ruled: bool) -> Vec<String> {
    let width = rows.iter().map(|row| row.iter().map(|cell| cell.columns).sum()).max().unwrap_or(0);
    if width <= 1 {
        return rows.into_iter().flatten().flat_map(|cell| cell.lines).collect();
    }
    if stands_beside(&rows, width, ruled) {
        return beside(rows);
    }
    rows.into_iter().filter_map(row).collect()
}

/// Whether the columns of a table are read one after the other: a letterhead, a signature.
fn stands_beside(rows: &[Vec<Cell>], width: usize, ruled: bool) -> bool {
    let of_form = rows.iter().flatten().flat_map(|cell| &cell.lines).any(|line| letterhead::is_form(line));
    rows.len() <= MOST_BESIDE && width <= 4 && (of_form || rows.len() <= 2 && !ruled)
}

/// Column by column, each from top to bottom.
fn beside(rows: Vec<Vec<Cell>>) -> Vec<String> {
    let mut columns: Vec<Vec<String>> = Vec::new();
    for row in rows {
        for (at, cell) in row.into_iter().enumerate() {
            if columns.len() == at {
                columns.push(Vec::new());
            }
            columns[at].extend(cell.lines);
        }
    }
    columns.into_iter().flatten().collect()
}

/// A row with bars between its cells.
pub(crate) fn row(cells: Vec<Cell>) -> Option<String> {
    let text = |cell: Cell| cell.lines.join(" ").replace('|', "/").replace('\u{c}', " ");
    let texts: Vec<String> = cells.into_iter().map(text).collect();
    let full = texts.iter().any(|text| !text.trim().is_empty());
    full.then(|| format!("| {} |", texts.join(" | ")))
}
