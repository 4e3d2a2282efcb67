//! Where in the child the words of a parent clause stand, and what that makes of the mandate.

use std::cmp::Reverse;
use std::rc::Rc;

use crate::document::{Document, Mandate, Reference};
use crate::lexicon::lexicon;
use crate::source::Span;

use super::changes::{self, Carried, ClausePair};
use super::lost::{Numbers, Strictness, Texts};
use super::model::{Applies, Evidence, EvidenceKind, Judged, JudgedClause, Verdict};
use super::part::Part;
use super::pieces::Piece;
use super::prepared::{Demands, Places, Prepared};
use super::reading::READINGS;
use super::score::{Score, Scores, Share, View};
use super::spelling::Spelt;
use super::verdict::{self, Belief, Copied, Signals};

/// Places shown for one clause at most.
const PLACES: usize = 3;

/// A place counts beside the best when it is at least this strong in proportion.
const BESIDE: f32 = 0.55;

/// Steps of strength that are told apart when places are ranked.
const STEPS: f32 = 500.0;

/// Trust in the words as written, in what only shows without marks, and with synonyms as one.
const TRUST: [f32; READINGS] = [1.0, 0.96, 0.85];

// A demand that stands in synonyms only does not stand word for word.
const _: () = assert!(TRUST[2] < Copied::WORD_FOR_WORD);

/// Finds places in the child and judges mandates of the parent.
pub(super) struct Aligner<'a> {
    pub(super) parents: &'a [Part<'a>],
    pub(super) children: &'a [Part<'a>],
    pub(super) places: &'a Places,
    demands: &'a Demands,
    /// The words as written, without marks, and with synonyms as one.
    views: [View<'a>; READINGS],
    /// The words of the parent in the child.
    numbers: Numbers,
    /// The words of the child.
    spelt: &'a Spelt<'a>,
    /// For each piece, the strength of the demand that is strongest there.
    owners: Vec<f32>,
    /// Clauses that stand word for word, and all of them: by document and mandate.
    verbatim: Vec<Vec<(usize, usize)>>,
    /// The same over all mandates.
    verbatim_in_all: (usize, usize),
    /// How each clause of the parent stands in the child; asked by the first of the same words.
    standings: Vec<Standing>,
}

/// How a clause of the parent stands in the child.
struct Standing {
    /// Its strength where it is strongest.
    best: f32,
    /// The places that may be shown; none where there are too many to keep.
    shown: Option<Vec<Shown>>,
}

/// A piece of the child and how a clause of the parent stands there.
struct Shown {
    piece: usize,
    score: Score,
    strength: f32,
}

/// Places that are kept at most; beyond that they are worked out again.
const KEPT_SCORES: usize = 3_000_000;

impl<'a> Aligner<'a> {
    pub(super) fn new(parent: &'a Prepared<'a>, child: &'a Prepared<'a>) -> Self {
        let (demands, places) = (parent.demands(), child.places());
        let same = child.spelt.same_in(&parent.spelt);
        let [spelt, bare] = demands.grams.links(&places.grams, &same).map(Rc::new);
        let (above, below) = (demands.grams.readings.each_ref(), places.grams.readings.each_ref());
        let links = [&spelt, &bare, &spelt];
        let views = std::array::from_fn(|at| View::new(TRUST[at], above[at], below[at], links[at].clone()));
        let mut aligner = Self {
            parents: &parent.parts,
            children: &child.parts,
            places,
            demands,
            views,
            numbers: places.held.of(&parent.spelt, &same),
            spelt: &child.spelt,
            owners: vec![0.0; places.pieces.len()],
            verbatim: Vec::new(),
            verbatim_in_all: (0, 0),
            standings: Vec::new(),
        };
        aligner.read_owners();
        aligner
    }

    fn read_owners(&mut self) {
        let (mut room, mut scores) = (KEPT_SCORES, Scores::default());
        for part in self.parents {
            let mut verbatim = vec![(0, 0); part.mandates.len()];
            for (mandate, counts) in part.mandates.iter().zip(&mut verbatim) {
                for _ in &mandate.clauses {
                    let standing = self.standing(self.standings.len(), &mut room, &mut scores);
                    *counts = (counts.0 + usize::from(standing.best >= Copied::WORD_FOR_WORD), counts.1 + 1);
                    self.standings.push(standing);
                }
            }
            self.verbatim.push(verbatim);
        }
        self.verbatim_in_all = self.verbatim.iter().flatten().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    }

    /// How a clause stands; `room` is left for places to keep, and `scores` is room to work in.
    fn standing(&mut self, clause: usize, room: &mut usize, scores: &mut Scores) -> Standing {
        // What repeats another clause stands as that one does.
        if let Some(first) = self.standings.get(self.demands.first_like(clause)) {
            return Standing { best: first.best, shown: None };
        }
        scores.of(&self.views, clause, self.places.pieces.len());
        let mut best = 0.0f32;
        for (strength, owner) in scores.strengths().iter().zip(&mut self.owners) {
            best = best.max(*strength);
            *owner = owner.max(*strength);
        }
        let shown = self.shown(scores);
        let left = room.checked_sub(shown.len());
        *room = left.unwrap_or(*room);
        Standing { best, shown: left.map(|_| shown) }
    }

    /// The places that may be shown for a clause.
    fn shown(&self, scores: &Scores) -> Vec<Shown> {
        let all = scores.strengths().iter().zip(&self.places.pieces).enumerate();
        let shown = all.filter(|(_, (strength, piece))| verdict::is_shown(**strength) && piece.body && !piece.heading);
        shown.map(|(piece, (strength, _))| Shown { piece, score: scores.at(piece), strength: *strength }).collect()
    }

    /// How far the child was copied, as all other demands show.
    fn copied(&self, document: usize, mandate: usize) -> Copied {
        let own = self.verbatim[document][mandate];
        let (verbatim, all) = self.verbatim_in_all;
        Copied((verbatim - own.0) as f32 / (all - own.1).max(1) as f32)
    }

    /// The verdict on one mandate.
    pub(super) fn judge(&self, document: usize, mandate: usize, (applies, addressee): (Applies, Option<Span>)) -> Judged {
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
            match evidence.iter_mut().find(|e| e.span == one.span) {
                // A place that carries one clause is found, though it only resembles another.
                Some(known) if one.kind == EvidenceKind::Found => known.kind = EvidenceKind::Found,
                Some(_) => {}
                None => evidence.push(*one),
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
        let parent = &self.parents[document];
        let found = &parent.mandates[mandate].clauses[clause];
        if let Some(reference) = found.reference {
            return self.citation(found.span, &parent.references[reference], document, mandate, clause);
        }
        let mut judged = self.by_words(found.span, document, mandate, clause);
        // Every stretch of it is there in some words: the demand stands, said otherwise.
        if judged.verdict == Verdict::Partial
            && judged.union >= verdict::RETOLD
            && self.lost_parts(document, &judged, Strictness::Half).is_empty()
        {
            judged.verdict = Verdict::Reworded;
        } else if matches!(judged.verdict, Verdict::Kept | Verdict::Reworded) {
            // A limit that reads otherwise is a change, not a loss.
            let limits = &parent.mandates[mandate].constraints;
            let is_limit = |part: &Span| limits.iter().any(|l| l.span.start < part.end && part.start < l.span.end);
            let own = |part: &Span| !is_limit(part) && !self.is_traded(document, &judged, *part);
            if self.lost_parts(document, &judged, Strictness::None).iter().any(own) {
                judged.verdict = Verdict::Partial;
            }
        }
        judged
    }

    /// A term whose place another of its kind took is renamed, not lost.
    fn is_traded(&self, document: usize, clause: &JudgedClause, part: Span) -> bool {
        let terms = &lexicon().formulas.terms;
        let source = &self.parents[document].source;
        let Some(kind) = terms.get(source.folded_slice(part)) else { return false };
        let asked = source.folded_slice(clause.span);
        clause.evidence.iter().any(|e| {
            let said = self.children[0].source.folded_slice(e.span);
            terms.find(said).any(|(at, other)| other == kind && !asked.contains(&said[at.start..at.end]))
        })
    }

    /// A cited document is there or not: its number decides, never the words around it.
    fn citation(&self, span: Span, wanted: &Reference, document: usize, mandate: usize, clause: usize) -> JudgedClause {
        let evidence = self.cited(wanted);
        if !evidence.is_empty() {
            return JudgedClause { span, verdict: Verdict::Kept, coverage: 1.0, union: 1.0, confidence: 0.97, evidence, signals: None };
        }
        let words = self.by_words(span, document, mandate, clause);
        let evidence = words.evidence.into_iter().take(1).map(|e| Evidence { kind: EvidenceKind::Weak, ..e }).collect();
        JudgedClause {
            span,
            verdict: Verdict::Missing,
            coverage: (words.coverage * 0.3).min(0.3),
            union: 0.0,
            confidence: 0.9,
            evidence,
            signals: None,
        }
    }

    /// The places where the child cites a document.
    fn cited(&self, wanted: &Reference) -> Vec<Evidence> {
        let hits = self.places.citations.get(&super::citation::key(wanted)).map_or(&[][..], Vec::as_slice);
        let mut out = Vec::new();
        for &(document, index) in hits {
            let child = &self.children[document];
            let citation = &child.citations[index];
            if out.len() < PLACES && super::citation::agrees(wanted, &child.references[citation.reference]) {
                let holds = |p: &&Piece| p.document == document && p.span.start <= citation.span.start && citation.span.start < p.span.end;
                let span = self.places.pieces.iter().find(holds).map_or(citation.span, |p| p.span);
                out.push(Evidence { kind: EvidenceKind::Found, document, section: citation.section, span });
            }
        }
        out
    }

    /// How far apart a clause and a piece stand, each measured by the length of its own text.
    fn distance(&self, document: usize, clause: Span, piece: usize) -> f32 {
        let height = |at: usize, text: &str| at as f32 / text.len().max(1) as f32;
        let (parent, child) = (&self.parents[document].source, &self.children[0].source);
        (height(clause.start, parent.text()) - height(self.places.pieces[piece].span.start, child.text())).abs()
    }

    fn by_words(&self, span: Span, document: usize, mandate: usize, clause: usize) -> JudgedClause {
        let clause = self.demands.clause(document, mandate, clause);
        let copied = self.copied(document, mandate);
        let like = self.demands.first_like(clause);
        let fresh;
        let shown = match &self.standings[like].shown {
            Some(kept) => kept,
            None => {
                let mut scores = Scores::default();
                scores.of(&self.views, like, self.places.pieces.len());
                fresh = self.shown(&scores);
                &fresh
            }
        };
        // Of places that are as good as each other, the one at the same height of the text.
        let mut ranked: Vec<(Reverse<u32>, f32, &Shown)> = Vec::with_capacity(PLACES + 1);
        // A place that carries another demand nearly word for word is no evidence for this one.
        for shown in shown.iter().filter(|shown| !copied.is_taken(shown.strength, self.owners[shown.piece])) {
            let step = Reverse((shown.strength * STEPS).round() as u32);
            if ranked.get(PLACES - 1).is_some_and(|last| last.0 < step) {
                continue;
            }
            let away = self.distance(document, span, shown.piece);
            let before = |known: &(Reverse<u32>, f32, &Shown)| known.0.cmp(&step).then(known.1.total_cmp(&away)).is_le();
            ranked.insert(ranked.partition_point(before), (step, away, shown));
            ranked.truncate(PLACES);
        }
        let (best, top) = ranked.first().map_or_else(Default::default, |(.., shown)| (shown.score, shown.strength));
        ranked.retain(|(.., shown)| shown.strength >= top * BESIDE);
        let places: Vec<usize> = ranked.iter().map(|(.., shown)| shown.piece).collect();
        let [exact, others @ ..] = &self.views;
        let mut share = exact.share(clause, &places, &self.demands.rare);
        for view in others {
            if !view.is_passed(&share) {
                let other = view.share(clause, &places, &[]);
                share = Share { union: share.union.max(other.union), head: share.head.max(other.head), ..share };
            }
        }
        let Share { union, head, of_kind: rare } = share;
        let signals = Signals { best, union, head, rare, length: exact.length(clause) };
        let (verdict, confidence) = verdict::clause(&signals, copied);
        let kind = if verdict::belief(&signals, copied) == Belief::Found { EvidenceKind::Found } else { EvidenceKind::Weak };
        let evidence = places
            .into_iter()
            .map(|i| {
                let piece = self.places.pieces[i];
                Evidence { kind, document: piece.document, section: piece.section, span: piece.span }
            })
            .collect();
        JudgedClause {
            span,
            verdict,
            coverage: verdict::coverage(&signals, copied),
            union: signals.union,
            confidence,
            evidence,
            signals: Some(signals),
        }
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
            Verdict::Partial => {
                let source = &self.parents[document].source;
                let mut parts = self.lost_parts(document, clause, Strictness::Half);
                let telling = |part: &Span| super::lost::says_something(source.folded_slice(*part));
                if parts.iter().any(telling) {
                    parts.retain(telling);
                }
                if parts.is_empty() { vec![clause.span] } else { parts }
            }
            _ => Vec::new(),
        }
    }

    fn lost_parts(&self, document: usize, clause: &JudgedClause, strictness: Strictness) -> Vec<Span> {
        let (parent, child) = (&self.parents[document].source, &self.children[0].source);
        super::lost::parts(
            Texts { parent, child, spelt: self.spelt, places: &self.places.held, numbers: &self.numbers },
            clause,
            strictness,
        )
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
            let part = &self.children[found.document];
            let counterpart = holder(part.document, found.span.start);
            Some(ClausePair { clause: clause.span, place: found.span, part, counterpart, coverage: clause.union })
        };
        let pairs = clauses.iter().filter_map(pair).collect();
        let places = clauses.iter().flat_map(|c| &c.evidence).filter(|e| e.kind == EvidenceKind::Found);
        let holders = places
            .filter_map(|e| {
                let part = &self.children[e.document];
                Some((part, holder(part.document, e.span.start)?))
            })
            .collect();
        Carried { parent: &self.parents[document], mandate, applies, child: &self.children[0], pairs, holders }
    }
}

/// The demand that holds a place; demands stand in the order of the text.
fn holder(part: &Document, at: usize) -> Option<&Mandate> {
    let after = part.mandates.partition_point(|m| m.span.start <= at);
    part.mandates[..after].last().filter(|m| m.span.contains(at))
}
