//! Working on a draft: what a new one gained against the old, and running again on change.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const PARENT: &str = "UBND TỈNH A\nSố: 5/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n\
    - Tập huấn kỹ năng số cho 100% cán bộ xã trước ngày 30/6/2026.\n- Thành lập tổ công nghệ số cộng đồng ở mỗi thôn.\n";

fn draft(lines: &[&str]) -> String {
    format!("UBND XÃ B\nSố: 7/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n{}\n", lines.join("\n"))
}

const TRAINING: &str = "- Tập huấn kỹ năng số cho 100% cán bộ xã trước ngày 30/6/2026.";
const GROUPS: &str = "- Thành lập tổ công nghệ số cộng đồng ở mỗi thôn.";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).expect("written"));
    folder
}

fn bamsat(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(["check", "moi.txt", "--parent", "cap-tren.txt", "--lang", "en"]).args(arguments).current_dir(folder);
    command
}

#[test]
fn a_new_draft_is_held_against_the_old_one() {
    let (old, new) = (draft(&[TRAINING]), draft(&[&TRAINING.replace("100%", "50%"), GROUPS]));
    let folder = folder(&[("cap-tren.txt", PARENT), ("cu.txt", &old), ("moi.txt", &new)]);
    let run = bamsat(folder.path(), &["--against", "cu.txt"]).output().expect("the program runs");
    let text = String::from_utf8(run.stdout).expect("UTF-8");
    assert_eq!(run.status.code(), Some(1), "{text}");
    assert!(text.contains("worse by: 1\n- I/1 (cap-tren.txt:6) kept → weakened, ") && text.contains("better by: 1\n+ I/2"), "{text}");
    let run = bamsat(folder.path(), &["--against", "cu.txt", "--format", "json"]).output().expect("the program runs");
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let schema = Command::new(env!("CARGO_BIN_EXE_bamsat")).args(["schema", "against"]).output().expect("the program runs");
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).expect("JSON");
    assert!(jsonschema::validator_for(&schema).is_ok_and(|validator| validator.is_valid(&json)));
    assert_eq!((&json[0]["schema"], &json[0]["shifts"][0]["lost"]), (&"bamsat/against/1".into(), &true.into()));
    let run = bamsat(folder.path(), &["--against", "moi.txt"]).output().expect("the program runs");
    assert_eq!(run.status.code(), Some(0), "a draft loses nothing against itself");
    // More of a part may be lost, and what did not speak to the issuer may speak to it now.
    let long =
        format!("{}; rà soát trang thiết bị; báo cáo kết quả hằng tháng; khen thưởng cá nhân tiêu biểu.", TRAINING.trim_end_matches('.'));
    let shorter = format!("{}; rà soát trang thiết bị.", TRAINING.trim_end_matches('.'));
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("cap-tren.txt", &PARENT.replace(TRAINING, &long));
    write("cu.txt", &draft(&[&shorter, GROUPS]));
    write("moi.txt", &draft(&[TRAINING, GROUPS]));
    let run = bamsat(folder.path(), &["--against", "cu.txt"]).output().expect("the program runs");
    assert!(run.status.code() == Some(1) && String::from_utf8_lossy(&run.stdout).contains("worse by: 1"), "{run:?}");
    let run = bamsat(folder.path(), &["--against", "khong-co.txt"]).output().expect("the program runs");
    assert_eq!(run.status.code(), Some(2));
}

/// A program that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_change_is_told_at_once() {
    let folder = folder(&[("cap-tren.txt", PARENT), ("moi.txt", &draft(&[TRAINING]))]);
    let mut command = bamsat(folder.path(), &["--watch", "--format", "concise", "--quiet"]);
    let mut running = Running(command.stdout(Stdio::piped()).spawn().expect("the program runs"));
    let output = running.0.stdout.take().expect("a pipe");
    let (said, lines) = mpsc::channel();
    std::thread::spawn(move || BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| said.send(line)));
    // The last line of a run says what was not read.
    let next = || -> Vec<String> {
        let mut run = Vec::new();
        while !run.last().is_some_and(|line: &String| line.starts_with("all of the text")) {
            run.push(lines.recv_timeout(Duration::from_secs(20)).expect("a line"));
        }
        run
    };
    assert!(next()[0].contains("missing-mandate"));
    let file = folder.path().join("moi.txt");
    let mut took = Vec::new();
    for text in [draft(&[TRAINING, GROUPS]), draft(&[GROUPS])] {
        let since = Instant::now();
        std::fs::write(&file, text).expect("written");
        let told = next();
        took.push(since.elapsed());
        assert_eq!(told[0].contains("missing-mandate"), took.len() == 2, "{told:?}");
    }
    // A loaded machine may be late once.
    assert!(took.iter().min() < Some(&Duration::from_millis(200)), "{took:?}");
}
