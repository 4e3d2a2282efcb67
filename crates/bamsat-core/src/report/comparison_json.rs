//! `bamsat/comparison/1`: one plan against one or several parents.

use serde::Serialize;

use crate::compare::{ChangeKind, Comparison, Evidence, EvidenceKind, Judged, JudgedClause, Summary, Verdict};
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::message::{Lang, Message};
use crate::source::{Source, Spot};

use super::document_json::{body_words, words};
use super::texts::Texts;

/// Version of the form.
pub const SCHEMA: &str = "bamsat/comparison/1";

/// One comparison.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparisonJson {
    schema: &'static str,
    parent: SideJson,
    child: SideJson,
    summary: SummaryJson,
    mandates: Vec<MandateJson>,
    added: Vec<AddedJson>,
    findings: Vec<FindingJson>,
}

/// Several comparisons of one child.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparisonsJson {
    /// Version of the form.
    pub schema: &'static str,
    /// One for each parent.
    pub comparisons: Vec<ComparisonJson>,
    /// What no parent accounts for.
    pub added: Vec<AddedJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SideJson {
    path: String,
    number: String,
    title: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct SummaryJson {
    mandates: usize,
    applicable: usize,
    kept: usize,
    reworded: usize,
    renamed: usize,
    partial: usize,
    weakened: usize,
    reassigned: usize,
    missing: usize,
    not_applicable: usize,
    coverage: Option<f32>,
    unread: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct MandateJson {
    id: String,
    path: String,
    line: u32,
    end_line: u32,
    text: String,
    stem: Option<String>,
    verdict: &'static str,
    coverage: f32,
    confidence: f32,
    reason: String,
    clauses: Vec<ClauseJson>,
    evidence: Vec<EvidenceJson>,
    lost: Vec<String>,
    changes: Vec<ChangeJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ClauseJson {
    text: String,
    line: u32,
    end_line: u32,
    verdict: &'static str,
    coverage: f32,
    confidence: f32,
    evidence: Vec<EvidenceJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct EvidenceJson {
    kind: &'static str,
    path: String,
    line: u32,
    end_line: u32,
    text: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ChangeJson {
    kind: &'static str,
    registered: bool,
    parent: String,
    child: String,
}

/// A demand of the child without a source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AddedJson {
    path: String,
    line: u32,
    end_line: u32,
    text: String,
    foreign: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct FindingJson {
    code: &'static str,
    severity: &'static str,
    message: String,
    hint: String,
    primary: PlaceJson,
    secondary: Vec<PlaceJson>,
    fingerprint: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct PlaceJson {
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

impl SummaryJson {
    /// The form of the counts.
    pub(super) fn of(summary: &Summary) -> Self {
        Self {
            mandates: summary.mandates,
            applicable: summary.applicable,
            kept: summary.kept,
            reworded: summary.reworded,
            renamed: summary.renamed,
            partial: summary.partial,
            weakened: summary.weakened,
            reassigned: summary.reassigned,
            missing: summary.missing,
            not_applicable: summary.not_applicable,
            coverage: summary.coverage.map(rounded),
            unread: summary.unread,
        }
    }
}

impl PlaceJson {
    /// File and first line.
    pub(super) fn start(self) -> (String, u32) {
        (self.file, self.line)
    }

    /// The form of a stretch of a file; the end is the column behind its last character.
    pub(super) fn of(file: &str, spot: Spot) -> Self {
        Self {
            file: file.to_owned(),
            line: spot.line,
            column: spot.column,
            end_line: spot.end_line,
            end_column: spot.end_column + 1,
            page: spot.page,
        }
    }
}

/// Names of the two files.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// The parent's.
    pub parent: &'a str,
    /// The child's.
    pub child: &'a str,
}

/// The form of `comparison` with its `findings`.
pub fn comparison_json(comparison: &Comparison<'_>, findings: &[Finding], files: Files<'_>, lang: Lang) -> ComparisonJson {
    let summary = comparison.summary();
    ComparisonJson {
        schema: SCHEMA,
        parent: side(comparison.parent, files.parent),
        child: side(comparison.child, files.child),
        summary: SummaryJson::of(&summary),
        mandates: comparison.mandates.iter().map(|judged| mandate(comparison, judged, lang)).collect(),
        added: added_json(comparison),
        findings: findings.iter().map(|finding| FindingJson::of(finding, Texts::of_comparison(comparison, files), lang)).collect(),
    }
}

/// The child's demands without a source.
pub fn added_json(comparison: &Comparison<'_>) -> Vec<AddedJson> {
    let children = comparison.child.with_attachments();
    comparison
        .added
        .iter()
        .map(|added| {
            let part = children[added.document];
            let found = &part.mandates[added.mandate];
            let (first, last) = part.source.places(found.span);
            AddedJson {
                path: part.path(found.section).to_owned(),
                line: first.line,
                end_line: last.line,
                text: body_words(&part.source, found.span),
                foreign: added.foreign,
            }
        })
        .collect()
}

fn side(document: &Document, path: &str) -> SideJson {
    SideJson { path: path.to_owned(), number: document.header.number.clone(), title: document.header.title.clone() }
}

fn mandate(comparison: &Comparison<'_>, judged: &Judged, lang: Lang) -> MandateJson {
    let part = comparison.parent.part(judged.document);
    let found = comparison.mandate(judged);
    let source = &part.source;
    let (first, last) = source.places(found.span);
    let child = &comparison.child.source;
    MandateJson {
        id: found.id.clone(),
        path: part.path(found.section).to_owned(),
        line: first.line,
        end_line: last.line,
        text: body_words(source, found.span),
        stem: found.stem.map(|span| body_words(source, span)),
        verdict: verdict_word(judged.verdict),
        coverage: rounded(judged.coverage),
        confidence: rounded(judged.confidence),
        reason: reason(comparison, judged).render(lang),
        clauses: judged.clauses.iter().map(|clause| clause_json(comparison, source, clause)).collect(),
        evidence: judged.evidence.iter().map(|e| evidence(comparison, e)).collect(),
        lost: judged.lost.iter().map(|&span| body_words(source, span)).collect(),
        changes: judged
            .changes
            .iter()
            .map(|c| ChangeJson {
                kind: change_word(c.kind),
                registered: c.registered.is_some(),
                parent: words(source, c.parent),
                child: c.child.map_or_else(String::new, |span| words(child, span)),
            })
            .collect(),
    }
}

/// Why the verdict was reached.
pub fn reason(comparison: &Comparison<'_>, judged: &Judged) -> Message {
    let count = |kind: EvidenceKind| judged.evidence.iter().filter(|e| e.kind == kind).count();
    Message::Reason {
        verdict: judged.verdict,
        applies: judged.applies,
        unit: judged.addressee.map(|span| words(&comparison.parent.source, span)),
        found: count(EvidenceKind::Found),
        weak: judged.is_weak(),
    }
}

fn clause_json(comparison: &Comparison<'_>, source: &Source, clause: &JudgedClause) -> ClauseJson {
    let (first, last) = source.places(clause.span);
    ClauseJson {
        text: body_words(source, clause.span),
        line: first.line,
        end_line: last.line,
        verdict: verdict_word(clause.verdict),
        coverage: rounded(clause.coverage),
        confidence: rounded(clause.confidence),
        evidence: clause.evidence.iter().map(|e| evidence(comparison, e)).collect(),
    }
}

fn evidence(comparison: &Comparison<'_>, evidence: &Evidence) -> EvidenceJson {
    let part = comparison.child.part(evidence.document);
    let (first, last) = part.source.places(evidence.span);
    EvidenceJson {
        kind: evidence_word(evidence.kind),
        path: part.path(evidence.section).to_owned(),
        line: first.line,
        end_line: last.line,
        text: words(&part.source, evidence.span),
    }
}

impl FindingJson {
    /// The form of a finding.
    pub(super) fn of(finding: &Finding, texts: Texts<'_>, lang: Lang) -> Self {
        let place = |place: &Place| {
            let (source, file) = texts.of(place.side);
            PlaceJson::of(file, source.spot(place.span))
        };
        Self {
            code: finding.code,
            severity: finding.severity.word(),
            message: finding.message.render(lang),
            hint: finding.hint.render(lang),
            primary: place(&finding.primary),
            secondary: finding.secondary.iter().map(place).collect(),
            fingerprint: finding.fingerprint(),
        }
    }
}

/// The word of the JSON forms.
pub fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "kept",
        Verdict::Reworded => "reworded",
        Verdict::Renamed => "renamed",
        Verdict::Partial => "partial",
        Verdict::Weakened => "weakened",
        Verdict::Reassigned => "reassigned",
        Verdict::Missing => "missing",
        Verdict::NotApplicable => "not_applicable",
    }
}

/// The word of the JSON forms.
pub fn evidence_word(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Found => "found",
        EvidenceKind::Weak => "weak",
        EvidenceKind::Expected => "expected",
    }
}

/// The word of the JSON forms.
pub fn change_word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Name => "name",
        ChangeKind::Unit => "unit",
        ChangeKind::Role => "role",
        ChangeKind::Quantity => "quantity",
        ChangeKind::Deadline => "deadline",
        ChangeKind::Frequency => "frequency",
        ChangeKind::Modality => "modality",
        ChangeKind::Heading => "heading",
    }
}

/// Three digits are more than the measure can say.
fn rounded(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}
