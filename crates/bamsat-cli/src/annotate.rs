//! `bamsat check --annotate`: the findings as comments in a copy of the child.

use std::collections::BTreeSet;
use std::path::Path;

use bamsat_core::finding::{Finding, Severity, Side};
use bamsat_core::message::{Lang, SheetLabels};
use bamsat_core::report::sheet::{Compared, Sheet, clean};
use bamsat_read::{Comment, annotate};

use crate::arguments::Common;
use crate::{input, output};

/// Missing demands that the opening comment names at most.
const MOST: usize = 200;

/// Writes the copy of the child's `bytes` to `target`; the error is a line for the user.
pub(crate) fn write(bytes: &[u8], compared: &[Compared<'_>], sheet: &Sheet, target: &Path, common: &Common) -> Result<(), String> {
    let labels = common.lang.sheet_labels();
    let comments = comments(compared, common.lang);
    let copy = match bytes.starts_with(b"PK") {
        true => annotate(bytes, &comments, &opening(sheet, labels), labels.unplaced, &input::limits().read)
            .map_err(|error| format!("{}: {}", sheet.child.file, input::unread(&error, common.lang)))?,
        false => {
            return Err(match common.lang {
                Lang::Vi => format!("{}: --annotate chỉ ghi chú được vào tệp .docx", sheet.child.file),
                Lang::En => format!("{}: --annotate writes comments into .docx files only", sheet.child.file),
            });
        }
    };
    output::replaced(target, |out| out.write_all(&copy)).map_err(|error| output::unwritten(target, &error, common.lang))
}

/// A comment for each finding that stands in the child; what a rule says of the child alone is told once.
fn comments(compared: &[Compared<'_>], lang: Lang) -> Vec<Comment> {
    let mut told = BTreeSet::new();
    let mut out = Vec::new();
    for one in compared {
        let source = &one.comparison.child.source;
        for finding in one.findings.iter().filter(|finding| finding.primary.side == Side::Child) {
            if told.insert((finding.fingerprint(), finding.primary.span)) {
                let words = source.slice(finding.primary.span).to_owned();
                out.push(Comment { line: source.place(finding.primary.span.start).line, words, text: text(finding, lang) });
            }
        }
    }
    out
}

fn text(finding: &Finding, lang: Lang) -> String {
    let labels = lang.sheet_labels();
    let severity = match finding.severity {
        Severity::Error => labels.error,
        Severity::Warning => labels.warning,
        Severity::Info => labels.info,
    };
    let (message, hint) = (clean(&finding.message.render(lang)), clean(&finding.hint.render(lang)));
    format!("{severity}: {message}.\n{}: {hint}.", labels.hint)
}

/// The summary, and all that is missing.
fn opening(sheet: &Sheet, labels: &SheetLabels) -> String {
    let mut lines = vec![labels.title.to_owned()];
    for pair in &sheet.pairs {
        let tally = &pair.tally;
        let coverage = tally.coverage.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"));
        lines.push(format!("{}. {}: {coverage}", pair.parent.name, labels.coverage));
        let counts =
            [(labels.applicable, tally.applicable), (labels.lost, tally.lost), (labels.changed, tally.changed), (labels.held, tally.held)];
        lines.extend(counts.map(|(label, count)| format!("{label}: {count}")));
        let missing: Vec<_> = pair.rows.iter().filter(|row| row.verdict == "missing").collect();
        if !missing.is_empty() {
            lines.push(format!("{} ({}):", labels.missing_here, missing.len()));
        }
        lines.extend(missing.iter().take(MOST).map(|row| {
            let words: String = row.parent.iter().map(|stretch| stretch.text.as_str()).collect();
            format!("- {} ({}): {words}", row.id, row.at)
        }));
    }
    lines.push(labels.made_by.to_owned());
    lines.join("\n")
}
