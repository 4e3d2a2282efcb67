//! Bodies in running text: known names, names built on a head noun, collectives, lists.

use std::cell::OnceCell;

use crate::lexicon::lexicon;
use crate::source::{Source, Span};

use super::words::{Gap, Word, words};

/// Tiers that stand in lists (`các xã, phường, đặc khu`).
const LISTED_TIERS: [&str; 9] = ["xã", "phường", "đặc khu", "thành phố", "thị xã", "huyện", "quận", "thị trấn", "tỉnh"];

/// Words of one name at most.
const LONGEST: usize = 24;

/// Reads bodies in one stretch of text.
pub(super) struct UnitReader<'a> {
    pub(super) folded: &'a str,
    pub(super) words: Vec<Word>,
    /// For each word, where the body that begins there ends: lists and sentences ask again.
    units: Vec<OnceCell<Option<usize>>>,
}

impl<'a> UnitReader<'a> {
    /// A reader over `span` of the source.
    pub(super) fn new(source: &'a Source, span: Span) -> Self {
        let words = words(source.slice(span), span.start);
        Self { folded: source.folded(), units: vec![OnceCell::new(); words.len()], words }
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |w| &self.folded[w.span.start..w.span.end])
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.words.get(at).map_or(Gap::Other, |w| w.gap)
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Index of the first word that begins at or after `offset`.
    pub(super) fn index_at(&self, offset: usize) -> usize {
        self.words.partition_point(|w| w.span.start < offset)
    }

    /// Byte where word `at` begins.
    pub(super) fn start(&self, at: usize) -> usize {
        self.words.get(at).map_or_else(|| self.end(self.words.len()), |w| w.span.start)
    }

    /// Byte where the word before `at` ends.
    pub(super) fn end(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|i| self.words.get(i)).map_or(0, |w| w.span.end)
    }

    /// The span of the words `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.start(from), self.end(to))
    }

    /// The end of the body that begins at word `at`, if one does.
    pub(super) fn unit(&self, at: usize) -> Option<usize> {
        *self.units.get(at)?.get_or_init(|| {
            if self.is_tail_of_noun(at) {
                return None;
            }
            let start = at + self.person(at);
            let end = self.collective(start).or_else(|| self.named(start))?;
            Some(self.owner(end, at))
        })
    }

    /// In `cơ sở y tế` and `cán bộ y tế` no body begins.
    fn is_tail_of_noun(&self, at: usize) -> bool {
        const NOUNS: [(&str, &str); 9] = [
            ("cơ", "sở"),
            ("cán", "bộ"),
            ("nội", "bộ"),
            ("toàn", "bộ"),
            ("tiến", "bộ"),
            ("đội", "bộ"),
            ("cục", "bộ"),
            ("đồng", "bộ"),
            ("trụ", "sở"),
        ];
        at > 0 && self.gap(at) == Gap::Space && NOUNS.contains(&(self.word(at - 1), self.word(at)))
    }

    /// `Giám đốc`, `Thủ trưởng`, `Chủ tịch`: the person stands for the body.
    fn person(&self, at: usize) -> usize {
        const PERSONS: [&str; 24] = [
            "giám đốc",
            "thủ trưởng",
            "chủ tịch",
            "bí thư",
            "bộ trưởng",
            "chánh văn phòng",
            "trưởng ban",
            "người đứng đầu",
            "lãnh đạo",
            "hiệu trưởng",
            "phó chủ tịch",
            "chủ nhiệm",
            "tổng giám đốc",
            "cục trưởng",
            "chánh thanh tra",
            "trưởng phòng",
            "thống đốc",
            "tổng thanh tra",
            "viện trưởng",
            "đồng chí",
            "các đồng chí",
            "chỉ huy trưởng",
            "trưởng",
            "phó trưởng",
        ];
        let len = self.one_of(at, &PERSONS).unwrap_or(0);
        // `Bộ trưởng Bộ Xây dựng` names a body; `Chủ tịch nước` is one, `bí thư` alone is none.
        if len > 0 && self.gap(at + len) == Gap::Space && (self.collective(at + len).is_some() || self.named(at + len).is_some()) {
            len
        } else {
            0
        }
    }

    fn spells(&self, at: usize, phrase: &str) -> bool {
        let Some(mut rest) = phrase.strip_prefix(self.word(at)) else { return false };
        let mut next = at + 1;
        while !rest.is_empty() {
            let behind = rest.strip_prefix(' ').and_then(|words| words.strip_prefix(self.word(next)));
            match behind.filter(|_| self.gap(next) == Gap::Space) {
                Some(behind) => rest = behind,
                None => return false,
            }
            next += 1;
        }
        true
    }

    /// The first of the phrases that stands at word `at`, as a number of words.
    fn one_of(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        let first = self.word(at).as_bytes().first()?;
        let found = phrases.iter().find(|phrase| phrase.as_bytes().first() == Some(first) && self.spells(at, phrase))?;
        Some(found.split(' ').count())
    }

    /// A body of the lexicon, or a head noun with the name behind it.
    fn named(&self, at: usize) -> Option<usize> {
        // Behind the whole name of a known body a small letter is no part of it.
        const WHOLE: usize = 3;
        let known = self.known(at);
        if let Some(end) = known
            && end - at >= WHOLE
            && self.words.get(end).is_none_or(|w| !w.capital && self.word(end) != "và")
        {
            return Some(self.place(end));
        }
        known.map(|end| self.place(end)).max(self.built(at))
    }

    fn known(&self, at: usize) -> Option<usize> {
        let (end, _) = lexicon().units.at(self.folded, self.words.get(at)?.span.start)?;
        Some(self.index_at(end)).filter(|end| *end <= self.words.len())
    }

    fn built(&self, at: usize) -> Option<usize> {
        let formulas = &lexicon().formulas;
        let (head, &alone) = formulas.heads.at(self.folded, self.words.get(at)?.span.start)?;
        let head_end = self.index_at(head.end);
        // Papers have names with small letters: `Báo Sài Gòn Giải phóng`.
        let paper = matches!(self.word(at), "báo" | "tạp");
        let placed = self.place(head_end);
        if placed > head_end && !paper {
            return Some(placed);
        }
        let mut end = head_end;
        if self.gap(head_end) == Gap::Space && self.words.get(head_end).is_some_and(|w| w.capital && !self.is_head(head_end)) {
            end = self.name(head_end);
        }
        if end == head_end && !alone {
            return None;
        }
        Some(self.place(end))
    }

    fn is_head(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| {
            lexicon().formulas.heads.at(self.folded, w.span.start).is_some() || lexicon().units.at(self.folded, w.span.start).is_some()
        })
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let found = lexicon().formulas.verbs.at(self.folded, word.span.start);
        // `Truyền hình Thành phố` holds no `hình thành`.
        found.is_some_and(|(span, ())| self.words[at..].iter().take_while(|w| w.span.start < span.end).all(|w| !w.capital))
    }

    /// A verb of two words, whatever its first letter.
    fn is_long_verb(&self, at: usize) -> bool {
        let found = self.words.get(at).and_then(|w| lexicon().formulas.verbs.at(self.folded, w.span.start));
        found.is_some_and(|(span, ())| self.folded[span.start..span.end].contains(' '))
    }

    /// The end of a proper name that begins at word `from`: capitals, with small words that
    /// belong to them (`Kỹ thuật an toàn - Môi trường`, `Quản lý năng lượng`).
    fn name(&self, from: usize) -> usize {
        const STOPS: [&str; 34] = [
            "để", "trong", "về", "tại", "theo", "với", "do", "khi", "nếu", "là", "có", "cho", "từ", "đến", "bằng", "trên", "nhằm", "được",
            "phải", "căn", "chủ", "phối", "qua", "này", "đã", "sẽ", "cần", "như", "kịp", "các", "những", "của", "gồm", "trước",
        ];
        let mut end = from;
        while end < self.words.len() && end - from < LONGEST {
            let (gap, word) = (self.gap(end), self.words[end]);
            let first = end == from;
            let joined = first
                || matches!(gap, Gap::Space)
                || (gap == Gap::Dash && word.capital)
                || (gap == Gap::Comma && word.capital && !self.is_head(end) && self.continues_name(end));
            // A heading may run into its task: `Sở Xây dựng Tập trung hướng dẫn`.
            let task = !first && gap == Gap::Space && word.capital && self.word(end - 1) != "và" && self.is_long_verb(end);
            if task || !joined || (!first && (self.is_verb(end) || (word.capital && self.is_head(end)) || STOPS.contains(&self.word(end))))
            {
                break;
            }
            if self.word(end) == "và"
                && !(self.words.get(end + 1).is_some_and(|w| w.capital) && !self.is_head(end + 1) && self.gap(end + 1) == Gap::Space)
            {
                break;
            }
            end += 1;
        }
        end
    }

    /// `Sở Văn hóa, Thể thao và Du lịch`: after the comma the name goes on to an `và` soon.
    fn continues_name(&self, at: usize) -> bool {
        (at + 1..at + 4).any(|i| self.word(i) == "và" && self.words.get(i + 1).is_some_and(|w| w.capital))
    }

    /// Extends a name by the place or tier behind it: `tỉnh`, `tỉnh Lào Cai`, `các xã, phường`.
    fn place(&self, mut end: usize) -> usize {
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
        self.one_of(at, &LISTED_TIERS).is_some() && !self.words[at].capital
    }

    /// `, phường, đặc khu` behind a first tier.
    fn tiers(&self, mut end: usize) -> usize {
        loop {
            let joined = matches!(self.gap(end), Gap::Comma | Gap::Slash) || (self.word(end) == "và" && self.gap(end) == Gap::Space);
            let at = if self.word(end) == "và" { end + 1 } else { end };
            let tier = self.one_of(at, &LISTED_TIERS);
            match tier.filter(|_| joined && !self.words[at].capital) {
                Some(len) => end = self.proper(at + len),
                None => return self.under_centre(end),
            }
        }
    }

    fn under_centre(&self, end: usize) -> usize {
        if self.spells(end, "trực thuộc trung ương") && self.gap(end) == Gap::Space { end + 4 } else { end }
    }

    /// A run of capitalised words that is the proper name of a place: `Lào Cai`.
    fn proper(&self, from: usize) -> usize {
        if let Some(word) = self.words.get(from).filter(|w| w.gap == Gap::Space && w.capital)
            && let Some((end, _)) = lexicon().provinces.at(self.folded, word.span.start)
        {
            return self.index_at(end);
        }
        let mut end = from;
        while end - from < 4 && self.words.get(end).is_some_and(|w| w.gap == Gap::Space && w.capital && !self.is_head(end)) {
            end += 1;
        }
        // A single capital begins a sentence as well as a name; names of places have two words.
        if end - from >= 2 { end } else { from }
    }

    /// `các sở, ban, ngành có liên quan`: an article or quantifier and words of bodies.
    fn collective(&self, at: usize) -> Option<usize> {
        const OPENERS: [&str; 5] = ["các", "những", "mỗi", "từng", "toàn thể"];
        let opener = self.one_of(at, &OPENERS);
        if opener.is_none() && !matches!(self.word(at), "cơ quan" | "sở" | "ban" | "cấp" | "đơn" | "phòng") {
            return None;
        }
        let mut end = at + opener.unwrap_or(0);
        if opener.is_some() && self.words.get(end)?.capital && self.is_head(end) {
            // `các Sở: Công Thương, Tài chính`, `các Đảng ủy trực thuộc`.
            if let Some(known) = self.known(end) {
                end = known;
            }
        }
        end = self.collective_word(end)?;
        loop {
            let gap = self.gap(end);
            if end >= self.words.len() || end - at > LONGEST {
                break;
            }
            let (next, from) = if self.word(end) == "và" && gap == Gap::Space { (end + 1, end + 1) } else { (end, end) };
            let listed = matches!(gap, Gap::Comma | Gap::Slash | Gap::Dash) || from > end;
            if !(gap == Gap::Space || listed) {
                break;
            }
            // A new collective or body begins: the list goes on, this one ends.
            if listed
                && (self.one_of(from, &OPENERS).is_some()
                    || (self.words.get(from).is_some_and(|w| w.capital) && self.named(from).is_some_and(|e| e > from + 1)))
            {
                break;
            }
            if from == end && !listed && self.words[end].capital {
                let part = self.named(end).unwrap_or_else(|| self.place(end));
                if part > end {
                    end = part;
                    continue;
                }
            }
            // Behind `liên quan` nothing but a place belongs to the collective, and `tổ chức`
            // without a comma before it is the verb.
            let verb =
                self.spells(next, "tổ chức") && !listed && !["chính", "xã", "đảng", "kinh", "đoàn", "hội"].contains(&self.word(next + 2));
            if (self.ends_collective(end) && !listed) || verb {
                break;
            }
            match self.collective_word(next) {
                Some(next_end) => end = next_end,
                None => break,
            }
        }
        let words = end - at;
        let concrete = opener.is_some() || words >= 3;
        (concrete && words >= 2).then_some(self.place(end))
    }

    fn ends_collective(&self, end: usize) -> bool {
        end >= 2 && self.word(end - 2) == "liên" && self.word(end - 1) == "quan"
    }

    fn collective_word(&self, at: usize) -> Option<usize> {
        let (span, ()) = lexicon().formulas.collective_words.at(self.folded, self.words.get(at)?.span.start)?;
        Some(self.index_at(span.end))
    }

    /// A body named as part of another: `Ban Xây dựng Đảng Đảng ủy các xã`, `Ban Tuyên giáo và
    /// Dân vận - Đảng ủy Ủy ban nhân dân tỉnh`, `phòng chuyên môn thuộc Sở`.
    fn owner(&self, end: usize, start: usize) -> usize {
        if end - start >= LONGEST * 2 {
            return end;
        }
        let linked = match self.gap(end) {
            Gap::Space if matches!(self.word(end), "thuộc" | "trực") => end + if self.word(end) == "trực" { 2 } else { 1 },
            Gap::Space | Gap::Dash => end,
            _ => return end,
        };
        let is_capital = self.words.get(linked).is_some_and(|w| w.capital);
        if !is_capital && (self.gap(end) == Gap::Dash || linked == end) {
            return end;
        }
        match self.named(linked) {
            Some(next) => self.owner(next, start),
            None => end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str) -> Option<Vec<String>> {
        let source = Source::read(text);
        let span = source.blocks()[0].span;
        let units = UnitReader::new(&source, span).heading()?;
        Some(units.into_iter().map(|u| source.slice(u).to_owned()).collect())
    }

    fn list(text: &str) -> Vec<String> {
        let source = Source::read(text);
        let span = source.blocks()[0].span;
        UnitReader::new(&source, span).list(0).0.into_iter().map(|u| source.slice(u).to_owned()).collect()
    }

    #[test]
    fn headings_of_bodies() {
        for (text, units) in [
            ("Sở Văn hóa, Thể thao và Du lịch", vec!["Sở Văn hóa, Thể thao và Du lịch"]),
            ("Phòng Kỹ thuật an toàn - Môi trường", vec!["Phòng Kỹ thuật an toàn - Môi trường"]),
            ("Sở Công Thương và các sở, ban, ngành liên quan", vec!["Sở Công Thương", "các sở, ban, ngành liên quan"]),
            ("Các Sở, ban, ngành tỉnh; UBND các huyện, thành phố", vec!["Các Sở, ban, ngành tỉnh", "UBND các huyện, thành phố"]),
            (
                "Ban Xây dựng Đảng Đảng uỷ các xã, phường; Ban Tuyên giáo và Dân vận, Tuyên huấn các Đảng uỷ trực thuộc Tỉnh uỷ",
                vec!["Ban Xây dựng Đảng Đảng uỷ các xã, phường", "Ban Tuyên giáo và Dân vận, Tuyên huấn các Đảng uỷ trực thuộc Tỉnh uỷ"],
            ),
            (
                "Bộ Chỉ huy Quân sự tỉnh/Ban Chỉ huy Bộ đội Biên phòng tỉnh",
                vec!["Bộ Chỉ huy Quân sự tỉnh", "Ban Chỉ huy Bộ đội Biên phòng tỉnh"],
            ),
        ] {
            assert_eq!(heading(text), Some(units.into_iter().map(str::to_owned).collect()), "{text}");
        }
        for text in
            ["Ban hành kế hoạch", "Phòng, chống thiên tai", "Sở hữu trí tuệ", "Tăng cường công tác tuyên truyền", "Bộ máy quản lý nhà nước"]
        {
            assert_eq!(heading(text), None, "{text}");
        }
    }

    #[test]
    fn lists_of_bodies_end_before_the_verb() {
        for (text, units) in [
            (
                "Văn phòng Sở, Phòng Quản lý năng lượng và Phòng Quản lý thương mại tuyên truyền đến",
                vec!["Văn phòng Sở", "Phòng Quản lý năng lượng", "Phòng Quản lý thương mại"],
            ),
            ("các phòng, đơn vị liên quan tổ chức thực hiện", vec!["các phòng, đơn vị liên quan"]),
            (
                "Ban Tuyên giáo Tỉnh ủy, Mặt trận Tổ quốc Việt Nam tỉnh và các đoàn thể chính trị - xã hội cùng cấp hướng dẫn",
                vec!["Ban Tuyên giáo Tỉnh ủy", "Mặt trận Tổ quốc Việt Nam tỉnh", "các đoàn thể chính trị - xã hội cùng cấp"],
            ),
            ("UBND huyện Mộc Châu tổ chức mít tinh", vec!["UBND huyện Mộc Châu"]),
            (
                "các cơ quan thông tấn, báo chí và các sở, ngành, địa phương có liên quan nhằm",
                vec!["các cơ quan thông tấn, báo chí", "các sở, ngành, địa phương có liên quan"],
            ),
        ] {
            assert_eq!(list(text), units, "{text}");
        }
    }
}
