//! `bamsat/document/1`: what the reader understood of one text.

use serde::Serialize;

use crate::document::{Document, Reference};
use crate::source::{Source, Span, UnreadReason, collapse};

use super::{bound_word, constraint_word, level_word, relation_word, role_word, section_role_word};

/// Version of the form.
pub const SCHEMA: &str = "bamsat/document/1";

/// A document.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentJson {
    schema: &'static str,
    path: String,
    header: HeaderJson,
    sections: Vec<SectionJson>,
    citations: Vec<CitationJson>,
    assignments: Vec<AssignmentJson>,
    mandates: Vec<MandateJson>,
    recipients: Vec<String>,
    footnotes: Vec<FootnoteJson>,
    attachments: Vec<DocumentJson>,
    unread: Vec<UnreadJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct HeaderJson {
    r#type: String,
    number: String,
    symbol: String,
    number_blank: bool,
    date: String,
    place: String,
    issuer: String,
    parent_agency: String,
    title: String,
    signatory: String,
    draft: bool,
    inferred: Vec<&'static str>,
    level: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SectionJson {
    path: String,
    heading: Option<String>,
    role: &'static str,
    line: u32,
    end_line: u32,
    bullets: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CitationJson {
    r#ref: String,
    r#type: String,
    number: String,
    as_written: Option<String>,
    name: Option<String>,
    date: String,
    issuer: String,
    title: String,
    relation: &'static str,
    implements: bool,
    path: String,
    footnote: Option<String>,
    line: u32,
    column: u32,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct AssignmentJson {
    path: String,
    unit: String,
    canonical: String,
    role: &'static str,
    line: u32,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct MandateJson {
    id: String,
    path: String,
    line: u32,
    end_line: u32,
    text: String,
    role: &'static str,
    stem: Option<String>,
    addressees: Vec<AddresseeJson>,
    constraints: Vec<ConstraintJson>,
    clauses: Vec<ClauseJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct AddresseeJson {
    unit: String,
    role: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ConstraintJson {
    kind: &'static str,
    text: String,
    value: String,
    bound: &'static str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ClauseJson {
    text: String,
    line: u32,
    end_line: u32,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FootnoteJson {
    marker: String,
    path: String,
    line: u32,
    end_line: u32,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct UnreadJson {
    line: u32,
    reason: &'static str,
}

/// The form of `document`, read from the file at `path`.
pub fn document_json(document: &Document, path: &str) -> DocumentJson {
    let source = &document.source;
    let lines = |span: Span| {
        let (first, last) = source.places(span);
        (first.line, last.line)
    };
    DocumentJson {
        schema: SCHEMA,
        path: path.to_owned(),
        header: header(document),
        sections: document
            .sections
            .iter()
            .map(|section| {
                let (line, end_line) = lines(section.span);
                SectionJson {
                    path: section.path.clone(),
                    heading: section.heading.map(|span| words(source, span)),
                    role: section_role_word(section.role),
                    line,
                    end_line,
                    bullets: section.bullets,
                }
            })
            .collect(),
        citations: citations(document),
        assignments: document
            .assignments
            .iter()
            .map(|a| AssignmentJson {
                path: document.path(a.section).to_owned(),
                unit: words(source, a.unit),
                canonical: a.canonical.clone(),
                role: role_word(a.role),
                line: lines(a.unit).0,
            })
            .collect(),
        mandates: mandates(document),
        recipients: document.recipients.iter().map(|&span| words(source, span)).collect(),
        footnotes: document
            .footnotes
            .iter()
            .map(|note| {
                let (line, end_line) = lines(note.span);
                FootnoteJson { marker: note.marker.clone(), path: document.path(note.section).to_owned(), line, end_line }
            })
            .collect(),
        attachments: document.attachments.iter().map(|a| document_json(a, path)).collect(),
        unread: source.unread().iter().map(|u| UnreadJson { line: u.line, reason: unread_word(u.reason) }).collect(),
    }
}

fn header(document: &Document) -> HeaderJson {
    let header = &document.header;
    HeaderJson {
        r#type: header.doc_type.map_or(String::new(), |t| t.key.to_owned()),
        number: header.number.clone(),
        symbol: header.symbol.clone(),
        number_blank: header.number_blank,
        date: header.date.map_or(String::new(), |d| d.to_string()),
        place: header.place.clone(),
        issuer: header.issuer.clone(),
        parent_agency: header.parent_agency.clone(),
        title: header.title.clone(),
        signatory: header.signatory.clone(),
        draft: header.draft,
        inferred: header.inferred.clone(),
        level: header.level.map(level_word),
    }
}

fn citations(document: &Document) -> Vec<CitationJson> {
    let source = &document.source;
    document
        .citations
        .iter()
        .map(|citation| {
            let reference: &Reference = &document.references[citation.reference];
            let place = source.place(citation.span.start);
            CitationJson {
                r#ref: format!("c{}", citation.reference + 1),
                r#type: reference.doc_type.map_or("van_ban", |t| t.key).to_owned(),
                number: reference.number.clone(),
                as_written: citation.as_written.clone(),
                name: Some(reference.name.clone()).filter(|name| !name.is_empty()),
                date: reference.date.map_or(String::new(), |d| d.to_string()),
                issuer: reference.issuer.clone(),
                title: reference.title.clone(),
                relation: relation_word(reference.relation.unwrap_or(citation.relation)),
                implements: reference.implements,
                path: document.path(citation.section).to_owned(),
                footnote: citation.footnote.map(|i| document.footnotes[i].marker.clone()),
                line: place.line,
                column: place.column,
            }
        })
        .collect()
}

fn mandates(document: &Document) -> Vec<MandateJson> {
    let source = &document.source;
    document
        .mandates
        .iter()
        .map(|mandate| {
            let (first, last) = source.places(mandate.span);
            MandateJson {
                id: mandate.id.clone(),
                path: document.path(mandate.section).to_owned(),
                line: first.line,
                end_line: last.line,
                text: body_words(source, mandate.span),
                role: section_role_word(mandate.role),
                stem: mandate.stem.map(|span| words(source, span)),
                addressees: mandate
                    .addressees
                    .iter()
                    .map(|a| AddresseeJson { unit: words(source, a.span), role: role_word(a.role) })
                    .collect(),
                constraints: mandate
                    .constraints
                    .iter()
                    .map(|c| ConstraintJson {
                        kind: constraint_word(c.kind),
                        text: words(source, c.span),
                        value: c.value.clone(),
                        bound: bound_word(c.bound),
                    })
                    .collect(),
                clauses: mandate
                    .clauses
                    .iter()
                    .map(|clause| {
                        let (first, last) = source.places(clause.span);
                        ClauseJson { text: body_words(source, clause.span), line: first.line, end_line: last.line }
                    })
                    .collect(),
            }
        })
        .collect()
}

/// The words at `span` on one line.
pub fn words(source: &Source, span: Span) -> String {
    collapse(source.slice(span))
}

/// The words at `span` without the footnotes that stand between its blocks.
pub fn body_words(source: &Source, span: Span) -> String {
    if !source.slice(span).contains('\n') {
        return words(source, span);
    }
    let blocks = source.blocks();
    let first = blocks.partition_point(|b| b.span.end <= span.start);
    let mut out = String::new();
    for block in blocks[first..].iter().take_while(|b| b.span.start < span.end).filter(|b| b.footnote.is_none()) {
        let part = Span::new(block.span.start.max(span.start), block.span.end.min(span.end));
        out.push_str(source.slice(part));
        out.push(' ');
    }
    collapse(&out)
}

fn unread_word(reason: UnreadReason) -> &'static str {
    match reason {
        UnreadReason::Undecoded => "undecoded characters",
        UnreadReason::Picture => "a page that is a picture",
        UnreadReason::LegacyEncoding => "letters of a legacy encoding (TCVN3 or VNI)",
    }
}
