//! A cache that is damaged anywhere, and clocks that are wrong: never another result.

use std::fs;
use std::path::PathBuf;
use std::process::Output;
use std::time::{Duration, SystemTime};

use redb::{Database, ReadableTable, TableDefinition};

use super::{Chance, cascade, said, shell};
use crate::folder::{Folder, bamsat_in};

const AUDIT: [&str; 9] = ["audit", ".", "--cache", ".cache", "--format", "json", "--fail-on", "never", "--lang=en"];

fn file(folder: &Folder) -> PathBuf {
    folder.path().join(".cache/audit.redb")
}

/// A folder with a filled cache, and what is said of it.
fn cached() -> (Folder, Vec<u8>) {
    let folder = cascade();
    let plain = shell(folder.path(), "$B audit . --no-cache --format json --fail-on never");
    let filled = bamsat_in(&folder, &AUDIT);
    assert!(plain.stdout == filled.stdout && filled.status.success(), "{}", said(&filled.stderr));
    (folder, plain.stdout)
}

/// A run says what it says without a cache, and of the cache at most what it is.
fn is_right(run: &Output, whole: &[u8], what: &str) {
    let lines = said(&run.stderr);
    assert!(run.status.success() && run.stdout == whole, "{what}: {lines}");
    let known = |line: &str| line.contains(" texts read anew") || line.starts_with("note: the cache in .cache is ");
    assert!(lines.lines().all(known) && lines.lines().count() <= 2, "{what}: {lines}");
}

#[test]
fn damage_anywhere_in_the_cache_changes_no_result() {
    let (folder, whole) = cached();
    let sound = fs::read(file(&folder)).expect("a cache");
    // Most of the file is empty: damage is done where something stands.
    let full: Vec<usize> = (0..sound.len()).filter(|at| sound[*at] != 0).collect();
    let (mut chance, mut noticed) = (Chance(7), 0);
    for round in 0..60 {
        let mut bytes = sound.clone();
        match round % 4 {
            0 => bytes[full[chance.below(full.len())]] ^= 1 << chance.below(8),
            1 => (0..20).for_each(|_| bytes[full[chance.below(full.len())]] ^= 1 + chance.below(255) as u8),
            2 => bytes.truncate(chance.below(sound.len())),
            _ => {
                let at = full[chance.below(full.len())];
                let end = (at + 1 + chance.below(4_096)).min(bytes.len());
                let fill = chance.below(256) as u8;
                bytes[at..end].iter_mut().for_each(|byte| *byte = fill);
            }
        }
        fs::write(file(&folder), &bytes).expect("written");
        let run = bamsat_in(&folder, &AUDIT);
        is_right(&run, &whole, &format!("round {round}"));
        noticed += usize::from(said(&run.stderr).contains("the cache in .cache is "));
        // Whatever it left, the next one gets on with it.
        is_right(&bamsat_in(&folder, &AUDIT), &whole, &format!("behind round {round}"));
    }
    assert!(noticed > 20, "{noticed} of 60 were told");
}

/// Values that are whole and stand under keys of others.
#[test]
fn a_value_under_another_key_is_worth_nothing() {
    let documents: TableDefinition<'_, &[u8; 32], &[u8]> = TableDefinition::new("documents");
    let judgements: TableDefinition<'_, &[u8; 64], &[u8]> = TableDefinition::new("judgements");
    for swapped in ["documents", "judgements"] {
        let (folder, whole) = cached();
        let database = Database::open(file(&folder)).expect("a cache");
        let write = database.begin_write().expect("a change");
        let count = if swapped == "documents" {
            swap(&mut write.open_table(documents).expect("a table"))
        } else {
            swap(&mut write.open_table(judgements).expect("a table"))
        };
        assert!(count > 1, "{swapped}: {count} values");
        write.commit().expect("a change");
        drop(database);
        let run = bamsat_in(&folder, &AUDIT);
        is_right(&run, &whole, swapped);
        assert!(said(&run.stderr).contains("is damaged; the next run makes it anew"), "{swapped}: {}", said(&run.stderr));
    }
}

/// Gives every key the value of the one before it.
fn swap<const N: usize>(table: &mut redb::Table<'_, &'static [u8; N], &'static [u8]>) -> usize {
    let all: Vec<([u8; N], Vec<u8>)> =
        table.iter().expect("values").flatten().map(|(key, value)| (*key.value(), value.value().to_vec())).collect();
    for (at, (key, _)) in all.iter().enumerate() {
        let other = &all[(at + 1) % all.len()].1;
        table.insert(key, other.as_slice()).expect("a value");
    }
    all.len()
}

/// Files from the future and from before all clocks, a clock that runs behind: nothing goes by the time.
#[test]
fn the_clock_says_nothing() {
    let (folder, whole) = cached();
    let year = Duration::from_secs(365 * 86_400);
    for time in [SystemTime::UNIX_EPOCH, SystemTime::now() - 30 * year, SystemTime::now() + 10 * year] {
        for path in crate::support::entries(folder.path()).into_iter().filter(|path| path.is_file()).chain([file(&folder)]) {
            fs::OpenOptions::new().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("a time");
        }
        let run = bamsat_in(&folder, &AUDIT);
        is_right(&run, &whole, &format!("{time:?}"));
        assert!(said(&run.stderr).contains("note: 0 of 3 texts read anew, 0 of "), "{}", said(&run.stderr));
        for today in ["1970-01-01", "2099-12-31"] {
            let run = bamsat_in(&folder, &[&AUDIT[..], &["--today", today]].concat());
            is_right(&run, &whole, today);
        }
    }
}
