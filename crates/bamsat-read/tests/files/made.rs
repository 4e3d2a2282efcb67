//! Files made for tests.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A Word file with these parts and this body.
pub(crate) fn docx(parts: &[(&str, &str)], body: &str) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"mc\" xmlns:wps=\"wps\">\
         <w:body>{body}</w:body></w:document>"
    );
    let mut all = parts.to_vec();
    all.push(("word/document.xml", &document));
    zipped(&all)
}

/// An archive of these files.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    keep("read_docx", parts.iter().flat_map(|(name, text)| ["\u{1}", name, "\n", text]).collect::<String>().as_bytes());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        archive.write_all(text.as_bytes()).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// A stretch of words on a page: from the lower left corner, in points.
pub(crate) struct Placed<'t> {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) words: &'t str,
}

/// A PDF of pages that are pictures.
pub(crate) fn scan(pages: usize) -> Vec<u8> {
    let picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q";
    assembled(&vec![picture.to_owned(); pages], &[])
}

/// A PDF of pages that hold words and nothing else.
pub(crate) fn pdf(pages: &[Vec<Placed<'_>>]) -> Vec<u8> {
    let mut letters = Vec::new();
    let contents: Vec<String> = pages.iter().map(|words| shown(words, "1 0 0 1", &mut letters)).collect();
    assembled(&contents, &letters)
}

/// Operators that show words in the direction of a matrix. A letter is the code of its place among all letters and half
/// as wide as it is high.
pub(crate) fn shown(words: &[Placed<'_>], direction: &str, letters: &mut Vec<char>) -> String {
    let mut content = String::from("BT\n");
    for placed in words {
        let mut codes = String::new();
        for letter in placed.words.chars() {
            let at = letters.iter().position(|known| *known == letter).unwrap_or_else(|| {
                letters.push(letter);
                letters.len() - 1
            });
            codes.push_str(&format!("{:02x}", at + 1));
        }
        content.push_str(&format!("/F1 {} Tf {direction} {} {} Tm <{codes}> Tj\n", placed.size, placed.x, placed.y));
    }
    content + "ET\n"
}

/// A PDF with these contents, one a page, in a font of these letters.
pub(crate) fn assembled(contents: &[String], letters: &[char]) -> Vec<u8> {
    let map: String = letters
        .iter()
        .enumerate()
        .map(|(at, letter)| {
            let units: String = letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04x}")).collect();
            format!("<{:02x}> <{units}>\n", at + 1)
        })
        .collect();
    let to_unicode = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n\
         {} beginbfchar\n{map}endbfchar\nendcmap end end",
        letters.len()
    );
    let kids: String = (0..contents.len()).map(|at| format!("{} 0 R ", 5 + 2 * at)).collect();
    let widths = "500 ".repeat(256);
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()),
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255 /Widths [{widths}] /ToUnicode 4 0 R >>"),
        stream(&to_unicode),
    ];
    for content in contents {
        let next = objects.len() + 2;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {next} 0 R >>"
        ));
        objects.push(stream(content));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let table = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    places.iter().for_each(|place| out.push_str(&format!("{place:010} 00000 n \n")));
    out.push_str(&format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF", objects.len() + 1));
    keep("read_pdf", out.as_bytes());
    out.into_bytes()
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// Keeps what a test made as a seed for fuzzing, where `BAMSAT_SEEDS` names a folder; parts of a Word
/// file stand one after another, as its fuzz target takes them.
fn keep(target: &str, bytes: &[u8]) {
    const LARGEST: usize = 20_000;
    let Some(folder) = std::env::var_os("BAMSAT_SEEDS").filter(|_| bytes.len() <= LARGEST) else { return };
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let folder = Path::new(&folder).join(target);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(format!("{:016x}", hasher.finish())), bytes).expect("a seed");
}
