//! The stages that are counted.

use std::hint::black_box;

use bamsat_core::cascade::{self, Facts};
use bamsat_core::compare::{Prepared, compare_prepared};
use bamsat_core::document::{Document, parse};
use bamsat_core::message::Lang;
use bamsat_core::report::comparison_json::{Files, comparison_json};
use bamsat_core::report::full::{Style, full};
use bamsat_core::rules;
use bamsat_core::source::{Lines, Source};

use crate::inputs;

/// A stage on one kind of input.
pub(crate) struct Stage {
    pub(crate) name: String,
    /// Runs it on so many times the usual size.
    pub(crate) run: Box<dyn Fn(usize) + Send + Sync>,
}

fn stage(name: impl Into<String>, run: impl Fn(usize) + Send + Sync + 'static) -> Stage {
    Stage { name: name.into(), run: Box::new(run) }
}

/// What is counted: the cost of one of three functions, which the counter knows by their names.
fn counted_stage<T>(times: usize, work: impl FnOnce() -> T) -> T {
    match times {
        1 => counted_once(work),
        2 => counted_twice(work),
        _ => counted_four_times(work),
    }
}

#[inline(never)]
fn counted_once<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn counted_twice<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn counted_four_times<T>(work: impl FnOnce() -> T) -> T {
    work()
}

fn document(text: &str) -> Document {
    parse(Source::read(text))
}

/// Whatever is worked out once for all texts is worked out before.
pub(crate) fn warm() {
    let (a, b) = (document(&inputs::small_plan(1)), document(&inputs::small_plan(2)));
    let prepared = (Prepared::new(&a), Prepared::new(&b));
    black_box(rules::run(&compare_prepared(&prepared.0, &prepared.1)));
}

/// All stages on a usual plan, and reading on whatever could make it slow.
pub(crate) fn all() -> Vec<Stage> {
    let mut out = vec![
        stage("source", |times| {
            let text = inputs::plan(times);
            black_box(counted_stage(times, || Source::read(&text)));
        }),
        stage("document", |times| {
            let source = Source::read(&inputs::plan(times));
            black_box(counted_stage(times, || parse(source)));
        }),
        stage("compare, a longer child", |times| compared(times, inputs::plan(1), inputs::other_plan(times))),
        stage("compare, a longer parent", |times| compared(times, inputs::plan(times), inputs::other_plan(1))),
        stage("rules", |times| {
            let (parent, child) = (document(&inputs::plan(1)), document(&inputs::other_plan(times)));
            let comparison = compare_prepared(&Prepared::new(&parent), &Prepared::new(&child));
            black_box(counted_stage(times, || rules::run(&comparison)));
        }),
        stage("rules of form", |times| {
            let draft = document(&inputs::plan(times));
            black_box(counted_stage(times, || rules::lint(&draft)));
        }),
        stage("report, full", |times| {
            reported(times, |comparison, findings| {
                black_box(full(comparison, findings, FILES, Lang::Vi, Style::Plain));
            })
        }),
        stage("report, json", |times| {
            reported(times, |comparison, findings| {
                let json = comparison_json(comparison, findings, FILES, Lang::Vi);
                black_box(serde_json::to_string(&json).expect("plain data"));
            })
        }),
        stage("cascade", |times| {
            let facts: Vec<Facts> = (0..40 * times).map(|at| Facts::of(&document(&inputs::small_plan(at)))).collect();
            black_box(counted_stage(times, || cascade::link(&facts)));
        }),
        stage("read, Word", |times| read(times, inputs::word_file(times))),
        stage("read, web page", |times| read(times, inputs::web_page(times).into_bytes())),
        stage("read, UTF-16", |times| {
            let text = inputs::plan(times);
            read(times, [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect());
        }),
    ];
    for (name, kind, text) in inputs::adversaries() {
        out.push(stage(format!("document, {name}"), move |times| {
            let text = text(times);
            black_box(counted_stage(times, || parse(Source::read_as(&text, kind))));
        }));
    }
    for (name, _, text) in inputs::adversaries().into_iter().step_by(7).filter(|(_, kind, _)| *kind == Lines::Wrapped) {
        out.push(stage(format!("places, {name}"), move |times| {
            let source = Source::read(&text(times));
            let offsets: Vec<usize> = source.text().char_indices().map(|(at, _)| at).step_by(50).collect();
            black_box(counted_stage(times, || offsets.iter().map(|at| source.place(*at)).max()));
        }));
    }
    out
}

const FILES: Files<'static> = Files { parent: "cha.txt", child: "con.txt" };

fn compared(times: usize, parent: String, child: String) {
    let (parent, child) = (document(&parent), document(&child));
    black_box(counted_stage(times, || compare_prepared(&Prepared::new(&parent), &Prepared::new(&child)).mandates.len()));
}

fn reported(times: usize, report: impl Fn(&bamsat_core::compare::Comparison<'_>, &[bamsat_core::finding::Finding])) {
    // Each demand is a finding: so many findings are told.
    let (parent, child) = (document(&inputs::plan(times)), document("KẾ HOẠCH\nI. NHIỆM VỤ\n- Trồng cây xanh ven đường."));
    let comparison = compare_prepared(&Prepared::new(&parent), &Prepared::new(&child));
    let findings = rules::run(&comparison);
    counted_stage(times, || report(&comparison, &findings));
}

fn read(times: usize, bytes: Vec<u8>) {
    let options = bamsat_read::Options::default();
    black_box(counted_stage(times, || bamsat_read::read(&bytes, &options)).expect("a file that can be read"));
}
