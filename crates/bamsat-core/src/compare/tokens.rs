//! Syllables as numbers, and the 1-, 2- and 3-grams of a clause.

use rustc_hash::FxHashMap;

use crate::source::{Source, Span, fold, strip_marks};

/// Gives every syllable of one comparison a number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: FxHashMap<String, u32>,
}

/// Longest syllable that counts; longer runs are noise.
const LONGEST: usize = 40;

impl Vocabulary {
    fn id(&mut self, syllable: &str) -> u32 {
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
            self.words(source.folded_slice(part), &mut out);
        }
        out
    }

    /// The syllables of a string that is not part of a source.
    pub(super) fn of_text(&mut self, text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        self.words(&fold(text), &mut out);
        out
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

    /// For every syllable, the number of its form without marks: recognition slips and lost
    /// marks become equal there.
    pub(super) fn bare_forms(&self) -> Vec<u32> {
        let mut bare: FxHashMap<String, u32> = FxHashMap::default();
        let mut pairs: Vec<(&str, u32)> = self.ids.iter().map(|(s, id)| (s.as_str(), *id)).collect();
        pairs.sort_unstable_by_key(|(_, id)| *id);
        let mut forms = vec![0; self.ids.len()];
        for (syllable, id) in pairs {
            let next = bare.len() as u32;
            forms[id as usize] = *bare.entry(strip_marks(syllable)).or_insert(next);
        }
        forms
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

/// The distinct 1-, 2- and 3-grams, sorted.
pub(super) fn grams(syllables: &[u32]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::with_capacity(syllables.len() * 3);
    for (at, &first) in syllables.iter().enumerate() {
        let first = u64::from(first);
        out.push(first);
        if let Some(&second) = syllables.get(at + 1) {
            out.push(1 << 62 | first << 24 | u64::from(second));
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
        let mut vocabulary = Vocabulary::default();
        for (a, b) in [("Đảm bảo hoà bình", "bảo đảm hòa bình"), ("hàng năm", "hằng năm"), ("quản lí", "quản lý"), ("05 lớp", "5 lớp")]
        {
            assert_eq!(vocabulary.of_text(a), vocabulary.of_text(b), "{a} / {b}");
        }
    }
}
