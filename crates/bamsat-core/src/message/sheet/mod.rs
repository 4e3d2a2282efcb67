//! Words of the reports that show both texts beside each other: the page, the workbook, the sheet for the file.

mod en;
mod vi;

use serde::Serialize;

use crate::compare::{ChangeKind, Verdict};
use crate::lexicon::Relation;

use super::Lang;

/// Fixed words of these reports.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(missing_docs, reason = "the fields are the words they hold")]
pub struct SheetLabels {
    pub title: &'static str,
    pub running: &'static str,
    pub skip: &'static str,
    pub contents: &'static str,
    pub summary: &'static str,
    pub comparison: &'static str,
    pub units: &'static str,
    pub citations: &'static str,
    pub findings: &'static str,
    pub findings_short: &'static str,
    pub child_text: &'static str,
    pub added: &'static str,
    pub added_note: &'static str,
    pub foreign: &'static str,
    pub unread: &'static str,
    pub all_read: &'static str,
    pub unread_note: &'static str,
    pub parent: &'static str,
    pub child: &'static str,
    pub file: &'static str,
    pub date: &'static str,
    pub issuer: &'static str,
    pub subject: &'static str,
    pub no_number: &'static str,
    pub coverage: &'static str,
    pub coverage_note: &'static str,
    pub confidence: &'static str,
    pub mandates: &'static str,
    pub applicable: &'static str,
    pub lost: &'static str,
    pub changed: &'static str,
    pub held: &'static str,
    pub verdict: &'static str,
    pub verdicts: &'static str,
    pub count: &'static str,
    pub share: &'static str,
    pub place: &'static str,
    pub id: &'static str,
    pub section: &'static str,
    pub unit: &'static str,
    pub no_unit: &'static str,
    pub says_above: &'static str,
    pub says_below: &'static str,
    pub places_below: &'static str,
    pub similar: &'static str,
    pub more_places: &'static str,
    pub expected: &'static str,
    pub not_found: &'static str,
    pub not_needed: &'static str,
    pub lost_words: &'static str,
    pub changes: &'static str,
    pub registered: &'static str,
    pub gone: &'static str,
    pub why: &'static str,
    pub severity: &'static str,
    pub message: &'static str,
    pub hint: &'static str,
    pub code: &'static str,
    pub other_place: &'static str,
    pub document: &'static str,
    pub times_above: &'static str,
    pub times_below: &'static str,
    pub status: &'static str,
    pub cited_both: &'static str,
    pub cited_above: &'static str,
    pub cited_below: &'static str,
    pub dropped: &'static str,
    pub none: &'static str,
    pub legend: &'static str,
    pub legend_lost: &'static str,
    pub legend_changed: &'static str,
    pub legend_noted: &'static str,
    pub filters: &'static str,
    pub all: &'static str,
    pub to_review: &'static str,
    pub all_units: &'static str,
    pub all_sections: &'static str,
    pub search: &'static str,
    pub shown: &'static str,
    pub nothing_shown: &'static str,
    pub reset: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub keys: &'static str,
    pub note: &'static str,
    pub made_by: &'static str,
    pub page_of: &'static str,
    pub missing_here: &'static str,
    pub error: &'static str,
    pub warning: &'static str,
    pub info: &'static str,
    pub undecoded: &'static str,
    pub legacy: &'static str,
    pub picture: &'static str,
    pub others: &'static str,
    pub left_out: &'static str,
    pub lost_changed: &'static str,
    pub form: &'static str,
    pub form_subject: &'static str,
    pub ordinal: &'static str,
    pub proposal: &'static str,
    pub reviewer: &'static str,
    pub head_of_unit: &'static str,
    pub signed: &'static str,
    pub lost_table: &'static str,
    pub held_table: &'static str,
    pub out_table: &'static str,
    pub nothing_lost: &'static str,
    pub unplaced: &'static str,
    pub rows_left: &'static str,
    pub audit: &'static str,
    pub links: &'static str,
    pub relation: &'static str,
    pub evidence: &'static str,
    pub lost_mandates: &'static str,
    pub first_said: &'static str,
    pub lost_at: &'static str,
    pub below_count: &'static str,
    pub below: &'static str,
    pub documents: &'static str,
    pub level: &'static str,
    pub lead: &'static str,
    pub coordinate: &'static str,
    pub other_part: &'static str,
}

/// How a verdict was reached.
#[derive(Debug, Clone)]
pub struct Reached {
    /// Why the mandate applies or not, and what was found.
    pub reason: String,
    /// Verdict.
    pub verdict: Verdict,
    /// Clauses of which something was found, and all.
    pub clauses: (usize, usize),
    /// Of these, clauses that lost part of their content.
    pub in_part: usize,
    /// Percent.
    pub coverage: u8,
    /// Percent.
    pub confidence: u8,
    /// Kinds of changes that count.
    pub changes: Vec<ChangeKind>,
}

/// A stretch of lines: first, last, and the page where the file shows pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// First line, from 1.
    pub first: u32,
    /// Last line.
    pub last: u32,
    /// Page of the first, from 1.
    pub page: Option<u32>,
}

impl Lang {
    /// The fixed words of the reports that show both texts.
    pub fn sheet_labels(self) -> &'static SheetLabels {
        match self {
            Self::Vi => &vi::LABELS,
            Self::En => &en::LABELS,
        }
    }

    /// The word for a kind of change.
    pub fn change(self, kind: ChangeKind) -> &'static str {
        match self {
            Self::Vi => vi::change(kind),
            Self::En => en::change(kind),
        }
    }

    /// The word for what one document says of another.
    pub fn relation(self, relation: Relation) -> &'static str {
        match self {
            Self::Vi => vi::relation(relation),
            Self::En => en::relation(relation),
        }
    }

    /// One sentence with its full stop: how a verdict was reached.
    pub fn reached(self, reached: &Reached) -> String {
        let kinds: Vec<&str> = reached.changes.iter().map(|kind| self.change(*kind)).collect();
        match self {
            Self::Vi => vi::reached(reached, &kinds.join(", ")),
            Self::En => en::reached(reached, &kinds.join(", ")),
        }
    }

    /// `dòng 31–33, trang 2`.
    pub fn lines(self, lines: Lines) -> String {
        let Lines { first, last, page } = lines;
        let (line, of) = match self {
            Self::Vi => ("dòng", "trang"),
            Self::En if first == last => ("line", "page"),
            Self::En => ("lines", "page"),
        };
        let stretch = if first == last { first.to_string() } else { format!("{first}–{last}") };
        page.map_or_else(|| format!("{line} {stretch}"), |page| format!("{line} {stretch}, {of} {page}"))
    }

    /// A date as texts write it; what is not known is left out.
    pub fn date(self, year: u16, month: Option<u8>, day: Option<u8>) -> String {
        match (self, month, day) {
            (_, None, _) => year.to_string(),
            // Nghị định 30/2020/NĐ-CP, Phụ lục I: days below 10 and the months 1 and 2 have a 0 before them.
            (Self::Vi, Some(month), day) => {
                let month = if month < 3 { format!("0{month}") } else { month.to_string() };
                day.map_or_else(|| format!("{month}/{year}"), |day| format!("{day:02}/{month}/{year}"))
            }
            (Self::En, Some(month), day) => day.map_or_else(|| format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}")),
        }
    }
}
