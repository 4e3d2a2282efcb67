//! Many phrases, one automaton.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;

use crate::source::{Span, bare, fold, fold_name, is_alphanumeric, strip_marks};

/// Phrases with what they mean, found in one pass over folded text, whole words only, the
/// longest at each place.
#[derive(Debug)]
pub struct Phrases<T> {
    patterns: Vec<String>,
    /// For each pattern, the index of its meaning.
    meaning: Vec<usize>,
    values: Vec<T>,
    /// The patterns in the order of their bytes, each once.
    sorted: Vec<usize>,
    /// For each byte, how many of them begin with a smaller one.
    starts: Vec<usize>,
    /// The first word of each.
    first: OnceLock<FxHashSet<String>>,
    /// Built on first use: most runs search for a part of the tables only.
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
        let mut sorted: Vec<usize> = (0..patterns.len()).collect();
        sorted.sort_by_key(|&at| &patterns[at]);
        sorted.dedup_by_key(|at| &patterns[*at]);
        let smaller = |byte| sorted.partition_point(|&at| patterns[at].as_bytes().first() < Some(&byte));
        let starts = (0..=u8::MAX).map(smaller).chain([sorted.len()]).collect();
        Self { patterns, meaning, values, sorted, starts, first: OnceLock::new(), automaton: OnceLock::new(), misread: OnceLock::new() }
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

    /// Which of these words begin a phrase; one that begins with a sign is begun by none.
    pub(crate) fn openings(&self, words: &[&str]) -> Vec<bool> {
        let first = self.first.get_or_init(|| {
            let first = |pattern: &String| pattern.split(|ch| !is_alphanumeric(ch)).next().unwrap_or_default().to_owned();
            self.patterns.iter().map(first).collect()
        });
        words.iter().map(|word| first.contains(*word)).collect()
    }

    /// The longest phrase that begins at `offset`.
    pub fn at(&self, folded: &str, offset: usize) -> Option<(Span, &T)> {
        let text = &folded.as_bytes()[offset..];
        let first = usize::from(*text.first()?);
        // Those that begin like the text: fewer with every byte, and one that ends is the first of them.
        let mut alike = &self.sorted[self.starts[first]..self.starts[first + 1]];
        let mut longest = None;
        for depth in 1.. {
            if let Some((at, longer)) = alike.split_first()
                && self.patterns[*at].len() == depth
            {
                longest = Some((*at, depth));
                alike = longer;
            }
            let Some(byte) = text.get(depth).filter(|_| !alike.is_empty()) else { break };
            alike = self.going_on(alike, depth, *byte);
        }
        let (at, len) = longest?;
        let span = Span::new(offset, offset + len);
        is_word(folded, span).then(|| (span, &self.values[self.meaning[at]]))
    }

    /// Those of the sorted patterns, all longer than `depth`, that have `byte` there.
    fn going_on<'p>(&self, patterns: &'p [usize], depth: usize, byte: u8) -> &'p [usize] {
        let there = |at: &usize| self.patterns[*at].as_bytes()[depth];
        if patterns.first().map(there) == Some(byte) && patterns.last().map(there) == Some(byte) {
            return patterns;
        }
        let from = &patterns[patterns.partition_point(|at| there(at) < byte)..];
        &from[..from.partition_point(|at| there(at) == byte)]
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
        .build(patterns)
        .expect("the tables are far below the size an automaton can hold")
}

/// Whether no letter or digit touches the span from outside.
pub(crate) fn is_word(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(is_alphanumeric) && !after.is_some_and(is_alphanumeric)
}
