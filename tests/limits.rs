//! Each limit of `[limits]`: what lies at the bound is done, what lies just above is told with the limit.
#![expect(clippy::print_stdout, reason = "what was skipped is for the reader of the run")]

#[path = "../crates/bamsat-read/tests/files/made.rs"]
mod made;

use std::path::Path;
use std::process::{Command, Output};

/// A limit, and the test that holds it.
type Tested = (&'static str, fn(&str));

/// All limits, in the order of `bamsat config`.
const TESTED: [Tested; 18] = [
    ("file-mb", size_of_a_file),
    ("part-mb", size_of_a_part),
    ("text-mb", size_of_the_words),
    ("pages", pages),
    ("page-letters", letters),
    ("page-operators", operators),
    ("elements", elements),
    ("nesting", nesting),
    ("memory-mb", memory),
    ("seconds", time),
    ("scanned-pages", scanned_pages),
    ("scan-seconds", time_of_scans),
    ("mandates", mandates),
    ("clause-pairs", pairs_of_clauses),
    ("files", files),
    ("total-mb", size_of_a_folder),
    ("run-seconds", time_of_a_run),
    ("cache-mb", size_of_the_cache),
];

const MB: usize = 1 << 20;
const PARENT: &str = "UBND TỈNH A\nSố: 5/KH-UBND\nA, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nVề sách\nI. NHIỆM VỤ\n\
    - Kiểm tra cơ sở in.\n- Tặng sách cho thư viện xã.\n- Mở ngày hội đọc sách.\n";
const CHILD: &str = "UBND XÃ B\nSố: 7/KH-UBND\nB, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nThực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2026 \
    của UBND tỉnh A:\nI. NHIỆM VỤ\n- Kiểm tra cơ sở in.\n- Tặng sách cho thư viện xã.\n- Mở ngày hội đọc sách.\n";

/// A folder with one limit set.
struct Project(tempfile::TempDir);

impl Project {
    fn new(key: &str, value: u64) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let project = Self(folder);
        project.write("bamsat.toml", format!("[limits]\n{key} = {value}\n"));
        project
    }

    /// The same with a plan and its parent.
    fn pair(key: &str, value: u64) -> Self {
        let project = Self::new(key, value);
        project.write("cap-tren.txt", PARENT);
        project.write("ke-hoach.txt", CHILD);
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), bytes).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(Path::new(""), arguments)
    }

    /// Runs the program with this folder as the path.
    fn run_with(&self, programs: &Path, arguments: &[&str]) -> Output {
        let lang = if arguments.contains(&"--lang") { &[][..] } else { &["--lang", "en"] };
        let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
        command
            .args(arguments)
            .args(lang)
            .current_dir(self.path())
            .env("PATH", programs)
            .env("RAYON_NUM_THREADS", "2")
            .output()
            .expect("the program runs")
    }
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The words by which a limit is told.
fn told(key: &str, value: u64) -> String {
    format!("; to raise it: {key} under [limits] in bamsat.toml (now {value}, at most ")
}

/// A file is read under `value` and not under one less, or, where `above` is given, that one is not.
fn reads(key: &str, value: u64, name: &str, bytes: &[u8], above: Option<&[u8]>) {
    let project = Project::new(key, value);
    project.write(name, bytes);
    let run = project.run(&["read", name]);
    assert_eq!(run.status.code(), Some(0), "{key} = {value}: {}", said(&run.stderr));
    let (value, bytes) = above.map_or((value - 1, bytes), |above| (value, above));
    let project = Project::new(key, value);
    project.write(name, bytes);
    refuses(&project.run(&["read", name]), key, value);
    let vietnamese = said(&project.run(&["read", name, "--lang", "vi"]).stderr);
    assert!(vietnamese.contains(&format!("nâng giới hạn: {key} ở mục [limits] của bamsat.toml (đang là {value}")), "{vietnamese}");
}

fn refuses(run: &Output, key: &str, value: u64) {
    assert!(run.status.code() == Some(2) && said(&run.stderr).contains(&told(key, value)), "{key} = {value}: {}", said(&run.stderr));
    assert_eq!(said(&run.stderr).lines().count(), 1, "{key}: one line: {}", said(&run.stderr));
}

#[test]
fn every_limit_holds_at_its_bound() {
    let config = said(&Project::new("pages", 2_000).run(&["config"]).stdout);
    let keys: Vec<&str> = config.split("[limits]\n").nth(1).expect("limits").lines().filter_map(|line| line.split(" = ").next()).collect();
    assert_eq!(keys, TESTED.map(|(key, _)| key), "each limit has a test");
    std::thread::scope(|scope| {
        let tests = TESTED.map(|(key, test)| (key, scope.spawn(move || test(key))));
        let failed: Vec<&str> = tests.into_iter().filter_map(|(key, test)| test.join().is_err().then_some(key)).collect();
        assert!(failed.is_empty(), "{failed:?}");
    });
}

#[test]
fn what_no_run_could_hold_to_is_an_error_of_the_settings() {
    for (key, _) in TESTED {
        for value in ["0", "99999999999999"] {
            let project = Project::new("pages", 1);
            project.write("bamsat.toml", format!("[limits]\n{key} = {value}\n"));
            let run = project.run(&["config"]);
            assert!(run.status.code() == Some(2) && said(&run.stderr).contains(&format!("limits.{key}: 1–")), "{key} = {value}: {run:?}");
        }
    }
}

/// Words of so many bytes.
fn words(bytes: usize) -> Vec<u8> {
    let mut text = PARENT.as_bytes().to_vec();
    text.resize(bytes, b'a');
    text
}

fn size_of_a_file(key: &str) {
    reads(key, 1, "a.txt", &words(MB), Some(&words(MB + 1)));
}

fn size_of_the_words(key: &str) {
    reads(key, 1, "a.txt", &words(MB), Some(&words(MB + 1)));
}

/// A Word file whose main part has so many bytes.
fn part(bytes: usize) -> Vec<u8> {
    let (open, close) = ("<w:document><w:body><w:p><w:r><w:t>Kế hoạch", "</w:t></w:r></w:p></w:body></w:document>");
    let fill = "a".repeat(bytes - open.len() - close.len());
    made::zipped(&[("word/document.xml", &format!("{open}{fill}{close}"))])
}

fn size_of_a_part(key: &str) {
    reads(key, 1, "a.docx", &part(MB), Some(&part(MB + 1)));
}

fn page(words: &str) -> Vec<made::Placed<'_>> {
    vec![made::Placed { x: 85.0, y: 700.0, size: 14.0, words }]
}

fn pages(key: &str) {
    reads(key, 4, "a.pdf", &made::pdf(&[page("Một"), page("Hai"), page("Ba"), page("Tư")]), None);
}

fn letters(key: &str) {
    reads(key, 7, "a.pdf", &made::pdf(&[page("KẾHOẠCH")]), None);
}

fn operators(key: &str) {
    // BT, Tf, Tm, Tj, ET.
    reads(key, 5, "a.pdf", &made::pdf(&[page("KẾ HOẠCH")]), None);
}

fn elements(key: &str) {
    reads(key, 5, "a.docx", &part(100), None);
}

fn nesting(key: &str) {
    reads(key, 5, "a.docx", &part(100), None);
    reads(key, 4, "a.html", "<html><body><div><p>Kế hoạch</p></div></body></html>".as_bytes(), None);
    // Cells that nobody closes by name stand inside each other all the same.
    let nested = |open: &str, close: &str, times: usize| format!("{}Kế hoạch{}", open.repeat(times), close.repeat(times));
    let tables = format!("<html><body>{}</body></html>", nested("<table><tr><td>", "</td></tr></table>", 30));
    reads(key, 2 + 30 * 4, "a.html", tables.as_bytes(), None);
    // At the highest value the stack of a thread holds, also of one among many.
    let highest = 512;
    let project = Project::pair(key, highest as u64);
    let rows = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", (highest - 6) / 3);
    let rows = rows.replace("Kế hoạch", "<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>");
    project.write("bang.docx", made::docx(&[], &rows));
    for (name, open, close, each) in [
        ("khoi.html", "<div>", "</div>", 1),
        ("bang.html", "<table><tr><td>", "</td></tr></table>", 4),
        ("muc.html", "<ul><li>", "</li></ul>", 2),
    ] {
        project.write(name, format!("<html><body>{}</body></html>", nested(open, close, (highest - 2) / each)));
    }
    for name in ["bang.docx", "khoi.html", "bang.html", "muc.html"] {
        let run = project.run(&["read", name]);
        assert!(run.status.code() == Some(0) && said(&run.stdout).contains("Kế hoạch"), "{name}: {run:?}");
    }
    let run = project.run(&["audit", ".", "--no-cache", "--fail-on", "never"]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
}

fn memory(key: &str) {
    if !cfg!(target_os = "linux") {
        println!("skipped: {key} is held on Linux only");
        return;
    }
    // How much a reader takes is not known to the byte.
    for (value, fine) in [(1_024, true), (24, false)] {
        let project = Project::new(key, value);
        project.write("a.txt", CHILD.repeat(40_000));
        let run = project.run(&["read", "a.txt", "--isolate"]);
        if fine {
            assert_eq!(run.status.code(), Some(0), "{}", said(&run.stderr));
        } else {
            refuses(&run, key, value);
        }
    }
}

fn time(key: &str) {
    // A busy machine takes its time to start a process.
    let project = Project::pair(key, 20);
    assert_eq!(project.run(&["read", "ke-hoach.txt", "--isolate"]).status.code(), Some(0));
    project.write("bamsat.toml", format!("[limits]\n{key} = 1\nnesting = 512\n"));
    // Its words are weighed at every step down.
    let deep = format!("<html><body>{}{}</body></html>", "<div>".repeat(500), "kế hoạch ".repeat(1_300_000));
    project.write("sau.html", deep);
    refuses(&project.run(&["read", "sau.html", "--isolate"]), key, 1);
}

/// Stand-ins for the programs that recognise words, of which each page takes so many seconds.
#[cfg(unix)]
fn recognisers(seconds: u32) -> tempfile::TempDir {
    let programs = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    install(programs.path(), "pdftoppm", "for last; do :; done; echo P5 > \"$last.pgm\"");
    // Other words on each page: what stands on all of them is a running head.
    let rows = "4\\t1\\t1\\t1\\t1\\t0\\t300\\t300\\t900\\t60\\t-1\\t\\n5\\t1\\t1\\t1\\t1\\t1\\t300\\t300\\t200\\t60\\t96\\t$w\\n";
    let word = "case \"$1\" in *-1.pgm) w=Một;; *-2.pgm) w=Hai;; *-3.pgm) w=Ba;; *) w=Bốn;; esac";
    install(
        programs.path(),
        "tesseract",
        &format!("[ \"$1\" = --list-langs ] && echo vie && exit; /bin/sleep {seconds}; {word}; printf \"{rows}\""),
    );
    programs
}

#[cfg(unix)]
fn install(folder: &Path, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a program");
}

/// Pages with words.
#[cfg(unix)]
fn recognised(run: &Output) -> usize {
    ["Một", "Hai", "Ba", "Bốn"].into_iter().filter(|word| said(&run.stdout).contains(word)).count()
}

#[cfg(unix)]
fn scanned_pages(key: &str) {
    let programs = recognisers(0);
    for (value, read) in [(3, 3), (2, 2)] {
        let project = Project::new(key, value);
        project.write("scan.pdf", made::scan(3));
        let run = project.run_with(programs.path(), &["read", "scan.pdf"]);
        assert_eq!(recognised(&run), read, "{run:?}");
        assert_eq!(said(&run.stderr).contains(&told(key, value)), read < 3, "{run:?}");
        assert_eq!(said(&run.stderr).contains("pages 3 were not read"), read < 3, "{run:?}");
    }
}

#[cfg(unix)]
fn time_of_scans(key: &str) {
    let programs = recognisers(2);
    for (value, late) in [(600, false), (1, true)] {
        let project = Project::new(key, value);
        project.write("scan.pdf", made::scan(4));
        // Two pages side by side: they begin in time, the others do not.
        let run = project.run_with(programs.path(), &["read", "scan.pdf"]);
        assert_eq!(recognised(&run), if late { 2 } else { 4 }, "{run:?}");
        assert_eq!(said(&run.stderr).contains(&told(key, value)), late, "{run:?}");
    }
}

#[cfg(not(unix))]
fn scanned_pages(key: &str) {
    println!("skipped: {key}: no stand-ins for the helpers");
}

#[cfg(not(unix))]
fn time_of_scans(key: &str) {
    println!("skipped: {key}: no stand-ins for the helpers");
}

const CHECK: [&str; 6] = ["check", "ke-hoach.txt", "--parent", "cap-tren.txt", "--format", "json"];

/// The judged mandates, and what is told of the others.
fn judged(project: &Project) -> (usize, String, Option<i32>) {
    let run = project.run(&CHECK);
    let form: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let findings = form["findings"].as_array().expect("findings").iter();
    let unjudged: Vec<String> =
        findings.filter(|f| f["code"] == "unjudged-mandate").map(|f| format!("{} {}", f["message"], f["hint"])).collect();
    (form["mandates"].as_array().expect("mandates").len(), unjudged.join("\n"), run.status.code())
}

fn mandates(key: &str) {
    assert_eq!(judged(&Project::pair(key, 3)), (3, String::new(), Some(0)));
    let (count, unjudged, code) = judged(&Project::pair(key, 2));
    assert!(count == 2 && code == Some(1), "{unjudged}");
    assert!(
        unjudged.contains("mandate I/3 and all behind it, 1 in all, were not judged: they lie beyond the limit mandates = 2"),
        "{unjudged}"
    );
    // Beside an older draft nothing is called fine that was not looked at.
    let against = ["check", "ke-hoach.txt", "--parent", "cap-tren.txt", "--against", "ke-hoach.txt"];
    assert_eq!(Project::pair(key, 3).run(&against).status.code(), Some(0));
    let run = Project::pair(key, 2).run(&against);
    assert!(run.status.code() == Some(1) && said(&run.stderr).contains("mandates = 2"), "{run:?}");
    // An audit says so as well, reads the parsed text whole, and keeps nothing that a higher limit would change.
    let project = Project::pair(key, 2);
    let audit = ["audit", ".", "--cache", ".cache", "--format", "json"];
    for _ in 0..2 {
        let run = project.run(&audit);
        assert!(run.status.code() == Some(1) && said(&run.stdout).contains("unjudged-mandate"), "{run:?}");
    }
    assert_eq!(said(&project.run(&["parse", "cap-tren.txt", "--format", "json"]).stdout).matches("\"I/").count(), 3);
    project.write("bamsat.toml", format!("[limits]\n{key} = 3\n"));
    let run = project.run(&audit);
    assert!(run.status.code() == Some(0) && !said(&run.stdout).contains("unjudged-mandate"), "{run:?}");
    let against = Project::pair(key, 2);
    let run = against.run(&[&CHECK[..4], &["--against", "ke-hoach.txt"]].concat());
    assert!(said(&run.stderr).contains("were not judged"), "{run:?}");
}

fn pairs_of_clauses(key: &str) {
    // As many as three clauses and the pieces of the child make; the bound itself is told by the unit test.
    let fits = (1..100).find(|value| judged(&Project::pair(key, *value)).0 == 3).expect("a value that is enough");
    let (count, unjudged, code) = judged(&Project::pair(key, fits - 1));
    assert!(count == 2 && code == Some(1) && unjudged.contains(&format!("the limit clause-pairs = {}", fits - 1)), "{unjudged}");
}

const AUDIT: [&str; 5] = ["audit", ".", "--no-cache", "--fail-on", "never"];

fn files(key: &str) {
    assert_eq!(Project::pair(key, 2).run(&AUDIT).status.code(), Some(0));
    refuses(&Project::pair(key, 1).run(&AUDIT), key, 1);
}

fn size_of_a_folder(key: &str) {
    for (over, fine) in [(0, true), (1, false)] {
        let project = Project::pair(key, 1);
        project.write("ghi-chu.txt", "a".repeat(MB - PARENT.len() - CHILD.len() + over));
        let run = project.run(&AUDIT);
        if fine {
            assert_eq!(run.status.code(), Some(0), "{run:?}");
        } else {
            refuses(&run, key, 1);
        }
    }
}

#[cfg(unix)]
fn time_of_a_run(key: &str) {
    let programs = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    install(programs.path(), "soffice", "/bin/sleep 2");
    for (value, fine) in [(600, true), (1, false)] {
        let project = Project::pair(key, value);
        ["a.doc", "b.doc"].iter().for_each(|name| project.write(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"));
        let run = project.run_with(programs.path(), &["audit", ".", "--cache", ".cache", "--fail-on", "never"]);
        if fine {
            assert_eq!(run.status.code(), Some(0), "{run:?}");
        } else {
            refuses(&run, key, 1);
            // The next run has nothing left to read but what could not be read.
            project.write("bamsat.toml", "");
            let again = project.run(&["audit", ".", "--cache", ".cache", "--fail-on", "never"]);
            assert!(said(&again.stderr).contains("0 of 2 texts read anew, 1 of 1 pairs"), "{again:?}");
        }
    }
}

#[cfg(not(unix))]
fn time_of_a_run(key: &str) {
    println!("skipped: {key}: no stand-ins for the helpers");
}

fn size_of_the_cache(key: &str) {
    let project = Project::pair(key, 4_096);
    let lines: String = (0..9_000).map(|number| format!("- Kiểm tra cơ sở in số {number} trên địa bàn xã.\n")).collect();
    project.write("dai.txt", CHILD.replace("7/KH", "8/KH").replace("Thực hiện Kế", "Theo Kế") + &lines);
    let audit = ["audit", ".", "--cache", ".cache", "--fail-on", "never"];
    let whole = project.run(&audit);
    let size = std::fs::metadata(project.path().join(".cache/audit.redb")).expect("a cache").len();
    let (above, below) = (size.div_ceil(MB as u64), (size - 1) / MB as u64);
    assert!(below > 0, "a cache of {size} bytes");
    project.write("bamsat.toml", format!("[limits]\n{key} = {above}\n"));
    let kept = project.run(&audit);
    assert!(said(&kept.stderr).contains("0 of 3 texts read anew"), "{kept:?}");
    project.write("bamsat.toml", format!("[limits]\n{key} = {below}\n"));
    let anew = project.run(&audit);
    assert!(said(&anew.stderr).contains(&told(key, below)) && said(&anew.stderr).contains("3 of 3 texts read anew"), "{anew:?}");
    assert!(kept.stdout == whole.stdout && anew.stdout == whole.stdout);
}
