//! Syllables as numbers, read in three ways.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::lexicon::lexicon;
use crate::source::{Source, Span, WordIndex, Words, bare, fold, word_places};

use super::lists::Lists;

/// The ways in which words are read: as written with spelling variants alike; without marks, so
/// that recognition slips and lost marks become equal; and with synonyms as one word.
pub(super) const READINGS: usize = 3;
pub(super) const EXACT: usize = 0;
const BARE: usize = 1;
const MERGED: usize = 2;

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

    /// Stands for the words of a group of synonyms; no word has a sign in it.
    fn of_group(group: u16) -> Self {
        let mut bytes = [0; LONGEST];
        bytes[0] = b'=';
        bytes[1..3].copy_from_slice(&group.to_le_bytes());
        Self::of(&bytes)
    }

    fn of(bytes: &[u8; LONGEST]) -> Self {
        let (words, _) = bytes.as_chunks();
        Self(std::array::from_fn(|at| u64::from_le_bytes(words[at])))
    }

    /// The syllable of a word in one reading.
    fn read(reading: usize, word: &str) -> Self {
        if reading == BARE { Self::bare(word) } else { Self::new(word) }
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

/// The syllables of one text by number, in the order in which they come.
#[derive(Debug)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<Syllable, u32>,
    pub(super) syllables: Vec<Syllable>,
}

impl Vocabulary {
    fn new() -> Self {
        /// Syllables of a usual plan, for which there is room from the start.
        const USUAL: usize = 800;
        Self { numbers: FxHashMap::with_capacity_and_hasher(USUAL, FxBuildHasher), syllables: Vec::with_capacity(USUAL) }
    }

    /// The number of a syllable, a new one if it was not met before.
    fn number(&mut self, syllable: Syllable) -> u32 {
        let fresh = self.syllables.len() as u32;
        let number = *self.numbers.entry(syllable).or_insert(fresh);
        if number == fresh {
            self.syllables.push(syllable);
        }
        number
    }

    /// The number of a syllable that was met.
    pub(super) fn get(&self, syllable: &Syllable) -> Option<u32> {
        self.numbers.get(syllable).copied()
    }
}

/// Stretches of one text as numbers, in one reading.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) vocabulary: Vocabulary,
    pub(super) stretches: Lists,
    /// The title of the text.
    pub(super) title: Vec<u32>,
}

impl Reading {
    fn new() -> Self {
        Self { vocabulary: Vocabulary::new(), stretches: Lists::default(), title: Vec::new() }
    }
}

/// How a word is read where what follows it may matter.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Spelling {
    /// As its syllable.
    Plain,
    /// Noise.
    TooLong,
    /// `đảm`, which swaps with `bảo` behind it: official texts prefer `bảo đảm`.
    Dam,
    Bao,
    /// `hàng`, which is `hằng` before a time.
    Hang,
    Time,
}

impl Spelling {
    fn of(word: &str) -> Self {
        match word {
            _ if word.len() > LONGEST => Self::TooLong,
            "đảm" => Self::Dam,
            "bảo" => Self::Bao,
            "hàng" => Self::Hang,
            "năm" | "quý" | "tháng" | "tuần" | "ngày" => Self::Time,
            _ => Self::Plain,
        }
    }
}

/// Reads a text in the three ways, word by word.
struct Reader<'w> {
    words: Words<'w>,
    /// For each word of the text how it is read, and its number in each reading once it was met.
    spellings: Vec<Spelling>,
    numbers: [Vec<Option<u32>>; READINGS],
    /// Which words begin a synonym.
    openings: Vec<bool>,
}

impl<'w> Reader<'w> {
    fn new(words: Words<'w>) -> Self {
        let names = words.names();
        let count = names.len();
        Self {
            words,
            spellings: names.map(Spelling::of).collect(),
            numbers: std::array::from_fn(|_| vec![None; count]),
            openings: lexicon().formulas.synonyms.openings(words),
        }
    }

    /// The number of a word in one reading.
    fn number(&mut self, reading: usize, vocabulary: &mut Vocabulary, word: u32) -> u32 {
        let name = || self.words.name(word);
        *self.numbers[reading][word as usize].get_or_insert_with(|| vocabulary.number(Syllable::read(reading, &plain(name()))))
    }

    /// Hands over the numbers of the words at `place` in one reading.
    fn read(&mut self, reading: usize, place: Range<usize>, vocabulary: &mut Vocabulary, mut take: impl FnMut(u32)) {
        let synonyms = &lexicon().formulas.synonyms;
        let words = self.words;
        let numbers = &words.numbers()[place.clone()];
        let places = &words.places()[place];
        let Some(end) = places.last().map(|last| last.end) else { return };
        let mut at = 0;
        while let Some(&word) = numbers.get(at) {
            if reading == MERGED
                && self.openings[word as usize]
                && let Some((span, group)) = synonyms.at(&words.folded()[..end], places[at].start)
            {
                take(vocabulary.number(Syllable::of_group(*group)));
                at += places[at..].partition_point(|place| place.start < span.end);
                continue;
            }
            let next = numbers.get(at + 1).copied();
            match (self.spellings[word as usize], next.map(|next| self.spellings[next as usize])) {
                (Spelling::TooLong, _) => {}
                (Spelling::Dam, Some(Spelling::Bao)) => {
                    next.into_iter().chain([word]).for_each(|word| take(self.number(reading, vocabulary, word)));
                    at += 1;
                }
                (Spelling::Hang, Some(Spelling::Time)) => {
                    take(vocabulary.number(Syllable::read(reading, "hằng")));
                }
                _ => take(self.number(reading, vocabulary, word)),
            }
            at += 1;
        }
    }
}

/// Reads stretches of a text in the three ways: exact, bare, merged.
pub(super) fn read(source: &Source, words: Words<'_>, stretches: impl Iterator<Item = Span>, title: &str) -> [Reading; READINGS] {
    let mut readings: [Reading; READINGS] = std::array::from_fn(|_| Reading::new());
    let mut reader = Reader::new(words);
    for span in stretches {
        for part in parts(source, span) {
            let place = words.inside(part);
            for (at, reading) in readings.iter_mut().enumerate() {
                reader.read(at, place.clone(), &mut reading.vocabulary, |number| reading.stretches.push(number));
            }
        }
        readings.iter_mut().for_each(|reading| reading.stretches.end());
    }
    let title = fold(title);
    let index = WordIndex::of(&title);
    let words = Words::new(&title, &index);
    let mut reader = Reader::new(words);
    for (at, reading) in readings.iter_mut().enumerate() {
        reader.read(at, 0..words.numbers().len(), &mut reading.vocabulary, |number| reading.title.push(number));
    }
    readings
}

/// The stretches of words at `span`, block by block. Footnotes between the blocks of a span are left out: they
/// are compared by themselves.
fn parts(source: &Source, span: Span) -> impl Iterator<Item = Span> {
    let blocks = source.blocks();
    let first = blocks.partition_point(|b| b.span.end <= span.start);
    blocks[first..]
        .iter()
        .take_while(move |b| b.span.start < span.end)
        .filter(move |b| b.footnote.is_none() || b.span.start <= span.start)
        .map(move |b| Span::new(b.span.start.max(span.start), b.span.end.min(span.end)))
}

/// The words of a folded text.
pub(super) fn split(folded: &str) -> impl Iterator<Item = &str> {
    word_places(folded).map(|place| &folded[place.start..place.end])
}

/// A word as it is spelt in texts that keep to one spelling.
fn plain(word: &str) -> Cow<'_, str> {
    match word {
        "lí" | "kỉ" | "kĩ" | "mĩ" | "kì" | "tỉ" | "kí" | "sỹ" | "vỹ" | "qui" | "hi" => Cow::Owned(swap_i_y(word)),
        _ if word.starts_with('0') && word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit()) => {
            Cow::Borrowed(word.trim_start_matches('0'))
        }
        _ => Cow::Borrowed(word),
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

    fn words(text: &str) -> Vec<Syllable> {
        let folded = fold(text);
        let index = WordIndex::of(&folded);
        let words = Words::new(&folded, &index);
        let mut vocabulary = Vocabulary::new();
        let mut out = Vec::new();
        Reader::new(words).read(EXACT, 0..words.numbers().len(), &mut vocabulary, |number| out.push(number));
        out.into_iter().map(|number| vocabulary.syllables[number as usize]).collect()
    }

    #[test]
    fn spelling_variants_are_alike() {
        for (a, b) in [("Đảm bảo hoà bình", "bảo đảm hòa bình"), ("hàng năm", "hằng năm"), ("quản lí", "quản lý"), ("05 lớp", "5 lớp")]
        {
            assert_eq!(words(a), words(b), "{a} / {b}");
        }
    }
}
