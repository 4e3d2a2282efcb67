//! `concise`: one line for each finding, then the summary.

use std::fmt::Write as _;

use crate::compare::{Comparison, Verdict};
use crate::document::Document;
use crate::finding::Finding;
use crate::message::Lang;

use super::comparison_json::Files;
use super::texts::Texts;
use super::visible::{line, lines};

/// The report as text.
pub fn concise(comparison: &Comparison<'_>, findings: &[Finding], files: Files<'_>, lang: Lang) -> String {
    lines(&(all(Texts::of_comparison(comparison, files), findings, lang) + &summary_line(comparison, files, lang)))
}

/// The same of a text by itself.
pub fn concise_draft(document: &Document, findings: &[Finding], file: &str, lang: Lang) -> String {
    lines(&(all(Texts::of_draft(document, file), findings, lang) + &count_line(document, findings, file, lang)))
}

fn all(texts: Texts<'_>, findings: &[Finding], lang: Lang) -> String {
    let mut out = String::new();
    for finding in findings {
        let (source, file) = texts.of(finding.primary.side);
        let (place, _) = source.places(finding.primary.span);
        let message = line(&finding.message.render(lang));
        let _ = writeln!(out, "{file}:{}:{}: {}[{}] {message}", place.line, place.column, finding.severity.word(), finding.code);
    }
    out
}

/// How much was found in a text by itself, how much of it `--fix` can mend, and what was not read.
pub(super) fn count_line(document: &Document, findings: &[Finding], file: &str, lang: Lang) -> String {
    let labels = lang.labels();
    let found = match findings.len() {
        0 => labels.no_slip.to_owned(),
        count => format!("{}: {count}", lang.folder_labels().findings),
    };
    let unread = match document.source.unread().len() {
        0 => labels.nothing_unread.to_owned(),
        count => format!("{}: {count}", labels.unread),
    };
    let mendable = match findings.iter().filter(|finding| finding.mend.is_some()).count() {
        0 => String::new(),
        count => format!("; {}: {count}", labels.mendable),
    };
    format!("{file}: {found}{mendable}; {unread}\n")
}

/// Counts, coverage, and what was not read.
pub(super) fn summary_line(comparison: &Comparison<'_>, files: Files<'_>, lang: Lang) -> String {
    let summary = comparison.summary();
    let labels = lang.labels();
    let mut out = String::new();
    let _ = writeln!(out, "{}: {} | {}: {}", labels.parent, files.parent, labels.child, files.child);
    let _ = write!(out, "{} {}, {} {}", summary.mandates, labels.mandates, summary.applicable, labels.applicable);
    let counts = [
        (Verdict::Kept, summary.kept),
        (Verdict::Reworded, summary.reworded),
        (Verdict::Renamed, summary.renamed),
        (Verdict::Partial, summary.partial),
        (Verdict::Weakened, summary.weakened),
        (Verdict::Reassigned, summary.reassigned),
        (Verdict::Missing, summary.missing),
    ];
    for (index, (verdict, count)) in counts.into_iter().enumerate() {
        let _ = write!(out, "{} {} {count}", if index == 0 { ":" } else { "," }, lang.verdict(verdict));
    }
    out.push('\n');
    if let Some(coverage) = summary.coverage {
        let _ = writeln!(out, "{}: {:.0}%", labels.coverage, coverage * 100.0);
    }
    if summary.unread > 0 {
        let _ = writeln!(out, "{}: {}", labels.unread, summary.unread);
    } else {
        let _ = writeln!(out, "{}", labels.nothing_unread);
    }
    out
}
