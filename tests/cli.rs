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

/// A folder of its own for one test, gone afterwards.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("bamsat-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

fn bamsat(arguments: &[&str], file: &std::path::Path) -> (Option<i32>, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_bamsat")).args(arguments).args(["--lang", "en"]).arg(file).output().expect("the program runs");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

const DRAFT: &str = "ỦY BAN NHÂN DÂN\r\nTỈNH AN BÌNH\r\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\r\nĐộc lập - Tự do - Hạnh phúc\r\n\
    Số: 5 /KH-UBND\r\nAn Bình, ngày 5 tháng 1 năm 2026\r\nKẾ HOẠCH\r\nPhòng cháy, chữa cháy năm 2026\r\nI. NHIỆM VỤ\r\n\
    - Xử lý vi phạm theo Điểm a Khoản 2 Điều 103 Luật Xây dựng.\r\n- Quán triệt Nghị quyết số 57/NQ-TW ngày 22/12/2024.\r\n\
    Nơi nhận:\r\n- Các sở, ban, ngành.\r\n- Lưu: VT;\r\nT/M ỦY BAN NHÂN DÂN\r\nCHỦ TỊCH\r\nTrần Minh Hòa\r\n";

#[test]
fn fix_writes_a_copy_in_which_nothing_mended_is_found_again() {
    let folder = folder("fix");
    let file = folder.join("du-thao.txt");
    std::fs::write(&file, DRAFT).expect("a draft");
    let (status, stdout, stderr) = bamsat(&["lint", "--fix", "--format", "concise", "--fail-on", "warning"], &file);
    assert_eq!(status, Some(0), "{stdout}");
    assert!(stderr.contains("8 mended") && stderr.lines().count() == 1 && stdout.contains("du-thao.bamsat.txt: "), "{stderr}{stdout}");
    assert_eq!(std::fs::read_to_string(&file).expect("the draft"), DRAFT);
    let wanted = DRAFT
        .replace("5 /KH-UBND", "05/KH-UBND")
        .replace("ngày 5 tháng 1", "ngày 05 tháng 01")
        .replace("Điểm a Khoản 2", "điểm a khoản 2")
        .replace("57/NQ-TW", "57-NQ/TW")
        .replace("ngành.", "ngành;")
        .replace("VT;", "VT.")
        .replace("T/M", "TM.");
    assert_eq!(std::fs::read_to_string(folder.join("du-thao.bamsat.txt")).expect("the copy"), wanted);
    let (_, stdout, stderr) = bamsat(&["lint", "--fix", "--in-place", "--format", "concise"], &file);
    assert_eq!(std::fs::read_to_string(&file).expect("the draft"), wanted, "{stdout}{stderr}");
    let (_, _, stderr) = bamsat(&["lint", "--fix", "--in-place"], &file);
    assert!(stderr.contains("nothing was mended"), "{stderr}");
    std::fs::remove_dir_all(&folder).expect("a temporary folder");
}

#[test]
fn fix_refuses_what_it_cannot_mend() {
    let folder = folder("refuse");
    let file = folder.join("du-thao.html");
    std::fs::write(&file, format!("<html><body><p>{}</p></body></html>", DRAFT.trim_end().replace("\r\n", "</p><p>"))).expect("a page");
    let (status, stdout, stderr) = bamsat(&["lint", "--fix"], &file);
    assert_eq!((status, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("HTML, which is not mended") && stderr.lines().count() == 1, "{stderr}");
    assert_eq!(support::entries(&folder).len(), 1);
    std::fs::remove_dir_all(&folder).expect("a temporary folder");
}
