//! Different words by number.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Span;

/// The different words of a text, numbered in the order in which they come and found by their letters.
///
/// Every word of a text is looked up at least once, so that this is a table of its own: numbers alone, each at
/// or behind the place that its word is hashed to. The letters stay in the text, which each question brings along.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// For each number where its word stands.
    spans: Vec<Span>,
    table: Vec<u32>,
}

/// No word.
const NONE: u32 = u32::MAX;

impl Names {
    pub(crate) fn with_room(words: usize) -> Self {
        Self { spans: Vec::with_capacity(words), table: vec![NONE; (words * 2 + 1).next_power_of_two()] }
    }

    /// The number of a word.
    pub(crate) fn find(&self, text: &str, word: &str) -> Option<u32> {
        self.slot(text.as_bytes(), word.as_bytes()).ok()
    }

    /// The number of the word at `place`, a new one if it was not met before.
    pub(crate) fn number(&mut self, text: &str, place: Span) -> u32 {
        let text = text.as_bytes();
        match self.slot(text, &text[place.start..place.end]) {
            Ok(number) => number,
            // A free place must be left, at which a search ends.
            Err(_) if (self.spans.len() + 1) * 4 > self.table.len() * 3 => {
                self.grow(text);
                self.add(text, place)
            }
            Err(at) => self.put(at, place),
        }
    }

    fn add(&mut self, text: &[u8], place: Span) -> u32 {
        self.slot(text, &text[place.start..place.end]).unwrap_or_else(|at| self.put(at, place))
    }

    fn put(&mut self, at: usize, place: Span) -> u32 {
        let number = self.spans.len() as u32;
        self.table[at] = number;
        self.spans.push(place);
        number
    }

    fn grow(&mut self, text: &[u8]) {
        self.table = vec![NONE; (self.table.len() * 2).max(8)];
        for (number, place) in self.spans.iter().enumerate() {
            if let Err(at) = self.slot(text, &text[place.start..place.end]) {
                self.table[at] = number as u32;
            }
        }
    }

    /// The number of a word, or the place in the table where it belongs.
    fn slot(&self, text: &[u8], word: &[u8]) -> Result<u32, usize> {
        let mut hasher = FxHasher::default();
        hasher.write(word);
        let mask = self.table.len().wrapping_sub(1);
        let mut at = hasher.finish() as usize & mask;
        loop {
            match self.table.get(at) {
                None | Some(&NONE) => return Err(at),
                Some(&number) => {
                    let place = self.spans[number as usize];
                    if text[place.start..place.end] == *word {
                        return Ok(number);
                    }
                }
            }
            at = (at + 1) & mask;
        }
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
        assert_eq!(Names::default().find("", "a"), None);
        assert_eq!(Names::default().number("a", Span::new(0, 1)), 0);
    }
}
