//! Word files in the manner of officials: automatic numbers, a letterhead in a table, a footnote.

use crate::{escaped, made, written};

/// What the numbers of a list look like: the name of its form, and what stands behind the number.
const LISTS: [(&str, &str); 5] = [("decimal", "%1."), ("upperRoman", "%1."), ("lowerLetter", "%1)"), ("bullet", "-"), ("bullet", "+")];

/// What a file needs so that an office suite opens it.
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
    <Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>\
    </Types>";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A Word file of these paragraphs, with a note at the end of one of them.
pub(crate) fn file(paragraphs: &[Vec<String>], noted: usize, note: &str) -> Vec<u8> {
    let mut numbers = Vec::new();
    let mut at = 0;
    let mut line = |line: &str, in_table: bool| {
        let here = at;
        at += usize::from(!in_table);
        let mark = if !in_table && here == noted { "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" } else { "" };
        let (properties, words) = match marked(line).filter(|_| !in_table) {
            Some((list, start, words)) => {
                numbers.push((list, start));
                (format!("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr></w:pPr>", numbers.len()), words)
            }
            None => (String::new(), line),
        };
        format!("<w:p>{properties}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>{mark}</w:p>", escaped(words))
    };
    let line = std::cell::RefCell::new(&mut line);
    let table = |rows: &[Vec<String>]| {
        let cell = |cell: &String| {
            format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                9000 / rows[0].len(),
                line.borrow_mut()(cell, true)
            )
        };
        let rows = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>()));
        format!("<w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr>{}</w:tbl>", rows.collect::<String>())
    };
    let body = written(paragraphs, |words| line.borrow_mut()(words, false), table);
    let page = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\"/></w:sectPr>";
    let relation = |id: u32, kind: &str, target: &str| format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    let relations =
        |all: &str| format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>");
    let notes = format!(
        "<w:footnotes xmlns:w=\"{WORD}\"><w:footnote w:id=\"2\"><w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteRef/></w:r>\
         <w:r><w:t xml:space=\"preserve\"> {note}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", &relations(&relation(1, "officeDocument", "word/document.xml"))),
        (
            "word/_rels/document.xml.rels",
            &relations(&[relation(1, "numbering", "numbering.xml"), relation(2, "footnotes", "footnotes.xml")].concat()),
        ),
        ("word/numbering.xml", &numbering(&numbers)),
        ("word/footnotes.xml", &notes),
    ];
    made::docx(&parts, &format!("{body}{page}"))
}

/// The lists, and a place in one of them for each number.
fn numbering(numbers: &[(usize, usize)]) -> String {
    let list = |(at, (form, text)): (usize, &(&str, &str))| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{at}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl></w:abstractNum>"
        )
    };
    let number = |(at, (list, start)): (usize, &(usize, usize))| {
        format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{list}\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{start}\"/>\
             </w:lvlOverride></w:num>",
            at + 1
        )
    };
    let lists: String = LISTS.iter().enumerate().map(list).collect();
    let numbers: String = numbers.iter().enumerate().map(number).collect();
    format!("<w:numbering xmlns:w=\"{WORD}\">{lists}{numbers}</w:numbering>")
}

/// The list to which the marker of a line belongs, its number there, and the words behind it.
fn marked(line: &str) -> Option<(usize, usize, &str)> {
    const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    let (marker, words) = line.split_once(' ')?;
    let letter = |marker: &str| marker.chars().next().filter(|c| marker.len() == 1 && c.is_ascii_lowercase());
    let (list, start) = match (marker, marker.strip_suffix('.'), marker.strip_suffix(')')) {
        ("-", ..) => (3, 1),
        ("+", ..) => (4, 1),
        (_, Some(number), _) if ROMAN.contains(&number) => (1, ROMAN.iter().position(|roman| *roman == number)? + 1),
        (_, Some(number), _) => (0, number.parse().ok()?),
        (.., Some(marker)) => (2, letter(marker)? as usize - 'a' as usize + 1),
        _ => return None,
    };
    Some((list, start, words))
}
