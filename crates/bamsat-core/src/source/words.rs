//! The words of a folded text as numbers.

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Span, is_alphanumeric};

/// The words of a folded text in their order; equal words have one number.
///
/// Asking a text for its words costs more than most questions about them, so that whoever asks
/// more than once keeps them.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    folded: &'t str,
    places: Vec<Span>,
    numbers: Vec<u32>,
    /// For each number, the first word that has it.
    names: Vec<&'t str>,
}

impl<'t> Words<'t> {
    pub(crate) fn new(folded: &'t str) -> Self {
        /// Different words of a usual plan, for which there is room from the start.
        const USUAL: usize = 800;
        /// Bytes of a word and the space behind it, at the least, in most texts.
        const BYTES: usize = 4;
        let mut out = Self {
            folded,
            places: Vec::with_capacity(folded.len() / BYTES),
            numbers: Vec::with_capacity(folded.len() / BYTES),
            names: Vec::new(),
        };
        let mut known: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(USUAL, FxBuildHasher);
        for place in word_places(folded) {
            let name = &folded[place.start..place.end];
            let number = *known.entry(name).or_insert(out.names.len() as u32);
            if number as usize == out.names.len() {
                out.names.push(name);
            }
            out.places.push(place);
            out.numbers.push(number);
        }
        out
    }

    /// The words that begin inside `span`, by their places in the order.
    pub(crate) fn inside(&self, span: Span) -> Range<usize> {
        let from = self.places.partition_point(|place| place.start < span.start);
        from..from + self.places[from..].partition_point(|place| place.start < span.end)
    }

    /// The number of each word, in order.
    pub(crate) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Where each word stands, in order.
    pub(crate) fn places(&self) -> &[Span] {
        &self.places
    }

    /// The words by number.
    pub(crate) fn names(&self) -> &[&'t str] {
        &self.names
    }

    /// The text.
    pub(crate) fn folded(&self) -> &'t str {
        self.folded
    }
}

/// Where the words of a text stand: runs of letters and digits.
pub(crate) fn word_places(text: &str) -> impl Iterator<Item = Span> {
    let mut rest = text.char_indices().chain([(text.len(), ' ')]);
    std::iter::from_fn(move || {
        let start = rest.find(|(_, ch)| is_alphanumeric(*ch))?.0;
        let end = rest.find(|(_, ch)| !is_alphanumeric(*ch))?.0;
        Some(Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_have_one_number() {
        let text = "giao sở y tế, sở tài chính – “giao ban”.";
        let words = Words::new(text);
        let names: Vec<&str> = words.numbers().iter().map(|number| words.names()[*number as usize]).collect();
        assert_eq!(names, ["giao", "sở", "y", "tế", "sở", "tài", "chính", "giao", "ban"]);
        assert_eq!(words.names().len(), 7);
        for (name, place) in names.iter().zip(words.places()) {
            assert_eq!(*name, &text[place.start..place.end]);
        }
        let span = Span::new(text.find("sở tài").unwrap_or(0), text.find(" –").unwrap_or(0));
        assert_eq!(names[words.inside(span)], ["sở", "tài", "chính"]);
        assert!(words.inside(Span::new(text.len(), text.len())).is_empty());
    }
}
