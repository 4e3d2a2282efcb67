//! A folder put together: linked, judged and told.

use crate::cascade::Link;
use crate::compare::Verdict;
use crate::finding::Severity;

use super::fate::unseen;
use super::{Audit, OfNode};

impl Audit {
    /// The judged links, with their index.
    pub fn judged(&self) -> impl Iterator<Item = (usize, &Link, &super::Judgement)> {
        self.cascade.links.iter().enumerate().filter_map(|(index, link)| Some((index, link, self.judgements[index].as_ref()?)))
    }

    /// The findings of documents and links, in the order of documents: each document's own, then
    /// those of its links. On a link that is not firm all is for information, and nobody is blamed
    /// for what was lost above.
    pub fn findings(&self) -> Vec<OfNode> {
        let excused = self.excused();
        let mut links: Vec<Vec<usize>> = vec![Vec::new(); self.facts.len()];
        for (index, link, _) in self.judged() {
            links[link.child].push(index);
        }
        let mut out = Vec::new();
        for (child, drafts) in self.drafts.iter().enumerate() {
            out.extend(drafts.iter().map(|finding| OfNode { child, parent: None, finding: finding.clone() }));
            for &index in &links[child] {
                let (link, Some(judgement)) = (&self.cascade.links[index], &self.judgements[index]) else { continue };
                let blamed = |mandate: &Option<u32>| mandate.is_none_or(|at| excused[index].binary_search(&at).is_err());
                for (_, finding) in judgement.findings.iter().filter(|(mandate, _)| blamed(mandate)) {
                    let mut finding = finding.clone();
                    if !link.is_firm() {
                        finding.severity = Severity::Info;
                    }
                    out.push(OfNode { child, parent: Some(link.parent), finding });
                }
            }
        }
        out
    }

    /// For each link the mandates of the parent that another parent of the child, which stands
    /// between the two, had already lost: nobody is blamed twice.
    fn excused(&self) -> Vec<Vec<u32>> {
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
        }
        for (link, mandate) in unseen(self) {
            out[link].push(mandate);
        }
        for mandates in &mut out {
            mandates.sort_unstable();
            mandates.dedup();
        }
        out
    }
}

/// Whether all or part of a demand is gone.
fn is_loss(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Missing | Verdict::Partial)
}
