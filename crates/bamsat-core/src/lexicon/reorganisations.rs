//! Bodies renamed, merged or ended, with date and legal basis.

use crate::source::fold_name;

use super::additions;
use super::table::{TableError, rows};

/// One registered change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reorganisation {
    /// Name before, folded.
    pub from: String,
    /// Name after, folded.
    pub to: String,
    /// Name after, as written.
    pub to_name: &'static str,
    /// The whole body went over; else only a function did and the body goes on.
    pub whole: bool,
    /// `2025-03-01`, or known in part.
    pub date: &'static str,
    /// Decree, resolution or conclusion.
    pub basis: &'static str,
}

/// All registered changes.
#[derive(Debug)]
pub struct Reorganisations {
    changes: Vec<Reorganisation>,
}

const FILE: &str = "reorganisations.tsv";
const TEXT: &str = include_str!("data/reorganisations.tsv");

impl Reorganisations {
    pub(super) fn load() -> Result<Self, TableError> {
        let changes = rows(FILE, additions::reorganisations(TEXT))?
            .into_iter()
            .map(|row| {
                Ok(Reorganisation {
                    from: fold_name(row.need("from")?),
                    to: fold_name(row.get("to")?),
                    to_name: row.get("to")?,
                    whole: row.word("relation", whole)?,
                    date: row.get("date")?,
                    basis: row.get("basis")?,
                })
            })
            .collect::<Result<_, TableError>>()?;
        Ok(Self { changes })
    }

    /// The change that makes `to` a successor of `from`; both folded.
    pub fn between(&self, from: &str, to: &str) -> Option<&Reorganisation> {
        self.changes.iter().find(|change| change.from == from && change.to == to)
    }

    /// Every successor of a body; also those that took over a function only.
    pub fn of<'a>(&'a self, from: &'a str) -> impl Iterator<Item = &'a Reorganisation> + 'a {
        self.changes.iter().filter(move |change| change.from == from)
    }

    /// All changes in the order of the table.
    pub fn all(&self) -> &[Reorganisation] {
        &self.changes
    }
}

fn whole(word: &str) -> Option<bool> {
    match word {
        "merged_into" | "renamed_to" | "reorganised_as" | "dissolved_to" => Some(true),
        "function_moved_to" | "subordinated_to" => Some(false),
        _ => None,
    }
}
