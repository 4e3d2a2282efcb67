//! What goes wrong around the program: disks that are full, pipes that close, processes that are killed, caches
//! that are damaged, files that change. Nothing is lost, nothing is mixed, and one clear line says what happened.
#![cfg(unix)]

#[path = "faults/cache.rs"]
mod cache;
#[path = "faults/changes.rs"]
mod changes;
#[path = "faults/disk.rs"]
mod disk;
#[path = "audit/folder.rs"]
#[expect(dead_code, reason = "each test target uses a part of it")]
mod folder;
#[path = "faults/kills.rs"]
mod kills;
#[path = "../crates/bamsat-read/tests/files/made.rs"]
#[expect(dead_code, reason = "each test target uses a part of it")]
mod made;
#[path = "faults/pipes.rs"]
mod pipes;
mod support;

use std::path::Path;
use std::process::{Command, Output};

use folder::Folder;

/// Three plans below each other, with losses on the way.
fn cascade() -> Folder {
    cascade_in("")
}

/// The same in a folder of it, named with `/`.
fn cascade_in(inside: &str) -> Folder {
    let folder = Folder::new();
    for file in support::entries(&support::root().join("corpus/pccc")) {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        if name.starts_with(['1', '2', '3']) {
            folder.write(&format!("{inside}{name}"), &support::read(&file));
        }
    }
    folder
}

/// Runs a line of the shell inside a folder; `$B` is the program.
fn shell(folder: &Path, line: &str) -> Output {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line]).env("B", env!("CARGO_BIN_EXE_bamsat")).env("LC_ALL", "en").current_dir(folder);
    command.output().expect("a shell")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a store is one that can be queried.
fn is_sound(store: &Path) -> bool {
    let connection = rusqlite::Connection::open(store).expect("a store");
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    let documents: i64 = connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).expect("documents");
    check == "ok" && documents > 2
}

/// Files that a run left beside their places.
fn parts(folder: &Path) -> Vec<std::path::PathBuf> {
    support::entries(folder).into_iter().filter(|path| path.to_string_lossy().ends_with(".part")).collect()
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        // Knuth's linear congruence; the upper bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }
}
