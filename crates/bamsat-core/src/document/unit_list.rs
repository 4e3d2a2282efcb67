//! Lists of bodies, and headings that name bodies and nothing else.

use crate::lexicon::lexicon;
use crate::source::Span;

use super::gap::Gap;
use super::unit::UnitReader;

/// Bodies of one list at most.
const MOST: usize = 60;

/// What may follow a body in a heading that gives it all that stands below.
const ROLE_TAILS: [&str; 12] = [
    "chủ trì",
    "chủ trì, phối hợp",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "chỉ đạo",
    "tập trung",
    "tập trung chỉ đạo",
    "chủ động",
    "khẩn trương",
    "có nhiệm vụ",
    "thực hiện",
    "tổ chức thực hiện",
];

/// The kind of body that a line ending in `các Bộ`, `các Sở`, `các Sở, ngành` goes on to list.
pub(crate) fn listing_kind(folded: &str) -> Option<&'static str> {
    const KINDS: [(&str, &str); 6] = [
        ("các bộ", "bộ"),
        ("các sở", "sở"),
        ("các sở, ngành", "sở"),
        ("các sở, ban, ngành", "sở"),
        ("các bộ, ngành", "bộ"),
        ("các ban", "ban"),
    ];
    let folded = folded.trim_end();
    KINDS.iter().find(|(words, _)| folded.ends_with(words)).map(|(_, kind)| *kind)
}

impl UnitReader<'_> {
    /// The names behind `các Bộ:`, `các Sở, ngành:`: `Quốc phòng, Công an và Y tế`, each a body
    /// of that kind.
    fn listed_names(&self, at: usize) -> (Vec<Span>, usize) {
        let mut out = Vec::new();
        if at == 0 || at >= self.len() || !self.folded[self.end(at)..].starts_with(':') {
            return (out, at);
        }
        let Some(kind) = listing_kind(&self.folded[self.start(0)..self.end(at)]) else { return (out, at) };
        let mut end = at;
        let mut next = at;
        while let Some(name_end) = self.name_of_kind(next, kind) {
            out.push(self.span(next, name_end));
            end = name_end;
            next = match self.gap(end) {
                Gap::Comma | Gap::Semicolon => end + usize::from(self.word(end) == "và"),
                Gap::Space if self.word(end) == "và" => end + 1,
                _ => break,
            };
        }
        (out, end)
    }

    /// The longest name at word `at` that makes a known body with the word `kind` before it.
    fn name_of_kind(&self, at: usize, kind: &str) -> Option<usize> {
        const LONGEST_NAME: usize = 8;
        if !self.is_capital(at) {
            return None;
        }
        let longest = (at + LONGEST_NAME).min(self.len());
        (at + 1..=longest).rev().find(|&end| {
            let name = &self.folded[self.start(at)..self.end(end)];
            lexicon().units.get(&format!("{kind} {name}")).is_some()
        })
    }

    /// A list of bodies that begins at word `at`: the bodies and the end of the list.
    pub(super) fn list(&self, at: usize) -> (Vec<Span>, usize) {
        let mut units = Vec::new();
        let mut end = at;
        let mut next = at;
        while units.len() < MOST
            && let Some(unit_end) = self.unit(next)
        {
            let (names, names_end) = self.listed_names(unit_end);
            if names.is_empty() {
                units.push(self.span(next, unit_end));
                end = unit_end;
            } else {
                units.extend(names);
                end = names_end;
            }
            next = match self.gap(end) {
                Gap::Comma | Gap::Semicolon | Gap::Slash => end + usize::from(self.word(end) == "và"),
                Gap::Space if self.word(end) == "và" => end + 1,
                _ => break,
            };
            next += self.with(next);
        }
        (units, end)
    }

    /// `phối hợp với A, với B`.
    fn with(&self, at: usize) -> usize {
        usize::from(self.word(at) == "với")
    }

    /// A heading that names bodies: all of them, when the words say nothing else.
    ///
    /// Where a part of the list is no body by itself, it belongs to the body before it.
    pub(super) fn heading(&self) -> Option<Vec<Span>> {
        let (mut units, mut end) = self.list(0);
        while end < self.len() {
            let last = units.last_mut()?;
            if matches!(self.gap(end), Gap::Other) {
                return None;
            }
            let from = end + usize::from(self.word(end) == "và");
            let (more, more_end) = self.list(from);
            if more.is_empty() {
                // A few words of apposition: `Sở Tài chính - Cơ quan thường trực`, `có liên quan`.
                let rest = self.len() - end;
                // `Bộ Tài chính chủ trì:` says its part, and nothing else.
                let tail = &self.folded[self.start(end)..self.end(self.len())];
                if ROLE_TAILS.contains(&tail.trim_end_matches([':', ',', ' '])) {
                    break;
                }
                if self.is_verb(end) || rest > 12 {
                    return None;
                }
                let stop = (end + 1..self.len()).find(|&i| self.gap(i) == Gap::Semicolon).unwrap_or(self.len());
                if self.gap(end) != Gap::Dash {
                    last.end = self.end(stop);
                }
                end = stop;
            } else {
                units.extend(more);
                end = more_end;
            }
        }
        (!units.is_empty()).then_some(units)
    }
}
