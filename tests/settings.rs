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
    let raised = project("[severity]\nmissing-mandate = \"error\"\n");
    let corpus = support::root().join("corpus/pccc");
    let [child, parent] = ["3-xa.txt", "2-tinh.md"].map(|name| corpus.join(name).display().to_string());
    let run = bamsat(raised.path(), &["check", &child, "--parent", &parent, "--config", "bamsat.toml", "--format", "concise"]);
    assert!(out(&run).contains("info[missing-mandate]") && out(&run).contains("error[missing-mandate]"), "{run:?}");
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
    for (settings, told) in [
        ("fail_on = \"error\"\n", "không có thiết lập “fail_on”; có phải ý là “fail-on”?"),
        ("[[ignore]]\ncode = \"stale-year\"\n", "thiếu thiết lập “reason”"),
        ("[severity]\nstale-year = \"of\"\n", "giá trị “of” không hợp lệ, chọn một trong: error, warning, info, off"),
    ] {
        let folder = project(settings);
        let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
        let run = command.args(["config", "--lang", "vi"]).current_dir(folder.path()).output().expect("the program runs");
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
    assert!(err(&run).contains("not counted: 1 accepted findings"), "{run:?}");
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

#[test]
fn mends_leave_what_is_accepted() {
    let text = "ỦY BAN NHÂN DÂN TỈNH A\nSố: 5/KH-UBND\nA, ngày 3 tháng 2 năm 2026\nKẾ HOẠCH\nChuyển đổi số\nI. NHIỆM VỤ\n\
        - Thực hiện quy định tại Điểm a Khoản 2 Điều 103 của Luật.\n";
    let mended = |settings: &str, text: &str| {
        let folder = project(settings);
        std::fs::write(folder.path().join("a.md"), text).expect("written");
        let run = bamsat(folder.path(), &["lint", "a.md", "--fix", "--output", "b.md"]);
        (std::fs::read_to_string(folder.path().join("b.md")).unwrap_or_else(|_| text.to_owned()), out(&run))
    };
    let (all, _) = mended("", text);
    assert!(all.contains("Số: 05/") && all.contains("ngày 03 tháng 02") && all.contains("điểm a khoản 2 Điều 103"), "{all}");
    let accepted = text.replace("- Thực hiện", "<!-- bamsat: allow miscapitalised-provision, theo bản gốc -->\n- Thực hiện");
    let (some, told) = mended("[severity]\nunpadded-date = \"off\"\n", &accepted);
    assert!(some.contains("Số: 05/") && some.contains("ngày 3 tháng 2") && some.contains("Điểm a Khoản 2"), "{some}");
    assert!(!told.contains("unused-exception"), "{told}");
}

#[test]
fn a_baseline_forgets_only_what_a_run_looked_for() {
    let folder = project("");
    std::fs::write(folder.path().join("khac.txt"), PARENT.replace("tổ công nghệ số cộng đồng", "đội thanh niên tình nguyện"))
        .expect("written");
    let run = |arguments: &[&str]| bamsat(folder.path(), arguments);
    let both = ["check", "ke-hoach.txt", "--parent", "cap-tren.txt", "--parent", "khac.txt"];
    run(&[&both[..], &["--write-baseline", "cu.json"]].concat());
    let entries = || -> Value { serde_json::from_slice(&std::fs::read(folder.path().join("cu.json")).expect("written")).expect("JSON") };
    let before = entries();
    for other in [&["lint", "ke-hoach.txt"][..], &both[..4], &both[..]] {
        let run = run(&[other, &["--baseline", "cu.json", "--baseline-prune", "--fail-on", "never"]].concat());
        assert!(!err(&run).contains("mended"), "{other:?}: {run:?}");
        assert_eq!(entries(), before, "{other:?}");
    }
    // The same from another folder.
    std::fs::create_dir(folder.path().join("trong")).expect("a folder");
    let inside = folder.path().join("trong");
    let run = bamsat(&inside, &["check", "../ke-hoach.txt", "--parent", "../cap-tren.txt", "--baseline", "../cu.json"]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
}

#[test]
fn settings_of_another_folder_do_not_hold() {
    let folder = project("fail-on = \"never\"\n");
    let other = folder.path().join("khac");
    std::fs::create_dir_all(other.join("trong")).expect("a folder");
    std::fs::write(other.join("bamsat.toml"), "fail-on = \"error\"\n").expect("written");
    let run = bamsat(&other.join("trong"), &["check", "../../ke-hoach.txt", "--parent", "../../cap-tren.txt"]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
}

#[test]
fn no_file_that_is_read_is_written_over() {
    let folder = project(PLAN);
    std::fs::write(folder.path().join("cu.json"), "{\"schema\":\"bamsat/baseline/1\",\"findings\":[]}").expect("written");
    for arguments in [
        &["--write-baseline", "ke-hoach.txt"][..],
        &["--baseline", "cu.json", "--output", "cu.json"],
        &["--output", "bamsat.toml"],
        &["--write-baseline", "moi.json", "--output", "moi.json"],
    ] {
        let files = || ["ke-hoach.txt", "cu.json", "bamsat.toml"].map(|name| std::fs::read(folder.path().join(name)).expect("there"));
        let before = files();
        let run = bamsat(folder.path(), &[&["check", "ke-hoach.txt"][..], arguments].concat());
        assert_eq!((run.status.code(), files() == before), (Some(2), true), "{arguments:?}: {run:?}");
    }
}

#[test]
fn bounds_of_settings_are_told() {
    for (settings, told) in [
        ("[limits]\nfile-mb = 99999999999\n", "limits.file-mb"),
        ("[limits]\npages = 0\n", "limits.pages"),
        ("[[ignore]]\nwords = \"\"\nreason = \"x\"\n", "ignore.words"),
        ("[[unit]]\nname = \"A\"\naliases = [\"\"]\n", "unit.aliases"),
        (&"[[synonym]]\nwords = [\"a\", \"b\"]\n".repeat(10_001), "synonym"),
    ] {
        let folder = project(settings);
        let run = bamsat(folder.path(), &["config"]);
        assert!(run.status.code() == Some(2) && err(&run).contains(told), "{told}: {run:?}");
    }
}

#[test]
fn what_the_text_shows_is_told_once_beside_two_parents() {
    let folder = project("");
    let text = CHILD.replace("- Tập huấn", "<!-- bamsat: allow lowered-target, theo thực tế -->\n- Tập huấn và và");
    std::fs::write(folder.path().join("ke-hoach.txt"), text).expect("written");
    std::fs::write(folder.path().join("khac.txt"), PARENT.replace("100%", "60%")).expect("written");
    let run = bamsat(folder.path(), &["check", "ke-hoach.txt", "--parent", "cap-tren.txt", "--parent", "khac.txt", "--format", "gitlab"]);
    let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let count = |code: &str| json.as_array().expect("issues").iter().filter(|issue| issue["check_name"] == code).count();
    assert_eq!((count("doubled-word"), count("unused-exception"), count("lowered-target")), (1, 0, 0), "{json:#}");
}
