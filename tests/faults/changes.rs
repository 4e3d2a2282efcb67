//! Texts that change while they are read, or between reading and judging: told, never mixed.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::{cascade, said};
use crate::folder::{Folder, bamsat_in};

/// One paragraph, again and again.
fn text(word: &str) -> String {
    format!("- {word} {word} {word} {word}\n").repeat(40_000)
}

/// Tells a thread to end, also where something was not as it should be.
struct End<'d>(&'d AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Reads a text while `write` changes it, turn after turn: it is one of the states, or told.
fn read_while(folder: &Folder, is_state: impl Fn(&str) -> bool, write: impl Fn(&Path, usize) + Sync) {
    let path = folder.path().join("a.txt");
    let done = AtomicBool::new(false);
    // Changes that were begun and ended.
    let (begun, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let seen = || (ended.load(Ordering::SeqCst), begun.load(Ordering::SeqCst));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for turn in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                begun.store(turn + 1, Ordering::SeqCst);
                write(&path, turn);
                ended.store(turn + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(7));
            }
        });
        let _end = End(&done);
        let mut read = 0;
        for round in 0..30 {
            let before = seen();
            let run = bamsat_in(folder, &["read", "a.txt", "--lang", "en"]);
            let after = seen();
            // A change that had begun before and was not done afterwards: what was read lay there all the time.
            if before == after && before.0 != before.1 {
                continue;
            }
            match run.status.code() {
                Some(0) => {
                    assert!(is_state(&said(&run.stdout)), "round {round}: a mixed text");
                    read += 1;
                }
                code => {
                    let line = said(&run.stderr);
                    let known = ["a.txt: was changed while the program ran; ", "a.txt: no such file"];
                    let is_known = known.iter().any(|known| line.starts_with(&format!("bamsat: {known}")));
                    assert!(code == Some(2) && is_known && line.lines().count() == 1, "round {round}: {line}");
                }
            }
        }
        assert!(read > 0, "it was never read");
    });
}

#[test]
fn a_text_that_is_written_over_is_never_mixed() {
    let folder = Folder::new();
    let states = [text("hai"), text("mai")];
    folder.write("a.txt", &states[0]);
    read_while(
        &folder,
        |text| states.iter().any(|state| state == text),
        |path, turn| {
            let mut file = fs::OpenOptions::new().write(true).open(path).expect("a file");
            file.write_all(states[turn % 2].as_bytes()).expect("written");
        },
    );
}

#[test]
fn a_text_that_grows_and_shrinks_is_read_whole() {
    let folder = Folder::new();
    let line = "- Kiểm tra cơ sở in trên địa bàn xã.\n";
    folder.write("a.txt", &line.repeat(20_000));
    read_while(
        &folder,
        |text| text.len().is_multiple_of(line.len()) && text.starts_with(line),
        |path, turn| {
            let mut file = fs::OpenOptions::new().write(true).open(path).expect("a file");
            if turn % 20 == 19 {
                file.set_len(20_000 * line.len() as u64).expect("a size");
            } else {
                file.seek(SeekFrom::End(0)).expect("the end");
                file.write_all(line.repeat(2_000).as_bytes()).expect("written");
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
        |path, turn| match turn % 3 {
            2 => fs::remove_file(path).expect("removed"),
            state => {
                fs::write(path.with_extension("moi"), &states[state]).expect("written");
                fs::rename(path.with_extension("moi"), path).expect("renamed");
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
