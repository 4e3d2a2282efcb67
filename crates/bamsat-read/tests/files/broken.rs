//! Hundreds of broken files: each gives a text or an error, soon, and never a panic.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use bamsat_read::{Limits, Options, ReadError, read};

use crate::made::{Placed, docx, pdf, zipped};

/// Files that are made.
const FILES: u64 = 500;
/// The longest that one of them may take, in a build for tests on a busy machine.
const LONGEST: Duration = Duration::from_secs(10);

/// Numbers that look random and come again in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>UBND TỈNH A</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Mục &amp; tiêu</w:t></w:r></w:p>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let page = |words| vec![Placed { x: 80.0, y: 700.0, size: 14.0, words }, Placed { x: 80.0, y: 680.0, size: 14.0, words }];
    let html =
        "<html><body><table><tr><td>UBND</td><td>CỘNG HÒA</td></tr></table><ol start=3><li>Khám</li></ol><p>Kế hoạch</p></body></html>";
    let mut seeds = vec![
        docx(&[("word/numbering.xml", numbering)], body),
        pdf(&[page("KẾ HOẠCH năm 2026"), page("1. Nhiệm vụ")]),
        html.as_bytes().to_vec(),
        "K\u{1ebf} ho\u{1ea1}ch".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    // Real structures break in more ways.
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    for name in ["c_hard.docx", "a_auto.pdf", "a_noto_objstm.pdf", "a_chromium.pdf", "a_noto_aes256.pdf", "a_noto.html"] {
        seeds.extend(fs::read(samples.join(name)).ok());
    }
    seeds
}

/// A file that was cut, bent, doubled or filled with noise.
fn broken(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => (0..=random.below(40)).for_each(|_| {
                let at = random.below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }),
            2 => {
                let end = (at + random.below(2_000)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + random.below(2_000)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            4 => {
                let end = (at + random.below(200)).min(bytes.len());
                (at..end).for_each(|place| bytes[place] = random.below(256) as u8);
            }
            // A number where another one stood: lengths, offsets, counts.
            _ => {
                let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
                if !digits.is_empty() {
                    (0..4).for_each(|_| bytes[digits[random.below(digits.len())]] = b'0' + random.below(10) as u8);
                }
            }
        }
    }
    bytes
}

#[test]
fn broken_files_give_a_text_or_an_error() {
    let seeds = seeds();
    let mut random = Random(7);
    let (mut texts, mut errors) = (0, 0);
    for number in 0..FILES {
        let bytes = broken(&seeds[number as usize % seeds.len()], &mut random);
        let begun = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| read(&bytes, &Options::default()))) {
            Ok(Ok(_)) => texts += 1,
            Ok(Err(_)) => errors += 1,
            Err(_) => {
                let kept = std::env::temp_dir().join(format!("bamsat-broken-{number}"));
                fs::write(&kept, &bytes).expect("a folder for what fails");
                panic!("file {number} panics: {}", kept.display());
            }
        }
        assert!(begun.elapsed() < LONGEST, "file {number} takes {:?}", begun.elapsed());
    }
    assert!(texts > 50 && errors > 50, "{texts} texts, {errors} errors");
}

#[test]
fn bombs_meet_their_limit() {
    let limits = Limits { part: 1 << 20, pages: 3, ..Limits::default() };
    let fail = |bytes: &[u8]| read(bytes, &Options { limits, ..Options::default() }).expect_err("a bomb");
    // Ten megabytes of one letter pack into ten thousand bytes.
    let bomb = docx(&[], &format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(10 << 20)));
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(fail(&bomb), ReadError::PartTooLarge { .. }));
    let pages: Vec<Vec<Placed<'_>>> = (0..4).map(|_| vec![Placed { x: 9.0, y: 9.0, size: 9.0, words: "a" }]).collect();
    assert_eq!(fail(&pdf(&pages)), ReadError::TooManyPages(3));
    // An entity that grows with every step is never resolved.
    let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><w:document><w:body><w:p><w:r><w:t>&c; ra ngoài</w:t></w:r></w:p></w:body></w:document>";
    let text = read(&zipped(&[("word/document.xml", laughs)]), &Options::default()).map(|text| text.text);
    assert_eq!(text, Ok("ra ngoài\n".to_owned()));
    let deep = format!("<html>{}a", "<div><ul><li>".repeat(20_000));
    assert_eq!(fail(deep.as_bytes()), ReadError::TooDeep { part: "HTML".to_owned(), limit: 256 });
    // Ends that belong to nothing hide no depth.
    let hidden = format!("<html>{}a", "<div></b>".repeat(20_000));
    assert_eq!(fail(hidden.as_bytes()), ReadError::TooDeep { part: "HTML".to_owned(), limit: 256 });
    let unclosed = format!("<html>{}", "<p>Kế hoạch<li>Khám".repeat(20_000));
    assert!(read(unclosed.as_bytes(), &Options::default()).is_ok());
}

#[test]
fn a_style_that_is_based_on_itself_ends() {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>Kế hoạch</w:t></w:r></w:p>";
    let text = read(&docx(&[("word/styles.xml", styles)], body), &Options::default()).map(|text| text.text);
    assert_eq!(text, Ok("Kế hoạch\n".to_owned()));
}
