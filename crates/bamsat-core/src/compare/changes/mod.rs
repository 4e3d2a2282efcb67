//! What changed where a demand stands in the child: names, bodies, parts, limits, duty.

mod limit;
mod modality;
mod name;
mod role;
mod unit;

use std::cell::LazyCell;

use crate::document::Mandate;
use crate::source::Span;

use super::model::{Applies, Change};
use super::part::Part;
use super::words::lay;

/// A mandate of the parent beside the places of the child that carry it.
pub(super) struct Carried<'a> {
    pub(super) parent: &'a Part<'a>,
    pub(super) mandate: &'a Mandate,
    pub(super) applies: Applies,
    pub(super) child: &'a Part<'a>,
    /// The clauses that were found, each with its best place in the child.
    pub(super) pairs: Vec<ClausePair<'a>>,
    /// The demands of the child that hold any place where it was found.
    pub(super) holders: Vec<(&'a Part<'a>, &'a Mandate)>,
}

/// A clause of the parent and the place of the child that carries it.
#[derive(Clone, Copy)]
pub(super) struct ClausePair<'a> {
    /// The parent's words.
    pub(super) clause: Span,
    /// The child's words.
    pub(super) place: Span,
    /// The part of the child they stand in.
    pub(super) part: &'a Part<'a>,
    /// The demand of the child that holds the place.
    pub(super) counterpart: Option<&'a Mandate>,
    /// Share of the clause that the child carries.
    pub(super) coverage: f32,
}

/// All changes of one mandate, and the body that lost it to another one.
pub(super) fn find(carried: &Carried<'_>) -> (Vec<Change>, Option<Span>) {
    let (mut out, reassigned) = unit::find(carried);
    for pair in &carried.pairs {
        let (ours, theirs) = (&carried.parent.source, &pair.part.source);
        // Word for word the same: nothing can have changed.
        if ours.folded_slice(pair.clause) == theirs.folded_slice(pair.place) && ours.slice(pair.clause) == theirs.slice(pair.place) {
            continue;
        }
        // Most pairs show without it that nothing of the kind changed.
        let laid = LazyCell::new(|| lay(ours, pair.clause, theirs, pair.place));
        out.extend(name::find(carried.parent, pair, &laid));
        out.extend(modality::find(carried.parent, pair, &laid));
    }
    out.extend(role::find(carried, reassigned.is_some()));
    out.extend(limit::find(carried));
    let mut seen = Vec::new();
    out.retain(|c| {
        let new = !seen.contains(&(c.kind, c.parent));
        seen.push((c.kind, c.parent));
        new
    });
    (out, reassigned)
}

impl<'a> Carried<'a> {
    /// The demands of the child that hold the places, each once.
    fn counterparts(&self) -> Vec<(&'a Part<'a>, &'a Mandate)> {
        let mut out: Vec<(&Part<'_>, &Mandate)> = Vec::new();
        for pair in &self.pairs {
            if let Some(mandate) = pair.counterpart
                && !out.iter().any(|(_, m)| m.span == mandate.span)
            {
                out.push((pair.part, mandate));
            }
        }
        out
    }
}
