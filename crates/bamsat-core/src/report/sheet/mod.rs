//! What the forms for people show of a plan and the documents above it, ready to be laid out: the page, the
//! workbook, the sheet for the file, the note in a pull request. No form that programs read is made from it.

mod pair;
mod row;
mod text;
mod words;

use serde::Serialize;

use crate::compare::Comparison;
use crate::document::Document;
use crate::finding::Finding;
use crate::message::{Lang, Lines};
use crate::source::{Source, Span, UnreadReason};

use super::comparison_json::Files;
use super::document_json::body_words;

pub use pair::{Cited, Found, Pair, SectionName, Tally, UnitTally};
pub use row::{Changed, Group, Passage, Row};
pub use text::{Note, Paragraph};
pub use words::{Mark, Stretch, clean, sentence};

/// One parent beside the child, with what the rules found.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// Names of the files.
    pub files: Files<'a>,
    /// The comparison.
    pub comparison: &'a Comparison<'a>,
    /// The findings.
    pub findings: &'a [Finding],
}

/// A plan beside one or several documents above it.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// The plan.
    pub child: Party,
    /// One for each document above it.
    pub pairs: Vec<Pair>,
    /// Every body that a mandate speaks to; rows name them by their place here.
    pub units: Vec<String>,
    /// The plan's text.
    pub text: Vec<Paragraph>,
    /// What no parent accounts for.
    pub added: Vec<Extra>,
    /// Stretches of any of the texts that were not read.
    pub unread: Vec<Unread>,
}

/// One of the documents.
#[derive(Debug, Serialize)]
pub struct Party {
    /// Its file.
    pub file: String,
    /// `Kế hoạch 115/KH-UBND`.
    pub name: String,
    /// As texts write it; empty where the text has none.
    pub date: String,
    /// Issuer.
    pub issuer: String,
    /// Title.
    pub title: String,
}

/// A demand of the plan that no parent accounts for.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Extra {
    /// Its section.
    pub path: String,
    /// Where it stands.
    pub at: String,
    /// Its words.
    pub text: String,
    /// It is about another subject.
    pub foreign: bool,
    /// The paragraph of the plan's text.
    pub paragraph: usize,
}

/// A stretch that was not read.
#[derive(Debug, Serialize)]
pub struct Unread {
    /// The file.
    pub file: String,
    /// Where.
    pub at: String,
    /// What was wrong.
    pub reason: &'static str,
}

/// What is to be shown of `compared`, all of one child; empty where nothing was compared.
pub fn sheet(compared: &[Compared<'_>], lang: Lang) -> Option<Sheet> {
    let first = compared.first()?;
    let child = first.comparison.child;
    let mut units = pair::Units::default();
    let pairs: Vec<Pair> = compared.iter().map(|one| pair::pair(one, &mut units, lang)).collect();
    let parents = compared.iter().flat_map(|one| unread(one.files.parent, one.comparison.parent, lang));
    Some(Sheet {
        child: party(child, first.files.child, lang),
        pairs,
        units: units.names,
        text: text::paragraphs(compared, lang),
        added: added(compared, lang),
        unread: unread(first.files.child, child, lang).into_iter().chain(parents).collect(),
    })
}

fn party(document: &Document, file: &str, lang: Lang) -> Party {
    let header = &document.header;
    let kind = header.doc_type.map_or("", |t| t.name);
    let name = match (kind.is_empty(), header.number.is_empty()) {
        (_, true) => format!("{kind} ({})", lang.sheet_labels().no_number),
        (true, _) => header.number.clone(),
        _ => format!("{kind} {}", header.number),
    };
    Party {
        file: clean(file),
        name: clean(&name),
        date: header.date.map_or(String::new(), |d| lang.date(d.year, d.month, d.day)),
        issuer: clean(&header.issuer),
        title: clean(&header.title),
    }
}

fn added(compared: &[Compared<'_>], lang: Lang) -> Vec<Extra> {
    let Some((first, others)) = compared.split_first() else { return Vec::new() };
    let everywhere = |added: &&crate::compare::Added| others.iter().all(|one| one.comparison.added.contains(added));
    let parts = first.comparison.child.with_attachments();
    let extra = |added: &crate::compare::Added| {
        let part = parts[added.document];
        let mandate = &part.mandates[added.mandate];
        Extra {
            path: part.path(mandate.section).to_owned(),
            at: lines(&part.source, mandate.span, lang),
            text: clean(&body_words(&part.source, mandate.span)),
            foreign: added.foreign,
            paragraph: text::paragraph(&part.source, mandate.span),
        }
    };
    first.comparison.added.iter().filter(everywhere).map(extra).collect()
}

fn unread(file: &str, document: &Document, lang: Lang) -> Vec<Unread> {
    let labels = lang.sheet_labels();
    let source = &document.source;
    let one = |unread: &crate::source::Unread| Unread {
        file: clean(file),
        at: lang.lines(Lines {
            first: unread.line,
            last: unread.line,
            page: source.page(crate::source::Place { line: unread.line, column: 1 }),
        }),
        reason: match unread.reason {
            UnreadReason::Undecoded => labels.undecoded,
            UnreadReason::LegacyEncoding => labels.legacy,
            UnreadReason::Picture => labels.picture,
        },
    };
    source.unread().iter().map(one).collect()
}

/// Where a stretch stands, in words.
fn lines(source: &Source, span: Span, lang: Lang) -> String {
    let spot = source.spot(span);
    lang.lines(Lines { first: spot.line, last: spot.end_line, page: spot.page })
}

/// A share as whole percent; what is not whole is never called so.
fn percent(share: f32) -> u8 {
    let rounded = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    if rounded == 100 && share < 1.0 { 99 } else { rounded }
}
