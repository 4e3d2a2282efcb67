//! Many phrases, found by their first word.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::source::{Span, Words, bare, fold, fold_name, is_alphanumeric, strip_marks, word_end, word_places};

/// Phrases with what they mean, found in one pass over the words of folded text, whole words only,
/// the longest at each place.
#[derive(Debug)]
pub struct Phrases<T> {
    index: Index,
    /// For each pattern, the index of its meaning.
    meaning: Vec<usize>,
    values: Vec<T>,
    /// The long phrases without marks, and the pattern each comes from.
    misread: OnceLock<(Index, Vec<usize>)>,
}

/// Bytes of a phrase without marks from which it cannot be mistaken for another.
const LONG: usize = 10;

impl<T> Phrases<T> {
    /// Takes the phrases. One may come under several spellings.
    pub(super) fn new(entries: impl IntoIterator<Item = (Vec<String>, T)>) -> Self {
        let (mut patterns, mut meaning, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (spellings, value) in entries {
            for spelling in spellings {
                // A dash in a name may be typed as an en dash, which folding leaves wider.
                patterns.push(fold_name(&spelling));
                meaning.push(values.len());
                if spelling.contains(" - ") {
                    patterns.push(fold(&spelling.replace(" - ", " – ")));
                    meaning.push(values.len());
                }
            }
            values.push(value);
        }
        Self { index: Index::new(patterns), meaning, values, misread: OnceLock::new() }
    }

    fn misread(&self) -> &(Index, Vec<usize>) {
        self.misread.get_or_init(|| {
            let mut bare: Vec<(usize, String)> = self.index.patterns.iter().map(|p| (p.number, strip_marks(&p.text))).collect();
            bare.retain(|(_, bare)| bare.len() >= LONG);
            // Of phrases that are equal without marks the first in the table counts.
            bare.sort_by_key(|(number, _)| *number);
            let (from, bare): (Vec<usize>, Vec<String>) = bare.into_iter().unzip();
            (Index::new(bare), from)
        })
    }

    /// Every occurrence, long phrases also where a scan took or gave marks.
    pub fn find_misread<'t>(&'t self, folded: &'t str) -> Vec<(Span, &'t T)> {
        let (index, from) = self.misread();
        let mut bare_text = String::with_capacity(folded.len());
        // For each byte of the text without marks, where its letter begins in `folded`.
        let mut places = Vec::with_capacity(folded.len() + 1);
        for (at, ch) in folded.char_indices() {
            let plain = bare(ch);
            bare_text.push(plain);
            places.resize(bare_text.len(), at);
        }
        places.push(folded.len());
        let mut out: Vec<(Span, &T)> = self.find(folded).collect();
        let known = out.len();
        for (found, pattern) in index.find(&bare_text) {
            let span = Span::new(places[found.start], places[found.end]);
            // Both lists come in the order of the text, without overlaps.
            let next = out[..known].partition_point(|(other, _)| other.end <= span.start);
            if out[..known].get(next).is_none_or(|(other, _)| other.start >= span.end) {
                out.push((span, &self.values[self.meaning[from[pattern]]]));
            }
        }
        out.sort_by_key(|(span, _)| *span);
        out
    }

    /// Every occurrence in `folded`, in order, without overlaps.
    pub fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (Span, &'t T)> + 't {
        self.index.find(folded).map(|(span, pattern)| (span, &self.values[self.meaning[pattern]]))
    }

    /// The same in a part of a text of which the words are known.
    pub(crate) fn find_among<'t>(&'t self, words: Words<'t>, part: Range<usize>) -> impl Iterator<Item = (Span, &'t T)> + 't {
        let opens = self.openings(words);
        let mut end = 0;
        words.numbers()[part.clone()].iter().zip(&words.places()[part]).filter_map(move |(number, place)| {
            let opening = opens[*number as usize].filter(|_| place.start >= end)?;
            let (span, pattern) = self.index.at_opening(words.folded(), place.start, opening)?;
            end = span.end;
            Some((span, &self.values[self.meaning[pattern]]))
        })
    }

    /// By the number of a word, which phrases it begins; none begins one that opens with a sign.
    pub(crate) fn openings(&self, words: Words<'_>) -> Vec<Option<Opening>> {
        words.names().map(|word| self.index.first.get(word).copied()).collect()
    }

    /// The longest phrase that begins at `offset` with the word that this stands for.
    pub(crate) fn at_opening(&self, folded: &str, offset: usize, opening: Opening) -> Option<(Span, &T)> {
        let (span, pattern) = self.index.at_opening(folded, offset, opening)?;
        Some((span, &self.values[self.meaning[pattern]]))
    }

    /// The words that phrases begin with.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.index.first.keys().map(|word| &**word)
    }

    /// The longest phrase that begins at `offset`.
    pub fn at(&self, folded: &str, offset: usize) -> Option<(Span, &T)> {
        let (span, pattern) = self.index.at(folded, offset)?;
        Some((span, &self.values[self.meaning[pattern]]))
    }

    /// The meaning of exactly this phrase.
    pub fn get(&self, folded: &str) -> Option<&T> {
        self.at(folded, 0).filter(|(span, _)| span.end == folded.len()).map(|(_, value)| value)
    }

    /// All meanings, in the order of the table.
    pub fn values(&self) -> &[T] {
        &self.values
    }
}

/// The phrases that begin with one word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opening {
    from: u32,
    to: u32,
    /// Bytes of the word.
    word: u32,
}

/// Patterns in the order of their first words and bytes, each once.
///
/// Nearly every word of a text begins none of them, which one look-up tells.
#[derive(Debug)]
struct Index {
    patterns: Vec<Pattern>,
    /// The patterns of each first word; the empty word for those that begin with a sign.
    first: FxHashMap<Box<str>, Opening>,
}

#[derive(Debug)]
struct Pattern {
    text: Box<str>,
    /// Its place in the table.
    number: usize,
    /// The longest other pattern that this one begins with.
    within: Option<u32>,
}

impl Index {
    fn new(patterns: Vec<String>) -> Self {
        // Those with one first word stand together.
        let word = |text: &str| word_end(text, 0);
        let mut sorted: Vec<(usize, String)> = patterns.into_iter().enumerate().collect();
        sorted.sort_by(|(_, a), (_, b)| (&a[..word(a)], a).cmp(&(&b[..word(b)], b)));
        sorted.dedup_by(|(_, b), (_, a)| a == b);
        let mut patterns: Vec<Pattern> = Vec::with_capacity(sorted.len());
        for (number, text) in sorted {
            // What a pattern begins with stands before it, and all between begins with that as well.
            let mut within = patterns.len().checked_sub(1).map(|at| at as u32);
            while let Some(at) = within.filter(|at| !begins(&text, &patterns[*at as usize].text)) {
                within = patterns[at as usize].within;
            }
            patterns.push(Pattern { text: text.into(), number, within });
        }
        let mut first = FxHashMap::with_capacity_and_hasher(patterns.len(), FxBuildHasher);
        for (at, pattern) in (0..).zip(&patterns) {
            let len = word(&pattern.text);
            let opening = first.entry(pattern.text[..len].into()).or_insert(Opening { from: at, to: at, word: len as u32 });
            opening.to = at + 1;
        }
        Self { patterns, first }
    }

    /// Every occurrence, in order, without overlaps.
    fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, usize)> + 't {
        let mut end = 0;
        word_places(text).filter_map(move |word| {
            let (span, pattern) = if word.start < end { None } else { self.at_word(text, word) }?;
            end = span.end;
            Some((span, pattern))
        })
    }

    /// The longest pattern at `offset` that ends with its word.
    fn at(&self, folded: &str, offset: usize) -> Option<(Span, usize)> {
        self.at_word(folded, Span::new(offset, word_end(folded, offset)))
    }

    /// The longest pattern that begins with this word of a text.
    fn at_word(&self, folded: &str, word: Span) -> Option<(Span, usize)> {
        let opening = *self.first.get(&folded[word.start..word.end])?;
        self.at_opening(folded, word.start, opening)
    }

    /// The longest pattern that begins at `offset` with the word that is known to stand there.
    fn at_opening(&self, folded: &str, offset: usize, opening: Opening) -> Option<(Span, usize)> {
        let text = &folded.as_bytes()[offset..];
        let alike = &self.patterns[opening.from as usize..opening.to as usize];
        // The last that does not stand behind the text begins with all that the text begins with.
        let before = alike.partition_point(|pattern| pattern.is_before(text, opening.word as usize));
        let mut pattern = &alike[before.checked_sub(1)?];
        while !text.starts_with(pattern.text.as_bytes()) {
            pattern = &self.patterns[pattern.within? as usize];
        }
        let span = Span::new(offset, offset + pattern.text.len());
        is_word(folded, span).then_some((span, pattern.number))
    }
}

impl Pattern {
    /// Whether it stands before a text, or begins it; they are known to agree in the first `same` bytes.
    fn is_before(&self, text: &[u8], same: usize) -> bool {
        let pattern = self.text.as_bytes();
        pattern[same..] <= text[same..pattern.len().min(text.len())]
    }
}

/// Whether a text begins with another that has the same first word.
fn begins(text: &str, other: &str) -> bool {
    text.starts_with(other) && word_end(text, 0) == word_end(other, 0)
}

/// Whether no letter or digit touches the span from outside.
pub(crate) fn is_word(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(is_alphanumeric) && !after.is_some_and(is_alphanumeric)
}
