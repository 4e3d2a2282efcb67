//! How much two clauses share: IDF-weighted syllable 1-3-grams, in both directions.
//!
//! Symmetric similarity finds the place; directional coverage says how much of the parent's
//! content the child carries. Every parent clause is scored against every child clause: filters
//! would lose exactly the reworded and partial ones.

use std::cell::{RefCell, RefMut};

use super::grams::{Grams, NONE};
use super::verdict;

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

/// Scores of one clause against every piece of the child, and room for working them out.
#[derive(Debug, Default)]
pub(super) struct Scores {
    similarity: Vec<f32>,
    coverage: Vec<f32>,
    reverse: Vec<f32>,
    strength: Vec<f32>,
    /// What the clause and each piece share: the sum of the squared weights and of the weights.
    sums: Vec<[f32; 2]>,
}

impl Scores {
    /// Scores a clause against all pieces, in the view that shows most.
    pub(super) fn of(&mut self, views: &[View<'_>], clause: usize, pieces: usize) {
        for list in [&mut self.similarity, &mut self.coverage, &mut self.reverse] {
            list.clear();
            list.resize(pieces, 0.0);
        }
        views.iter().for_each(|view| view.raise(clause, self));
        let mut strength = std::mem::take(&mut self.strength);
        strength.clear();
        strength.extend((0..pieces).map(|at| verdict::strength(self.at(at))));
        self.strength = strength;
    }

    /// The score against a piece.
    pub(super) fn at(&self, piece: usize) -> Score {
        Score { similarity: self.similarity[piece], coverage: self.coverage[piece], reverse: self.reverse[piece] }
    }

    /// The strength of the clause at each piece.
    pub(super) fn strengths(&self) -> &[f32] {
        &self.strength
    }
}

/// Clauses of the parent and pieces of the child in one reading.
#[derive(Debug)]
pub(super) struct View<'a> {
    parent: &'a Grams,
    child: &'a Grams,
    /// How far this reading is trusted.
    trust: f32,
    /// Weights of the parent's grams.
    weights: Vec<f32>,
    /// For each gram of the parent the same one of the child, and the other way round.
    in_child: Vec<u32>,
    in_parent: Vec<u32>,
    /// For each piece one through the length of its vector, and one through the sum of its weights
    /// with less for a piece of a few words.
    by_norm: Vec<f32>,
    by_total: Vec<f32>,
    /// When each gram of the parent was last met in the pieces that were asked about.
    met: RefCell<(u32, Vec<u32>)>,
}

impl<'a> View<'a> {
    pub(super) fn new(trust: f32, parent: &'a Grams, child: &'a Grams) -> Self {
        let in_parent = parent.find_all(child);
        // By the number of clauses, of both sides, that hold a gram.
        let clauses = parent.stretches.len() + child.stretches.len();
        let rarity: Vec<f32> = (0..=clauses).map(|frequency| (1.0 + clauses as f32 / (1.0 + frequency as f32)).ln()).collect();
        let mut weights: Vec<f32> = parent.counts.iter().map(|count| rarity[*count as usize]).collect();
        let mut in_child = vec![NONE; parent.len()];
        let mut theirs = Vec::with_capacity(child.len());
        for (gram, (same, count)) in in_parent.iter().zip(&child.counts).enumerate() {
            let Some(known) = parent.counts.get(*same as usize) else {
                theirs.push(rarity[*count as usize]);
                continue;
            };
            let same = *same as usize;
            let topic = child.is_in_title(gram) && parent.is_in_title(same);
            let weight = rarity[(count + known) as usize] * if topic { TOPIC } else { 1.0 };
            (weights[same], in_child[same]) = (weight, gram as u32);
            theirs.push(weight);
        }
        let (mut by_norm, mut by_total) = (Vec::with_capacity(child.lengths.len()), Vec::with_capacity(child.lengths.len()));
        for (grams, length) in child.stretches.iter().zip(&child.lengths) {
            let (mut squares, mut total) = (0.0f32, 0.0f32);
            for gram in grams {
                let weight = theirs[*gram as usize];
                squares += weight * weight;
                total += weight;
            }
            // No gram, no share.
            let through = |whole: f32, part: f32| if whole > 0.0 { part / whole } else { 0.0 };
            by_norm.push(through(squares.sqrt(), 1.0));
            by_total.push(through(total, (*length as f32 / SHORT).min(1.0)));
        }
        let met = RefCell::new((0, vec![0; parent.len()]));
        Self { parent, child, trust, weights, in_child, in_parent, by_norm, by_total, met }
    }

    /// The pieces that hold a gram of the parent.
    fn holders(&self, gram: u32) -> &[u32] {
        match self.in_child[gram as usize] {
            NONE => &[],
            gram => {
                let holders = self.child.holders.get(gram as usize);
                // A gram that stands everywhere says nothing, and costs most.
                if self.by_norm.len() > LARGE { &holders[..holders.len().min(COMMON)] } else { holders }
            }
        }
    }

    /// Raises the scores of a clause to what this reading shows.
    fn raise(&self, clause: usize, scores: &mut Scores) {
        let Scores { similarity, coverage, reverse, sums, .. } = scores;
        sums.clear();
        sums.resize(self.by_norm.len(), [0.0; 2]);
        let (mut square, mut total) = (0.0, 0.0);
        for &gram in self.parent.stretches.get(clause) {
            let weight = self.weights[gram as usize];
            let squared = weight * weight;
            square += squared;
            total += weight;
            for &at in self.holders(gram) {
                let [squares, weights] = &mut sums[at as usize];
                (*squares, *weights) = (*squares + squared, *weights + weight);
            }
        }
        if total <= 0.0 {
            return;
        }
        let (by_norm, by_total) = (self.trust / f32::sqrt(square), self.trust / total);
        // No share is negative or without a value, so that a comparison serves for `f32::max`, which
        // has to think of both.
        let raise = |score: &mut f32, share: f32| *score = if share > *score { share } else { *score };
        similarity.iter_mut().zip(&*sums).zip(&self.by_norm).for_each(|((score, [square, _]), own)| raise(score, square * own * by_norm));
        coverage.iter_mut().zip(&*sums).for_each(|(score, [_, sum])| raise(score, sum * by_total));
        reverse.iter_mut().zip(&*sums).zip(&self.by_total).for_each(|((score, [_, sum]), own)| raise(score, sum * own * self.trust));
    }

    /// What the pieces in `places` have of a clause.
    pub(super) fn share(&self, clause: usize, places: &[usize]) -> Share {
        let there = self.met(places);
        let (mut total, mut sum) = (0.0f32, 0.0f32);
        let share = |sum: f32, total: f32| if sum > 0.0 { sum / total * self.trust } else { 0.0 };
        let mut head = 0.0;
        for (at, gram) in self.parent.stretches.get(clause).iter().enumerate() {
            let weight = self.weights[*gram as usize];
            total += weight;
            sum += if there(*gram) { weight } else { 0.0 };
            if at + 1 == self.parent.heads[clause] {
                head = share(sum, total);
            }
        }
        Share { union: share(sum, total), head }
    }

    /// Grams of a clause of a kind that stand in these pieces.
    pub(super) fn shared(&self, clause: usize, places: &[usize], is_kind: &[bool]) -> usize {
        let there = self.met(places);
        let own = self.parent.stretches.get(clause);
        own.iter().filter(|gram| is_kind[**gram as usize] && there(**gram)).count()
    }

    /// Whether a gram of the parent stands in any of these pieces; one answer at a time.
    fn met(&self, places: &[usize]) -> impl Fn(u32) -> bool {
        let mut met = self.met.borrow_mut();
        met.0 += 1;
        let (time, mut met) = RefMut::map_split(met, |(time, met)| (time, met));
        for gram in places.iter().flat_map(|place| self.child.stretches.get(*place)) {
            if let Some(met) = met.get_mut(self.in_parent[*gram as usize] as usize) {
                *met = *time;
            }
        }
        move |gram| met[gram as usize] == *time
    }

    /// Syllables of a clause.
    pub(super) fn length(&self, clause: usize) -> usize {
        self.parent.lengths[clause]
    }
}
