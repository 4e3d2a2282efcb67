//! Bodies in running text: known names, names built on a head noun, collectives, lists.

use std::cell::Cell;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::lexicon;
use crate::source::{Source, Span, is_alphanumeric, is_uppercase};

use super::gap::Gap;

/// Words of one name at most.
const LONGEST: usize = 24;

/// The words that a body may begin with; no other word needs a closer look.
static OPENINGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let known = lexicon().units.first_words().chain(lexicon().formulas.heads.first_words());
    let formulas = PERSONS.iter().chain(&OPENERS).chain(&COLLECTIVES);
    known.chain(formulas.filter_map(|formula| formula.split(' ').next())).collect()
});

/// Persons that stand for their body.
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

/// Articles and quantifiers of collectives.
const OPENERS: [&str; 5] = ["các", "những", "mỗi", "từng", "toàn thể"];

/// Words that open a collective without an article.
const COLLECTIVES: [&str; 5] = ["sở", "ban", "cấp", "đơn", "phòng"];

/// Reads bodies in one stretch of text.
pub(super) struct UnitReader<'a> {
    text: &'a str,
    pub(super) folded: &'a str,
    pub(super) places: &'a [Span],
    /// The number of each word in the text.
    numbers: &'a [u32],
    /// For each word, where the body that begins there ends: lists and sentences ask again.
    units: Vec<Cell<Known>>,
}

/// What is known of a word as the beginning of a body.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Known {
    NotAsked,
    NoBody,
    End(u32),
}

impl<'a> UnitReader<'a> {
    /// A reader over `span` of the source.
    pub(super) fn new(source: &'a Source, span: Span) -> Self {
        let words = source.words();
        let inside = words.inside(span);
        let places = &words.places()[inside.clone()];
        let places = &places[..places.partition_point(|place| place.end <= span.end)];
        let numbers = &words.numbers()[inside][..places.len()];
        Self { text: source.text(), folded: source.folded(), places, numbers, units: vec![Cell::new(Known::NotAsked); places.len()] }
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.places.get(at).map_or("", |place| &self.folded[place.start..place.end])
    }

    /// Whether nothing but an `&` stands before word `at`.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.places.get(before));
        before.zip(self.places.get(at)).is_some_and(|(before, place)| &self.folded[before.end..place.start] == "&")
    }

    /// What stands before word `at`.
    pub(super) fn gap(&self, at: usize) -> Gap {
        let (Some(before), Some(place)) = (self.places.get(at.wrapping_sub(1)), self.places.get(at)) else {
            return if at == 0 && !self.places.is_empty() { Gap::Space } else { Gap::Other };
        };
        Gap::of(&self.folded[before.end..place.start])
    }

    /// Whether there is a word `at`, and it opens with a capital as it is written.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| self.text[place.start..].starts_with(is_uppercase))
    }

    /// Where these phrases stand as whole words: the first of them that fits, with its byte in the text. `opens` tells
    /// by the number of a word whether any of them begins with it.
    pub(super) fn starts_of<'p>(&self, phrases: &'p [&'p str], opens: &[bool]) -> impl Iterator<Item = (usize, &'p str)> {
        let places = self.places.iter().zip(self.numbers).filter(|(_, number)| opens[**number as usize]).map(|(place, _)| place.start);
        places.filter_map(move |start| {
            let rest = &self.folded[start..];
            let stands = |phrase: &&&str| rest.strip_prefix(**phrase).is_some_and(|behind| !behind.starts_with(is_alphanumeric));
            phrases.iter().find(stands).map(|phrase| (start, *phrase))
        })
    }

    /// Where a word begins a sentence or a part of one, but for those in quotes and brackets.
    pub(super) fn part_starts(&self) -> impl Iterator<Item = usize> {
        let opens = |pair: &[Span]| {
            // A folded word may end inside a letter of the text.
            let between = &self.folded[pair[0].end..pair[1].start];
            // Most words stand behind one space.
            between.len() > 1 && between.ends_with([' ', '\n']) && between.trim_end().ends_with(['.', ';', ',', ':'])
        };
        let first = self.places.first().map(|place| place.start);
        first.into_iter().chain(self.places.windows(2).filter(move |pair| opens(pair)).map(|pair| pair[1].start))
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Index of the first word that begins at or after `offset`.
    pub(super) fn index_at(&self, offset: usize) -> usize {
        self.places.partition_point(|place| place.start < offset)
    }

    /// The same where it is word `from` or one soon behind it.
    pub(super) fn index_from(&self, from: usize, offset: usize) -> usize {
        from + self.places[from..].iter().take_while(|place| place.start < offset).count()
    }

    /// Byte where word `at` begins.
    pub(super) fn start(&self, at: usize) -> usize {
        self.places.get(at).map_or_else(|| self.end(self.len()), |place| place.start)
    }

    /// Byte where the word before `at` ends.
    pub(super) fn end(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.places.get(before)).map_or(0, |place| place.end)
    }

    /// The span of the words `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.start(from), self.end(to))
    }

    /// The end of the body that begins at word `at`, if one does.
    pub(super) fn unit(&self, at: usize) -> Option<usize> {
        let known = self.units.get(at)?;
        if known.get() == Known::NotAsked {
            known.set(self.read_unit(at).map_or(Known::NoBody, |end| Known::End(end as u32)));
        }
        if let Known::End(end) = known.get() { Some(end as usize) } else { None }
    }

    fn read_unit(&self, at: usize) -> Option<usize> {
        if !OPENINGS.contains(self.word(at)) || self.is_tail_of_noun(at) {
            return None;
        }
        let start = at + self.person(at);
        let end = self.collective(start).or_else(|| self.named(start))?;
        Some(self.owner(end, at))
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
        let len = self.one_of(at, &PERSONS).unwrap_or(0);
        // `Bộ trưởng Bộ Xây dựng` names a body; `Chủ tịch nước` is one, `bí thư` alone is none.
        if len > 0 && self.gap(at + len) == Gap::Space && (self.collective(at + len).is_some() || self.named(at + len).is_some()) {
            len
        } else {
            0
        }
    }

    pub(super) fn spells(&self, at: usize, phrase: &str) -> bool {
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
    pub(super) fn one_of(&self, at: usize, phrases: &[&str]) -> Option<usize> {
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
            && !self.is_capital(end)
            && self.word(end) != "và"
        {
            return Some(self.place(end));
        }
        known.map(|end| self.place(end)).max(self.built(at))
    }

    fn known(&self, at: usize) -> Option<usize> {
        let (end, _) = lexicon().units.at(self.folded, self.places.get(at)?.start)?;
        Some(self.index_from(at, end))
    }

    fn built(&self, at: usize) -> Option<usize> {
        let formulas = &lexicon().formulas;
        let (head, &alone) = formulas.heads.at(self.folded, self.places.get(at)?.start)?;
        let head_end = self.index_from(at, head.end);
        // Papers have names with small letters: `Báo Sài Gòn Giải phóng`.
        let paper = matches!(self.word(at), "báo" | "tạp");
        let placed = self.place(head_end);
        if placed > head_end && !paper {
            return Some(placed);
        }
        let mut end = head_end;
        if self.gap(head_end) == Gap::Space && self.is_capital(head_end) && !self.is_head(head_end) {
            end = self.name(head_end);
        }
        if end == head_end && !alone {
            return None;
        }
        Some(self.place(end))
    }

    pub(super) fn is_head(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| {
            lexicon().formulas.heads.at(self.folded, place.start).is_some() || lexicon().units.at(self.folded, place.start).is_some()
        })
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        let Some(place) = self.places.get(at) else { return false };
        let found = lexicon().formulas.verbs.at(self.folded, place.start);
        // `Truyền hình Thành phố` holds no `hình thành`.
        found.is_some_and(|(span, ())| (at..self.index_from(at, span.end)).all(|at| !self.is_capital(at)))
    }

    /// A verb of two words, whatever its first letter.
    fn is_long_verb(&self, at: usize) -> bool {
        let found = self.places.get(at).and_then(|place| lexicon().formulas.verbs.at(self.folded, place.start));
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
        while end < self.len() && end - from < LONGEST {
            let (gap, capital) = (self.gap(end), self.is_capital(end));
            let first = end == from;
            let joined = first
                || matches!(gap, Gap::Space)
                || (gap == Gap::Dash && capital)
                || (gap == Gap::Comma && capital && !self.is_head(end) && self.continues_name(end));
            // A heading may run into its task: `Sở Xây dựng Tập trung hướng dẫn`.
            let task = !first && gap == Gap::Space && capital && self.word(end - 1) != "và" && self.is_long_verb(end);
            if task || !joined || (!first && (self.is_verb(end) || (capital && self.is_head(end)) || STOPS.contains(&self.word(end)))) {
                break;
            }
            if self.word(end) == "và" && !(self.is_capital(end + 1) && !self.is_head(end + 1) && self.gap(end + 1) == Gap::Space) {
                break;
            }
            end += 1;
        }
        end
    }

    /// `Sở Văn hóa, Thể thao và Du lịch`: after the comma the name goes on to an `và` soon.
    fn continues_name(&self, at: usize) -> bool {
        (at + 1..at + 4).any(|i| self.word(i) == "và" && self.is_capital(i + 1))
    }

    /// `các sở, ban, ngành có liên quan`: an article or quantifier and words of bodies.
    fn collective(&self, at: usize) -> Option<usize> {
        let opener = self.one_of(at, &OPENERS);
        if opener.is_none() && !COLLECTIVES.contains(&self.word(at)) {
            return None;
        }
        let mut end = at + opener.unwrap_or(0);
        if opener.is_some() && self.is_capital(end) && self.is_head(end) {
            // `các Sở: Công Thương, Tài chính`, `các Đảng ủy trực thuộc`.
            if let Some(known) = self.known(end) {
                end = known;
            }
        }
        end = self.collective_word(end)?;
        loop {
            let gap = self.gap(end);
            if end >= self.len() || end - at > LONGEST {
                break;
            }
            let (next, from) = if self.word(end) == "và" && gap == Gap::Space { (end + 1, end + 1) } else { (end, end) };
            let listed = matches!(gap, Gap::Comma | Gap::Slash | Gap::Dash) || from > end;
            if !(gap == Gap::Space || listed) {
                break;
            }
            // A new collective or body begins: the list goes on, this one ends.
            if listed
                && (self.one_of(from, &OPENERS).is_some() || (self.is_capital(from) && self.named(from).is_some_and(|e| e > from + 1)))
            {
                break;
            }
            if from == end && !listed && self.is_capital(end) {
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
        let (span, ()) = lexicon().formulas.collective_words.at(self.folded, self.places.get(at)?.start)?;
        Some(self.index_from(at, span.end))
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
        let is_capital = self.is_capital(linked);
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
            ("Công ty TNHH T&T Việt Nam chủ trì", vec!["Công ty TNHH T&T Việt Nam"]),
            (
                "các cơ quan thông tấn, báo chí và các sở, ngành, địa phương có liên quan nhằm",
                vec!["các cơ quan thông tấn, báo chí", "các sở, ngành, địa phương có liên quan"],
            ),
        ] {
            assert_eq!(list(text), units, "{text}");
        }
    }
}
