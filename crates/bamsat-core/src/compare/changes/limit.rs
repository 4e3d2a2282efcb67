//! Numbers, deadlines and frequencies that the child sets lower, later, rarer, or not at all.

use crate::document::{Constraint, constraints};
use crate::lexicon::{Bound, ConstraintKind};
use crate::source::{Source, Span, collapse, strip_marks};

use super::super::model::{Change, ChangeKind};
use super::Carried;

/// A clause must be carried to this share before a limit counts as gone: below, its words are
/// among what is lost already.
const CARRIED: f32 = 0.45;

/// Words on either side by which two numbers are taken for the same target.
const CONTEXT: usize = 5;

pub(super) fn find(carried: &Carried<'_>) -> Vec<Change> {
    let (wanted, theirs) = (&carried.mandate.constraints, child_limits(carried));
    let (open, free) = unmatched(carried, wanted, &theirs);
    let elsewhere: Vec<&Constraint> = carried.holders.iter().flat_map(|(_, m)| &m.constraints).collect();
    let mut out = Vec::new();
    for limit in &open {
        let holder = carried.pairs.iter().find(|p| p.clause.contains(limit.span.start));
        let in_a_cell = !carried.mandate.span.contains(limit.span.start);
        if holder.is_none() && !in_a_cell {
            continue;
        }
        let same: Vec<&Constraint> = free.iter().copied().filter(|c| is_same_measure(limit, c)).collect();
        let change = |child| Change { kind: change_kind(limit.kind), registered: None, parent: limit.span, child };
        match counterpart(limit, &same, &carried.parent.source, &carried.child.source, &open) {
            Some(other) if is_weaker(limit, other) || is_relaxed(carried, limit, other) => out.push(change(Some(other.span))),
            Some(_) => {}
            // A demand that was spread over several places keeps its limit in one of them.
            None if theirs.iter().chain(elsewhere.iter().copied()).any(|c| is_same_measure(limit, c)) => {}
            None if holder.is_some_and(|p| p.coverage >= CARRIED) && !is_written(carried, limit) => out.push(change(None)),
            None => {}
        }
    }
    out
}

/// The limits of either side without an equal on the other.
fn unmatched<'c>(carried: &Carried<'_>, wanted: &'c [Constraint], theirs: &'c [Constraint]) -> (Vec<&'c Constraint>, Vec<&'c Constraint>) {
    let mut free: Vec<&Constraint> = theirs.iter().collect();
    let mut open = Vec::new();
    for limit in wanted {
        let equal =
            |c: &&Constraint| is_same_measure(limit, c) && c.value == limit.value && !is_weaker(limit, c) && !is_relaxed(carried, limit, c);
        match free.iter().position(equal) {
            Some(at) => drop(free.remove(at)),
            None => open.push(limit),
        }
    }
    (open, free)
}

/// `trên 95%` against `95%`: the same number, no longer to be passed.
fn is_relaxed(carried: &Carried<'_>, wanted: &Constraint, found: &Constraint) -> bool {
    const BEYOND: [&str; 4] = ["trên", "hơn", "vượt", "quá"];
    let beyond = |source: &Source, span: Span| source.folded_slice(span).split(' ').any(|word| BEYOND.contains(&word));
    wanted.kind == ConstraintKind::Quantity
        && wanted.bound == Bound::AtLeast
        && number(&wanted.value) == number(&found.value)
        && beyond(&carried.parent.source, wanted.span)
        && !beyond(&carried.child.source, found.span)
}

/// Whether the places of the child hold the numbers of a limit, or the words of one without
/// numbers, in a form that is not read as a limit: about, of another measure, with a slip.
fn is_written(carried: &Carried<'_>, limit: &Constraint) -> bool {
    let words = bare(&carried.parent.source, limit.span);
    let numbers = |text: &str| -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(|run| run.trim_start_matches('0').to_owned()).collect()
    };
    let asked = numbers(&words);
    let best = carried.pairs.iter().map(|pair| (pair.part, pair.counterpart.map_or(pair.place, |m| m.span)));
    let all = carried.holders.iter().map(|(part, mandate)| (*part, mandate.span));
    best.chain(all).any(|(part, span)| {
        let said = bare(&part.source, span);
        if asked.is_empty() {
            return said.contains(&words);
        }
        let said = numbers(&said);
        asked.iter().all(|number| said.contains(number))
    })
}

fn bare(source: &Source, span: Span) -> String {
    collapse(&strip_marks(source.folded_slice(span)))
}

/// The limits in the demands of the child that carry the mandate.
fn child_limits(carried: &Carried<'_>) -> Vec<Constraint> {
    let mut out: Vec<Constraint> = carried.counterparts().into_iter().flat_map(|(_, m)| m.constraints.clone()).collect();
    for pair in carried.pairs.iter().filter(|p| p.counterpart.is_none()) {
        out.extend(constraints(pair.part, pair.place));
    }
    out.dedup();
    out
}

fn change_kind(kind: ConstraintKind) -> ChangeKind {
    match kind {
        ConstraintKind::Deadline => ChangeKind::Deadline,
        ConstraintKind::Quantity => ChangeKind::Quantity,
        ConstraintKind::Frequency => ChangeKind::Frequency,
    }
}

/// Only like is held against like: per cent against per cent, a day against a day.
fn is_same_measure(a: &Constraint, b: &Constraint) -> bool {
    a.kind == b.kind
        && match a.kind {
            ConstraintKind::Quantity => measure(&a.value) == measure(&b.value),
            ConstraintKind::Deadline => a.value.starts_with('P') == b.value.starts_with('P'),
            ConstraintKind::Frequency => true,
        }
}

fn measure(value: &str) -> &str {
    value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start()
}

fn number(value: &str) -> f64 {
    value.trim_end_matches(measure(value)).trim().parse().unwrap_or(0.0)
}

fn is_weaker(wanted: &Constraint, found: &Constraint) -> bool {
    match wanted.kind {
        ConstraintKind::Quantity => is_lower(wanted, found),
        ConstraintKind::Deadline => is_later(wanted, found),
        ConstraintKind::Frequency => days(&found.value) > days(&wanted.value),
    }
}

fn is_lower(wanted: &Constraint, found: &Constraint) -> bool {
    let (a, b) = (number(&wanted.value), number(&found.value));
    if wanted.bound == Bound::AtMost {
        return b > a;
    }
    let relaxed = b <= a && found.bound == Bound::AtMost;
    b < a || relaxed
}

fn is_later(wanted: &Constraint, found: &Constraint) -> bool {
    if wanted.value.starts_with('P') {
        return days(&found.value) > days(&wanted.value);
    }
    match (last_day(&wanted.value), last_day(&found.value)) {
        (Some(a), Some(b)) => b > a,
        // `ngày 15 hằng tháng` against `ngày 20 hằng tháng`.
        (None, None) => {
            let (day_a, rest_a) = split_day(&wanted.value);
            let (day_b, rest_b) = split_day(&found.value);
            rest_a == rest_b && day_b > day_a
        }
        _ => false,
    }
}

fn split_day(value: &str) -> (u32, &str) {
    let rest = value.trim_start_matches(|c: char| c.is_ascii_digit());
    (value[..value.len() - rest.len()].parse().unwrap_or(0), rest)
}

/// The last day of `2026`, `2026-06`, `2026-Q2`, `2026-06-15` as year, month, day.
fn last_day(value: &str) -> Option<(u32, u32, u32)> {
    let mut parts = value.split('-');
    let year: u32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let Some(part) = parts.next() else { return Some((year, 12, 31)) };
    if let Some(quarter) = part.strip_prefix('Q') {
        return Some((year, quarter.parse::<u32>().ok()? * 3, 31));
    }
    let month = part.parse().ok()?;
    Some((year, month, parts.next().map_or(Some(31), |day| day.parse().ok())?))
}

/// The length of `P3M` in days, near enough to compare.
fn days(value: &str) -> f64 {
    let count = value.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0.0);
    let length = match value.chars().next_back() {
        Some('Y') => 365.0,
        Some('M') => 30.0,
        Some('W') => 7.0,
        Some('H') => 1.0 / 24.0,
        _ => 1.0,
    };
    count * length
}

/// The limit of the child that took the place of `wanted`: the only one of its measure on both
/// sides, or the one among the same words.
fn counterpart<'c>(
    wanted: &Constraint,
    same: &[&'c Constraint],
    parent: &Source,
    child: &Source,
    open: &[&Constraint],
) -> Option<&'c Constraint> {
    let rivals = open.iter().filter(|c| is_same_measure(wanted, c)).count();
    if let ([only], 1) = (same, rivals) {
        return Some(only);
    }
    let near = around(parent, wanted.span);
    let alike = |c: &&&Constraint| around(child, c.span).iter().filter(|w| near.contains(w)).count();
    same.iter().max_by_key(alike).filter(|c| alike(c) >= 3).copied()
}

/// The words on either side of a limit.
fn around(source: &Source, span: Span) -> Vec<&str> {
    let words = |text| str::split(text, |c: char| !c.is_alphabetic()).filter(|w| w.len() > 1);
    let folded = source.folded();
    let before = words(&folded[..span.start]).rev().take(CONTEXT);
    before.chain(words(&folded[span.end..]).take(CONTEXT)).collect()
}
