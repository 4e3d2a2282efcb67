//! How much two clauses share: IDF-weighted syllable 1-3-grams, in both directions.
//!
//! Symmetric similarity finds the place; directional coverage says how much of the parent's
//! content the child carries. Every parent clause is scored against every child clause: filters
//! would lose exactly the reworded and partial ones.

use std::cell::RefCell;
use std::rc::Rc;

use super::grams::{Links, NONE, Stretches};
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
    /// How many of its grams of a kind.
    pub(super) of_kind: usize,
}

/// Scores of one clause against every piece of the child, and room for working them out.
#[derive(Debug, Default)]
pub(super) struct Scores {
    similarity: Vec<f32>,
    coverage: Vec<f32>,
    reverse: Vec<f32>,
    strength: Vec<f32>,
    /// What the clause and each piece share: of its squared weights in the upper half, of its weights in the
    /// lower one, both in parts of [`WHOLE`]. One addition counts both.
    sums: Vec<u64>,
}

/// All of a clause. Sums of rounded shares are hardly more, so that none runs over into the other half.
const WHOLE: f32 = (1 << 30) as f32;

/// The whole number next to `share`, of at most 31 bits.
#[inline]
fn parts(share: f32) -> u64 {
    /// From here on a float of 64 bits has no fractions; its lower bits are the whole number.
    const WHOLE_NUMBERS: f64 = (1u64 << 52) as f64;
    (f64::from(share) + WHOLE_NUMBERS).to_bits() & 0xffff_ffff
}

impl Scores {
    /// Scores a clause against all pieces, in the view that shows most.
    pub(super) fn of(&mut self, views: &[View<'_>], clause: usize, pieces: usize) {
        for list in [&mut self.similarity, &mut self.coverage, &mut self.reverse] {
            list.clear();
            list.resize(pieces, 0.0);
        }
        views.iter().for_each(|view| view.raise(clause, self));
        let Self { similarity, coverage, reverse, strength, .. } = self;
        let scores = similarity.iter().zip(coverage).zip(reverse);
        strength.clear();
        strength
            .extend(scores.map(|((&similarity, &mut coverage), &mut reverse)| verdict::strength(Score { similarity, coverage, reverse })));
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
    parent: &'a Stretches,
    child: &'a Stretches,
    links: Rc<Links>,
    /// How far this reading is trusted.
    trust: f32,
    /// Weights of the parent's grams.
    weights: Vec<f32>,
    /// For each piece one through the length of its vector, and one through the sum of its weights
    /// with less for a piece of a few words.
    by_norm: Vec<f32>,
    by_total: Vec<f32>,
    /// When each gram of the parent was last met in the pieces that were asked about.
    met: RefCell<(u32, Vec<u32>)>,
}

impl<'a> View<'a> {
    pub(super) fn new(trust: f32, parent: &'a Stretches, child: &'a Stretches, links: Rc<Links>) -> Self {
        // By the number of clauses, of both sides, that hold a gram.
        let clauses = parent.grams.len() + child.grams.len();
        let rarity: Vec<f32> = (0..=clauses).map(|frequency| (1.0 + clauses as f32 / (1.0 + frequency as f32)).ln()).collect();
        let mut weights: Vec<f32> = parent.counts.iter().map(|count| rarity[*count as usize]).collect();
        let weight = |((same, count), in_title): ((&u32, &u32), &bool)| {
            let Some(known) = parent.counts.get(*same as usize) else { return rarity[*count as usize] };
            let same = *same as usize;
            let topic = *in_title && parent.in_title[same];
            weights[same] = rarity[(count + known) as usize] * if topic { TOPIC } else { 1.0 };
            weights[same]
        };
        let theirs: Vec<f32> = links.in_parent.iter().zip(&child.counts).zip(&child.in_title).map(weight).collect();
        let (mut by_norm, mut by_total) = (Vec::with_capacity(child.lengths.len()), Vec::with_capacity(child.lengths.len()));
        for (grams, length) in child.grams.iter().zip(&child.lengths) {
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
        let met = RefCell::new((0, vec![0; parent.counts.len()]));
        Self { parent, child, links, trust, weights, by_norm, by_total, met }
    }

    /// The pieces that hold a gram of the parent.
    fn holders(&self, gram: u32) -> &[u32] {
        match self.links.in_child[gram as usize] {
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
        let grams = self.parent.grams.get(clause);
        // Exact, so that no sum of shares is more than the whole.
        let (mut square, mut total) = (0.0f64, 0.0f64);
        for &gram in grams {
            let weight = f64::from(self.weights[gram as usize]);
            square += weight * weight;
            total += weight;
        }
        let (square, total) = (square as f32, total as f32);
        if total <= 0.0 {
            return;
        }
        sums.clear();
        sums.resize(self.by_norm.len(), 0);
        let (of_square, of_total) = (WHOLE / square, WHOLE / total);
        for &gram in grams {
            let holders = self.holders(gram);
            if holders.is_empty() {
                continue;
            }
            let weight = self.weights[gram as usize];
            let share = parts(weight * weight * of_square) << 32 | parts(weight * of_total);
            holders.iter().for_each(|at| sums[*at as usize] += share);
        }
        let (by_norm, by_part) = (self.trust * square.sqrt() / WHOLE, self.trust / WHOLE);
        let by_total = by_part * total;
        // Halves are below 2^31: as signed numbers they are sooner turned into floats.
        let halves = |sum: &u64| ((sum >> 32) as i32 as f32, *sum as u32 as i32 as f32);
        // No share is negative or without a value, so that a comparison serves for `f32::max`, which
        // has to think of both.
        let raise = |score: &mut f32, share: f32| *score = if share > *score { share } else { *score };
        similarity.iter_mut().zip(&*sums).zip(&self.by_norm).for_each(|((score, sum), own)| raise(score, halves(sum).0 * own * by_norm));
        coverage.iter_mut().zip(&*sums).for_each(|(score, sum)| raise(score, halves(sum).1 * by_part));
        reverse.iter_mut().zip(&*sums).zip(&self.by_total).for_each(|((score, sum), own)| raise(score, halves(sum).1 * own * by_total));
    }

    /// What the pieces in `places` have of a clause; `is_kind` tells which grams of the parent are counted.
    pub(super) fn share(&self, clause: usize, places: &[usize], is_kind: &[bool]) -> Share {
        let mut met = self.met.borrow_mut();
        let (time, met) = &mut *met;
        *time += 1;
        for gram in places.iter().flat_map(|place| self.child.grams.get(*place)) {
            if let Some(met) = met.get_mut(self.links.in_parent[*gram as usize] as usize) {
                *met = *time;
            }
        }
        let (mut total, mut sum) = (0.0f32, 0.0f32);
        let share = |sum: f32, total: f32| if sum > 0.0 { sum / total * self.trust } else { 0.0 };
        let (mut head, mut of_kind) = (0.0, 0);
        for (at, gram) in self.parent.grams.get(clause).iter().enumerate() {
            let weight = self.weights[*gram as usize];
            total += weight;
            if met[*gram as usize] == *time {
                sum += weight;
                of_kind += usize::from(is_kind.get(*gram as usize) == Some(&true));
            }
            if at + 1 == self.parent.heads[clause] {
                head = share(sum, total);
            }
        }
        Share { union: share(sum, total), head, of_kind }
    }

    /// Whether this reading can show no more than `share`.
    pub(super) fn is_passed(&self, share: &Share) -> bool {
        share.union.min(share.head) >= self.trust
    }

    /// Syllables of a clause.
    pub(super) fn length(&self, clause: usize) -> usize {
        self.parent.lengths[clause]
    }
}
