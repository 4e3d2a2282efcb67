//! The shipped cascades: verdicts against their labels, and what must hold for any pair.
#![expect(clippy::print_stdout, reason = "the scores are for the reader of the run")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use bamsat_core::compare::{Verdict, compare};
use bamsat_core::document::{Document, parse};
use bamsat_core::report::comparison_json::verdict_word;
use bamsat_core::rules::{self, RULES};
use bamsat_core::source::{Source, Span};

/// Labels that the program has no verdict of its own for yet stand for the nearest that it has.
fn nearest(label: &str) -> &[&'static str] {
    match label {
        "kept" => &["kept"],
        "reworded" => &["reworded", "kept"],
        "renamed" => &["renamed"],
        "partial" => &["partial"],
        "missing" => &["missing"],
        "not_applicable" => &["not_applicable"],
        "weakened" => &["weakened"],
        "reassigned" => &["reassigned"],
        _ => &[],
    }
}

/// Right verdicts for each label may only grow: (label, right, of).
const RATCHET: [(&str, usize); 8] = [
    ("kept", 62),
    ("reworded", 0),
    ("renamed", 8),
    ("partial", 23),
    ("missing", 11),
    ("not_applicable", 63),
    ("weakened", 19),
    ("reassigned", 6),
];

#[test]
fn verdicts_agree_with_the_labels() {
    let mut right: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut losses = String::new();
    for folder in support::corpus_folders() {
        let labels = support::read(&folder.join("gold.tsv"));
        let mut documents: BTreeMap<String, Document> = BTreeMap::new();
        for row in labels.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            for name in &cells[..2] {
                documents.entry((*name).to_owned()).or_insert_with(|| support::document(&folder.join(name)));
            }
        }
        for row in labels.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let comparison = compare(&documents[cells[0]], &documents[cells[1]]);
            let same = |id: &str, text: &str| {
                id == cells[2] && support::fold(text).starts_with(&support::fold(cells[3]).chars().take(16).collect::<String>())
            };
            let judged =
                comparison.mandates.iter().find(|m| same(&comparison.mandate(m).id, comparison.parent.text(comparison.mandate(m).span)));
            let judged = judged.unwrap_or_else(|| panic!("{}: no mandate {} “{}”", folder.display(), cells[2], cells[3]));
            let found = verdict_word(judged.verdict);
            let entry = right.entry(cells[4].to_owned()).or_default();
            entry.1 += 1;
            if nearest(cells[4]).contains(&found) {
                entry.0 += 1;
            } else {
                losses.push_str(&format!(
                    "{} {} {}: {} found {found}\n",
                    folder.file_name().and_then(|n| n.to_str()).unwrap_or(""),
                    cells[0],
                    cells[2],
                    cells[4]
                ));
            }
        }
    }
    println!("{losses}");
    for (label, least) in RATCHET {
        let (count, of) = right.get(label).copied().unwrap_or_default();
        println!("{label}: {count} of {of}");
        assert!(count >= least, "{label}: {count} of {of} right, {least} before\n{losses}");
    }
}

/// Bytes from which a text is left out of the slow test.
const LARGE: usize = 40_000;

/// A plan held against itself loses nothing.
fn compare_with_itself(path: &Path) {
    let document = support::document(path);
    let comparison = compare(&document, &document);
    let findings: Vec<String> = rules::run(&comparison)
        .into_iter()
        .filter(|f| f.code != "foreign-text" && RULES.iter().any(|rule| rule.code == f.code && rule.compares()))
        .map(|f| format!("{} {}", f.code, f.key))
        .collect();
    assert!(findings.is_empty(), "{}: {findings:#?}", path.display());
    for judged in &comparison.mandates {
        assert!(
            matches!(judged.verdict, Verdict::Kept | Verdict::NotApplicable),
            "{}: {} is {:?}",
            path.display(),
            comparison.mandate(judged).id,
            judged.verdict
        );
    }
}

#[test]
fn a_plan_loses_nothing_against_itself() {
    for path in support::corpus_texts() {
        compare_with_itself(&path);
    }
    for path in support::shared_texts("a_plan_loses_nothing_against_itself") {
        compare_with_itself(&path);
    }
}

/// Deleting the lines of one applicable mandate makes exactly that one missing. Mandates with a
/// near-duplicate elsewhere are left out and counted.
fn delete_one(path: &Path, told: &mut (usize, usize, usize)) {
    let text = support::read(path);
    let parent = parse(Source::read(&text));
    let whole = compare(&parent, &parent);
    let candidates: Vec<usize> = (0..whole.mandates.len())
        .filter(|&i| whole.mandates[i].verdict == Verdict::Kept && whole.mandate(&whole.mandates[i]).clauses.len() == 1)
        .collect();
    for &index in candidates.iter().step_by((candidates.len() / 4).max(1)) {
        let mandate = whole.mandate(&whole.mandates[index]);
        let duplicated = whole.mandates[index].clauses.iter().any(|c| c.evidence.len() > 1);
        let part = &whole.parent.with_attachments()[whole.mandates[index].document].source;
        if duplicated || mandate.span.len() < 60 {
            told.1 += 1;
            continue;
        }
        let range = part.original_range(Span::new(mandate.span.start, mandate.span.end));
        let Some(rest) = text.get(range.end..) else { continue };
        let from = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let to = rest.find('\n').map_or(text.len(), |at| range.end + at + 1);
        let cut = format!("{}{}", &text[..from], &text[to..]);
        let child = parse(Source::read(&cut));
        let comparison = compare(&parent, &child);
        let missing: Vec<&str> =
            comparison.mandates.iter().filter(|m| m.verdict == Verdict::Missing).map(|m| comparison.mandate(m).id.as_str()).collect();
        told.0 += 1;
        if missing != [mandate.id.as_str()] {
            told.2 += 1;
            println!("{}: deleted {}, missing {missing:?}", path.display(), mandate.id);
        }
    }
}

#[test]
fn deleting_one_mandate_makes_one_missing() {
    // (tried, left out for a near-duplicate, wrong)
    let mut told = (0, 0, 0);
    for path in support::corpus_texts() {
        delete_one(&path, &mut told);
    }
    // The largest texts take minutes and show nothing that the others do not.
    for path in support::shared_texts("deleting_one_mandate_makes_one_missing") {
        if support::read(&path).len() < LARGE {
            delete_one(&path, &mut told);
        }
    }
    println!("{} tried, {} left out for a near-duplicate, {} wrong", told.0, told.1, told.2);
    assert!(told.0 >= 20, "too few were tried");
    assert!(told.2 * 100 <= told.0 * 5, "{} of {} wrong", told.2, told.0);
}
