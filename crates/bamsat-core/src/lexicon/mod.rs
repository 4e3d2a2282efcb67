//! What is known of the field before a text is read: tables under `data/`, loaded once.
//!
//! Type names and symbols are those of Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III, and of
//! the Party's rules on document forms (Quy định 66-QĐ/TW, then 399-QĐ/TW).

mod additions;
mod doc_types;
mod formulas;
mod issuers;
mod phrases;
mod provinces;
mod reorganisations;
mod table;
mod units;

use std::sync::LazyLock;

pub use additions::{AddedRenaming, AddedUnit, Additions, MOST_SYNONYMS, extend};
pub use doc_types::{DocType, DocTypes, System};
pub use formulas::{Bound, ConstraintKind, Doubled, Duty, Formulas, Reach, Relation, RelationPlace, Role, SectionRole, TableColumn};
pub use issuers::{Issuer, Issuers};
pub(crate) use phrases::Opening;
pub use phrases::Phrases;
pub use provinces::{Province, Provinces};
pub use reorganisations::{Reorganisation, Reorganisations};
pub use table::TableError;
pub use units::{KnownUnit, Level, Units};

/// All tables.
#[derive(Debug)]
pub struct Lexicon {
    /// Document types with their symbols.
    pub doc_types: DocTypes,
    /// Issuers by the symbol in their numbers.
    pub issuers: Issuers,
    /// Bodies by name.
    pub units: Units,
    /// Bodies renamed, merged or ended.
    pub reorganisations: Reorganisations,
    /// Provinces before and after 1 July 2025.
    pub provinces: Provinces,
    /// Formulas: relations, roles, modality, collectives, deadlines, section titles.
    pub formulas: Formulas,
}

impl Lexicon {
    /// Reads the tables that are built into the library.
    ///
    /// # Errors
    /// Names file and line of the first malformed row.
    pub fn load() -> Result<Self, TableError> {
        Ok(Self {
            doc_types: DocTypes::load()?,
            issuers: Issuers::load()?,
            units: Units::load()?,
            reorganisations: Reorganisations::load()?,
            provinces: Provinces::load()?,
            formulas: Formulas::load()?,
        })
    }
}

impl Lexicon {
    /// The end of the word or name of a body that `text` begins with.
    pub(crate) fn heads_a_body(&self, text: &str) -> Option<usize> {
        let folded = crate::source::fold_name(text);
        self.formulas.heads.at(&folded, 0).map(|(span, _)| span.end).or_else(|| self.units.at(&folded, 0).map(|(end, _)| end))
    }
}

/// The lexicon, loaded on first use.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load().unwrap_or_else(|error| panic!("{error}")));
    &LEXICON
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_well_formed() {
        if let Err(error) = Lexicon::load() {
            panic!("{error}");
        }
    }
}
