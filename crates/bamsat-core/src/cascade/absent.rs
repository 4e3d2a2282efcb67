//! Documents that are cited and not there: one node for all citations that mean the same.

use rustc_hash::FxHashMap;

use crate::document::Date;
use crate::source::fold_name;

use super::facts::Cited;
use super::identity::{Fit, Identity, NumberKey, is_full};
use super::resolve::MOST;

/// A document known from citations alone.
#[derive(Debug, Clone)]
pub(super) struct Absent {
    /// What the citations say together.
    pub(super) identity: Identity,
    /// Name, when it has no number.
    pub(super) name: String,
    /// Every date that is given, with how often.
    pub(super) dates: Vec<(Date, usize)>,
}

/// Collects absent documents.
#[derive(Default)]
pub(super) struct Absents {
    pub(super) all: Vec<Absent>,
    by_number: FxHashMap<(String, String), Vec<usize>>,
    by_name: FxHashMap<(Option<&'static str>, String), Vec<usize>>,
}

impl Absents {
    /// The absent documents that a citation can mean.
    pub(super) fn candidates(&self, cited: &Cited) -> Vec<usize> {
        let wanted = &cited.identity;
        let bucket = match NumberKey::of(&wanted.number) {
            Some(key) => self.by_number.get(&key.without_year()),
            None => self.by_name.get(&name_key(cited)),
        };
        let fits = |at: &usize| {
            let own = &self.all[*at].identity;
            let years = NumberKey::of(&wanted.number).zip(NumberKey::of(&own.number)).is_none_or(|(a, b)| a.fit(&b) == Fit::Same);
            years && wanted.fit_type(own) != Fit::Differs && wanted.seat.fit(&own.seat) != Fit::Differs && is_of_date(wanted, own)
        };
        bucket.into_iter().flatten().copied().take(MOST).filter(fits).collect()
    }

    /// Whether nothing that is known tells two of them apart.
    pub(super) fn agree(&self, one: usize, two: usize) -> bool {
        self.all[one].identity.seat.fit(&self.all[two].identity.seat) != Fit::Differs
    }

    /// Adds what a citation says to an absent document it means.
    pub(super) fn learn(&mut self, at: usize, cited: &Cited) {
        let absent = &mut self.all[at];
        let (own, new) = (&mut absent.identity, &cited.identity);
        if let Some(date) = new.date {
            match absent.dates.iter_mut().find(|(known, _)| *known == date) {
                Some((_, count)) => *count += 1,
                None => absent.dates.push((date, 1)),
            }
            let most = absent.dates.iter().copied().reduce(|a, b| if (is_full(b.0), b.1) > (is_full(a.0), a.1) { b } else { a });
            own.date = most.map(|(date, _)| date);
        }
        if own.doc_type.is_none_or(|t| t.key == "van_ban") {
            own.doc_type = new.doc_type.or(own.doc_type);
        }
        for (own, new) in [(&mut own.issuer, &new.issuer), (&mut own.title, &new.title), (&mut own.number, &new.number)] {
            if own.is_empty() {
                own.clone_from(new);
            }
        }
        own.seat.tier = own.seat.tier.or(new.seat.tier);
        if own.seat.province.is_empty() {
            own.seat.province.clone_from(&new.seat.province);
        }
        if own.seat.name.is_empty() {
            own.seat.name.clone_from(&new.seat.name);
        }
    }

    /// A new absent document.
    pub(super) fn add(&mut self, cited: &Cited) -> usize {
        let at = self.all.len();
        let empty = Identity { seat: cited.identity.seat.clone(), ..Identity::default() };
        self.all.push(Absent { identity: empty, name: cited.name.clone(), dates: Vec::new() });
        match NumberKey::of(&cited.identity.number) {
            Some(key) => self.by_number.entry(key.without_year()).or_default().push(at),
            None => self.by_name.entry(name_key(cited)).or_default().push(at),
        }
        self.learn(at, cited);
        at
    }
}

/// The dates agree, or one of them is a slip: an issuer gives a number once a year.
fn is_of_date(wanted: &Identity, own: &Identity) -> bool {
    let same_year = wanted.date.zip(own.date).is_some_and(|(a, b)| a.year == b.year);
    wanted.fit_date(own) != Fit::Differs || (same_year && !wanted.number.is_empty() && wanted.seat.fit(&own.seat) == Fit::Same)
}

fn name_key(cited: &Cited) -> (Option<&'static str>, String) {
    (cited.identity.doc_type.map(|t| t.key), fold_name(&cited.name))
}
