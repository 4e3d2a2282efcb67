//! Text left over from another plan: a paragraph of a field that nothing else speaks of.

use rustc_hash::FxHashMap;

use crate::lexicon::lexicon;
use crate::source::{Span, Words, fold_name};

use super::prepared::Prepared;
use super::spelling::COMMON_PAIRS;

/// A plan about more fields than this mentions any in passing.
const BROAD: usize = 3;

/// How often each field is spoken of.
pub(super) type Fields = FxHashMap<u16, usize>;

/// A demand of a document whose fields nothing else in it speaks of.
#[derive(Debug)]
pub(super) struct Strange {
    document: usize,
    mandate: usize,
    fields: Vec<u16>,
}

/// The demands of the child whose field neither the rest of the child nor the parent knows, as
/// document and mandate.
pub(super) fn find(parent: &Prepared<'_>, child: &Prepared<'_>) -> Vec<(usize, usize)> {
    let unknown = |strange: &&Strange| strange.fields.iter().all(|field| !parent.fields().contains_key(field));
    child.places().strange.iter().filter(unknown).map(|strange| (strange.document, strange.mandate)).collect()
}

/// The demands of the child whose field the rest of it does not know.
pub(super) fn strange(child: &Prepared<'_>) -> Vec<Strange> {
    let title = fold_name(&child.document().header.title);
    let of_title: Vec<u16> = lexicon().formulas.fields.find(&title).map(|(_, field)| *field).collect();
    let title_pairs = rare_pairs(&title);
    let mut out = Vec::new();
    for (document, part) in child.parts.iter().enumerate() {
        for (mandate, found) in part.mandates.iter().enumerate() {
            let own = within(child.mentions(), found.span);
            let in_title = own.iter().any(|(_, field)| of_title.contains(field));
            if own.is_empty() || in_title {
                continue;
            }
            let folded = part.source.folded_slice(found.span);
            if !is_subject(folded, found.span.start, own) || shares(folded, &title_pairs) {
                continue;
            }
            let own = count(own);
            let whole = child.fields();
            let elsewhere = whole.iter().filter(|(field, n)| **n > own.get(field).copied().unwrap_or(0)).count();
            let here_alone = |(field, n): (&u16, &usize)| whole.get(field).is_none_or(|all| all == n);
            if elsewhere <= BROAD && own.iter().all(here_alone) {
                out.push(Strange { document, mandate, fields: own.into_keys().collect() });
            }
        }
    }
    out
}

/// Whether a field is what the paragraph is about, and not named in passing: it opens with it, or
/// says `về`, `công tác` right before.
fn is_subject(folded: &str, base: usize, mentions: &[(Span, u16)]) -> bool {
    const NEAR: usize = 12;
    const LEADS: [&str; 4] = ["về", "công tác", "phong trào", "chiến dịch"];
    mentions.iter().any(|(span, _)| {
        let before = &folded[..span.start - base];
        let near: Vec<&str> = before.split_whitespace().rev().take(NEAR).collect();
        let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
        let led = LEADS.iter().any(|lead| near == *lead || near.contains(&format!(" {lead} ")) || near.ends_with(&format!(" {lead}")));
        let apart = near.contains([';', '.', '(', ':']);
        before.split_whitespace().nth(2).is_none() || (led && !apart)
    })
}

/// Pairs of syllables of a title that few administrative texts have: what the plan is about.
fn rare_pairs(title: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = title.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    // Words of form, which titles of any plan have.
    const FORM: [&str; 12] = ["về", "và", "của", "trên", "tin", "tuyên", "truyền", "năm", "đoạn", "cho", "các", "trong"];
    words
        .windows(2)
        .map(|w| (w[0], w[1]))
        .filter(|pair| !COMMON_PAIRS.contains(pair) && !FORM.contains(&pair.0) && !FORM.contains(&pair.1))
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect()
}

fn shares(folded: &str, pairs: &[(String, String)]) -> bool {
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    words.windows(2).any(|w| pairs.iter().any(|(a, b)| w[0] == a && w[1] == b))
}

/// Where a text speaks of fields of work, in order.
pub(super) fn mentions(words: Words<'_>) -> Vec<(Span, u16)> {
    let all = 0..words.places().len();
    lexicon().formulas.fields.find_among(words, all).map(|(span, field)| (span, *field)).collect()
}

/// How often these speak of each field.
pub(super) fn count(mentions: &[(Span, u16)]) -> Fields {
    let mut out = Fields::default();
    for (_, field) in mentions {
        *out.entry(*field).or_insert(0) += 1;
    }
    out
}

/// Those inside a stretch.
fn within(mentions: &[(Span, u16)], stretch: Span) -> &[(Span, u16)] {
    let from = mentions.partition_point(|(span, _)| span.start < stretch.start);
    &mentions[from..from + mentions[from..].partition_point(|(span, _)| span.end <= stretch.end)]
}
