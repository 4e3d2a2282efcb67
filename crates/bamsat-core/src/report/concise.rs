//! `concise`: one line for each finding, then the summary.

use std::fmt::Write as _;

use crate::compare::{Comparison, Verdict};
use crate::finding::{Finding, Side};
use crate::message::Lang;

use super::comparison_json::Files;

/// The report as text.
pub fn concise(comparison: &Comparison<'_>, findings: &[Finding], files: Files<'_>, lang: Lang) -> String {
    let mut out = String::new();
    for finding in findings {
        let (file, source) = match finding.primary.side {
            Side::Parent => (files.parent, &comparison.parent.source),
            Side::Child => (files.child, &comparison.child.source),
        };
        let (place, _) = source.places(finding.primary.span);
        let message: String = finding.message.render(lang).chars().filter(|c| !c.is_control()).collect();
        let _ = writeln!(out, "{file}:{}:{}: {}[{}] {message}", place.line, place.column, finding.severity.word(), finding.code);
    }
    out.push_str(&summary_line(comparison, files, lang));
    out
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
