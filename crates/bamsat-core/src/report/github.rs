//! Workflow commands of GitHub: annotations at the lines of a pull request.

use crate::finding::Severity;
use crate::message::Lang;

use super::told::Told;
use super::visible::line;

/// One command a finding that counts.
pub fn github(told: &[Told], lang: Lang) -> String {
    told.iter().filter(|told| told.counts()).map(|told| command(told, lang)).collect()
}

fn command(told: &Told, lang: Lang) -> String {
    let (file, spot) = told.primary();
    let finding = &told.finding;
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let text = format!("{}\n{}", line(&finding.message.render(lang)), line(&finding.hint.render(lang)));
    // A column is only taken where both ends stand on one line.
    let columns =
        if spot.line == spot.end_line { format!(",col={},endColumn={}", spot.column, spot.end_column + 1) } else { String::new() };
    format!(
        "::{name} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&line(file.trim_start_matches("./"))),
        spot.line,
        spot.end_line,
        property(&finding.code),
        data(text.trim_end())
    )
}

/// Words of a command: nothing in them begins a command of its own.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
