//! Labelled pairs of real documents: what was told apart right stays right.
#![expect(clippy::print_stdout, reason = "the scores are for the reader of the run")]

mod support;

use std::process::Command;

#[test]
fn labelled_pairs_are_told_apart_as_before() {
    let Some(shared) = support::shared("labelled_pairs_are_told_apart_as_before") else { return };
    let gold = support::root().join("tests/gold");
    let run = Command::new(env!("CARGO_BIN_EXE_bamsat"))
        .arg("eval")
        .arg(&gold)
        .arg("--texts")
        .arg(&shared)
        .arg("--against")
        .arg(gold.join("scores.tsv"))
        .output()
        .unwrap_or_else(|error| panic!("bamsat eval: {error}"));
    let text = String::from_utf8_lossy(&run.stdout);
    println!("{text}");
    assert!(run.status.success(), "more was lost than gained\n{text}{}", String::from_utf8_lossy(&run.stderr));
}

/// Every labelled file is well formed, whether the texts are there or not: lines in order, labels
/// of the closed set.
#[test]
fn labels_are_well_formed() {
    const LABELS: [&str; 9] = ["kept", "reworded", "renamed", "partial", "weakened", "reassigned", "missing", "not_applicable", "skip"];
    let mut demands = 0;
    for path in support::entries(&support::root().join("tests/gold")) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        if name == "pairs.tsv" || name == "scores.tsv" {
            continue;
        }
        for (number, row) in support::read(&path).lines().enumerate().filter(|(_, row)| !row.starts_with('#')).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 7, "{name}:{}: cells", number + 1);
            assert!(LABELS.contains(&cells[3]), "{name}:{}: no label “{}”", number + 1, cells[3]);
            assert!(cells[2].split(' ').count() <= 8, "{name}:{}: the first words only", number + 1);
            assert!(cells[4].is_empty() || cells[6].starts_with("decided: "), "{name}:{}: two readings and no reason", number + 1);
            demands += usize::from(cells[3] != "skip");
        }
    }
    assert!(demands >= 250, "{demands} labelled demands");
}
