//! One mandate of the parent beside the child's words.

use serde::Serialize;

use crate::compare::{Comparison, Evidence, EvidenceKind, Judged, Verdict};
use crate::document::Document;
use crate::message::{Lang, Reached};
use crate::source::Source;

use super::super::comparison_json::{reason, verdict_word};
use super::super::document_json::{body_words, words as plain};
use super::words::{Mark, Stretch, clean, sentence, stretches};
use super::{lines, percent, text};

/// Places that are quoted at most: found, and such as only resemble the demand.
const FOUND: usize = 6;
const WEAK: usize = 3;

/// What a verdict means for who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// All or part of the demand is gone.
    Lost,
    /// It stands there in a form that binds less, under another name, or for another body.
    Changed,
    /// It stands there.
    Held,
    /// It does not speak to the child.
    Out,
}

impl Group {
    /// The group of a verdict.
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Missing | Verdict::Partial => Self::Lost,
            Verdict::Reassigned | Verdict::Weakened | Verdict::Renamed => Self::Changed,
            Verdict::Kept | Verdict::Reworded => Self::Held,
            Verdict::NotApplicable => Self::Out,
        }
    }

    /// Whether somebody should look at it.
    pub fn is_to_review(self) -> bool {
        matches!(self, Self::Lost | Self::Changed)
    }
}

/// One mandate.
#[derive(Debug, Serialize)]
pub struct Row {
    /// `II.1/3`.
    pub id: String,
    /// Path of its section.
    pub path: String,
    /// Heading of its section or the nearest above.
    pub section: String,
    /// Where it stands in the parent.
    pub at: String,
    /// First line there.
    pub line: u32,
    /// The bodies it speaks to, by their place in the list of the sheet.
    pub units: Vec<usize>,
    /// Word of the verdict in the JSON forms.
    pub verdict: &'static str,
    /// The verdict in the reader's language.
    pub label: &'static str,
    /// What the verdict means.
    pub group: Group,
    /// Percent.
    pub coverage: u8,
    /// Percent.
    pub confidence: u8,
    /// The line that introduces it.
    pub stem: Option<String>,
    /// Its words.
    pub parent: Vec<Stretch>,
    /// The child's words that carry it.
    pub found: Vec<Passage>,
    /// Further places that carry it.
    pub more: Vec<Passage>,
    /// Words that only resemble it.
    pub weak: Vec<Passage>,
    /// Where the words should stand.
    pub expected: Option<Passage>,
    /// What the child does not say.
    pub lost: Vec<String>,
    /// What differs.
    pub changes: Vec<Changed>,
    /// How the verdict was reached, in one sentence.
    pub why: String,
}

/// Words of the child.
#[derive(Debug, Serialize)]
pub struct Passage {
    /// Path of their section.
    pub path: String,
    /// Where they stand.
    pub at: String,
    /// The words.
    pub words: Vec<Stretch>,
    /// The paragraph of the child's text.
    pub paragraph: usize,
}

/// One difference.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// What differs, in the reader's language.
    pub kind: &'static str,
    /// A registered reorganisation explains it.
    pub registered: bool,
    /// The parent's words.
    pub parent: String,
    /// The child's words; empty where it says nothing of the kind.
    pub child: String,
}

/// The row of `judged`, which speaks to `units`.
pub(super) fn row(comparison: &Comparison<'_>, judged: &Judged, units: Vec<usize>, lang: Lang) -> Row {
    let part = comparison.parent.part(judged.document);
    let mandate = comparison.mandate(judged);
    let (source, child) = (&part.source, &comparison.child.source);
    let real = judged.changes.iter().filter(|c| c.registered.is_none());
    let lost = judged.lost.iter().map(|&span| (span, Mark::Lost));
    let above: Vec<_> = lost.chain(real.clone().map(|c| (c.parent, Mark::Changed(c.kind)))).collect();
    let below: Vec<_> = real.filter_map(|c| Some((c.child?, Mark::Changed(c.kind)))).collect();
    let passages = |kind: EvidenceKind| -> Vec<Passage> {
        judged.evidence.iter().filter(|e| e.kind == kind).map(|e| passage(comparison.child, child, e, &below, lang)).collect()
    };
    let (mut found, mut weak) = (passages(EvidenceKind::Found), passages(EvidenceKind::Weak));
    let more = found.split_off(found.len().min(FOUND));
    weak.truncate(WEAK);
    Row {
        id: clean(&mandate.id),
        path: part.path(mandate.section).to_owned(),
        section: heading(part, mandate.section),
        at: lines(source, mandate.span, lang),
        line: source.place(mandate.span.start).line,
        units,
        verdict: verdict_word(judged.verdict),
        label: lang.verdict(judged.verdict),
        group: Group::of(judged.verdict),
        coverage: percent(judged.coverage),
        confidence: percent(judged.confidence),
        stem: mandate.stem.map(|span| clean(&body_words(source, span))),
        parent: stretches(source, mandate.span, &above),
        found,
        more,
        weak,
        expected: passages(EvidenceKind::Expected).pop(),
        lost: judged.lost.iter().map(|&span| clean(&body_words(source, span))).collect(),
        changes: changes(source, child, judged, lang),
        why: sentence(&lang.reached(&reached(comparison, judged, lang))),
    }
}

fn passage(child: &Document, source: &Source, evidence: &Evidence, marks: &[(crate::source::Span, Mark)], lang: Lang) -> Passage {
    let part = child.part(evidence.document);
    Passage {
        path: part.path(evidence.section).to_owned(),
        at: lines(source, evidence.span, lang),
        words: stretches(source, evidence.span, marks),
        paragraph: text::paragraph(source, evidence.span),
    }
}

fn changes(parent: &Source, child: &Source, judged: &Judged, lang: Lang) -> Vec<Changed> {
    let changed = |c: &crate::compare::Change| Changed {
        kind: lang.change(c.kind),
        registered: c.registered.is_some(),
        parent: clean(&plain(parent, c.parent)),
        child: c.child.map_or_else(String::new, |span| clean(&plain(child, span))),
    };
    judged.changes.iter().map(changed).collect()
}

/// The heading of a section, or of the nearest above it that has one.
fn heading(document: &Document, section: Option<usize>) -> String {
    let mut at = section;
    while let Some(index) = at {
        let section = &document.sections[index];
        if let Some(heading) = section.heading {
            return clean(&plain(&document.source, heading));
        }
        at = section.parent;
    }
    String::new()
}

fn reached(comparison: &Comparison<'_>, judged: &Judged, lang: Lang) -> Reached {
    let found = judged.clauses.iter().filter(|c| !matches!(c.verdict, Verdict::Missing | Verdict::NotApplicable)).count();
    let mut changes: Vec<_> = judged.changes.iter().filter(|c| c.registered.is_none()).map(|c| c.kind).collect();
    changes.dedup();
    Reached {
        reason: reason(comparison, judged).render(lang),
        verdict: judged.verdict,
        clauses: (found, judged.clauses.len()),
        in_part: judged.clauses.iter().filter(|c| c.verdict == Verdict::Partial).count(),
        coverage: percent(judged.coverage),
        confidence: percent(judged.confidence),
        changes,
    }
}
