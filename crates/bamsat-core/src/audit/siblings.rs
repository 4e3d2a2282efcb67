//! Plans under one parent that is not there: held beside each other, they show what one of them
//! left out.

use crate::cascade::{Cascade, Facts};
use crate::compare::Verdict;

use super::Judgement;

/// Plans under one absent parent from which "most" means something.
const LEAST: usize = 3;
/// Plans of a family that the others are held against.
const MODELS: usize = 2;

/// Two plans under the same absent parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct SiblingPair {
    /// The absent parent.
    pub parent: usize,
    /// The one whose demands are looked for.
    pub model: usize,
    /// The one that they are looked for in.
    pub other: usize,
}

/// A demand that most plans under an absent parent carry, and one does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiblingGap {
    /// The absent parent.
    pub parent: usize,
    /// A plan that carries it.
    pub model: usize,
    /// Index into its mandates.
    pub mandate: usize,
    /// The plan without it.
    pub child: usize,
    /// Plans of the family that carry it, the model among them.
    pub carried: usize,
    /// Plans of the family to which it applies.
    pub family: usize,
}

/// The pairs to compare: the fullest plans of each family with all others. Two models are enough
/// for what most carry, and keep the work linear in the links.
pub(super) fn sibling_pairs(cascade: &Cascade, facts: &[Facts]) -> Vec<SiblingPair> {
    let mut families: Vec<Vec<usize>> = vec![Vec::new(); cascade.nodes.len()];
    for (_, link) in cascade.implementing().filter(|(_, link)| link.is_firm()) {
        let copy = cascade.copies.binary_search_by_key(&link.child, |(copy, _)| *copy).is_ok();
        if cascade.nodes[link.parent].facts.is_none() && !copy {
            families[link.parent].push(link.child);
        }
    }
    let mut out = Vec::new();
    for (parent, family) in families.iter().enumerate().filter(|(_, family)| family.len() >= LEAST) {
        let mut fullest = family.clone();
        fullest.sort_by_key(|&node| (std::cmp::Reverse(facts[node].mandates.len()), node));
        for &model in fullest.iter().take(MODELS) {
            out.extend(family.iter().filter(|&&other| other != model).map(|&other| SiblingPair { parent, model, other }));
        }
    }
    out
}

/// The gaps that the compared pairs show; `judgements` are in the order of `pairs`.
pub(super) fn gaps(pairs: &[SiblingPair], judgements: &[Option<Judgement>]) -> Vec<SiblingGap> {
    let mut out: Vec<SiblingGap> = Vec::new();
    let judged: Vec<(&SiblingPair, &Judgement)> = pairs.iter().zip(judgements).filter_map(|(pair, j)| Some((pair, j.as_ref()?))).collect();
    for family in judged.chunk_by(|a, b| (a.0.parent, a.0.model) == (b.0.parent, b.0.model)) {
        let Some((pair, first)) = family.first() else { continue };
        for mandate in 0..first.verdicts.len() {
            let of = |verdict: fn(Verdict) -> bool| {
                family.iter().filter(move |(_, j)| verdict(j.verdicts.get(mandate).copied().unwrap_or(Verdict::NotApplicable)))
            };
            // What only resembles it is neither there nor gone.
            let gone = |j: &Judgement| j.weak.binary_search(&(mandate as u32)).is_err();
            let lacking: Vec<usize> = of(|v| v == Verdict::Missing).filter(|(_, j)| gone(j)).map(|(pair, _)| pair.other).collect();
            let carried = 1 + of(|v| !matches!(v, Verdict::Missing | Verdict::NotApplicable)).count();
            let whole = carried + lacking.len();
            if carried >= LEAST - 1 && carried * 3 >= whole * 2 {
                out.extend(lacking.into_iter().map(|child| SiblingGap {
                    parent: pair.parent,
                    model: pair.model,
                    mandate,
                    child,
                    carried,
                    family: whole,
                }));
            }
        }
    }
    // Two models may show the same gap: the words of the first are enough for one document.
    out.sort_by_key(|gap| (gap.child, gap.parent, gap.model, gap.mandate));
    let mut models: Vec<(usize, usize, usize)> = Vec::new();
    out.retain(|gap| {
        let key = (gap.child, gap.parent);
        match models.iter().rev().find(|(child, parent, _)| (*child, *parent) == key) {
            Some((_, _, model)) => *model == gap.model,
            None => {
                models.push((gap.child, gap.parent, gap.model));
                true
            }
        }
    });
    out
}
