//! Helpers get fixed words, a folder and surroundings of their own, and an end. The programs here are stand-ins that
//! note what they were given.
#![cfg(unix)]

#[expect(dead_code, reason = "scans only")]
#[path = "../crates/bamsat-read/tests/files/made.rs"]
mod made;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a stand-in notes: its words, its folder with the rights on it, its surroundings.
const NOTE: &str = "{ for word; do echo \"word $word\"; done; echo \"folder $(pwd -P)\"; echo \"rights $(ls -ld . | cut -c1-10)\"; \
    env | sed 's/^/env /'; if read -r line; then echo input; fi; } >> NOTES";

/// Names that a program could take for something else.
const NAMES: [&str; 6] =
    ["-h.doc", "--convert-to=x.doc", "a\nb.doc", "$(touch x) `touch x`;touch x|.doc", "-env:UserInstallation=file:.doc", "@a.doc"];
const OLD: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old";

struct Desk {
    folder: tempfile::TempDir,
    programs: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), programs: tempfile::tempdir().expect("a folder") }
    }

    fn notes(&self, program: &str) -> PathBuf {
        self.programs.path().join(format!("{program}.notes"))
    }

    /// A stand-in that notes what it is given, then runs a script.
    fn install(&self, name: &str, script: &str) {
        let path = self.programs.path().join(name);
        let note = NOTE.replace("NOTES", &self.notes(name).display().to_string());
        std::fs::write(&path, format!("#!/bin/sh\nPATH=/bin:/usr/bin\n{note}\n{script}\n")).expect("written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// Runs the program where new files are open to everybody and secrets lie about.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "umask 000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_bamsat")]).args(arguments);
        command.current_dir(self.folder.path()).env("PATH", self.programs.path()).env("LANG", "C.UTF-8");
        command.env("GITHUB_TOKEN", "secret").env("LD_PRELOAD_NOT", "secret").env("https_proxy", "secret");
        command.output().expect("the program runs")
    }

    /// What a stand-in noted with this first word.
    fn noted(&self, program: &str, kind: &str) -> Vec<String> {
        let notes = std::fs::read_to_string(self.notes(program)).expect("notes");
        notes.lines().filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' ')).map(str::to_owned).collect()
    }

    /// That a stand-in worked in a folder of its own that is gone, and knows no secret.
    fn is_apart(&self, program: &str) -> String {
        let folders = self.noted(program, "folder");
        assert!(!folders.is_empty() && self.noted(program, "rights").iter().all(|rights| rights == "drwx------"), "{folders:?}");
        let here = self.folder.path().canonicalize().expect("a folder");
        assert!(folders.iter().all(|folder| !Path::new(folder).exists() && Path::new(folder) != here), "{folders:?}");
        let env = self.noted(program, "env");
        assert!(env.iter().all(|line| !line.contains("secret")), "{env:?}");
        assert!(
            env.contains(&format!("HOME={}", folders[0])) || env.iter().any(|line| line.starts_with("HOME=") && line.contains("bamsat-"))
        );
        assert!(!std::fs::read_to_string(self.notes(program)).expect("notes").contains("\ninput"), "{program} could read something");
        folders[0].clone()
    }
}

#[test]
fn the_office_gets_fixed_words_whatever_a_file_is_called() {
    for name in NAMES {
        let desk = Desk::new();
        desk.install("soffice", "exit 1");
        std::fs::write(desk.folder.path().join(name), OLD).expect("written");
        let run = desk.run(&["read", "--", name]);
        assert_eq!(run.status.code(), Some(2), "{run:?}");
        let folder = desk.is_apart("soffice");
        let words = desk.noted("soffice", "word");
        assert_eq!(
            words,
            [
                format!("-env:UserInstallation=file://{folder}/profile"),
                "--headless".to_owned(),
                "--norestore".to_owned(),
                "--convert-to".to_owned(),
                "docx".to_owned(),
                "--outdir".to_owned(),
                folder.clone(),
                format!("{folder}/van-ban-1.doc"),
            ],
            "{name}"
        );
        // Nothing but the file itself is there afterwards.
        assert_eq!(std::fs::read_dir(desk.folder.path()).expect("a folder").count(), 1, "{name}");
    }
}

#[test]
fn recognition_gets_fixed_words_whatever_a_file_is_called() {
    let desk = Desk::new();
    desk.install("pdftoppm", "for last; do :; done; echo P5 > \"$last.pgm\"");
    desk.install("tesseract", "[ \"$1\" = --list-langs ] && echo vie && exit; exit 1");
    std::fs::write(desk.folder.path().join("-h.pdf"), made::scan(1)).expect("written");
    let run = desk.run(&["read", "--", "-h.pdf"]);
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    let folder = desk.is_apart("pdftoppm");
    desk.is_apart("tesseract");
    let file = format!("{folder}/van-ban.pdf");
    let picture = format!("{folder}/trang-1");
    assert_eq!(desk.noted("pdftoppm", "word"), ["-scale-to", "3508", "-gray", "-singlefile", "-f", "1", "-l", "1", &file, &picture]);
    let picture = format!("{picture}.pgm");
    assert_eq!(desk.noted("tesseract", "word"), ["--list-langs", &picture, "-", "-l", "vie", "--dpi", "300", "tsv"]);
}

/// A program in the current folder is nobody's helper.
#[test]
fn helpers_are_looked_for_on_full_paths_only() {
    let desk = Desk::new();
    desk.install("soffice", "exit 1");
    std::fs::copy(desk.programs.path().join("soffice"), desk.folder.path().join("soffice")).expect("copied");
    let doctor = |path: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
        let run = command.args(["doctor", "--lang", "en"]).current_dir(desk.folder.path()).env("PATH", path).output();
        String::from_utf8(run.expect("the program runs").stdout).expect("UTF-8")
    };
    assert_eq!(doctor(".:").matches("not installed").count(), 3);
    assert_eq!(doctor(&desk.programs.path().display().to_string()).matches("not installed").count(), 2);
}

/// A helper that hangs is ended with all that it started.
#[cfg(target_os = "linux")]
#[test]
fn a_helper_that_hangs_ends_with_its_children() {
    let desk = Desk::new();
    let started = desk.programs.path().join("started");
    desk.install("pdftoppm", "exit 1");
    desk.install("tesseract", &format!("sleep 600 & echo $! > {}; wait", started.display()));
    std::fs::write(desk.folder.path().join("a.pdf"), made::scan(1)).expect("written");
    let begun = std::time::Instant::now();
    let run = desk.run(&["read", "a.pdf", "--lang", "en"]);
    assert!(run.status.code() == Some(2) && begun.elapsed().as_secs() < 60, "{run:?}");
    let child = std::fs::read_to_string(&started).expect("a child");
    // The signal was sent; a busy machine takes its time to carry it out.
    let status = || std::fs::read_to_string(format!("/proc/{}/status", child.trim())).unwrap_or_default();
    let is_gone = || status().is_empty() || status().contains("State:\tZ");
    let gone = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        is_gone()
    });
    assert!(gone, "{}", status());
}
