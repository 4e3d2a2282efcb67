//! Different words by number.

use super::Span;
use super::table::{Free, Seeds, Table};

/// The different words of a text, numbered in the order in which they come and found by their letters.
///
/// The letters stay in the text, which each question brings along: a word of a usual length is told by its key.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    /// For each number where its word stands, and its key.
    spans: Vec<Span>,
    keys: Vec<Key>,
    table: Table,
    seeds: Seeds,
}

impl Default for Names {
    fn default() -> Self {
        Self::with_room(0)
    }
}

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
        Self(LONG | u128::from(Seeds::hash_bytes(word)))
    }

    #[inline]
    fn hash(self, seeds: Seeds) -> usize {
        seeds.hash(self.0 as u64, (self.0 >> 64) as u64)
    }
}

impl Names {
    pub(crate) fn with_room(words: usize) -> Self {
        Self {
            spans: Vec::with_capacity(words),
            keys: Vec::with_capacity(words),
            table: Table::with_room(words),
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
        self.slot(text, key, text, place).unwrap_or_else(|free| {
            let number = self.spans.len() as u32;
            self.spans.push(place);
            self.keys.push(key);
            let (keys, seeds) = (&self.keys, self.seeds);
            self.table.add(number, free, |number| keys[number as usize].hash(seeds));
            number
        })
    }

    /// The number of a word of `other` text, or the place in the table where it belongs.
    #[inline]
    fn slot(&self, text: &[u8], key: Key, other: &[u8], place: Span) -> Result<u32, Free> {
        self.table.find(key.hash(self.seeds), |number| {
            self.keys[number as usize] == key && (key.0 < LONG || self.is_at(text, number, &other[place.start..place.end]))
        })
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
    fn words_are_found_again() {
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

    #[test]
    fn no_words_crowd_in_one_place() {
        // Words that differ where a plain multiplication, or a sum of their halves, does not look.
        let letters = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let ends = (0..46_000).map(|n: usize| [letters[n % 36], letters[n / 36 % 36], letters[n / 1296]]);
        let ends: String = ends.map(|[a, b, c]| format!("aaaaaa{}{}aaa{}", char::from(a), char::from(b), char::from(c))).collect();
        let halves: String = (0..1_usize << 16)
            .map(|bits| {
                let mut word = *b"ppppppppbbbbbbbb";
                for at in 0..8 {
                    let toggle = (bits >> (2 * at)) as u8 & 3;
                    word[8 + at] ^= toggle << 3;
                    word[(at + 4) % 8] ^= toggle;
                }
                word.map(char::from).iter().collect::<String>()
            })
            .collect();
        for (text, len) in [(ends, 12), (halves, 16)] {
            let (mut names, since) = (Names::default(), std::time::Instant::now());
            let count = text.len() / len;
            (0..count).for_each(|at| _ = names.number(&text, Span::new(at * len, (at + 1) * len)));
            assert_eq!(names.spans().len(), count);
            assert!(since.elapsed().as_secs() < 2, "{:?}", since.elapsed());
        }
    }
}
