//! Counts by kind of planted change.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Row {
    /// Planted.
    pub(crate) tried: usize,
    /// Got the right verdict.
    pub(crate) found: usize,
    /// Mandates beside the planted one.
    pub(crate) untouched: usize,
    /// Of these, told as changed.
    pub(crate) alarms: usize,
    /// Of these, held to speak to nobody any more: silent, and not judged either.
    pub(crate) excused: usize,
    /// Left out: the words stand elsewhere too.
    pub(crate) duplicates: usize,
    /// Left out: there is nothing of the kind to change.
    pub(crate) unfit: usize,
}

impl Row {
    fn add(&mut self, other: Self) {
        self.tried += other.tried;
        self.found += other.found;
        self.untouched += other.untouched;
        self.alarms += other.alarms;
        self.excused += other.excused;
        self.duplicates += other.duplicates;
        self.unfit += other.unfit;
    }
}

/// Counts by kind, and what went wrong.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// One row for each kind.
    pub(crate) rows: BTreeMap<String, Row>,
    /// One line for each miss and false alarm.
    pub(crate) wrong: Vec<String>,
}

impl Tally {
    /// Adds to the row of a kind.
    pub(crate) fn add(&mut self, kind: &str, row: Row) {
        self.rows.entry(kind.to_owned()).or_default().add(row);
    }

    /// Takes up what another run counted.
    pub(crate) fn merge(&mut self, other: Self) {
        for (kind, row) in other.rows {
            self.add(&kind, row);
        }
        self.wrong.extend(other.wrong);
    }

    /// The sum of all rows that `which` picks.
    pub(crate) fn sum(&self, which: impl Fn(&str) -> bool) -> Row {
        let mut sum = Row::default();
        self.rows.iter().filter(|(kind, _)| which(kind)).for_each(|(_, row)| sum.add(*row));
        sum
    }

    /// The table for the reader of the run.
    pub(crate) fn table(&self) -> String {
        let mut out = format!(
            "{:<18}{:>7}{:>7}{:>8}{:>8}{:>11}{:>9}{:>11}{:>8}\n",
            "planted", "tried", "found", "%", "alarms", "untouched", "excused", "duplicate", "unfit"
        );
        for (kind, row) in &self.rows {
            let share = row.found as f64 * 100.0 / row.tried.max(1) as f64;
            let _ = writeln!(
                out,
                "{kind:<18}{:>7}{:>7}{share:>8.1}{:>8}{:>11}{:>9}{:>11}{:>8}",
                row.tried, row.found, row.alarms, row.untouched, row.excused, row.duplicates, row.unfit
            );
        }
        out
    }
}
