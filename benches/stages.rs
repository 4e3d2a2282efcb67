//! One group per stage and one end to end, with bytes as throughput.
//!
//! Absolute times drift with the machine: compare stages within one run.

use std::collections::HashMap;
use std::path::Path;

use bamsat_core::compare::{Prepared, compare, compare_prepared};
use bamsat_core::document::{Document, parse};
use bamsat_core::rules;
use bamsat_core::source::Source;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn stages(c: &mut Criterion) {
    let (parent, child) = (text("pccc/2-tinh.md"), text("pccc/3-xa.txt"));
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(child.len() as u64));
    group.bench_function("source", |b| b.iter(|| Source::read(&child)));
    let source = Source::read(&child);
    group.bench_function("document", |b| b.iter(|| parse(source.clone())));
    let (parsed_parent, parsed_child) = (parse(Source::read(&parent)), parse(Source::read(&child)));
    group.bench_function("compare", |b| b.iter(|| compare(&parsed_parent, &parsed_child)));
    let (above, below) = (Prepared::new(&parsed_parent), Prepared::new(&parsed_child));
    group.bench_function("compare_prepared", |b| b.iter(|| compare_prepared(&above, &below)));
    let comparison = compare(&parsed_parent, &parsed_child);
    group.bench_function("rules", |b| b.iter(|| rules::run(&comparison)));
    group.bench_function("rules_of_comparison", |b| b.iter(|| rules::of_comparison(&comparison)));
    group.finish();

    let mut group = c.benchmark_group("end_to_end");
    group.throughput(Throughput::Bytes((parent.len() + child.len()) as u64));
    group.bench_function("check", |b| {
        b.iter(|| {
            let (parent, child) = (parse(Source::read(&parent)), parse(Source::read(&child)));
            rules::run(&compare(&parent, &child)).len()
        });
    });
    group.finish();
}

/// Bytes of each side of the pair that is held beside the peer.
const PEER_SIZE: usize = 60_000;

/// The same pair for the comparison and for what a plain tool does: TF-IDF over syllable
/// 1-3-grams, and the cosine of every clause with every other.
fn peer(c: &mut Criterion) {
    let (parent, child) = (long("2-tinh"), long("3-"));
    let (parent, child) = (parse(Source::read(&parent)), parse(Source::read(&child)));
    let mut group = c.benchmark_group("peer");
    group.bench_function("tf-idf", |b| b.iter(|| cosines(&parent, &child)));
    group.bench_function("compare", |b| b.iter(|| compare(&parent, &child)));
    group.finish();
}

/// The texts of the corpus whose names begin with `prefix`, one behind the other, over and over
/// with other numbers, to the size of a long plan.
fn long(prefix: &str) -> String {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> = std::fs::read_dir(&corpus)
        .into_iter()
        .flatten()
        .flatten()
        .flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with(prefix)))
        .collect();
    paths.sort();
    let mut out = String::new();
    while out.len() < PEER_SIZE {
        for path in &paths {
            let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            // Letterhead and signature only once: the rest is body.
            let body: Vec<&str> = text.lines().filter(|line| out.is_empty() || line.len() > 40).collect();
            out.push_str(&body.join("\n"));
            out.push('\n');
        }
    }
    let mut end = PEER_SIZE;
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

fn clauses(document: &Document) -> Vec<Vec<String>> {
    let text = |span| document.text(span).to_lowercase();
    let syllables = |text: String| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    document.mandates.iter().flat_map(|m| &m.clauses).map(|clause| syllables(text(clause.span))).collect()
}

fn cosines(parent: &Document, child: &Document) -> f64 {
    let (ours, theirs) = (clauses(parent), clauses(child));
    let grams = |words: &Vec<String>| -> Vec<String> { (1..=3).flat_map(|n| words.windows(n).map(|w| w.join(" "))).collect() };
    let all: Vec<Vec<String>> = ours.iter().chain(&theirs).map(grams).collect();
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for clause in &all {
        let mut seen: Vec<&str> = clause.iter().map(String::as_str).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().for_each(|gram| *frequency.entry(gram).or_insert(0) += 1);
    }
    let vector = |clause: &'_ Vec<String>| -> HashMap<String, f64> {
        let mut out: HashMap<String, f64> = HashMap::new();
        for gram in clause {
            let idf = (all.len() as f64 / frequency[gram.as_str()] as f64).ln() + 1.0;
            *out.entry(gram.clone()).or_insert(0.0) += idf;
        }
        let norm = out.values().map(|w| w * w).sum::<f64>().sqrt();
        out.values_mut().for_each(|w| *w /= norm);
        out
    };
    let vectors: Vec<HashMap<String, f64>> = all.iter().map(vector).collect();
    let (left, right) = vectors.split_at(ours.len());
    let cosine = |a: &HashMap<String, f64>, b: &HashMap<String, f64>| a.iter().filter_map(|(gram, w)| Some(w * b.get(gram)?)).sum::<f64>();
    left.iter().map(|a| right.iter().map(|b| cosine(a, b)).fold(0.0, f64::max)).sum()
}

criterion_group!(benches, stages, peer);
criterion_main!(benches);
