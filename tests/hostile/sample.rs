//! A plan and the one above it that try to be more than words, under names and with settings that do the same.

use std::path::Path;
use std::process::{Command, Output};

/// Orders to a terminal: clear it, colour it, ring; turn the direction of writing; end a line where some see an end.
const ORDERS: &str = "\u{1b}[2J\u{9b}31m\u{7}\u{202e}\u{2066}\u{61c}\u{2028}";
/// Orders to whoever shows a report.
pub(crate) const MARKUP: &str = "\"><img src=x onerror=alert(1)> </script><script>alert(2)</script> %%{init: {\"theme\":\"dark\"}}%% \
    ##[error]x | `rm` [a](javascript:x) @everyone ]]> {{7*7}}";
/// A demand that a spreadsheet would take for a formula.
pub(crate) const FORMULA: &str = "=HYPERLINK(\"http://a.vn/?x=1\";\"Bấm\")";
/// A body of the settings, and as it is shown.
const UNIT: &str = "Trung tâm <b>Số & \\\"hóa\\\"\\u001b[2J\\u009b\\u202e ##[group]";
pub(crate) const UNIT_SHOWN: &str = "Trung tâm <b>Số & \"hóa\"[2J ##[group]";

/// Names of the two texts: those of Windows can do less harm.
#[cfg(unix)]
pub(crate) const PLAN: &str = "ke-hoach\u{1b}[2J\n::error::x\u{202e},a:b##[error]<img src=x>%0A'\"@all.txt";
#[cfg(not(unix))]
pub(crate) const PLAN: &str = "ke-hoach,##[error]%0A'@all.txt";
pub(crate) const PARENT: &str = "=cap tren.txt";

fn parent() -> String {
    format!(
        "UBND TỈNH A\nSố: 5/KH-UBND\nA, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nChuyển đổi số {ORDERS}{MARKUP} năm 2026\nI. NHIỆM VỤ\n\
        1. Các xã, phường:\n\
        - {FORMULA} tập huấn {ORDERS}{MARKUP} kỹ năng số cho 100% cán bộ xã trước ngày 30/6/2026.\n\
        - ::error file=a.txt::Thành lập tổ <b>công nghệ</b> số & cộng đồng;=1+1 ở mỗi thôn %0A::error::x.\n\
        - {FORMULA} {MARKUP} rà soát hạ tầng viễn thông ở vùng sâu, vùng xa.\n\
        2. {UNIT_SHOWN}: hướng dẫn các xã lập hồ sơ sức khỏe điện tử cho người dân.\n"
    )
}

fn plan() -> String {
    format!(
        "UBND XÃ B\nSố:    /KH-UBND\nB, ngày    tháng 3 năm 2026\nKẾ HOẠCH\nTriển khai {ORDERS}{MARKUP} năm 2026\n\
        Thực hiện Kế hoạch số 5/KH-UBND ngày 02/01/2026 của UBND tỉnh A, UBND xã B ban hành kế hoạch như sau:\nI. NHIỆM VỤ\n\
        - {FORMULA} tập huấn {ORDERS}{MARKUP} kỹ năng số cho cho 60% cán bộ xã trước ngày 30/12/2026.\n\
        - @SUM(A1) {ORDERS}{MARKUP} giao Sở Nông nghiệp và Phát triển nông thôn kiểm tra {MARKUP}.\n"
    )
}

/// A folder with both, and settings that name a body and accept a finding.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let reason = "=1+1 \\u001b[2J\\u009b\\u202e <img src=x> ##[error] \\n::error::x";
    let settings =
        format!("[[unit]]\nname = \"{UNIT}\"\nlevel = \"department\"\n[[ignore]]\ncode = \"doubled-word\"\nreason = \"{reason}\"\n");
    for (name, text) in [(PLAN, plan()), (PARENT, parent()), ("bamsat.toml", settings)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// The paragraphs of the plan, as the body of a Word file.
pub(crate) fn body() -> String {
    let plan = plan().replace(|ch: char| ch.is_control() && ch != '\n', "").replace('&', "&amp;").replace('<', "&lt;");
    plan.lines().map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>")).collect()
}

/// Runs the program.
pub(crate) fn bamsat(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments).args(["--lang", "en", "--today", "2026-03-01"]).current_dir(folder);
    command.output().expect("the program runs")
}

/// What it printed, once it steers no terminal: on standard output and on standard error.
pub(crate) fn printed(folder: &Path, arguments: &[&str]) -> (String, String) {
    let run = bamsat(folder, arguments);
    let [out, err] = [run.stdout, run.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    for text in [&out, &err] {
        assert_eq!(steering(text), None, "{arguments:?}: {text:?}");
    }
    assert_eq!(command(&err), None, "{arguments:?}");
    (out, err)
}

/// The first character that does more than show itself.
pub(crate) fn steering(text: &str) -> Option<char> {
    let turns = |ch: char| matches!(ch, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().find(|&ch| ch != '\n' && (ch.is_control() || turns(ch)))
}

/// The first line that a CI service takes for a command. Between two files of a finding stands `:::`, which is none.
pub(crate) fn command(text: &str) -> Option<&str> {
    let is_command = |line: &str| line.trim_start().starts_with("::") && !line.trim_start().starts_with("::: ");
    text.lines().find(|line| is_command(line) || line.contains("##["))
}
