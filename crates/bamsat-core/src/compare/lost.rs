//! The words of a partly carried clause that are lost.

use crate::source::{Source, Span};

use super::model::JudgedClause;

/// Stretches between commas of a partial clause whose words stand nowhere in its evidence; none
/// where every stretch is there in some words.
pub(super) fn parts(source: &Source, clause: &JudgedClause, child: &Source) -> Vec<Span> {
    let held: Vec<String> = clause
        .evidence
        .iter()
        .flat_map(|e| child.folded_slice(e.span).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let mut out: Vec<Span> = Vec::new();
    let text = source.folded_slice(clause.span);
    let mut start = 0;
    for (at, sign) in text.match_indices([',', '(', ')']).chain([(text.len(), "")]) {
        let part = &text[start..at];
        let words: Vec<&str> = part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let there = words.iter().filter(|w| held.iter().any(|h| h == *w)).count();
        if words.len() >= 2 && there * 2 <= words.len() {
            let trimmed = part.trim();
            let from = clause.span.start + start + (part.len() - part.trim_start().len());
            out.push(Span::new(from, from + trimmed.len()));
        }
        start = (at + sign.len()).min(text.len());
    }
    out
}
