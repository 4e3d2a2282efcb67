//! Settings, exceptions, the baseline, and the forms for CI services, through the whole program.

mod support;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const PARENT: &str = "UBND TỈNH A\nSố: 5/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n1. Các xã, phường:\n\
    - Tập huấn kỹ năng số cho 100% cán bộ xã trước ngày 30/6/2026.\n- Thành lập tổ công nghệ số cộng đồng ở mỗi thôn.\n";
const CHILD: &str = "UBND XÃ B\nSố: 7/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2026\nI. NHIỆM VỤ\n\
    - Tập huấn kỹ năng số cho 60% cán bộ xã trước ngày 30/6/2026.\n";

/// A folder with a plan, its parent and these settings.
fn project(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("cap-tren.txt", PARENT), ("ke-hoach.txt", CHILD), ("bamsat.toml", settings)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn bamsat(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments).args(["--lang", "en", "--today", "2026-03-01"]).current_dir(folder);
    command.output().expect("the program runs")
}

fn out(run: &Output) -> String {
    String::from_utf8(run.stdout.clone()).expect("UTF-8")
}

fn err(run: &Output) -> String {
    String::from_utf8(run.stderr.clone()).expect("UTF-8")
}

/// The codes of the findings that count, with their severities.
fn findings(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let run = bamsat(folder, &[&["check", "ke-hoach.txt", "--format", "json"], arguments].concat());
    let json: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let found = json["findings"].as_array().expect("findings").iter();
    found.map(|f| format!("{} {}", f["code"], f["severity"]).replace('"', "")).collect()
}

const PLAN: &str = "[[plan]]\npath = \"ke-hoach.txt\"\nparent = \"cap-tren.txt\"\n";

#[test]
fn a_plan_knows_its_parent_and_rules_their_weight() {
    let folder = project(PLAN);
    let usual = findings(folder.path(), &[]);
    assert!(usual.contains(&"missing-mandate error".to_owned()) && usual.contains(&"lowered-target error".to_owned()), "{usual:?}");
    let folder = project(&format!("fail-on = \"never\"\n[severity]\nmissing-mandate = \"warning\"\nlowered-target = \"off\"\n{PLAN}"));
    let weighed = findings(folder.path(), &[]);
    assert!(weighed.contains(&"missing-mandate warning".to_owned()) && !weighed.iter().any(|f| f.starts_with("lowered-target")));
    assert_eq!(bamsat(folder.path(), &["check", "ke-hoach.txt"]).status.code(), Some(0));
    // What rests on weak evidence is not made to weigh more.
    let weak = project(&format!("[severity]\nmissing-mandate = \"error\"\n{PLAN}"));
    std::fs::write(weak.path().join("ke-hoach.txt"), format!("{CHILD}- Củng cố tổ công nghệ số.\n")).expect("written");
    let (plain, raised) = (findings(folder.path(), &[]), findings(weak.path(), &[]));
    assert!(raised.contains(&"missing-mandate info".to_owned()), "{plain:?} {raised:?}");
    assert_eq!(bamsat(folder.path(), &["check", "ke-hoach.txt", "--fail-on", "warning"]).status.code(), Some(1));
    let alone = project("");
    let run = bamsat(alone.path(), &["check", "ke-hoach.txt"]);
    assert!(run.status.code() == Some(2) && err(&run).contains("[[plan]]"), "{run:?}");
}

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    for (settings, told) in [
        ("fail_on = \"error\"\n", "bamsat.toml:1:1: no setting “fail_on”; did you mean “fail-on”?"),
        ("\n[limits]\npage = 3\n", "bamsat.toml:3:1: no setting “page”; did you mean “pages”?"),
        ("[severity]\nmising-mandate = \"info\"\n", "no rule “mising-mandate”; did you mean “missing-mandate”?"),
        ("[[ignore]]\ncode = \"missing-mandate\"\nreason = \" \"\n", "ignore.reason must not be empty"),
        ("[[ignore]]\nreason = \"a\"\n", "ignore: code, path, words, fingerprint must not be empty"),
        ("lang = \"fr\"\n", "bamsat.toml:1:8: bad setting: lang: “fr” (vi, en)"),
        ("a = [\n", "bamsat.toml:"),
        ("[[ignore]]\ncode = \"stale-year\"\nreason = \"a\"\nuntil = 2027-06-30T00:00:00\n", "“2027-06-30T00:00:00” is no day"),
        ("[[renaming]]\nfrom = \"A\"\nto = \"B\"\ndate = \"2025-13\"\n", "“2025-13” is no day"),
    ] {
        let folder = project(settings);
        let run = bamsat(folder.path(), &["config"]);
        assert!(run.status.code() == Some(2) && err(&run).contains(told), "{settings}: {run:?}");
    }
}

#[test]
fn exceptions_hold_to_their_last_day_and_idle_ones_are_told() {
    let ignore = |words: &str, until: &str| {
        format!(
            "{PLAN}[[ignore]]\ncode = \"missing-mandate\"\npath = \"ke-hoach.txt\"\nwords = \"{words}\"\nreason = \"kế hoạch riêng\"\n{until}"
        )
    };
    let accepted = project(&ignore("TỔ CÔNG NGHỆ SỐ cộng đồng", "until = 2026-03-01\n"));
    assert!(!findings(accepted.path(), &[]).iter().any(|f| f.starts_with("missing-mandate")));
    let run = bamsat(accepted.path(), &["check", "ke-hoach.txt"]);
    assert!(err(&run).contains("1 accepted"), "{run:?}");
    let expired = project(&ignore("tổ công nghệ số", "until = 2026-02-28\n"));
    assert!(findings(expired.path(), &[]).contains(&"missing-mandate error".to_owned()));
    let run = bamsat(expired.path(), &["check", "ke-hoach.txt"]);
    assert!(err(&run).contains("bamsat.toml:4: info[unused-exception] the exception ended on 2026-02-28"), "{run:?}");
    let idle = project(&ignore("những chữ không có ở đâu", ""));
    let run = bamsat(idle.path(), &["check", "ke-hoach.txt"]);
    assert!(err(&run).contains("info[unused-exception]"), "{run:?}");
    // Lint runs no rule that compares: it cannot know whether the exception is needed.
    let run = bamsat(idle.path(), &["lint", "ke-hoach.txt"]);
    assert!(!err(&run).contains("unused-exception"), "{run:?}");
}

#[test]
fn a_comment_of_the_text_accepts_a_finding() {
    let folder = project(PLAN);
    let text = |comment: &str| CHILD.replace("- Tập huấn", &format!("{comment}\n- Tập huấn"));
    let write = |text: String| std::fs::write(folder.path().join("ke-hoach.txt"), text).expect("written");
    write(text("<!-- bamsat: allow lowered-target, theo thực tế của xã -->"));
    assert!(!findings(folder.path(), &[]).iter().any(|f| f.starts_with("lowered-target") || f.starts_with("unused")));
    let run = bamsat(folder.path(), &["check", "ke-hoach.txt", "--format", "sarif"]);
    let sarif: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let result = sarif["runs"][0]["results"].as_array().expect("results").iter().find(|r| r["ruleId"] == "lowered-target").expect("marked");
    assert_eq!(result["suppressions"][0]["kind"], "inSource");
    assert_eq!(result["suppressions"][0]["justification"], "theo thực tế của xã");
    write(text("<!-- bamsat: allow late-deadline, không có -->"));
    assert!(findings(folder.path(), &[]).contains(&"unused-exception info".to_owned()));
}

#[test]
fn a_baseline_knows_what_was_there_and_only_shrinks() {
    let folder = project(PLAN);
    let check = |arguments: &[&str]| bamsat(folder.path(), &[&["check", "ke-hoach.txt"], arguments].concat());
    assert_eq!(check(&["--write-baseline", "cu.json"]).status.code(), Some(0));
    let count = || {
        let json: Value = serde_json::from_slice(&std::fs::read(folder.path().join("cu.json")).expect("written")).expect("JSON");
        json["findings"].as_array().map(Vec::len)
    };
    let before = count().expect("entries");
    assert_eq!(check(&["--baseline", "cu.json"]).status.code(), Some(0));
    assert!(findings(folder.path(), &["--baseline", "cu.json"]).is_empty());
    // Lines above change nothing; a new loss counts; a mended one is told and pruned.
    let text = CHILD
        .replace("I. NHIỆM VỤ", "Căn cứ tình hình thực tế của địa phương;\n\nI. NHIỆM VỤ")
        .replace("60%", "100%")
        .replace("30/6", "30/9");
    std::fs::write(folder.path().join("ke-hoach.txt"), text).expect("written");
    let run = check(&["--baseline", "cu.json", "--baseline-prune", "--format", "concise"]);
    assert!(run.status.code() == Some(1) && out(&run).contains("[late-deadline]") && !out(&run).contains("[missing-mandate]"), "{run:?}");
    assert!(err(&run).contains("are mended"), "{run:?}");
    assert!(count() < Some(before) && count() > Some(0));
    std::fs::write(folder.path().join("cu.json"), "{").expect("written");
    let run = check(&["--baseline", "cu.json"]);
    assert!(run.status.code() == Some(2) && err(&run).contains("cu.json: the baseline cannot be read"), "{run:?}");
}

#[test]
fn sarif_is_what_its_schema_asks_for() {
    let folder = project(&format!("{PLAN}[[ignore]]\ncode = \"missing-mandate\"\nreason = \"riêng\"\n"));
    let schema: Value = serde_json::from_str(&support::read(&support::root().join("tests/schemas/sarif-2.1.0.json"))).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for command in ["check", "lint"] {
        let run = bamsat(folder.path(), &[command, "ke-hoach.txt", "--format", "sarif"]);
        let sarif: Value = serde_json::from_slice(&run.stdout).expect("JSON");
        let wrong: Vec<String> = validator.iter_errors(&sarif).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{command}: {wrong:#?}");
        let driver = &sarif["runs"][0]["tool"]["driver"];
        let help = driver["rules"][0]["help"]["markdown"].as_str().expect("help");
        assert!(help.contains("Vì sao quan trọng") && help.contains("Why it matters"));
    }
    let broken: Value = serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] });
    assert!(!validator.is_valid(&broken));
}

#[test]
fn forms_for_services_are_safe_and_whole() {
    let folder = project(PLAN);
    std::fs::write(folder.path().join("ke-hoach.txt"), CHILD.replace("UBND XÃ B", "UBND XÃ B\n::error::x % ]]> <a> & \"\u{1}"))
        .expect("written");
    let run = |form: &str| bamsat(folder.path(), &["check", "ke-hoach.txt", "--format", form]);
    let github = out(&run("github"));
    assert!(
        github.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice ")),
        "{github}"
    );
    assert!(github.contains("file=ke-hoach.txt,line=") && github.contains("%25") && github.contains("title=lowered-target::"), "{github}");
    let gitlab: Value = serde_json::from_str(&out(&run("gitlab"))).expect("JSON");
    let prints: std::collections::HashSet<&str> =
        gitlab.as_array().expect("issues").iter().filter_map(|i| i["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), gitlab.as_array().map_or(0, Vec::len));
    let junit = out(&run("junit"));
    let page = counted(&junit);
    assert!(page.0 > 0 && page.1 > 0 && junit.contains("failures=\""), "{junit}");
    assert_eq!(run("junit").status.code(), Some(1));
}

/// Cases and failures of a report; panics where it is no XML.
fn counted(xml: &str) -> (usize, usize) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut cases, mut failures) = (0, 0);
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => return (cases, failures),
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "testcase" => cases += 1,
                "failure" => failures += 1,
                _ => {}
            },
            _ => {}
        }
    }
}

#[test]
fn bodies_renamings_and_synonyms_of_ones_own_are_known() {
    let parent = PARENT.replace("- Thành lập tổ công nghệ số cộng đồng ở mỗi thôn.", "- Mở lớp nghiệp vụ quét mã cho tiểu thương chợ.");
    let child = format!("{CHILD}- Mở lớp nghiệp vụ quét mã cho bà con buôn bán chợ.\n");
    let with = |settings: &str| {
        let folder = project(&format!("{PLAN}{settings}"));
        std::fs::write(folder.path().join("cap-tren.txt"), &parent).expect("written");
        std::fs::write(folder.path().join("ke-hoach.txt"), &child).expect("written");
        let run = bamsat(folder.path(), &["check", "ke-hoach.txt", "--format", "json"]);
        let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
        json["mandates"].as_array().expect("mandates")[1]["coverage"].as_f64().expect("a share")
    };
    let (plain, own) = (with(""), with("[[synonym]]\nwords = [\"tiểu thương\", \"bà con buôn bán\"]\n"));
    assert!(own > plain, "{own} {plain}");
}

#[test]
fn init_writes_settings_that_hold_and_keeps_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(bamsat(folder.path(), &["init"]).status.code(), Some(0));
    let run = bamsat(folder.path(), &["config"]);
    assert!(run.status.code() == Some(0) && out(&run).contains("bamsat.toml") && out(&run).contains("file-mb = 64"), "{run:?}");
    assert_eq!(bamsat(folder.path(), &["init"]).status.code(), Some(2));
    // What config prints is itself a file of settings.
    std::fs::write(folder.path().join("bamsat.toml"), out(&run)).expect("written");
    assert_eq!(out(&bamsat(folder.path(), &["config"])).lines().skip(1).collect::<Vec<_>>(), out(&run).lines().skip(1).collect::<Vec<_>>());
}

#[test]
fn limits_of_the_settings_hold() {
    let folder = project(&format!("[limits]\nfile-mb = 1\n{PLAN}"));
    std::fs::write(folder.path().join("ke-hoach.txt"), format!("{CHILD}{}", " ".repeat(1 << 20))).expect("written");
    let run = bamsat(folder.path(), &["check", "ke-hoach.txt"]);
    assert!(run.status.code() == Some(2) && err(&run).contains("larger than the limit of 1 MB"), "{run:?}");
}

#[test]
fn an_audit_takes_the_same_settings() {
    let settings =
        "[severity]\nlowered-target = \"off\"\n[[ignore]]\ncode = \"missing-mandate\"\nwords = \"tổ công nghệ số\"\nreason = \"riêng\"\n";
    let child = CHILD.replace("I. NHIỆM VỤ", "Thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh A, UBND xã ban hành Kế hoạch:\nI. NHIỆM VỤ");
    let codes = |settings: &str| -> Vec<String> {
        let folder = project(settings);
        std::fs::write(folder.path().join("ke-hoach.txt"), &child).expect("written");
        let run = bamsat(folder.path(), &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never"]);
        let json: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
        json["findings"].as_array().expect("findings").iter().map(|f| f["code"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let (usual, settled) = (codes(""), codes(settings));
    for code in ["missing-mandate", "lowered-target"] {
        assert!(usual.iter().any(|found| found == code) && !settled.iter().any(|found| found == code), "{usual:?} {settled:?}");
    }
    assert_eq!(usual.len(), settled.len() + 2);
}
