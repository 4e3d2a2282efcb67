//! The words of a carried clause that are lost.

use crate::lexicon::lexicon;
use crate::source::{Source, Span, strip_marks};

use super::model::JudgedClause;

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

/// Stretches between commas of a clause whose words stand neither in its evidence nor together in
/// any place of the child; none where every stretch is there in some words.
pub(super) fn parts(source: &Source, clause: &JudgedClause, child: &Source, places: &[Vec<String>], strictness: Strictness) -> Vec<Span> {
    let held: Vec<String> = clause.evidence.iter().flat_map(|e| words(child.folded_slice(e.span))).collect();
    let text = source.folded_slice(clause.span);
    let mut out: Vec<Span> = Vec::new();
    for (from, to) in stretches(text) {
        // Words before a colon introduce what is asked.
        if text[to..].starts_with(':') {
            continue;
        }
        let own = words(&text[from..to]);
        let there = own.iter().filter(|w| held.contains(w)).count();
        let gone = match strictness {
            Strictness::Half => there * 2 <= own.len(),
            Strictness::None => there == 0,
        };
        if own.len() >= 2 && gone && !places.iter().any(|place| stands(&own, place)) {
            out.push(trimmed(clause.span.start, text, from, to));
        }
    }
    out
}

/// More than a pair of words that any text has (`địa phương`), or figures.
pub(super) fn says_something(stretch: &str) -> bool {
    let words: Vec<&str> = stretch.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    match words[..] {
        [] | [_] => false,
        [a, b] => stretch.contains(char::is_alphabetic) && !lexicon().formulas.common_pairs.contains(&(a, b)),
        _ => stretch.contains(char::is_alphabetic),
    }
}

/// Words without marks, so that a scan hides none.
pub(super) fn words(folded: &str) -> Vec<String> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(strip_marks).collect()
}

fn stands(own: &[String], place: &[String]) -> bool {
    own.iter().filter(|w| place.contains(w)).count() as f32 >= own.len() as f32 * THERE
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
