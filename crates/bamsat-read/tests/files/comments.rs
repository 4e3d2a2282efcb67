//! Comments beside the paragraphs that lines were read from.

use std::io::{Cursor, Read};

use bamsat_read::{Comment, Limits, annotate, read};

use crate::made;

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types xmlns=\"t\"></Types>");

fn words(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// The paragraph that a comment on this line of the file stands at: its words without marks. None where it was told at
/// the start instead.
fn place(file: &[u8], line: u32, about: &str) -> Option<String> {
    let comment = Comment { line, words: about.to_owned(), text: "ghi chú".to_owned() };
    let copy = annotate(file, &[comment], "tổng hợp", "không gắn được", &Limits::default()).expect("a copy");
    let mut archive = zip::ZipArchive::new(Cursor::new(copy)).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
        text
    };
    let (document, comments) = (part("word/document.xml"), part("word/comments.xml"));
    let told = comments.contains("không gắn được");
    let (_, from) = document.split_once("<w:commentRangeStart w:id=\"1\"/>").or_else(|| told.then_some(("", "")))?;
    let (range, _) = from.split_once("<w:commentRangeEnd w:id=\"1\"/>").unwrap_or_default();
    let text: String = range.split('<').filter_map(|tag| tag.split_once('>').map(|(_, text)| text)).collect();
    (!told).then_some(text)
}

/// The line of the read text that holds these words.
fn line(file: &[u8], words: &str) -> u32 {
    let text = read(file, &Default::default()).expect("a text").text;
    let found = text.lines().position(|line| line.contains(words));
    found.unwrap_or_else(|| panic!("{words}: {text}")) as u32 + 1
}

#[test]
fn lines_find_their_paragraphs() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", words(text));
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let numbered =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Khám sức khỏe</w:t></w:r></w:p>";
    let body = [
        words("KẾ HOẠCH"),
        words("Sở Y tế"),
        numbered.to_owned(),
        words("Sở Y tế"),
        "<w:p><w:r><w:t>Kiểm tra </w:t></w:r><w:del><w:r><w:delText>ba</w:delText></w:r></w:del><w:r><w:t>bốn cơ sở</w:t></w:r></w:p>"
            .to_owned(),
        format!(
            "<w:tbl><w:tblPr><w:tblBorders><w:insideV w:val=\"single\"/></w:tblBorders></w:tblPr>{}{}{}</w:tbl>",
            row(&["TT", "Nhiệm vụ", "Chủ trì"]),
            row(&["1", "Tập huấn kỹ năng số", "Sở Nội vụ"]),
            row(&["2", "Rà soát hạ tầng", "Sở Xây dựng"])
        ),
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung chữ</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>".to_owned(),
    ];
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let file = made::docx(&[TYPES, ("word/numbering.xml", numbering)], &body.concat());
    assert_eq!(place(&file, line(&file, "1. Khám"), "Khám").as_deref(), Some("Khám sức khỏe"));
    assert_eq!(place(&file, line(&file, "bốn cơ sở"), "bốn").as_deref(), Some("Kiểm tra babốn cơ sở"));
    assert_eq!(place(&file, line(&file, "Tập huấn"), "Sở Nội vụ").as_deref(), Some("Sở Nội vụ"));
    assert_eq!(place(&file, line(&file, "Tập huấn"), "Tập huấn kỹ năng").as_deref(), Some("Tập huấn kỹ năng số"));
    // Word takes no comment in a box: it is told at the start.
    assert_eq!(place(&file, line(&file, "Trong khung"), "Trong khung chữ"), None);
    // The second of two alike is the second one.
    let copy = |line: u32| {
        let comment = Comment { line, words: "Sở Y tế".to_owned(), text: "ghi chú".to_owned() };
        annotate(&file, &[comment], "a", "b", &Limits::default()).expect("a copy")
    };
    let first = line(&file, "Sở Y tế");
    assert!(copy(first) != copy(first + 2));
}

#[test]
fn what_is_no_whole_word_file_gets_none() {
    let comment = [Comment { line: 1, words: String::new(), text: "a".to_owned() }];
    for file in [&b"PK\x03\x04"[..], b"", &made::zipped(&[("a.xml", "<a/>")]), &made::docx(&[], &words("KẾ HOẠCH"))] {
        assert!(annotate(file, &comment, "a", "b", &Limits::default()).is_err());
    }
    let broken = made::docx(&[TYPES, ("word/comments.xml", "<w:comments")], &words("KẾ HOẠCH"));
    assert!(annotate(&broken, &comment, "a", "b", &Limits::default()).is_err());
}
