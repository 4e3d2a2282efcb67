//! A plan held against its parent: every mandate of the parent gets one verdict.

mod added;
mod align;
mod applicability;
mod changes;
mod citation;
mod foreign;
mod heading;
mod lost;
mod model;
mod pieces;
mod score;
mod tokens;
mod verdict;
mod words;

use crate::document::Document;

pub use model::{
    Added, Applies, Change, ChangeKind, Comparison, DroppedCitation, Evidence, EvidenceKind, Judged, JudgedClause, RenamedHeading, Signals,
    Summary, Verdict,
};

/// Compares `child` with `parent`, attachments of both included.
pub fn compare<'a>(parent: &'a Document, child: &'a Document) -> Comparison<'a> {
    let addressee = applicability::Addressee::of(child);
    let aligner = align::Aligner::new(parent, child);
    let mut mandates = Vec::new();
    for (document, part) in parent.with_attachments().into_iter().enumerate() {
        for (mandate, found) in part.mandates.iter().enumerate() {
            mandates.push(aligner.judge(document, mandate, addressee.applies(part, found)));
        }
    }
    let headings = heading::renamed(parent, child, &mut mandates);
    let dropped = citation::dropped(parent, child, &mandates);
    let added = added::find(&aligner, child);
    Comparison { parent, child, mandates, added, dropped, headings }
}
