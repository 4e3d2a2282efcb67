//! Where in the child the words of a parent clause stand, and what that makes of the mandate.

use crate::document::{Document, Mandate, Reference};
use crate::source::Span;

use super::changes::{self, Carried, ClausePair};
use super::model::{Applies, Evidence, EvidenceKind, Judged, JudgedClause, Verdict};
use super::pieces::{Piece, pieces};
use super::score::{Index, Profile, Score, Weights};
use super::tokens::Vocabulary;
use super::verdict::{self, Belief, Signals};

/// Places shown for one clause at most.
const PLACES: usize = 3;

/// A place counts beside the best when it is at least this strong in proportion.
const BESIDE: f32 = 0.55;

/// Finds places in the child and judges mandates of the parent.
pub(super) struct Aligner<'a> {
    pub(super) parents: Vec<&'a Document>,
    pub(super) children: Vec<&'a Document>,
    pub(super) pieces: Vec<Piece>,
    index: Index,
    bare_index: Index,
    /// Profiles of the parent's clauses by document, mandate and clause; with and without marks.
    clauses: Vec<Vec<Vec<(Profile, Profile)>>>,
    /// For each piece, the strength of the demand that is strongest there.
    owners: Vec<f32>,
}

impl<'a> Aligner<'a> {
    pub(super) fn new(parent: &'a Document, child: &'a Document) -> Self {
        let (parents, children) = (parent.with_attachments(), child.with_attachments());
        let pieces = pieces(child);
        let mut vocabulary = Vocabulary::default();
        let parent_clauses: Vec<Vec<Vec<Vec<u32>>>> = parents
            .iter()
            .map(|d| d.mandates.iter().map(|m| m.clauses.iter().map(|c| vocabulary.syllables(&d.source, c.span)).collect()).collect())
            .collect();
        let child_clauses: Vec<Vec<u32>> = pieces.iter().map(|p| vocabulary.syllables(&child.source, p.span)).collect();
        let titles = [vocabulary.of_text(&parent.header.title), vocabulary.of_text(&child.header.title)];
        let bare = vocabulary.bare_forms();
        let strip = |syllables: &[u32]| -> Vec<u32> { syllables.iter().map(|id| bare[*id as usize]).collect() };

        let all = || parent_clauses.iter().flatten().flatten().chain(&child_clauses).map(Vec::as_slice);
        let weights = Weights::new(all(), [&titles[0], &titles[1]]);
        let stripped: Vec<Vec<u32>> = all().map(strip).collect();
        let bare_titles = [strip(&titles[0]), strip(&titles[1])];
        let bare_weights = Weights::new(stripped.iter().map(Vec::as_slice), [&bare_titles[0], &bare_titles[1]]);

        let child_profiles: Vec<Profile> = child_clauses.iter().map(|c| weights.profile(c)).collect();
        let bare_profiles: Vec<Profile> = child_clauses.iter().map(|c| bare_weights.profile(&strip(c))).collect();
        let clauses = parent_clauses
            .iter()
            .map(|d| d.iter().map(|m| m.iter().map(|c| (weights.profile(c), bare_weights.profile(&strip(c)))).collect()).collect())
            .collect();
        let owners = vec![0.0; pieces.len()];
        let mut aligner =
            Self { parents, children, pieces, index: Index::new(&child_profiles), bare_index: Index::new(&bare_profiles), clauses, owners };
        aligner.owners = aligner.owners();
        aligner
    }

    fn owners(&self) -> Vec<f32> {
        let mut owners = vec![0.0f32; self.pieces.len()];
        for clause in self.clauses.iter().flatten().flatten() {
            for (owner, score) in owners.iter_mut().zip(self.scores(clause)) {
                *owner = owner.max(verdict::strength(score));
            }
        }
        owners
    }

    /// The verdict on one mandate.
    pub(super) fn judge(&self, document: usize, mandate: usize, applies: Applies, addressee: Option<Span>) -> Judged {
        let found = &self.parents[document].mandates[mandate];
        let mut clauses: Vec<JudgedClause> = (0..found.clauses.len()).map(|clause| self.clause(document, mandate, clause)).collect();
        let (changes, reassigned) = match applies.binds() {
            true => changes::find(&self.carried(document, found, applies, &clauses)),
            false => (Vec::new(), None),
        };
        for clause in &mut clauses {
            verdict::apply_changes(clause, &changes, reassigned.is_some());
        }
        let (mut verdict, confidence) = verdict::mandate(&clauses, &changes);
        let mut evidence: Vec<Evidence> = Vec::new();
        for one in clauses.iter().flat_map(|c| &c.evidence) {
            if !evidence.iter().any(|e| e.span == one.span) {
                evidence.push(*one);
            }
        }
        if verdict == Verdict::Missing && evidence.iter().all(|e| e.kind != EvidenceKind::Found) {
            evidence.extend(self.expected(found));
        }
        let mut lost: Vec<Span> = Vec::new();
        for clause in &clauses {
            lost.extend(self.lost(document, clause));
        }
        if !applies.binds() {
            verdict = Verdict::NotApplicable;
            lost.clear();
            clauses.iter_mut().for_each(|c| c.verdict = Verdict::NotApplicable);
        }
        let coverage = if clauses.is_empty() { 0.0 } else { clauses.iter().map(|c| c.coverage).sum::<f32>() / clauses.len() as f32 };
        Judged { document, mandate, verdict, coverage, confidence, applies, addressee, clauses, evidence, lost, changes, reassigned }
    }

    fn clause(&self, document: usize, mandate: usize, clause: usize) -> JudgedClause {
        let parent = self.parents[document];
        let found = &parent.mandates[mandate].clauses[clause];
        if let Some(reference) = found.reference {
            return self.citation(found.span, &parent.references[reference], document, mandate, clause);
        }
        self.by_words(found.span, document, mandate, clause)
    }

    /// A cited document is there or not: its number decides, never the words around it.
    fn citation(&self, span: Span, wanted: &Reference, document: usize, mandate: usize, clause: usize) -> JudgedClause {
        let evidence: Vec<Evidence> = self.cited(wanted).into_iter().take(PLACES).collect();
        if !evidence.is_empty() {
            return JudgedClause { span, verdict: Verdict::Kept, coverage: 1.0, union: 1.0, confidence: 0.97, evidence };
        }
        let words = self.by_words(span, document, mandate, clause);
        let evidence = words.evidence.into_iter().take(1).map(|e| Evidence { kind: EvidenceKind::Weak, ..e }).collect();
        JudgedClause { span, verdict: Verdict::Missing, coverage: (words.coverage * 0.3).min(0.3), union: 0.0, confidence: 0.9, evidence }
    }

    /// The places where the child cites a document.
    fn cited(&self, wanted: &Reference) -> Vec<Evidence> {
        let mut out = Vec::new();
        for (document, child) in self.children.iter().enumerate() {
            for citation in &child.citations {
                if super::citation::same_document(wanted, &child.references[citation.reference]) {
                    let place = self
                        .pieces
                        .iter()
                        .find(|p| p.document == document && p.span.start <= citation.span.start && citation.span.start < p.span.end);
                    out.push(Evidence {
                        kind: EvidenceKind::Found,
                        document,
                        section: citation.section,
                        span: place.map_or(citation.span, |p| p.span),
                    });
                }
            }
        }
        out
    }

    /// Scores of a clause against every piece of the child; a form without marks wins where
    /// recognition slips hide the words.
    fn scores(&self, clause: &(Profile, Profile)) -> Vec<Score> {
        let with_marks = self.index.scores(&clause.0);
        let bare = self.bare_index.scores(&clause.1);
        with_marks
            .into_iter()
            .zip(bare)
            .map(|(marked, bare)| Score {
                similarity: marked.similarity.max(bare.similarity * 0.96),
                coverage: marked.coverage.max(bare.coverage * 0.96),
                reverse: marked.reverse.max(bare.reverse * 0.96),
            })
            .collect()
    }

    fn by_words(&self, span: Span, document: usize, mandate: usize, clause: usize) -> JudgedClause {
        let profile = &self.clauses[document][mandate][clause];
        let scores: Vec<Score> =
            self.scores(profile).into_iter().zip(&self.owners).map(|(score, owner)| verdict::contested(score, *owner)).collect();
        let mut ranked: Vec<usize> = (0..scores.len()).filter(|&i| self.pieces[i].body && !self.pieces[i].heading).collect();
        ranked.sort_by(|&a, &b| verdict::strength(scores[b]).total_cmp(&verdict::strength(scores[a])).then(a.cmp(&b)));
        let best = ranked.first().map_or(Score::default(), |&i| scores[i]);
        let top = verdict::strength(best);
        let places: Vec<usize> = ranked
            .into_iter()
            .take(PLACES)
            .filter(|&i| verdict::is_shown(scores[i]) && verdict::strength(scores[i]) >= top * BESIDE)
            .collect();
        let union = self.index.union_coverage(&profile.0, &places).max(self.bare_index.union_coverage(&profile.1, &places) * 0.96);
        let signals = Signals { best, union };
        let (verdict, confidence) = verdict::clause(signals);
        let kind = if verdict::belief(best) == Belief::Found { EvidenceKind::Found } else { EvidenceKind::Weak };
        let evidence = places
            .into_iter()
            .map(|i| {
                let piece = self.pieces[i];
                Evidence { kind, document: piece.document, section: piece.section, span: piece.span }
            })
            .collect();
        JudgedClause { span, verdict, coverage: verdict::coverage(signals), union: signals.union, confidence, evidence }
    }

    /// Strength of the parent's strongest demand at any of these pieces of the child.
    pub(super) fn best_parent(&self, pieces: &[usize]) -> f32 {
        pieces.iter().map(|&i| self.owners[i]).fold(0.0, f32::max)
    }

    /// Words of a clause that the child does not carry: all of a missing clause; of a partial
    /// one, the stretches between commas whose content is nowhere in the evidence.
    fn lost(&self, document: usize, clause: &JudgedClause) -> Vec<Span> {
        match clause.verdict {
            Verdict::Missing => vec![clause.span],
            Verdict::Partial => super::lost::parts(&self.parents[document].source, clause, &self.children[0].source),
            _ => Vec::new(),
        }
    }

    /// Where the words of a mandate should stand: the child's first section of the same role,
    /// else the end of the body.
    fn expected(&self, mandate: &Mandate) -> Option<Evidence> {
        for (index, child) in self.children.iter().enumerate() {
            let same_role = child.sections.iter().position(|s| s.role == mandate.role && s.heading.is_some());
            if let Some(section) = same_role {
                return Some(Evidence {
                    kind: EvidenceKind::Expected,
                    document: index,
                    section: Some(section),
                    span: child.sections[section].heading.unwrap_or(child.sections[section].span),
                });
            }
        }
        let child = self.children.last()?;
        let item = child.items.iter().rfind(|i| i.section.is_some()).or(child.items.last())?;
        Some(Evidence { kind: EvidenceKind::Expected, document: self.children.len() - 1, section: item.section, span: item.words })
    }

    /// The clauses that were found, each beside its best place.
    fn carried(&self, document: usize, mandate: &'a Mandate, applies: Applies, clauses: &[JudgedClause]) -> Carried<'a> {
        let pair = |clause: &JudgedClause| {
            let found = clause.evidence.iter().find(|e| e.kind == EvidenceKind::Found)?;
            let part = self.children[found.document];
            let counterpart = part.mandates.iter().find(|m| m.span.contains(found.span.start));
            Some(ClausePair { clause: clause.span, place: found.span, part, counterpart, coverage: clause.union })
        };
        let pairs = clauses.iter().filter_map(pair).collect();
        Carried { parent: self.parents[document], mandate, applies, child: self.children[0], pairs }
    }
}
