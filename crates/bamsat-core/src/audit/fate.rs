//! Where each mandate was lost on its way down.
//!
//! A mandate begins in the document that first says it. Going down, a plan carries it in mandates
//! of its own, and those are what the next plan is held against.

use rustc_hash::FxHashMap;

use crate::compare::Verdict;

use super::{Audit, Judgement};

/// Steps down that a mandate is followed: real cascades have four to six.
const DEEPEST: usize = 32;

/// A mandate that a document lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The node that says it first.
    pub document: usize,
    /// Index into its mandates.
    pub mandate: usize,
    /// The node that lost it.
    pub lost_at: usize,
    /// Nodes below that one that never saw it, in order.
    pub below: Vec<usize>,
}

/// What became of the mandates of one document, over all documents below it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fates {
    /// Mandates that begin here.
    pub mandates: usize,
    /// Times that one was carried by a document below.
    pub kept: usize,
    /// Times that one was carried with a change.
    pub changed: usize,
    /// Times that one was lost.
    pub lost: usize,
    /// Documents below a loss, times mandates: those that never saw it.
    pub unseen: usize,
    /// Times that it is not known: carried outside of any demand, or the mandate does not apply.
    pub open: usize,
}

/// What one document does with a mandate that came down to it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It carries it in these of its mandates; `changed` when it is not what it was.
    Held {
        /// Indexes into its mandates.
        mandates: Vec<u32>,
        /// Reworded, renamed, weakened, partly lost or given to another on the way.
        changed: bool,
    },
    /// It lost it.
    Lost,
    /// A document above lost it.
    Unseen {
        /// That document.
        lost_at: usize,
    },
    /// Does not apply, or cannot be followed.
    Open,
}

/// Follows every mandate from the document that says it first; gives the losses in the order of
/// documents and mandates, and the counts of each document.
pub fn fates(audit: &Audit) -> (Vec<Lost>, Vec<Fates>) {
    let walk = Walk::new(audit);
    let nodes = audit.cascade.nodes.len();
    let mut lost = Vec::new();
    let mut counts = vec![Fates::default(); nodes];
    for document in (0..nodes).filter(|&node| audit.cascade.nodes[node].facts.is_some()) {
        walk.follow(document, &mut lost, &mut counts[document]);
    }
    (lost, counts)
}

/// Links, with mandates of their parent that a document between the two had lost already.
pub(super) fn unseen(audit: &Audit) -> Vec<(usize, u32)> {
    let walk = Walk::new(audit);
    // Only where a plan has several parents can one of them stand between.
    let several = (0..walk.into.len()).filter(|&node| walk.into[node].len() > 1).flat_map(|node| &walk.into[node]);
    let mut above: Vec<usize> = several.map(|&link| audit.cascade.links[link].parent).collect();
    above.sort_unstable();
    above.dedup();
    let mut out = Vec::new();
    for document in above {
        let descendants = walk.descendants(document);
        let Some(facts) = audit.cascade.nodes[document].facts else { continue };
        for mandate in 0..audit.facts[facts].mandates.len() as u32 {
            let fates = walk.fates(document, mandate, &descendants);
            for (&node, _) in descendants.iter().zip(&fates).filter(|(_, fate)| matches!(fate, Fate::Unseen { .. })) {
                let direct = walk.into[node].iter().filter(|&&link| audit.cascade.links[link].parent == document);
                out.extend(direct.map(|&link| (link, mandate)));
            }
        }
    }
    out
}

/// The mandates of the child by the parent's mandate that they carry.
type Carried = FxHashMap<u32, Vec<u32>>;

fn by_mandate(judgement: &Judgement) -> Carried {
    let mut out = Carried::default();
    for (parent, child) in &judgement.carriers {
        out.entry(*parent).or_default().push(*child);
    }
    out
}

struct Walk<'a> {
    audit: &'a Audit,
    /// Links into each node.
    into: Vec<Vec<usize>>,
    /// Nodes below each node.
    below: Vec<Vec<usize>>,
    carried: Vec<Option<Carried>>,
}

impl<'a> Walk<'a> {
    fn new(audit: &'a Audit) -> Self {
        let nodes = audit.cascade.nodes.len();
        let mut into: Vec<Vec<usize>> = vec![Vec::new(); nodes];
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); nodes];
        for (index, link, _) in audit.judged().filter(|(_, link, _)| link.is_firm()) {
            // A circle has no way down.
            if audit.cascade.nodes[link.parent].tier < audit.cascade.nodes[link.child].tier {
                into[link.child].push(index);
                below[link.parent].push(link.child);
            }
        }
        Self { audit, into, below, carried: audit.judgements.iter().map(|j| j.as_ref().map(by_mandate)).collect() }
    }

    /// What becomes of one mandate of a document in all below it, in their order.
    fn fates(&self, document: usize, mandate: u32, descendants: &[usize]) -> Vec<Fate> {
        let mut fates: FxHashMap<usize, Fate> = FxHashMap::default();
        fates.insert(document, Fate::Held { mandates: vec![mandate], changed: false });
        for &node in descendants {
            let fate = self.fate(node, &fates);
            fates.insert(node, fate);
        }
        descendants.iter().filter_map(|node| fates.remove(node)).collect()
    }

    fn follow(&self, document: usize, lost: &mut Vec<Lost>, counts: &mut Fates) {
        let descendants = self.descendants(document);
        let Some(facts) = self.audit.cascade.nodes[document].facts else { return };
        let inherited = self.inherited(document);
        for mandate in 0..self.audit.facts[facts].mandates.len() {
            if inherited.binary_search(&(mandate as u32)).is_ok() {
                continue;
            }
            counts.mandates += 1;
            let first = lost.len();
            for (&node, fate) in descendants.iter().zip(&self.fates(document, mandate as u32, &descendants)) {
                match fate {
                    Fate::Held { changed: false, .. } => counts.kept += 1,
                    Fate::Held { changed: true, .. } => counts.changed += 1,
                    Fate::Lost => {
                        counts.lost += 1;
                        lost.push(Lost { document, mandate, lost_at: node, below: Vec::new() });
                    }
                    Fate::Unseen { lost_at } => {
                        counts.unseen += 1;
                        if let Some(loss) = lost[first..].iter_mut().find(|loss| loss.lost_at == *lost_at) {
                            loss.below.push(node);
                        }
                    }
                    Fate::Open => counts.open += 1,
                }
            }
        }
    }

    /// All nodes below, nearer to the top first.
    fn descendants(&self, document: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut waiting = vec![document];
        let mut seen = rustc_hash::FxHashSet::default();
        while let Some(node) = waiting.pop() {
            for &child in &self.below[node] {
                let deep = self.audit.cascade.nodes[child].tier > self.audit.cascade.nodes[document].tier + DEEPEST;
                if !deep && seen.insert(child) {
                    out.push(child);
                    waiting.push(child);
                }
            }
        }
        out.sort_unstable_by_key(|&node| (self.audit.cascade.nodes[node].tier, node));
        out
    }

    /// Mandates of a document that carry one of a document above, sorted.
    fn inherited(&self, document: usize) -> Vec<u32> {
        let judged = self.into[document].iter().filter_map(|&link| self.audit.judgements[link].as_ref());
        let mut out: Vec<u32> = judged.flat_map(|judgement| judgement.carriers.iter().map(|(_, child)| *child)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// What comes down to a node over all its parents: the best of them counts, for a plan that has
    /// the demand from anywhere has it.
    fn fate(&self, node: usize, fates: &FxHashMap<usize, Fate>) -> Fate {
        let mut held: Option<(Vec<u32>, bool)> = None;
        let (mut lost, mut unseen) = (false, None);
        for &link in &self.into[node] {
            let (Some(above), Some(judgement), Some(carried)) =
                (fates.get(&self.audit.cascade.links[link].parent), &self.audit.judgements[link], &self.carried[link])
            else {
                continue;
            };
            match above {
                Fate::Held { mandates, changed } => match step(mandates, judgement, carried) {
                    Fate::Held { mandates, changed: here } => {
                        let (all, worse) = held.get_or_insert_default();
                        all.extend(mandates);
                        *worse |= here || *changed;
                    }
                    Fate::Lost => lost = true,
                    _ => {}
                },
                Fate::Lost => unseen = unseen.or(Some(self.audit.cascade.links[link].parent)),
                Fate::Unseen { lost_at } => unseen = unseen.or(Some(*lost_at)),
                Fate::Open => {}
            }
        }
        if let Some((mut mandates, changed)) = held {
            mandates.sort_unstable();
            mandates.dedup();
            return Fate::Held { mandates, changed };
        }
        match unseen {
            Some(lost_at) => Fate::Unseen { lost_at },
            None if lost => Fate::Lost,
            None => Fate::Open,
        }
    }
}

/// One step down: what a child does with the mandates in which its parent carries the demand.
fn step(mandates: &[u32], judgement: &Judgement, carried: &Carried) -> Fate {
    let verdicts: Vec<(u32, Verdict)> = mandates.iter().filter_map(|&m| Some((m, *judgement.verdicts.get(m as usize)?))).collect();
    let applies = |verdict: Verdict| verdict != Verdict::NotApplicable;
    if !verdicts.iter().any(|(_, verdict)| applies(*verdict)) {
        return Fate::Open;
    }
    let there: Vec<(u32, Verdict)> = verdicts.into_iter().filter(|(_, v)| applies(*v) && *v != Verdict::Missing).collect();
    if there.is_empty() {
        return Fate::Lost;
    }
    let changed = there.iter().any(|(_, verdict)| *verdict != Verdict::Kept);
    Fate::Held { mandates: there.iter().flat_map(|(m, _)| carried.get(m).into_iter().flatten().copied()).collect(), changed }
}
