//! Provinces before and after 1 July 2025 (Nghị quyết 202/2025/QH15).

use std::ops::Range;

use crate::source::{Span, Words};

use super::phrases::Phrases;
use super::table::{TableError, rows};

/// A province or city under the centre, by its name before the mergers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Name before 1 July 2025.
    pub old: &'static str,
    /// Name of the province it belongs to since.
    pub new: &'static str,
}

/// All provinces.
#[derive(Debug)]
pub struct Provinces {
    provinces: Phrases<Province>,
}

const FILE: &str = "provinces.tsv";
const TEXT: &str = include_str!("data/provinces.tsv");

impl Provinces {
    pub(super) fn load() -> Result<Self, TableError> {
        let mut entries = Vec::new();
        for row in rows(FILE, TEXT)? {
            let province = Province { old: row.need("old")?, new: row.need("new")? };
            let spellings = std::iter::once(province.old).chain(row.list("variants")?).map(str::to_owned).collect();
            entries.push((spellings, province));
        }
        Ok(Self { provinces: Phrases::new(entries) })
    }

    /// Every mention of a province in folded text.
    pub fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (Span, &'t Province)> + 't {
        self.provinces.find(folded)
    }

    /// Every mention but those in the name of a smaller place: since 2025 many communes bear the
    /// name that was a province's.
    pub fn named<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (Span, &'t Province)> + 't {
        self.find(folded).filter(move |(span, _)| !is_of_smaller(folded, span.start))
    }

    /// The same in a part of a text of which the words are known.
    pub(crate) fn named_among<'t>(&'t self, words: Words<'t>, part: Range<usize>) -> impl Iterator<Item = (Span, &'t Province)> + 't {
        self.provinces.find_among(words, part).filter(move |(span, _)| !is_of_smaller(words.folded(), span.start))
    }

    /// The province whose name begins at `offset`, with the end of the name.
    pub fn at(&self, folded: &str, offset: usize) -> Option<(usize, &Province)> {
        self.provinces.at(folded, offset).map(|(span, province)| (span.end, province))
    }

    /// All provinces.
    pub fn all(&self) -> &[Province] {
        self.provinces.values()
    }
}

/// Whether the name at this place is that of a commune or the like.
fn is_of_smaller(folded: &str, name: usize) -> bool {
    const SMALLER: [&str; 7] = ["xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã"];
    let before = folded[..name].trim_end();
    SMALLER.iter().any(|place| before.strip_suffix(place).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}
