//! Dates as plans write them, whole or in part.

use std::fmt;

use super::cursor::Cursor;
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

/// The date at the beginning of folded text, with the bytes it takes.
pub(super) fn date_at(folded: &str) -> Option<(Date, usize)> {
    let mut cursor = Cursor::new(folded, 0);
    cursor.spaces();
    let mut short = cursor;
    if let Some((day, month, year)) = in_figures(&mut short) {
        return Some((Date::checked(year, month, Some(day))?, short.at()));
    }
    let (day, month, year) = in_words(&mut cursor)?;
    Some((Date::checked(year, month, day)?, cursor.at()))
}

/// `24/6/2020`, `24-6-2020`, `24.6.2020`; white space may hide anywhere.
fn in_figures(cursor: &mut Cursor<'_>) -> Option<(u8, u8, u16)> {
    let day = cursor.digits(2).filter(|day| day.len() == 1 || day.starts_with(['0', '1', '2', '3']))?;
    sign(cursor)?;
    let month = cursor.digits(2).filter(|month| month.len() == 1 || month.starts_with(['0', '1']))?;
    sign(cursor)?;
    Some((day.parse().ok()?, month.parse().ok()?, cursor.year()?.parse().ok()?))
}

fn sign(cursor: &mut Cursor<'_>) -> Option<char> {
    cursor.space();
    let sign = cursor.take(|ch| matches!(ch, '/' | '.' | '-'))?;
    cursor.space();
    Some(sign)
}

/// `24 tháng 6 năm 2020`, also `tháng 6 năm 2020` and with a blank day.
fn in_words(cursor: &mut Cursor<'_>) -> Option<(Option<u8>, u8, u16)> {
    const MONTHS: [(&str, u8); 13] = [
        ("mười một", 11),
        ("mười hai", 12),
        ("mười", 10),
        ("một", 1),
        ("hai", 2),
        ("ba", 3),
        ("bốn", 4),
        ("tư", 4),
        ("năm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("tám", 8),
        ("chín", 9),
    ];
    let blank = |ch: char| ch.is_whitespace() || matches!(ch, '.' | '_' | '…');
    let day = cursor.digits(2).and_then(|day| day.parse().ok());
    cursor.run(blank);
    if !cursor.word("tháng") {
        return None;
    }
    cursor.spaces();
    let month = match cursor.digits(2) {
        Some(figures) => figures.parse().ok()?,
        None => MONTHS.iter().find(|(name, _)| cursor.word(name))?.1,
    };
    cursor.run(blank);
    if !cursor.word("năm") {
        return None;
    }
    cursor.spaces();
    Some((day, month, cursor.year()?.parse().ok()?))
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
