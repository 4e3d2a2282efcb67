//! Results that cannot be written: what was there stays, nothing unfinished is left, one line names the place.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use super::{cascade, is_sound, parts, said, shell};
use crate::folder::Folder;
use crate::made;

/// Commands that write files, with the file that is written, and what may stand there before.
const WRITING: [(&str, &str); 14] = [
    ("check 3-xa.txt --parent 2-tinh.md --output out.txt", "out.txt"),
    ("check 3-xa.txt --parent 2-tinh.md --format json --output out.json", "out.json"),
    ("check 3-xa.txt --parent 2-tinh.md --format html --output out.html", "out.html"),
    ("check 3-xa.txt --parent 2-tinh.md --format docx --output out.docx", "out.docx"),
    ("check 3-xa.txt --parent 2-tinh.md --format xlsx --output out.xlsx", "out.xlsx"),
    ("check 3-xa.txt --parent 2-tinh.md --write-baseline out.json", "out.json"),
    ("check a.docx --parent 2-tinh.md --annotate out.docx --format concise", "out.docx"),
    ("lint doi.txt --fix --output out.txt", "out.txt"),
    ("parse 3-xa.txt --format json --output out.json", "out.json"),
    ("audit . --no-cache --store out.sqlite", "out.sqlite"),
    ("audit . --cache .cache --format csv --output tables", "tables/documents.csv"),
    ("audit . --cache .cache --format jsonl --output tables", "tables/documents.jsonl"),
    ("audit . --no-cache --shard 1/1 --output out.bin", "out.bin"),
    ("man --output out.1", "out.1"),
];

fn project() -> Folder {
    let folder = cascade();
    let text = "UBND XÃ B\nSố: 7/KH-UBND\nB, ngày 3 tháng 2 năm 2026\nKẾ HOẠCH\nVề sách\nI. NHIỆM VỤ\n- Kiểm tra cơ sở in.\n";
    folder.write("doi.txt", text);
    let lines = ["UBND XÃ B", "KẾ HOẠCH", "Phòng cháy năm 2026", "I. NHIỆM VỤ", "- Kiểm tra cơ sở in trên địa bàn."];
    let body: String = lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>";
    fs::write(folder.path().join("a.docx"), made::docx(&[("[Content_Types].xml", types)], &body)).expect("written");
    folder
}

/// Runs with files that may grow to so many blocks and no more, which looks as a full disk does.
fn on_full_disk(folder: &Path, blocks: usize, arguments: &str) -> Output {
    shell(folder, &format!("trap '' XFSZ; ulimit -f {blocks}; exec $B {arguments}"))
}

fn one_line(run: &Output, names: &str, what: &str) {
    let lines = said(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{what}: {lines}");
    assert!(!lines.contains("panicked"), "{what}: {lines}");
    let errors: Vec<&str> = lines.lines().filter(|line| line.starts_with("bamsat: ")).collect();
    assert!(errors.len() == 1 && errors[0].contains(names), "{what}: {lines}");
}

#[test]
fn a_full_disk_costs_no_file() {
    for (arguments, target) in WRITING {
        let folder = project();
        let path = folder.path().join(target);
        // Twice: a result in the folder that is audited is counted as one of its files.
        let [_, good] = [(); 2].map(|()| shell(folder.path(), &format!("$B {arguments}")));
        assert!(good.status.code() != Some(2), "{arguments}: {}", said(&good.stderr));
        let old = fs::read(&path).unwrap_or_else(|error| panic!("{arguments}: {error}"));
        let mut failed = Vec::new();
        for blocks in [0, 1, 4, 16, 64, 256] {
            // What lies there is not what a run writes.
            let mark = if target.ends_with(".sqlite") { old.clone() } else { [b"old ".as_slice(), &old].concat() };
            fs::write(&path, &mark).expect("written");
            let run = on_full_disk(folder.path(), blocks, arguments);
            let now = fs::read(&path).expect("a file");
            if run.status.code() == Some(2) {
                one_line(&run, "", arguments);
                assert!(now == mark, "{arguments}: what was there is gone at {blocks} blocks");
                failed.push(said(&run.stderr));
            } else {
                assert!(now == old, "{arguments}: not whole at {blocks} blocks");
            }
            assert!(parts(path.parent().expect("a folder")).is_empty(), "{arguments}: left {:?}", parts(folder.path()));
        }
        let place = target.split('/').next().unwrap_or(target);
        // The texts of a shard wait in a file that is as large as itself.
        let is_told =
            |line: &String| line.contains(&format!("bamsat: {place}: ")) || arguments.contains("--shard") && line.contains("temporary");
        assert!(failed.iter().any(|line| is_told(line) && line.contains("cannot")), "{arguments}: {failed:#?}");
    }
}

/// Vietnamese says the same; a new file that was not whole is not there.
#[test]
fn a_full_disk_leaves_no_half_file() {
    let folder = project();
    let run = on_full_disk(folder.path(), 1, "check 3-xa.txt --parent 2-tinh.md --output moi.txt --lang vi");
    assert!(run.status.code() == Some(2) && said(&run.stderr).contains("bamsat: moi.txt: không ghi được ("), "{run:?}");
    let run = on_full_disk(folder.path(), 1, "init");
    one_line(&run, "bamsat.toml: cannot be written", "init");
    assert!(!folder.path().join("moi.txt").exists() && !folder.path().join("bamsat.toml").exists());
}

#[test]
fn a_full_device_behind_standard_output_is_told() {
    if !Path::new("/dev/full").exists() {
        eprint_skipped("/dev/full");
        return;
    }
    let folder = project();
    for arguments in ["check 3-xa.txt --parent 2-tinh.md", "parse 3-xa.txt", "explain", "audit . --no-cache --format json"] {
        let run = shell(folder.path(), &format!("$B {arguments} > /dev/full"));
        one_line(&run, "standard output cannot be written", arguments);
        let run = shell(folder.path(), &format!("$B {arguments} --output /dev/full"));
        one_line(&run, "/dev/full: cannot be written", arguments);
    }
}

/// A cache that cannot be written costs time, and nothing else.
#[test]
fn a_full_disk_below_the_cache_changes_no_result() {
    let folder = project();
    let whole = shell(folder.path(), "$B audit . --no-cache --format json --fail-on never").stdout;
    // Enough for the texts that wait, never for a store.
    for blocks in [1_024, 2_048, 3_000] {
        let _ = fs::remove_dir_all(folder.path().join(".cache"));
        let run = on_full_disk(folder.path(), blocks, "audit . --cache .cache --format json --fail-on never");
        assert!(run.stdout == whole && run.status.success(), "{}", said(&run.stderr));
        assert!(!said(&run.stderr).contains("panicked"), "{}", said(&run.stderr));
        let again = shell(folder.path(), "$B audit . --cache .cache --format json --fail-on never");
        assert!(again.stdout == whole && again.status.success(), "{}", said(&again.stderr));
    }
    let run = on_full_disk(folder.path(), 1_024, "audit . --cache .neu --format json --fail-on never");
    assert!(said(&run.stderr).contains("note: ") && said(&run.stderr).contains(".neu"), "{}", said(&run.stderr));
}

/// A folder, a file as a folder, a folder without the right to write: each is told with its place.
#[test]
fn a_place_that_cannot_be_written_is_told() {
    let folder = project();
    folder.write("thu-muc/cu.txt", "giữ nguyên");
    folder.write("tep", "giữ nguyên");
    for arguments in ["check 3-xa.txt --parent 2-tinh.md", "audit . --no-cache", "parse 3-xa.txt"] {
        one_line(&shell(folder.path(), &format!("$B {arguments} --output thu-muc")), "thu-muc", arguments);
        one_line(&shell(folder.path(), &format!("$B {arguments} --output tep/out.txt")), "tep", arguments);
        one_line(&shell(folder.path(), &format!("$B {arguments} --output khong-co/out.txt")), "khong-co", arguments);
    }
    one_line(&shell(folder.path(), "$B audit . --no-cache --store thu-muc"), "thu-muc", "store");
    one_line(&shell(folder.path(), "$B audit . --no-cache --format csv --output tep"), "tep", "csv");
    let whole = shell(folder.path(), "$B audit . --no-cache --format json --fail-on never").stdout;
    folder.write(".khoi/audit.redb/a.txt", "");
    for cache in ["tep", ".khoi", "tep/sau"] {
        let run = shell(folder.path(), &format!("$B audit . --cache {cache} --format json --fail-on never"));
        assert!(run.stdout == whole && said(&run.stderr).contains("note: "), "{cache}: {}", said(&run.stderr));
        assert!(!said(&run.stderr).contains("panicked"), "{cache}: {}", said(&run.stderr));
    }
    assert_eq!(fs::read_to_string(folder.path().join("tep")).expect("a file"), "giữ nguyên");
    assert_eq!(fs::read_to_string(folder.path().join("thu-muc/cu.txt")).expect("a file"), "giữ nguyên");
    let closed = folder.path().join("khoa");
    fs::create_dir(&closed).expect("a folder");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("a right");
    if fs::write(closed.join("thu"), "").is_ok() {
        eprint_skipped("a folder that this user may not write");
        return;
    }
    one_line(&shell(folder.path(), "$B parse 3-xa.txt --output khoa/out.txt"), "khoa/out.txt: cannot be written", "closed");
    let run = shell(folder.path(), "$B audit . --cache khoa/cache --format json --fail-on never");
    assert!(run.stdout == whole && said(&run.stderr).contains("note: no cache"), "{}", said(&run.stderr));
}

/// What a killed run left beside the place goes away; what another run is writing stays.
#[test]
fn leavings_of_killed_runs_go_away() {
    let folder = project();
    folder.write(".out.json.4000000-0.part", "dead");
    folder.write(".out.json.4000001-0.part", "alive");
    folder.write(".out.json.ghi-chu.part", "mine");
    let alive = fs::File::open(folder.path().join(".out.json.4000001-0.part")).expect("a file");
    alive.lock().expect("a lock");
    let run = shell(folder.path(), "$B parse 3-xa.txt --format json --output out.json");
    assert!(run.status.success(), "{run:?}");
    let left: Vec<String> = parts(folder.path()).iter().map(|path| path.display().to_string()).collect();
    assert!(left.len() == 2 && left[0].ends_with("4000001-0.part") && left[1].ends_with("ghi-chu.part"), "{left:?}");
    let store = shell(folder.path(), "$B audit . --no-cache --store out.sqlite --fail-on never");
    assert!(store.status.success() && is_sound(&folder.path().join("out.sqlite")), "{store:?}");
}

/// Past the capture of the test runner: whoever reads the run must see it.
fn eprint_skipped(what: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "SKIPPED: there is no {what}");
}
