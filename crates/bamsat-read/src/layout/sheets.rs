//! Tables that go on over the end of a page.

/// Rows that a table may repeat at the top of each page.
const MOST_HEADS: usize = 3;

/// A table that may go on on the next page.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its first rows.
    heads: Vec<Vec<String>>,
    pub(super) last: Vec<String>,
    /// The line on which the last row stands.
    pub(super) line: usize,
}

impl Table {
    /// Takes the rows of the next page: without those that repeat the head, and parted from the rest of a
    /// row that the end of the page cut, which gives that row as a whole.
    pub(super) fn carried_on(&mut self, mut rows: Vec<Vec<String>>) -> (Option<Vec<String>>, Vec<Vec<String>>) {
        let wide = |rows: &[Vec<String>]| rows.iter().map(Vec::len).max();
        if wide(&self.heads) != wide(&rows) {
            self.heads = rows.iter().take(MOST_HEADS).cloned().collect();
            return (None, rows);
        }
        let repeated = rows.iter().zip(&self.heads).take_while(|(row, head)| row == head).count();
        rows.drain(..repeated);
        if !rows.first().is_some_and(|row| carries_on(&self.last, row)) {
            return (None, rows);
        }
        let rest = rows.remove(0);
        self.last = self.last.iter().zip(&rest).map(|(begun, rest)| format!("{begun} {rest}").trim().to_owned()).collect();
        (Some(self.last.clone()), rows)
    }
}

/// Whether a row is what the end of the page left of the last one. Its number stands on one of the two
/// pages; and a sentence runs on, or cells that were full before are empty. Below a cell that spans rows
/// a row of its own has no number either, but its other cells are full.
fn carries_on(last: &[String], row: &[String]) -> bool {
    if last.len() != row.len() || row.len() < 2 {
        return false;
    }
    let runs_on = last.iter().zip(row).skip(1).any(|(begun, rest)| !begun.is_empty() && rest.starts_with(char::is_lowercase));
    let from = row.iter().position(|cell| !cell.is_empty()).unwrap_or(row.len());
    let has_gap = row[from..].iter().zip(&last[from..]).any(|(rest, begun)| rest.is_empty() && !begun.is_empty());
    (row[0].is_empty() && (runs_on || has_gap)) || last[0].is_empty() && runs_on
}
