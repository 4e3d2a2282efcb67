//! Texts that change while they are read, or between reading and judging: told, never mixed.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{cascade, said};
use crate::folder::{Folder, bamsat_in};

/// One paragraph, again and again.
fn text(word: &str) -> String {
    format!("- {word} {word} {word} {word}\n").repeat(40_000)
}

/// Reads a text while `write` works on it; gives how often it was told that it changed.
fn read_while(folder: &Folder, is_state: impl Fn(&str) -> bool, write: impl Fn(&Path) + Sync) -> usize {
    let path = folder.path().join("a.txt");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                write(&path);
            }
        });
        let mut told = 0;
        for round in 0..25 {
            let run = bamsat_in(folder, &["read", "a.txt", "--lang", "en"]);
            match run.status.code() {
                Some(0) => assert!(is_state(&said(&run.stdout)), "round {round}: a mixed text"),
                code => {
                    let line = said(&run.stderr);
                    let known = ["a.txt: was changed while the program ran; ", "a.txt: is empty", "a.txt: no such file"];
                    let is_known = known.iter().any(|known| line.starts_with(&format!("bamsat: {known}")));
                    assert!(code == Some(2) && is_known && line.lines().count() == 1, "round {round}: {line}");
                    told += 1;
                }
            }
        }
        done.store(true, Ordering::Relaxed);
        told
    })
}

#[test]
fn a_text_that_is_written_over_is_never_mixed() {
    let folder = Folder::new();
    let states = [text("một"), text("hai")];
    folder.write("a.txt", &states[0]);
    let told = read_while(
        &folder,
        |text| states.iter().any(|state| state == text),
        |path| {
            for state in &states {
                let mut file = fs::OpenOptions::new().write(true).open(path).expect("a file");
                for part in state.as_bytes().chunks(1 << 16) {
                    file.write_all(part).expect("written");
                }
                drop(file);
                std::thread::sleep(Duration::from_millis(15));
            }
        },
    );
    assert!(told < 25, "it was never read");
}

#[test]
fn a_text_that_grows_and_shrinks_is_never_half_a_line_old() {
    let folder = Folder::new();
    let line = "- Kiểm tra cơ sở in trên địa bàn xã.\n";
    folder.write("a.txt", &line.repeat(20_000));
    read_while(
        &folder,
        |text| text.len().is_multiple_of(line.len()) && text.starts_with(line),
        |path| {
            let mut file = fs::OpenOptions::new().write(true).open(path).expect("a file");
            file.seek(SeekFrom::End(0)).expect("the end");
            file.write_all(line.repeat(2_000).as_bytes()).expect("written");
            std::thread::sleep(Duration::from_millis(3));
            if file.metadata().expect("a size").len() > 60_000 * line.len() as u64 {
                file.set_len(20_000 * line.len() as u64).expect("a size");
            }
        },
    );
}

#[test]
fn a_text_that_is_replaced_or_vanishes_is_one_or_none() {
    let folder = Folder::new();
    let states = [text("ba"), text("bốn")];
    folder.write("a.txt", &states[0]);
    read_while(
        &folder,
        |text| states.iter().any(|state| state == text),
        |path| {
            for state in &states {
                fs::write(path.with_extension("moi"), state).expect("written");
                fs::rename(path.with_extension("moi"), path).expect("renamed");
                std::thread::sleep(Duration::from_millis(2));
                let _ = fs::remove_file(path);
            }
        },
    );
}

/// A cascade whose texts are read first, and behind so many others two old files for which a helper is
/// started: at that time, with the first texts read and none judged, the stand-in runs `meanwhile`.
fn with_meanwhile(meanwhile: &str) -> (Folder, tempfile::TempDir) {
    let folder = cascade();
    (0..300).for_each(|number| folder.write(&format!("z/{number:03}.txt"), "ghi chú"));
    for name in ["z/998.doc", "z/999.doc"] {
        fs::write(folder.path().join(name), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").expect("written");
    }
    let programs = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let script = programs.path().join("soffice");
    fs::write(&script, format!("#!/bin/sh\nPATH=/bin:/usr/bin\ncd '{}'\n{meanwhile}\n", folder.path().display())).expect("written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a program");
    (folder, programs)
}

fn bamsat(folder: &Folder, programs: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments).args(["--lang", "en"]).current_dir(folder.path()).env("PATH", programs).output().expect("the program")
}

#[test]
fn a_text_that_changes_before_it_is_judged_is_told() {
    for meanwhile in ["echo '- Thêm.' >> 2-tinh.md", "rm -f 2-tinh.md", "echo 'KẾ HOẠCH' > moi && mv moi 2-tinh.md", ": > 2-tinh.md"] {
        let (folder, programs) = with_meanwhile(meanwhile);
        let fill = bamsat(&folder, Path::new(""), &["audit", ".", "--cache", ".cache", "--fail-on", "never"]);
        assert!(said(&fill.stderr).contains("3 of 3 texts read anew, 2 of 2 pairs"), "{}", said(&fill.stderr));
        // The tables ask for more than the cache holds: the pairs are judged again, from texts that are read again.
        let run = bamsat(&folder, programs.path(), &["audit", ".", "--cache", ".cache", "--format", "jsonl", "--output", "bang"]);
        let line = "bamsat: ./2-tinh.md: was changed or went away while the program ran, and could not be compared";
        assert!(said(&run.stderr).lines().any(|said| said == line), "{meanwhile}: {}", said(&run.stderr));
        assert!(said(&run.stderr).contains("2 pairs could not be compared"), "{meanwhile}: {}", said(&run.stderr));
        let unread = fs::read_to_string(folder.path().join("bang/unread.jsonl")).expect("a table");
        assert!(unread.contains("./2-tinh.md"), "{meanwhile}: {unread}");
        let verdicts = fs::read_to_string(folder.path().join("bang/verdicts.jsonl")).expect("a table");
        assert!(verdicts.is_empty(), "{meanwhile}: {verdicts}");
    }
}

#[test]
fn a_parent_that_changes_after_it_was_found_is_told() {
    let (folder, programs) = with_meanwhile("echo '- Thêm.' >> 2-tinh.md");
    let fine = bamsat(&folder, Path::new(""), &["check", "3-xa.txt", "--library", ".", "--no-cache", "--fail-on", "never"]);
    assert_eq!(fine.status.code(), Some(0), "{}", said(&fine.stderr));
    let run = bamsat(&folder, programs.path(), &["check", "3-xa.txt", "--library", ".", "--no-cache"]);
    assert!(run.status.code() == Some(2) && said(&run.stderr).contains("2-tinh.md: was changed while the program ran"), "{run:?}");
}

/// A text that goes away between listing and reading is one that was not read.
#[test]
fn a_text_that_vanishes_before_it_is_read_is_told() {
    let (folder, programs) = with_meanwhile("rm -f z/290.txt");
    let run = bamsat(&folder, programs.path(), &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never"]);
    let form: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let unread = form["unread"].as_array().expect("unread").iter().filter(|u| u["path"] == "./z/290.txt");
    assert_eq!(unread.map(|u| u["reason"].clone()).collect::<Vec<_>>(), ["no such file"], "{}", said(&run.stderr));
}
