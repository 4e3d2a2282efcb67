//! Later dates and lower numbers in the form they were written in.

use std::ops::Range;

use bamsat_core::document::Constraint;
use bamsat_core::lexicon::{Bound, ConstraintKind};

use super::base::Base;
use super::kind::{Duplicate, unless_duplicated};
use super::{Edit, Plant};

/// The first deadline of a mandate that can be moved is later.
pub(super) fn delay(base: &Base<'_>, index: usize) -> Option<Result<Plant, Duplicate>> {
    looser(base, index, ConstraintKind::Deadline, |written, limit| later(written, &limit.value))
}

/// The first amount of a mandate that can be lowered is lower.
pub(super) fn lower(base: &Base<'_>, index: usize) -> Option<Result<Plant, Duplicate>> {
    looser(base, index, ConstraintKind::Quantity, |written, limit| {
        let binds = limit.bound != Bound::Exactly || limit.value.ends_with('%');
        binds.then(|| fewer(written, limit)).flatten()
    })
}

fn looser(
    base: &Base<'_>,
    index: usize,
    kind: ConstraintKind,
    change: impl Fn(&str, &Constraint) -> Option<String>,
) -> Option<Result<Plant, Duplicate>> {
    let mandate = base.mandate(index);
    let inside = mandate.constraints.iter().filter(|c| c.kind == kind && mandate.span.contains(c.span.start));
    let (limit, edit) = inside.into_iter().find_map(|limit| {
        let range = base.range_in_line(index, limit.span)?;
        let with = change(&base.text[range.clone()], limit)?;
        Some((limit, Edit { range, with }))
    })?;
    let clause = mandate.clauses.iter().find(|c| c.span.contains(limit.span.start))?;
    Some(unless_duplicated(base, index, clause.span, Plant { targets: vec![index], edits: vec![edit] }))
}

/// `written` with its point in time or length later than `value`.
fn later(written: &str, value: &str) -> Option<String> {
    let numbers = numbers(written);
    let at = |n: u32| numbers.iter().position(|(_, m)| *m == n);
    let set = |changes: &[(usize, u32)]| Some(replaced(written, changes.iter().map(|(i, n)| (numbers[*i].0.clone(), *n)).collect()));
    if value.starts_with('P') {
        let count: u32 = value.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        return set(&[(at(count)?, count * 2)]);
    }
    let mut parts = value.split('-');
    let first = parts.next()?;
    let (second, third) = (parts.next(), parts.next());
    let year = first.parse::<u32>().ok().filter(|_| first.len() == 4);
    match (year, second, third) {
        (Some(year), None, _) => set(&[(at(year)?, year + 2)]),
        (Some(year), Some(part), None) => match part.strip_prefix('Q') {
            Some(quarter) => later_quarter(written, quarter.parse().ok()?, year),
            None => {
                let month: u32 = part.parse().ok()?;
                let i = at(month)?;
                if month < 12 { set(&[(i, month + 1)]) } else { set(&[(i, 1), (at(year)?, year + 1)]) }
            }
        },
        (Some(year), Some(month), Some(day)) => {
            let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
            let i = numbers.windows(2).position(|w| w[0].1 == day && w[1].1 == month)?;
            if month < 12 {
                return set(&[(i, day.min(28)), (i + 1, month + 1)]);
            }
            set(&[(i, day.min(28)), (i + 1, 1), (numbers.iter().position(|(_, n)| *n == year)?, year + 1)])
        }
        (None, ..) => {
            let day = numbers.first().filter(|(_, day)| *day <= 23)?.1;
            set(&[(0, day + 5)])
        }
    }
}

fn later_quarter(written: &str, quarter: u32, year: u32) -> Option<String> {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    let at = written.to_lowercase().find("quý ")? + "quý ".len();
    let word = &written[at..at + written[at..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(written.len() - at)];
    let next = if quarter < 4 { quarter + 1 } else { 1 };
    let with = if word.starts_with(|c: char| c.is_ascii_digit()) { next.to_string() } else { ROMAN[next as usize - 1].to_owned() };
    let rest = &written[at + word.len()..];
    let rest = if quarter < 4 {
        rest.to_owned()
    } else {
        rest.contains(&year.to_string()).then(|| rest.replace(&year.to_string(), &(year + 1).to_string()))?
    };
    Some(format!("{}{with}{rest}", &written[..at]))
}

/// `written` with its number further down, or up where it is the most that is allowed.
fn fewer(written: &str, limit: &Constraint) -> Option<String> {
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let len = written[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(written.len() - start);
    let digits = written[start..start + len].trim_end_matches('.');
    let number: u32 = digits.replace('.', "").parse().ok()?;
    let percent = limit.value.ends_with('%');
    let other = match limit.bound {
        Bound::AtMost if percent && number * 2 > 100 => return None,
        Bound::AtMost => number * 2,
        _ if number < 2 => return None,
        _ => number * 6 / 10,
    };
    let with = match (digits.contains('.'), digits.starts_with('0')) {
        (true, _) if other >= 1000 => format!("{}.{:03}", other / 1000, other % 1000),
        (_, true) => padded(other, digits),
        _ => other.to_string(),
    };
    (other < 1_000_000).then(|| format!("{}{with}{}", &written[..start], &written[start + digits.len()..]))
}

/// Runs of digits with their values.
fn numbers(text: &str) -> Vec<(Range<usize>, u32)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |i| start + i);
        out.extend(text[start..end].parse().ok().map(|n| (start..end, n)));
        at = end;
    }
    out
}

fn replaced(text: &str, mut changes: Vec<(Range<usize>, u32)>) -> String {
    changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut out = text.to_owned();
    for (range, number) in changes {
        out.replace_range(range.clone(), &padded(number, &text[range]));
    }
    out
}

/// The number with a leading zero where the old one had one.
fn padded(number: u32, like: &str) -> String {
    if like.starts_with('0') || number < 10 && like.len() == 2 { format!("{number:02}") } else { number.to_string() }
}
