//! From a citation to the document it means: exactly one that fits, or none.

use std::cell::LazyCell;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::document::Date;

use super::facts::{Cited, Facts};
use super::identity::{Fit, Identity, NumberKey, is_full, symbol_key};
use super::title;

/// What a citation got wrong of the document it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipKind {
    /// Another date.
    Date,
    /// Another number or symbol.
    Number,
}

/// What a citation resolves to among the documents that are there.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Resolution {
    /// Exactly one document, with how sure that is, 0 to 1.
    One { document: usize, confidence: f32, slip: Option<SlipKind> },
    /// Several fit alike.
    Several(Vec<usize>),
    /// None fits.
    None,
}

/// The documents that are there, by what citations name.
pub(super) struct Library<'a> {
    facts: &'a [Facts],
    keys: Vec<Option<NumberKey>>,
    titles: Vec<OnceLock<Vec<String>>>,
    by_number: FxHashMap<(String, String), Vec<usize>>,
    by_day: FxHashMap<((String, String), Date), Vec<usize>>,
    by_date: FxHashMap<Date, Vec<usize>>,
    by_open_symbol: FxHashMap<String, Vec<usize>>,
    by_type: FxHashMap<&'static str, Vec<usize>>,
}

/// Confidence where all that is known agrees, and by how much less each doubt makes it.
const SURE: f32 = 1.0;
const UNDATED: f32 = 0.8;
const UNPLACED: f32 = 0.95;
const SLIPPED: f32 = 0.7;
const BY_NAME: f32 = 0.75;

/// Documents of one number that are looked at, there or absent, and candidates that are named.
pub(super) const MOST: usize = 2_000;
pub(super) const NAMED: usize = 10;

/// Days between two dates of which one may be a slip of the other in another year.
const NEAR: u32 = 100;

impl<'a> Library<'a> {
    /// Indexes the documents of which `counts` says that they are no copies.
    pub(super) fn new(facts: &'a [Facts], counts: impl Fn(usize) -> bool) -> Self {
        let keys: Vec<Option<NumberKey>> = facts.iter().map(|f| NumberKey::of(&f.identity.number)).collect();
        let mut library = Self {
            facts,
            keys,
            titles: vec![OnceLock::new(); facts.len()],
            by_number: FxHashMap::default(),
            by_day: FxHashMap::default(),
            by_date: FxHashMap::default(),
            by_open_symbol: FxHashMap::default(),
            by_type: FxHashMap::default(),
        };
        for (index, fact) in facts.iter().enumerate().filter(|(index, _)| counts(*index)) {
            match &library.keys[index] {
                Some(key) => library.by_number.entry(key.without_year()).or_default().push(index),
                None if fact.identity.number_blank => {
                    library.by_open_symbol.entry(symbol_key(&fact.identity.symbol)).or_default().push(index);
                }
                None => {}
            }
            if let Some(date) = fact.identity.date.filter(|d| is_full(*d)) {
                library.by_date.entry(date).or_default().push(index);
                if let Some(key) = &library.keys[index] {
                    library.by_day.entry((key.without_year(), date)).or_default().push(index);
                }
            }
            if let Some(doc_type) = fact.identity.doc_type {
                library.by_type.entry(doc_type.key).or_default().push(index);
            }
        }
        library
    }

    /// The document that `cited`, in the document `citing`, means.
    pub(super) fn resolve(&self, cited: &Cited, citing: usize) -> Resolution {
        let wanted = &cited.identity;
        let Some(key) = NumberKey::of(&wanted.number) else { return self.by_name(cited, citing) };
        // A day and a number name few documents; only what they leave open asks for the number alone.
        let on_day = wanted.date.filter(|date| is_full(*date)).and_then(|date| self.by_day.get(&(key.without_year(), date)));
        let on_day: Vec<usize> =
            on_day.into_iter().flatten().copied().filter(|&at| self.fits(wanted, at, citing) && at != citing).collect();
        if !on_day.is_empty() {
            return self.one_of(wanted, on_day, |at| self.confidence(wanted, at), None);
        }
        let numbered: Vec<usize> = self
            .by_number
            .get(&key.without_year())
            .into_iter()
            .flatten()
            .copied()
            .take(MOST)
            .filter(|&at| at != citing && self.keys[at].as_ref().is_some_and(|k| k.fit(&key) == Fit::Same))
            .collect();
        let exact: Vec<usize> = numbered.iter().copied().filter(|&at| self.fits(wanted, at, citing)).collect();
        if !exact.is_empty() {
            return self.one_of(wanted, exact, |at| self.confidence(wanted, at), None);
        }
        let misdated: Vec<usize> = numbered.into_iter().filter(|&at| self.is_misdated(wanted, at)).collect();
        if !misdated.is_empty() {
            return self.one_of(wanted, misdated, |_| SLIPPED, Some(SlipKind::Date));
        }
        let misspelt = self.misspelt(wanted, &key, citing);
        self.one_of(wanted, misspelt, |_| SLIPPED, Some(SlipKind::Number))
    }

    /// The words of a title.
    fn title(&self, at: usize) -> &[String] {
        self.titles[at].get_or_init(|| title::words(&self.facts[at].identity.title))
    }

    /// Nothing that the citation says contradicts the document.
    fn fits(&self, wanted: &Identity, at: usize, citing: usize) -> bool {
        let own = &self.facts[at].identity;
        let dated = wanted.fit_date(own);
        // Whoever cites without a date means something that was there.
        let later = self.facts[citing].identity.date.zip(own.date).is_some_and(|(citing, own)| own.is_after(citing));
        wanted.fit_type(own) != Fit::Differs
            && dated != Fit::Differs
            && wanted.seat.fit(&own.seat) != Fit::Differs
            && (dated == Fit::Same || (!later && wanted.fit_title(own) != Fit::Differs))
    }

    /// Number, type and issuer fit, and the date is a slip: one number is given once a year.
    fn is_misdated(&self, wanted: &Identity, at: usize) -> bool {
        let own = &self.facts[at].identity;
        if wanted.fit_type(own) == Fit::Differs || wanted.fit_date(own) != Fit::Differs {
            return false;
        }
        let (seat, titled) = (wanted.seat.fit(&own.seat), wanted.fit_title(own));
        let same_year = wanted.date.zip(own.date).is_some_and(|(a, b)| a.year == b.year)
            || NumberKey::of(&wanted.number).is_some_and(|key| key.year.is_some());
        // Of another year it is another document, unless day and month say that the year slipped.
        // or the two days lie on either side of a new year.
        let near = wanted
            .date
            .zip(own.date)
            .is_some_and(|(a, b)| is_full(a) && is_full(b) && ((a.month, a.day) == (b.month, b.day) || days(a).abs_diff(days(b)) <= NEAR));
        let sure = if same_year { seat == Fit::Same || titled == Fit::Same } else { near && titled == Fit::Same };
        seat != Fit::Differs && titled != Fit::Differs && sure
    }

    /// Documents of the same day and type whose number differs by a slip, and drafts whose number
    /// is still open.
    fn misspelt(&self, wanted: &Identity, key: &NumberKey, citing: usize) -> Vec<usize> {
        let open = self.by_open_symbol.get(&key.symbol).into_iter().flatten();
        let drafts = open.copied().filter(|&at| {
            let own = &self.facts[at].identity;
            at != citing
                && wanted.fit_type(own) == Fit::Same
                && wanted.fit_date(own) != Fit::Differs
                && wanted.seat.fit(&own.seat) != Fit::Differs
                && wanted.fit_title(own) == Fit::Same
        });
        let same_day = wanted.date.and_then(|date| self.by_date.get(&date)).into_iter().flatten().take(MOST);
        let said = LazyCell::new(|| title::words(&wanted.title));
        let slips = same_day.copied().filter(|&at| {
            let own = &self.facts[at].identity;
            let Some(other) = self.keys[at].as_ref().filter(|_| at != citing) else { return false };
            let near = if other.serial == key.serial {
                strsim::levenshtein(&other.symbol, &key.symbol) <= 1 && wanted.fit_title(own) != Fit::Differs
            } else {
                // Plans of one day have neighbouring numbers: a title with a word of its own is another plan's.
                let within = |some: &[String], all: &[String]| some.iter().all(|word| all.binary_search(word).is_ok());
                let same = || wanted.fit_title(own) == Fit::Same && (within(&said, self.title(at)) || within(self.title(at), &said));
                other.symbol == key.symbol && is_near_serial(&other.serial, &key.serial) && same()
            };
            near && wanted.fit_type(own) != Fit::Differs && wanted.seat.fit(&own.seat) != Fit::Differs
        });
        let mut out: Vec<usize> = drafts.chain(slips).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// A plan that is carried out and cited by its title alone.
    fn by_name(&self, cited: &Cited, citing: usize) -> Resolution {
        let wanted = &cited.identity;
        let Some(doc_type) = wanted.doc_type else { return Resolution::None };
        let Some(of_type) = self.by_type.get(doc_type.key) else { return Resolution::None };
        let said = title::words(&format!("{} {}", cited.name, wanted.title));
        let type_words = title::words(doc_type.name);
        let said: Vec<String> = said.into_iter().filter(|word| !type_words.contains(word)).collect();
        // A law is found by its name among laws; plans are cited by title too seldom to search them all.
        let of_type = of_type.iter().copied().take(MOST);
        let fit: Vec<usize> = of_type
            .filter(|&at| {
                let own = &self.facts[at].identity;
                let later = self.facts[citing].identity.date.zip(own.date).is_some_and(|(citing, own)| own.is_after(citing));
                let dated = wanted.fit_date(own);
                let whole = self.title(at).len() <= said.len() + 2;
                at != citing
                    && !later
                    && dated != Fit::Differs
                    && whole
                    && wanted.seat.fit(&own.seat) != Fit::Differs
                    && title::share(&said, self.title(at)).is_some_and(|share| share >= 0.9)
            })
            .collect();
        self.one_of(wanted, fit, |_| BY_NAME, None)
    }

    /// The one that the title decides for where several are left.
    fn one_of(&self, wanted: &Identity, mut fit: Vec<usize>, confidence: impl Fn(usize) -> f32, slip: Option<SlipKind>) -> Resolution {
        let narrower: [&dyn Fn(usize) -> bool; 3] = [
            &|at| wanted.fit_date(&self.facts[at].identity) == Fit::Same,
            &|at| wanted.seat.fit(&self.facts[at].identity.seat) == Fit::Same,
            &|at| wanted.fit_title(&self.facts[at].identity) == Fit::Same,
        ];
        for better in narrower {
            if fit.len() > 1 && fit.iter().any(|&at| better(at)) {
                fit.retain(|&at| better(at));
            }
        }
        match fit.as_slice() {
            [] => Resolution::None,
            [document] => Resolution::One { document: *document, confidence: confidence(*document), slip },
            _ => {
                fit.truncate(NAMED);
                Resolution::Several(fit)
            }
        }
    }

    fn confidence(&self, wanted: &Identity, at: usize) -> f32 {
        let own = &self.facts[at].identity;
        // A title takes longest to compare, and few citations leave anything else open.
        let titled = LazyCell::new(|| wanted.fit_title(own) == Fit::Same);
        let dated = if wanted.fit_date(own) == Fit::Same || *titled { SURE } else { UNDATED };
        let placed = if wanted.seat.fit(&own.seat) == Fit::Same || *titled { SURE } else { UNPLACED };
        dated * placed
    }
}

/// Days up to a date, near enough to measure how far two lie apart.
fn days(date: Date) -> u32 {
    u32::from(date.year) * 365 + u32::from(date.month.unwrap_or(1)) * 30 + u32::from(date.day.unwrap_or(1))
}

/// One digit more, less or other, or two that changed places.
fn is_near_serial(one: &str, two: &str) -> bool {
    strsim::osa_distance(one, two) == 1
}
