//! Lead that became help, and action that became advice.

use std::borrow::Cow;

use crate::lexicon::Role;
use crate::source::{Source, Span, strip_marks};

use super::super::model::{Applies, Change, ChangeKind};
use super::{Carried, ClausePair};

const LEADS: [&str; 4] = ["chủ trì", "đầu mối", "chịu trách nhiệm chính", "làm đầu mối"];
const HELPS: &str = "phối hợp";
const ADVISES: &str = "tham mưu";

/// A place must carry this much of the clause before its verbs are weighed.
const CARRIED: f32 = 0.4;

pub(super) fn find(carried: &Carried<'_>, reassigned: bool) -> Vec<Change> {
    if reassigned || matches!(carried.applies, Applies::Superior | Applies::Others) {
        return Vec::new();
    }
    let ours = &carried.parent.source;
    let mut out = Vec::new();
    for pair in carried.pairs.iter().filter(|p| p.coverage >= CARRIED) {
        let theirs = &pair.part.source;
        let all = pair.counterpart.map_or(pair.place, |m| m.span);
        let change = |parent, child| Change { kind: ChangeKind::Role, registered: None, parent, child: Some(child) };
        if let Some(lead) = leads(ours, pair.clause)
            && !holds(theirs, all, &LEADS)
            && let Some(help) = first(theirs, all, &[HELPS])
        {
            out.push(change(lead, help));
        }
        if carried.same_lead(pair)
            && !holds(ours, carried.mandate.span, &[ADVISES])
            && let Some(advice) = opens_with_advice(theirs, pair.place)
        {
            out.push(change(opening(ours, pair.clause), advice));
        }
    }
    out
}

impl Carried<'_> {
    /// Whether the child names the parent's lead at this place: a room that advises its own house
    /// takes nothing from what the house is to do.
    fn same_lead(&self, pair: &ClausePair<'_>) -> bool {
        let lead = |role: Role| matches!(role, Role::Lead | Role::Requested | Role::Advise);
        let theirs: Vec<Cow<'_, str>> =
            pair.counterpart.iter().flat_map(|m| &m.addressees).filter(|u| lead(u.role)).map(|u| pair.part.key(u.span)).collect();
        self.mandate.addressees.iter().filter(|u| lead(u.role)).any(|u| theirs.contains(&self.parent.key(u.span)))
    }
}

/// The word of lead, where the clause does not speak of help first: `phối hợp ... do Sở A chủ trì`.
fn leads(source: &Source, clause: Span) -> Option<Span> {
    let lead = first(source, clause, &LEADS)?;
    first(source, clause, &[HELPS]).is_none_or(|help| lead.start < help.start).then_some(lead)
}

fn first(source: &Source, span: Span, words: &[&str]) -> Option<Span> {
    let folded = source.folded_slice(span);
    words
        .iter()
        // Whether a word is there is sooner known than where.
        .filter(|word| folded.contains(**word))
        .filter_map(|word| folded.find(word).map(|at| Span::new(span.start + at, span.start + at + word.len())))
        .min_by_key(|found| found.start)
}

/// Whether one of the words stands there, be it with a mark that a scan took or gave.
fn holds(source: &Source, span: Span, words: &[&str]) -> bool {
    let bare = strip_marks(source.folded_slice(span));
    words.iter().any(|word| bare.contains(&strip_marks(word)))
}

/// `tham mưu` among the first words of a place.
fn opens_with_advice(source: &Source, place: Span) -> Option<Span> {
    const FIRST_WORDS: usize = 8;
    let advice = first(source, place, &[ADVISES])?;
    let before = source.folded_slice(Span::new(place.start, advice.start));
    (before.split_whitespace().count() <= FIRST_WORDS).then_some(advice)
}

/// The first words of a clause: its verb.
fn opening(source: &Source, clause: Span) -> Span {
    let text = source.slice(clause);
    let end = text.match_indices(' ').nth(3).map_or(text.len(), |(at, _)| at);
    Span::new(clause.start, clause.start + end)
}
