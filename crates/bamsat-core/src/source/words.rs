//! The words of a folded text as numbers.

use std::ops::Range;

use super::Span;
use super::letter::{word_end, word_start};
use super::names::Names;

/// Where the words of a folded text stand, and which of them are equal.
///
/// Asking a text for its words costs more than most questions about them, so that whoever asks
/// more than once keeps them.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordIndex {
    places: Vec<Span>,
    numbers: Vec<u32>,
    names: Names,
}

impl WordIndex {
    pub(crate) fn of(folded: &str) -> Self {
        /// Different words of a usual plan, for which there is room from the start.
        const USUAL: usize = 800;
        /// Bytes of a word and the space behind it, at the least, in most texts.
        const BYTES: usize = 4;
        let room = folded.len() / BYTES;
        let mut out =
            Self { places: Vec::with_capacity(room), numbers: Vec::with_capacity(room), names: Names::with_room(USUAL.min(room)) };
        for place in word_places(folded) {
            out.places.push(place);
            out.numbers.push(out.names.number(folded, place));
        }
        out
    }
}

/// The words of a folded text in their order; equal words have one number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'t> {
    folded: &'t str,
    index: &'t WordIndex,
}

impl<'t> Words<'t> {
    /// The words of `folded` by its own index.
    pub(crate) fn new(folded: &'t str, index: &'t WordIndex) -> Self {
        Self { folded, index }
    }

    /// The words that begin inside `span`, by their places in the order.
    pub(crate) fn inside(self, span: Span) -> Range<usize> {
        let places = &self.index.places;
        let from = places.partition_point(|place| place.start < span.start);
        from..from + places[from..].partition_point(|place| place.start < span.end)
    }

    /// The number of each word, in order.
    pub(crate) fn numbers(self) -> &'t [u32] {
        &self.index.numbers
    }

    /// Where each word stands, in order.
    pub(crate) fn places(self) -> &'t [Span] {
        &self.index.places
    }

    /// The word of a number.
    pub(crate) fn name(self, number: u32) -> &'t str {
        let place = self.index.names.spans()[number as usize];
        &self.folded[place.start..place.end]
    }

    /// The words by number.
    pub(crate) fn names(self) -> impl ExactSizeIterator<Item = &'t str> {
        self.index.names.spans().iter().map(move |place| &self.folded[place.start..place.end])
    }

    /// The number of a word.
    pub(crate) fn find(self, word: &str) -> Option<u32> {
        self.index.names.find(self.folded, word)
    }

    /// The text.
    pub(crate) fn folded(self) -> &'t str {
        self.folded
    }
}

/// Where the words of a text stand: runs of letters and digits.
pub(crate) fn word_places(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = word_start(text, at)?;
        at = word_end(text, start);
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_have_one_number() {
        let text = "giao sở y tế, sở tài chính – “giao ban”.";
        let index = WordIndex::of(text);
        let words = Words::new(text, &index);
        let names: Vec<&str> = words.numbers().iter().map(|number| words.name(*number)).collect();
        assert_eq!(names, ["giao", "sở", "y", "tế", "sở", "tài", "chính", "giao", "ban"]);
        assert_eq!((words.names().len(), words.find("tài"), words.find("khóa")), (7, Some(4), None));
        for (name, place) in names.iter().zip(words.places()) {
            assert_eq!(*name, &text[place.start..place.end]);
        }
        let span = Span::new(text.find("sở tài").unwrap_or(0), text.find(" –").unwrap_or(0));
        assert_eq!(names[words.inside(span)], ["sở", "tài", "chính"]);
        assert!(words.inside(Span::new(text.len(), text.len())).is_empty());
    }
}
