//! The stretches of a text that are compared, as the numbers of their words.

use crate::source::{Source, Span};

use super::lists::Lists;
use super::spelling::Spelt;

/// The ways in which words are read: as written with spelling variants alike; without marks, so
/// that recognition slips and lost marks become equal; and with synonyms as one word.
pub(super) const READINGS: usize = 3;

/// Stretches of one text in two ways; without marks they are what is written, word for word.
#[derive(Debug, Default)]
pub(super) struct Readings {
    pub(super) exact: Lists,
    pub(super) merged: Lists,
}

/// Reads stretches of a text.
pub(super) fn read(source: &Source, spelt: &Spelt<'_>, stretches: impl Iterator<Item = Span>) -> Readings {
    let mut out = Readings::default();
    let mut places = Vec::new();
    for span in stretches {
        places.clear();
        places.extend(parts(source, span).map(|part| spelt.words.inside(part)));
        places.iter().for_each(|place| spelt.read(place.clone(), |word| out.exact.push(word)));
        out.exact.end();
        if places.iter().any(|place| spelt.may_merge(place.clone())) {
            places.iter().for_each(|place| spelt.read_merged(place.clone(), |word| out.merged.push(word)));
        } else {
            out.merged.extend(out.exact.last());
        }
        out.merged.end();
    }
    out
}

/// The stretches of words at `span`, block by block. Footnotes between the blocks of a span are left out: they
/// are compared by themselves.
fn parts(source: &Source, span: Span) -> impl Iterator<Item = Span> {
    let blocks = source.blocks();
    let first = blocks.partition_point(|b| b.span.end <= span.start);
    blocks[first..]
        .iter()
        .take_while(move |b| b.span.start < span.end)
        .filter(move |b| b.footnote.is_none() || b.span.start <= span.start)
        .map(move |b| Span::new(b.span.start.max(span.start), b.span.end.min(span.end)))
}
