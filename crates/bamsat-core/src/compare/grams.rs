//! The 1-, 2- and 3-grams of stretches of syllables.

use super::tokens::{Reading, is_common};

/// Bits of a syllable in a gram; 0 stands for none.
const SYLLABLE: u32 = 20;
const MASK: u64 = (1 << SYLLABLE) - 1;
/// Syllables of a gram at most.
const LONGEST: u32 = 3;
/// Syllables of the head of a clause: the action and what it acts on.
const HEAD: usize = 7;

/// A gram as a number: shorter ones first, then by the numbers of their syllables.
fn gram(syllables: &[u32]) -> u64 {
    let packed = syllables.iter().fold(0, |packed, id| packed << SYLLABLE | u64::from(id + 1));
    (syllables.len() as u64) << (LONGEST * SYLLABLE) | packed
}

/// The distinct grams of one stretch, in order.
pub(super) fn of(syllables: &[u32]) -> Vec<u64> {
    let mut out = Vec::with_capacity(syllables.len() * LONGEST as usize);
    for size in 1..=LONGEST as usize {
        out.extend(syllables.windows(size).map(gram));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Hands over the distinct grams of all stretches, in order, each with the stretches that hold it.
///
/// One sort serves grams of every size: it brings together the places that begin alike.
pub(super) fn each(reading: &Reading, number: impl Fn(u32) -> u32, mut take: impl FnMut(u64, &[u32])) {
    let mut places: Vec<(u64, u32)> = Vec::with_capacity(reading.len());
    let mut most = 0;
    for (stretch, syllables) in reading.stretches().enumerate() {
        let mut packed = 0;
        // From behind, so that each place takes over what follows it.
        for &id in syllables.iter().rev() {
            let number = number(id) + 1;
            most = most.max(number);
            packed = u64::from(number) << (2 * SYLLABLE) | packed >> SYLLABLE;
            places.push((packed, stretch as u32));
        }
    }
    let places = sorted(places, most as usize);
    // The last gram that each stretch was seen to hold.
    let (mut seen, mut count) = (vec![0; reading.stretches().len()], 0u32);
    let mut holders = Vec::new();
    for size in 1..=LONGEST {
        let begin = |place: &(u64, u32)| place.0 >> ((LONGEST - size) * SYLLABLE);
        let mut rest = &places[..];
        while let [first, behind @ ..] = rest {
            let packed = begin(first);
            let alike = 1 + behind.iter().take_while(|place| begin(place) == packed).count();
            let (alike, others) = rest.split_at(alike);
            rest = others;
            if packed & MASK == 0 {
                continue;
            }
            let gram = u64::from(size) << (LONGEST * SYLLABLE) | packed;
            // Most grams stand in one place.
            if let [(_, stretch)] = alike {
                take(gram, &[*stretch]);
                continue;
            }
            count += 1;
            holders.clear();
            for &(_, stretch) in alike {
                if std::mem::replace(&mut seen[stretch as usize], count) != count {
                    holders.push(stretch);
                }
            }
            take(gram, &holders);
        }
    }
}

/// Places by the numbers of their three syllables, none greater than `most`. Numbers are small, so
/// that counting how often each comes is sooner done than comparing places.
fn sorted(mut places: Vec<(u64, u32)>, most: usize) -> Vec<(u64, u32)> {
    let mut next = vec![(0, 0); places.len()];
    let mut starts = vec![0; most + 1];
    for syllable in 0..LONGEST {
        let number = |place: &(u64, u32)| (place.0 >> (syllable * SYLLABLE) & MASK) as usize;
        starts.fill(0);
        places.iter().for_each(|place| starts[number(place)] += 1);
        let mut sum = 0;
        starts.iter_mut().for_each(|start| sum += std::mem::replace(start, sum));
        for place in &places {
            let at = &mut starts[number(place)];
            next[*at] = *place;
            *at += 1;
        }
        std::mem::swap(&mut places, &mut next);
    }
    places
}

/// The clauses of a parent by their grams, in one reading.
#[derive(Debug)]
pub(super) struct Grams {
    pub(super) reading: Reading,
    /// The distinct grams, in order.
    pub(super) grams: Vec<u64>,
    /// In how many clauses each stands.
    pub(super) counts: Vec<u32>,
    /// The grams of each clause, in order, as indexes.
    pub(super) clauses: Vec<Vec<u32>>,
    /// The same of its first words.
    pub(super) heads: Vec<Vec<u32>>,
}

impl Grams {
    pub(super) fn new(reading: Reading) -> Self {
        let mut out = Self {
            grams: Vec::new(),
            counts: Vec::new(),
            clauses: reading.stretches().map(|syllables| Vec::with_capacity(syllables.len() * LONGEST as usize)).collect(),
            heads: Vec::new(),
            reading,
        };
        each(
            &out.reading,
            |id| id,
            |gram, clauses| {
                clauses.iter().for_each(|clause| out.clauses[*clause as usize].push(out.grams.len() as u32));
                out.grams.push(gram);
                out.counts.push(clauses.len() as u32);
            },
        );
        out.grams.shrink_to_fit();
        out.counts.shrink_to_fit();
        let head = |(clause, syllables): (&Vec<u32>, &[u32])| {
            let place = |gram: u64| clause.binary_search_by_key(&gram, |own| out.grams[*own as usize]).ok().map(|at| clause[at]);
            let head = of(&syllables[..syllables.len().min(HEAD)]);
            let mut own = Vec::with_capacity(head.len());
            own.extend(head.into_iter().filter_map(place));
            own
        };
        out.heads = out.clauses.iter().zip(out.reading.stretches()).map(head).collect();
        out
    }

    /// Whether a gram is a pair of syllables that few administrative texts have.
    pub(super) fn is_rare(&self, at: u32) -> bool {
        let gram = self.grams[at as usize];
        let syllable = |place: u32| {
            let id = gram >> (place * SYLLABLE) & MASK;
            self.reading.vocabulary.syllables[id as usize - 1]
        };
        gram >> (LONGEST * SYLLABLE) == 2 && !is_common(syllable(1), syllable(0))
    }
}
