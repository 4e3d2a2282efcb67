//! Documents go by identity, never by the words around them.

use crate::document::{Document, Reference};
use crate::source::{Span, fold_name, strip_marks};

use super::model::{DroppedCitation, Judged, Verdict};

/// Whether two references mean one document: number and date, or name and date.
pub(super) fn same_document(a: &Reference, b: &Reference) -> bool {
    let dates = a.date.zip(b.date).is_none_or(|(x, y)| x.agrees(y));
    if a.number.is_empty() || b.number.is_empty() {
        // A scan may have taken or given marks.
        let name = |r: &Reference| strip_marks(&fold_name(&r.name));
        return dates && !a.name.is_empty() && name(a) == name(b);
    }
    let key = |r: &Reference| r.number.trim_start_matches('0').to_lowercase();
    dates && key(a) == key(b)
}

/// Documents that applicable mandates cite and no part of the child does.
pub(super) fn dropped(parent: &Document, child: &Document, mandates: &[Judged]) -> Vec<DroppedCitation> {
    let children = child.with_attachments();
    let mut out: Vec<DroppedCitation> = Vec::new();
    for (document, part) in parent.with_attachments().into_iter().enumerate() {
        let applicable: Vec<Span> = mandates
            .iter()
            .filter(|j| j.document == document && j.verdict != Verdict::NotApplicable)
            .map(|j| part.mandates[j.mandate].span)
            .collect();
        let told: Vec<Span> = mandates.iter().filter(|j| j.document == document).flat_map(|j| j.lost.clone()).collect();
        let mut seen = Vec::new();
        for (index, citation) in part.citations.iter().enumerate() {
            // What is lost with its words is told once.
            let lost = told.iter().any(|span| span.contains(citation.span.start));
            let counts = citation.footnote.is_none() && !lost && applicable.iter().any(|span| span.contains(citation.span.start));
            if !counts || seen.contains(&citation.reference) {
                continue;
            }
            seen.push(citation.reference);
            let wanted = &part.references[citation.reference];
            // A parent that was written later may cite the child, or what came after it.
            let later = wanted.date.zip(child.header.date).is_some_and(|(cited, written)| cited.is_after(written));
            let is_child = later || !wanted.number.is_empty() && wanted.number == child.header.number;
            if !is_child && !children.iter().any(|c| c.references.iter().any(|r| same_document(wanted, r))) {
                out.push(DroppedCitation { document, citation: index });
            }
        }
    }
    out
}
