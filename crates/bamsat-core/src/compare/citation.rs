//! Documents go by identity, never by the words around them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Document, Reference};
use crate::source::{Span, fold_name, strip_marks};

use super::model::{DroppedCitation, Judged, Verdict};

/// What two references to one document share: the number, or the name without the marks that a
/// scan may have taken or given.
pub(super) fn key(reference: &Reference) -> String {
    if reference.number.is_empty() {
        return strip_marks(&fold_name(&reference.name));
    }
    reference.number.trim_start_matches('0').to_lowercase()
}

/// Whether two references with one key mean one document: nothing in their dates contradicts.
pub(super) fn agrees(a: &Reference, b: &Reference) -> bool {
    a.date.zip(b.date).is_none_or(|(x, y)| x.agrees(y))
}

/// Documents that applicable mandates cite and no part of the child does.
pub(super) fn dropped(parent: &Document, child: &Document, mandates: &[Judged]) -> Vec<DroppedCitation> {
    let mut cited: FxHashMap<String, Vec<&Reference>> = FxHashMap::default();
    for reference in child.with_attachments().into_iter().flat_map(|part| &part.references) {
        cited.entry(key(reference)).or_default().push(reference);
    }
    let mut out: Vec<DroppedCitation> = Vec::new();
    for (document, part) in parent.with_attachments().into_iter().enumerate() {
        let applicable: Vec<Span> = mandates
            .iter()
            .filter(|j| j.document == document && j.verdict != Verdict::NotApplicable)
            .map(|j| part.mandates[j.mandate].span)
            .collect();
        let told: Vec<Span> = mandates.iter().filter(|j| j.document == document).flat_map(|j| j.lost.clone()).collect();
        let mut seen = FxHashSet::default();
        for (index, citation) in part.citations.iter().enumerate() {
            // What is lost with its words is told once.
            let lost = told.iter().any(|span| span.contains(citation.span.start));
            let counts = citation.footnote.is_none() && !lost && applicable.iter().any(|span| span.contains(citation.span.start));
            if !counts || !seen.insert(citation.reference) {
                continue;
            }
            let wanted = &part.references[citation.reference];
            // A parent that was written later may cite the child, or what came after it.
            let later = wanted.date.zip(child.header.date).is_some_and(|(cited, written)| cited.is_after(written));
            let is_child = later || !wanted.number.is_empty() && wanted.number == child.header.number;
            if !is_child && !cited.get(&key(wanted)).is_some_and(|all| all.iter().any(|other| agrees(wanted, other))) {
                out.push(DroppedCitation { document, citation: index });
            }
        }
    }
    out
}
