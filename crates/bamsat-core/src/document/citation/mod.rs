//! Citations: numbers, names and short references, resolved to documents.
//!
//! Form of a citation: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6b: first in
//! full (type, number, date, issuer, title), later by type and number. Party texts put a comma
//! before the date.

mod named;
mod numbered;
mod relation;
mod resolve;
mod short;

use crate::lexicon::{DocType, Relation};
use crate::source::{Footnote, Source, Span};

use super::date::Date;
use super::model::{Citation, Document, Reference};
use super::taken::Taken;

/// An occurrence before it is resolved.
#[derive(Debug, Clone)]
struct Found {
    /// From the type word to the last word that belongs to it, the title left out.
    span: Span,
    /// The number or name.
    mark: Span,
    doc_type: Option<&'static DocType>,
    /// Canonical number, empty for a name.
    number: String,
    /// Name, empty for a number.
    name: String,
    date: Option<Date>,
    issuer: String,
    title: String,
    /// It stands in the title of the citation before it, or in a phrase that hangs on it.
    nested: bool,
}

/// Where a stretch of text stands in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Title,
    Preamble,
    Body,
}

/// A stretch of text to search.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    span: Span,
    zone: Zone,
    section: Option<usize>,
    footnote: Option<usize>,
}

/// Finds all citations of a document and fills `citations` and `references`.
pub(super) fn read(document: &mut Document) {
    let source = document.source.clone();
    let stretches = stretches(document);
    let mut resolver = resolve::Resolver::new(document.header.clone());
    let mut occurrences: Vec<(Found, Stretch, Relation)> = Vec::new();
    let carries_out = relation::carries_out(&source, &stretches);
    for stretch in stretches {
        for found in occurrences_in(&source, stretch.span) {
            let relation = relation::of(&source, &stretch, &found, carries_out);
            occurrences.push((found, stretch, relation));
        }
    }
    let mut citations: Vec<Citation> = Vec::new();
    for (found, stretch, relation) in &occurrences {
        if let Some(reference) = resolver.resolve(found, *relation) {
            citations.push(citation(&source, found, stretch, *relation, reference));
        }
    }
    for (found, stretch, relation) in &occurrences {
        if found.number.is_empty()
            && found.name.is_empty()
            && let Some(reference) = resolver.short(found)
        {
            citations.push(citation(&source, found, stretch, *relation, reference));
        }
    }
    citations.sort_by_key(|c| c.span);
    document.references = resolver.finish();
    relation::mark_bases(document);
    document.citations = citations;
}

fn citation(source: &Source, found: &Found, stretch: &Stretch, relation: Relation, reference: usize) -> Citation {
    Citation {
        reference,
        span: found.span,
        mark: found.mark,
        date: found.date,
        // The serial of a short reference rides in its title.
        title: if found.number.is_empty() && found.name.is_empty() { String::new() } else { found.title.clone() },
        as_written: as_written(source, found),
        relation,
        section: stretch.section,
        footnote: stretch.footnote,
    }
}

/// The number as it stands in the file, when that is not the canonical form. A mere line break
/// in it does not count.
fn as_written(source: &Source, found: &Found) -> Option<String> {
    if found.number.is_empty() {
        return None;
    }
    // White space before the break is part of what stands there; the indent behind it is not.
    let written: String = source.original(found.mark).lines().map(str::trim_start).collect();
    let written = crate::source::collapse(&written).replace("**", "");
    (written != found.number && !written.is_empty()).then_some(written)
}

/// Title, preamble, body and footnotes, in reading order.
fn stretches(document: &Document) -> Vec<Stretch> {
    let source = &document.source;
    let mut out = Vec::new();
    if let Some(span) = document.header.title_span {
        out.push(Stretch { span, zone: Zone::Title, section: None, footnote: None });
    }
    let anchors = anchors(document);
    let mut below_section = false;
    for item in &document.items {
        let span = source.blocks()[item.block].span;
        below_section |= item.section.is_some();
        let zone = if below_section || item.kind == super::model::ItemKind::Closing { Zone::Body } else { Zone::Preamble };
        out.push(Stretch { span, zone, section: item.section, footnote: None });
        // Footnotes follow the block of their marker.
        let first = anchors.partition_point(|&(anchor, _)| anchor < span.start);
        for &(_, note) in anchors[first..].iter().take_while(|&&(anchor, _)| span.contains(anchor)) {
            let span = document.footnotes[note].span;
            out.push(Stretch { span, zone: Zone::Body, section: item.section, footnote: Some(note) });
        }
    }
    out
}

/// Where the marker of each footnote of the document stands, block by block.
fn anchors(document: &Document) -> Vec<(usize, usize)> {
    let source = &document.source;
    let mut notes = document.footnotes.iter().enumerate().peekable();
    let anchor = |footnote: &Footnote| {
        let span = source.blocks()[footnote.block].span;
        notes.next_if(|(_, note)| note.span == span).map(|(index, _)| (footnote.anchor, index))
    };
    source.footnotes().iter().filter_map(anchor).collect()
}

/// All occurrences in one stretch, in order: numbers, names, and short references.
fn occurrences_in(source: &Source, span: Span) -> Vec<Found> {
    let figures = source.slice(span).bytes().any(|b| b.is_ascii_digit());
    let mut found = if figures { numbered::find(source, span) } else { Vec::new() };
    found.extend(named::find(source, span, &Taken::by(found.iter().map(|f| f.span))));
    if figures {
        found.extend(short::find(source, span, &Taken::by(found.iter().map(|f| f.span))));
    }
    found.sort_by_key(|f| f.span);
    found
}

/// A reference that carries what `found` says.
fn reference(found: &Found) -> Reference {
    Reference {
        doc_type: found.doc_type,
        number: found.number.clone(),
        name: found.name.clone(),
        date: found.date,
        issuer: found.issuer.clone(),
        title: found.title.clone(),
        relation: None,
        implements: false,
    }
}
