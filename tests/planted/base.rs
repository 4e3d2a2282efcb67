//! The document that changes are planted in.

use std::collections::BTreeSet;
use std::ops::Range;

use bamsat_core::compare::{Comparison, Judged, Verdict};
use bamsat_core::document::{Document, Mandate};
use bamsat_core::source::{Span, collapse};

/// Bytes below which words are too few to be told apart.
pub(crate) const SHORT: usize = 60;

/// Share of word pairs that stand together elsewhere from which a demand has a near-duplicate.
const ALIKE: f64 = 0.5;

/// A text and its comparison with itself.
pub(crate) struct Base<'a> {
    pub(crate) text: &'a str,
    pub(crate) whole: &'a Comparison<'a>,
}

impl<'a> Base<'a> {
    pub(crate) fn judged(&self, index: usize) -> &'a Judged {
        &self.whole.mandates[index]
    }

    pub(crate) fn mandate(&self, index: usize) -> &'a Mandate {
        self.part(index).mandates.get(self.judged(index).mandate).expect("a mandate of its part")
    }

    /// The document or attachment that holds the mandate.
    pub(crate) fn part(&self, index: usize) -> &'a Document {
        self.whole.parent.with_attachments()[self.judged(index).document]
    }

    /// Mandates that bind the document itself and are long enough to be told from others.
    pub(crate) fn candidates(&self) -> Vec<usize> {
        let fits = |&i: &usize| self.judged(i).verdict == Verdict::Kept && self.mandate(i).span.len() >= SHORT;
        (0..self.whole.mandates.len()).filter(fits).collect()
    }

    /// The bytes of the text behind `span`, where nothing else (a footnote, a page number, bold
    /// marks) stands between its words.
    pub(crate) fn range(&self, index: usize, span: Span) -> Option<Range<usize>> {
        let source = &self.part(index).source;
        let range = source.original_range(span);
        let plain = collapse(self.text.get(range.clone())?) == collapse(source.slice(span));
        (plain && !range.is_empty()).then_some(range)
    }

    /// As [`Base::range`], on one line of the text.
    pub(crate) fn range_in_line(&self, index: usize, span: Span) -> Option<Range<usize>> {
        self.range(index, span).filter(|range| !self.text[range.clone()].contains('\n'))
    }

    /// Whether words at `span` of the mandate, or nearly these, stand elsewhere too.
    pub(crate) fn is_duplicated(&self, index: usize, span: Span) -> bool {
        let judged = self.judged(index);
        let inside = |c: Span| span.contains(c.start) || c.contains(span.start);
        let twice = judged.clauses.iter().any(|c| inside(c.span) && c.evidence.len() > 1);
        let mine = pairs(self.part(index), span);
        let alike = |other: usize| {
            let mut outside = self.mandate(other).clauses.iter().filter(|c| other != index || !inside(c.span));
            outside.any(|c| share(&mine, &pairs(self.part(other), c.span)) >= ALIKE)
        };
        twice || (0..self.whole.mandates.len()).any(alike)
    }

    /// Whether the folded words stand in the document more than once.
    pub(crate) fn is_repeated(&self, words: &str) -> bool {
        self.whole.parent.source.folded().match_indices(words).nth(1).is_some()
    }
}

fn pairs(document: &Document, span: Span) -> BTreeSet<(&str, &str)> {
    let folded = document.source.folded_slice(span);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(2).map(|w| (w[0], w[1])).collect()
}

fn share(mine: &BTreeSet<(&str, &str)>, other: &BTreeSet<(&str, &str)>) -> f64 {
    mine.intersection(other).count() as f64 / mine.len().max(1) as f64
}
