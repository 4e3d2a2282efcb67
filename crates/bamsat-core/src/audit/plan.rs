//! What is to be compared in a folder, and the folder once it was.

use crate::cascade::{Cascade, Facts, link};
use crate::finding::Located;

use super::siblings::{SiblingPair, gaps, sibling_pairs};
use super::{Audit, Judgement, is_compared};

/// A linked folder before its comparisons.
#[derive(Debug)]
pub struct Plan {
    facts: Vec<Facts>,
    cascade: Cascade,
    compared: Vec<usize>,
    siblings: Vec<SiblingPair>,
}

impl Plan {
    /// Links the documents.
    pub fn of(facts: Vec<Facts>) -> Self {
        let cascade = link(&facts);
        // A copy word for word would only say again what its first says.
        let same = |at: usize| {
            let first = cascade.copies.binary_search_by_key(&at, |(copy, _)| *copy).map(|found| cascade.copies[found].1);
            first.is_ok_and(|first| facts[first].mandates.iter().map(|m| &m.text).eq(facts[at].mandates.iter().map(|m| &m.text)))
        };
        let compared = (0..cascade.links.len())
            .filter(|&index| is_compared(&cascade, &cascade.links[index]) && !same(cascade.links[index].child))
            .collect();
        let siblings = sibling_pairs(&cascade, &facts);
        Self { facts, cascade, compared, siblings }
    }

    /// The documents to compare, as (parent, child): every link, then plans beside each other
    /// whose parent is absent.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let links = self.compared.iter().map(|&index| (self.cascade.links[index].parent, self.cascade.links[index].child));
        links.chain(self.siblings.iter().map(|pair| (pair.model, pair.other))).collect()
    }

    /// The folder, with the judgement of each pair in the order of [`Plan::pairs`]; none for a pair
    /// that could not be compared. `files` and `drafts` are in the order of the documents.
    pub fn judged(self, files: Vec<String>, drafts: Vec<Vec<Located>>, mut judged: Vec<Option<Judgement>>) -> Audit {
        let beside = judged.split_off(self.compared.len().min(judged.len()));
        let gaps = gaps(&self.siblings, &beside);
        let mut judgements: Vec<Option<Judgement>> = (0..self.cascade.links.len()).map(|_| None).collect();
        for (index, judgement) in self.compared.into_iter().zip(judged) {
            judgements[index] = judgement;
        }
        Audit { files, facts: self.facts, drafts, cascade: self.cascade, judgements, gaps }
    }
}
