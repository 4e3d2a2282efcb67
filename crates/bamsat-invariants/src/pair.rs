//! Two texts, compared.

use std::time::Duration;

use bamsat_core::compare::{self as stage, Comparison, Judged, Verdict};
use bamsat_core::document::Document;
use bamsat_core::finding::{Finding, Side, Standing};
use bamsat_core::message::Lang;
use bamsat_core::report::comparison_html::comparison_html;
use bamsat_core::report::comparison_json::{Files, comparison_json};
use bamsat_core::report::full::{Style, full};
use bamsat_core::report::junit::junit;
use bamsat_core::report::markdown::markdown;
use bamsat_core::report::sheet::{Compared, clean, sheet};
use bamsat_core::report::told::Told;
use bamsat_core::report::{concise::concise, github::github, gitlab::gitlab, sarif::sarif};
use bamsat_core::rules;
use bamsat_core::source::{Lines, Span};

use crate::text::{check_spans, parsed};
use crate::time::within;

/// Stands between the two texts in bytes for [`compare`]; without it a text is held against itself.
pub const BETWEEN: char = '\u{1e}';

/// What comparing two texts, small together, may take.
const MOST: Duration = Duration::from_secs(5);

const FILES: Files<'_> = Files { parent: "a", child: "b" };

/// Any bytes as two texts.
///
/// # Panics
///
/// When an invariant of a comparison does not hold.
pub fn compare(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (above, below) = text.split_once(BETWEEN).unwrap_or((&text, ""));
    let parent = parsed(above, Lines::Wrapped);
    itself(&parent);
    if !below.is_empty() {
        let child = parsed(below, Lines::Wrapped);
        compared(&parent, &child);
        compared(&child, &parent);
    }
}

/// A comparison that holds together, and can be shown in every form.
///
/// # Panics
///
/// When it does not, or cannot.
pub fn compared<'d>(parent: &'d Document, child: &'d Document) -> (Comparison<'d>, Vec<Finding>) {
    let bytes = parent.source.original_text().len() + child.source.original_text().len();
    let comparison = within(MOST, bytes, || stage::compare(parent, child));
    let mandates: usize = parent.with_attachments().iter().map(|part| part.mandates.len()).sum();
    assert_eq!(comparison.mandates.len(), mandates, "each demand has its verdict");
    comparison.mandates.iter().for_each(|judged| check(&comparison, judged));
    let findings = within(MOST, bytes, || rules::run(&comparison));
    for finding in &findings {
        for place in finding.secondary.iter().chain([&finding.primary]) {
            let document = if place.side == Side::Parent { parent } else { child };
            check_spans(&document.source, &[place.span]);
        }
    }
    shown(&comparison, &findings);
    (comparison, findings)
}

fn check(comparison: &Comparison<'_>, judged: &Judged) {
    let numbers = judged.clauses.iter().flat_map(|clause| [clause.coverage, clause.confidence]);
    for number in numbers.chain([judged.coverage, judged.confidence]) {
        assert!((0.0..=1.0).contains(&number), "{number} is no share: {judged:?}");
    }
    let of_child: Vec<Span> =
        judged.evidence.iter().map(|evidence| evidence.span).chain(judged.changes.iter().filter_map(|change| change.child)).collect();
    check_spans(&comparison.child.source, &of_child);
    let of_parent: Vec<Span> = judged.lost.iter().copied().chain(judged.changes.iter().map(|change| change.parent)).collect();
    check_spans(&comparison.parent.source, &of_parent);
}

/// Every form can be made, and is one.
fn shown(comparison: &Comparison<'_>, findings: &[Finding]) {
    let form = serde_json::to_value(comparison_json(comparison, findings, FILES, Lang::Vi)).expect("a form in JSON");
    let sheet = sheet(&[Compared { files: FILES, comparison, findings }], Lang::Vi).expect("one parent");
    // Marks neither add nor lose a word.
    for (row, mandate) in sheet.pairs[0].rows.iter().zip(form["mandates"].as_array().expect("mandates")) {
        let words: String = row.parent.iter().map(|stretch| stretch.text.as_str()).collect();
        assert_eq!(words, clean(mandate["text"].as_str().expect("a text")));
    }
    let page = comparison_html(&sheet, Lang::En);
    assert_eq!(page.matches("<script").count(), 1, "words of a document are no markup");
    let _ = markdown(&sheet, Lang::Vi);
    let _ = full(comparison, findings, FILES, Lang::Vi, Style::Plain);
    let _ = concise(comparison, findings, FILES, Lang::En);
    let sources = (&*comparison.parent.source, &*comparison.child.source);
    let told: Vec<Told> = findings.iter().map(|finding| Told::of(finding, Standing::Counts, sources, FILES)).collect();
    assert_eq!(github(&told, Lang::En).lines().count(), told.len(), "a command is one line");
    for json in [sarif(&told, Lang::Vi), gitlab(&told, Lang::Vi)] {
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "no JSON: {json}");
    }
    check_xml(&junit(&told, &[FILES.child], Told::counts, Lang::Vi));
}

fn check_xml(xml: &str) {
    assert!(xml.chars().all(|ch| ch >= ' ' || ch.is_whitespace()), "signs that XML cannot hold");
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{error}: {xml}"),
        }
    }
}

/// In a document held against itself everything is there.
fn itself(document: &Document) {
    let (comparison, _) = compared(document, document);
    for judged in &comparison.mandates {
        assert!(
            matches!(judged.verdict, Verdict::Kept | Verdict::NotApplicable),
            "{:?} in itself: “{}”",
            judged.verdict,
            document.text(comparison.mandate(judged).span)
        );
    }
    let told: Vec<_> = rules::of_comparison(&comparison).into_iter().filter(|finding| finding.code != "foreign-text").collect();
    assert!(told.is_empty(), "{told:?}");
}
