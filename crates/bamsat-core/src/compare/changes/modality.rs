//! A weaker word of duty, or a hedge, in the words that carry a demand.

use std::cell::LazyCell;

use crate::lexicon::{Duty, lexicon};
use crate::source::{Source, Span};

use super::super::model::{Change, ChangeKind};
use super::super::part::Part;
use super::super::words::Laid;
use super::ClausePair;

/// Words before and behind the equal ones among which a word of duty speaks of them.
const BEFORE: usize = 6;
const BEHIND: usize = 10;

/// A clause must be carried to this share before its single words are weighed.
const CARRIED: f32 = 0.4;

pub(super) fn find(parent: &Part<'_>, pair: &ClausePair<'_>, laid: &LazyCell<Laid, impl FnOnce() -> Laid>) -> Option<Change> {
    if pair.coverage < CARRIED {
        return None;
    }
    let (ours, theirs) = (&parent.source, &pair.part.source);
    if let Some(ban) = lifted_ban(ours, pair) {
        return laid.reach(BEFORE, BEHIND).map(|_| ban);
    }
    let all_said = duties(theirs, pair.place);
    if all_said.is_empty() {
        return None;
    }
    let reach = laid.reach(BEFORE, BEHIND)?;
    let asked = duties(ours, pair.clause);
    let said: Vec<_> = all_said.iter().copied().filter(|(span, _)| reach.start <= span.start && span.end <= reach.end).collect();
    let hedge = said.iter().find(|(span, duty)| *duty == Duty::Hedge && !laid.child_has_partner(*span));
    if let Some((span, _)) = hedge
        && asked.iter().all(|(span, duty)| *duty != Duty::Hedge || laid.parent_has_partner(*span))
    {
        return Some(change(pair.clause, *span));
    }
    if let Some(traded) = traded(laid, &asked, &all_said) {
        return Some(traded);
    }
    // What was said before the verb that both sides share.
    let opening = opening(laid)?;
    let (span, weaker) = said
        .iter()
        .filter(|(span, duty)| *duty != Duty::Hedge && span.start < opening && !laid.child_has_partner(*span))
        .min_by_key(|(_, duty)| *duty)?;
    let gone = asked.iter().filter(|(span, duty)| *duty != Duty::Hedge && !laid.parent_has_partner(*span));
    match gone.max_by_key(|(_, duty)| *duty) {
        Some((from, stronger)) if weaker < stronger => Some(change(*from, *span)),
        // A bare verb is an order; only a leave or a wish falls short of it.
        None if *weaker == Duty::May => Some(change(pair.clause, *span)),
        _ => None,
    }
}

/// A clause that opens with a ban, and a child that bans nothing at this place: `không để xảy ra`
/// became `hạn chế để xảy ra`.
fn lifted_ban(ours: &Source, pair: &ClausePair<'_>) -> Option<Change> {
    const FIRST_WORDS: usize = 5;
    const NO_BANS: [&str; 7] = ["không ngừng", "không chỉ", "không gian", "không khí", "không quân", "không những", "không dùng tiền mặt"];
    const BANS: [&str; 4] = ["không", "cấm", "chưa", "đừng"];
    let bans = |text: &str| {
        if !BANS.iter().any(|word| text.contains(word)) {
            return false;
        }
        let plain = NO_BANS.iter().fold(text.to_owned(), |text, other| text.replace(other, ""));
        plain.split(|c: char| !c.is_alphanumeric()).any(|word| BANS.contains(&word))
    };
    let folded = ours.folded_slice(pair.clause);
    // In the folded text spaces fill the rest of a quote.
    let end = ours.slice(pair.clause).match_indices(' ').nth(FIRST_WORDS - 1).map_or(folded.len(), |(at, _)| at);
    // `hiệu quả không` may go on as `không gian`.
    let opening = folded[..end].trim_end_matches("không").trim_end();
    (bans(opening) && !bans(pair.part.source.folded_slice(pair.place)))
        .then(|| change(Span::new(pair.clause.start, pair.clause.start + end), pair.place))
}

/// A weaker word of duty in the very place of a stronger one, however late in the sentence: as many
/// equal words stand before both, give or take one that they share (`phải có`, `có thể có`).
fn traded(laid: &Laid, asked: &[(Span, Duty)], said: &[(Span, Duty)]) -> Option<Change> {
    let mut gone = asked.iter().filter(|(span, duty)| *duty != Duty::Hedge && !laid.parent_has_partner(*span));
    gone.find_map(|(from, stronger)| {
        let before = laid.same.iter().filter(|(i, _)| laid.parent[*i].start < from.start).count();
        let new = said.iter().filter(|(span, duty)| *duty != Duty::Hedge && duty < stronger && !laid.child_has_partner(*span));
        let there = |span: Span| laid.same.iter().filter(|(_, j)| laid.child[*j].start < span.start).count();
        new.into_iter().find(|(span, _)| there(*span).abs_diff(before) <= 1).map(|(to, _)| change(*from, *to))
    })
}

fn change(parent: Span, child: Span) -> Change {
    Change { kind: ChangeKind::Modality, registered: None, parent, child: Some(child) }
}

/// The end of the third equal word of the child: duty is said before the action.
fn opening(laid: &Laid) -> Option<usize> {
    let (_, at) = laid.same.get(2.min(laid.same.len().checked_sub(1)?))?;
    Some(laid.child[*at].end)
}

/// Words of duty with their places.
fn duties(source: &Source, span: Span) -> Vec<(Span, Duty)> {
    let found = lexicon().formulas.modality.find_misread(source.folded_slice(span));
    found.into_iter().filter_map(|(at, duty)| Some((at.shift(span.start), (*duty)?))).collect()
}
