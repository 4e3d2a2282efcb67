//! What becomes of every mandate down a cascade.
//!
//! In: the facts of documents, their links, and what each compared link showed. Out: where each
//! mandate was lost and who never saw it, what units were given and lost, how documents fare.

mod fate;
mod judgement;
mod siblings;
mod totals;
mod units;

use crate::cascade::{Cascade, Facts, Link};
use crate::compare::Verdict;
use crate::finding::Located;
use crate::lexicon::Relation;

pub use fate::{Fate, Fates, Lost, fates};
pub use judgement::{ChangeFacts, Detail, EvidenceFacts, Judgement, Packed};
pub use siblings::{SiblingGap, SiblingPair, gaps, sibling_pairs};
pub use totals::{DocumentTotals, LevelTotals, Totals, Wanted, document_totals, totals, wanted};
pub use units::{UnitTotals, unit_totals};

/// A folder of plans, linked and judged.
#[derive(Debug)]
pub struct Audit {
    /// The documents that are there.
    pub facts: Vec<Facts>,
    /// Findings of each document by itself.
    pub drafts: Vec<Vec<Located>>,
    /// Who implements whom.
    pub cascade: Cascade,
    /// What each link showed, in the order of the links; none where nothing was compared.
    pub judgements: Vec<Option<Judgement>>,
    /// What most plans under an absent parent carry, and one does not.
    pub gaps: Vec<SiblingGap>,
}

/// A finding with the documents it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct OfNode {
    /// The node it is about.
    pub child: usize,
    /// The other node.
    pub parent: Option<usize>,
    /// What.
    pub finding: Located,
}

/// Whether the two ends of a link are compared: a plan that is there, with the one that it
/// carries out.
pub fn is_compared(cascade: &Cascade, link: &Link) -> bool {
    let there = |node: usize| cascade.nodes[node].facts.is_some();
    link.relation == Relation::Implements && there(link.parent) && there(link.child)
}

impl Audit {
    /// The judged links into `child`, with their index.
    pub fn judged(&self) -> impl Iterator<Item = (usize, &Link, &Judgement)> {
        self.cascade.links.iter().enumerate().filter_map(|(index, link)| Some((index, link, self.judgements[index].as_ref()?)))
    }

    /// For each link the mandates of the parent that another parent of the child, which stands
    /// between the two, had already lost: nobody is blamed twice.
    pub fn excused(&self) -> Vec<Vec<u32>> {
        let mut into: Vec<Vec<usize>> = vec![Vec::new(); self.cascade.nodes.len()];
        for (index, link, _) in self.judged().filter(|(_, link, _)| link.is_firm()) {
            into[link.child].push(index);
        }
        let mut out = vec![Vec::new(); self.cascade.links.len()];
        for (index, link, judgement) in self.judged() {
            let between = into[link.child].iter().map(|&other| self.cascade.links[other].parent).filter(|&node| node != link.parent);
            for node in between {
                let above = into[node].iter().find(|&&other| self.cascade.links[other].parent == link.parent);
                let Some(lost) = above.and_then(|&other| self.judgements[other].as_ref()) else { continue };
                let here = judgement.verdicts.iter().zip(&lost.verdicts).enumerate();
                out[index].extend(here.filter(|(_, (own, theirs))| is_loss(**theirs) && *own <= *theirs).map(|(at, _)| at as u32));
            }
            out[index].sort_unstable();
            out[index].dedup();
        }
        out
    }
}

/// Whether all or part of a demand is gone.
pub fn is_loss(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Missing | Verdict::Partial)
}
