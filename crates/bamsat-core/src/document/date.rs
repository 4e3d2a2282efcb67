//! Dates as plans write them, whole or in part.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

/// A date known to the day, the month or the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// A date of which only the year is known.
    pub fn year(year: u16) -> Self {
        Self { year, month: None, day: None }
    }

    /// Reads `2024-11-15`, `2024-11` or `2024`, and `2024-Q3` as the last month of the quarter.
    pub fn read(value: &str) -> Option<Self> {
        let mut parts = value.split('-');
        let year: u16 = parts.next()?.parse().ok()?;
        let Some(part) = parts.next() else { return (1900..2100).contains(&year).then_some(Self::year(year)) };
        let month = match part.strip_prefix('Q') {
            Some(quarter) => quarter.parse::<u8>().ok()?.checked_mul(3)?,
            None => part.parse().ok()?,
        };
        let day = match parts.next() {
            Some(day) => Some(day.parse().ok()?),
            None => None,
        };
        Self::checked(year, month, day)
    }

    /// Whether it is later for certain, whatever the unknown parts of the two may be.
    pub fn is_after(self, other: Self) -> bool {
        let later = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| a > b);
        let same = self.month.is_some() && self.month == other.month;
        self.year > other.year || (self.year == other.year && (later(self.month, other.month) || (same && later(self.day, other.day))))
    }

    fn checked(year: u16, month: u8, day: Option<u8>) -> Option<Self> {
        let month = Some(month).filter(|m| (1..=12).contains(m))?;
        let day = match day {
            Some(day) => Some(Some(day).filter(|d| (1..=31).contains(d))?),
            None => None,
        };
        (1900..2100).contains(&year).then_some(Self { year, month: Some(month), day })
    }

    /// Whether nothing in the two contradicts.
    pub fn agrees(self, other: Self) -> bool {
        let same = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// `24/6/2020`, `24-6-2020`, `24.6.2020`; white space may hide anywhere.
static SHORT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*([0-3]?[0-9])\s?[/.\-]\s?([01]?[0-9])\s?[/.\-]\s?((?:19|20)[0-9]{2})"));
/// `24 tháng 6 năm 2020`, also `tháng 6 năm 2020` and with a blank day.
static LONG: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*([0-9]{0,2})[\s._…]*tháng\s*([0-9]{1,2}|mười một|mười hai|mười|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín)[\s._…]*năm\s*((?:19|20)[0-9]{2})",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// The date at the beginning of folded text, with the bytes it takes.
pub(super) fn date_at(folded: &str) -> Option<(Date, usize)> {
    if let Some(found) = SHORT.captures(folded) {
        let date = Date::checked(found[3].parse().ok()?, found[2].parse().ok()?, Some(found[1].parse().ok()?))?;
        return Some((date, found[0].len()));
    }
    let found = LONG.captures(folded)?;
    let date = Date::checked(found[3].parse().ok()?, month(&found[2])?, found[1].parse().ok())?;
    Some((date, found[0].len()))
}

fn month(word: &str) -> Option<u8> {
    const NAMES: [&str; 12] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"];
    if word == "tư" {
        return Some(4);
    }
    word.parse().ok().or_else(|| NAMES.iter().position(|name| *name == word).map(|i| i as u8 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        for (text, iso) in [
            ("24/6/2020", "2020-06-24"),
            ("05-01-2025", "2025-01-05"),
            (" 08 tháng 10 năm 2025", "2025-10-08"),
            (" tháng 12 năm 2025", "2025-12"),
            ("05 tháng bốn năm 2018", "2018-04-05"),
            ("10 tháng 01năm 2026", "2026-01-10"),
        ] {
            assert_eq!(date_at(text).map(|(d, _)| d.to_string()).as_deref(), Some(iso), "{text}");
        }
        for (value, later) in [("2024-Q3", "2024-10"), ("2024", "2025"), ("2024-11-14", "2024-11-15")] {
            let (value, later) = (Date::read(value).expect("a date"), Date::read(later).expect("a date"));
            assert!(later.is_after(value) && !value.is_after(later), "{value} {later}");
        }
        assert!(Date::read("15/11").is_none() && Date::read("P3M").is_none());
        for text in ["31/13/2020", "2021-2030", "trước", "05 hàng tháng"] {
            assert_eq!(date_at(text), None, "{text}");
        }
    }
}
