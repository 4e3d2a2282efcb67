//! What comparing needs of one document, whatever it is compared with.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::source::Span;

use super::citation;
use super::foreign::{self, Fields, Strange};
use super::grams::Grams;
use super::lost::Held;
use super::part::Part;
use super::pieces::{Piece, pieces};
use super::reading::read;
use super::spelling::Spelt;

/// A document made ready to be compared more than once, as a parent, as a child or as both.
///
/// Where many children are held against one parent, keep the parent's for all of them and each
/// child's for as long as it has parents to meet, and hand both to [`compare_prepared`]. Either side
/// is worked out when it is first asked for and takes about forty times the bytes of the text.
/// Threads may share the value.
///
/// [`compare_prepared`]: super::compare_prepared
#[derive(Debug)]
pub struct Prepared<'a> {
    /// The document and its attachments.
    pub(super) parts: Vec<Part<'a>>,
    /// Its words, with the spellings of one word as one.
    pub(super) spelt: Spelt<'a>,
    fields: OnceLock<Fields>,
    mentions: OnceLock<Vec<(Span, u16)>>,
    demands: OnceLock<Demands>,
    places: OnceLock<Places>,
}

/// A document as a parent.
#[derive(Debug)]
pub(super) struct Demands {
    /// The first clause of each mandate by document, counted through.
    first: Vec<Vec<usize>>,
    /// For each clause the first one of the same words.
    like: Vec<usize>,
    pub(super) grams: Grams,
    /// Which grams of the words as spelt are pairs of syllables that few administrative texts have.
    pub(super) rare: Vec<bool>,
}

/// A document as a child.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) pieces: Vec<Piece>,
    pub(super) grams: Grams,
    pub(super) held: Held,
    /// Citations by the number of what they cite, as document and citation.
    pub(super) citations: FxHashMap<String, Vec<(usize, usize)>>,
    /// Demands about another subject than the rest of it.
    pub(super) strange: Vec<Strange>,
}

impl<'a> Prepared<'a> {
    /// Nothing but the words is worked out yet.
    pub fn new(document: &'a Document) -> Self {
        Self::within(document, usize::MAX)
    }

    /// The same with the first `most` mandates alone.
    pub(super) fn within(document: &'a Document, mut most: usize) -> Self {
        let mut part = |document: &'a Document| {
            let part = Part::new(document, most);
            most -= part.mandates.len();
            part
        };
        let parts = document.with_attachments().into_iter().map(&mut part).collect();
        Self {
            parts,
            spelt: Spelt::of(document.source.words(), &document.header.title),
            fields: OnceLock::new(),
            mentions: OnceLock::new(),
            demands: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        self.parts[0].document
    }

    /// How often it speaks of each field of work.
    pub(super) fn fields(&self) -> &Fields {
        self.fields.get_or_init(|| foreign::count(self.mentions()))
    }

    /// Where it speaks of fields of work, in order.
    pub(super) fn mentions(&self) -> &[(Span, u16)] {
        self.mentions.get_or_init(|| foreign::mentions(self.spelt.words))
    }

    pub(super) fn demands(&self) -> &Demands {
        self.demands.get_or_init(|| Demands::new(self))
    }

    pub(super) fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::new(self))
    }
}

impl Demands {
    fn new(prepared: &Prepared<'_>) -> Self {
        let (parent, parts) = (prepared.document(), &prepared.parts);
        let clauses = parts.iter().flat_map(|part| part.mandates.iter().flat_map(|m| m.clauses.iter().map(|c| c.span)));
        let mut count = 0;
        let mut first = |clauses: usize| {
            count += clauses;
            count - clauses
        };
        let first = parts.iter().map(|d| d.mandates.iter().map(|m| first(m.clauses.len())).collect()).collect();
        let spelt = &prepared.spelt;
        let readings = read(&parent.source, spelt, clauses);
        let mut known = FxHashMap::default();
        let like = (0..count).map(|at| *known.entry((readings.exact.get(at), readings.merged.get(at))).or_insert(at)).collect();
        let grams = Grams::new(&readings, spelt);
        let rare = grams.rare(spelt);
        Self { first, like, grams, rare }
    }

    /// The first clause that has the same words as a clause.
    pub(super) fn first_like(&self, clause: usize) -> usize {
        self.like[clause]
    }

    /// The number of a clause.
    pub(super) fn clause(&self, document: usize, mandate: usize, clause: usize) -> usize {
        self.first[document][mandate] + clause
    }
}

impl Places {
    fn new(prepared: &Prepared<'_>) -> Self {
        let (child, pieces) = (prepared.document(), pieces(prepared.document()));
        let mut citations: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (document, part) in prepared.parts.iter().enumerate() {
            for (index, cited) in part.citations.iter().enumerate() {
                citations.entry(citation::key(&part.references[cited.reference])).or_default().push((document, index));
            }
        }
        let spelt = &prepared.spelt;
        let spans = || pieces.iter().map(|piece| piece.span);
        Self {
            grams: Grams::of_child(&read(&child.source, spelt, spans()), spelt),
            held: Held::new(spelt, spans()),
            citations,
            strange: foreign::strange(prepared),
            pieces,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::{Prepared, compare, compare_prepared};
    use crate::document::{Document, parse};
    use crate::source::Source;

    const PARENT: &str = "KẾ HOẠCH\nChuyển đổi số\nI. NHIỆM VỤ\n- Tập huấn kỹ năng số cho cán bộ xã, phường.\n- Kiểm tra 100% cơ sở in.";

    fn document(text: &str) -> Document {
        parse(Source::read(text))
    }

    #[test]
    fn a_document_that_serves_again_is_judged_as_at_first() {
        fn is_shared<T: Send + Sync>(_: &T) {}
        let parent = document(PARENT);
        let children = [document(PARENT), document(&PARENT.replace("100%", "80%")), document("KẾ HOẠCH\nI. NHIỆM VỤ\n- Trồng cây.")];
        let above = Prepared::new(&parent);
        is_shared(&above);
        for child in &children {
            let (alone, again) = (compare(&parent, child), compare_prepared(&above, &Prepared::new(child)));
            assert!(!alone.mandates.is_empty());
            assert_eq!(format!("{:?}", alone.mandates), format!("{:?}", again.mandates));
            assert_eq!((alone.added, alone.dropped), (again.added, again.dropped));
        }
    }
}
