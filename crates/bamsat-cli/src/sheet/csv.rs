//! One row for each mandate, for any spreadsheet. Excel knows by the mark at the start that the text is UTF-8.

use std::io;

use bamsat_core::message::Lang;
use bamsat_core::report::sheet::Sheet;

use crate::formula::inert;

use super::{bodies, changes, places, plain, rows};

/// The table; columns have the names of the JSON form.
pub(crate) fn csv(sheet: &Sheet, lang: Lang) -> io::Result<Vec<u8>> {
    let gone = lang.sheet_labels().gone;
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record([
        "parent",
        "id",
        "path",
        "section",
        "line",
        "units",
        "text",
        "verdict",
        "label",
        "coverage",
        "confidence",
        "child",
        "places",
        "lost",
        "changes",
        "reason",
    ])?;
    for (pair, row) in rows(sheet) {
        let child: Vec<String> = row.found.iter().map(|passage| plain(&passage.words)).collect();
        let (units, text, line) = (bodies(sheet, row), plain(&row.parent), row.line.to_string());
        let (coverage, confidence) = (share(row.coverage), share(row.confidence));
        let (child, places, lost, changes) = (child.join("\n"), places(row), row.lost.join("\n"), changes(row, gone));
        let cells: [&str; 16] = [
            &pair.parent.file,
            &row.id,
            &row.path,
            &row.section,
            &line,
            &units,
            &text,
            row.verdict,
            row.label,
            &coverage,
            &confidence,
            &child,
            &places,
            &lost,
            &changes,
            &row.why,
        ];
        out.write_record(cells.map(|cell| inert(cell).into_owned()))?;
    }
    out.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// A number with a point, as programs read it.
fn share(percent: u8) -> String {
    format!("{:.2}", f32::from(percent) / 100.0)
}
