//! Many phrases, one automaton.

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use crate::source::{Span, fold, fold_name};

/// Phrases with what they mean, found in one pass over folded text, whole words only, the
/// longest at each place.
#[derive(Debug)]
pub struct Phrases<T> {
    automaton: AhoCorasick,
    /// For each pattern of the automaton, the index of its meaning.
    meaning: Vec<usize>,
    values: Vec<T>,
}

impl<T> Phrases<T> {
    /// Builds the automaton. A phrase may come under several spellings.
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
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Both)
            .build(&patterns)
            .expect("the tables are far below the size an automaton can hold");
        Self { automaton, meaning, values }
    }

    /// Every occurrence in `folded`, in order, without overlaps.
    pub fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (Span, &'t T)> + 't {
        self.automaton.find_iter(folded).filter_map(move |found| {
            let span = Span::new(found.start(), found.end());
            is_word(folded, span).then(|| (span, &self.values[self.meaning[found.pattern().as_usize()]]))
        })
    }

    /// The longest phrase that begins at `offset`.
    pub fn at(&self, folded: &str, offset: usize) -> Option<(Span, &T)> {
        let input = Input::new(folded).span(offset..folded.len()).anchored(Anchored::Yes);
        let found = self.automaton.find(input)?;
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

/// Whether no letter or digit touches the span from outside.
pub(crate) fn is_word(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
