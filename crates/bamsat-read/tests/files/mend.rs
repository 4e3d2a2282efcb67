//! Words replaced in files: what is not replaced stays byte for byte.

use std::io::{Cursor, Read as _};

use crate::made::{docx, pdf};
use bamsat_read::{Limits, Mended, Options, ReadError, Replacement, mend, read};

/// The first place of `old` in the text of a file becomes `new`.
fn mended(bytes: &[u8], changes: &[(&str, &str)]) -> Mended {
    let text = read(bytes, &Options::default()).expect("a file that is read").text;
    let change = |(old, new): &(&str, &str)| {
        let start = text.find(old).unwrap_or_else(|| panic!("{old} in {text}"));
        Replacement { range: start..start + old.len(), words: (*new).to_owned() }
    };
    let replacements: Vec<Replacement> = changes.iter().map(change).collect();
    mend(bytes, &text, &replacements, &Limits::default()).expect("a file that is mended")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut out).expect("a text");
    out
}

#[test]
fn runs_keep_their_look() {
    let body = "<w:p><w:r><w:t>theo </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Khoản</w:t></w:r><w:r><w:t xml:space=\"preserve\"> 2 Điều 103 R&amp;D</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Số: 5</w:t></w:r><w:r><w:t>/KH-UBND</w:t></w:r></w:p>";
    let file = docx(&[("word/styles.xml", "<w:styles/>")], body);
    let Mended { bytes, left } = mended(&file, &[("Khoản 2 Điều 103", "khoản 2 Điều 103"), ("5", "05")]);
    assert!(left.is_empty());
    let wanted = body.replace(">Khoản<", ">khoản<").replace("Số: 5<", "Số: 05<");
    assert_eq!(part(&bytes, "word/document.xml"), part(&file, "word/document.xml").replace(body, &wanted));
    assert_eq!(part(&bytes, "word/styles.xml"), "<w:styles/>");
}

#[test]
fn words_over_several_runs_and_ends_of_lines() {
    let body = "<w:p><w:r><w:t>Số: 12</w:t></w:r><w:r><w:t> /KH-</w:t></w:r><w:r><w:t>UBND. Có 12 bản.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Căn cứ Luật Đầu tư. Luật sửa đổi.</w:t></w:r></w:p>";
    let file = docx(&[], body);
    let text = read(&file, &Options::default()).expect("a file").text;
    let stop = text.rfind('.').expect("a full stop");
    let number = text.find("12 /KH-UBND").expect("a number");
    let replacements = [
        Replacement { range: number..number + "12 /KH-UBND".len(), words: "12/KH-UBND".to_owned() },
        Replacement { range: stop..stop + 1, words: ";".to_owned() },
    ];
    let Mended { bytes, left } = mend(&file, &text, &replacements, &Limits::default()).expect("a file that is mended");
    assert!(left.is_empty());
    let wanted = body.replace("> /KH-<", ">/KH-<").replace("sửa đổi.", "sửa đổi;");
    assert!(part(&bytes, "word/document.xml").contains(&wanted));
}

#[test]
fn what_is_not_certain_is_left() {
    // Twice the same paragraph, and words that the file writes in small letters.
    let twice = "<w:p><w:r><w:t>theo Khoản 2 Điều 3</w:t></w:r></w:p>".repeat(2);
    let file = docx(&[], &format!("{twice}<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Kế hoạch 5</w:t></w:r></w:p>"));
    let Mended { bytes, left } = mended(&file, &[("Khoản 2 Điều 3", "khoản 2 Điều 3"), ("HOẠCH 5", "HOẠCH 05")]);
    assert_eq!(left, [0, 1]);
    assert_eq!(part(&bytes, "word/document.xml"), part(&file, "word/document.xml"));
}

#[test]
fn plain_texts_keep_their_ends_of_lines_and_others_are_refused() {
    let file = "\u{feff}Số: 5/KH-UBND\r\nKẾ HOẠCH\r\n";
    let Mended { bytes, left } = mended(file.as_bytes(), &[("5", "05")]);
    assert_eq!((bytes, left), (file.replace('5', "05").into_bytes(), vec![]));
    let page = pdf(&[vec![]]);
    assert_eq!(mend(&page, "", &[], &Limits::default()), Err(ReadError::NotMended("PDF".into())));
    let old = encoding(file);
    assert!(matches!(mend(&old, "", &[], &Limits::default()), Err(ReadError::NotMended(_))));
}

/// The text in UTF-16, with its mark.
fn encoding(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
