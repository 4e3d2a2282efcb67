//! Where the issuer of a document sits: the same number is given by every province and commune.

use serde::{Deserialize, Serialize};

use crate::document::{Date, Header, named_province};
use crate::lexicon::{Level, lexicon};
use crate::source::{collapse, fold_name};

use super::identity::Fit;

/// How high an issuer sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tier {
    /// The centre and the ministries.
    Centre,
    /// A province, its departments and Party committee.
    Province,
    /// A district or commune.
    Below,
}

/// Tier, province and, below the province, name of the place; empty where unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Tier.
    pub tier: Option<Tier>,
    /// Province as written.
    pub province: String,
    /// Whether the document is of the time after the mergers of provinces; none when undated.
    pub merged: Option<bool>,
    /// `an binh` for `xã An Bình`, folded.
    pub name: String,
}

impl Seat {
    /// The seat of the centre.
    pub(super) fn centre() -> Self {
        Self { tier: Some(Tier::Centre), ..Self::default() }
    }

    /// The seat of the issuer in a letterhead.
    pub(super) fn of_header(header: &Header) -> Self {
        let by_level = match header.level {
            Some(Level::Central | Level::Ministry) => Some(Tier::Centre),
            Some(Level::Province | Level::Department) => Some(Tier::Province),
            Some(Level::District | Level::Commune) => Some(Tier::Below),
            _ => None,
        };
        let mut seat = Self::read(&header.symbol, &header.issuer);
        seat.tier = by_level.or(seat.tier);
        if seat.tier == Some(Tier::Centre) {
            return Self { tier: seat.tier, ..Self::default() };
        }
        seat.province.clone_from(&header.province);
        seat.merged = header.date.map(is_merged);
        seat
    }

    /// The seat of a cited document's issuer. `UBND tỉnh` without a name is the one of the citing
    /// body's own province.
    pub(super) fn of_cited(number: &str, issuer: &str, date: Option<Date>, citing: &Header) -> Self {
        let symbol = number.split_once(['/', '-']).map_or("", |(_, symbol)| symbol);
        let mut seat = Self::read(symbol, issuer);
        let central = matches!(citing.level, Some(Level::Central | Level::Ministry));
        if seat.tier != Some(Tier::Centre) && seat.province.is_empty() && !central {
            seat.province.clone_from(&citing.province);
        }
        if seat.tier != Some(Tier::Centre) {
            seat.merged = date.map(is_merged);
        }
        seat
    }

    fn read(symbol: &str, issuer: &str) -> Self {
        let folded = fold_name(issuer);
        let by_symbol = tier_of_symbol(symbol);
        let (by_words, name) = tier_of_words(&folded);
        let tier = by_symbol.or(by_words);
        if tier == Some(Tier::Centre) {
            return Self { tier, ..Self::default() };
        }
        let known = lexicon().provinces.named(&folded).next().map(|(_, p)| p.old.to_owned());
        let province = known.or_else(|| named_province(issuer)).unwrap_or_default();
        Self { tier, province, merged: None, name }
    }

    /// The level of an issuer of which no more than its seat is known.
    pub(super) fn level(&self) -> Option<Level> {
        self.tier.map(|tier| match tier {
            Tier::Centre => Level::Central,
            Tier::Province => Level::Province,
            Tier::Below => Level::Commune,
        })
    }

    /// Whether both are in one province: provinces that became one on 1 July 2025 (Nghị quyết
    /// 202/2025/QH15) are one for documents since then.
    pub fn shares_province(&self, other: &Self) -> bool {
        if self.province.is_empty() || other.province.is_empty() {
            return false;
        }
        let apart = self.merged == Some(false) && other.merged == Some(false);
        self.province == other.province
            || fold_name(&self.province) == fold_name(&other.province)
            || (!apart && self.province_now() == other.province_now())
    }

    /// The province that it belongs to today, folded.
    pub fn province_now(&self) -> String {
        let name = fold_name(&self.province);
        let known = lexicon().provinces.at(&name, 0).filter(|(end, _)| *end == name.len()).map(|(_, p)| fold_name(p.new));
        known.unwrap_or(name)
    }

    /// Whether two seats can be the same.
    pub(super) fn fit(&self, other: &Self) -> Fit {
        if self.tier.zip(other.tier).is_some_and(|(a, b)| a != b) {
            return Fit::Differs;
        }
        if self.tier == Some(Tier::Centre) && other.tier == Some(Tier::Centre) {
            return Fit::Same;
        }
        let provinces = !self.province.is_empty() && !other.province.is_empty();
        if provinces && !self.shares_province(other) {
            return Fit::Differs;
        }
        let names = !self.name.is_empty() && !other.name.is_empty();
        if names && self.name != other.name {
            return Fit::Differs;
        }
        let below = self.tier == Some(Tier::Below);
        if provinces && self.tier.is_some() && self.tier == other.tier && (!below || names) { Fit::Same } else { Fit::Unknown }
    }
}

/// The groups of a symbol that can name an issuer: `CT` is a directive before it is the Tax
/// Department.
fn issuer_groups(symbol: &str) -> impl Iterator<Item = &str> {
    let types = &lexicon().doc_types;
    let system = crate::document::system_of(symbol);
    let groups = symbol.split(['/', '-']).filter(|g| !g.is_empty() && !g.bytes().all(|b| b.is_ascii_digit())).enumerate();
    groups.filter(move |(index, group)| *index > 0 || types.symbol(group, system).is_none()).map(|(_, group)| group)
}

/// What all issuers of one group share.
fn shared<T: PartialEq>(group: &str, of: impl Fn(Level) -> T) -> Option<T> {
    let mut all = lexicon().issuers.symbol(group).map(|issuer| of(issuer.level));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The tier that all issuers of the symbol share; none for `UBND`, which every tier writes.
fn tier_of_symbol(symbol: &str) -> Option<Tier> {
    issuer_groups(symbol).find_map(|group| {
        if group.starts_with("QH") || group.ends_with("TW") {
            return Some(Tier::Centre);
        }
        if group.ends_with("TU") {
            return Some(Tier::Province);
        }
        shared(group, |level| match level {
            Level::Central | Level::Ministry => Some(Tier::Centre),
            Level::Department => Some(Tier::Province),
            Level::District | Level::Commune => Some(Tier::Below),
            _ => None,
        })?
    })
}

/// The level that all issuers of the symbol share.
pub(super) fn level_of_symbol(symbol: &str) -> Option<Level> {
    issuer_groups(symbol).find_map(|group| shared(group, |level| level))
}

/// What the name of a body says of its tier, with the name of the place below a province.
fn tier_of_words(folded: &str) -> (Option<Tier>, String) {
    for head in ["xã ", "phường ", "thị trấn ", "đặc khu ", "huyện ", "quận ", "thị xã "] {
        // `xã hội` and `hợp tác xã` are no communes.
        let commune = |at: &usize| !folded[at + head.len()..].starts_with("hội") && !folded[..*at].ends_with("hợp tác ");
        if let Some(at) = word_at(folded, head).filter(commune) {
            let name = folded[at + head.len()..].split([',', '-', '(']).next().unwrap_or("");
            return (Some(Tier::Below), collapse(name.split(" tỉnh ").next().unwrap_or(name)));
        }
    }
    let any = |words: &[&str]| words.iter().any(|word| word_at(folded, word).is_some());
    if any(&["thành phố ", "tp ", "tp. "]) && lexicon().provinces.named(folded).next().is_none() {
        let name = folded.rsplit("thành phố ").next().unwrap_or("");
        return (Some(Tier::Below), if name == folded { String::new() } else { name.to_owned() });
    }
    if any(&["tỉnh", "thành phố", "tp", "thành ủy", "sở"]) {
        return (Some(Tier::Province), String::new());
    }
    if any(&["chính phủ", "thủ tướng", "bộ", "trung ương", "quốc hội", "ban bí thư", "chủ tịch nước"]) {
        return (Some(Tier::Centre), String::new());
    }
    (None, String::new())
}

fn word_at(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let open = word.ends_with(' ') || !after.is_some_and(char::is_alphanumeric);
        !before.is_some_and(char::is_alphanumeric) && open
    })
}

/// Since 1 July 2025.
fn is_merged(date: Date) -> bool {
    (date.year, date.month.unwrap_or(1)) >= (2025, 7)
}
