//! Runs that are killed at any time, and runs beside each other, on one cache and one store.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Chance, cascade_in, is_sound, parts, said};
use crate::folder::{Folder, start};

const AUDIT: [&str; 13] = [
    "audit",
    "van-ban",
    "--cache",
    ".cache",
    "--store",
    "audit.sqlite",
    "--format",
    "json",
    "--output",
    "audit.json",
    "--fail-on",
    "never",
    "--quiet",
];
const RESULTS: [&str; 2] = ["audit.sqlite", "audit.json"];

/// Runs to the end; gives what lies in the results.
fn whole(folder: &Folder) -> Vec<Vec<u8>> {
    let run = start(folder, &AUDIT).wait_with_output().expect("an end");
    assert!(run.status.success() && run.stderr.is_empty(), "{}", said(&run.stderr));
    assert!(is_sound(&folder.path().join("audit.sqlite")));
    RESULTS.map(|name| fs::read(folder.path().join(name)).expect("a result")).to_vec()
}

#[test]
fn a_hundred_kills_cost_nothing_but_time() {
    // Results beside the folder: inside, they would be among its files.
    let folder = cascade_in("van-ban/");
    let begun = Instant::now();
    let expected = whole(&folder);
    let cold = begun.elapsed();
    let mut chance = Chance(20_261_121);
    let mut finished = 0;
    for kill in 0..100 {
        // From nothing, from a cache alone, from the results of an earlier run.
        if kill % 3 < 2 {
            RESULTS.iter().for_each(|name| drop(fs::remove_file(folder.path().join(name))));
        }
        if kill % 3 == 0 {
            drop(fs::remove_dir_all(folder.path().join(".cache")));
        }
        let mut run = Command::new(env!("CARGO_BIN_EXE_bamsat"));
        let mut run = run.args(AUDIT).current_dir(folder.path()).stderr(Stdio::null()).spawn().expect("the program");
        std::thread::sleep(cold.mul_f64(chance.below(1_100) as f64 / 1_000.0).min(Duration::from_millis(400)));
        let _ = run.kill();
        finished += usize::from(run.wait().expect("an end").success());
        for (name, expected) in RESULTS.iter().zip(&expected) {
            let path = folder.path().join(name);
            assert!(!path.exists() || fs::read(&path).expect("a result") == *expected, "{name} after kill {kill}");
        }
        if kill % 10 == 9 {
            assert!(whole(&folder) == expected, "after kill {kill}");
        }
    }
    assert!(finished < 90, "{finished} runs were done before they were killed");
    assert!(whole(&folder) == expected && parts(folder.path()).is_empty());
    // What the killed runs left of the cache is used again.
    let warm = start(&folder, &AUDIT[..AUDIT.len() - 1]).wait_with_output().expect("an end");
    let said = said(&warm.stderr);
    assert!(said.contains("0/3") || said.contains("0 of 3"), "{said}");
}

#[test]
fn runs_beside_each_other_end_well() {
    let folder = cascade_in("van-ban/");
    let expected = whole(&folder);
    for round in 0..4 {
        if round % 2 == 0 {
            drop(fs::remove_dir_all(folder.path().join(".cache")));
            RESULTS.iter().for_each(|name| drop(fs::remove_file(folder.path().join(name))));
        }
        let runs: Vec<_> = (0..3).map(|_| start(&folder, &AUDIT[..AUDIT.len() - 1])).collect();
        for run in runs {
            let run = run.wait_with_output().expect("an end");
            let said = said(&run.stderr);
            assert!(run.status.success() && !said.contains("panicked"), "{said}");
            // Besides what was read anew, at most one note on the cache, and it names the folder.
            let notes: Vec<&str> = said.lines().filter(|line| line.contains(".cache")).collect();
            assert!(said.lines().count() <= 2 && notes.len() <= 1, "{said}");
        }
        let found = RESULTS.map(|name| fs::read(folder.path().join(name)).expect("a result"));
        assert!(found.as_slice() == expected && is_sound(&folder.path().join("audit.sqlite")), "round {round}");
        assert!(parts(folder.path()).is_empty());
    }
}
