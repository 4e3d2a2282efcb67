//! The words of a carried clause that are lost.

use rustc_hash::FxHashSet;

use crate::source::{Source, Span, word_places};

use super::grams::NONE;
use super::lists::Lists;
use super::model::JudgedClause;
use super::spelling::{COMMON_PAIRS, Same, Spelt};

/// Words of a stretch that must stand in one place of the child for it to be there.
const THERE: f32 = 0.8;

/// How many words of a stretch may be in the evidence when it is lost all the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Strictness {
    /// At most half of them: the place itself is in doubt.
    Half,
    /// None: a member of a list that dropped out of a demand that stands.
    None,
}

/// The words of the child's pieces, without marks, so that a scan hides none.
#[derive(Debug)]
pub(super) struct Held {
    /// Number of pieces.
    pieces: usize,
    /// The pieces that hold each word of the child.
    holders: Lists,
}

/// By the number of a word of the parent, its number without marks in the child.
pub(super) type Numbers = Vec<Option<u32>>;

impl Held {
    pub(super) fn new(child: &Spelt<'_>, pieces: impl Iterator<Item = Span>) -> Self {
        let numbers = child.words.numbers();
        let mut held = Lists::default();
        // In how many pieces each word was met, and in which one last.
        let mut met = vec![(0, usize::MAX); child.bare_count()];
        for (piece, span) in pieces.enumerate() {
            for &word in &numbers[child.words.inside(span)] {
                let word = child.bare_of(word);
                let (count, last) = &mut met[word as usize];
                if std::mem::replace(last, piece) != piece {
                    *count += 1;
                    held.push(word);
                }
            }
            held.end();
        }
        let counts: Vec<u32> = met.into_iter().map(|(count, _)| count).collect();
        Self { pieces: held.len(), holders: held.inverse(&counts) }
    }

    /// The numbers of the words of a parent; `same` are the child's words there.
    pub(super) fn of(&self, parent: &Spelt<'_>, same: &Same) -> Numbers {
        let mut here = vec![None; parent.bare_count()];
        for (number, there) in (0..).zip(&same.bare).filter(|(_, there)| **there != NONE) {
            here[*there as usize] = Some(number);
        }
        (0..parent.words.names().len()).map(|word| here[parent.bare_of(word as u32) as usize]).collect()
    }

    /// Whether nearly all of these words stand together in any piece.
    fn stand(&self, words: &[Option<u32>]) -> bool {
        let enough = words.len() as f32 * THERE;
        let known = || words.iter().flatten();
        // What the child says nowhere stands in no piece.
        if (known().count() as f32) < enough {
            return false;
        }
        let mut there = vec![0usize; self.pieces];
        known().flat_map(|word| self.holders.get(*word as usize)).any(|piece| {
            there[*piece as usize] += 1;
            there[*piece as usize] as f32 >= enough
        })
    }
}

/// The two texts in which words are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) parent: &'a Source,
    pub(super) child: &'a Source,
    /// The words of the child.
    pub(super) spelt: &'a Spelt<'a>,
    pub(super) places: &'a Held,
    /// The words of the parent in the child.
    pub(super) numbers: &'a Numbers,
}

/// Stretches between commas of a clause whose words stand neither in its evidence nor together in
/// any place of the child; none where every stretch is there in some words.
pub(super) fn parts(texts: Texts<'_>, clause: &JudgedClause, strictness: Strictness) -> Vec<Span> {
    let Texts { parent, child, spelt, places, numbers } = texts;
    let text = parent.folded_slice(clause.span);
    // What stands there word for word has lost nothing.
    if clause.evidence.iter().any(|e| child.folded_slice(e.span) == text) {
        return Vec::new();
    }
    let (theirs, ours) = (child.words(), parent.words());
    let evidence = clause.evidence.iter().flat_map(|e| &theirs.numbers()[theirs.inside(e.span)]);
    let held: FxHashSet<u32> = evidence.map(|word| spelt.bare_of(*word)).collect();
    let mut out: Vec<Span> = Vec::new();
    for (from, to) in stretches(text) {
        // Words before a colon introduce what is asked.
        if text[to..].starts_with(':') {
            continue;
        }
        let stretch = Span::new(from, to).shift(clause.span.start);
        let own: Vec<Option<u32>> = ours.numbers()[ours.inside(stretch)].iter().map(|word| numbers[*word as usize]).collect();
        let there = own.iter().flatten().filter(|word| held.contains(word)).count();
        let gone = match strictness {
            Strictness::Half => there * 2 <= own.len(),
            Strictness::None => there == 0,
        };
        if own.len() >= 2 && gone && !places.stand(&own) {
            // Folding fills the rest of a quote with spaces: it is trimmed as it is written.
            out.push(trimmed(clause.span.start, parent.slice(clause.span), from, to));
        }
    }
    out
}

/// More than a pair of words that any text has (`địa phương`), or figures.
pub(super) fn says_something(stretch: &str) -> bool {
    let words: Vec<&str> = word_places(stretch).map(|place| &stretch[place.start..place.end]).collect();
    match words[..] {
        [] | [_] => false,
        [a, b] => stretch.contains(char::is_alphabetic) && !COMMON_PAIRS.contains(&(a, b)),
        _ => stretch.contains(char::is_alphabetic),
    }
}

/// Between commas, colons and brackets, but for the comma of `1,9 km`.
fn stretches(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let cuts = text
        .char_indices()
        .filter(|(at, c)| matches!(c, ',' | '(' | ')' | ';' | ':') && !(digit(at.checked_sub(1)) && digit(Some(at + 1))))
        .map(|(at, _)| at)
        .chain([text.len()]);
    let mut start = 0;
    cuts.map(|cut| {
        let stretch = (start, cut);
        start = (cut + 1).min(text.len());
        stretch
    })
    .collect()
}

fn trimmed(base: usize, text: &str, from: usize, to: usize) -> Span {
    let part = &text[from..to];
    let start = base + from + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use crate::compare::{Verdict, compare};
    use crate::document::parse;
    use crate::source::Source;

    #[test]
    fn what_is_lost_ends_with_its_quote() {
        let read = |demand: &str| parse(Source::read(&format!("KẾ HOẠCH\nI. NHIỆM VỤ\n- {demand}\n- Trồng cây xanh.")));
        let parent = read("Dựng 12 điểm sơ tán kiên cố ở vùng trũng, nhân rộng mô hình nhà tránh lũ “Mái ấm vùng lũ”, sửa đường.");
        let child = read("Dựng 12 điểm sơ tán kiên cố ở vùng trũng, sửa đường.");
        let judged = &compare(&parent, &child).mandates[0];
        let lost: Vec<&str> = judged.lost.iter().map(|span| &parent.source.text()[span.start..span.end]).collect();
        assert_eq!((judged.verdict, lost), (Verdict::Partial, vec!["nhân rộng mô hình nhà tránh lũ “Mái ấm vùng lũ”"]));
    }

    #[test]
    fn another_spelling_is_no_loss() {
        let read = |demand: &str| parse(Source::read(&format!("KẾ HOẠCH\nI. NHIỆM VỤ\n- {demand}\n- Trồng cây xanh.")));
        let parent = read("Tập huấn cho cán bộ xã về an toàn thông tin, kĩ năng số, 05 lớp.");
        for (demand, verdict) in [
            ("Tập huấn cho cán bộ xã về an toàn thông tin, kỹ năng số, 5 lớp.", Verdict::Kept),
            ("Tập huấn cho cán bộ xã về an toàn thông tin, 5 lớp.", Verdict::Partial),
        ] {
            let child = read(demand);
            assert_eq!(compare(&parent, &child).mandates[0].verdict, verdict, "{demand}");
        }
    }
}
