//! One group per stage and one end to end, with bytes as throughput.
//!
//! Absolute times drift with the machine: compare stages within one run.

#[path = "beside/mod.rs"]
mod beside;

use std::path::Path;

use bamsat_core::compare::{Prepared, compare, compare_prepared};
use bamsat_core::document::parse;
use bamsat_core::rules;
use bamsat_core::source::Source;
use beside::{cosines, long, ratios};
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
    let (parent, child) = (long("2-tinh", PEER_SIZE), long("3-", PEER_SIZE));
    let (parent, child) = (parse(Source::read(&parent)), parse(Source::read(&child)));
    let mut group = c.benchmark_group("peer");
    group.bench_function("rapidfuzz", |b| b.iter(|| ratios(&parent, &child)));
    group.bench_function("tf-idf", |b| b.iter(|| cosines(&parent, &child)));
    group.bench_function("compare", |b| b.iter(|| compare(&parent, &child)));
    group.finish();
}

criterion_group!(benches, stages, peer);
criterion_main!(benches);
