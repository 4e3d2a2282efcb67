//! The words of a folded text as numbers.

use std::ops::Range;

use super::Span;
use super::fold::{fold, may_change};
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

/// Different words of a usual plan, for which there is room from the start.
const USUAL: usize = 800;
/// Bytes of a word and the space behind it, at the least, in most texts.
const BYTES: usize = 4;

impl WordIndex {
    pub(crate) fn of(folded: &str) -> Self {
        let mut out = Self::with_room(folded.len());
        for place in word_places(folded) {
            out.places.push(place);
            out.numbers.push(out.names.number(folded, place));
        }
        out
    }

    /// The folded form of a text, and its words. A text says the same words again and again: each is folded once.
    pub(crate) fn folding(text: &str) -> (String, Self) {
        let mut out = Self::with_room(text.len());
        let mut raw = Names::with_room(USUAL.min(text.len() / BYTES));
        // By the number of a word as written its folded form; nothing where it stays as it is.
        let mut forms: Vec<Option<String>> = Vec::with_capacity(USUAL);
        let mut folded = String::with_capacity(text.len());
        let mut behind = 0;
        for place in word_places(text) {
            // Most words stand behind one space.
            if place.start - behind > 1 {
                put(&mut folded, text, Span::new(behind, place.start));
            }
            behind = place.end;
            let number = raw.number(text, place);
            if number as usize == forms.len() {
                let word = &text[place.start..place.end];
                forms.push(may_change(word).then(|| fold(word)).filter(|form| form != word));
            }
            out.numbers.push(number);
            let Some(form) = &forms[number as usize] else {
                out.places.push(place);
                continue;
            };
            folded.push_str(&text[folded.len()..place.start]);
            folded.push_str(form);
            // Where the newer spelling is a byte shorter a space fills the gap.
            out.places.push(Span::new(place.start, place.start + form.trim_end_matches(' ').len()));
        }
        put(&mut folded, text, Span::new(behind, text.len()));
        folded.push_str(&text[folded.len()..]);
        if forms.iter().flatten().any(|form| form.trim_end_matches(' ').contains(' ')) {
            let index = Self::of(&folded);
            return (folded, index);
        }
        // Words that are equal once they are folded get one number.
        let mut numbers: Vec<Option<u32>> = vec![None; forms.len()];
        for (number, place) in out.numbers.iter_mut().zip(&out.places) {
            *number = *numbers[*number as usize].get_or_insert_with(|| out.names.number(&folded, *place));
        }
        (folded, out)
    }

    /// Room for the words of a text of this many bytes.
    fn with_room(text: usize) -> Self {
        let room = text / BYTES;
        Self { places: Vec::with_capacity(room), numbers: Vec::with_capacity(room), names: Names::with_room(USUAL.min(room)) }
    }
}

/// Puts what stands between two words where it is not as it was written; what stands before it goes first.
fn put(folded: &mut String, text: &str, between: Span) {
    let signs = &text[between.start..between.end];
    if signs.is_ascii() {
        return;
    }
    let form = fold(signs);
    if form != signs {
        folded.push_str(&text[folded.len()..between.start]);
        folded.push_str(&form);
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
    fn folding_with_its_words_is_folding_and_then_its_words() {
        let alphabet = [
            "Hoà", "hoa", "THUỲ", "luỹ", "uỷ1", "thuỳ7", "Q", "uý", "“", "”", "–", " ", " ", ",", "…", "Ⅳ", "×", "Đ", "ở", "\n", "a", "İ",
            "ﬁ", "½", "\u{301}",
        ];
        let mut state = 7_u64;
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(alphabet[(state >> 33) as usize % alphabet.len()]);
            }
            let (folded, index) = WordIndex::folding(&text);
            assert_eq!(folded, fold(&text));
            let other = WordIndex::of(&folded);
            assert_eq!((index.places, index.numbers), (other.places, other.numbers), "{text}");
            assert_eq!(index.names.spans(), other.names.spans(), "{text}");
        }
    }

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
