//! Demands of the child that the parent does not account for.

use crate::lexicon::SectionRole;

use super::align::Aligner;
use super::foreign;
use super::model::Added;
use super::prepared::Prepared;

/// Below this strength no clause of the parent stands behind a demand.
const UNKNOWN: f32 = 0.09;

/// Finds them; the roles that every plan fills by itself (funding, reporting) are left out.
pub(super) fn find(aligner: &Aligner<'_>, parent: &Prepared<'_>, child: &Prepared<'_>) -> Vec<Added> {
    let mut out = Vec::new();
    let foreign = foreign::find(parent, child);
    // Footnotes stand behind the body; in the order of places a demand's pieces are neighbours.
    let mut ordered: Vec<(usize, usize, usize)> =
        aligner.places.pieces.iter().enumerate().map(|(i, piece)| (piece.document, piece.span.start, i)).collect();
    ordered.sort_unstable();
    for (document, part) in child.parts.iter().enumerate() {
        for (mandate, found) in part.mandates.iter().enumerate() {
            if foreign.contains(&(document, mandate)) {
                out.push(Added { document, mandate, foreign: true });
                continue;
            }
            if matches!(found.role, SectionRole::Funding | SectionRole::Reporting | SectionRole::Schedule | SectionRole::Closing) {
                continue;
            }
            let from = ordered.partition_point(|place| *place < (document, found.span.start, 0));
            let inside = ordered[from..].iter().take_while(|(d, start, _)| *d == document && found.span.contains(*start));
            let pieces: Vec<usize> = inside.map(|(.., i)| *i).collect();
            if !pieces.is_empty() && aligner.best_parent(&pieces) < UNKNOWN {
                out.push(Added { document, mandate, foreign: false });
            }
        }
    }
    out
}
