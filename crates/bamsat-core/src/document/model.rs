//! The document model: what was understood of one text, with spans into its source.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Bound, ConstraintKind, DocType, Level, Relation, Role, SectionRole};
use crate::source::{Source, Span};

use super::date::Date;

/// One plan, guidance, directive, decision or letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// The text it was read from; attached plans share it.
    #[serde(skip)]
    pub source: Arc<Source>,
    /// Its blocks in the source.
    pub blocks: Range<usize>,
    /// Letterhead, title and signature.
    pub header: Header,
    /// Numbered sections in reading order.
    pub sections: Vec<Section>,
    /// The blocks of the body in reading order, each with its place in the outline.
    pub items: Vec<Item>,
    /// Occurrences of other documents in reading order.
    pub citations: Vec<Citation>,
    /// The documents cited, one entry each.
    pub references: Vec<Reference>,
    /// Who is to do what.
    pub assignments: Vec<Assignment>,
    /// Demands.
    pub mandates: Vec<Mandate>,
    /// Lines under `Nơi nhận`, as spans.
    pub recipients: Vec<Span>,
    /// Footnotes.
    pub footnotes: Vec<Note>,
    /// Plans issued with this document (ban hành kèm theo).
    pub attachments: Vec<Document>,
}

/// What letterhead, title, signature and self-naming sentences say.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Header {
    /// Type.
    pub doc_type: Option<&'static DocType>,
    /// `115/KH-UBND`; empty when not in the text.
    pub number: String,
    /// `KH-UBND`.
    pub symbol: String,
    /// The number is left open (`Số:     /KH-SCT`).
    pub number_blank: bool,
    /// Date, perhaps in part.
    pub date: Option<Date>,
    /// Place of the date line.
    pub place: String,
    /// Issuer.
    pub issuer: String,
    /// The body above the issuer.
    pub parent_agency: String,
    /// Title (trích yếu).
    pub title: String,
    /// Where the title stands.
    pub title_span: Option<Span>,
    /// Who signed.
    pub signatory: String,
    /// The text says DỰ THẢO.
    pub draft: bool,
    /// Names of the fields that were worked out and do not stand in the letterhead.
    #[serde(with = "super::stored::inferred")]
    pub inferred: Vec<&'static str>,
    /// Level of the issuer.
    pub level: Option<Level>,
    /// The province the issuer belongs to, as written.
    pub province: String,
}

/// A numbered section.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Section {
    /// `II.1.a`.
    pub path: String,
    /// The heading, when the number opens one.
    pub heading: Option<Span>,
    /// Role, own or inherited.
    pub role: SectionRole,
    /// The section above.
    pub parent: Option<usize>,
    /// From its number to its last word.
    pub span: Span,
    /// Dash and star items directly under it.
    pub bullets: usize,
    /// The bodies that the heading names, with `requested` or `lead`.
    pub units: Vec<UnitMention>,
}

/// What a block is in the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// A paragraph of the preamble.
    Preamble,
    /// A heading and nothing else.
    Heading,
    /// A paragraph that a number opens, or the rest of a line behind a run-in heading.
    Numbered,
    /// A bullet; the level counts nesting from 0.
    Bullet(u8),
    /// A paragraph without a mark.
    Plain,
    /// A number, column title or further cell of a table that was flattened to one cell a line.
    Cell,
    /// The demand of a table row.
    Row,
    /// A closing paragraph (`Trên đây là ...`).
    Closing,
}

/// A block of the body.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// Index of the block in the source.
    pub block: usize,
    /// What it is.
    pub kind: ItemKind,
    /// The section it stands in.
    pub section: Option<usize>,
    /// The words without mark and heading.
    pub words: Span,
    /// The further cells of a table row: lead, helpers, deadline, product.
    pub cells: Vec<Span>,
}

/// A mention of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitMention {
    /// Where it stands.
    pub span: Span,
    /// Role.
    pub role: Role,
}

/// One occurrence of another document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Citation {
    /// Index into [`Document::references`].
    pub reference: usize,
    /// From the type word to the last word that belongs to it.
    pub span: Span,
    /// The number, or the name.
    pub mark: Span,
    /// The date that stands here; the reference has what all occurrences say.
    pub date: Option<Date>,
    /// The title that stands here.
    pub title: String,
    /// The number as written, when it is not canonical.
    pub as_written: Option<String>,
    /// What the text says of it here.
    pub relation: Relation,
    /// The section it stands in.
    pub section: Option<usize>,
    /// Index into [`Document::footnotes`] when it stands in one.
    pub footnote: Option<usize>,
}

/// A cited document: all that its occurrences say.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reference {
    /// Type.
    pub doc_type: Option<&'static DocType>,
    /// Canonical number; empty when cited by name.
    pub number: String,
    /// Name, when cited by name.
    pub name: String,
    /// Date, perhaps in part.
    pub date: Option<Date>,
    /// Issuer as written.
    pub issuer: String,
    /// Title as written.
    pub title: String,
    /// The strongest relation of any occurrence.
    pub relation: Option<Relation>,
    /// The plan carries it out (also where it stands among the bases).
    pub implements: bool,
}

/// A body and its part in what stands under a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Section.
    pub section: Option<usize>,
    /// Where the body is named.
    pub unit: Span,
    /// Full name without place, as far as known.
    pub canonical: String,
    /// Role.
    pub role: Role,
}

/// One demand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Mandate {
    /// `V.1/2`: path and ordinal in it.
    pub id: String,
    /// Section.
    pub section: Option<usize>,
    /// All its words; continuations included.
    pub span: Span,
    /// Role of its section.
    pub role: SectionRole,
    /// The line that introduces it.
    pub stem: Option<Span>,
    /// Who is to do it.
    pub addressees: Vec<UnitMention>,
    /// When, how often, how much.
    pub constraints: Vec<Constraint>,
    /// Its parts that can be lost by themselves.
    pub clauses: Vec<Clause>,
}

/// The smallest piece of a mandate that can be lost by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Its words.
    pub span: Span,
    /// The cited document, when the clause is one of a list of them.
    pub reference: Option<usize>,
}

/// A deadline, an amount or a frequency with its direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// Kind.
    pub kind: ConstraintKind,
    /// Where it stands.
    pub span: Span,
    /// `2024-11-15`, `80%`, `P3M`.
    pub value: String,
    /// Direction.
    pub bound: Bound,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// `1`.
    pub marker: String,
    /// The section of its marker.
    pub section: Option<usize>,
    /// Its text.
    pub span: Span,
}

impl Document {
    /// Path of a section, or empty for preamble and closing.
    pub fn path(&self, section: Option<usize>) -> &str {
        section.map_or("", |index| self.sections[index].path.as_str())
    }

    /// The words at `span`.
    pub fn text(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    /// This document and the plans attached to it, outermost first.
    pub fn with_attachments(&self) -> Vec<&Document> {
        std::iter::once(self).chain(&self.attachments).collect()
    }

    /// One of these by its place: 0 is the document itself. An attachment has none of its own.
    pub(crate) fn part(&self, index: usize) -> &Document {
        index.checked_sub(1).map_or(self, |attachment| &self.attachments[attachment])
    }

    /// Whether anything of a plan was found: type, number, issuer, a cited document, or sections
    /// with demands.
    pub fn is_plan(&self) -> bool {
        let header = &self.header;
        let named = header.doc_type.is_some() || !header.number.is_empty() || !header.issuer.is_empty();
        named || !self.citations.is_empty() || (!self.sections.is_empty() && !self.mandates.is_empty())
    }
}
