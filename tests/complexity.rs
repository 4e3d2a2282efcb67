//! Every stage costs in proportion to what it is given: instructions, counted by callgrind, for an input, one
//! twice as large and one four times as large.
//!
//! This program runs itself under the counter, one stage and one size at a time; only the stage is counted.

#![expect(clippy::print_stderr, reason = "the counts are of interest where a step is too large")]

#[path = "complexity/inputs.rs"]
mod inputs;
#[path = "complexity/stages.rs"]
mod stages;
mod support;

use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How much more twice as much may cost. A stage that sorts costs little more than twice.
const MOST: f64 = 2.3;

/// Names the stage that this process is to run, and the size.
const STAGE: &str = "BAMSAT_COUNTED_STAGE";

#[test]
fn twice_as_much_costs_twice_as_much() {
    if let Ok(stage) = std::env::var(STAGE) {
        run(&stage);
        return;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        support::skipped("twice_as_much_costs_twice_as_much", "valgrind is not installed");
        return;
    }
    let all = stages::all();
    let (next, slow) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(stage) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let [once, twice, four_times] = counts(&stage.name);
                    let steps = [twice / once, four_times / twice];
                    eprintln!("{:<34} {once:>12} {:>6.2} {:>6.2}", stage.name, steps[0], steps[1]);
                    if steps.iter().any(|step| *step > MOST) {
                        slow.lock().expect("no thread panics").push(format!("{}: {steps:.2?}", stage.name));
                    }
                }
            });
        }
    });
    let slow = slow.into_inner().expect("no thread panics");
    assert!(slow.is_empty(), "twice as much costs more than {MOST} times as much: {slow:#?}");
}

/// Runs one stage at every size.
fn run(name: &str) {
    let stages = stages::all();
    let found = stages.iter().find(|stage| stage.name == name).expect("a known stage");
    stages::warm();
    [1, 2, 4].into_iter().for_each(|times| (found.run)(times));
}

/// Instructions of a stage at every size.
fn counts(name: &str) -> [f64; 3] {
    let folder = tempfile::tempdir().expect("a folder");
    let written = folder.path().join("counts");
    let this = std::env::current_exe().expect("a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--compress-strings=no"])
        .arg(format!("--callgrind-out-file={}", written.display()))
        .arg(this)
        .args(["--exact", "twice_as_much_costs_twice_as_much", "--nocapture", "--test-threads=1"])
        .env(STAGE, name)
        .output()
        .expect("valgrind runs");
    let text = std::fs::read_to_string(&written).unwrap_or_default();
    ["counted_once", "counted_twice", "counted_four_times"].map(|function| {
        called(&text, function).unwrap_or_else(|| panic!("{name}, {function}: {}", String::from_utf8_lossy(&output.stderr)))
    })
}

/// What the call of a function cost, all that it called included: `cfn=NAME`, `calls=...`, and the cost as
/// the last word of the line behind.
fn called(profile: &str, function: &str) -> Option<f64> {
    let mut lines = profile.lines();
    lines.find(|line| line.strip_prefix("cfn=").is_some_and(|name| name.contains(function)))?;
    lines.find(|line| line.starts_with("calls="))?;
    lines.next()?.rsplit(' ').next()?.parse().ok().filter(|cost| *cost > 0.0)
}
