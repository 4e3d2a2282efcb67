//! The 1-, 2- and 3-grams of stretches of syllables.

use crate::source::{Free, Seeds, Table};

use super::lists::Lists;
use super::reading::{READINGS, Readings};
use super::spelling::{COMMON_PAIRS, GROUP, Same, Spelt};

/// Syllables of the head of a clause: the action and what it acts on.
const HEAD: usize = 7;

/// No gram, and no syllable.
pub(super) const NONE: u32 = u32::MAX;

/// The stretches of one text by their grams. Grams are numbered in the order in which they come.
#[derive(Debug)]
pub(super) struct Grams {
    /// Of the words as written, and with synonyms as one.
    spelt: Known,
    /// Of the words without marks.
    bare: Known,
    /// The stretches in each reading.
    pub(super) readings: [Stretches; READINGS],
}

/// Stretches by their grams, in one reading.
#[derive(Debug)]
pub(super) struct Stretches {
    /// Whether the title of the text holds each gram.
    pub(super) in_title: Vec<bool>,
    /// In how many stretches each stands.
    pub(super) counts: Vec<u32>,
    /// The distinct grams of each stretch, in the order in which they end.
    pub(super) grams: Lists,
    /// The stretches that hold each gram; of a child only.
    pub(super) holders: Lists,
    /// How many of its grams lie within the first words of each stretch.
    pub(super) heads: Vec<usize>,
    /// Syllables of each stretch.
    pub(super) lengths: Vec<usize>,
}

/// For each gram of one side the same one of the other, or none.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) in_parent: Vec<u32>,
    pub(super) in_child: Vec<u32>,
}

/// A gram: the one it begins with, which is all of it but the last syllable, and that syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gram {
    begin: u32,
    last: u32,
}

impl Gram {
    #[inline]
    fn hash(self, seeds: Seeds) -> usize {
        seeds.hash(u64::from(self.begin), u64::from(self.last))
    }
}

/// Grams by number, and the number of each.
#[derive(Debug)]
struct Known {
    grams: Vec<Gram>,
    table: Table,
    seeds: Seeds,
}

impl Known {
    /// Room for grams of this many syllables of running text.
    fn with_room(syllables: usize) -> Self {
        // Of three grams at each place two are mostly met once.
        let room = syllables * 2 + 1;
        Self { grams: Vec::with_capacity(room), table: Table::with_room(room), seeds: Seeds::of_this_run() }
    }

    /// The number of a gram, or the place in the table where it belongs.
    #[inline]
    fn find(&self, gram: Gram) -> Result<u32, Free> {
        self.table.find(gram.hash(self.seeds), |number| self.grams[number as usize] == gram)
    }

    /// The number of a gram, a new one if it was not met before.
    #[inline]
    fn number(&mut self, gram: Gram) -> u32 {
        self.find(gram).unwrap_or_else(|free| {
            let number = self.grams.len() as u32;
            self.grams.push(gram);
            let (grams, seeds) = (&self.grams, self.seeds);
            self.table.add(number, free, |number| grams[number as usize].hash(seeds));
            number
        })
    }

    /// The same grams here and in a child, of which `here` gives the syllables here.
    fn links(&self, child: &Self, here: impl Fn(u32) -> u32) -> Links {
        let mut in_parent: Vec<u32> = Vec::with_capacity(child.grams.len());
        let mut in_child = vec![NONE; self.grams.len()];
        for (number, gram) in (0..).zip(&child.grams) {
            let last = here(gram.last);
            let begin = if gram.begin == NONE { NONE } else { in_parent[gram.begin as usize] };
            // What begins like no gram here is none.
            let unknown = last == NONE || begin == NONE && gram.begin != NONE;
            let found = if unknown { NONE } else { self.find(Gram { begin, last }).unwrap_or(NONE) };
            if found != NONE {
                in_child[found as usize] = number;
            }
            in_parent.push(found);
        }
        Links { in_parent, in_child }
    }

    /// The grams of a stretch.
    fn all(&mut self, syllables: &[u32]) -> Vec<u32> {
        let mut out = Vec::new();
        self.each(syllables, |_, gram| out.push(gram));
        out
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

/// The distinct grams of stretches while they are read.
struct Gathered {
    /// For each gram in how many stretches it was met, and in which one last.
    met: Vec<(u32, u32)>,
    grams: Lists,
    heads: Vec<usize>,
}

impl Gathered {
    fn with_room(grams: usize, stretches: usize) -> Self {
        Self { met: vec![(0, NONE); grams], grams: Lists::with_room(grams, stretches), heads: Vec::with_capacity(stretches) }
    }

    /// Takes a gram of a stretch; tells whether the stretch did not have it yet.
    #[inline]
    fn take(&mut self, stretch: usize, gram: u32) -> bool {
        if gram as usize >= self.met.len() {
            self.meet(gram);
        }
        let (count, last) = &mut self.met[gram as usize];
        let is_new = *last != stretch as u32;
        if is_new {
            (*count, *last) = (*count + 1, stretch as u32);
            self.grams.push(gram);
        }
        is_new
    }

    /// Makes room for a gram.
    #[cold]
    fn meet(&mut self, gram: u32) {
        // Twice as many, for others follow.
        self.met.resize((gram as usize + 1) * 2, (0, NONE));
    }

    fn end(&mut self, head: usize) {
        self.grams.end();
        self.heads.push(head);
    }

    fn stretches(self, title: &[u32], grams: usize, lengths: Vec<usize>) -> Stretches {
        let mut in_title = vec![false; grams];
        title.iter().for_each(|gram| in_title[*gram as usize] = true);
        let mut counts: Vec<u32> = self.met.into_iter().map(|(count, _)| count).collect();
        counts.resize(grams, 0);
        Stretches { in_title, counts, grams: self.grams, holders: Lists::default(), heads: self.heads, lengths }
    }
}

impl Grams {
    pub(super) fn new(texts: &Readings, spelt: &Spelt<'_>) -> Self {
        let Readings { exact, merged } = texts;
        let (syllables, stretches) = (exact.total(), exact.len());
        let mut known = Known::with_room(syllables);
        let gathered = || Gathered::with_room(syllables * 3, stretches);
        let (mut of_exact, mut of_merged, mut of_bare) = (gathered(), gathered(), gathered());
        for (stretch, syllables) in exact.iter().enumerate() {
            let mut head = 0;
            known.each(syllables, |at, gram| head += usize::from(of_exact.take(stretch, gram) && at < HEAD));
            of_exact.end(head);
        }
        let [exact_title, merged_title] = &spelt.title;
        let exact_title = known.all(exact_title);
        // Without marks a stretch has the same grams, though fewer different ones.
        let mut bare = Known::with_room(syllables);
        let mut bare_of: Vec<u32> = Vec::with_capacity(known.grams.len());
        for gram in &known.grams {
            let begin = if gram.begin == NONE { NONE } else { bare_of[gram.begin as usize] };
            bare_of.push(bare.number(Gram { begin, last: spelt.bare()[gram.last as usize] }));
        }
        for (stretch, grams) in of_exact.grams.iter().enumerate() {
            let mut head = 0;
            for (at, gram) in grams.iter().enumerate() {
                head += usize::from(of_bare.take(stretch, bare_of[*gram as usize]) && at < of_exact.heads[stretch]);
            }
            of_bare.end(head);
        }
        let bare_title: Vec<u32> = exact_title.iter().map(|gram| bare_of[*gram as usize]).collect();
        // Most stretches hold no synonym.
        for (stretch, syllables) in merged.iter().enumerate() {
            let mut head = 0;
            if syllables == exact.get(stretch) {
                head = of_exact.heads[stretch];
                of_exact.grams.get(stretch).iter().for_each(|gram| _ = of_merged.take(stretch, *gram));
            } else {
                known.each(syllables, |at, gram| head += usize::from(of_merged.take(stretch, gram) && at < HEAD));
            }
            of_merged.end(head);
        }
        let merged_title = known.all(merged_title);
        let lengths = |texts: &Lists| texts.iter().map(<[u32]>::len).collect::<Vec<usize>>();
        let readings = [
            of_exact.stretches(&exact_title, known.grams.len(), lengths(exact)),
            of_bare.stretches(&bare_title, bare.grams.len(), lengths(exact)),
            of_merged.stretches(&merged_title, known.grams.len(), lengths(merged)),
        ];
        Self { spelt: known, bare, readings }
    }

    /// The same for a child, which is asked where a gram stands, and never for one by what it is made of.
    pub(super) fn of_child(texts: &Readings, spelt: &Spelt<'_>) -> Self {
        let mut out = Self::new(texts, spelt);
        for reading in &mut out.readings {
            reading.holders = reading.grams.inverse(&reading.counts);
        }
        (out.spelt.table, out.bare.table) = (Table::with_room(0), Table::with_room(0));
        out
    }

    /// The same grams of both sides: as spelt, and without marks. `same` are the words of the child in the parent.
    pub(super) fn links(&self, child: &Self, same: &Same) -> [Links; 2] {
        let spelt = |word: u32| if word & GROUP == 0 { same.spelt[word as usize] } else { word };
        [self.spelt.links(&child.spelt, spelt), self.bare.links(&child.bare, |word| same.bare[word as usize])]
    }

    /// Whether each gram is a pair of syllables that few administrative texts have.
    pub(super) fn rare(&self, spelt: &Spelt<'_>) -> Vec<bool> {
        let grams = &self.spelt.grams;
        let is_rare = |gram: &Gram| {
            let Some(first) = grams.get(gram.begin as usize).filter(|first| first.begin == NONE) else { return false };
            // A group of synonyms is no pair of syllables as written.
            (first.last | gram.last) & GROUP == 0 && !COMMON_PAIRS.contains(&(spelt.name(first.last), spelt.name(gram.last)))
        };
        grams.iter().map(is_rare).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::{Prepared, compare_prepared};
    use crate::document::parse;
    use crate::source::Source;

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
