//! The scores as text.

use std::fmt::Write as _;

use super::matching::{ScoredClause, ScoredPair};
use super::score::{self, Difference};

const VERDICTS: [&str; 8] = ["kept", "reworded", "renamed", "partial", "weakened", "reassigned", "missing", "not_applicable"];

/// All tables; with `verbose` every clause that was judged wrong.
pub(super) fn render(pairs: &[ScoredPair], difference: &Difference, verbose: bool) -> String {
    let all: Vec<&ScoredClause> = pairs.iter().flat_map(|p| &p.clauses).collect();
    let mut out = String::new();
    confusion(&mut out, &all);
    verdicts(&mut out, &all);
    by_pair(&mut out, pairs);
    calibration(&mut out, &all);
    for (title, lines) in [("gains", &difference.gains), ("losses", &difference.losses)] {
        let _ = writeln!(out, "\n{title}: {}", lines.len());
        lines.iter().for_each(|line| {
            let _ = writeln!(out, "  {line}");
        });
    }
    if verbose {
        wrong(&mut out, pairs);
    }
    out
}

fn confusion(out: &mut String, all: &[&ScoredClause]) {
    let _ = write!(out, "{:15}", "label \\ verdict");
    VERDICTS.iter().chain(&["unseen"]).for_each(|v| {
        let _ = write!(out, "{v:>15}");
    });
    out.push('\n');
    for label in VERDICTS {
        let _ = write!(out, "{label:15}");
        for verdict in VERDICTS.iter().copied().map(Some).chain([None]) {
            let count = all.iter().filter(|c| c.label == label && c.verdict == verdict).count();
            let _ = write!(out, "{count:>15}");
        }
        out.push('\n');
    }
}

fn verdicts(out: &mut String, all: &[&ScoredClause]) {
    let _ = writeln!(out, "\n{:15}{:>10}{:>10}{:>10}", "verdict", "precision", "recall", "F1");
    for verdict in VERDICTS {
        let rates = score::of_verdict(all, verdict);
        let _ = writeln!(out, "{verdict:15}{:>10.3}{:>10.3}{:>10.3}", rates.precision, rates.recall, rates.f1);
    }
}

/// One line a pair. `left out`: F1 with the cut of coverage fitted on all other pairs.
fn by_pair(out: &mut String, pairs: &[ScoredPair]) {
    let _ = writeln!(
        out,
        "\n{:16}{:>8}{:>9}{:>9}{:>9}{:>9}{:>11}{:>9}{:>8}{:>10}",
        "pair", "demands", "F1 miss", "left out", "false m.", "AUC", "place", "F1 n/a", "unseen", "spurious"
    );
    let line = |out: &mut String, name: &str, clauses: &[&ScoredClause], left_out: Option<f64>, spurious: usize| {
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |v| format!("{v:.3}"));
        let has = |label: &str| clauses.iter().any(|c| c.label == label);
        let (right, of) = score::placed(clauses);
        let _ = writeln!(
            out,
            "{name:16}{:>8}{:>9}{:>9}{:>9.3}{:>9}{:>11}{:>9}{:>8}{spurious:>10}",
            clauses.len(),
            number(has("missing").then(|| score::of_verdict(clauses, "missing").f1)),
            number(left_out),
            score::false_missing(clauses),
            number(score::auc(clauses)),
            format!("{right}/{of}"),
            number(has("not_applicable").then(|| score::of_verdict(clauses, "not_applicable").f1)),
            clauses.iter().filter(|c| c.verdict.is_none()).count(),
        );
    };
    for (index, pair) in pairs.iter().enumerate() {
        let own: Vec<&ScoredClause> = pair.clauses.iter().collect();
        let others: Vec<&ScoredClause> = pairs.iter().enumerate().filter(|(i, _)| *i != index).flat_map(|(_, p)| &p.clauses).collect();
        let left_out = score::auc(&own).map(|_| score::f1_at(&own, score::best_cut(&others)));
        line(out, &pair.name, &own, left_out, pair.spurious.len());
    }
    let all: Vec<&ScoredClause> = pairs.iter().flat_map(|p| &p.clauses).collect();
    line(out, "all", &all, None, pairs.iter().map(|p| p.spurious.len()).sum());
}

/// How often the program is right at each tenth of confidence.
fn calibration(out: &mut String, all: &[&ScoredClause]) {
    let _ = writeln!(out, "\n{:12}{:>8}{:>8}{:>12}", "confidence", "clauses", "right", "mean conf.");
    for bin in 0..10 {
        let low = bin as f32 / 10.0;
        let inside: Vec<_> = all.iter().filter(|c| c.verdict.is_some() && ((c.confidence * 10.0) as usize).min(9) == bin).collect();
        if inside.is_empty() {
            continue;
        }
        let right = inside.iter().filter(|c| score::is_right(c)).count();
        let mean = inside.iter().map(|c| c.confidence).sum::<f32>() / inside.len() as f32;
        let _ = writeln!(
            out,
            "{:12}{:>8}{:>8.2}{mean:>12.2}",
            format!("{low:.1}-{:.1}", low + 0.1),
            inside.len(),
            right as f64 / inside.len() as f64
        );
    }
}

fn wrong(out: &mut String, pairs: &[ScoredPair]) {
    out.push('\n');
    for pair in pairs {
        for clause in pair.clauses.iter().filter(|c| c.verdict != Some(c.label.as_str())) {
            let mark = if score::is_right(clause) { ' ' } else { '!' };
            let place = match clause.placed {
                Some(false) => " (elsewhere)",
                _ => "",
            };
            let _ = writeln!(
                out,
                "{mark} {} {}: {} found {} {:.2} {:.2}{place}  {}",
                pair.name,
                clause.id,
                clause.label,
                clause.verdict.unwrap_or("unseen"),
                clause.coverage,
                clause.signals.map_or(0.0, |s| s[3]),
                clause.words
            );
        }
        for (words, verdict) in &pair.spurious {
            let _ = writeln!(out, "? {}: no demand, found {verdict}  {words}", pair.name);
        }
    }
}
