//! What a user adds to the tables: bodies of one's own, renamings and synonyms.

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::Level;

/// Rows for the tables of bodies, reorganisations and synonyms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Additions {
    /// Bodies that the tables do not know.
    pub units: Vec<AddedUnit>,
    /// Bodies that became others.
    pub renamings: Vec<AddedRenaming>,
    /// Groups of words that may take each other's place.
    pub synonyms: Vec<Vec<String>>,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedUnit {
    /// Full name.
    pub name: String,
    /// Its place in the cascade.
    pub level: Level,
    /// Other ways to write it.
    pub aliases: Vec<String>,
}

/// A body that goes by another name, or into another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedRenaming {
    /// Before.
    pub from: String,
    /// Since.
    pub to: String,
    /// From when on: YYYY, YYYY-MM or YYYY-MM-DD; empty where that is not said.
    pub date: String,
    /// The act that says so.
    pub basis: String,
}

static ADDED: OnceLock<Additions> = OnceLock::new();

/// Groups of synonyms at the most.
pub const MOST_SYNONYMS: usize = 10_000;

/// Adds to the tables. They are loaded once, with the first text that is parsed: whoever comes
/// later, or a second time, gets the additions back, and so does whoever brings more than
/// [`MOST_SYNONYMS`] groups.
///
/// ```
/// use bamsat_core::lexicon::{AddedUnit, Additions, Level, extend, lexicon};
///
/// let unit = AddedUnit { name: "Tổ công tác số 5".to_owned(), level: Level::Other, aliases: Vec::new() };
/// assert!(extend(Additions { units: vec![unit], ..Additions::default() }).is_ok());
/// assert!(lexicon().units.get("tổ công tác số 5").is_some());
/// ```
pub fn extend(additions: Additions) -> Result<(), Additions> {
    if additions.synonyms.len() > MOST_SYNONYMS { Err(additions) } else { ADDED.set(additions) }
}

/// A built-in table with more rows behind it. Rows hold names of these tables for as long as the
/// program runs.
fn joined(table: &'static str, rows: String) -> &'static str {
    if rows.is_empty() { table } else { String::leak(format!("{}\n{rows}", table.trim_end_matches('\n'))) }
}

fn added() -> &'static Additions {
    ADDED.get_or_init(Additions::default)
}

/// A cell: what separates cells and rows is a blank in it.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `units.tsv`: name, level, system, aliases, counterpart, source.
pub(super) fn units(table: &'static str) -> &'static str {
    let mut rows = String::new();
    for unit in &added().units {
        let aliases: Vec<String> = unit.aliases.iter().map(|alias| cell(&alias.replace(';', " "))).collect();
        let _ = writeln!(rows, "{}\t{}\tstate\t{}\t\tuser", cell(&unit.name), unit.level.word(), aliases.join(";"));
    }
    joined(table, rows)
}

/// `reorganisations.tsv`: from, to, relation, scope, date, basis, source.
pub(super) fn reorganisations(table: &'static str) -> &'static str {
    let mut rows = String::new();
    for renaming in &added().renamings {
        let [from, to, date, basis] = [&renaming.from, &renaming.to, &renaming.date, &renaming.basis].map(|text| cell(text));
        let _ = writeln!(rows, "{from}\t{to}\trenamed_to\twhole\t{date}\t{basis}\tuser");
    }
    joined(table, rows)
}

/// `synonyms.tsv`: words, group, source.
pub(super) fn synonyms(table: &'static str) -> &'static str {
    /// Groups of one's own are numbered behind those of the table.
    const FIRST: usize = 30_000;
    let mut rows = String::new();
    for (group, words) in added().synonyms.iter().enumerate() {
        for word in words {
            let _ = writeln!(rows, "{}\t{}\tuser", cell(word), FIRST + group);
        }
    }
    joined(table, rows)
}
