//! The same in workbooks and Word files.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::sample::{FORMULA, PARENT, PLAN, bamsat, body, folder};
use super::{check_bytes, elements, made};

/// The parts of a packed file that are XML; all are well formed.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        let name = part.name().expect("a name").into_owned();
        elements(&text);
        assert_eq!(text.chars().find(|ch| ch.is_control() && !ch.is_whitespace()), None, "{name}");
        out.insert(name, text);
    }
    out
}

#[test]
fn workbooks_hold_no_formulas() {
    let folder = folder();
    let checked = check_bytes(&folder, "xlsx");
    let run = bamsat(folder.path(), &["audit", ".", "--no-cache", "--format", "xlsx", "--output", "audit.xlsx", "--fail-on", "never"]);
    assert!(run.status.success(), "{run:?}");
    for bytes in [checked, std::fs::read(folder.path().join("audit.xlsx")).expect("a workbook")] {
        let parts = parts(&bytes);
        let sheets: Vec<&String> = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).map(|(_, text)| text).collect();
        assert!(sheets.len() > 3 && sheets.iter().all(|sheet| !elements(sheet).contains("f")));
        let words = &parts["xl/sharedStrings.xml"];
        assert!(words.contains(FORMULA) || words.contains(";=1+1"), "{words}");
        // A link leads to one of the two texts and nowhere else.
        for (_, relations) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/_rels")) {
            let targets = relations.split("Target=\"").skip(1).filter_map(|rest| rest.split('"').next());
            targets.for_each(|target| assert!(!target.contains("://") || target.starts_with("file:///"), "{target}"));
        }
    }
}

#[test]
fn word_files_hold_words_only() {
    let folder = folder();
    let review = parts(&check_bytes(&folder, "docx"));
    let body_of = |parts: &BTreeMap<String, String>| parts["word/document.xml"].clone();
    assert!(body_of(&review).contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(elements(&body_of(&review)).iter().all(|name| name.starts_with("w:")), "{:?}", elements(&body_of(&review)));
    let types = ("[Content_Types].xml", "<Types xmlns=\"t\"></Types>");
    std::fs::write(folder.path().join("a.docx"), made::docx(&[types], &body())).expect("written");
    let run = bamsat(folder.path(), &["check", "a.docx", "--parent", PARENT, "--annotate", "b.docx", "--fail-on", "never"]);
    assert!(run.status.success(), "{run:?}");
    let copy = parts(&std::fs::read(folder.path().join("b.docx")).expect("a copy"));
    let comments = &copy["word/comments.xml"];
    assert!(comments.contains("&lt;b&gt;công nghệ&lt;/b&gt; số &amp; cộng") && comments.contains("<w:comment "), "{comments}");
    assert!(elements(comments).iter().all(|name| name.starts_with("w:")), "{comments}");
    // Nothing of it is a field, which Word would work out.
    assert!(copy.values().all(|part| !elements(part).contains("w:instrText") && !elements(part).contains("w:fldSimple")));
    assert!(PLAN.contains("##[error]"));
}
