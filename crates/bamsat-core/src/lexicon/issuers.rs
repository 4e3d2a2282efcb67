//! Issuers by the symbol in their document numbers.

use super::table::{TableError, rows};
use super::units::Level;

/// An issuer; one symbol may stand for several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// `BTNMT`.
    pub symbol: &'static str,
    /// `Bộ Tài nguyên và Môi trường`.
    pub name: &'static str,
    /// Level.
    pub level: Level,
    /// Other spellings of the symbol.
    pub variants: Vec<&'static str>,
}

/// All issuers.
#[derive(Debug)]
pub struct Issuers {
    issuers: Vec<Issuer>,
}

const FILE: &str = "issuers.tsv";
const TEXT: &str = include_str!("data/issuers.tsv");

impl Issuers {
    pub(super) fn load() -> Result<Self, TableError> {
        let issuers = rows(FILE, TEXT)?
            .into_iter()
            .map(|row| {
                Ok(Issuer {
                    symbol: row.need("symbol")?,
                    name: row.need("name")?,
                    level: row.word("level", Level::read)?,
                    variants: row.list("variants")?.collect(),
                })
            })
            .collect::<Result<_, TableError>>()?;
        Ok(Self { issuers })
    }

    /// Every issuer that writes `symbol`, the usual spelling first.
    pub fn symbol<'a>(&'a self, symbol: &'a str) -> impl Iterator<Item = &'a Issuer> + 'a {
        let usual = self.issuers.iter().filter(move |i| i.symbol == symbol);
        usual.chain(self.issuers.iter().filter(move |i| i.symbol != symbol && i.variants.contains(&symbol)))
    }

    /// Whether any issuer writes `symbol`.
    pub fn knows(&self, symbol: &str) -> bool {
        self.symbol(symbol).next().is_some()
    }

    /// All issuers in the order of the table.
    pub fn all(&self) -> &[Issuer] {
        &self.issuers
    }
}
