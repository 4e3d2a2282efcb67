//! A new draft beside an old one: which mandates of the parent it gained and lost.

use std::cmp::Ordering;
use std::fmt::Write as _;

use serde::Serialize;

use crate::compare::{Comparison, Judged, Verdict};
use crate::message::Lang;

use super::comparison_json::{Files, verdict_word};
use super::document_json::body_words;
use super::visible::{line, lines};

/// Version of the form.
pub const SCHEMA: &str = "bamsat/against/1";

/// A mandate with which the new draft does something else than the old one.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftJson {
    id: String,
    line: u32,
    text: String,
    before: &'static str,
    after: &'static str,
    /// Share of its words that each draft carries, from 0 to 1.
    coverage: (f32, f32),
    /// Whether the new draft does worse by it.
    lost: bool,
    #[serde(skip)]
    shift: Shift,
    #[serde(skip)]
    verdicts: (Verdict, Verdict),
}

/// The shifts under one parent.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgainstJson {
    schema: &'static str,
    parent: String,
    child: String,
    against: String,
    shifts: Vec<ShiftJson>,
}

impl AgainstJson {
    /// Holds what two drafts do with the mandates of one parent beside each other; the drafts are named
    /// by their files.
    pub fn of(old: &Comparison<'_>, new: &Comparison<'_>, files: Files<'_>, against: &str) -> Self {
        let shift = |(before, after): (&Judged, &Judged)| {
            let shift = shift(before, after)?;
            let mandate = new.mandate(after);
            let source = &new.parent.part(after.document).source;
            Some(ShiftJson {
                id: mandate.id.clone(),
                line: source.place(mandate.span.start).line,
                text: body_words(source, mandate.span),
                before: verdict_word(before.verdict),
                after: verdict_word(after.verdict),
                coverage: (before.coverage, after.coverage),
                lost: shift == Shift::Lost,
                shift,
                verdicts: (before.verdict, after.verdict),
            })
        };
        let shifts = old.mandates.iter().zip(&new.mandates).filter_map(shift).collect();
        let (parent, child) = (files.parent.to_owned(), files.child.to_owned());
        Self { schema: SCHEMA, parent, child, against: against.to_owned(), shifts }
    }

    /// Whether the new draft does worse by any mandate.
    pub fn is_loss(&self) -> bool {
        self.shifts.iter().any(|shift| shift.lost)
    }

    /// The same for people: what was lost first.
    pub fn text(&self, lang: Lang) -> String {
        let labels = lang.labels();
        let mut out = format!("{}: {} | {} → {}\n", labels.parent, self.parent, self.against, self.child);
        let lists =
            [(Shift::Lost, labels.draft_lost, '-'), (Shift::Gained, labels.draft_gained, '+'), (Shift::Scope, labels.draft_scope, '~')];
        for (kind, label, sign) in lists {
            let shifts: Vec<&ShiftJson> = self.shifts.iter().filter(|shift| shift.shift == kind).collect();
            let _ = writeln!(out, "{label}: {}", shifts.len());
            for shift in shifts {
                let (before, after) = (lang.verdict(shift.verdicts.0), lang.verdict(shift.verdicts.1));
                let text = line(&shift.text);
                let covered = format!("{:.0}% → {:.0}%", shift.coverage.0 * 100.0, shift.coverage.1 * 100.0);
                let _ = writeln!(out, "{sign} {} ({}:{}) {before} → {after}, {covered}: “{text}”", shift.id, self.parent, shift.line);
            }
        }
        lines(&out)
    }
}

/// What a new draft does with a mandate, beside an old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shift {
    /// Worse.
    Lost,
    /// Better.
    Gained,
    /// It speaks to one of the drafts only, and is not broken there.
    Scope,
}

/// Differences of coverage below this are none.
const EVEN: f32 = 0.05;

fn shift(before: &Judged, after: &Judged) -> Option<Shift> {
    let applies = |judged: &Judged| judged.verdict != Verdict::NotApplicable;
    match (applies(before), applies(after)) {
        (false, false) => None,
        (false, true) if weight(after.verdict) >= weight(Verdict::Weakened) => Some(Shift::Lost),
        (false, true) | (true, false) => Some(Shift::Scope),
        (true, true) => {
            let (worse, better) = (after.coverage < before.coverage - EVEN, after.coverage > before.coverage + EVEN);
            match weight(after.verdict).cmp(&weight(before.verdict)) {
                Ordering::Greater => Some(Shift::Lost),
                Ordering::Less => Some(Shift::Gained),
                // A part may be smaller than it was.
                Ordering::Equal => worse.then_some(Shift::Lost).or(better.then_some(Shift::Gained)),
            }
        }
    }
}

/// How bad a verdict is, in the order of the verdicts.
fn weight(verdict: Verdict) -> usize {
    const BEST_FIRST: [Verdict; 8] = [
        Verdict::NotApplicable,
        Verdict::Kept,
        Verdict::Reworded,
        Verdict::Renamed,
        Verdict::Weakened,
        Verdict::Partial,
        Verdict::Reassigned,
        Verdict::Missing,
    ];
    BEST_FIRST.iter().position(|known| *known == verdict).unwrap_or_default()
}
