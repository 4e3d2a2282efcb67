//! The comparison as a workbook: summary, comparison, documents cited, bodies, findings.

use std::path::Path;

use bamsat_core::message::{Lang, SheetLabels};
use bamsat_core::report::sheet::{Party, Row, Sheet};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::grid::{Cell, Looks, fill, table, worksheet, write};
use super::{bodies, changes, places, plain, rows};

/// The bytes of the workbook, which is to stand in `folder`.
pub(crate) fn xlsx(sheet: &Sheet, folder: &Path, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let labels = lang.sheet_labels();
    let looks = Looks::new();
    let mut book = new_book(labels.title)?;
    summary(&mut book, &looks, (sheet, folder), labels)?;
    comparison(&mut book, &looks, sheet, labels)?;
    citations(&mut book, &looks, sheet, labels)?;
    units(&mut book, &looks, sheet, labels)?;
    findings(&mut book, &looks, (sheet, folder), labels)?;
    book.save_to_buffer()
}

/// A workbook whose bytes do not depend on the clock.
pub(super) fn new_book(title: &str) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    Ok(book)
}

/// The way from the workbook to a file, as a link: the two may be moved together.
pub(super) fn link(folder: &Path, file: &str) -> Option<String> {
    let target = std::fs::canonicalize(file).ok()?;
    let folder = std::fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()?;
    let shared = folder.components().zip(target.components()).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.components().count() - shared);
    let down: Vec<&str> = target.components().skip(shared).map(|part| part.as_os_str().to_str()).collect::<Option<_>>()?;
    // No way leads to another drive, and what stands behind `#` would be a place in the file.
    let way: Vec<&str> = up.chain(down).collect();
    (shared > 0 && !way.iter().any(|part| part.contains('#'))).then(|| format!("file:///{}", way.join("/")))
}

/// Columns of the first sheet: what, how many, which share, and room for long words.
const SUMMARY: [f64; 4] = [44.0, 16.0, 12.0, 70.0];

fn summary(book: &mut Workbook, looks: &Looks, (sheet, folder): (&Sheet, &Path), labels: &SheetLabels) -> Result<(), XlsxError> {
    let page = worksheet(book, labels.summary)?;
    for (column, width) in (0..).zip(SUMMARY) {
        page.set_column_width(column, width)?;
    }
    page.write_string_with_format(0, 0, labels.title, &looks.title)?;
    let mut line = 2;
    line = party(page, looks, line, (labels.child, &sheet.child, link(folder, &sheet.child.file)), labels)? + 1;
    for pair in &sheet.pairs {
        line = party(page, looks, line, (labels.parent, &pair.parent, link(folder, &pair.parent.file)), labels)? + 1;
        let tally = &pair.tally;
        let counts = [
            (labels.coverage, Cell::Percent(tally.coverage)),
            (labels.mandates, Cell::Number(tally.mandates)),
            (labels.applicable, Cell::Number(tally.applicable)),
            (labels.lost, Cell::Number(tally.lost)),
            (labels.changed, Cell::Number(tally.changed)),
            (labels.held, Cell::Number(tally.held)),
        ];
        for (label, value) in counts {
            page.write_string_with_format(line, 0, label, &looks.label)?;
            write(page, looks, (line, 1), &value)?;
            line += 1;
        }
        let share = |count: usize| Cell::Percent((count * 100 + tally.mandates / 2).checked_div(tally.mandates).map(|share| share as u8));
        let columns = [(labels.verdict, SUMMARY[0]), (labels.count, SUMMARY[1]), (labels.share, SUMMARY[2])];
        let verdicts = tally.verdicts.iter().map(|c| vec![Cell::Coloured(c.verdict, c.label), Cell::Number(c.count), share(c.count)]);
        line = fill(page, looks, line + 1, &columns, verdicts)? + 2;
    }
    page.write_string_with_format(line, 0, labels.unread, &looks.label)?;
    if sheet.unread.is_empty() {
        long(page, looks, line, &Cell::Text(labels.all_read))?;
    }
    for unread in &sheet.unread {
        long(page, looks, line, &Cell::Owned(format!("{}, {}: {}", unread.file, unread.at, unread.reason)))?;
        line += 1;
    }
    page.write_string_with_format(line + 2, 0, labels.made_by, &looks.fine)?;
    Ok(())
}

/// A value over all columns but the first.
fn long(page: &mut Worksheet, looks: &Looks, line: u32, value: &Cell<'_>) -> Result<(), XlsxError> {
    page.merge_range(line, 1, line, SUMMARY.len() as u16 - 1, "", &looks.label)?;
    write(page, looks, (line, 1), value)
}

/// What a document is; returns the line below.
fn party(
    page: &mut Worksheet,
    looks: &Looks,
    mut line: u32,
    (role, party, link): (&str, &Party, Option<String>),
    labels: &SheetLabels,
) -> Result<u32, XlsxError> {
    let told = [
        (role, Cell::Text(&party.name)),
        (labels.subject, Cell::Text(&party.title)),
        (labels.issuer, Cell::Text(&party.issuer)),
        (labels.date, Cell::Text(&party.date)),
        (labels.file, Cell::File(link.as_deref(), &party.file)),
    ];
    for (label, value) in told {
        page.write_string_with_format(line, 0, label, &looks.label)?;
        long(page, looks, line, &value)?;
        line += 1;
    }
    Ok(line)
}

fn comparison(book: &mut Workbook, looks: &Looks, sheet: &Sheet, labels: &SheetLabels) -> Result<(), XlsxError> {
    // What is read beside each other first: it fits a page across.
    let columns = [
        (labels.id, 9.0),
        (labels.place, 11.0),
        (labels.says_above, 60.0),
        (labels.unit, 20.0),
        (labels.verdict, 15.0),
        (labels.coverage, 9.0),
        (labels.says_below, 60.0),
        (labels.places_below, 15.0),
        (labels.lost_words, 40.0),
        (labels.changes, 34.0),
        (labels.why, 40.0),
        (labels.confidence, 9.0),
        (labels.section, 30.0),
        (labels.parent, 24.0),
    ];
    let cells = rows(sheet).map(|(pair, row)| {
        vec![
            Cell::Text(&row.id),
            Cell::Text(&row.at),
            Cell::Marked(&row.parent),
            Cell::Owned(bodies(sheet, row)),
            Cell::Coloured(row.verdict, row.label),
            Cell::Percent(Some(row.coverage)),
            below(row),
            Cell::Owned(places(row)),
            Cell::Owned(row.lost.join("\n")),
            Cell::Owned(changes(row, labels.gone)),
            Cell::Text(&row.why),
            Cell::Percent(Some(row.confidence)),
            Cell::Owned(format!("{} {}", row.path, row.section)),
            Cell::Text(&pair.parent.name),
        ]
    });
    table(book, looks, labels.comparison, &columns, cells, labels.rows_left)
}

/// The child's words; one passage is marked, several are told one a line.
fn below(row: &Row) -> Cell<'_> {
    match row.found.as_slice() {
        [only] => Cell::Marked(&only.words),
        several => Cell::Owned(several.iter().map(|passage| plain(&passage.words)).collect::<Vec<_>>().join("\n")),
    }
}

fn citations(book: &mut Workbook, looks: &Looks, sheet: &Sheet, labels: &SheetLabels) -> Result<(), XlsxError> {
    let columns = [
        (labels.parent, 20.0),
        (labels.document, 34.0),
        (labels.date, 14.0),
        (labels.issuer, 26.0),
        (labels.subject, 60.0),
        (labels.times_above, 10.0),
        (labels.times_below, 10.0),
        (labels.status, 30.0),
    ];
    let cells = sheet.pairs.iter().flat_map(|pair| pair.citations.iter().map(move |cited| (pair, cited))).map(|(pair, cited)| {
        let (word, status) = match (cited.dropped, cited.above, cited.below) {
            (true, ..) => ("missing", labels.dropped),
            (_, 0, _) => ("not_applicable", labels.cited_below),
            (_, _, 0) => ("not_applicable", labels.cited_above),
            _ => ("kept", labels.cited_both),
        };
        vec![
            Cell::Text(&pair.parent.name),
            Cell::Text(&cited.name),
            Cell::Text(&cited.date),
            Cell::Text(&cited.issuer),
            Cell::Text(&cited.title),
            Cell::Number(cited.above),
            Cell::Number(cited.below),
            Cell::Coloured(word, status),
        ]
    });
    table(book, looks, labels.citations, &columns, cells, labels.rows_left)
}

fn units(book: &mut Workbook, looks: &Looks, sheet: &Sheet, labels: &SheetLabels) -> Result<(), XlsxError> {
    let columns = [
        (labels.parent, 24.0),
        (labels.unit, 48.0),
        (labels.mandates, 11.0),
        (labels.applicable, 16.0),
        (labels.lost, 16.0),
        (labels.changed, 20.0),
        (labels.held, 16.0),
        (labels.coverage, 12.0),
    ];
    let cells = sheet.pairs.iter().flat_map(|pair| pair.units.iter().map(move |unit| (pair, unit))).map(|(pair, unit)| {
        let tally = &unit.tally;
        vec![
            Cell::Text(&pair.parent.name),
            Cell::Text(&unit.name),
            Cell::Number(tally.mandates),
            Cell::Number(tally.applicable),
            Cell::Number(tally.lost),
            Cell::Number(tally.changed),
            Cell::Number(tally.held),
            Cell::Percent(tally.coverage),
        ]
    });
    table(book, looks, labels.unit, &columns, cells, labels.rows_left)
}

fn findings(book: &mut Workbook, looks: &Looks, (sheet, folder): (&Sheet, &Path), labels: &SheetLabels) -> Result<(), XlsxError> {
    let columns = [
        (labels.parent, 20.0),
        (labels.severity, 12.0),
        (labels.message, 70.0),
        (labels.hint, 40.0),
        (labels.file, 26.0),
        (labels.place, 18.0),
        (labels.other_place, 30.0),
        (labels.code, 22.0),
    ];
    // Few files have many findings: each is looked for once.
    let files = sheet.pairs.iter().map(|pair| &pair.parent.file).chain([&sheet.child.file]);
    let links: std::collections::BTreeMap<&str, Option<String>> = files.map(|file| (file.as_str(), link(folder, file))).collect();
    let cells = sheet.pairs.iter().flat_map(|pair| pair.findings.iter().map(move |found| (pair, found))).map(|(pair, found)| {
        vec![
            Cell::Text(&pair.parent.name),
            Cell::Coloured(found.severity, found.label),
            Cell::Text(&found.message),
            Cell::Text(&found.hint),
            Cell::File(links.get(found.file.as_str()).and_then(|link| link.as_deref()), &found.file),
            Cell::Text(&found.at),
            Cell::Text(&found.other),
            Cell::Text(found.code),
        ]
    });
    table(book, looks, labels.findings_short, &columns, cells, labels.rows_left)
}
