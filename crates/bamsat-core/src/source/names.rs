//! Different words by number.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use super::Span;

/// The different words of a text, numbered in the order in which they come and found by their letters.
///
/// Every word of a text is looked up at least once, so that this is a table of its own: numbers alone, each at
/// or behind the place that its word is hashed to. The letters stay in the text, which each question brings along.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    /// For each number where its word stands, and its key.
    spans: Vec<Span>,
    keys: Vec<Key>,
    table: Vec<u32>,
    seeds: Seeds,
}

impl Default for Names {
    fn default() -> Self {
        Self::with_room(0)
    }
}

/// No word.
const NONE: u32 = u32::MAX;

/// Bytes of a word that are compared at once: more than a syllable has.
const SHORT: usize = 16;

/// The bytes of a word as one number, those behind it zero; no letter has a byte of zeros. Of a longer word some
/// that differ between most, and a byte at the end that no text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key(u128);

/// Stands at the end of the key of a long word.
const LONG: u128 = 0xff << 120;

impl Key {
    #[inline]
    fn of(text: &[u8], place: Span) -> Self {
        let len = place.end - place.start;
        match text[place.start..].first_chunk::<SHORT>() {
            Some(bytes) if (1..=SHORT).contains(&len) => Self(u128::from_le_bytes(*bytes) & (u128::MAX >> (8 * (SHORT - len)))),
            _ => Self::of_odd(&text[place.start..place.end]),
        }
    }

    /// The key of a word that is long, or stands at the very end of its text.
    #[cold]
    fn of_odd(word: &[u8]) -> Self {
        let take = |bytes: &[u8]| bytes.iter().rev().fold(0, |key, byte| key << 8 | u128::from(*byte));
        if word.len() <= SHORT {
            return Self(take(word));
        }
        // Long runs without spaces may differ anywhere.
        Self(LONG | u128::from(RANDOM.hash_one(word)))
    }

    #[inline]
    fn hash(self, seeds: Seeds) -> usize {
        seeds.hash(self.0 as u64, (self.0 >> 64) as u64)
    }
}

static RANDOM: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// What spreads numbers over a table, of its own in every run of the program: no text can be made so that its words
/// crowd in one place. What is numbered, and how, does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeds([u64; 2]);

impl Seeds {
    pub(crate) fn of_this_run() -> Self {
        static SEEDS: LazyLock<Seeds> = LazyLock::new(|| Seeds([1, 2].map(|number: u64| RANDOM.hash_one(number))));
        *SEEDS
    }

    #[inline]
    pub(crate) fn hash(self, a: u64, b: u64) -> usize {
        let product = u128::from(a ^ self.0[0]) * u128::from(b ^ self.0[1]);
        (product as u64 ^ (product >> 64) as u64) as usize
    }
}

impl Names {
    pub(crate) fn with_room(words: usize) -> Self {
        Self {
            spans: Vec::with_capacity(words),
            keys: Vec::with_capacity(words),
            table: vec![NONE; (words * 2 + 1).next_power_of_two()],
            seeds: Seeds::of_this_run(),
        }
    }

    /// The number of a word.
    pub(crate) fn find(&self, text: &str, word: &str) -> Option<u32> {
        let whole = Span::new(0, word.len());
        self.slot(text.as_bytes(), Key::of(word.as_bytes(), whole), word.as_bytes(), whole).ok()
    }

    /// The number of the word at `place`, a new one if it was not met before.
    #[inline]
    pub(crate) fn number(&mut self, text: &str, place: Span) -> u32 {
        let text = text.as_bytes();
        let key = Key::of(text, place);
        self.slot(text, key, text, place).unwrap_or_else(|at| self.add(text, key, place, at))
    }

    fn add(&mut self, text: &[u8], key: Key, place: Span, mut at: usize) -> u32 {
        // A free place must be left, at which a search ends.
        if (self.spans.len() + 1) * 4 > self.table.len() * 3 {
            self.grow();
            at = match self.slot(text, key, text, place) {
                Ok(number) => return number,
                Err(at) => at,
            };
        }
        let number = self.spans.len() as u32;
        self.table[at] = number;
        self.spans.push(place);
        self.keys.push(key);
        number
    }

    fn grow(&mut self) {
        self.table = vec![NONE; self.table.len() * 2];
        let mask = self.table.len() - 1;
        for (number, key) in (0..).zip(&self.keys) {
            let mut at = key.hash(self.seeds) & mask;
            while self.table[at] != NONE {
                at = (at + 1) & mask;
            }
            self.table[at] = number;
        }
    }

    /// The number of a word of `other` text, or the place in the table where it belongs.
    #[inline]
    fn slot(&self, text: &[u8], key: Key, other: &[u8], place: Span) -> Result<u32, usize> {
        let mask = self.table.len() - 1;
        let mut at = key.hash(self.seeds) & mask;
        loop {
            match self.table[at] {
                NONE => return Err(at),
                number => {
                    if self.keys[number as usize] == key && (key.0 < LONG || self.is_at(text, number, &other[place.start..place.end])) {
                        return Ok(number);
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn is_at(&self, text: &[u8], number: u32, word: &[u8]) -> bool {
        let known = self.spans[number as usize];
        text[known.start..known.end] == *word
    }

    /// Where the word of each number stands.
    pub(crate) fn spans(&self) -> &[Span] {
        &self.spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_never_full() {
        let text: String = (0..500).map(|number| format!("{number:03}")).collect();
        for room in 0..4 {
            let mut names = Names::with_room(room);
            let place = |at: usize| Span::new(at * 3, at * 3 + 3);
            let numbers: Vec<u32> = (0..500).chain(0..500).map(|at| names.number(&text, place(at))).collect();
            assert!(numbers.iter().copied().eq((0..500).chain(0..500)));
            assert_eq!((names.find(&text, "499"), names.find(&text, "500"), names.spans().len()), (Some(499), None, 500));
        }
        let mut long = Names::default();
        let text = format!("{0}a{0}b{0}a", "x".repeat(SHORT));
        let place = |at: usize| Span::new(at * (SHORT + 1), (at + 1) * (SHORT + 1));
        assert_eq!([0, 1, 2, 1].map(|at| long.number(&text, place(at))), [0, 1, 0, 1]);
        assert_eq!((long.find(&text, &text[..SHORT + 1]), long.find(&text, &text[..SHORT])), (Some(0), None));
        assert_eq!(Names::default().find("", "a"), None);
        assert_eq!(Names::default().number("a", Span::new(0, 1)), 0);
    }
}
