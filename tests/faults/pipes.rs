//! Whoever reads what the program prints may go at any time: it ends quietly, with the code that it would have had.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{cascade, said, shell};
use crate::folder::Folder;

/// Every command that prints, and every form that it prints.
fn printing() -> Vec<Vec<&'static str>> {
    let mut all: Vec<Vec<&str>> = vec![
        vec!["--help"],
        vec!["--version"],
        vec!["check", "--help"],
        vec!["read", "2-tinh.md"],
        vec!["explain"],
        vec!["explain", "missing-mandate"],
        vec!["config"],
        vec!["doctor"],
        vec!["man"],
        vec!["man", "check"],
        vec!["lint", "3-xa.txt", "2-tinh.md", "--fix"],
        vec!["check", "3-xa.txt", "--parent", "2-tinh.md", "--against", "3-xa.txt"],
        vec!["check", "3-xa.txt", "--library", ".", "--no-cache"],
    ];
    all.extend(["full", "json"].map(|form| vec!["parse", "3-xa.txt", "2-tinh.md", "--format", form]));
    let lint = ["full", "concise", "json", "sarif", "junit", "github", "gitlab"];
    all.extend(lint.map(|form| vec!["lint", "3-xa.txt", "--format", form]));
    let check = ["full", "concise", "json", "sarif", "junit", "github", "gitlab", "html", "markdown", "csv"];
    all.extend(check.map(|form| vec!["check", "3-xa.txt", "--parent", "2-tinh.md", "--format", form]));
    all.extend(["full", "json"].map(|form| vec!["audit", ".", "--no-cache", "--format", form]));
    all.extend(["text", "json", "dot", "mermaid", "html"].map(|form| vec!["graph", ".", "--no-cache", "--format", form]));
    all.extend(["parse", "check", "against", "lint", "audit", "graph"].map(|name| vec!["schema", name]));
    all.extend(["bash", "zsh", "fish"].map(|shell| vec!["completions", shell]));
    all
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments).env("LC_ALL", "en").current_dir(folder.path()).stdin(Stdio::null());
    command
}

/// Starts a command whose reader has gone before it writes.
fn unread(folder: &Folder, arguments: &[&str]) -> Child {
    let mut child = command(folder, arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
    drop(child.stdout.take());
    child
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let folder = cascade();
    for arguments in printing() {
        let whole = command(&folder, &arguments).output().expect("the program");
        let cut = unread(&folder, &arguments).wait_with_output().expect("an end");
        assert_eq!(cut.status.code(), whole.status.code(), "{arguments:?}: {}", said(&cut.stderr));
        // What was not counted or mended is a note of the open pipe as well.
        assert_eq!(said(&cut.stderr), said(&whole.stderr), "{arguments:?}");
        // GitHub is told findings alone.
        assert!(!said(&whole.stdout).is_empty() || arguments.contains(&"github"), "{arguments:?} prints");
        let silent = command(&folder, &arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut silent = silent.expect("the program");
        drop(silent.stderr.take());
        assert_eq!(silent.wait().expect("an end").code(), whole.status.code(), "{arguments:?}: standard error is gone");
    }
}

#[test]
fn the_head_of_a_long_result_is_enough() {
    let folder = cascade();
    let text = crate::support::read(&folder.path().join("3-xa.txt"));
    folder.write("dai.txt", &text.repeat(60));
    for line in ["$B parse dai.txt --format json", "$B read dai.txt", "$B audit . --no-cache --format json", "$B lint dai.txt"] {
        let run = shell(folder.path(), &format!("{line} | head -1"));
        assert!(run.status.success() && said(&run.stdout).lines().count() == 1, "{line}: {run:?}");
        assert!(!said(&run.stderr).contains("panicked") && !said(&run.stderr).contains("os error"), "{line}: {}", said(&run.stderr));
    }
}

/// Watching goes on as long as somebody looks.
#[test]
fn watching_ends_with_its_reader() {
    let folder = cascade();
    let mut child = unread(&folder, &["check", "3-xa.txt", "--parent", "2-tinh.md", "--watch"]);
    let begun = Instant::now();
    while child.try_wait().expect("a state").is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it watches for nobody");
        std::thread::sleep(Duration::from_millis(20));
    }
}
