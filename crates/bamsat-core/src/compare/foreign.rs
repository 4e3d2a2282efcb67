//! Text left over from another plan: a paragraph of a field that nothing else speaks of.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::lexicon::lexicon;

use super::tokens::COMMON_PAIRS;

/// A plan about more fields than this mentions any in passing.
const BROAD: usize = 3;

/// The demands of the child whose field neither the rest of the child nor the parent knows, as
/// document and mandate.
pub(super) fn find(parent: &Document, child: &Document) -> Vec<(usize, usize)> {
    let above = count(parent);
    let whole = count(child);
    let title = fields(&crate::source::fold_name(&child.header.title));
    let title_pairs = rare_pairs(&crate::source::fold_name(&child.header.title));
    let mut out = Vec::new();
    for (document, part) in child.with_attachments().into_iter().enumerate() {
        for (mandate, found) in part.mandates.iter().enumerate() {
            let own = fields(part.source.folded_slice(found.span));
            let elsewhere = whole.iter().filter(|(field, n)| **n > own.get(field).copied().unwrap_or(0)).count();
            let unknown = |(field, n): (&u16, &usize)| {
                whole.get(field).is_none_or(|all| all == n) && !above.contains_key(field) && !title.contains_key(field)
            };
            let folded = part.source.folded_slice(found.span);
            if !own.is_empty() && elsewhere <= BROAD && own.iter().all(unknown) && is_subject(folded) && !shares(folded, &title_pairs) {
                out.push((document, mandate));
            }
        }
    }
    out
}

/// Whether a field is what the paragraph is about, and not named in passing: it opens with it, or
/// says `về`, `công tác` right before.
fn is_subject(folded: &str) -> bool {
    const NEAR: usize = 12;
    const LEADS: [&str; 4] = ["về", "công tác", "phong trào", "chiến dịch"];
    lexicon().formulas.fields.find(folded).any(|(span, _)| {
        let before = &folded[..span.start];
        let near: Vec<&str> = before.split_whitespace().rev().take(NEAR).collect();
        let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
        let led = LEADS.iter().any(|lead| near == *lead || near.contains(&format!(" {lead} ")) || near.ends_with(&format!(" {lead}")));
        let apart = near.contains([';', '.', '(', ':']);
        before.split_whitespace().count() <= 2 || (led && !apart)
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

/// How often each field comes in a document.
fn count(document: &Document) -> FxHashMap<u16, usize> {
    fields(document.source.folded())
}

fn fields(folded: &str) -> FxHashMap<u16, usize> {
    let mut out = FxHashMap::default();
    for (_, field) in lexicon().formulas.fields.find(folded) {
        *out.entry(*field).or_insert(0) += 1;
    }
    out
}
