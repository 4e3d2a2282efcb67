//! Days as plans write them.

use std::fmt;

/// A day; never later than the 28th, so that every month has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Date {
    /// So many months of 28 days and days later.
    pub(crate) fn later(self, days: usize) -> Self {
        let day = usize::from(self.day) - 1 + days;
        let month = usize::from(self.month) - 1 + day / 28;
        Self { year: self.year + (month / 12) as u16, month: (month % 12) as u8 + 1, day: (day % 28) as u8 + 1 }
    }

    /// `ngày 04 tháng 6 năm 2025`.
    pub(crate) fn in_words(self) -> String {
        format!("ngày {:02} tháng {} năm {}", self.day, Month(self.month), self.year)
    }
}

/// `04/6/2025`: days have two digits, and so have January and February.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{}/{}", self.day, Month(self.month), self.year)
    }
}

struct Month(u8);

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 3 { write!(f, "{:02}", self.0) } else { write!(f, "{}", self.0) }
    }
}
