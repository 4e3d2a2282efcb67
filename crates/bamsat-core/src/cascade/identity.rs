//! What makes two mentions the same document.

use serde::{Deserialize, Serialize};

use crate::document::{Date, Header, canonical_unit};
use crate::lexicon::DocType;
use crate::source::{fold_name, strip_marks};

use super::seat::Seat;
use super::title;

/// Number, issuer and date, as far as they are known, with type and title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Type.
    pub doc_type: Option<&'static DocType>,
    /// Canonical number; empty when unknown or left open.
    pub number: String,
    /// `KH-UBND` of a number that is left open.
    pub symbol: String,
    /// The number is left open.
    pub number_blank: bool,
    /// Date, perhaps in part.
    pub date: Option<Date>,
    /// Issuer as written.
    pub issuer: String,
    /// Title as written.
    pub title: String,
    /// Where the issuer sits.
    pub seat: Seat,
}

/// How one field of two mentions compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Known on both sides, and equal.
    Same,
    /// Not known on one side, or too little to tell.
    Unknown,
    /// They contradict each other.
    Differs,
}

/// Serial and symbol of a number, without what only looks different.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct NumberKey {
    /// `115`, without leading zeros.
    pub(super) serial: String,
    /// `2022` of `08/2022/NĐ-CP`.
    pub(super) year: Option<u16>,
    /// `NDCP`: letters without marks and signs.
    pub(super) symbol: String,
}

impl NumberKey {
    /// The key of a canonical number; none for an empty one.
    pub(super) fn of(number: &str) -> Option<Self> {
        let cut = number.find(['/', '-'])?;
        let serial = number[..cut].trim_start_matches('0').to_uppercase();
        let rest = &number[cut + 1..];
        let (year, symbol) = match rest.split_once('/') {
            Some((year, symbol)) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => (year.parse().ok(), symbol),
            _ => (None, rest),
        };
        Some(Self { serial, year, symbol: symbol_key(symbol) })
    }

    /// Serial and symbol alone: the year is not always cited.
    pub(super) fn without_year(&self) -> (String, String) {
        (self.serial.clone(), self.symbol.clone())
    }

    pub(super) fn fit(&self, other: &Self) -> Fit {
        let years = self.year.zip(other.year).is_some_and(|(a, b)| a != b);
        if self.serial != other.serial || self.symbol != other.symbol || years { Fit::Differs } else { Fit::Same }
    }
}

/// `NQTW` for `NQ/TW` and `NQ-TƯ`.
pub(super) fn symbol_key(symbol: &str) -> String {
    let plain: String = strip_marks(symbol).to_uppercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if symbol.ends_with("TƯ") { plain.trim_end_matches("TU").to_owned() + "TW" } else { plain }
}

impl Identity {
    /// What a letterhead says.
    pub(super) fn of_header(header: &Header) -> Self {
        Self {
            doc_type: header.doc_type,
            number: header.number.clone(),
            symbol: header.symbol.clone(),
            number_blank: header.number_blank,
            date: header.date,
            issuer: header.issuer.clone(),
            title: header.title.clone(),
            seat: Seat::of_header(header),
        }
    }

    /// Type, number or name, and date, for messages.
    pub fn label(&self, name: &str) -> String {
        let said = [self.number.as_str(), name, &self.title].into_iter().find(|text| !text.is_empty());
        let named = match (self.doc_type, said) {
            (Some(kind), Some(said)) if !fold_name(said).starts_with(&fold_name(kind.name)) => format!("{} {said}", kind.name),
            (Some(kind), None) => kind.name.to_owned(),
            (_, said) => said.unwrap_or_default().to_owned(),
        };
        self.date.map_or(named.clone(), |date| format!("{named} ({date})"))
    }

    /// Whether both are known to come from one issuer.
    pub fn is_of_issuer(&self, other: &Self) -> bool {
        let named = !self.issuer.is_empty() && canonical_unit(&self.issuer) == canonical_unit(&other.issuer);
        named && self.seat.fit(&other.seat) != Fit::Differs
    }

    /// Whether the types can be the same; a letter is often called by what it says.
    pub(super) fn fit_type(&self, other: &Self) -> Fit {
        let vague = |t: &DocType| matches!(t.key, "van_ban" | "cong_van");
        match self.doc_type.zip(other.doc_type) {
            Some((a, b)) if a == b => Fit::Same,
            Some((a, b)) if !vague(a) && !vague(b) => Fit::Differs,
            _ => Fit::Unknown,
        }
    }

    /// Whether the dates can be the same.
    pub(super) fn fit_date(&self, other: &Self) -> Fit {
        match self.date.zip(other.date) {
            Some((a, b)) if !a.agrees(b) => Fit::Differs,
            Some((a, b)) if is_full(a) && is_full(b) => Fit::Same,
            _ => Fit::Unknown,
        }
    }

    /// Whether the titles can be the same.
    pub(super) fn fit_title(&self, other: &Self) -> Fit {
        title::fit(&self.title, &other.title)
    }
}

/// Whether the day is known.
pub(super) fn is_full(date: Date) -> bool {
    date.day.is_some()
}
