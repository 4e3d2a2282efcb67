//! From scores to verdicts, clause by clause, then for the mandate.

use super::model::{Change, ChangeKind, JudgedClause, Verdict};
use super::score::Score;

/// What speaks for and against a clause being carried.
#[derive(Debug, Clone, Copy)]
pub struct Signals {
    /// The best single place.
    pub(super) best: Score,
    /// Coverage by all places together.
    pub(super) union: f32,
    /// Coverage of its first words: the action and what it acts on.
    pub(super) head: f32,
    /// Shared pairs of syllables that few administrative texts have.
    pub(super) rare: usize,
    /// Syllables.
    pub(super) length: usize,
}

impl Signals {
    /// Number of values.
    pub const COUNT: usize = 7;

    /// The signals as numbers, in the order of the weights.
    pub fn values(&self) -> [f32; Self::COUNT] {
        [
            self.best.similarity,
            self.best.coverage,
            self.best.reverse,
            self.union,
            self.head,
            (self.rare as f32).sqrt(),
            (self.length.max(1) as f32).ln(),
        ]
    }
}

// Weights and cuts were fitted on labelled pairs of real documents, `bamsat eval --fit`, the
// reference pair left out; each pair was also judged with weights from all others.

/// Weights of the signals, and what is added to their sum.
const WEIGHTS: [f32; Signals::COUNT] = [1.72, 2.17, 0.92, 1.79, 0.82, 0.57, 0.39];
const BIAS: f32 = -4.06;

/// Below this chance of being carried, nothing was found.
const NOTHING: f32 = 0.30;
/// From here on the places carry the clause.
const FOUND: f32 = 0.42;
/// The same in a child that was copied.
const FOUND_IN_COPY: f32 = 0.86;

/// The best place is shown, not believed, down to this strength.
const SHOWN: f32 = 0.05;
/// From here a demand owns the place where it stands.
const OWNED: f32 = 0.72;
/// A second demand counts there too when it is at least this strong in proportion.
const RIVAL: f32 = 0.65;
/// A clause whose content is there to this share is kept.
const KEPT: f32 = 0.80;
/// Down to this share the words differ and the demand stands; below, part of it is lost.
const REWORDED: f32 = 0.50;
/// The same where no stretch between commas is lost.
pub(super) const RETOLD: f32 = 0.36;
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

/// Where most demands stand word for word the child was copied, and what merely resembles one is
/// another one. `copied` is the share of such demands, 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Copied(pub(super) f32);

impl Copied {
    /// A demand stands word for word from this strength on: more than any reaches by synonyms, whose trust is less.
    pub(super) const WORD_FOR_WORD: f32 = 0.851;

    /// 0 for a child with words of its own, 1 for a mere copy.
    fn degree(self) -> f32 {
        ((self.0 - 0.6) / 0.3).clamp(0.0, 1.0)
    }

    /// From this chance on the places carry a clause.
    fn found(self) -> f32 {
        FOUND + (FOUND_IN_COPY - FOUND) * self.degree()
    }

    /// Whether the place carries another demand nearly word for word and this one merely
    /// resembles it with `strength`: `owner` is the strength of that other demand there.
    pub(super) fn is_taken(self, strength: f32, owner: f32) -> bool {
        self.degree() > 0.5 && owner >= OWNED && strength < owner * RIVAL
    }
}

/// Whether a place of this strength is worth showing at all.
pub(super) fn is_shown(strength: f32) -> bool {
    strength >= SHOWN
}

/// The chance, 0 to 1, that the places carry the clause.
pub(super) fn chance(signals: &Signals) -> f32 {
    let sum: f32 = signals.values().iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    1.0 / (1.0 + (-(sum + BIAS)).exp())
}

/// How far the places are believed.
pub(super) fn belief(signals: &Signals, copied: Copied) -> Belief {
    match chance(signals) {
        c if c >= copied.found() => Belief::Found,
        c if c >= NOTHING => Belief::Weak,
        _ => Belief::Nothing,
    }
}

/// The verdict on a clause, with its confidence.
pub(super) fn clause(signals: &Signals, copied: Copied) -> (Verdict, f32) {
    let chance = chance(signals);
    if belief(signals, copied) != Belief::Found {
        return (Verdict::Missing, 1.0 - chance * FOUND / copied.found());
    }
    let verdict = if signals.union >= KEPT {
        Verdict::Kept
    } else if signals.union >= REWORDED {
        Verdict::Reworded
    } else {
        Verdict::Partial
    };
    (verdict, chance)
}

/// How far the child carries a clause, 0 to 1: what it has of the content, held down where the
/// place itself is in doubt.
pub(super) fn coverage(signals: &Signals, copied: Copied) -> f32 {
    let (chance, found) = (chance(signals), copied.found());
    match belief(signals, copied) {
        Belief::Found => {
            let held = (chance - found) / (1.0 - found) * signals.union.max(signals.best.similarity).sqrt();
            // What stands there word for word is carried whole, be it ever so short.
            FOUND + (1.0 - FOUND) * held.max((signals.union - 0.9) * 10.0).min(1.0)
        }
        Belief::Weak => WEAK_COVERAGE + (FOUND - WEAK_COVERAGE) * (chance - NOTHING) / (found - NOTHING) * 0.99,
        Belief::Nothing => WEAK_COVERAGE * 0.99 * chance / NOTHING,
    }
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
