//! Syllables as numbers, read in three ways.

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::lexicon::lexicon;
use crate::source::{Source, Span, bare, fold};

/// The ways in which words are read: as written with spelling variants alike; without marks, so
/// that recognition slips and lost marks become equal; and with synonyms as one word.
pub(super) const READINGS: usize = 3;

/// Longest syllable that counts; longer runs are noise.
const LONGEST: usize = 40;

/// The pairs of syllables that most administrative texts have.
pub(super) static COMMON_PAIRS: LazyLock<FxHashSet<(&'static str, &'static str)>> =
    LazyLock::new(|| lexicon().formulas.common_pairs.iter().copied().collect());

/// A syllable, padded with zeros: equal where the words are, and kept without an allocation. It
/// is held eight bytes at a time, which compares sooner than single ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Syllable([u64; LONGEST / 8]);

impl Syllable {
    /// The syllable of a word that is no longer than the longest.
    fn new(word: &str) -> Self {
        let mut bytes = [0; LONGEST];
        bytes[..word.len()].copy_from_slice(word.as_bytes());
        Self::of(&bytes)
    }

    fn of(bytes: &[u8; LONGEST]) -> Self {
        let (words, _) = bytes.as_chunks();
        Self(std::array::from_fn(|at| u64::from_le_bytes(words[at])))
    }

    /// The syllable of a word without its marks.
    fn bare(word: &str) -> Self {
        let (mut bytes, mut len) = ([0; LONGEST], 0);
        for ch in word.chars() {
            len += bare(ch).encode_utf8(&mut bytes[len..]).len();
        }
        Self::of(&bytes)
    }
}

/// Whether most administrative texts have this pair.
pub(super) fn is_common(first: Syllable, second: Syllable) -> bool {
    static PAIRS: LazyLock<FxHashSet<(Syllable, Syllable)>> =
        LazyLock::new(|| lexicon().formulas.common_pairs.iter().map(|(a, b)| (Syllable::new(a), Syllable::new(b))).collect());
    PAIRS.contains(&(first, second))
}

/// Numbers the syllables of one text in the order in which they come.
#[derive(Debug)]
struct Numbering {
    ids: FxHashMap<Syllable, u32>,
    syllables: Vec<Syllable>,
}

impl Numbering {
    fn new() -> Self {
        /// Syllables of a usual plan, for which there is room from the start.
        const USUAL: usize = 800;
        Self { ids: FxHashMap::with_capacity_and_hasher(USUAL, FxBuildHasher), syllables: Vec::with_capacity(USUAL) }
    }

    /// The number of a syllable, a new one if it was not met before.
    fn number(&mut self, syllable: Syllable) -> u32 {
        if let Some(id) = self.ids.get(&syllable) {
            return *id;
        }
        let id = self.syllables.len() as u32;
        self.syllables.push(syllable);
        self.ids.insert(syllable, id);
        id
    }
}

/// The syllables of one text by number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) syllables: Vec<Syllable>,
    /// Their numbers in the order of the syllables, which takes less room than a hash table.
    sorted: Vec<u32>,
}

impl Vocabulary {
    fn new(mut syllables: Vec<Syllable>) -> Self {
        syllables.shrink_to_fit();
        let mut sorted: Vec<u32> = (0..syllables.len() as u32).collect();
        sorted.sort_unstable_by(|a, b| syllables[*a as usize].cmp(&syllables[*b as usize]));
        Self { syllables, sorted }
    }

    /// The number of a syllable.
    pub(super) fn get(&self, syllable: Syllable) -> Option<u32> {
        let at = self.sorted.binary_search_by_key(&syllable, |id| self.syllables[*id as usize]).ok()?;
        Some(self.sorted[at])
    }

    /// For each number of `other` the one of the same syllable here; syllables that are unknown
    /// here get the numbers behind, in their order.
    pub(super) fn renumber(&self, other: &Self) -> Vec<u32> {
        let mut known = vec![None; other.syllables.len()];
        let mut own = self.sorted.iter().peekable();
        for &id in &other.sorted {
            let syllable = &other.syllables[id as usize];
            while own.next_if(|own| self.syllables[**own as usize] < *syllable).is_some() {}
            known[id as usize] = own.next_if(|own| self.syllables[**own as usize] == *syllable).copied();
        }
        let mut fresh = self.syllables.len() as u32..;
        known.into_iter().filter_map(|known| known.or_else(|| fresh.next())).collect()
    }
}

/// Stretches of one text as numbers, in one reading.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) vocabulary: Vocabulary,
    numbers: Vec<u32>,
    /// Where each stretch ends.
    ends: Vec<usize>,
    /// The title of the text.
    pub(super) title: Vec<Syllable>,
}

impl Reading {
    /// The syllables of each stretch.
    pub(super) fn stretches(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        (0..self.ends.len()).map(|at| self.stretch(at))
    }

    /// Syllables of all stretches.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The syllables of one stretch.
    pub(super) fn stretch(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start..self.ends[at]]
    }
}

/// Reads stretches in the three ways: exact, bare, merged.
pub(super) fn read<'a>(stretches: impl Iterator<Item = (&'a Source, Span)>, title: &str) -> [Reading; READINGS] {
    let mut readings: [Reading; READINGS] = Default::default();
    let [exact, bare, merged] = &mut readings;
    let mut numberings: [Numbering; READINGS] = std::array::from_fn(|_| Numbering::new());
    let [as_written, without_marks, as_one] = &mut numberings;
    // For each exact number the bare and the merged one.
    let (mut bare_of, mut merged_of): (Vec<u32>, Vec<Option<u32>>) = (Vec::new(), Vec::new());
    for (source, span) in stretches {
        for part in parts(source, span) {
            let from = exact.numbers.len();
            each_word(part, |word| {
                let id = as_written.number(Syllable::new(word));
                if id as usize == bare_of.len() {
                    bare_of.push(without_marks.number(Syllable::bare(word)));
                    merged_of.push(None);
                }
                exact.numbers.push(id);
            });
            let own = &exact.numbers[from..];
            bare.numbers.extend(own.iter().map(|id| bare_of[*id as usize]));
            let synonyms: Vec<(Span, &u16)> = lexicon().formulas.synonyms.find(part).collect();
            if !synonyms.is_empty() {
                each_merged(part, &synonyms, |word| merged.numbers.push(as_one.number(Syllable::new(word))));
                continue;
            }
            for &id in own {
                let number = || as_one.number(as_written.syllables[id as usize]);
                merged.numbers.push(*merged_of[id as usize].get_or_insert_with(number));
            }
        }
        for reading in [&mut *exact, &mut *bare, &mut *merged] {
            reading.ends.push(reading.numbers.len());
        }
    }
    let title = fold(title);
    each_word(&title, |word| {
        exact.title.push(Syllable::new(word));
        bare.title.push(Syllable::bare(word));
    });
    let synonyms: Vec<(Span, &u16)> = lexicon().formulas.synonyms.find(&title).collect();
    each_merged(&title, &synonyms, |word| merged.title.push(Syllable::new(word)));
    for (reading, numbering) in readings.iter_mut().zip(numberings) {
        reading.vocabulary = Vocabulary::new(numbering.syllables);
        reading.numbers.shrink_to_fit();
    }
    readings
}

/// The folded words at `span`, block by block. Footnotes between the blocks of a span are left
/// out: they are compared by themselves.
fn parts(source: &Source, span: Span) -> impl Iterator<Item = &str> {
    let blocks = source.blocks();
    let first = blocks.partition_point(|b| b.span.end <= span.start);
    blocks[first..]
        .iter()
        .take_while(move |b| b.span.start < span.end)
        .filter(move |b| b.footnote.is_none() || b.span.start <= span.start)
        .map(move |b| source.folded_slice(Span::new(b.span.start.max(span.start), b.span.end.min(span.end))))
}

/// Whether a character belongs to a word: `char::is_alphanumeric`, which knows Latin letters at once.
pub(crate) fn is_word(ch: char) -> bool {
    match ch {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ' => true,
        _ => !ch.is_ascii() && ch.is_alphanumeric(),
    }
}

/// The words of a folded text.
pub(super) fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|ch| !is_word(ch)).filter(|word| !word.is_empty())
}

/// The words of a folded text; words that say the same become one.
fn each_merged(folded: &str, synonyms: &[(Span, &u16)], mut take: impl FnMut(&str)) {
    let mut at = 0;
    for (span, group) in synonyms {
        each_word(&folded[at..span.start], &mut take);
        take(&format!("={group}"));
        at = span.end;
    }
    each_word(&folded[at..], &mut take);
}

/// The words of a folded text, spelling variants alike.
fn each_word(folded: &str, mut take: impl FnMut(&str)) {
    let mut words = split(folded).filter(|word| word.len() <= LONGEST).peekable();
    while let Some(word) = words.next() {
        match (word, words.peek().copied()) {
            // Two spellings of one word each; official texts prefer the second.
            ("đảm", Some("bảo")) => {
                words.next();
                take("bảo");
                take("đảm");
            }
            ("hàng", Some("năm" | "quý" | "tháng" | "tuần" | "ngày")) => take("hằng"),
            ("lí" | "kỉ" | "kĩ" | "mĩ" | "kì" | "tỉ" | "kí" | "sỹ" | "vỹ" | "qui" | "hi", _) => {
                take(&swap_i_y(word));
            }
            _ if word.starts_with('0') && word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit()) => {
                take(word.trim_start_matches('0'));
            }
            _ => take(word),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        each_word(&fold(text), |word| out.push(word.to_owned()));
        out
    }

    #[test]
    fn spelling_variants_are_alike() {
        for (a, b) in [("Đảm bảo hoà bình", "bảo đảm hòa bình"), ("hàng năm", "hằng năm"), ("quản lí", "quản lý"), ("05 lớp", "5 lớp")]
        {
            assert_eq!(words(a), words(b), "{a} / {b}");
        }
    }

    #[test]
    fn word_characters_are_those_of_unicode() {
        for ch in '\0'..=char::MAX {
            assert_eq!(is_word(ch), ch.is_alphanumeric(), "{ch:?}");
        }
    }
}
