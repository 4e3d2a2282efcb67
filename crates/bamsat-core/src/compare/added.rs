//! Demands of the child that the parent does not account for.

use crate::document::Document;
use crate::lexicon::SectionRole;

use super::align::Aligner;
use super::foreign;
use super::model::Added;

/// Below this strength no clause of the parent stands behind a demand.
const UNKNOWN: f32 = 0.09;

/// Finds them; the roles that every plan fills by itself (funding, reporting) are left out.
pub(super) fn find(aligner: &Aligner<'_>, child: &Document) -> Vec<Added> {
    let mut out = Vec::new();
    let foreign = foreign::find(aligner.parents[0], child);
    for (document, part) in child.with_attachments().into_iter().enumerate() {
        for (mandate, found) in part.mandates.iter().enumerate() {
            if foreign.contains(&(document, mandate)) {
                out.push(Added { document, mandate, foreign: true });
                continue;
            }
            if matches!(found.role, SectionRole::Funding | SectionRole::Reporting | SectionRole::Schedule | SectionRole::Closing) {
                continue;
            }
            let pieces: Vec<usize> = (0..aligner.pieces.len())
                .filter(|&i| aligner.pieces[i].document == document && found.span.contains(aligner.pieces[i].span.start))
                .collect();
            if !pieces.is_empty() && aligner.best_parent(&pieces) < UNKNOWN {
                out.push(Added { document, mandate, foreign: false });
            }
        }
    }
    out
}
