//! How much two clauses share: IDF-weighted syllable 1-3-grams, in both directions.
//!
//! Symmetric similarity finds the place; directional coverage says how much of the parent's
//! content the child carries. Every parent clause is scored against every child clause: filters
//! would lose exactly the reworded and partial ones.

use rustc_hash::{FxHashMap, FxHashSet};

use super::tokens::{grams, is_pair};

/// Share of its weight that a gram of both titles keeps: topic words say little.
const TOPIC: f32 = 0.4;

/// A clause as weighted grams.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    pub(super) grams: Vec<(u64, f32)>,
    /// Grams of its first words: the action and what it acts on.
    head: Vec<(u64, f32)>,
    /// Pairs of syllables that few administrative texts have.
    rare: Vec<u64>,
    norm: f32,
    total: f32,
    /// Syllables.
    pub(super) length: usize,
}

/// Syllables of the head of a clause.
const HEAD: usize = 7;

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

/// Weights of the grams of one pair of documents.
#[derive(Debug)]
pub(super) struct Weights {
    frequency: FxHashMap<u64, u32>,
    topic: FxHashSet<u64>,
    common: FxHashSet<u64>,
    clauses: f32,
}

impl Weights {
    /// Counts in how many clauses each gram stands; `titles` hold the words both sides share.
    pub(super) fn new<'a>(clauses: impl Iterator<Item = &'a [u32]>, titles: [&[u32]; 2], common: FxHashSet<u64>) -> Self {
        let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
        let mut count = 0;
        for clause in clauses {
            count += 1;
            for gram in grams(clause) {
                *frequency.entry(gram).or_insert(0) += 1;
            }
        }
        let other: FxHashSet<u64> = grams(titles[1]).into_iter().collect();
        let topic = grams(titles[0]).into_iter().filter(|g| other.contains(g)).collect();
        Self { frequency, topic, common, clauses: count as f32 }
    }

    fn weight(&self, gram: u64) -> f32 {
        let frequency = self.frequency.get(&gram).copied().unwrap_or(1) as f32;
        let rarity = (1.0 + self.clauses / (1.0 + frequency)).ln();
        if self.topic.contains(&gram) { rarity * TOPIC } else { rarity }
    }

    /// The profile of a clause.
    pub(super) fn profile(&self, syllables: &[u32]) -> Profile {
        let weighted = |syllables: &[u32]| -> Vec<(u64, f32)> { grams(syllables).into_iter().map(|g| (g, self.weight(g))).collect() };
        let grams = weighted(syllables);
        let norm = grams.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        let total = grams.iter().map(|(_, w)| w).sum();
        let rare = grams.iter().map(|(g, _)| *g).filter(|g| is_pair(*g) && !self.common.contains(g)).collect();
        Profile { head: weighted(&syllables[..syllables.len().min(HEAD)]), grams, rare, norm, total, length: syllables.len() }
    }
}

/// The clauses of one side, indexed by gram.
#[derive(Debug)]
pub(super) struct Index {
    postings: FxHashMap<u64, Vec<u32>>,
    norms: Vec<f32>,
    totals: Vec<f32>,
    /// 1 for a clause long enough to say something, less for a few words.
    weights: Vec<f32>,
}

/// Clauses from which a text is large, and how many of them are looked up for one gram there.
const LARGE: usize = 3_000;
const COMMON: usize = 1_000;

/// A clause of fewer syllables says little by itself.
const SHORT: f32 = 6.0;

impl Index {
    pub(super) fn new(profiles: &[Profile]) -> Self {
        let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (index, profile) in profiles.iter().enumerate() {
            for (gram, _) in &profile.grams {
                postings.entry(*gram).or_default().push(index as u32);
            }
        }
        Self {
            postings,
            norms: profiles.iter().map(|p| p.norm).collect(),
            totals: profiles.iter().map(|p| p.total).collect(),
            weights: profiles.iter().map(|p| (p.length as f32 / SHORT).min(1.0)).collect(),
        }
    }

    /// Scores of `clause` against every indexed clause.
    pub(super) fn scores(&self, clause: &Profile) -> Vec<Score> {
        // In a text of many thousand clauses a gram that stands everywhere says nothing, and costs most.
        let most = if self.norms.len() > LARGE { COMMON } else { usize::MAX };
        let mut shared = vec![(0.0f32, 0.0f32); self.norms.len()];
        for (gram, weight) in &clause.grams {
            let held = self.postings.get(gram).map_or(&[][..], Vec::as_slice);
            for &at in &held[..held.len().min(most)] {
                let sums = &mut shared[at as usize];
                sums.0 += weight * weight;
                sums.1 += weight;
            }
        }
        shared
            .into_iter()
            .zip(self.norms.iter().zip(&self.totals).zip(&self.weights))
            .map(|((dot, sum), ((norm, total), weight))| Score {
                similarity: if clause.norm * norm > 0.0 { dot / (clause.norm * norm) } else { 0.0 },
                coverage: if clause.total > 0.0 { sum / clause.total } else { 0.0 },
                reverse: if *total > 0.0 { weight * sum / total } else { 0.0 },
            })
            .collect()
    }

    fn holds(&self, gram: &u64, places: &[usize]) -> bool {
        // Postings stand in order.
        self.postings.get(gram).is_some_and(|at| places.iter().any(|place| at.binary_search(&(*place as u32)).is_ok()))
    }

    /// Share of the weight of `clause` that the clauses in `places` have together.
    pub(super) fn union_coverage(&self, clause: &Profile, places: &[usize]) -> f32 {
        self.share(&clause.grams, places)
    }

    /// The same for its first words.
    pub(super) fn head_coverage(&self, clause: &Profile, places: &[usize]) -> f32 {
        self.share(&clause.head, places)
    }

    fn share(&self, grams: &[(u64, f32)], places: &[usize]) -> f32 {
        let total: f32 = grams.iter().map(|(_, w)| w).sum();
        let sum: f32 = grams.iter().filter(|(gram, _)| self.holds(gram, places)).map(|(_, w)| w).sum();
        if total > 0.0 { sum / total } else { 0.0 }
    }

    /// Rare pairs of `clause` that stand in `places`.
    pub(super) fn rare_shared(&self, clause: &Profile, places: &[usize]) -> usize {
        clause.rare.iter().filter(|gram| self.holds(gram, places)).count()
    }
}
