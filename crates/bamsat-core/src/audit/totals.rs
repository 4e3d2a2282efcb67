//! Counts over a folder, with what was not read, not resolved and not judged.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::lexicon::{Level, Relation};

use super::{Audit, OfNode};

/// Counts over a folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Totals {
    /// Documents that are there.
    pub documents: usize,
    /// Documents that are cited and not there.
    pub absent: usize,
    /// Links of any relation.
    pub links: usize,
    /// Links by which a plan carries out another.
    pub implementing: usize,
    /// Of these, firm links whose both ends were compared; links in passing and copies are left out.
    pub compared: usize,
    /// Of these, links to a parent that is not there, firm or in passing.
    pub unresolved: usize,
    /// Citations that fit several documents alike.
    pub ambiguous: usize,
    /// Lines that could not be read.
    pub unread_lines: usize,
    /// Mandates of parents, times children.
    pub mandates: usize,
    /// Of these, those that apply.
    pub applicable: usize,
    /// Of these, lost wholly.
    pub missing: usize,
    /// Of these, lost in part.
    pub partial: usize,
    /// Of these, softer, renamed or given to another.
    pub changed: usize,
    /// Coverage by the level of the child.
    pub levels: Vec<LevelTotals>,
}

/// Coverage of one level.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelTotals {
    /// Level of the child's issuer.
    pub level: Option<Level>,
    /// Compared links.
    pub links: usize,
    /// Mandates that apply.
    pub applicable: usize,
    /// Lost wholly.
    pub missing: usize,
    /// Mean coverage over the links; none when nothing applied.
    pub coverage: Option<f32>,
}

/// How one document fares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentTotals {
    /// Mean coverage of its parents' mandates; none when nothing was compared.
    pub coverage: Option<f32>,
    /// Findings by severity: error, warning, info.
    pub findings: [usize; 3],
}

/// A document that is cited as parent and not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its node.
    pub node: usize,
    /// The plans that carry it out, in order.
    pub by: Vec<usize>,
}

/// The counts.
pub fn totals(audit: &Audit) -> Totals {
    let cascade = &audit.cascade;
    let implementing = || cascade.links.iter().filter(|link| link.relation == Relation::Implements);
    let mut out = Totals {
        documents: audit.facts.len(),
        absent: cascade.nodes.len() - audit.facts.len(),
        links: cascade.links.len(),
        implementing: implementing().count(),
        unresolved: implementing().filter(|link| cascade.nodes[link.parent].facts.is_none()).count(),
        ambiguous: cascade.ambiguous.len(),
        unread_lines: audit.facts.iter().map(|facts| facts.unread.len()).sum(),
        ..Totals::default()
    };
    let mut levels: BTreeMap<Option<Level>, Vec<&super::Judgement>> = BTreeMap::new();
    for (_, link, judgement) in audit.judged().filter(|(_, link, _)| link.is_firm()) {
        let summary = &judgement.summary;
        out.compared += 1;
        out.mandates += summary.mandates;
        out.applicable += summary.applicable;
        out.missing += summary.missing;
        out.partial += summary.partial;
        out.changed += summary.weakened + summary.renamed + summary.reassigned;
        levels.entry(cascade.nodes[link.child].level).or_default().push(judgement);
    }
    out.levels = levels
        .into_iter()
        .map(|(level, judged)| LevelTotals {
            level,
            links: judged.len(),
            applicable: judged.iter().map(|j| j.summary.applicable).sum(),
            missing: judged.iter().map(|j| j.summary.missing).sum(),
            coverage: mean(judged.iter().filter_map(|j| j.summary.coverage)),
        })
        .collect();
    out
}

/// How each document fares, in the order of the documents.
pub fn document_totals(audit: &Audit, findings: &[OfNode]) -> Vec<DocumentTotals> {
    let mut coverages: Vec<Vec<f32>> = vec![Vec::new(); audit.facts.len()];
    for (_, link, judgement) in audit.judged().filter(|(_, link, _)| link.is_firm()) {
        coverages[link.child].extend(judgement.summary.coverage);
    }
    let mut out: Vec<DocumentTotals> =
        coverages.into_iter().map(|all| DocumentTotals { coverage: mean(all.into_iter()), findings: [0; 3] }).collect();
    for found in findings {
        let at = match found.finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        if let Some(totals) = out.get_mut(found.child) {
            totals.findings[at] += 1;
        }
    }
    out
}

/// The documents that most plans carry out and that are not there, most wanted first.
pub fn wanted(audit: &Audit) -> Vec<Wanted> {
    let mut by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let copy = |node: usize| audit.cascade.copies.binary_search_by_key(&node, |(copy, _)| *copy).is_ok();
    let absent = |node: usize| audit.cascade.nodes[node].facts.is_none();
    for (_, link) in audit.cascade.implementing().filter(|(_, link)| absent(link.parent) && !copy(link.child)) {
        by.entry(link.parent).or_default().push(link.child);
    }
    let mut out: Vec<Wanted> = by.into_iter().map(|(node, by)| Wanted { node, by }).collect();
    out.sort_by_key(|wanted| (std::cmp::Reverse(wanted.by.len()), wanted.node));
    out
}

/// The mean; none of nothing.
fn mean(values: impl Iterator<Item = f32>) -> Option<f32> {
    let (sum, count) = values.fold((0.0f64, 0usize), |(sum, count), value| (sum + f64::from(value), count + 1));
    (count > 0).then(|| (sum / count as f64) as f32)
}
