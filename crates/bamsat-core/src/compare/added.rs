//! Demands of the child that the parent does not account for.

use crate::document::Document;
use crate::lexicon::SectionRole;

use super::align::Aligner;
use super::model::Added;

/// Below this strength no clause of the parent stands behind a demand.
const UNKNOWN: f32 = 0.09;

/// Finds them; the roles that every plan fills by itself (funding, reporting) are left out.
pub(super) fn find(aligner: &Aligner<'_>, child: &Document) -> Vec<Added> {
    let mut out = Vec::new();
    for (document, part) in child.with_attachments().into_iter().enumerate() {
        for (mandate, found) in part.mandates.iter().enumerate() {
            if matches!(found.role, SectionRole::Funding | SectionRole::Reporting | SectionRole::Schedule | SectionRole::Closing) {
                continue;
            }
            let pieces: Vec<usize> = (0..aligner.pieces.len())
                .filter(|&i| aligner.pieces[i].document == document && found.span.contains(aligner.pieces[i].span.start))
                .collect();
            if !pieces.is_empty() && aligner.best_parent(&pieces) < UNKNOWN {
                out.push(Added { document, mandate, foreign: is_foreign(part, mandate) });
            }
        }
    }
    out
}

/// A demand without one pair of syllables of the rest of the plan speaks of another subject.
fn is_foreign(part: &Document, mandate: usize) -> bool {
    let pairs = |text: &str| -> Vec<String> {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        words.windows(2).map(|pair| pair.join(" ")).collect()
    };
    let own = pairs(part.source.folded_slice(part.mandates[mandate].span));
    let title = pairs(&crate::source::fold_name(&part.header.title));
    if own.len() < 12 || title.len() < 4 || own.iter().any(|pair| title.contains(pair)) {
        return false;
    }
    let rest: Vec<String> = part
        .mandates
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != mandate)
        .flat_map(|(_, m)| pairs(part.source.folded_slice(m.span)))
        .collect();
    let shared = own.iter().filter(|pair| rest.contains(pair)).count();
    shared * 10 < own.len()
}
