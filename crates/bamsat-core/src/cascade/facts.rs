//! What linking and counting need of a document once its text is gone.

use serde::{Deserialize, Serialize};

use crate::document::{Citation, Document};
use crate::lexicon::{Level, Relation, Role, lexicon};
use crate::source::{Span, Spot, collapse};

use super::identity::Identity;
use super::seat::Seat;

/// Characters of a quoted sentence at most.
const LONGEST: usize = 300;

/// One document without its text; what is attached to it counts with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Type, number, date, issuer, title.
    pub identity: Identity,
    /// Level of the issuer.
    pub level: Option<Level>,
    /// Who signed.
    pub signatory: String,
    /// The text says DỰ THẢO.
    pub draft: bool,
    /// Where number or title stand, for findings about the document as a whole.
    pub spot: Spot,
    /// The documents it cites, in the order of their first mention.
    pub cited: Vec<Cited>,
    /// Who is given work.
    pub given: Vec<Given>,
    /// Its demands, those of attached plans behind its own.
    pub mandates: Vec<MandateFacts>,
    /// Lines that could not be read.
    pub unread: Vec<u32>,
}

/// Where the text says what it has to do with a cited document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stated {
    /// In title, bases or preamble, as Nghị định 30/2020/NĐ-CP, Phụ lục I asks.
    Openly,
    /// In the body only: `theo chỉ đạo tại Nghị quyết số ...`.
    InPassing,
}

/// A cited document: all that the citing text says of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cited {
    /// Type, number, date, issuer, title.
    pub identity: Identity,
    /// Name, when cited without a number.
    pub name: String,
    /// What the text has to do with it.
    pub relation: Relation,
    /// Where it says so.
    pub stated: Stated,
    /// The sentence that says so.
    pub evidence: String,
    /// Where the citation stands there.
    pub spot: Spot,
}

/// A body with its part in what stands under a section.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Given {
    /// Section.
    pub path: String,
    /// As written.
    pub unit: String,
    /// Full name without place, as far as known.
    pub canonical: String,
    /// Role.
    pub role: Role,
    /// 1-based line.
    pub line: u32,
}

/// A demand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MandateFacts {
    /// `V.1/2`.
    pub id: String,
    /// 1-based lines.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// Its words.
    pub text: String,
    /// Bodies it speaks to, as written.
    pub addressees: Vec<(String, Role)>,
}

impl Facts {
    /// The facts of a document.
    pub fn of(document: &Document) -> Self {
        let header = &document.header;
        let source = &document.source;
        let opening = header.title_span.or_else(|| source.blocks().first().map(|b| b.span));
        let parts = document.with_attachments();
        Self {
            identity: Identity::of_header(header),
            level: header.level.or_else(|| super::seat::level_of_symbol(&header.symbol)),
            signatory: header.signatory.clone(),
            draft: header.draft,
            spot: opening.map_or(Spot { line: 1, column: 1, end_line: 1, end_column: 1, page: None }, |span| source.spot(span)),
            cited: cited(&parts),
            given: parts.iter().flat_map(|part| given(part)).collect(),
            mandates: parts.iter().flat_map(|part| mandates(part)).collect(),
            unread: source.unread().iter().map(|u| u.line).collect(),
        }
    }
}

fn given(part: &Document) -> impl Iterator<Item = Given> + '_ {
    part.assignments.iter().map(|a| Given {
        path: part.path(a.section).to_owned(),
        unit: collapse(part.text(a.unit)),
        canonical: a.canonical.clone(),
        role: a.role,
        line: part.source.place(a.unit.start).line,
    })
}

fn mandates(part: &Document) -> impl Iterator<Item = MandateFacts> + '_ {
    part.mandates.iter().map(|m| {
        let (first, last) = part.source.places(m.span);
        MandateFacts {
            id: m.id.clone(),
            line: first.line,
            end_line: last.line,
            text: collapse(part.text(m.span)),
            addressees: m.addressees.iter().map(|a| (collapse(part.text(a.span)), a.role)).collect(),
        }
    })
}

/// The cited documents of a plan and of what is attached to it, each with the mention that says
/// most.
fn cited(parts: &[&Document]) -> Vec<Cited> {
    let mut out: Vec<Cited> = Vec::new();
    for part in parts {
        for (index, reference) in part.references.iter().enumerate() {
            let mentions = part.citations.iter().filter(|c| c.reference == index);
            let told = |c: &&Citation| (reference.relation == Some(c.relation), std::cmp::Reverse(c.span));
            let Some(mut mention) = mentions.clone().max_by_key(told) else { continue };
            let mut relation = reference.relation.unwrap_or(Relation::Mentions);
            let mut stated = Stated::Openly;
            if reference.implements {
                relation = Relation::Implements;
            } else if relation == Relation::Mentions
                && reference.doc_type.is_some_and(|t| t.directive && !t.normative)
                && let Some(passing) = mentions.clone().find(|c| is_carried_out(part, c))
            {
                (mention, relation, stated) = (passing, Relation::Implements, Stated::InPassing);
            }
            // A law that is cited by its name has no place.
            let law = reference.number.is_empty() && reference.doc_type.is_some_and(|t| t.named);
            let seat =
                if law { Seat::centre() } else { Seat::of_cited(&reference.number, &reference.issuer, reference.date, &part.header) };
            let identity = Identity {
                doc_type: reference.doc_type,
                number: reference.number.clone(),
                symbol: String::new(),
                number_blank: false,
                date: reference.date,
                issuer: reference.issuer.clone(),
                title: reference.title.clone(),
                seat,
            };
            let new = Cited {
                identity,
                name: reference.name.clone(),
                relation,
                stated,
                evidence: sentence(part, mention),
                spot: part.source.spot(mention.span),
            };
            // A decision and the plan it issues cite alike.
            match out.iter_mut().find(|known| known.is_same(&new)) {
                Some(known) if known.strength() < new.strength() => *known = new,
                Some(_) => {}
                None => out.push(new),
            }
        }
    }
    out
}

impl Cited {
    /// Type, number or name, and date, as the text gives them.
    pub fn label(&self) -> String {
        self.identity.label(&self.name)
    }

    /// By how much it says: of two mentions the one that says more counts.
    fn strength(&self) -> (Relation, bool) {
        (self.relation, self.stated == Stated::Openly)
    }

    fn is_same(&self, other: &Self) -> bool {
        let (a, b) = (&self.identity, &other.identity);
        a.number == b.number && self.name == other.name && a.date == b.date && a.doc_type.map(|t| t.key) == b.doc_type.map(|t| t.key)
    }
}

/// Whether the sentence of the body that holds the citation says that it is carried out.
fn is_carried_out(part: &Document, citation: &Citation) -> bool {
    let source = &part.source;
    let sentence = sentence_before(part, citation);
    let mut carries = false;
    for (_, carried) in lexicon().formulas.directions.find(source.folded_slice(sentence)) {
        carries = *carried;
    }
    carries
}

/// From the beginning of the sentence to the citation.
fn sentence_before(part: &Document, citation: &Citation) -> Span {
    let source = &part.source;
    let blocks = source.blocks();
    let at = blocks.partition_point(|b| b.span.end <= citation.span.start);
    let Some(block) = blocks.get(at) else { return citation.span };
    // A page break may cut a sentence in two.
    let above = blocks[..at].iter().rev().find(|b| b.footnote.is_none()).filter(|b| is_cut(source.slice(b.span)));
    let before = Span::new(above.unwrap_or(block).span.start, citation.span.start.max(block.span.start));
    let text = source.slice(before);
    // A full stop before a capital ends a sentence; one in a date or a number does not.
    let cut = text.rmatch_indices(['.', ';']).find(|(at, sign)| {
        let mut after = text[at + 1..].chars();
        *sign == ";" || (after.next().is_some_and(char::is_whitespace) && after.next().is_some_and(char::is_uppercase))
    });
    Span::new(cut.map_or(before.start, |(at, _)| before.start + at + 1), before.end)
}

/// A paragraph that stops in the middle of a sentence.
fn is_cut(text: &str) -> bool {
    text.len() > 20 && text.ends_with(|c: char| c.is_lowercase() || c == ',') && text.contains(char::is_lowercase)
}

/// The words around a citation: its sentence, cut after a while.
fn sentence(part: &Document, citation: &Citation) -> String {
    let source = &part.source;
    let start = sentence_before(part, citation).start;
    let end = source.blocks().iter().find(|b| b.span.contains(citation.span.start)).map_or(citation.span.end, |b| b.span.end);
    let end = citation.span.end.max(end.min(citation.span.end + LONGEST));
    let mut text = collapse(source.slice(Span::new(start, end)));
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
    text
}
