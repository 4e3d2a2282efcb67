//! JUnit XML, which most CI services read: a suite for each file, a case for each finding.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::finding::Standing;
use crate::message::Lang;

use super::told::Told;
use super::visible::line;

/// The findings on these files; a file without any has one case that passes.
pub fn junit(told: &[Told], files: &[&str], fails: impl Fn(&Told) -> bool, lang: Lang) -> String {
    let mut suites = String::new();
    for file in files {
        let of_file: Vec<&Told> = told.iter().filter(|told| told.primary().0 == *file).collect();
        let failures = of_file.iter().filter(|told| fails(told)).count();
        let skipped = of_file.iter().filter(|told| !told.counts()).count();
        let name = attribute(file);
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" skipped=\"{skipped}\">",
            of_file.len().max(1)
        );
        if of_file.is_empty() {
            let _ = writeln!(suites, "    <testcase classname=\"bamsat\" name=\"{name}\"/>");
        }
        of_file.iter().for_each(|told| suites.push_str(&case(told, fails(told), lang)));
        suites.push_str("  </testsuite>\n");
    }
    let failures = told.iter().filter(|told| fails(told)).count();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bamsat\" failures=\"{failures}\">\n{suites}</testsuites>\n")
}

fn case(told: &Told, fails: bool, lang: Lang) -> String {
    let (file, spot) = told.primary();
    let finding = &told.finding;
    let message = finding.message.render(lang);
    let name = attribute(&format!("{} ({file}:{})", message, spot.line));
    let more = attribute(&format!("{file}:{}:{}: {}", spot.line, spot.column, finding.hint.render(lang)));
    let inside = match &told.standing {
        Standing::Known => "<skipped message=\"baseline\"/>".to_owned(),
        Standing::Accepted { reason, .. } => format!("<skipped message=\"{}\"/>", attribute(reason)),
        Standing::Counts if fails => {
            format!("<failure type=\"{}\" message=\"{}\">{more}</failure>", finding.severity.word(), attribute(&message))
        }
        Standing::Counts => format!("<system-out>{more}</system-out>"),
    };
    format!("    <testcase classname=\"{}\" name=\"{name}\">{inside}</testcase>\n", finding.code)
}

/// Words for an attribute or an element: XML 1.0 has no place for most control characters.
fn attribute(text: &str) -> String {
    escape(line(&text.chars().map(|ch| if ch.is_whitespace() { ' ' } else { ch }).collect::<String>())).into_owned()
}
