//! Today.

use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the calendar: year, month, day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(u32, u32, u32);

impl Day {
    /// The day on which the program runs, by the clock of Hà Nội.
    pub(crate) fn today() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        /// Seconds that it is ahead of UTC, summer and winter.
        const AHEAD: u64 = 7 * 3_600;
        Self::since_1970((since.as_secs() + AHEAD) / 86_400)
    }

    fn since_1970(mut days: u64) -> Self {
        let (mut year, mut month) = (1970, 1);
        while days >= length_of_year(year) {
            days -= length_of_year(year);
            year += 1;
        }
        while days >= length_of_month(year, month) {
            days -= length_of_month(year, month);
            month += 1;
        }
        Self(year, month, days as u32 + 1)
    }

    /// Whether the day is not behind `last`, written YYYY-MM-DD; nothing holds to what is no day.
    pub(crate) fn is_within(self, last: &str) -> bool {
        last.parse().is_ok_and(|last| self <= last)
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

fn length_of_year(year: u32) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn length_of_month(year: u32, month: u32) -> u64 {
    match month {
        2 => 28 + u64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "YYYY-MM-DD".to_owned();
        let mut parts = text.split('-').map(str::parse::<u32>);
        let mut part = || parts.next().and_then(Result::ok).ok_or_else(wrong);
        let day = Self(part()?, part()?, part()?);
        let valid = (1..=12).contains(&day.1) && day.2 >= 1 && u64::from(day.2) <= length_of_month(day.0, day.1);
        if valid && text.len() == 10 { Ok(day) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        assert_eq!(Day::since_1970(0), Day(1970, 1, 1));
        assert_eq!(Day::since_1970(19_782), Day(2024, 2, 29));
        assert_eq!(Day::since_1970(20_089), Day(2025, 1, 1));
    }

    #[test]
    fn an_exception_holds_through_its_last_day() {
        let day: Day = "2026-11-21".parse().expect("a day");
        assert!(day.is_within("2026-11-21") && day.is_within("2027-01-01") && !day.is_within("2026-11-20") && !day.is_within("soon"));
        assert!("2026-02-29".parse::<Day>().is_err() && "2026-1-1".parse::<Day>().is_err());
    }
}
