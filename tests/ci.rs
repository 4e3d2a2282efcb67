//! What is shipped for CI services: the script of the action, the hook, the examples, the archives.
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::{Command, Output};

const PLAN: &str = "UBND XÃ B\nSố: 7/KH-UBND\nB, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n\
    - Tập huấn và và kiểm tra kỹ năng số cho 60% cán bộ xã.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[[plan]]\npath = \"ke-hoach/a.txt\"\nparent = \"cap-tren.txt\"\n";
    std::fs::create_dir(folder.path().join("ke-hoach")).expect("a folder");
    for (name, text) in [
        ("cap-tren.txt", PLAN.replace("60%", "100%").replace("XÃ B", "TỈNH A").replace("và và", "và")),
        ("ke-hoach/a.txt", PLAN.to_owned()),
        ("ke-hoach/b c.txt", PLAN.replace("và và", "và")),
        ("bamsat.toml", settings.to_owned()),
    ] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// Runs a script of bash with the program on its path.
fn bash(folder: &Path, script: &str, variables: &[(&str, &str)]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_bamsat"));
    let path = format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("bash");
    command.args(["-c", script]).current_dir(folder).env("PATH", path).env("LANG", "C").envs(variables.iter().copied());
    command.output().expect("bash runs")
}

fn said(run: &Output) -> String {
    String::from_utf8_lossy(&run.stdout).into_owned()
}

#[test]
fn the_action_looks_at_drafts_and_checks_those_with_parents() {
    let folder = folder();
    let script = support::root().join(".github/actions/bamsat/run.sh");
    let run = |variables: &[(&str, &str)]| {
        let variables =
            [&[("BAMSAT", env!("CARGO_BIN_EXE_bamsat")), ("FILES", "  ke-hoach/a.txt\n\nke-hoach/b c.txt\n")], variables].concat();
        bash(folder.path(), &format!("bash {}", script.display()), &variables)
    };
    let usual = run(&[]);
    assert_eq!(usual.status.code(), Some(1), "{usual:?}");
    assert!(said(&usual).contains("title=doubled-word::") && said(&usual).contains("title=lowered-target::"), "{usual:?}");
    assert_eq!(run(&[("FAIL_ON", "never"), ("SARIF", "a.sarif")]).status.code(), Some(0));
    assert!(std::fs::read_to_string(folder.path().join("a.sarif")).is_ok_and(|text| text.contains("\"2.1.0\"")));
    assert_eq!(run(&[("FILES", "")]).status.code(), Some(2));
    // A file whose name is an option is a file.
    std::fs::write(folder.path().join("--output=b.txt"), PLAN).expect("written");
    let odd = run(&[("FILES", "--output=b.txt")]);
    assert!(said(&odd).contains("file=--output=b.txt") && !folder.path().join("b.txt").exists(), "{odd:?}");
    // The action hands on every input that the script reads.
    let action = support::read(&support::root().join(".github/actions/bamsat/action.yml"));
    assert!(["BAMSAT:", "FILES:", "FAIL_ON:", "SARIF:", "run.sh"].iter().all(|word| action.contains(word)));
}

#[test]
fn the_hook_and_the_example_run_as_they_are_written() {
    let folder = folder();
    let hook = support::read(&support::root().join(".pre-commit-hooks.yaml"));
    let entry = hook.lines().find_map(|line| line.trim().strip_prefix("entry: ")).expect("an entry");
    let run = bash(folder.path(), &format!("{entry} ke-hoach/a.txt"), &[]);
    assert!(entry.ends_with(" --"), "names of files come behind it: {entry}");
    assert!(run.status.code() == Some(1) && said(&run).contains("[doubled-word]"), "{run:?}");
    let example = support::read(&support::root().join("docs/ci/gitlab.yml"));
    let script = example.lines().find_map(|line| line.trim().strip_prefix("- find ")).expect("a script");
    let run = bash(folder.path(), &format!("find {script}"), &[]);
    assert_eq!(run.status.code(), Some(123), "what xargs says of a command that failed: {run:?}");
    let report = std::fs::read_to_string(folder.path().join("gl-code-quality-report.json")).expect("a report");
    assert!(report.contains("\"check_name\": \"doubled-word\""), "{report}");
}

#[test]
fn archives_hold_the_program_beside_its_checksum() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("target/some-target/release");
    std::fs::create_dir_all(&target).expect("a folder");
    std::fs::write(target.join("bamsat"), "program").expect("written");
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "README.vi.md", "CHANGELOG.md"] {
        std::fs::copy(support::root().join(name), folder.path().join(name)).expect("copied");
    }
    let script = support::root().join(".github/workflows/pack.sh");
    let run = bash(folder.path(), &format!("bash {} some-target tar.gz v1.0.0", script.display()), &[]);
    assert!(run.status.success(), "{run:?}");
    let run = bash(folder.path(), "cd dist && sha256sum -c bamsat-v1.0.0-some-target.tar.gz.sha256 && tar -tzf *.tar.gz", &[]);
    assert!(run.status.success() && said(&run).contains("bamsat-v1.0.0-some-target/bamsat"), "{run:?}");
}

#[test]
fn the_image_needs_nothing_but_the_workspace() {
    let image = support::read(&support::root().join(".docker/Dockerfile"));
    let copied: Vec<&str> = image.lines().filter_map(|line| line.strip_prefix("COPY ")).collect();
    assert_eq!(copied, [". .", "--from=build /src/target/release/bamsat /usr/local/bin/bamsat"]);
    // The compiler of the image is the one that the workspace asks for.
    let version = support::read(&support::root().join("Cargo.toml"));
    let version = version.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("a version").trim_matches('"').to_owned();
    assert!(image.contains(&format!("FROM rust:{version}-")), "{version}");
}
