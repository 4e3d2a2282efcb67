//! Bodies that can be given work, by name.

use serde::{Deserialize, Serialize};

use super::additions;
use super::phrases::Phrases;
use super::table::{TableError, rows};

/// Level of a body in the cascade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// National Assembly, Government, Prime Minister, central agencies.
    Central,
    /// Ministries.
    Ministry,
    /// Provincial People's Committees and Councils.
    Province,
    /// Departments of a province (sở, ban, ngành).
    Department,
    /// Districts (until 30 June 2025).
    District,
    /// Communes, wards, special zones.
    Commune,
    /// Party organs of every tier.
    Party,
    /// The Fatherland Front and mass organisations.
    Front,
    /// Enterprises.
    Enterprise,
    /// Schools.
    School,
    /// Anything else.
    Other,
}

impl Level {
    /// The word of the tables and JSON forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Central => "central",
            Self::Ministry => "ministry",
            Self::Province => "province",
            Self::Department => "department",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Party => "party",
            Self::Front => "front",
            Self::Enterprise => "enterprise",
            Self::School => "school",
            Self::Other => "other",
        }
    }

    /// Reads the word of the tables and JSON forms.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "central" => Self::Central,
            "ministry" => Self::Ministry,
            "province" => Self::Province,
            "department" => Self::Department,
            "district" => Self::District,
            "commune" => Self::Commune,
            "party" => Self::Party,
            "front" => Self::Front,
            "enterprise" => Self::Enterprise,
            "school" => Self::School,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// A body of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUnit {
    /// Full name without a particular province.
    pub name: &'static str,
    /// Level.
    pub level: Level,
    /// Its counterpart one level down, by name.
    pub counterpart: Option<&'static str>,
}

/// All known bodies.
#[derive(Debug)]
pub struct Units {
    units: Phrases<KnownUnit>,
}

const FILE: &str = "units.tsv";
const TEXT: &str = include_str!("data/units.tsv");

impl Units {
    pub(super) fn load() -> Result<Self, TableError> {
        let mut entries = Vec::new();
        for row in rows(FILE, additions::units(TEXT))? {
            let unit = KnownUnit {
                name: row.need("name")?,
                level: row.word("level", Level::read)?,
                counterpart: Some(row.get("counterpart")?).filter(|name| !name.is_empty()),
            };
            let spellings = std::iter::once(unit.name).chain(row.list("aliases")?).map(str::to_owned).collect();
            entries.push((spellings, unit));
        }
        Ok(Self { units: Phrases::new(entries) })
    }

    /// The body whose name begins at `offset` of folded text, with the end of the name.
    pub fn at(&self, folded: &str, offset: usize) -> Option<(usize, &KnownUnit)> {
        self.units.at(folded, offset).map(|(span, unit)| (span.end, unit))
    }

    /// The body of exactly this folded name.
    pub fn get(&self, folded: &str) -> Option<&KnownUnit> {
        self.units.get(folded)
    }

    /// The words that names of bodies begin with.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.units.first_words()
    }

    /// All bodies in the order of the table.
    pub fn all(&self) -> &[KnownUnit] {
        self.units.values()
    }
}
