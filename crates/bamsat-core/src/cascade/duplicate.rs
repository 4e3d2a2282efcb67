//! One document in several files.

use rustc_hash::FxHashMap;

use crate::document::Date;

use super::facts::Facts;
use super::identity::{Fit, NumberKey};

/// For each document the first file that holds the same one, itself when there is none before.
pub(super) fn firsts(facts: &[Facts]) -> Vec<usize> {
    let mut by_number: FxHashMap<((String, String), Date), Vec<usize>> = FxHashMap::default();
    let mut out: Vec<usize> = Vec::with_capacity(facts.len());
    for (index, fact) in facts.iter().enumerate() {
        let mut first = index;
        if let Some((key, date)) = NumberKey::of(&fact.identity.number).zip(fact.identity.date) {
            let bucket = by_number.entry((key.without_year(), date)).or_default();
            match bucket.iter().find(|&&other| is_same(&facts[other], fact)) {
                Some(&other) => first = other,
                None => bucket.push(index),
            }
        }
        out.push(first);
    }
    out
}

/// Number, day and issuer are known to be the same; the type does not contradict.
fn is_same(one: &Facts, two: &Facts) -> bool {
    let (a, b) = (&one.identity, &two.identity);
    let keys = NumberKey::of(&a.number).zip(NumberKey::of(&b.number)).is_some_and(|(a, b)| a.fit(&b) == Fit::Same);
    let seat = a.seat.fit(&b.seat);
    let sure = seat == Fit::Same || (seat == Fit::Unknown && a.fit_title(b) == Fit::Same);
    keys && sure && a.fit_date(b) == Fit::Same && a.fit_type(b) != Fit::Differs
}
