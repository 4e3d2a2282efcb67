//! The place or tier behind the name of a body.

use crate::lexicon::lexicon;

use super::gap::Gap;
use super::unit::UnitReader;

/// Tiers that stand in lists (`các xã, phường, đặc khu`).
const LISTED_TIERS: [&str; 9] = ["xã", "phường", "đặc khu", "thành phố", "thị xã", "huyện", "quận", "thị trấn", "tỉnh"];

/// Words of the name of a place at most.
const MOST: usize = 4;

impl UnitReader<'_> {
    /// Extends a name by the place or tier behind it: `tỉnh`, `tỉnh Lào Cai`, `các xã, phường`.
    pub(super) fn place(&self, mut end: usize) -> usize {
        const TIERS: [&str; 13] = [
            "tỉnh",
            "thành phố",
            "huyện",
            "xã",
            "phường",
            "quận",
            "thị xã",
            "thị trấn",
            "đặc khu",
            "trung ương",
            "khu vực",
            "cơ sở",
            "cùng cấp",
        ];
        const LISTS: [&str; 8] = ["các tỉnh", "các huyện", "các xã", "các phường", "các quận", "các cấp", "các thành phố", "các đặc khu"];
        loop {
            let before = end;
            if self.gap(end) != Gap::Space && !(self.gap(end) == Gap::Comma && before > 0 && self.tier_list(end)) {
                break;
            }
            if let Some(len) = self.one_of(end, &LISTS) {
                end = self.tiers(end + len);
                // `các phường: Yên Bái, Văn Phú` names them.
                continue;
            }
            if self.word(end) == "cấp" && self.one_of(end + 1, &TIERS).is_some() {
                end = self.tiers(end + 2);
                continue;
            }
            if let Some(len) = self.one_of(end, &TIERS) {
                end = self.tiers(self.proper(end + len));
                continue;
            }
            let proper = self.proper(end);
            if proper == end {
                break;
            }
            end = proper;
        }
        end
    }

    fn tier_list(&self, at: usize) -> bool {
        self.one_of(at, &LISTED_TIERS).is_some() && !self.is_capital(at)
    }

    /// `, phường, đặc khu` behind a first tier.
    fn tiers(&self, mut end: usize) -> usize {
        loop {
            let joined = matches!(self.gap(end), Gap::Comma | Gap::Slash) || (self.word(end) == "và" && self.gap(end) == Gap::Space);
            let at = if self.word(end) == "và" { end + 1 } else { end };
            let tier = self.one_of(at, &LISTED_TIERS);
            match tier.filter(|_| joined && !self.is_capital(at)) {
                Some(len) => end = self.proper(at + len),
                None => return self.under_centre(end),
            }
        }
    }

    fn under_centre(&self, end: usize) -> usize {
        if self.spells(end, "trực thuộc trung ương") && self.gap(end) == Gap::Space { end + 4 } else { end }
    }

    /// A run of capitalised words that is the proper name of a place: `Lào Cai`.
    pub(super) fn proper(&self, from: usize) -> usize {
        let named = |at: usize| self.gap(at) == Gap::Space && self.is_capital(at);
        if let Some(place) = self.places.get(from).filter(|_| named(from))
            && let Some((end, _)) = lexicon().provinces.at(self.folded, place.start)
        {
            return self.index_from(from, end);
        }
        // `T&T` is one word of a name.
        let (mut end, mut words) = (from, 0);
        while named(end) && !self.is_head(end) {
            words += usize::from(!self.is_joined(end));
            if words > MOST {
                break;
            }
            end += 1;
        }
        // A single capital begins a sentence as well as a name; names of places have two words.
        if end - from >= 2 { end } else { from }
    }
}
