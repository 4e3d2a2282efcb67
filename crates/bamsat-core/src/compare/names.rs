//! What goes by identity and not by similarity: documents, bodies, programmes, headings.

use crate::document::{Document, Mandate, Reference, canonical_unit};
use crate::lexicon::lexicon;
use crate::source::{Source, Span, fold_name};

use super::model::{Change, ChangeKind, DroppedCitation, EvidenceKind, Judged, JudgedClause, RenamedHeading, Verdict};

/// Whether two references mean one document: number and date, or name and date.
pub(super) fn same_document(a: &Reference, b: &Reference) -> bool {
    let dates = a.date.zip(b.date).is_none_or(|(x, y)| x.agrees(y));
    if a.number.is_empty() || b.number.is_empty() {
        return dates && !a.name.is_empty() && fold_name(&a.name) == fold_name(&b.name);
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
        let mut seen = Vec::new();
        for (index, citation) in part.citations.iter().enumerate() {
            let counts = citation.footnote.is_none() && applicable.iter().any(|span| span.contains(citation.span.start));
            if !counts || seen.contains(&citation.reference) {
                continue;
            }
            seen.push(citation.reference);
            let wanted = &part.references[citation.reference];
            // The child itself is cited by a parent that was written later.
            let is_child = !wanted.number.is_empty() && wanted.number == child.header.number;
            if !is_child && !children.iter().any(|c| c.references.iter().any(|r| same_document(wanted, r))) {
                out.push(DroppedCitation { document, citation: index });
            }
        }
    }
    out
}

/// A quoted or capitalised name with the noun it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    noun: &'static str,
    span: Span,
    key: String,
}

/// Nouns whose names matter: renaming one hides what is carried out.
const NOUNS: [&str; 13] = [
    "chương trình",
    "đề án",
    "dự án",
    "phong trào",
    "chiến dịch",
    "cuộc vận động",
    "mô hình",
    "chủ đề",
    "tháng",
    "cuộc thi",
    "hội thi",
    "ngày hội",
    "tuần lễ",
];

/// Names in quotes: `phong trào “Bình dân học vụ số”`.
fn names(source: &Source, span: Span) -> Vec<Named> {
    let text = source.slice(span);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('“').map(|i| at + i) {
        let inner = open + '“'.len_utf8();
        let Some(close) = text[inner..].find(['”', '"']).map(|i| inner + i) else { break };
        let before = source.folded_slice(Span::new(span.start, span.start + open)).trim_end();
        if let Some(noun) = NOUNS.iter().find(|noun| before.ends_with(**noun))
            && close - inner < 200
        {
            let name = Span::new(span.start + inner, span.start + close);
            out.push(Named { noun, span: name, key: fold_name(source.slice(name)) });
        }
        at = close;
    }
    out
}

/// Names and bodies of a clause that stand under other names in its evidence.
pub(super) fn changes(parent: &Document, mandate: &Mandate, clause: Span, child: &Document, evidence: Span) -> Vec<Change> {
    let mut out = Vec::new();
    let child_names = names(&child.source, evidence);
    for name in names(&parent.source, clause) {
        let stands = child_names.iter().any(|c| c.key == name.key) || child.source.folded().contains(&name.key);
        if stands {
            continue;
        }
        if let Some(other) = child_names.iter().find(|c| c.noun == name.noun && !parent.source.folded().contains(&c.key)) {
            out.push(Change { kind: ChangeKind::Name, registered: None, parent: name.span, child: other.span });
        }
    }
    out.extend(bodies(parent, mandate, clause, child, evidence));
    out
}

/// Bodies of the clause that a registered reorganisation renamed.
fn bodies(parent: &Document, mandate: &Mandate, clause: Span, child: &Document, evidence: Span) -> Vec<Change> {
    let mut out = Vec::new();
    for unit in mandate.addressees.iter().filter(|a| clause.contains(a.span.start)) {
        let from = canonical_unit(parent.source.slice(unit.span));
        let in_child = child.assignments.iter().filter(|a| evidence.start <= a.unit.start && a.unit.end <= evidence.end);
        for other in in_child {
            if other.canonical == from {
                break;
            }
            if let Some(change) = lexicon().reorganisations.between(&from, &other.canonical).filter(|c| c.whole) {
                out.push(Change { kind: ChangeKind::Unit, registered: Some(change), parent: unit.span, child: other.unit });
            }
        }
    }
    out
}

/// Headings of the parent whose mandates stand in the child under a heading of other words that
/// is plainly its counterpart. The change is noted with each of these mandates; it alone does not
/// alter their verdicts, or one word in a heading would raise as many alarms as it has bullets.
pub(super) fn headings(parent: &Document, child: &Document, mandates: &mut [Judged]) -> Vec<RenamedHeading> {
    let (parents, children) = (parent.with_attachments(), child.with_attachments());
    let mut out: Vec<RenamedHeading> = Vec::new();
    for judged in mandates {
        let Some(found) = judged.evidence.iter().find(|e| e.kind == EvidenceKind::Found) else { continue };
        let part = parents[judged.document];
        let Some(from) = part.mandates[judged.mandate].section.and_then(|s| heading_above(part, s)) else { continue };
        let Some(to) = found.section.and_then(|s| heading_above(children[found.document], s)) else { continue };
        let kept = children
            .iter()
            .any(|c| c.sections.iter().filter_map(|s| s.heading).any(|h| fold_name(c.text(h)) == fold_name(part.text(from))));
        if kept {
            continue;
        }
        let renamed = RenamedHeading { parent: from, child: to };
        if !is_renamed(part.source.slice(from), child.source.slice(to)) {
            continue;
        }
        judged.changes.push(Change { kind: ChangeKind::Heading, registered: None, parent: from, child: to });
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
    let shared = a.iter().filter(|w| b.contains(w)).count();
    let longer = a.len().max(b.len());
    shared * 10 >= longer * 6 && longer - shared <= 2
}

/// Stretches between commas of a partial clause whose words stand nowhere in its evidence.
pub(super) fn lost_parts(source: &Source, clause: &JudgedClause, child: &Source) -> Vec<Span> {
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
    // Every part is there in some words: the whole clause is shown.
    if out.is_empty() { vec![clause.span] } else { out }
}
