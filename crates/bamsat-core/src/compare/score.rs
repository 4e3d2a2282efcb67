//! How much two clauses share: IDF-weighted syllable 1-3-grams, in both directions.
//!
//! Symmetric similarity finds the place; directional coverage says how much of the parent's
//! content the child carries. Every parent clause is scored against every child clause: filters
//! would lose exactly the reworded and partial ones.

use super::grams::{self, Grams};
use super::tokens::{Reading, Syllable};

/// Share of its weight that a gram of both titles keeps: topic words say little.
const TOPIC: f32 = 0.4;

/// Pieces from which a text is large, and how many of them are looked up for one gram there.
const LARGE: usize = 3_000;
const COMMON: usize = 1_000;

/// A clause of fewer syllables says little by itself.
const SHORT: f32 = 6.0;

/// How a parent clause and a child clause compare, 0 to 1 each.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Score {
    /// Cosine of the weighted grams.
    pub(super) similarity: f32,
    /// Share of the parent's weight that the child has.
    pub(super) coverage: f32,
    /// Share of the child's weight that the parent has: high where the child condenses.
    pub(super) reverse: f32,
}

/// What some pieces of the child have of a clause together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Share {
    /// Share of its weight.
    pub(super) union: f32,
    /// The same for its first words.
    pub(super) head: f32,
}

/// Clauses of the parent and pieces of the child in one reading.
#[derive(Debug)]
pub(super) struct View<'a> {
    parent: &'a Grams,
    /// How far this reading is trusted.
    trust: f32,
    /// Weights of the parent's grams.
    weights: Vec<f32>,
    /// The pieces that hold each of them, as a range of `holders`.
    held: Vec<(usize, usize)>,
    holders: Vec<u32>,
    /// The parent's grams in each piece.
    pieces: Vec<Piece>,
}

/// A piece of the child.
#[derive(Debug)]
struct Piece {
    /// The grams that the parent has as well, in order, as indexes there.
    shared: Vec<u32>,
    norm: f32,
    total: f32,
    /// 1 for a piece long enough to say something, less for a few words.
    weight: f32,
}

/// One way through an ordered list.
struct Walk<'a> {
    ordered: &'a [u64],
    at: usize,
}

impl<'a> Walk<'a> {
    fn new(ordered: &'a [u64]) -> Self {
        Self { ordered, at: 0 }
    }

    /// Where `gram` stands; grams are asked for in order.
    fn find(&mut self, gram: u64) -> Option<usize> {
        while self.ordered.get(self.at).is_some_and(|own| *own < gram) {
            self.at += 1;
        }
        (self.ordered.get(self.at) == Some(&gram)).then_some(self.at)
    }
}

impl<'a> View<'a> {
    pub(super) fn new(trust: f32, parent: &'a Grams, child: &Reading) -> Self {
        let numbers = parent.reading.vocabulary.renumber(&child.vocabulary);
        let topic = topic(&parent.reading, child, &numbers);
        // By the number of clauses, of both sides, that hold a gram.
        let clauses = parent.clauses.len() + child.stretches().len();
        let rarity: Vec<f32> = (0..=clauses).map(|frequency| (1.0 + clauses as f32 / (1.0 + frequency as f32)).ln()).collect();
        let weight = |frequency: usize, topic: bool| if topic { rarity[frequency] * TOPIC } else { rarity[frequency] };
        let mut of_topic = Walk::new(&topic);
        let own = parent.grams.iter().zip(&parent.counts);
        let mut weights: Vec<f32> = own.map(|(gram, count)| weight(*count as usize, of_topic.find(*gram).is_some())).collect();
        let piece = |syllables: &[u32]| Piece {
            shared: Vec::with_capacity(syllables.len()),
            norm: 0.0,
            total: 0.0,
            weight: (syllables.len() as f32 / SHORT).min(1.0),
        };
        let mut pieces: Vec<Piece> = child.stretches().map(piece).collect();
        let (mut held, mut holders) = (vec![(0, 0); weights.len()], Vec::new());
        let (mut of_topic, mut of_parent) = (Walk::new(&topic), Walk::new(&parent.grams));
        grams::each(
            child,
            |id| numbers[id as usize],
            |gram, found| {
                let shared = of_parent.find(gram);
                let frequency = found.len() + shared.map_or(0, |at| parent.counts[at] as usize);
                let weight = weight(frequency, of_topic.find(gram).is_some());
                for &at in found {
                    let piece = &mut pieces[at as usize];
                    piece.norm += weight * weight;
                    piece.total += weight;
                    if let Some(gram) = shared {
                        piece.shared.push(gram as u32);
                    }
                }
                if let Some(at) = shared {
                    weights[at] = weight;
                    held[at] = (holders.len(), holders.len() + found.len());
                    holders.extend_from_slice(found);
                }
            },
        );
        pieces.iter_mut().for_each(|piece| piece.norm = piece.norm.sqrt());
        if pieces.len() > LARGE {
            // A gram that stands everywhere says nothing, and costs most.
            for held in held.iter_mut().filter(|(from, to)| to - from > COMMON) {
                holders[held.0..held.1].sort_unstable();
                held.1 = held.0 + COMMON;
            }
        }
        Self { parent, trust, weights, held, holders, pieces }
    }

    /// Raises the scores of a clause, one for each piece, to what this reading shows.
    pub(super) fn raise(&self, clause: usize, scores: &mut [Score]) {
        let mut sums = vec![(0.0f32, 0.0f32); self.pieces.len()];
        let (mut squares, mut total) = (0.0, 0.0);
        for &gram in &self.parent.clauses[clause] {
            let weight = self.weights[gram as usize];
            let square = weight * weight;
            squares += square;
            total += weight;
            let (from, to) = self.held[gram as usize];
            for &at in &self.holders[from..to] {
                let sums = &mut sums[at as usize];
                sums.0 += square;
                sums.1 += weight;
            }
        }
        let norm: f32 = f32::sqrt(squares);
        // No share is negative or without a value, so that a comparison serves for `f32::max`, which
        // has to think of both.
        let raise = |score: &mut f32, part: f32, whole: f32| {
            let share = if whole > 0.0 { part / whole * self.trust } else { 0.0 };
            if share > *score {
                *score = share;
            }
        };
        let met = scores.iter_mut().zip(sums.into_iter().zip(&self.pieces)).filter(|(_, ((_, sum), _))| *sum > 0.0);
        for (score, ((dot, sum), piece)) in met {
            raise(&mut score.similarity, dot, norm * piece.norm);
            raise(&mut score.coverage, sum, total);
            raise(&mut score.reverse, piece.weight * sum, piece.total);
        }
    }

    /// What the pieces in `places` have of a clause.
    pub(super) fn share(&self, clause: usize, places: &[usize]) -> Share {
        let there = self.shared(clause, places);
        let share = |grams: &[u32]| {
            let (mut total, mut sum) = (0.0f32, 0.0f32);
            let mut there = there.iter().peekable();
            for gram in grams {
                let weight = self.weights[*gram as usize];
                total += weight;
                while there.next_if(|own| *own < gram).is_some() {}
                if there.next_if_eq(&gram).is_some() {
                    sum += weight;
                }
            }
            if sum > 0.0 { sum / total * self.trust } else { 0.0 }
        };
        Share { union: share(&self.parent.clauses[clause]), head: share(&self.parent.heads[clause]) }
    }

    /// Pairs of a clause that few administrative texts have and that stand in these pieces.
    pub(super) fn rare_shared(&self, clause: usize, places: &[usize]) -> usize {
        self.shared(clause, places).into_iter().filter(|gram| self.parent.is_rare(*gram)).count()
    }

    /// The grams of a clause that stand in any of these pieces, in order.
    fn shared(&self, clause: usize, places: &[usize]) -> Vec<u32> {
        let own = &self.parent.clauses[clause];
        let mut out = Vec::with_capacity(own.len() * places.len());
        for place in places {
            // Both lists are in order: one way through both finds what is in both.
            let mut there = &self.pieces[*place].shared[..];
            for gram in own {
                while let [first, rest @ ..] = there
                    && first < gram
                {
                    there = rest;
                }
                if there.first() == Some(gram) {
                    out.push(*gram);
                }
            }
        }
        if places.len() > 1 {
            out.sort_unstable();
            out.dedup();
        }
        out
    }

    /// Syllables of a clause.
    pub(super) fn length(&self, clause: usize) -> usize {
        self.parent.reading.stretch(clause).len()
    }
}

/// The grams of both titles, in order.
fn topic(parent: &Reading, child: &Reading, numbers: &[u32]) -> Vec<u64> {
    // What stands in no clause of either side gets a number that none has.
    let number = |name: &Syllable| parent.vocabulary.get(*name).or_else(|| Some(numbers[child.vocabulary.get(*name)? as usize]));
    let of = |title: &[Syllable]| grams::of(&title.iter().map(|name| number(name).unwrap_or(NO_SYLLABLE)).collect::<Vec<u32>>());
    let theirs = of(&child.title);
    of(&parent.title).into_iter().filter(|gram| theirs.binary_search(gram).is_ok()).collect()
}

/// The number of no syllable of a clause.
const NO_SYLLABLE: u32 = (1 << 20) - 2;
