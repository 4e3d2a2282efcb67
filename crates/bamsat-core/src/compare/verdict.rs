//! From scores to verdicts, clause by clause, then for the mandate.

use super::model::{Change, ChangeKind, JudgedClause, Verdict};
use super::score::Score;

/// Signals about one clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signals {
    /// The best single place.
    pub(super) best: Score,
    /// Coverage by all believed places together.
    pub(super) union: f32,
}

// The cut points were read off the labelled pair and off the cascades of `corpus/`: they guide, and
// what lies in between is shown as weak evidence and not believed.

/// The best place is shown, not believed, down to here.
const SHOWN: f32 = 0.05;
/// Below this strength nothing was found.
const NOTHING: f32 = 0.09;
/// From here a place carries the verdict.
const FOUND: f32 = 0.21;
/// From here a demand owns the place where it stands.
const OWNED: f32 = 0.72;
/// A second demand counts there too when it is at least this strong in proportion.
const RIVAL: f32 = 0.5;
/// A clause whose content is there to this share is kept.
const KEPT: f32 = 0.80;
/// Down to this share the words differ and the demand stands; below, part of it is lost.
const REWORDED: f32 = 0.50;
/// Coverage of a clause whose best place is weak evidence, at the least.
pub(super) const WEAK_COVERAGE: f32 = 0.15;

/// How believable one place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Belief {
    Nothing,
    Weak,
    Found,
}

/// Similarity and coverage as one number, by which places are ranked and clauses judged.
///
/// Similarity is the better detector: a child that condenses keeps little of a long parent
/// clause. Coverage lifts a child clause that holds all of a short demand among other words.
pub(super) fn strength(score: Score) -> f32 {
    let held = (score.coverage - 0.55).max(0.0) * 0.9;
    let condensed = (score.reverse - 0.40).max(0.0) * 0.7 * (score.coverage / 0.12).min(1.0);
    score.similarity.max(held).max(condensed)
}

/// A place that carries another demand nearly word for word is no evidence for one that merely
/// resembles it: `owner` is the strength of that other demand there.
pub(super) fn contested(score: Score, owner: f32) -> Score {
    let mine = strength(score);
    if owner < OWNED || mine >= owner * RIVAL || mine < FOUND {
        return score;
    }
    let damp = (FOUND - 0.01) / mine;
    Score { similarity: score.similarity * damp, coverage: score.coverage.min(0.5), reverse: score.reverse.min(0.4) }
}

/// Whether the place is worth showing at all.
pub(super) fn is_shown(score: Score) -> bool {
    strength(score) >= SHOWN
}

/// How far the place is believed.
pub(super) fn belief(score: Score) -> Belief {
    match strength(score) {
        s if s >= FOUND => Belief::Found,
        s if s >= NOTHING => Belief::Weak,
        _ => Belief::Nothing,
    }
}

/// The verdict on a clause, with its confidence.
pub(super) fn clause(signals: Signals) -> (Verdict, f32) {
    let strength = strength(signals.best);
    match belief(signals.best) {
        Belief::Found => {
            let (verdict, margin) = if signals.union >= KEPT {
                (Verdict::Kept, (signals.union - KEPT) / (1.0 - KEPT))
            } else if signals.union >= REWORDED {
                (Verdict::Reworded, (signals.union - REWORDED).min(KEPT - signals.union) / 0.15)
            } else {
                (Verdict::Partial, (REWORDED - signals.union).min(strength - FOUND) / 0.2)
            };
            (verdict, 0.6 + 0.35 * margin.clamp(0.0, 1.0))
        }
        Belief::Weak => (Verdict::Missing, 0.5 + 0.25 * ((FOUND - strength) / (FOUND - NOTHING)).clamp(0.0, 1.0)),
        Belief::Nothing => (Verdict::Missing, 0.8 + 0.19 * ((NOTHING - strength) / NOTHING).clamp(0.0, 1.0)),
    }
}

/// The number by which a clause counts as carried, 0 to 1: what the child has of it, held down
/// where the place itself is in doubt.
pub(super) fn coverage(signals: Signals) -> f32 {
    let strength = strength(signals.best);
    let carried = signals.union.max(signals.best.similarity);
    match belief(signals.best) {
        Belief::Found => (0.35 + 0.65 * carried * trust(strength)).min(1.0),
        Belief::Weak => WEAK_COVERAGE + 0.2 * (strength - NOTHING) / (FOUND - NOTHING),
        Belief::Nothing => WEAK_COVERAGE * 0.99 * strength / NOTHING,
    }
}

fn trust(strength: f32) -> f32 {
    (strength / 0.5).min(1.0).sqrt()
}

/// A clause that was found is no better than what changed in it.
pub(super) fn apply_changes(clause: &mut JudgedClause, changes: &[Change], reassigned: bool) {
    if clause.verdict == Verdict::Missing {
        return;
    }
    let inside = changes.iter().filter(|c| clause.span.contains(c.parent.start) || c.parent == clause.span);
    let worst = inside.filter_map(of_change).chain(reassigned.then_some(Verdict::Reassigned)).max();
    clause.verdict = clause.verdict.max(worst.unwrap_or(Verdict::Kept));
}

/// What a change makes of the demand; a registered renaming and a heading make nothing of it.
fn of_change(change: &Change) -> Option<Verdict> {
    match change.kind {
        ChangeKind::Name => Some(Verdict::Renamed),
        ChangeKind::Role | ChangeKind::Quantity | ChangeKind::Deadline | ChangeKind::Frequency | ChangeKind::Modality => {
            Some(Verdict::Weakened)
        }
        ChangeKind::Unit | ChangeKind::Heading => None,
    }
}

/// The verdict on a mandate: missing when all clauses are, reassigned, partial when some are
/// missing or lost part of their content, else the worst of clauses and changes.
pub(super) fn mandate(clauses: &[JudgedClause], changes: &[Change]) -> (Verdict, f32) {
    let missing = clauses.iter().filter(|c| c.verdict == Verdict::Missing).count();
    let confidence = |verdicts: &[Verdict]| {
        let of: Vec<f32> = clauses.iter().filter(|c| verdicts.contains(&c.verdict)).map(|c| c.confidence).collect();
        if of.is_empty() { 0.5 } else { of.iter().sum::<f32>() / of.len() as f32 }
    };
    if missing == clauses.len() {
        return (Verdict::Missing, confidence(&[Verdict::Missing]));
    }
    let worst = clauses.iter().map(|c| c.verdict).filter(|v| *v != Verdict::Missing).max().unwrap_or(Verdict::Kept);
    if missing > 0 && worst < Verdict::Partial {
        return (Verdict::Partial, confidence(&[Verdict::Missing, Verdict::Partial]));
    }
    let worst = changes.iter().filter_map(of_change).chain([worst]).max().unwrap_or(worst);
    (worst, confidence(&[worst]))
}
