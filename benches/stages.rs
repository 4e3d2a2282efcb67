//! One group per stage and one end to end, with bytes as throughput.
//!
//! Absolute times drift with the machine: compare stages within one run.

use std::path::Path;

use bamsat_core::compare::compare;
use bamsat_core::document::parse;
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
    let comparison = compare(&parsed_parent, &parsed_child);
    group.bench_function("rules", |b| b.iter(|| rules::run(&comparison)));
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

criterion_group!(benches, stages);
criterion_main!(benches);
