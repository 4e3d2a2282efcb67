//! Syllables as numbers, and the 1-, 2- and 3-grams of a clause.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::lexicon;
use crate::source::{Source, Span, fold, strip_marks};

/// How words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// As written, spelling variants alike.
    Exact,
    /// Without marks: recognition slips and lost marks become equal.
    Bare,
    /// Synonyms as one word.
    Merged,
}

/// Gives every syllable of one comparison a number.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Words,
    ids: FxHashMap<String, u32>,
}

/// Longest syllable that counts; longer runs are noise.
const LONGEST: usize = 40;

impl Vocabulary {
    pub(super) fn new(words: Words) -> Self {
        Self { words, ids: FxHashMap::default() }
    }

    fn id(&mut self, syllable: &str) -> u32 {
        if self.words == Words::Bare {
            return self.number(&strip_marks(syllable));
        }
        self.number(syllable)
    }

    fn number(&mut self, syllable: &str) -> u32 {
        if let Some(id) = self.ids.get(syllable) {
            return *id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(syllable.to_owned(), id);
        id
    }

    /// The syllables at `span`, spelling variants alike. Footnotes between the blocks of a span
    /// are left out: they are compared by themselves.
    pub(super) fn syllables(&mut self, source: &Source, span: Span) -> Vec<u32> {
        let mut out = Vec::new();
        let blocks = source.blocks();
        let first = blocks.partition_point(|b| b.span.end <= span.start);
        let touched: Vec<Span> = blocks[first..]
            .iter()
            .take_while(|b| b.span.start < span.end)
            .filter(|b| b.footnote.is_none() || b.span.start <= span.start)
            .map(|b| b.span)
            .collect();
        for block in touched {
            let part = Span::new(block.start.max(span.start), block.end.min(span.end));
            self.text(source.folded_slice(part), &mut out);
        }
        out
    }

    /// The syllables of a string that is not part of a source.
    pub(super) fn of_text(&mut self, text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        self.text(&fold(text), &mut out);
        out
    }

    /// Words that say the same become one.
    fn text(&mut self, folded: &str, out: &mut Vec<u32>) {
        let mut at = 0;
        if self.words != Words::Merged {
            return self.words(folded, out);
        }
        for (span, group) in lexicon().formulas.synonyms.find(folded) {
            self.words(&folded[at..span.start], out);
            out.push(self.id(&format!("={group}")));
            at = span.end;
        }
        self.words(&folded[at..], out);
    }

    /// The pairs that most administrative texts have, as grams.
    pub(super) fn common_pairs(&self) -> FxHashSet<u64> {
        let gram = |(a, b): &(&str, &str)| Some(pair(*self.ids.get(*a)?, *self.ids.get(*b)?));
        lexicon().formulas.common_pairs.iter().filter_map(gram).collect()
    }

    fn words(&mut self, folded: &str, out: &mut Vec<u32>) {
        let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && w.len() <= LONGEST).peekable();
        while let Some(word) = words.next() {
            let next = words.peek().copied();
            match (word, next) {
                // Two spellings of one word each; official texts prefer the second.
                ("đảm", Some("bảo")) => {
                    words.next();
                    out.extend([self.id("bảo"), self.id("đảm")]);
                }
                ("hàng", Some("năm" | "quý" | "tháng" | "tuần" | "ngày")) => out.push(self.id("hằng")),
                ("lí" | "kỉ" | "kĩ" | "mĩ" | "kì" | "tỉ" | "kí" | "sỹ" | "vỹ" | "qui" | "hi", _) => {
                    let swapped = swap_i_y(word);
                    out.push(self.id(&swapped));
                }
                _ if word.starts_with('0') && word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit()) => {
                    out.push(self.id(word.trim_start_matches('0')));
                }
                _ => out.push(self.id(word)),
            }
        }
    }
}

fn swap_i_y(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'í' => 'ý',
            'ì' => 'ỳ',
            'ỉ' => 'ỷ',
            'ĩ' => 'ỹ',
            'i' => 'y',
            'ỹ' => 'ĩ',
            other => other,
        })
        .collect()
}

/// The 2-gram of two syllables.
fn pair(first: u32, second: u32) -> u64 {
    1 << 62 | u64::from(first) << 24 | u64::from(second)
}

/// The 2-grams among `grams`.
pub(super) fn is_pair(gram: u64) -> bool {
    gram >> 62 == 1
}

/// The distinct 1-, 2- and 3-grams, sorted.
pub(super) fn grams(syllables: &[u32]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::with_capacity(syllables.len() * 3);
    for (at, &first) in syllables.iter().enumerate() {
        let first = u64::from(first);
        out.push(first);
        if let Some(&second) = syllables.get(at + 1) {
            out.push(pair(first as u32, second));
            if let Some(&third) = syllables.get(at + 2) {
                out.push(1 << 63 | first << 40 | u64::from(second) << 20 | u64::from(third));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_are_alike() {
        let mut vocabulary = Vocabulary::new(Words::Exact);
        for (a, b) in [("Đảm bảo hoà bình", "bảo đảm hòa bình"), ("hàng năm", "hằng năm"), ("quản lí", "quản lý"), ("05 lớp", "5 lớp")]
        {
            assert_eq!(vocabulary.of_text(a), vocabulary.of_text(b), "{a} / {b}");
        }
    }
}
