//! What comparing a plan with its parent gives.

use serde::{Deserialize, Serialize};

use crate::document::{Document, Mandate};
use crate::lexicon::Reorganisation;
use crate::source::Span;

use super::bounds::Unjudged;
pub use super::verdict::Signals;

/// What the child does with one mandate, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// It stands there, at most frame words changed.
    Kept,
    /// It stands there in other words.
    Reworded,
    /// It stands there under another name.
    Renamed,
    /// It stands there, softer: a lower target, a later deadline, a hedge, help instead of lead.
    Weakened,
    /// Part of it is lost.
    Partial,
    /// It stands there, given to another body.
    Reassigned,
    /// All of it is lost.
    Missing,
    /// It does not speak to this child.
    NotApplicable,
}

/// Why a mandate applies or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Applies {
    /// Speaks to nobody in particular.
    General,
    /// Names the child's issuer.
    Own,
    /// Names a body that became the child's issuer, or that it was.
    Successor,
    /// A collective that includes the issuer.
    Collective,
    /// A body above the issuer.
    Superior,
    /// A body below the issuer.
    Subordinate,
    /// The issuer's counterpart one level up.
    Counterpart,
    /// The issuer of the child is not known.
    UnknownIssuer,
    /// A collective that includes the issuer, which it names as an exception.
    Excepted,
    /// Speaks to others only.
    Others,
}

impl Applies {
    /// Whether the mandate binds the child.
    pub fn binds(self) -> bool {
        !matches!(self, Self::Others | Self::Excepted)
    }
}

/// A plan held against its parent.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The parent.
    pub parent: &'a Document,
    /// The child.
    pub child: &'a Document,
    /// One verdict for each mandate of the parent, in order.
    pub mandates: Vec<Judged>,
    /// Mandates behind these that were not judged: the pair is too large.
    pub unjudged: Option<Unjudged>,
    /// Demands of the child that the parent does not account for.
    pub added: Vec<Added>,
    /// Documents that applicable mandates cite and the child does not.
    pub dropped: Vec<DroppedCitation>,
    /// Headings under other words.
    pub headings: Vec<RenamedHeading>,
}

/// One mandate and what became of it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Index into [`Document::with_attachments`] of the parent.
    pub document: usize,
    /// Index into its mandates.
    pub mandate: usize,
    /// Verdict.
    pub verdict: Verdict,
    /// Mean coverage of its clauses, 0 to 1.
    pub coverage: f32,
    /// How sure the verdict is, 0 to 1.
    pub confidence: f32,
    /// Why it applies or not.
    pub applies: Applies,
    /// The addressee that decided it.
    pub addressee: Option<Span>,
    /// Its clauses.
    pub clauses: Vec<JudgedClause>,
    /// The child's words, or the place where they should stand.
    pub evidence: Vec<Evidence>,
    /// Lost stretches of the parent.
    pub lost: Vec<Span>,
    /// What changed.
    pub changes: Vec<Change>,
    /// The body of the parent that lost the task to another one.
    pub reassigned: Option<Span>,
}

/// One clause and what became of it.
#[derive(Debug, Clone)]
pub struct JudgedClause {
    /// Its words in the parent.
    pub span: Span,
    /// Verdict.
    pub verdict: Verdict,
    /// How far the child carries it, 0 to 1, held down where the place itself is in doubt.
    pub coverage: f32,
    /// Share of its weighted words that the places have together.
    pub(super) union: f32,
    /// How sure the verdict is.
    pub confidence: f32,
    /// Where.
    pub evidence: Vec<Evidence>,
    /// What the verdict was decided from; none for a cited document, which its number decides.
    pub signals: Option<Signals>,
}

/// What a stretch of the child shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EvidenceKind {
    /// Carries the verdict.
    Found,
    /// Shown, not believed.
    Weak,
    /// Where the words should stand.
    Expected,
}

/// A place in the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// What it shows.
    pub kind: EvidenceKind,
    /// Index into [`Document::with_attachments`] of the child.
    pub document: usize,
    /// Section there.
    pub section: Option<usize>,
    /// The words.
    pub span: Span,
}

/// Kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangeKind {
    /// A programme, project, movement or field under another name.
    Name,
    /// A body under another name.
    Unit,
    /// Lead became help, or advice took the place of action.
    Role,
    /// A lower target or a looser bound.
    Quantity,
    /// A later or vaguer deadline.
    Deadline,
    /// A rarer frequency.
    Frequency,
    /// A weaker word of duty, or a hedge.
    Modality,
    /// A heading under other words.
    Heading,
}

/// One change between the two sides.
#[derive(Debug, Clone)]
pub struct Change {
    /// Kind.
    pub kind: ChangeKind,
    /// The registered reorganisation behind it.
    pub registered: Option<&'static Reorganisation>,
    /// The parent's words.
    pub parent: Span,
    /// The child's words; none where it says nothing of the kind.
    pub child: Option<Span>,
}

/// A demand of the child without a source in the parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Index into [`Document::with_attachments`] of the child.
    pub document: usize,
    /// Index into its mandates.
    pub mandate: usize,
    /// It is about another subject than the plan: text left over from elsewhere.
    pub foreign: bool,
}

/// A cited document that the child does not cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DroppedCitation {
    /// Index into [`Document::with_attachments`] of the parent.
    pub document: usize,
    /// Index into its citations: the first occurrence in an applicable mandate.
    pub citation: usize,
}

/// A heading of the parent and its counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenamedHeading {
    /// The parent's words.
    pub parent: Span,
    /// The child's words.
    pub child: Span,
}

/// Counts over a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "one count for each verdict of the contract")]
pub struct Summary {
    pub mandates: usize,
    pub applicable: usize,
    pub kept: usize,
    pub reworded: usize,
    pub renamed: usize,
    pub partial: usize,
    pub weakened: usize,
    pub reassigned: usize,
    pub missing: usize,
    pub not_applicable: usize,
    /// Mean over applicable clauses; `None` when none applies.
    pub coverage: Option<f32>,
    /// Stretches of both texts that could not be read.
    pub unread: usize,
}

impl Judged {
    /// Something like a missing mandate stands in the child, too little to be believed.
    pub fn is_weak(&self) -> bool {
        let weak = self.clauses.iter().filter(|c| c.coverage >= super::verdict::WEAK_COVERAGE).count();
        weak * 2 > self.clauses.len()
    }
}

impl Comparison<'_> {
    /// The mandate that `judged` is about.
    pub fn mandate(&self, judged: &Judged) -> &Mandate {
        &self.parent.part(judged.document).mandates[judged.mandate]
    }

    /// The counts.
    pub fn summary(&self) -> Summary {
        let count = |verdict: Verdict| self.mandates.iter().filter(|m| m.verdict == verdict).count();
        let clauses: Vec<f32> = self
            .mandates
            .iter()
            .filter(|m| m.verdict != Verdict::NotApplicable)
            .flat_map(|m| m.clauses.iter().map(|c| c.coverage))
            .collect();
        let not_applicable = count(Verdict::NotApplicable);
        Summary {
            mandates: self.mandates.len(),
            applicable: self.mandates.len() - not_applicable,
            kept: count(Verdict::Kept),
            reworded: count(Verdict::Reworded),
            renamed: count(Verdict::Renamed),
            partial: count(Verdict::Partial),
            weakened: count(Verdict::Weakened),
            reassigned: count(Verdict::Reassigned),
            missing: count(Verdict::Missing),
            not_applicable,
            coverage: (!clauses.is_empty()).then(|| clauses.iter().sum::<f32>() / clauses.len() as f32),
            unread: self.parent.source.unread().len() + self.child.source.unread().len(),
        }
    }
}
