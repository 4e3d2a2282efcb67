//! The same on every system: line ends, separators of paths, and a core that needs no compiler but that of Rust.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const PARENT: &str = "UBND TỈNH A\nSố: 5/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n1. Các xã, phường:\n\
    - Tập huấn kỹ năng số cho 100% cán bộ xã\n  trước ngày 30/6/2026.\n- Thành lập tổ công nghệ số cộng đồng ở mỗi thôn.\n\
    <!-- bamsat: allow stale-year,\n thử -->\n| Nhiệm vụ | Thời hạn |\n|---|---|\n| Rà soát hạ tầng | Quý II |\n";
const PLAN: &str = "UBND XÃ B\nSố: 7/KH-UBND\nB, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026\n\nI. NHIỆM VỤ\n\
    - Tập huấn kỹ năng số cho cho 60% cán bộ xã\n  trước ngày 30/12/2026.\n- Theo Điểm a Khoản 2 Điều 103 Luật Xây dựng.\n";

fn bamsat(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments).args(["--lang", "en", "--today", "2026-03-01"]).current_dir(folder);
    command.output().expect("the program runs")
}

/// A folder of texts and settings with these line ends.
fn folder(end: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("ke hoach")).expect("a folder");
    let settings = "[[plan]]\npath = \"ke hoach/a.md\"\nparent = \"cap-tren.md\"\n\n[severity]\nlate-deadline = \"warning\"\n";
    for (name, text) in [("cap-tren.md", PARENT), ("ke hoach/a.md", PLAN), ("bamsat.toml", settings)] {
        std::fs::write(folder.path().join(name), text.replace('\n', end)).expect("written");
    }
    folder
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let (unix, windows) = (folder("\n"), folder("\r\n"));
    let runs: [&[&str]; 12] = [
        &["check", "ke hoach/a.md", "--format", "full"],
        &["check", "ke hoach/a.md", "--format", "concise"],
        &["check", "ke hoach/a.md", "--format", "json"],
        &["check", "ke hoach/a.md", "--format", "sarif"],
        &["check", "ke hoach/a.md", "--format", "github"],
        &["check", "ke hoach/a.md", "--format", "html"],
        &["check", "ke hoach/a.md", "--format", "csv"],
        &["lint", "ke hoach/a.md", "cap-tren.md", "--format", "json"],
        &["lint", "ke hoach/a.md", "cap-tren.md", "--format", "full"],
        &["parse", "ke hoach/a.md", "cap-tren.md", "--format", "json"],
        &["read", "cap-tren.md"],
        &["audit", ".", "--no-cache", "--format", "json"],
    ];
    for arguments in runs {
        let [one, other] = [&unix, &windows].map(|folder| bamsat(folder.path(), arguments));
        let [one, other] = [one, other].map(|run| (run.status.code(), String::from_utf8(run.stdout).expect("UTF-8")));
        assert!(one.1.len() > 100 && one == other, "{arguments:?}\n{}\n{}", one.1, other.1);
    }
    // What is mended keeps the line ends that it had.
    bamsat(windows.path(), &["lint", "ke hoach/a.md", "--fix"]);
    let mended = std::fs::read_to_string(windows.path().join("ke hoach/a.bamsat.md")).expect("a copy");
    assert!(mended.contains("điểm a khoản 2") && mended.matches('\n').count() == mended.matches("\r\n").count(), "{mended:?}");
}

/// The paths in a form: what stands behind these names.
fn paths(json: &Value, names: &[&str], out: &mut BTreeSet<String>) {
    match json {
        Value::Object(all) => {
            out.extend(
                all.iter().filter(|(name, _)| names.contains(&name.as_str())).filter_map(|(_, value)| Some(value.as_str()?.to_owned())),
            );
            all.values().for_each(|value| paths(value, names, out));
        }
        Value::Array(all) => all.iter().for_each(|value| paths(value, names, out)),
        _ => {}
    }
}

#[test]
fn paths_in_forms_for_programs_have_slashes() {
    let folder = folder("\n");
    let path = Path::new("ke hoach").join("a.md").display().to_string();
    let run = |format: &str| String::from_utf8(bamsat(folder.path(), &["check", &path, "--format", format]).stdout).expect("UTF-8");
    for (format, names, wanted) in
        [("json", &["path"][..], "ke hoach/a.md"), ("sarif", &["uri"], "ke%20hoach/a.md"), ("gitlab", &["path"], "ke hoach/a.md")]
    {
        let mut found = BTreeSet::new();
        paths(&serde_json::from_str(&run(format)).expect("JSON"), names, &mut found);
        assert!(found.contains(wanted), "{format}: {found:?}");
    }
    assert!(run("github").contains("file=ke hoach/a.md,") && run("junit").contains("testsuite name=\"ke hoach/a.md\""));
}

/// A path of Windows, as a program that uses the library may hand it on.
#[test]
fn sarif_takes_paths_of_windows() {
    use bamsat_core::report::{comparison_json::Files, sarif::sarif, told::Told};
    use bamsat_core::{Config, check, finding::Standing, message::Lang, read};
    let (parent, plan) = (read(PARENT), read(PLAN));
    let checked = check(&parent, &plan, &Config::default());
    let files = Files { parent: r"van ban\cap-tren.md", child: r".\ke-hoach\a.md" };
    let told: Vec<Told> =
        checked.findings.iter().map(|found| Told::of(found, Standing::Counts, (&parent.source, &plan.source), files)).collect();
    let mut found = BTreeSet::new();
    paths(&serde_json::from_str(&sarif(&told, Lang::Vi)).expect("JSON"), &["uri"], &mut found);
    assert_eq!(found, BTreeSet::from(["ke-hoach/a.md".to_owned(), "van%20ban/cap-tren.md".to_owned()]));
}

/// The packages that the build of one of ours takes, by name, with the native library that each binds, if any.
fn packages_of(name: &str) -> BTreeMap<String, Option<String>> {
    // Of other systems not every package need have been fetched.
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs").stdout;
    let version = String::from_utf8(version).expect("UTF-8");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a system");
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host]);
    let run = command.current_dir(support::root()).output().expect("cargo runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let metadata: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let packages: BTreeMap<&str, &Value> =
        metadata["packages"].as_array().expect("packages").iter().map(|p| (p["id"].as_str().expect("an id"), p)).collect();
    let nodes: BTreeMap<&str, &Value> =
        metadata["resolve"]["nodes"].as_array().expect("nodes").iter().map(|n| (n["id"].as_str().expect("an id"), n)).collect();
    let mut waiting: Vec<&str> = packages.iter().filter(|(_, package)| package["name"] == name).map(|(id, _)| *id).collect();
    let mut out = BTreeMap::new();
    while let Some(id) = waiting.pop() {
        let package = packages[id];
        if out.insert(package["name"].as_str().expect("a name").to_owned(), package["links"].as_str().map(str::to_owned)).is_some() {
            continue;
        }
        for needed in nodes[id]["deps"].as_array().expect("dependencies") {
            // Tests may need what they like.
            let is_built = |kind: &Value| kind["kind"] != "dev";
            if needed["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(is_built)) {
                waiting.push(needed["pkg"].as_str().expect("an id"));
            }
        }
    }
    out
}

#[test]
fn the_libraries_need_no_compiler_of_c() {
    const COMPILERS: [&str; 6] = ["cc", "cmake", "bindgen", "pkg-config", "vcpkg", "autotools"];
    let native = |name: &str, links: &Option<String>| {
        let is_bound = links.as_ref().is_some_and(|library| library != "wasm_bindgen");
        // Names of the system's own library, which every Rust program on Windows takes.
        let is_sys = name.ends_with("-sys") && !["windows-sys", "js-sys", "web-sys", "linux-raw-sys"].contains(&name);
        is_bound || is_sys || COMPILERS.contains(&name)
    };
    for library in ["bamsat-core", "bamsat-read"] {
        let packages = packages_of(library);
        assert!(packages.len() > 10 && packages.contains_key("serde"), "{packages:?}");
        let found: Vec<_> = packages.iter().filter(|(name, links)| native(name, links)).collect();
        assert!(found.is_empty(), "{library}: {found:?}");
    }
    // The program has some, so that the test would show them.
    let program = packages_of("bamsat-cli");
    assert!(program.iter().any(|(name, links)| native(name, links)), "{program:?}");
}

/// Only files that say so ask for one system.
#[test]
fn calls_of_one_system_are_marked() {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for path in support::entries(folder) {
            if path.is_dir() {
                walk(&path, found);
                continue;
            }
            let text = support::read(&path);
            let (mut marked, mut before) = (text.contains("#![cfg(unix)]"), "");
            for line in text.lines() {
                let is_call = ["std::os::unix", "std::os::linux", "std::os::windows", "rustix::"].iter().any(|call| line.contains(call));
                // The mark stands on the line before, or before the item around it.
                marked |= before.contains("#[cfg(") && ["unix)", "target_os"].iter().any(|system| before.contains(system));
                marked &= before != "}" || text.contains("#![cfg(unix)]");
                if is_call && !marked {
                    found.push(format!("{}: {line}", path.display()));
                }
                before = line;
            }
        }
    }
    let mut found = Vec::new();
    walk(&support::root().join("crates/bamsat-core/src"), &mut found);
    walk(&support::root().join("crates/bamsat-read/src"), &mut found);
    walk(&support::root().join("crates/bamsat-cli/src"), &mut found);
    assert!(found.is_empty(), "{found:#?}");
}
