//! The forms for the office: what is in the files, and that an office suite opens them where one is installed.

#[path = "../crates/bamsat-read/tests/files/made.rs"]
#[expect(dead_code, reason = "no PDF is made here")]
mod made;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write as _};
use std::path::Path;
use std::process::Command;

const PARENT: [&str; 9] = [
    "ỦY BAN NHÂN DÂN TỈNH AN BÌNH",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "Chuyển đổi số năm 2026",
    "I. NHIỆM VỤ",
    "- Trạm Y tế khám sức khỏe cho 100% người cao tuổi trước ngày 30/6/2026.",
    "- =HYPERLINK(&quot;x&quot;) rà soát hạ tầng viễn thông tại thôn, bản vùng sâu &lt;b&gt; &amp; vùng xa.",
    "- Kiểm tra 100% cơ sở in trên địa bàn; lập danh sách cơ sở vi phạm.",
    "- Tập huấn kỹ năng số cho cán bộ xã, phường.",
];
const CHILD: [&str; 7] = [
    "ỦY BAN NHÂN DÂN XÃ HÒA LẠC",
    "Số: 5/KH-UBND",
    "KẾ HOẠCH",
    "Chuyển đổi số năm 2026",
    "I. NHIỆM VỤ",
    "- Trạm Y tế khám sức khỏe cho 60% người cao tuổi trước ngày 30/6/2026.",
    "- Kiểm tra 100% cơ sở in trên địa bàn.",
];

/// Paragraphs as the body of a Word file.
fn body(lines: &[&str]) -> String {
    lines
        .iter()
        .map(|line| format!("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"))
        .collect()
}

const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
    ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// A folder with a parent and a child, both Word files; the child has these parts as well.
fn folder(parts: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let all: Vec<(&str, &str)> = [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT)].into_iter().chain(parts.iter().copied()).collect();
    std::fs::write(folder.path().join("tren.docx"), made::docx(&[], &body(&PARENT))).expect("written");
    std::fs::write(folder.path().join("duoi.docx"), made::docx(&all, &body(&CHILD))).expect("written");
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(["check", "duoi.docx", "--parent", "tren.docx", "--quiet", "--lang", "vi"]).args(arguments).current_dir(folder);
    command.output().expect("the program")
}

/// The parts of a packed file.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut read = |name: &String| {
        let mut bytes = Vec::new();
        archive.by_name(name).expect("a part").read_to_end(&mut bytes).expect("whole");
        bytes
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

fn text<'p>(parts: &'p BTreeMap<String, Vec<u8>>, name: &str) -> &'p str {
    std::str::from_utf8(&parts[name]).expect("UTF-8")
}

/// Turns a file into another form with LibreOffice; nothing, and a word about it, where it is not installed.
fn turned(folder: &Path, file: &str, form: &str, test: &str) -> Option<Vec<u8>> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run =
        Command::new("soffice").args([&profile, "--headless", "--convert-to", form, "--outdir", "out", file]).current_dir(folder).output();
    if run.is_err() {
        // Past the capture of the test runner: whoever reads the run must see it.
        let _ = writeln!(std::io::stderr(), "SKIPPED the rest of {test}: no LibreOffice is installed");
        return None;
    }
    let name = Path::new(file).with_extension(form);
    Some(std::fs::read(folder.join("out").join(name)).expect("a converted file"))
}

#[test]
fn a_workbook_has_its_sheets_and_no_formula() {
    let folder = folder(&[]);
    let run = check(folder.path(), &["--format", "xlsx", "--output", "a.xlsx"]);
    assert_eq!((run.status.code(), run.stdout.len()), (Some(1), 0), "{run:?}");
    check(folder.path(), &["--format", "xlsx", "--output", "b.xlsx"]);
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("a workbook");
    assert!(read("a.xlsx") == read("b.xlsx"), "the same bytes on every run");
    let parts = parts(&read("a.xlsx"));
    let book = text(&parts, "xl/workbook.xml");
    let sheets: Vec<&str> = book.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(sheets, ["Tổng hợp", "Bảng đối chiếu", "Văn bản viện dẫn", "Cơ quan, đơn vị", "Phát hiện"]);
    for (name, sheet) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        let sheet = std::str::from_utf8(sheet).expect("UTF-8");
        assert!(!sheet.contains("<f>"), "{name}: a formula");
        assert!(name.ends_with("sheet1.xml") || sheet.contains("<autoFilter") && sheet.contains("state=\"frozen\""), "{name}");
    }
    let words = text(&parts, "xl/sharedStrings.xml");
    assert!(
        words.contains("=HYPERLINK(\"x\") rà soát hạ tầng") && words.contains("bỏ sót") && words.contains("&lt;b&gt; &amp; vùng xa"),
        "{words}"
    );
    let links = text(&parts, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.contains("Target=\"duoi.docx\"") && links.contains("Target=\"tren.docx\""), "{links}");
    std::fs::create_dir(folder.path().join("ket-qua")).expect("a folder");
    check(folder.path(), &["--format", "xlsx", "--output", "ket-qua/a.xlsx"]);
    let below = self::parts(&read("ket-qua/a.xlsx"));
    assert!(text(&below, "xl/worksheets/_rels/sheet1.xml.rels").contains("Target=\"../duoi.docx\""));
    if let Some(table) = turned(folder.path(), "a.xlsx", "csv", "a_workbook_has_its_sheets_and_no_formula") {
        assert!(String::from_utf8_lossy(&table).contains("12/KH-UBND"));
    }
}

#[test]
fn an_audit_has_a_row_for_each_link_and_each_lost_demand() {
    let out = tempfile::tempdir().expect("a folder");
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let audit = |format: &str, file: &str| {
        let file = out.path().join(file);
        let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
        command
            .args(["audit", "corpus", "--no-cache", "--quiet", "--lang", "vi", "--format", format, "--output"])
            .arg(&file)
            .current_dir(root);
        assert_eq!(command.status().expect("the program").code(), Some(1));
        std::fs::read(file).expect("a result")
    };
    let json: serde_json::Value = serde_json::from_slice(&audit("json", "a.json")).expect("JSON");
    let parts = parts(&audit("xlsx", "a.xlsx"));
    let book = text(&parts, "xl/workbook.xml");
    for (sheet, name, list) in
        [(2, "Liên kết", "links"), (3, "Yêu cầu bị bỏ sót", "lost"), (4, "Văn bản", "documents"), (6, "Phát hiện", "findings")]
    {
        assert!(book.contains(&format!("<sheet name=\"{name}\" sheetId=\"{sheet}\"")), "{book}");
        let rows = text(&parts, &format!("xl/worksheets/sheet{sheet}.xml")).matches("<row ").count();
        assert_eq!(rows, 1 + json[list].as_array().expect("a list").len(), "{name}");
    }
}

#[test]
fn a_table_has_a_row_for_each_demand_and_no_formula() {
    let folder = folder(&[]);
    let run = check(folder.path(), &["--format", "csv"]);
    let table = String::from_utf8(run.stdout).expect("UTF-8");
    let table = table.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let at = |name: &str, head: &csv::StringRecord| head.iter().position(|column| column == name).expect("a column");
    let head = reader.headers().expect("a head").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 4);
    let verdicts: Vec<&str> = rows.iter().map(|row| &row[at("verdict", &head)]).collect();
    assert_eq!(verdicts, ["weakened", "missing", "partial", "missing"]);
    assert!(rows[1][at("text", &head)].starts_with("'=HYPERLINK"), "{:?}", rows[1]);
    assert!(rows[0][at("changes", &head)].contains("100%"), "{:?}", rows[0]);
}

#[test]
fn a_review_sheet_is_read_again() {
    let folder = folder(&[]);
    check(folder.path(), &["--format", "docx", "--output", "phieu.docx"]);
    let bytes = std::fs::read(folder.path().join("phieu.docx")).expect("a sheet");
    check(folder.path(), &["--format", "docx", "--output", "phieu.docx"]);
    assert!(bytes == std::fs::read(folder.path().join("phieu.docx")).expect("a sheet"), "the same bytes on every run");
    let document = parts(&bytes);
    let document = text(&document, "word/document.xml");
    assert!(document.contains("<w:tblHeader/>") && document.contains("w:w=\"11906\" w:h=\"16838\""));
    let read = bamsat_read::read(&bytes, &bamsat_read::Options::default()).expect("a Word file").text;
    for words in ["PHIẾU RÀ SOÁT", "12/KH-UBND", "bỏ sót", "Tập huấn kỹ năng số cho cán bộ xã, phường.", "<b> & vùng xa", "NGƯỜI RÀ SOÁT"]
    {
        assert!(read.contains(words), "{words}: {read}");
    }
    if let Some(page) = turned(folder.path(), "phieu.docx", "pdf", "a_review_sheet_is_read_again") {
        assert!(page.starts_with(b"%PDF"));
    }
}

#[test]
fn a_copy_gets_comments_and_keeps_the_rest() {
    let folder = folder(&[("word/styles.xml", "<w:styles xmlns:w=\"x\"/>"), ("word/media/hinh.bin", "\u{0}\u{1}không phải XML")]);
    let run = check(folder.path(), &["--format", "concise", "--annotate", "ghi-chu.docx"]);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(String::from_utf8_lossy(&run.stdout).contains("missing-mandate"), "the result is printed all the same");
    let read = |name: &str| parts(&std::fs::read(folder.path().join(name)).expect("a file"));
    let (before, after) = (read("duoi.docx"), read("ghi-chu.docx"));
    let changed: Vec<&str> = after.iter().filter(|(name, part)| before.get(*name) != Some(part)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(changed, ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml"]);
    assert!(before.keys().all(|name| after.contains_key(name)));

    // Without the marks the text is what it was.
    let marked = text(&after, "word/document.xml");
    let mut plain = String::new();
    let mut rest = marked;
    while let Some((head, tail)) = rest.split_once("<w:comment") {
        let end = if tail.starts_with("RangeStart") { "/>" } else { "</w:r>" };
        plain.push_str(head);
        rest = tail.split_once(end).expect("the end of a mark").1;
    }
    plain.push_str(rest);
    assert_eq!(plain, text(&before, "word/document.xml"));

    let comments = text(&after, "word/comments.xml");
    let count = |words: &str, mark: &str| words.matches(mark).count();
    let all = count(comments, "<w:comment ");
    assert!(all >= 5 && count(marked, "<w:commentRangeStart") == all && count(marked, "<w:commentReference") == all, "{all}: {marked}");
    let (_, opening) = comments.split_once("<w:comment w:id=\"0\"").expect("the first comment");
    let (opening, _) = opening.split_once("</w:comment>").expect("its end");
    assert!(opening.contains("Những yêu cầu bị bỏ sót (2)") && opening.contains("Tập huấn kỹ năng số"), "{opening}");
    // The comment on the lower target stands at its paragraph.
    let (_, behind) =
        comments.split_once("chỉ tiêu “100%”").map(|(before, _)| before.rsplit_once("w:id=\"").expect("its number")).expect("a comment");
    let id = behind.split('"').next().expect("a number");
    let (_, from) = marked.split_once(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).expect("its place");
    let (range, _) = from.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).expect("its end");
    assert!(range.contains("khám sức khỏe cho 60%") && !range.contains("</w:p>"), "{range}");

    // The copy is a text that says the same, and its comments are added to once more.
    std::fs::rename(folder.path().join("ghi-chu.docx"), folder.path().join("duoi.docx")).expect("moved");
    check(folder.path(), &["--annotate", "ghi-chu.docx"]);
    let twice = read("ghi-chu.docx");
    assert_eq!(count(text(&twice, "word/comments.xml"), "<w:comment "), 2 * all);
    assert_eq!(count(text(&twice, "word/_rels/document.xml.rels"), "/comments\""), 1);
    if let Some(open) = turned(folder.path(), "ghi-chu.docx", "odt", "a_copy_gets_comments_and_keeps_the_rest") {
        assert_eq!(count(text(&parts(&open), "content.xml"), "<office:annotation "), 2 * all);
    }
}

#[test]
fn only_word_files_get_comments_and_no_input_is_written_over() {
    let folder = folder(&[]);
    std::fs::write(folder.path().join("duoi.txt"), CHILD.join("\n")).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command
        .args(["check", "duoi.txt", "--parent", "tren.docx", "--annotate", "a.docx", "--lang", "en", "--quiet"])
        .current_dir(folder.path());
    let run = command.output().expect("the program");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("writes comments into .docx files only"), "{run:?}");
    assert!(!folder.path().join("a.docx").exists());
    assert_eq!(check(folder.path(), &["--format", "docx", "--output", "a.docx", "--annotate", "a.docx"]).status.code(), Some(2));
    for target in ["duoi.docx", "tren.docx"] {
        let before = std::fs::read(folder.path().join(target)).expect("a file");
        assert_eq!(check(folder.path(), &["--annotate", target]).status.code(), Some(2), "{target}");
        assert!(before == std::fs::read(folder.path().join(target)).expect("a file"), "{target}");
    }
}
