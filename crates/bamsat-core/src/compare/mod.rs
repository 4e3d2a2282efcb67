//! A plan held against its parent: every mandate of the parent gets one verdict.

mod added;
mod align;
mod applicability;
mod bounds;
mod changes;
mod citation;
mod foreign;
mod grams;
mod heading;
mod lists;
mod lost;
mod model;
mod part;
mod pieces;
mod prepared;
mod reading;
mod score;
mod spelling;
mod verdict;
mod words;

use crate::document::Document;

pub use bounds::{Bound, Bounds, Unjudged};
pub use model::{
    Added, Applies, Change, ChangeKind, Comparison, DroppedCitation, Evidence, EvidenceKind, Judged, JudgedClause, RenamedHeading, Signals,
    Summary, Verdict,
};
pub use prepared::Prepared;

/// Compares `child` with `parent`, attachments of both included.
///
/// Where a document is compared more than once, [`compare_prepared`] spares the work that its other
/// side does not change.
///
/// ```
/// use bamsat_core::{compare::{Verdict, compare}, read};
///
/// let parent = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho 100% cán bộ xã.\n- Kiểm tra cơ sở in mỗi quý.");
/// let child = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho 100% cán bộ xã.");
/// let verdicts: Vec<Verdict> = compare(&parent, &child).mandates.iter().map(|judged| judged.verdict).collect();
/// assert_eq!(verdicts, [Verdict::Kept, Verdict::Missing]);
/// ```
pub fn compare<'a>(parent: &'a Document, child: &'a Document) -> Comparison<'a> {
    compare_prepared(&Prepared::new(parent), &Prepared::new(child))
}

/// The same for documents that were made ready before.
pub fn compare_prepared<'a>(parent: &Prepared<'a>, child: &Prepared<'a>) -> Comparison<'a> {
    compare_within(parent, child, &Bounds::default())
}

/// The same within other bounds.
pub fn compare_within<'a>(parent: &Prepared<'a>, child: &Prepared<'a>, bounds: &Bounds) -> Comparison<'a> {
    match bounds.unjudged(parent, child) {
        None => compare_whole(parent, child),
        Some(unjudged) => {
            let first = Prepared::within(parent.document(), unjudged.judged);
            // What of the child has no source cannot be said where a part of the parent was not looked at.
            Comparison { unjudged: Some(unjudged), added: Vec::new(), ..compare_whole(&first, child) }
        }
    }
}

fn compare_whole<'a>(parent: &Prepared<'a>, child: &Prepared<'a>) -> Comparison<'a> {
    let (above, below) = (parent.document(), child.document());
    let addressee = applicability::Addressee::of(below);
    let aligner = align::Aligner::new(parent, child);
    let mut mandates = Vec::new();
    for (document, part) in parent.parts.iter().enumerate() {
        for (mandate, found) in part.mandates.iter().enumerate() {
            mandates.push(aligner.judge(document, mandate, addressee.applies(part, found)));
        }
    }
    let headings = heading::renamed(above, below, &mut mandates);
    let dropped = citation::dropped(above, below, &mandates);
    let added = added::find(&aligner, parent, child);
    Comparison { parent: above, child: below, mandates, unjudged: None, added, dropped, headings }
}
