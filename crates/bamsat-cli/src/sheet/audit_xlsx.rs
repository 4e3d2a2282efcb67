//! An audit as a workbook: counts, links, lost demands, documents, bodies, findings.

use std::collections::BTreeMap;
use std::path::Path;

use bamsat_core::audit::{Audit, LevelTotals, Lost, OfNode, document_totals, totals, unit_totals};
use bamsat_core::cascade::Node;
use bamsat_core::finding::{Severity, Side};
use bamsat_core::message::{FolderLabels, Lang, Lines, SheetLabels};
use bamsat_core::report::sheet::{clean, sentence};
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::store::Audited;

use super::grid::{Cell, Looks, fill, table, worksheet, write};
use super::xlsx::{link, new_book};

/// The bytes of the workbook, which is to stand in `folder`.
pub(crate) fn audit_xlsx(audited: &Audited<'_>, folder: &Path) -> Result<Vec<u8>, XlsxError> {
    let lang = audited.lang;
    let files = audited.audit.files.iter();
    let book = Book {
        audited,
        audit: audited.audit,
        lang,
        t: lang.sheet_labels(),
        l: lang.folder_labels(),
        looks: Looks::new(),
        names: audited.audit.cascade.nodes.iter().map(|node| name(node, lang)).collect(),
        links: files.map(|file| (file.as_str(), link(folder, file))).collect(),
    };
    let mut out = new_book(book.t.audit)?;
    book.summary(&mut out)?;
    book.of_links(&mut out)?;
    book.lost(&mut out)?;
    book.documents(&mut out)?;
    book.units(&mut out)?;
    book.findings(&mut out)?;
    out.save_to_buffer()
}

struct Book<'a> {
    audited: &'a Audited<'a>,
    audit: &'a Audit,
    lang: Lang,
    t: &'static SheetLabels,
    l: &'static FolderLabels,
    looks: Looks,
    /// A name for each document, and the link to each file.
    names: Vec<String>,
    links: BTreeMap<&'a str, Option<String>>,
}

impl Book<'_> {
    /// A document, as a link where it is there.
    fn document(&self, node: usize) -> Cell<'_> {
        let file = self.audit.files.get(node).and_then(|file| self.links.get(file.as_str())?.as_deref());
        Cell::File(file, &self.names[node])
    }

    fn summary(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let page = worksheet(book, self.t.summary)?;
        let (l, totals, left) = (self.l, totals(self.audit), self.audited.left);
        page.write_string_with_format(0, 0, self.t.audit, &self.looks.title)?;
        let counts = [
            (l.documents, totals.documents),
            (l.absent, totals.absent),
            (l.links, totals.implementing),
            (l.compared, totals.compared),
            (l.unresolved, totals.unresolved),
            (l.ambiguous, totals.ambiguous),
            (l.mandates, totals.mandates),
            (l.applicable, totals.applicable),
            (l.missing, totals.missing),
            (l.partial, totals.partial),
            (l.changed, totals.changed),
            (l.unread_files, left.unread.len()),
            (l.skipped, left.skipped),
            (l.unread_lines, totals.unread_lines),
        ];
        let mut line = 2;
        for (label, count) in counts {
            page.write_string_with_format(line, 0, sentence(label), &self.looks.label)?;
            write(page, &self.looks, (line, 1), &Cell::Number(count))?;
            line += 1;
        }
        let columns = [(l.levels, 66.0), (l.coverage, 12.0), (l.links, 12.0), (l.applicable, 16.0), (l.missing, 12.0)];
        let level = |level: &LevelTotals| {
            let name = self.lang.level(level.level);
            vec![
                Cell::Text(name),
                share(level.coverage),
                Cell::Number(level.links),
                Cell::Number(level.applicable),
                Cell::Number(level.missing),
            ]
        };
        line = fill(page, &self.looks, line + 1, &columns, totals.levels.iter().map(level))? + 2;
        for (path, reason) in &left.unread {
            write(page, &self.looks, (line, 0), &Cell::Owned(format!("{}: {}", clean(path), clean(reason))))?;
            line += 1;
        }
        page.write_string_with_format(line + 1, 0, self.t.made_by, &self.looks.fine)?;
        Ok(())
    }

    fn of_links(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let (t, l) = (self.t, self.l);
        let columns = [
            (t.parent, 40.0),
            (t.child, 40.0),
            (t.relation, 14.0),
            (l.coverage, 10.0),
            (t.mandates, 10.0),
            (l.applicable, 14.0),
            (l.missing, 10.0),
            (l.partial, 12.0),
            (l.changed, 18.0),
            (t.held, 14.0),
            (t.confidence, 10.0),
            (t.evidence, 120.0),
        ];
        let rows = self.audit.cascade.links.iter().zip(&self.audit.judgements).map(|(of, judgement)| {
            let summary = judgement.as_ref().map(|judgement| judgement.summary);
            let count = |count: usize| if summary.is_some() { Cell::Number(count) } else { Cell::Percent(None) };
            let s = summary.unwrap_or_default();
            vec![
                self.document(of.parent),
                self.document(of.child),
                Cell::Text(self.lang.relation(of.relation)),
                share(s.coverage),
                count(s.mandates),
                count(s.applicable),
                count(s.missing),
                count(s.partial),
                count(s.weakened + s.renamed + s.reassigned),
                count(s.kept + s.reworded),
                share(Some(of.confidence)),
                Cell::Owned(clean(&self.audit.facts[of.child].cited[of.cited].evidence)),
            ]
        });
        table(book, &self.looks, t.links, &columns, rows, t.rows_left)
    }

    fn lost(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let t = self.t;
        let columns = [
            (t.first_said, 34.0),
            (t.id, 10.0),
            (t.place, 12.0),
            (t.says_above, 80.0),
            (t.lost_at, 36.0),
            (t.below_count, 12.0),
            (t.below, 60.0),
        ];
        let row = |lost: &Lost| {
            let mandate = &self.audit.facts[lost.document].mandates[lost.mandate];
            let below: Vec<&str> = lost.below.iter().map(|&node| self.names[node].as_str()).collect();
            vec![
                self.document(lost.document),
                Cell::Owned(clean(&mandate.id)),
                Cell::Owned(self.lang.lines(Lines { first: mandate.line, last: mandate.end_line, page: None })),
                Cell::Owned(clean(&mandate.text)),
                self.document(lost.lost_at),
                Cell::Number(lost.below.len()),
                Cell::Owned(below.join("\n")),
            ]
        };
        table(book, &self.looks, t.lost_mandates, &columns, self.audited.lost.iter().map(row), t.rows_left)
    }

    fn documents(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let (t, l) = (self.t, self.l);
        let columns = [
            (t.document, 40.0),
            (t.date, 12.0),
            (t.issuer, 34.0),
            (t.subject, 60.0),
            (t.level, 16.0),
            (l.coverage, 10.0),
            (t.error, 8.0),
            (t.warning, 10.0),
            (t.info, 10.0),
            (t.file, 50.0),
        ];
        let totals = document_totals(self.audit, self.audited.findings);
        let rows = self.audit.cascade.nodes.iter().enumerate().map(|(index, node)| {
            let (own, identity) = (totals.get(index), &node.identity);
            let count = |at: usize| Cell::Number(own.map_or(0, |own| own.findings[at]));
            vec![
                self.document(index),
                Cell::Owned(identity.date.map_or(String::new(), |d| self.lang.date(d.year, d.month, d.day))),
                Cell::Owned(clean(&identity.issuer)),
                Cell::Owned(clean(&identity.title)),
                Cell::Text(if node.facts.is_some() { self.lang.level(node.level) } else { self.l.not_there }),
                share(own.and_then(|own| own.coverage)),
                count(0),
                count(1),
                count(2),
                Cell::Owned(self.audit.files.get(index).map_or(String::new(), |file| clean(file))),
            ]
        });
        table(book, &self.looks, t.documents, &columns, rows, t.rows_left)
    }

    fn units(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let (t, l) = (self.t, self.l);
        let columns = [
            (t.unit, 60.0),
            (t.lead, 12.0),
            (t.coordinate, 12.0),
            (t.other_part, 12.0),
            (l.given_by, 14.0),
            (t.lost, 16.0),
            (l.reassigned, 18.0),
        ];
        let totals = unit_totals(self.audit);
        let rows = totals.iter().map(|unit| {
            let counts = [unit.lead, unit.coordinate, unit.other, unit.by.len(), unit.lost, unit.reassigned];
            std::iter::once(Cell::Owned(clean(&unit.unit))).chain(counts.map(Cell::Number)).collect()
        });
        table(book, &self.looks, t.unit, &columns, rows, t.rows_left)
    }

    fn findings(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let t = self.t;
        let columns = [
            (t.severity, 12.0),
            (t.message, 80.0),
            (t.hint, 44.0),
            (t.document, 34.0),
            (t.place, 18.0),
            (t.other_place, 34.0),
            (t.code, 22.0),
        ];
        let row = |found: &OfNode| {
            let finding = &found.finding;
            let (side, spot) = finding.primary;
            let other = found.parent.filter(|_| side == Side::Child).or(Some(found.child).filter(|_| side == Side::Parent));
            let node = if side == Side::Parent { found.parent.unwrap_or(found.child) } else { found.child };
            let label = match finding.severity {
                Severity::Error => t.error,
                Severity::Warning => t.warning,
                Severity::Info => t.info,
            };
            vec![
                Cell::Coloured(finding.severity.word(), label),
                Cell::Owned(clean(&finding.message.render(self.lang))),
                Cell::Owned(clean(&finding.hint.render(self.lang))),
                self.document(node),
                Cell::Owned(self.lang.lines(Lines { first: spot.line, last: spot.end_line, page: spot.page })),
                other.map_or(Cell::Text(""), |node| self.document(node)),
                Cell::Owned(finding.code.to_string()),
            ]
        };
        table(book, &self.looks, t.findings_short, &columns, self.audited.findings.iter().map(row), t.rows_left)
    }
}

/// What a document is called; that it is not there is told.
fn name(node: &Node, lang: Lang) -> String {
    let name = clean(&node.label());
    if node.facts.is_some() { name } else { format!("{name} ({})", lang.folder_labels().not_there) }
}

/// A share as percent.
fn share(share: Option<f32>) -> Cell<'static> {
    Cell::Percent(share.map(|share| (share.clamp(0.0, 1.0) * 100.0).round() as u8))
}
