//! The program as a user runs it; the cases are files in `tests/cmd`.

mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    args: Vec<String>,
    #[serde(default)]
    stdin: String,
    status: i32,
    #[serde(default)]
    stdout: Vec<String>,
    #[serde(default)]
    not_stdout: Vec<String>,
    #[serde(default)]
    stderr: Vec<String>,
}

#[test]
fn cases() {
    let mut wrong = String::new();
    let mut count = 0;
    for path in support::entries(&support::root().join("tests/cmd")).into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let case: Case = toml::from_str(&support::read(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or("");
        let (status, stdout, stderr) = run(&case);
        count += 1;
        if status != case.status {
            wrong.push_str(&format!("{name}: status {status}, expected {}\n{stderr}\n", case.status));
        }
        for words in case.stdout.iter().filter(|w| !stdout.contains(*w)) {
            wrong.push_str(&format!("{name}: standard output lacks “{words}”\n{stdout}\n"));
        }
        for words in case.not_stdout.iter().filter(|w| stdout.contains(*w)) {
            wrong.push_str(&format!("{name}: standard output holds “{words}”\n"));
        }
        for words in case.stderr.iter().filter(|w| !stderr.contains(*w)) {
            wrong.push_str(&format!("{name}: standard error lacks “{words}”\n{stderr}\n"));
        }
        if case.stderr.is_empty() && !stderr.is_empty() {
            wrong.push_str(&format!("{name}: unexpected standard error\n{stderr}\n"));
        }
    }
    assert!(count >= 12, "only {count} cases were read");
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn run(case: &Case) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bamsat"))
        .args(&case.args)
        .current_dir(support::root())
        .env("LANG", "C")
        .env_remove("LC_ALL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    if let Some(mut input) = child.stdin.take() {
        // A program that does not read its input closes the pipe: that is no failure.
        let _ = input.write_all(case.stdin.as_bytes());
    }
    let output = child.wait_with_output().expect("the program ends");
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn a_file_that_is_not_utf8_names_its_line() {
    let path = std::env::temp_dir().join(format!("bamsat-{}-latin1.txt", std::process::id()));
    std::fs::write(&path, b"KE HOACH\nv\xe0 m\xf4i tr\xbd\n").expect("a temporary file");
    let output = Command::new(env!("CARGO_BIN_EXE_bamsat")).args(["parse", "--lang", "en"]).arg(&path).output().expect("the program runs");
    std::fs::remove_file(&path).expect("a temporary file");
    assert_eq!(output.status.code(), Some(2));
    let line = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(line.contains("line 2 is not UTF-8") && line.contains("latin1.txt") && line.lines().count() == 1, "{line}");
}
