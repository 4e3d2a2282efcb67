//! The words of one text by number, with the spellings of one word as one.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{Opening, lexicon};
use crate::source::{Names, Span, WordIndex, Words, bare, fold};

use super::grams::NONE;

/// Longest word that counts; longer runs are noise.
const LONGEST: usize = 40;

/// Stands in the number of a group of synonyms; no text has as many words.
pub(super) const GROUP: u32 = 1 << 30;

/// The pairs of syllables that most administrative texts have.
pub(super) static COMMON_PAIRS: LazyLock<FxHashSet<(&'static str, &'static str)>> =
    LazyLock::new(|| lexicon().formulas.common_pairs.iter().copied().collect());

/// The words of a text. A word of several spellings (`quản lí`) has the number of the usual one.
#[derive(Debug)]
pub(super) struct Spelt<'w> {
    pub(super) words: Words<'w>,
    body: Spellings,
    /// Usual spellings that the text itself does not have, numbered behind its words.
    added: Vec<String>,
    added_numbers: FxHashMap<String, u32>,
    /// The title of the text in the words as written, and with synonyms as one.
    pub(super) title: [Vec<u32>; 2],
    /// By the number of a word its number without marks.
    bare: Vec<u32>,
    bare_names: Names,
    bare_text: String,
}

/// By the number of a word in a text.
#[derive(Debug)]
struct Spellings {
    kinds: Vec<Kind>,
    /// The number of its usual spelling.
    usual: Vec<u32>,
    /// The synonyms that it begins.
    openings: Vec<Option<Opening>>,
}

/// How a word is read where what follows it may matter.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// As it stands.
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

impl Kind {
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

/// For each number of a child's words the same word of a parent, or none.
#[derive(Debug)]
pub(super) struct Same {
    pub(super) spelt: Vec<u32>,
    /// The same without marks.
    pub(super) bare: Vec<u32>,
}

impl<'w> Spelt<'w> {
    /// The words of a text with this title.
    pub(super) fn of(words: Words<'w>, title: &str) -> Self {
        let count = words.names().len();
        let body = Spellings { kinds: Vec::new(), usual: Vec::new(), openings: Vec::new() };
        let mut out = Self {
            words,
            body,
            added: Vec::new(),
            added_numbers: FxHashMap::default(),
            title: Default::default(),
            bare: Vec::with_capacity(count + 1),
            bare_names: Names::with_room(count + 1),
            bare_text: String::with_capacity(count * 6),
        };
        out.body = out.spellings(words, true);
        let title = fold(title);
        let index = WordIndex::of(&title);
        let of_title = Words::new(&title, &index);
        let spellings = out.spellings(of_title, false);
        let all = 0..of_title.numbers().len();
        let mut lists = [Vec::new(), Vec::new()];
        out.each(of_title, &spellings, all.clone(), |word| lists[0].push(word));
        out.each_merged(of_title, &spellings, all, |word| lists[1].push(word));
        out.title = lists;
        for number in 0..count + out.added.len() {
            let from = out.bare_text.len();
            let name = match words.names().len() {
                own if number < own => words.name(number as u32),
                own => &out.added[number - own],
            };
            out.bare_text.extend(name.chars().map(bare));
            let number = out.bare_names.number(&out.bare_text, Span::new(from, out.bare_text.len()));
            if out.bare_names.spans()[number as usize].start != from {
                out.bare_text.truncate(from);
            }
            out.bare.push(number);
        }
        out
    }

    /// How the words of the text, or else of its title, are read; adds usual spellings that are new.
    fn spellings(&mut self, words: Words<'_>, own: bool) -> Spellings {
        let usual = |(number, name): (u32, &str)| match plain(name) {
            Cow::Borrowed(same) if own && same.len() == name.len() => number,
            usual => self.number(&usual),
        };
        let usual = (0..).zip(words.names()).map(usual).collect();
        let kinds: Vec<Kind> = words.names().map(Kind::of).collect();
        if kinds.contains(&Kind::Hang) {
            self.number(HANG);
        }
        Spellings { kinds, usual, openings: lexicon().formulas.synonyms.openings(words) }
    }

    /// The number of a word in its usual spelling, a new one if the text does not have it.
    fn number(&mut self, word: &str) -> u32 {
        self.find(word).unwrap_or_else(|| {
            let number = (self.words.names().len() + self.added.len()) as u32;
            self.added.push(word.to_owned());
            self.added_numbers.insert(word.to_owned(), number);
            number
        })
    }

    /// The number of a word in its usual spelling.
    fn find(&self, word: &str) -> Option<u32> {
        self.words.find(word).or_else(|| self.added_numbers.get(word).copied())
    }

    /// The word of a number.
    pub(super) fn name(&self, number: u32) -> &str {
        let own = self.words.names().len();
        match (number as usize).checked_sub(own) {
            None => self.words.name(number),
            Some(added) => &self.added[added],
        }
    }

    /// By the number of a word its number without marks.
    pub(super) fn bare(&self) -> &[u32] {
        &self.bare
    }

    /// The number without marks that a word of the text has in its usual spelling.
    pub(super) fn bare_of(&self, word: u32) -> u32 {
        self.bare[self.body.usual[word as usize] as usize]
    }

    /// Different words without marks.
    pub(super) fn bare_count(&self) -> usize {
        self.bare_names.spans().len()
    }

    /// The same words of a parent.
    pub(super) fn same_in(&self, parent: &Spelt<'_>) -> Same {
        let number = |found: Option<u32>| found.unwrap_or(NONE);
        let names = self.words.names().chain(self.added.iter().map(String::as_str));
        let bare = self.bare_names.spans().iter().map(|at| &self.bare_text[at.start..at.end]);
        Same {
            spelt: names.map(|name| number(parent.find(name))).collect(),
            bare: bare.map(|name| number(parent.bare_names.find(&parent.bare_text, name))).collect(),
        }
    }

    /// Hands over the numbers of the words at `place`.
    pub(super) fn read(&self, place: Range<usize>, take: impl FnMut(u32)) {
        self.each(self.words, &self.body, place, take);
    }

    /// The same with a group of synonyms as one word.
    pub(super) fn read_merged(&self, place: Range<usize>, take: impl FnMut(u32)) {
        self.each_merged(self.words, &self.body, place, take);
    }

    /// Whether a synonym may begin at one of these words.
    pub(super) fn may_merge(&self, place: Range<usize>) -> bool {
        self.words.numbers()[place].iter().any(|word| self.body.openings[*word as usize].is_some())
    }

    fn each(&self, words: Words<'_>, spellings: &Spellings, place: Range<usize>, mut take: impl FnMut(u32)) {
        let numbers = &words.numbers()[place];
        let mut at = 0;
        while at < numbers.len() {
            at += self.step(&numbers[at..], spellings, &mut take);
        }
    }

    fn each_merged(&self, words: Words<'_>, spellings: &Spellings, place: Range<usize>, mut take: impl FnMut(u32)) {
        let synonyms = &lexicon().formulas.synonyms;
        let numbers = &words.numbers()[place.clone()];
        let places = &words.places()[place];
        let Some(end) = places.last().map(|last| last.end) else { return };
        let mut at = 0;
        while let Some(&word) = numbers.get(at) {
            if let Some(opening) = spellings.openings[word as usize]
                && let Some((span, group)) = synonyms.at_opening(&words.folded()[..end], places[at].start, opening)
            {
                take(GROUP | u32::from(*group));
                at += places[at..].partition_point(|place| place.start < span.end);
                continue;
            }
            at += self.step(&numbers[at..], spellings, &mut take);
        }
    }

    /// Reads the first of these words, and the second where it belongs to it; tells how many were read.
    fn step(&self, words: &[u32], spellings: &Spellings, take: &mut impl FnMut(u32)) -> usize {
        let kind = |at: usize| words.get(at).map(|word| spellings.kinds[*word as usize]);
        let usual = |at: usize| spellings.usual[words[at] as usize];
        match kind(0) {
            Some(Kind::Dam) if kind(1) == Some(Kind::Bao) => {
                take(usual(1));
                take(usual(0));
                return 2;
            }
            Some(Kind::Hang) if kind(1) == Some(Kind::Time) => take(self.find(HANG).unwrap_or_else(|| usual(0))),
            Some(Kind::TooLong) | None => {}
            Some(_) => take(usual(0)),
        }
        1
    }
}

/// As `hàng` is written before a time.
const HANG: &str = "hằng";

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

    fn read(text: &str) -> Vec<String> {
        let folded = fold(text);
        let index = WordIndex::of(&folded);
        let words = Words::new(&folded, &index);
        let spelt = Spelt::of(words, "");
        let mut out = Vec::new();
        spelt.read(0..words.numbers().len(), |word| out.push(spelt.name(word).to_owned()));
        out
    }

    #[test]
    fn spelling_variants_are_alike() {
        for (a, b) in [("Đảm bảo hoà bình", "bảo đảm hòa bình"), ("hàng năm", "hằng năm"), ("quản lí", "quản lý"), ("05 lớp", "5 lớp")]
        {
            assert_eq!(read(a), read(b), "{a} / {b}");
        }
    }

    #[test]
    fn the_same_words_are_found_in_another_text() {
        let texts = ["Quản lí 05 lớp hàng năm", "5 lop; quản lý hằng năm của lớp"].map(fold);
        let indexes = texts.each_ref().map(|text| WordIndex::of(text));
        let [parent, child] = [0, 1].map(|at| Spelt::of(Words::new(&texts[at], &indexes[at]), "Quản lý năm 05"));
        let same = child.same_in(&parent);
        let mut found = Vec::new();
        child.read(0..8, |word| found.push((child.name(word), same.spelt[word as usize], same.bare[child.bare()[word as usize] as usize])));
        for (word, spelt, bare) in found {
            assert_eq!(spelt != NONE, !["lop", "của"].contains(&word), "{word}");
            assert_eq!(bare != NONE, word != "của", "{word}");
            assert!(spelt == NONE || parent.name(spelt) == word);
        }
        assert_eq!(child.title[0].iter().map(|word| child.name(*word)).collect::<Vec<_>>(), ["quản", "lý", "năm", "5"]);
    }
}
