//! Document types: names, symbols, how they are cited.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::source::{fold_name, strip_marks};

use super::phrases::Phrases;
use super::table::{TableError, rows};

/// Whose rules of form a number follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// `115/KH-UBND`: number, slash, type, dash, issuer.
    State,
    /// `57-NQ/TW`: number, dash, type, slash, issuer.
    Party,
}

/// A document type; `key` is the word of the JSON forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocType {
    /// `ke_hoach`.
    pub key: &'static str,
    /// `Kế hoạch`.
    pub name: &'static str,
    /// Symbols in state numbers, the usual one first.
    pub state: Vec<&'static str>,
    /// Symbols in Party numbers.
    pub party: Vec<&'static str>,
    /// Laws and decrees: a basis, not something a plan carries out.
    pub normative: bool,
    /// Guidance that a plan can carry out.
    pub directive: bool,
    /// Cited by name, without a number.
    pub named: bool,
}

/// A type is stored as its key.
impl Serialize for DocType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.key.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for &'static DocType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = <&str>::deserialize(deserializer)?;
        super::lexicon().doc_types.key(key).ok_or_else(|| serde::de::Error::custom("no such type"))
    }
}

/// All document types.
#[derive(Debug)]
pub struct DocTypes {
    types: Phrases<DocType>,
    /// The names without marks, in the order of the table.
    bare: Vec<String>,
}

const FILE: &str = "doc_types.tsv";
const TEXT: &str = include_str!("data/doc_types.tsv");

impl DocTypes {
    pub(super) fn load() -> Result<Self, TableError> {
        let mut entries = Vec::new();
        for row in rows(FILE, TEXT)? {
            let has = |flag: &str| Ok::<bool, TableError>(row.list("flags")?.any(|f| f == flag));
            let doc_type = DocType {
                key: row.need("key")?,
                name: row.need("name")?,
                state: row.list("state")?.collect(),
                party: row.list("party")?.collect(),
                normative: has("normative")?,
                directive: has("directive")?,
                named: has("named")?,
            };
            let spellings = std::iter::once(doc_type.name).chain(row.list("aliases")?).map(str::to_owned).collect();
            entries.push((spellings, doc_type));
        }
        let types = Phrases::new(entries);
        let bare = types.values().iter().map(|t: &DocType| strip_marks(&fold_name(t.name))).collect();
        Ok(Self { types, bare })
    }

    /// The type named by exactly this folded text.
    pub fn named(&self, folded: &str) -> Option<&DocType> {
        self.types.get(folded)
    }

    /// The type named by exactly this folded text without marks.
    pub fn bare(&self, bare: &str) -> Option<&DocType> {
        let at = self.bare.iter().position(|name| name == bare)?;
        self.types.values().get(at)
    }

    /// The type whose name begins at `offset`, with the end of the name.
    pub fn at(&self, folded: &str, offset: usize) -> Option<(usize, &DocType)> {
        self.types.at(folded, offset).map(|(span, doc_type)| (span.end, doc_type))
    }

    /// The type by its key.
    pub fn key(&self, key: &str) -> Option<&DocType> {
        self.types.values().iter().find(|t| t.key == key)
    }

    /// The type a symbol stands for in numbers of `system`. `QĐ` of the Party may also be a
    /// Quy định: the word before the number decides, the symbol alone says Quyết định.
    pub fn symbol(&self, symbol: &str, system: System) -> Option<&DocType> {
        let symbols = |t: &DocType| match system {
            System::State => t.state.contains(&symbol),
            System::Party => t.party.contains(&symbol),
        };
        self.types.values().iter().find(|t| symbols(t))
    }

    /// All types in the order of the table.
    pub fn all(&self) -> &[DocType] {
        self.types.values()
    }
}
