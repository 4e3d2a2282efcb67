//! From a source to a document: header, outline, citations, assignments, demands.
//!
//! Never fails: what cannot be understood is left empty, and what cannot be read is listed by
//! the source.

mod assignment;
mod citation;
mod clause;
mod constraint;
mod cursor;
mod date;
mod gap;
mod header;
mod heading;
mod issuer;
mod mandate;
mod model;
mod number;
mod outline;
mod recipients;
mod stored;
mod table;
mod taken;
mod unit;
mod unit_list;
mod unit_name;
mod unit_place;
mod zones;

use std::sync::Arc;

use crate::source::Source;

pub use date::Date;
pub(crate) use header::system_of;
pub(crate) use issuer::named_province;
pub use model::{
    Assignment, Citation, Clause, Constraint, Document, Header, Item, ItemKind, Mandate, Note, Reference, Section, UnitMention,
};
pub(crate) use number::{Number, read_with_len as number_at};
pub use stored::{restore, store};
pub(crate) use unit_list::listing_kind;
pub(crate) use unit_name::read_unit;
pub use unit_name::{canonical_unit, unit_level};

/// The deadlines, amounts and frequencies in `span`; days without a year are of the plan's year.
pub(crate) fn constraints(document: &Document, span: crate::source::Span) -> Vec<Constraint> {
    let words = document.source.words();
    constraint::read(&document.source, span, document.header.date.map(|date| date.year), |word| constraint::Opens::of(words.name(word)))
}

/// Reads a document, with the plans attached to it.
///
/// ```
/// use bamsat_core::{document::parse, source::Source};
///
/// let plan = parse(Source::read("Số: 7/KH-UBND\nKẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho cán bộ xã."));
/// assert_eq!(plan.header.number, "7/KH-UBND");
/// assert_eq!(plan.text(plan.mandates[0].span), "Tập huấn cho cán bộ xã.");
/// ```
pub fn parse(source: Source) -> Document {
    let source = Arc::new(source);
    let zones = zones::split(&source);
    let mut parts = zones.iter().map(|part| read(&source, part));
    let mut document = parts.next().unwrap_or_else(|| empty(&source));
    document.attachments = parts.collect();
    for attachment in &mut document.attachments {
        inherit(attachment, &document.header);
    }
    document
}

fn empty(source: &Arc<Source>) -> Document {
    let zones = zones::Zones { head: 0..0, type_line: None, body: 0..0, close: 0..0 };
    read(source, &zones)
}

fn read(source: &Arc<Source>, zones: &zones::Zones) -> Document {
    let outline = outline::read(source, zones);
    let mut document = Document {
        source: source.clone(),
        blocks: zones.head.start..zones.close.end.max(zones.body.end),
        header: header::read(source, zones),
        sections: outline.sections,
        items: outline.items,
        citations: Vec::new(),
        references: Vec::new(),
        assignments: Vec::new(),
        mandates: Vec::new(),
        recipients: recipients::read(source, zones),
        footnotes: Vec::new(),
        attachments: Vec::new(),
    };
    document.footnotes = notes(&document);
    citation::read(&mut document);
    let named = assignment::Named::of(&document);
    assignment::read(&mut document, &named);
    mandate::read(&mut document, &named);
    document
}

/// The footnotes whose markers stand in this document.
fn notes(document: &Document) -> Vec<Note> {
    let source = &document.source;
    let blocks = source.blocks();
    let mut notes = Vec::new();
    for footnote in source.footnotes() {
        let after = document.items.partition_point(|item| blocks[item.block].span.start <= footnote.anchor);
        let holder = after.checked_sub(1).map(|at| &document.items[at]).filter(|item| blocks[item.block].span.contains(footnote.anchor));
        if let Some(item) = holder {
            notes.push(Note { marker: footnote.marker.clone(), section: item.section, span: blocks[footnote.block].span });
        }
    }
    notes
}

/// An attached plan has the issuer, place and date of what it is attached to.
fn inherit(attachment: &mut Document, outer: &Header) {
    let header = &mut attachment.header;
    if header.issuer.is_empty() || header.level.is_none() {
        header.issuer.clone_from(&outer.issuer);
        header.parent_agency.clone_from(&outer.parent_agency);
        header.level = outer.level;
        header.inferred.push("issuer");
    }
    if header.province.is_empty() {
        header.province.clone_from(&outer.province);
    }
    if header.date.is_none() && outer.date.is_some() {
        header.date = outer.date;
        header.inferred.push("date");
    }
}

/// The clauses of any stretch of a document.
pub(crate) fn clauses(document: &Document, span: crate::source::Span) -> Vec<Clause> {
    clause::split(&document.source, span, &document.citations)
}
