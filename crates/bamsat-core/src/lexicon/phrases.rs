//! Many phrases, one automaton.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use crate::source::{Span, bare, fold, fold_name, is_alphanumeric, strip_marks};

/// Phrases with what they mean, found in one pass over folded text, whole words only, the
/// longest at each place.
#[derive(Debug)]
pub struct Phrases<T> {
    patterns: Vec<String>,
    /// For each pattern, the index of its meaning.
    meaning: Vec<usize>,
    values: Vec<T>,
    /// Built on first use: most runs need a part of the tables.
    automaton: OnceLock<AhoCorasick>,
    /// The long phrases without marks, and the pattern each comes from.
    misread: OnceLock<(AhoCorasick, Vec<usize>)>,
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
        Self { patterns, meaning, values, automaton: OnceLock::new(), misread: OnceLock::new() }
    }

    fn automaton(&self) -> &AhoCorasick {
        self.automaton.get_or_init(|| build(&self.patterns))
    }

    fn misread(&self) -> &(AhoCorasick, Vec<usize>) {
        self.misread.get_or_init(|| {
            let bare = self.patterns.iter().map(|p| strip_marks(p)).enumerate().filter(|(_, bare)| bare.len() >= LONG);
            let (from, bare): (Vec<usize>, Vec<String>) = bare.unzip();
            (build(&bare), from)
        })
    }

    /// Every occurrence, long phrases also where a scan took or gave marks.
    pub fn find_misread<'t>(&'t self, folded: &'t str) -> Vec<(Span, &'t T)> {
        let (automaton, from) = self.misread();
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
        for found in automaton.find_iter(&bare_text) {
            let span = Span::new(places[found.start()], places[found.end()]);
            let known = out.iter().any(|(other, _)| other.start < span.end && span.start < other.end);
            if !known && is_word(folded, span) {
                out.push((span, &self.values[self.meaning[from[found.pattern().as_usize()]]]));
            }
        }
        out.sort_by_key(|(span, _)| *span);
        out
    }

    /// Every occurrence in `folded`, in order, without overlaps.
    pub fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (Span, &'t T)> + 't {
        self.automaton().find_iter(folded).filter_map(move |found| {
            let span = Span::new(found.start(), found.end());
            is_word(folded, span).then(|| (span, &self.values[self.meaning[found.pattern().as_usize()]]))
        })
    }

    /// The longest phrase that begins at `offset`.
    pub fn at(&self, folded: &str, offset: usize) -> Option<(Span, &T)> {
        let input = Input::new(folded).span(offset..folded.len()).anchored(Anchored::Yes);
        let found = self.automaton().find(input)?;
        let span = Span::new(found.start(), found.end());
        is_word(folded, span).then(|| (span, &self.values[self.meaning[found.pattern().as_usize()]]))
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

fn build(patterns: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Both)
        .build(patterns)
        .expect("the tables are far below the size an automaton can hold")
}

/// Whether no letter or digit touches the span from outside.
pub(crate) fn is_word(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(is_alphanumeric) && !after.is_some_and(is_alphanumeric)
}
