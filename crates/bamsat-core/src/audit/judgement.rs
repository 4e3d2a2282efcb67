//! A comparison without its texts: what linking, counting and reporting need of it.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::compare::{ChangeKind, Comparison, Evidence, EvidenceKind, Judged, Summary, Verdict};
use crate::document::Document;
use crate::finding::{Finding, Located, Side};
use crate::source::{Span, collapse};

/// Characters of a quoted stretch at most.
const LONGEST: usize = 400;

/// What became of the mandates of a parent in one child.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judgement {
    /// The counts.
    pub summary: Summary,
    /// One verdict for each mandate of the parent, in order.
    pub verdicts: Vec<Verdict>,
    /// Mandates of the parent with the mandates of the child that carry them, in order.
    pub carriers: Vec<(u32, u32)>,
    /// Missing mandates that something in the child resembles, in order.
    pub weak: Vec<u32>,
    /// Findings, each with the mandate it is about.
    pub findings: Vec<(Option<u32>, Located)>,
    /// One for each mandate, in order, where they were asked for: only the tables need them.
    pub details: Option<Packed<Vec<Detail>>>,
}

/// How much of a comparison is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What reports need.
    Reports,
    /// Also how each verdict came about.
    Tables,
}

/// How a verdict came about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Detail {
    /// Mean coverage of its clauses, 0 to 1.
    pub coverage: f32,
    /// How sure the verdict is, 0 to 1.
    pub confidence: f32,
    /// The child's words, or where they should stand.
    pub evidence: Vec<EvidenceFacts>,
    /// Lost words of the parent.
    pub lost: Vec<String>,
    /// What changed.
    pub changes: Vec<ChangeFacts>,
}

/// A place in the child.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EvidenceFacts {
    /// What it shows.
    pub kind: EvidenceKind,
    /// Section there.
    pub path: String,
    /// 1-based lines.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// The words.
    pub text: String,
}

/// A change between the two sides.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangeFacts {
    /// Kind.
    pub kind: ChangeKind,
    /// A registered reorganisation is behind it.
    pub registered: bool,
    /// The parent's words.
    pub parent: String,
    /// The child's words, or empty.
    pub child: String,
}

impl Judgement {
    /// What `comparison` and its `findings` show.
    pub fn of(comparison: &Comparison<'_>, findings: &[Finding], depth: Depth) -> Self {
        let parts = comparison.parent.with_attachments();
        let children = comparison.child.with_attachments();
        let spans: Vec<Span> = comparison.mandates.iter().map(|judged| parts[judged.document].mandates[judged.mandate].span).collect();
        let (parent, child) = (&comparison.parent.source, &comparison.child.source);
        Self {
            summary: comparison.summary(),
            verdicts: comparison.mandates.iter().map(|judged| judged.verdict).collect(),
            carriers: carriers(&comparison.mandates, &children),
            weak: (0..)
                .zip(&comparison.mandates)
                .filter(|(_, judged)| judged.verdict == Verdict::Missing && judged.is_weak())
                .map(|(at, _)| at)
                .collect(),
            findings: findings.iter().map(|finding| (about(finding, &spans), finding.located(parent, child))).collect(),
            details: (depth == Depth::Tables)
                .then(|| Packed::new(&comparison.mandates.iter().map(|judged| detail(comparison, judged, &children)).collect())),
        }
    }
}

/// The mandate that a finding quotes.
fn about(finding: &Finding, spans: &[Span]) -> Option<u32> {
    let mut places = std::iter::once(&finding.primary).chain(&finding.secondary);
    let demand = places.find(|place| place.side == Side::Parent)?;
    spans.iter().position(|span| span.start <= demand.span.start && demand.span.end <= span.end).map(|at| at as u32)
}

/// Which mandates of the child hold the words that carry each of the parent's.
fn carriers(mandates: &[Judged], children: &[&Document]) -> Vec<(u32, u32)> {
    let offsets: Vec<usize> = children
        .iter()
        .scan(0, |sum, part| {
            let offset = *sum;
            *sum += part.mandates.len();
            Some(offset)
        })
        .collect();
    let holder = |evidence: &Evidence| {
        let mandates = &children[evidence.document].mandates;
        let after = mandates.partition_point(|m| m.span.start <= evidence.span.start);
        let at = after.checked_sub(1).filter(|&at| mandates[at].span.contains(evidence.span.start))?;
        Some((offsets[evidence.document] + at) as u32)
    };
    let mut out: Vec<(u32, u32)> = Vec::new();
    for (index, judged) in mandates.iter().enumerate() {
        let found = judged.clauses.iter().flat_map(|clause| &clause.evidence).filter(|e| e.kind == EvidenceKind::Found);
        let mut held: Vec<u32> = found.filter_map(holder).collect();
        held.sort_unstable();
        held.dedup();
        out.extend(held.into_iter().map(|at| (index as u32, at)));
    }
    out
}

fn detail(comparison: &Comparison<'_>, judged: &Judged, children: &[&Document]) -> Detail {
    let (parent, child) = (&comparison.parent.source, &comparison.child.source);
    let evidence = judged.evidence.iter().map(|e| {
        let part = children[e.document];
        let spot = part.source.spot(e.span);
        let path = part.path(e.section).to_owned();
        EvidenceFacts { kind: e.kind, path, line: spot.line, end_line: spot.end_line, text: words(part.text(e.span)) }
    });
    Detail {
        coverage: judged.coverage,
        confidence: judged.confidence,
        evidence: evidence.collect(),
        lost: judged.lost.iter().map(|&span| words(parent.slice(span))).collect(),
        changes: judged
            .changes
            .iter()
            .map(|change| ChangeFacts {
                kind: change.kind,
                registered: change.registered.is_some(),
                parent: words(parent.slice(change.parent)),
                child: change.child.map_or(String::new(), |span| words(child.slice(span))),
            })
            .collect(),
    }
}

/// The words on one line, cut after a while.
fn words(text: &str) -> String {
    let mut text = collapse(text);
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// A value kept as bytes until it is asked for: most runs never ask.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Packed<T> {
    bytes: Vec<u8>,
    kind: PhantomData<T>,
}

impl Judgement {
    /// How each verdict came about; nothing where it was not asked for.
    pub fn details(&self) -> Vec<Detail> {
        self.details.as_ref().map_or_else(Vec::new, Packed::open)
    }
}

impl<T: Serialize + DeserializeOwned + Default> Packed<T> {
    fn new(value: &T) -> Self {
        Self { bytes: postcard::to_stdvec(value).unwrap_or_default(), kind: PhantomData }
    }

    /// The value.
    pub fn open(&self) -> T {
        postcard::from_bytes(&self.bytes).unwrap_or_default()
    }
}
