//! A comparison, and an audit, as files for spreadsheets and for the office; what they show is [`bamsat_core::report::sheet`].

mod audit_xlsx;
mod csv;
mod docx;
mod grid;
mod xlsx;

pub(crate) use audit_xlsx::audit_xlsx;
pub(crate) use csv::csv;
pub(crate) use docx::docx;
pub(crate) use xlsx::xlsx;

use bamsat_core::report::sheet::{Changed, Pair, Row, Sheet, Stretch};

/// Words without their marks.
fn plain(words: &[Stretch]) -> String {
    words.iter().map(|stretch| stretch.text.as_str()).collect()
}

/// The bodies that a mandate speaks to.
fn bodies(sheet: &Sheet, row: &Row) -> String {
    row.units.iter().map(|&unit| sheet.units[unit].as_str()).collect::<Vec<_>>().join("; ")
}

/// What differs, one change a line.
fn changes(row: &Row, gone: &str) -> String {
    let told = |c: &Changed| {
        format!("{}: “{}” → {}", c.kind, c.parent, if c.child.is_empty() { gone.to_owned() } else { format!("“{}”", c.child) })
    };
    row.changes.iter().map(told).collect::<Vec<_>>().join("\n")
}

/// The places of the child that carry a mandate.
fn places(row: &Row) -> String {
    row.found.iter().chain(&row.more).map(|passage| passage.at.as_str()).collect::<Vec<_>>().join("; ")
}

/// All rows with their pairs.
fn rows(sheet: &Sheet) -> impl Iterator<Item = (&Pair, &Row)> {
    sheet.pairs.iter().flat_map(|pair| pair.rows.iter().map(move |row| (pair, row)))
}
