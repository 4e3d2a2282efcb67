//! Labels matched with the clauses of a comparison.

use bamsat_core::compare::{Comparison, EvidenceKind, JudgedClause, Signals, Verdict};
use bamsat_core::report::comparison_json::verdict_word;
use bamsat_core::source::{Source, fold_name};

use super::labels::{Label, LabelledPair};

/// A pair with what became of its labels.
pub(super) struct ScoredPair {
    pub(super) name: String,
    pub(super) decides: bool,
    pub(super) clauses: Vec<ScoredClause>,
    /// Clauses that readers take for no demand and the program does.
    pub(super) spurious: Vec<(String, &'static str)>,
}

/// A labelled clause.
pub(super) struct ScoredClause {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) label: String,
    /// The program's verdict; none when it sees no demand there.
    pub(super) verdict: Option<&'static str>,
    pub(super) coverage: f32,
    pub(super) confidence: f32,
    /// For covered clauses with a labelled place: the evidence stands there.
    pub(super) placed: Option<bool>,
    /// What the verdict was decided from.
    pub(super) signals: Option<[f32; Signals::COUNT]>,
}

struct Found<'a> {
    words: String,
    lines: (u32, u32),
    verdict: Verdict,
    clause: &'a JudgedClause,
}

/// Words of a label that must stand in a clause.
const WORDS: usize = 8;

pub(super) fn pair(pair: &LabelledPair, comparison: &Comparison<'_>) -> ScoredPair {
    let source = &comparison.parent.source;
    let mut found = Vec::new();
    for judged in &comparison.mandates {
        for clause in &judged.clauses {
            let verdict = if judged.verdict == Verdict::NotApplicable { Verdict::NotApplicable } else { clause.verdict };
            let (first, last) = source.places(clause.span);
            found.push(Found { words: words(source.slice(clause.span)), lines: (first.line, last.line), verdict, clause });
        }
    }
    let mut out = ScoredPair { name: pair.name.clone(), decides: pair.kind != "reference", clauses: Vec::new(), spurious: Vec::new() };
    let demands: Vec<&Label> = pair.labels.iter().filter(|l| l.label != "skip").collect();
    for label in &demands {
        let hit = find(label, &found);
        out.clauses.push(ScoredClause {
            id: label.id.clone(),
            words: label.words.clone(),
            label: label.label.clone(),
            verdict: hit.map(|f| verdict_word(f.verdict)),
            coverage: hit.map_or(0.0, |f| f.clause.coverage),
            confidence: hit.map_or(0.0, |f| f.clause.confidence),
            signals: hit.and_then(|f| f.clause.signals).map(|s| s.values()),
            placed: hit.and_then(|f| placed(label, f.clause, &comparison.child.source)),
        });
    }
    for label in pair.labels.iter().filter(|l| l.label == "skip") {
        let alone = |f: &&Found<'_>| !demands.iter().any(|d| find(d, &found).is_some_and(|hit| std::ptr::eq(hit.clause, f.clause)));
        if let Some(f) = find(label, &found).filter(alone)
            && f.words.starts_with(&first_words(&label.words, 4))
        {
            out.spurious.push((label.words.clone(), verdict_word(f.verdict)));
        }
    }
    out
}

fn find<'f, 'a>(label: &Label, found: &'f [Found<'a>]) -> Option<&'f Found<'a>> {
    let near = |f: &&Found<'_>| label.lines.is_none_or(|(from, to)| f.lines.0 <= to && from <= f.lines.1);
    let wanted = first_words(&label.words, WORDS);
    if wanted.is_empty() {
        return None;
    }
    let short = first_words(&label.words, 5);
    found
        .iter()
        .filter(near)
        .find(|f| f.words.starts_with(&wanted))
        .or_else(|| found.iter().filter(near).find(|f| f.words.contains(&wanted)))
        .or_else(|| found.iter().filter(near).find(|f| f.words.contains(&short) || wanted.contains(&f.words)))
}

fn first_words(text: &str, count: usize) -> String {
    words(text).split(' ').take(count).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> String {
    fold_name(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn placed(label: &Label, clause: &JudgedClause, child: &Source) -> Option<bool> {
    let covered = !matches!(label.label.as_str(), "missing" | "not_applicable");
    if !covered || (label.places.is_empty() && label.place_words.len() < 2) {
        return None;
    }
    let right = clause.evidence.iter().filter(|e| e.kind != EvidenceKind::Expected).any(|e| {
        let (first, last) = child.places(e.span);
        let in_lines = label.places.iter().any(|(from, to)| first.line <= *to && *from <= last.line);
        let place = first_words(&label.place_words, 9);
        let text = words(child.slice(e.span));
        in_lines || (label.places.is_empty() && (text.contains(&place) || place.contains(&first_words(&text, 9))))
    });
    Some(right)
}
