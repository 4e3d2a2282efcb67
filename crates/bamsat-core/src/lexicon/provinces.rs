//! Provinces before and after 1 July 2025 (Nghị quyết 202/2025/QH15).

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
    pub fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (crate::source::Span, &'t Province)> + 't {
        self.provinces.find(folded)
    }

    /// Every mention but those in the name of a smaller place: since 2025 many communes bear the
    /// name that was a province's.
    pub fn named<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = (crate::source::Span, &'t Province)> + 't {
        const SMALLER: [&str; 7] = ["xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã"];
        self.find(folded).filter(move |(span, _)| {
            let before = folded[..span.start].trim_end();
            !SMALLER.iter().any(|place| before.strip_suffix(place).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
        })
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
