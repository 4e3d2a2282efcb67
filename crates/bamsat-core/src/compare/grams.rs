//! The 1-, 2- and 3-grams of stretches of syllables.

use super::lists::Lists;
use super::tokens::{Reading, Vocabulary, is_common};

/// Syllables of the head of a clause: the action and what it acts on.
const HEAD: usize = 7;

/// No gram, and no syllable.
pub(super) const NONE: u32 = u32::MAX;

/// The stretches of one text by their grams, in one reading. Grams are numbered in the order in
/// which they come.
#[derive(Debug)]
pub(super) struct Grams {
    vocabulary: Vocabulary,
    known: Known,
    /// Whether the title of the text holds each.
    in_title: Vec<bool>,
    /// In how many stretches each stands.
    pub(super) counts: Vec<u32>,
    /// The distinct grams of each stretch, in the order in which they end.
    pub(super) stretches: Lists,
    /// The stretches that hold each gram; of a child only.
    pub(super) holders: Lists,
    /// How many of its grams lie within the first words of each stretch.
    pub(super) heads: Vec<usize>,
    /// Syllables of each stretch.
    pub(super) lengths: Vec<usize>,
}

/// A gram: the one it begins with, which is all of it but the last syllable, and that syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gram {
    begin: u32,
    last: u32,
}

/// Grams by number, and the number of each.
///
/// Three grams end at every syllable and each is looked up, so that this is a table of its own: the
/// numbers alone, each at or behind the place that its gram is hashed to.
#[derive(Debug)]
struct Known {
    grams: Vec<Gram>,
    table: Vec<u32>,
}

impl Known {
    /// Room for grams of this many syllables of running text.
    fn with_room(syllables: usize) -> Self {
        // Of three grams at each place two are mostly met once; a table half full is quick.
        let room = syllables * 2 + 1;
        Self { grams: Vec::with_capacity(room), table: vec![NONE; (room * 2).next_power_of_two()] }
    }

    /// The number of a gram, or the place in the table where it belongs.
    fn find(&self, gram: Gram) -> Result<u32, usize> {
        /// Spreads neighbouring numbers over the whole table.
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let hash = (u64::from(gram.begin) << 32 | u64::from(gram.last)).wrapping_mul(SPREAD);
        let mask = self.table.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        loop {
            match self.table[at] {
                NONE => return Err(at),
                number if self.grams[number as usize] == gram => return Ok(number),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// The number of a gram, a new one if it was not met before.
    fn number(&mut self, gram: Gram) -> u32 {
        self.find(gram).unwrap_or_else(|at| {
            // A free place must be left, at which a search ends.
            if (self.grams.len() + 1) * 4 > self.table.len() * 3 {
                self.grow();
                return self.number(gram);
            }
            self.table[at] = self.grams.len() as u32;
            self.grams.push(gram);
            self.table[at]
        })
    }

    fn grow(&mut self) {
        self.table = vec![NONE; self.table.len() * 2];
        for number in 0..self.grams.len() {
            if let Err(at) = self.find(self.grams[number]) {
                self.table[at] = number as u32;
            }
        }
    }

    /// Hands over every gram of a stretch with the place of the syllable that it ends with.
    fn each(&mut self, syllables: &[u32], mut take: impl FnMut(usize, u32)) {
        let (mut one, mut two) = (NONE, NONE);
        for (at, &last) in syllables.iter().enumerate() {
            let single = self.number(Gram { begin: NONE, last });
            take(at, single);
            let mut pair = NONE;
            if one != NONE {
                pair = self.number(Gram { begin: one, last });
                take(at, pair);
            }
            if two != NONE {
                take(at, self.number(Gram { begin: two, last }));
            }
            (one, two) = (single, pair);
        }
    }
}

impl Grams {
    pub(super) fn new(reading: Reading) -> Self {
        let Reading { vocabulary, stretches: texts, title } = reading;
        let mut known = Known::with_room(texts.total());
        // For each gram in how many stretches it was met, and in which one last.
        let mut met: Vec<(u32, u32)> = Vec::with_capacity(known.grams.capacity());
        let (mut stretches, mut heads) = (Lists::with_room(texts.total() * 3, texts.len()), Vec::with_capacity(texts.len()));
        for (stretch, syllables) in texts.iter().enumerate() {
            let mut head = 0;
            known.each(syllables, |at, gram| {
                if gram as usize == met.len() {
                    met.push((0, NONE));
                }
                let (count, last) = &mut met[gram as usize];
                if *last != stretch as u32 {
                    (*count, *last) = (*count + 1, stretch as u32);
                    stretches.push(gram);
                    head += usize::from(at < HEAD);
                }
            });
            stretches.end();
            heads.push(head);
        }
        let mut of_title = Vec::new();
        known.each(&title, |_, gram| of_title.push(gram));
        let mut in_title = vec![false; known.grams.len()];
        of_title.into_iter().for_each(|gram| in_title[gram as usize] = true);
        let mut counts: Vec<u32> = met.into_iter().map(|(count, _)| count).collect();
        counts.resize(known.grams.len(), 0);
        let lengths = texts.iter().map(<[u32]>::len).collect();
        Self { vocabulary, known, in_title, counts, stretches, holders: Lists::default(), heads, lengths }
    }

    /// The same for a child, which is asked where a gram stands, and never for one by what it is made of.
    pub(super) fn of_child(reading: Reading) -> Self {
        let mut out = Self::new(reading);
        out.holders = out.stretches.inverse(&out.counts);
        out.known.table = Vec::new();
        out
    }

    /// Number of different grams.
    pub(super) fn len(&self) -> usize {
        self.known.grams.len()
    }

    /// For each gram of `other` the same one here, if there is one.
    pub(super) fn find_all(&self, other: &Self) -> Vec<u32> {
        let here = |syllable| self.vocabulary.get(syllable).unwrap_or(NONE);
        let syllables: Vec<u32> = other.vocabulary.syllables.iter().map(here).collect();
        let mut found: Vec<u32> = Vec::with_capacity(other.len());
        for gram in &other.known.grams {
            let last = syllables[gram.last as usize];
            let begin = if gram.begin == NONE { NONE } else { found[gram.begin as usize] };
            // What begins like no gram here is none.
            let unknown = last == NONE || begin == NONE && gram.begin != NONE;
            found.push(if unknown { NONE } else { self.known.find(Gram { begin, last }).unwrap_or(NONE) });
        }
        found
    }

    /// Whether the title holds a gram.
    pub(super) fn is_in_title(&self, gram: usize) -> bool {
        self.in_title[gram]
    }

    /// Whether each gram is a pair of syllables that few administrative texts have.
    pub(super) fn rare(&self) -> Vec<bool> {
        let syllable = |number: u32| self.vocabulary.syllables[number as usize];
        let grams = &self.known.grams;
        let is_rare = |gram: &Gram| {
            let Some(first) = grams.get(gram.begin as usize).filter(|first| first.begin == NONE) else { return false };
            !is_common(syllable(first.last), syllable(gram.last))
        };
        grams.iter().map(is_rare).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Prepared, compare_prepared};
    use crate::document::parse;
    use crate::source::Source;

    #[test]
    fn a_table_is_never_full() {
        for room in 0..4 {
            let mut known = Known::with_room(room);
            let numbers: Vec<u32> = (0..500).map(|last| known.number(Gram { begin: NONE, last })).collect();
            assert_eq!(numbers, (0..500).collect::<Vec<u32>>());
            assert_eq!(known.find(Gram { begin: NONE, last: 499 }), Ok(499));
            assert!(known.find(Gram { begin: 7, last: 499 }).is_err());
        }
    }

    #[test]
    fn a_title_without_demands_is_compared() {
        let texts = ["KẾ HOẠCH\nPhòng, chống lụt bão\nCăn cứ Luật Phòng, chống thiên tai;", "KẾ HOẠCH PHÒNG CHỐNG LỤT BÃO", ""];
        let documents = texts.map(|text| parse(Source::read(text)));
        for (parent, child) in documents.iter().flat_map(|parent| documents.iter().map(move |child| (parent, child))) {
            let found = compare_prepared(&Prepared::new(parent), &Prepared::new(child));
            assert_eq!(found.mandates.len(), parent.mandates.len());
        }
    }
}
