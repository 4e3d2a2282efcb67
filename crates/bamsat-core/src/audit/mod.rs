//! What becomes of every mandate down a cascade.
//!
//! In: the facts of documents, their links, and what each compared link showed. Out: where each
//! mandate was lost and who never saw it, what units were given and lost, how documents fare.

mod fate;
mod folder;
mod judgement;
mod plan;
mod siblings;
mod totals;
mod units;

use crate::cascade::{Cascade, Facts, Link};
use crate::finding::Located;
use crate::lexicon::Relation;

pub use fate::{Fates, Lost, fates};
pub use judgement::{ChangeFacts, Depth, Detail, EvidenceFacts, Judgement, Packed};
pub use plan::Plan;
pub use siblings::SiblingGap;
pub use totals::{DocumentTotals, LevelTotals, Totals, Wanted, document_totals, totals, wanted};
pub use units::{UnitTotals, unit_totals};

/// A folder of plans, linked and judged.
#[derive(Debug)]
pub struct Audit {
    /// The file of each document, for reports.
    pub files: Vec<String>,
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
fn is_compared(cascade: &Cascade, link: &Link) -> bool {
    let there = |node: usize| cascade.nodes[node].facts.is_some();
    link.relation == Relation::Implements && there(link.parent) && there(link.child)
}
