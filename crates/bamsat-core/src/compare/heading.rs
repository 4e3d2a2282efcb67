//! Headings under other words.

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::source::{Span, fold_name};

use super::model::{Change, ChangeKind, EvidenceKind, Judged, RenamedHeading};

/// Headings of the parent whose mandates stand in the child under a heading of other words that
/// is plainly its counterpart. The change is noted with each of these mandates; it alone does not
/// alter their verdicts, or one word in a heading would raise as many alarms as it has bullets.
pub(super) fn renamed(parent: &Document, child: &Document, mandates: &mut [Judged]) -> Vec<RenamedHeading> {
    let (parents, children) = (parent.with_attachments(), child.with_attachments());
    let headings = children.iter().flat_map(|c| c.sections.iter().filter_map(|s| s.heading).map(|h| fold_name(c.text(h))));
    let stand: FxHashSet<String> = headings.collect();
    let mut out: Vec<RenamedHeading> = Vec::new();
    for judged in mandates {
        let Some(found) = judged.evidence.iter().find(|e| e.kind == EvidenceKind::Found) else { continue };
        let part = parents[judged.document];
        let Some(from) = part.mandates[judged.mandate].section.and_then(|s| heading_above(part, s)) else { continue };
        let Some(to) = found.section.and_then(|s| heading_above(children[found.document], s)) else { continue };
        if stand.contains(&fold_name(part.text(from))) {
            continue;
        }
        let renamed = RenamedHeading { parent: from, child: to };
        if !is_renamed(part.source.slice(from), child.source.slice(to)) {
            continue;
        }
        judged.changes.push(Change { kind: ChangeKind::Heading, registered: None, parent: from, child: Some(to) });
        if !out.contains(&renamed) {
            out.push(renamed);
        }
    }
    out
}

fn heading_above(document: &Document, section: usize) -> Option<Span> {
    let mut at = Some(section);
    while let Some(index) = at {
        let section = &document.sections[index];
        if section.heading.is_some() && section.units.is_empty() {
            return section.heading;
        }
        at = section.parent;
    }
    None
}

/// The same number of syllables but for one or two, and more alike than not.
fn is_renamed(from: &str, to: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fold_name(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && *w != "và").map(str::to_owned).collect()
    };
    let (a, b) = (words(from), words(to));
    if a == b || a.len() < 3 || b.len() < 3 {
        return false;
    }
    // A word more or less is no other name.
    let within = |short: &[String], long: &[String]| {
        let mut long = long.iter();
        short.iter().all(|word| long.any(|other| other == word))
    };
    if within(&a, &b) || within(&b, &a) {
        return false;
    }
    let shared = a.iter().filter(|w| b.contains(w)).count();
    let longer = a.len().max(b.len());
    shared * 10 >= longer * 6 && longer - shared <= 2
}
