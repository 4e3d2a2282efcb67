//! No path leads out of the folders that were named: links, settings, results, parts of Word files.
#![cfg(unix)]

#[expect(dead_code, reason = "Word files only")]
#[path = "../crates/bamsat-read/tests/files/made.rs"]
mod made;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const PARENT: &str = "UBND TỈNH A\nSố: 5/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n1. Các xã, phường:\n\
    - Tập huấn kỹ năng số cho 100% cán bộ xã trước ngày 30/6/2026.\n- Bí mật: thành lập tổ công nghệ số cộng đồng ở mỗi thôn.\n";
const PLAN: &str = "UBND XÃ B\nSố: 7/KH-UBND\nB, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n\
    - Tập huấn kỹ năng số cho cho 60% cán bộ xã trước ngày 30/6/2026.\n- Theo Điểm a Khoản 2 Điều 103 Luật Xây dựng.\n";

/// A folder with a plan, `inside`, beside a text that nobody named.
struct Place {
    whole: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let whole = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(whole.path().join("inside/sub")).expect("a folder");
        fs::create_dir(whole.path().join("outside")).expect("a folder");
        fs::write(whole.path().join("outside/secret.txt"), PARENT).expect("written");
        fs::write(whole.path().join("inside/plan.txt"), PLAN).expect("written");
        Self { whole }
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.whole.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(path), bytes).expect("written");
    }

    /// A link in `inside`.
    fn link(&self, name: &str, target: impl AsRef<Path>) {
        symlink(target, self.path("inside").join(name)).expect("a link");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
        command.args(arguments).args(["--lang", "en"]).current_dir(self.path("inside"));
        let mut running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        // Whoever waits for a pipe that nobody writes to waits for ever.
        for _ in 0..600 {
            if running.try_wait().expect("a program").is_some() {
                return running.wait_with_output().expect("its words");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        running.kill().expect("a program");
        panic!("{arguments:?} does not end");
    }

    /// What an audit of the folder says.
    fn audit(&self) -> serde_json::Value {
        let run = self.run(&["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never"]);
        assert!(run.status.success(), "{run:?}");
        serde_json::from_slice(&run.stdout).expect("JSON")
    }

    /// That the text which nobody named is as it was, and alone.
    fn is_untouched(&self) {
        assert_eq!(fs::read_to_string(self.path("outside/secret.txt")).expect("a text"), PARENT);
        assert_eq!(fs::read_dir(self.path("outside")).expect("a folder").count(), 1);
        assert_eq!(fs::read_dir(self.whole.path()).expect("a folder").count(), 2);
    }
}

fn err(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

/// The texts that an audit read.
fn texts(audit: &serde_json::Value) -> Vec<&str> {
    audit["documents"].as_array().expect("documents").iter().filter_map(|document| document["path"].as_str()).collect()
}

/// A pipe that nobody writes to: whoever opens it waits.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn links_of_an_audited_folder_are_not_followed_and_those_that_lead_out_are_told() {
    let place = Place::new();
    place.link("text.txt", "../outside/secret.txt");
    place.link("full.txt", place.path("outside/secret.txt"));
    place.link("folder", "../outside");
    place.link("gone.docx", "../outside/gone.docx");
    place.link("up", "..");
    place.link("picture.png", "/dev/null");
    // What is in the folder is met by itself.
    place.link("same.txt", "plan.txt");
    place.link("below", "sub");
    pipe(&place.path("inside/pipe.txt"));
    let audit = place.audit();
    assert_eq!(texts(&audit), ["./plan.txt"], "{audit:#}");
    let told = |path: &str| audit["unread"].as_array().expect("unread").iter().any(|unread| unread["path"] == path);
    for path in ["./text.txt", "./full.txt", "./folder", "./gone.docx", "./up"] {
        assert!(told(path), "{path}: {}", audit["unread"]);
    }
    let broken = |unread: &&serde_json::Value| {
        unread["reason"].as_str().is_some_and(|reason| reason.contains("broken link") || reason.contains("liên kết hỏng"))
    };
    let broken: Vec<&serde_json::Value> =
        audit["unread"].as_array().expect("unread").iter().filter(broken).map(|unread| &unread["path"]).collect();
    assert_eq!(broken, ["./gone.docx"], "{}", audit["unread"]);
    assert_eq!(audit["unread"].as_array().map(Vec::len), Some(5), "{}", audit["unread"]);
    assert_eq!(audit["skipped"], 3, "{audit:#}");
    assert!(!audit.to_string().contains("Bí mật"));
}

#[test]
fn lists_of_what_is_left_out_are_plain_files() {
    let place = Place::new();
    place.write("inside/sub/a.txt", PLAN.replace("7/KH", "8/KH"));
    pipe(&place.path("inside/sub/.gitignore"));
    let audit = place.audit();
    assert_eq!(texts(&audit), ["./plan.txt"], "{audit:#}");
    assert_eq!(audit["unread"][0]["path"], "./sub/.gitignore");
    for name in [".gitignore", ".ignore", ".bamsatignore"] {
        let place = Place::new();
        place.link(name, "/dev/zero");
        let run = place.run(&["audit", ".", "--no-cache"]);
        assert!(run.status.code() == Some(2) && err(&run).contains("no plain file"), "{run:?}");
    }
}

#[test]
fn settings_name_parents_in_their_own_folder_only() {
    let place = Place::new();
    place.write("inside/sub/parent.txt", PARENT.replace("Bí mật: t", "T"));
    place.link("text.txt", "../outside/secret.txt");
    place.link("folder", "../outside");
    let check = |parent: &str| {
        place.write("inside/bamsat.toml", format!("[[plan]]\npath = \"plan.txt\"\nparent = ['{parent}']\n"));
        place.run(&["check", "plan.txt"])
    };
    for parent in ["sub/parent.txt", "./sub/../sub/parent.txt"] {
        assert_eq!(check(parent).status.code(), Some(1), "{parent}");
    }
    let full = place.path("outside/secret.txt").display().to_string();
    let outside = [
        "../outside/secret.txt",
        "sub/../../outside/secret.txt",
        &full,
        "/dev/zero",
        "text.txt",
        "folder/secret.txt",
        r"..\a",
        r"C:\a",
        r"\\a\b",
    ];
    for parent in outside {
        let run = check(parent);
        assert!(run.status.code() == Some(2) && run.stdout.is_empty(), "{parent}: {run:?}");
        assert!(err(&run).contains("leads out of the folder") && !err(&run).contains("Bí mật"), "{parent}: {run:?}");
    }
    // Whoever names a file on the command line means it.
    fs::remove_file(place.path("inside/bamsat.toml")).expect("removed");
    assert_eq!(place.run(&["check", "plan.txt", "--parent", "../outside/secret.txt"]).status.code(), Some(1));
}

#[test]
fn settings_that_are_found_are_no_link_out_of_their_folder() {
    let place = Place::new();
    place.link("bamsat.toml", "../outside/secret.txt");
    let run = place.run(&["lint", "plan.txt"]);
    assert!(run.status.code() == Some(2) && err(&run).contains("--config") && !err(&run).contains("Bí mật"), "{run:?}");
}

#[test]
fn results_take_the_place_of_links_that_nobody_named() {
    let place = Place::new();
    // The copy of a draft has a name that the program makes.
    place.link("plan.bamsat.txt", "../outside/secret.txt");
    let run = place.run(&["lint", "plan.txt", "--fix"]);
    assert!(err(&run).contains("mended"), "{run:?}");
    let copy = place.path("inside/plan.bamsat.txt");
    assert!(!copy.is_symlink() && fs::read_to_string(copy).is_ok_and(|text| text.contains("điểm a khoản 2")));
    // So have the tables of an audit.
    for (format, ending) in [("csv", "csv"), ("jsonl", "jsonl")] {
        let name = format!("sub/documents.{ending}");
        place.link(&name, "../../outside/secret.txt");
        let run = place.run(&["audit", ".", "--no-cache", "--format", format, "--output", "sub", "--fail-on", "never"]);
        assert!(run.status.success() && !place.path("inside").join(&name).is_symlink(), "{run:?}");
    }
    place.is_untouched();
}

/// The cache holds words of documents.
#[test]
fn a_new_cache_is_for_its_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let run = place.run(&["audit", ".", "--cache", "new/cache", "--fail-on", "never"]);
    let mode = fs::metadata(place.path("inside/new/cache")).expect("a folder").permissions().mode();
    assert!(run.status.success() && mode & 0o777 == 0o700, "{mode:o} {run:?}");
}

#[test]
fn settings_are_not_written_through_a_link() {
    let place = Place::new();
    place.link("bamsat.toml", "../outside/new.toml");
    let run = place.run(&["init"]);
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    place.is_untouched();
}

#[test]
fn parts_of_a_word_file_stay_in_it() {
    let place = Place::new();
    let body: String = PLAN.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let types = ("[Content_Types].xml", "<Types xmlns=\"t\"></Types>");
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind: &str, target: &str| {
        format!("<Relationships><Relationship Id=\"a\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>")
    };
    for name in ["../../outside/new.txt", "/tmp/new.txt", r"..\new.txt", r"C:\new.txt", "word/../../../new.txt"] {
        place.write("inside/a.docx", made::docx(&[types, (name, "hostile")], &body));
        let read = place.run(&["read", "a.docx"]);
        assert!(read.status.success() && String::from_utf8_lossy(&read.stdout).contains("kỹ năng số"), "{name}: {read:?}");
        // A copy would be unpacked by others.
        let copy = place.run(&["check", "a.docx", "--parent", "../outside/secret.txt", "--annotate", "b.docx"]);
        assert!(copy.status.code() == Some(2) && err(&copy).contains("leads out of the file"), "{name}: {copy:?}");
        let mended = place.run(&["lint", "a.docx", "--fix"]);
        assert!(err(&mended).contains("leads out of the file"), "{name}: {mended:?}");
        assert!(!place.path("inside/b.docx").exists() && !place.path("inside/a.bamsat.docx").exists());
    }
    for target in ["../../../outside/new.txt", "/../new.txt", r"..\new.txt", "../../../../tmp/new.txt"] {
        let comments = relations("comments", target);
        place.write("inside/a.docx", made::docx(&[types, ("word/_rels/document.xml.rels", &comments)], &body));
        let copy = place.run(&["check", "a.docx", "--parent", "../outside/secret.txt", "--annotate", "b.docx"]);
        assert!(copy.status.code() == Some(2) && !place.path("inside/b.docx").exists(), "{target}: {copy:?}");
        // The text itself cannot lie elsewhere either.
        let main = relations("officeDocument", target);
        place.write("inside/a.docx", made::docx(&[types, ("_rels/.rels", &main)], &body));
        let read = place.run(&["read", "a.docx"]);
        assert!(read.status.code() == Some(2) && err(&read).contains("holds no words"), "{target}: {read:?}");
    }
    place.is_untouched();
}
