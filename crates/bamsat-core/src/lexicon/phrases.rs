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
            let bare = self.index.patterns.iter().map(|p| strip_marks(p)).enumerate().filter(|(_, bare)| bare.len() >= LONG);
            let (from, bare): (Vec<usize>, Vec<String>) = bare.unzip();
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
            if !opens[*number as usize] || place.start < end {
                return None;
            }
            let (span, pattern) = self.index.at_word(words.folded(), *place)?;
            end = span.end;
            Some((span, &self.values[self.meaning[pattern]]))
        })
    }

    /// By the number of a word, whether it begins a phrase; none begins one that opens with a sign.
    pub(crate) fn openings(&self, words: Words<'_>) -> Vec<bool> {
        words.names().map(|word| self.index.first.contains_key(word)).collect()
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

/// Patterns in the order of their bytes, and which of them begin with a word.
///
/// Nearly every word of a text begins none of them, which one look-up tells.
#[derive(Debug)]
struct Index {
    patterns: Vec<String>,
    /// The patterns in the order of their bytes, each once.
    sorted: Vec<u32>,
    /// For each first word the range of `sorted`; the empty word for those that begin with a sign.
    first: FxHashMap<Box<str>, (u32, u32)>,
}

impl Index {
    fn new(patterns: Vec<String>) -> Self {
        let words: Vec<usize> = patterns.iter().map(|pattern| word_end(pattern, 0)).collect();
        let pattern = |at: u32| patterns[at as usize].as_str();
        let word = |at: u32| &pattern(at)[..words[at as usize]];
        // Those with one first word stand together.
        let mut sorted: Vec<u32> = (0..patterns.len() as u32).collect();
        sorted.sort_by_key(|&at| (word(at), pattern(at)));
        sorted.dedup_by_key(|at| pattern(*at));
        let mut first = FxHashMap::with_capacity_and_hasher(sorted.len(), FxBuildHasher);
        let mut from = 0;
        for group in sorted.chunk_by(|a, b| word(*a) == word(*b)) {
            let to = from + group.len() as u32;
            first.insert(word(group[0]).into(), (from, to));
            from = to;
        }
        Self { patterns, sorted, first }
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
        let (from, to) = *self.first.get(&folded[word.start..word.end])?;
        let text = &folded.as_bytes()[word.start..];
        // Those that begin like the text: fewer with every byte, and one that ends is the first of them.
        let mut alike = &self.sorted[from as usize..to as usize];
        let mut longest = None;
        for depth in word.len().. {
            if let Some((at, longer)) = alike.split_first()
                && self.patterns[*at as usize].len() == depth
            {
                longest = Some((*at as usize, depth));
                alike = longer;
            }
            let Some(byte) = text.get(depth).filter(|_| !alike.is_empty()) else { break };
            alike = self.going_on(alike, depth, *byte);
        }
        let (at, len) = longest?;
        let span = Span::new(word.start, word.start + len);
        is_word(folded, span).then_some((span, at))
    }

    /// Those of the sorted patterns, all longer than `depth`, that have `byte` there.
    fn going_on<'p>(&self, patterns: &'p [u32], depth: usize, byte: u8) -> &'p [u32] {
        let there = |at: &u32| self.patterns[*at as usize].as_bytes()[depth];
        if patterns.first().map(there) == Some(byte) && patterns.last().map(there) == Some(byte) {
            return patterns;
        }
        let from = &patterns[patterns.partition_point(|at| there(at) < byte)..];
        &from[..from.partition_point(|at| there(at) == byte)]
    }
}

/// Whether no letter or digit touches the span from outside.
pub(crate) fn is_word(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(is_alphanumeric) && !after.is_some_and(is_alphanumeric)
}
