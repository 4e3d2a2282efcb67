//! Measures over labelled clauses, and the stored score file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::matching::{ScoredClause, ScoredPair};

/// The two that are kept apart above all: there in some form, or lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Covered,
    Lost,
    Elsewhere,
}

/// What a label or a verdict says of the demand.
pub(super) fn fate(word: &str) -> Fate {
    match word {
        "missing" => Fate::Lost,
        "not_applicable" => Fate::Elsewhere,
        _ => Fate::Covered,
    }
}

/// Precision, recall and their mean.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rates {
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) f1: f64,
}

/// Rates from hits, what was found, and what there was to find.
pub(super) fn rates(hits: usize, found: usize, wanted: usize) -> Rates {
    let share = |of: usize| if of == 0 { 0.0 } else { hits as f64 / of as f64 };
    let (precision, recall) = (share(found), share(wanted));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Rates { precision, recall, f1 }
}

/// Rates of one verdict. A demand that the program does not see has no verdict.
pub(super) fn of_verdict(clauses: &[&ScoredClause], verdict: &str) -> Rates {
    let hits = clauses.iter().filter(|c| c.label == verdict && c.verdict == Some(verdict)).count();
    let found = clauses.iter().filter(|c| c.verdict == Some(verdict)).count();
    rates(hits, found, clauses.iter().filter(|c| c.label == verdict).count())
}

/// Share of covered demands that the program calls missing.
pub(super) fn false_missing(clauses: &[&ScoredClause]) -> f64 {
    let covered: Vec<_> = clauses.iter().filter(|c| fate(&c.label) == Fate::Covered).collect();
    let wrong = covered.iter().filter(|c| c.verdict == Some("missing")).count();
    if covered.is_empty() { 0.0 } else { wrong as f64 / covered.len() as f64 }
}

/// Area under the curve of covered against missing by coverage, over applicable demands.
pub(super) fn auc(clauses: &[&ScoredClause]) -> Option<f64> {
    let of = |wanted: Fate| -> Vec<f32> {
        clauses.iter().filter(|c| fate(&c.label) == wanted && c.verdict.is_some()).map(|c| c.coverage).collect()
    };
    let (covered, lost) = (of(Fate::Covered), of(Fate::Lost));
    if covered.is_empty() || lost.is_empty() {
        return None;
    }
    let wins: f64 = covered
        .iter()
        .flat_map(|c| {
            lost.iter().map(move |l| {
                if c > l {
                    1.0
                } else if c < l {
                    0.0
                } else {
                    0.5
                }
            })
        })
        .sum();
    Some(wins / (covered.len() * lost.len()) as f64)
}

/// F1 for missing when a demand is lost below this coverage.
pub(super) fn f1_at(clauses: &[&ScoredClause], cut: f32) -> f64 {
    let judged: Vec<_> = clauses.iter().filter(|c| fate(&c.label) != Fate::Elsewhere && c.verdict != Some("not_applicable")).collect();
    let lost = |c: &&&&ScoredClause| c.coverage < cut;
    let hits = judged.iter().filter(lost).filter(|c| c.label == "missing").count();
    rates(hits, judged.iter().filter(lost).count(), judged.iter().filter(|c| c.label == "missing").count()).f1
}

/// The cut with the best F1 on these clauses.
pub(super) fn best_cut(clauses: &[&ScoredClause]) -> f32 {
    let cuts = (1..100).map(|step| step as f32 / 100.0);
    cuts.max_by(|a, b| f1_at(clauses, *a).total_cmp(&f1_at(clauses, *b))).unwrap_or(0.5)
}

/// Right evidence of those that have a labelled place.
pub(super) fn placed(clauses: &[&ScoredClause]) -> (usize, usize) {
    let of: Vec<bool> = clauses.iter().filter_map(|c| c.placed).collect();
    (of.iter().filter(|p| **p).count(), of.len())
}

/// Whether lost and covered were told apart right.
pub(super) fn is_right(clause: &ScoredClause) -> bool {
    clause.verdict.is_some_and(|verdict| fate(verdict) == fate(&clause.label))
}

/// Stored outcomes: pair and clause to whether it was right.
pub(super) type Stored = BTreeMap<(String, String), bool>;

/// Clauses that are right now and were wrong, and the other way round.
#[derive(Debug, Default)]
pub(super) struct Difference {
    pub(super) gains: Vec<String>,
    pub(super) losses: Vec<String>,
}

impl Difference {
    /// More was lost than gained.
    pub(super) fn is_worse(&self) -> bool {
        self.losses.len() > self.gains.len()
    }
}

/// What changed since the stored scores.
pub(super) fn difference(pairs: &[ScoredPair], stored: &Stored) -> Difference {
    let mut out = Difference::default();
    for pair in pairs {
        for clause in &pair.clauses {
            let was = stored.get(&(pair.name.clone(), clause.id.clone()));
            let line = || format!("{} {}: {} found {}", pair.name, clause.id, clause.label, clause.verdict.unwrap_or("unseen"));
            match (was, is_right(clause)) {
                (Some(false), true) => out.gains.push(line()),
                (Some(true), false) => out.losses.push(line()),
                _ => {}
            }
        }
    }
    out
}

/// Reads a score file.
pub(super) fn read(path: &Path) -> Result<Stored, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let row = |(number, line): (usize, &str)| match line.split('\t').collect::<Vec<_>>()[..] {
        [pair, id, right @ ("right" | "wrong")] => Ok(((pair.to_owned(), id.to_owned()), right == "right")),
        _ => Err(format!("{}:{}: pair, clause, right or wrong", path.display(), number + 1)),
    };
    text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()).map(row).collect()
}

/// The score file of these pairs.
pub(super) fn write(pairs: &[ScoredPair]) -> String {
    let mut out = String::from("# pair, clause, whether lost, covered and not applicable were told apart right\n");
    for pair in pairs {
        for clause in &pair.clauses {
            let _ = writeln!(out, "{}\t{}\t{}", pair.name, clause.id, if is_right(clause) { "right" } else { "wrong" });
        }
    }
    out
}
