//! One text: parsed, stored, linted.

use std::time::Duration;

use bamsat_core::document::{self, Document, Mandate, UnitMention, restore, store};
use bamsat_core::finding::{Finding, mended};
use bamsat_core::message::Lang;
use bamsat_core::report::concise::concise_draft;
use bamsat_core::report::document_json::document_json;
use bamsat_core::report::full::{Style, full_draft};
use bamsat_core::report::tree::tree;
use bamsat_core::rules;
use bamsat_core::source::{Lines, Source, Span};
use unicode_normalization::UnicodeNormalization;

use crate::time::within;

/// What one stage may take for a small text, with all checks of a fuzzer switched on.
const MOST: Duration = Duration::from_secs(2);

/// Any bytes as a text, both as one with wrapped lines and as one of paragraphs.
///
/// # Panics
///
/// When an invariant of one document does not hold.
pub fn parse(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for kind in [Lines::Wrapped, Lines::Paragraphs] {
        let document = parsed(&text, kind);
        let form = serde_json::to_string(&document_json(&document, "x")).expect("a form in JSON");
        let again = restore(&store(&document)).expect("what was stored comes back");
        assert_eq!(form, serde_json::to_string(&document_json(&again, "x")).expect("a form in JSON"));
        let findings = within(MOST, text.len(), || rules::lint(&document));
        told(&document, &findings);
    }
}

/// The document of a text; its source and all its spans hold what is promised.
///
/// # Panics
///
/// When they do not.
pub fn parsed(text: &str, kind: Lines) -> Document {
    let source = within(MOST, text.len(), || Source::read_as(text, kind));
    check_source(text, &source);
    let decomposes = text.chars().all(|ch| ch < '\u{300}' || ('Ạ'..='ỹ').contains(&ch));
    if decomposes {
        let marks: String = text.nfd().collect();
        assert_eq!(Source::read_as(&marks, kind).text(), source.text(), "decomposed letters are the same letters");
    }
    let again = Source::read_as(source.text(), Lines::Paragraphs);
    assert_eq!(letters(again.text()), letters(source.text()), "what was normalised once loses nothing more");
    let document = within(MOST, text.len(), || document::parse(source));
    let spans = spans(&document);
    check_spans(&document.source, &spans);
    document
}

/// What carries words. Signs between them may go with a second look, where they were no table or
/// emphasis at the first.
fn letters(text: &str) -> String {
    text.nfc().filter(|ch| ch.is_alphanumeric()).collect()
}

fn check_source(text: &str, source: &Source) {
    assert_eq!(source.text().len(), source.folded().len(), "the folded text has the places of the text");
    let mut end = 0;
    for block in source.blocks() {
        assert!(end <= block.span.start, "blocks stand in order");
        end = block.span.end;
        assert!(!source.slice(block.span).contains('\n'), "a block is one line");
        for at in block.breaks.iter().chain(&block.cells) {
            assert!(source.text().is_char_boundary(*at));
        }
    }
    let blocks: Vec<Span> = source.blocks().iter().map(|block| block.span).collect();
    check_spans(source, &blocks);
    let lines = text.split('\n').count() as u32;
    for unread in source.unread() {
        assert!((1..=lines).contains(&unread.line));
    }
    for exception in source.exceptions() {
        check_spans(source, &[exception.span]);
    }
}

/// Each lies on characters of the text and leads back to a place of the original.
pub(crate) fn check_spans(source: &Source, spans: &[Span]) {
    let original = source.original_text();
    let lines = original.split('\n').count() as u32;
    let text = source.text();
    for span in spans {
        assert!(span.start <= span.end && span.end <= text.len(), "{span:?} of {}", text.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}: inside a character");
        let (first, last) = source.places(*span);
        assert!(first.line >= 1 && first.column >= 1 && last.line <= lines, "{first:?} {last:?} of {lines}");
        assert!(original.get(source.original_range(*span)).is_some(), "{span:?} is no stretch of the original");
    }
}

/// Every span that a document holds, and its attachments.
fn spans(document: &Document) -> Vec<Span> {
    let mut out = Vec::new();
    for part in document.with_attachments() {
        let units = |units: &[UnitMention]| units.iter().map(|unit| unit.span).collect::<Vec<_>>();
        out.extend(part.header.title_span);
        for section in &part.sections {
            out.extend(section.heading);
            out.push(section.span);
            out.extend(units(&section.units));
        }
        for item in &part.items {
            out.push(item.words);
            out.extend(&item.cells);
        }
        out.extend(part.citations.iter().flat_map(|citation| [citation.span, citation.mark]));
        out.extend(part.assignments.iter().map(|assignment| assignment.unit));
        out.extend(part.mandates.iter().flat_map(of_mandate));
        out.extend(&part.recipients);
        out.extend(part.footnotes.iter().map(|note| note.span));
    }
    out
}

fn of_mandate(mandate: &Mandate) -> Vec<Span> {
    let mut out = vec![mandate.span];
    out.extend(mandate.stem);
    out.extend(mandate.addressees.iter().map(|unit| unit.span));
    out.extend(mandate.constraints.iter().map(|constraint| constraint.span));
    out.extend(mandate.clauses.iter().map(|clause| clause.span));
    out
}

/// What rules say of a document by itself can be shown and mended.
fn told(document: &Document, findings: &[Finding]) {
    let source = &document.source;
    let places: Vec<Span> =
        findings.iter().flat_map(|finding| finding.secondary.iter().chain([&finding.primary])).map(|place| place.span).collect();
    check_spans(source, &places);
    let mends: Vec<_> = findings.iter().filter_map(|finding| finding.mend.as_ref()).collect();
    check_spans(source, &mends.iter().map(|mend| mend.span).collect::<Vec<_>>());
    let _ = mended(source, &mends);
    for lang in [Lang::Vi, Lang::En] {
        let _ = full_draft(document, findings, "x", lang, Style::Plain);
        let _ = concise_draft(document, findings, "x", lang);
        let _ = tree(document, "x", lang);
    }
}
