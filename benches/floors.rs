//! Every stage beside the floor below it, in one run: what the machine needs to copy the same bytes, to check
//! them, to search them once. Compare the ratios: absolute times drift with the machine.

#![expect(clippy::print_stdout, reason = "the table is the result")]

#[path = "beside/mod.rs"]
mod beside;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use bamsat_core::cascade::Facts;
use bamsat_core::compare::{Prepared, compare, compare_prepared};
use bamsat_core::document::{Document, parse, restore, store};
use bamsat_core::lexicon::lexicon;
use bamsat_core::message::Lang;
use bamsat_core::report::comparison_json::{Files, comparison_json};
use bamsat_core::rules;
use bamsat_core::source::{Source, fold, fold_name};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bytes of each side of the pair: a usual plan.
const PAIR: usize = 15_000;
/// What reading must reach, in MB/s on one core.
const READING: f64 = 25.0;
/// What comparing a pair of usual plans should take, in milliseconds.
const COMPARING: f64 = 0.5;

fn main() {
    let texts: Vec<String> =
        corpus().iter().map(|path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))).collect();
    let all = texts.concat();
    let bytes = all.len() as f64;
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    let names: Vec<String> = lexicon().units.all().iter().map(|unit| fold_name(unit.name)).collect();
    let units = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names).expect("a small table");
    let citation = regex::Regex::new(
        r"(?:Nghị định|Nghị quyết|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Kết luận|Hướng dẫn|Thông báo|Quy định|Chương trình)\s+số\s+[0-9]+",
    )
    .expect("a constant pattern");

    println!("{} texts, {:.2} MB\n", texts.len(), bytes / 1e6);
    println!("{:<44}{:>10}{:>14}", "floor", "MB/s", "");
    let copy = rate("copy of the bytes", bytes, None, || all.clone());
    rate("check that they are UTF-8", bytes, None, || std::str::from_utf8(all.as_bytes()).is_ok());
    let search =
        rate("one expression for citations", bytes, None, || texts.iter().map(|text| citation.find_iter(text).count()).sum::<usize>());
    let automaton = rate("aho-corasick over the names of bodies", bytes, None, || {
        folded.iter().map(|text| units.find_iter(text).count()).sum::<usize>()
    });

    println!("\n{:<44}{:>10}{:>14}", "stage", "MB/s", "of the floor");
    let sources: Vec<Source> = texts.iter().map(|text| Source::read(text)).collect();
    let documents: Vec<Document> = sources.iter().map(|source| parse(source.clone())).collect();
    rate("source", bytes, Some(("copy", copy)), || texts.iter().map(|text| Source::read(text).blocks().len()).sum::<usize>());
    let reading = rate("source and document", bytes, Some(("automaton", automaton)), || {
        texts.iter().map(|text| parse(Source::read(text)).mandates.len()).sum::<usize>()
    });
    rate("facts for the cascade", bytes, Some(("expression", search)), || {
        documents.iter().map(|document| Facts::of(document).mandates.len()).sum::<usize>()
    });
    rate("stored", bytes, Some(("copy", copy)), || documents.iter().map(|document| store(document).len()).sum::<usize>());
    let stored: Vec<Vec<u8>> = documents.iter().map(store).collect();
    rate("restored", bytes, Some(("copy", copy)), || stored.iter().filter_map(|bytes| restore(bytes)).count());
    rate("rules of form", bytes, Some(("expression", search)), || {
        documents.iter().map(|document| rules::lint(document).len()).sum::<usize>()
    });

    let (parent, child) = (beside::long("2-tinh", PAIR), beside::long("3-", PAIR));
    let (parent, child) = (parse(Source::read(&parent)), parse(Source::read(&child)));
    println!("\n{:<44}{:>10}{:>14}", "pair of 15 KB each", "ms", "of comparing");
    let comparing = took(|| compare(&parent, &child).mandates.len());
    let row = |name: &str, time: Duration| println!("{name:<44}{:>10.3}{:>14.2}", ms(time), ms(time) / ms(comparing));
    row("compared", comparing);
    let (above, below) = (Prepared::new(&parent), Prepared::new(&child));
    row("compared again", took(|| compare_prepared(&above, &below).mandates.len()));
    let comparison = compare(&parent, &child);
    let findings = rules::run(&comparison);
    row("rules", took(|| rules::run(&comparison).len()));
    let files = Files { parent: "cha.txt", child: "con.txt" };
    row(
        "report, JSON",
        took(|| serde_json::to_string(&comparison_json(&comparison, &findings, files, Lang::Vi)).map_or(0, |json| json.len())),
    );
    row("rapidfuzz: ratios of all clauses", took(|| beside::ratios(&parent, &child)));
    row("TF-IDF: cosines of all clauses", took(|| beside::cosines(&parent, &child)));

    println!("\npeak memory of this run: {}", peak().map_or("not known here".to_owned(), |kb| format!("{:.0} MB", kb / 1024.0)));
    let told = |met: bool| if met { "met" } else { "NOT MET" };
    println!("reading at {READING} MB/s or more: {reading:.1} ({})", told(reading >= READING));
    println!("comparing within {COMPARING} ms: {:.2} ({})", ms(comparing), told(ms(comparing) <= COMPARING));
}

/// Prints how fast something goes over the bytes, and its share of the floor below it.
fn rate<T>(name: &str, bytes: f64, floor: Option<(&str, f64)>, work: impl Fn() -> T) -> f64 {
    let rate = bytes / 1e6 / took(work).as_secs_f64();
    let share = floor.map_or(String::new(), |(of, floor)| format!("{:.3} {of}", rate / floor));
    println!("{name:<44}{rate:>10.1}    {share}");
    rate
}

/// The shortest of many runs: whatever else the machine does only adds to it.
fn took<T>(work: impl Fn() -> T) -> Duration {
    const LONG: Duration = Duration::from_millis(1_500);
    let begun = Instant::now();
    let mut best = Duration::MAX;
    while begun.elapsed() < LONG {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed());
    }
    best
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory that this process held, in kB, where the system tells.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}

/// Every text of the corpus.
fn corpus() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")).into_iter().flatten().flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten()).map(|entry| entry.path());
    let mut out: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|kind| kind == "txt" || kind == "md")).collect();
    out.sort();
    out
}
