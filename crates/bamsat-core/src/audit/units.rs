//! Units across a folder: what each was given by whom, and what of it was lost.

use std::collections::BTreeMap;

use crate::compare::Verdict;
use crate::document::canonical_unit;
use crate::lexicon::Role;

use super::Audit;

/// What one unit was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitTotals {
    /// Its name as most texts write it, without the post of who heads it where any text does so.
    pub unit: String,
    /// Sections in which it leads, helps, or has another part, over the folder.
    pub lead: usize,
    /// Helps.
    pub coordinate: usize,
    /// Any other part.
    pub other: usize,
    /// The documents that give it work, in order.
    pub by: Vec<usize>,
    /// Mandates that speak to it and that a plan below lost, wholly or in part.
    pub lost: usize,
    /// Mandates that speak to it and that a plan below gave to another.
    pub reassigned: usize,
}

/// The units of a folder, those with most losses first, then by name.
pub fn unit_totals(audit: &Audit) -> Vec<UnitTotals> {
    let mut units: BTreeMap<String, (UnitTotals, BTreeMap<String, usize>)> = BTreeMap::new();
    for (node, facts) in audit.facts.iter().enumerate() {
        for given in &facts.given {
            let key = canonical_unit(if given.canonical.is_empty() { &given.unit } else { &given.canonical });
            let (totals, names) = units.entry(key).or_default();
            match given.role {
                Role::Lead => totals.lead += 1,
                Role::Coordinate => totals.coordinate += 1,
                _ => totals.other += 1,
            }
            *names.entry(given.unit.clone()).or_default() += 1;
            if totals.by.last() != Some(&node) {
                totals.by.push(node);
            }
        }
    }
    for (_, link, judgement) in audit.judged().filter(|(_, link, _)| link.is_firm()) {
        let Some(parent) = audit.cascade.nodes[link.parent].facts else { continue };
        for (mandate, verdict) in audit.facts[parent].mandates.iter().zip(&judgement.verdicts) {
            let counts = matches!(verdict, Verdict::Missing | Verdict::Partial | Verdict::Reassigned);
            for (unit, _) in mandate.addressees.iter().filter(|_| counts) {
                let (totals, names) = units.entry(canonical_unit(unit)).or_default();
                *names.entry(unit.clone()).or_default() += 1;
                match verdict {
                    Verdict::Reassigned => totals.reassigned += 1,
                    _ => totals.lost += 1,
                }
            }
        }
    }
    let mut out: Vec<UnitTotals> = units
        .into_values()
        .map(|(mut totals, names)| {
            let best = names.into_iter().min_by_key(|(name, count)| (names_a_post(name), std::cmp::Reverse(*count), name.chars().count()));
            totals.unit = best.map_or(String::new(), |(name, _)| name);
            totals
        })
        .collect();
    out.sort_by(|a, b| (b.lost, b.reassigned).cmp(&(a.lost, a.reassigned)).then_with(|| a.unit.cmp(&b.unit)));
    out
}

/// `Chủ tịch Ủy ban nhân dân tỉnh` is whoever heads the body.
fn names_a_post(name: &str) -> bool {
    const POSTS: [&str; 8] = ["chánh ", "trưởng ", "chủ tịch ", "giám đốc ", "thủ trưởng ", "bộ trưởng ", "lãnh đạo ", "đồng chí "];
    let folded = crate::source::fold_name(name);
    POSTS.iter().any(|post| folded.starts_with(post))
}
