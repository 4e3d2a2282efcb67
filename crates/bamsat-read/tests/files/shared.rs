//! Real files, and one document as many kinds of file with its truth. They lie beside the project;
//! where they do not, these tests say that they were skipped.
#![expect(clippy::print_stderr, reason = "a test that was skipped, and what was measured, must be seen")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bamsat_read::{Options, ReadError, Remark, read};
use unicode_normalization::UnicodeNormalization;

/// Share of the words of a text that must be read.
const WORDS: f64 = 0.99;

fn folder(name: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    if !found.is_dir() {
        eprintln!("skipped: {} is not there", found.display());
        return None;
    }
    Some(found)
}

fn text(path: &Path) -> Result<(String, Vec<Remark>), ReadError> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&bytes, &Options::default()).map(|text| (text.text, text.remarks))
}

/// How often each word comes, in small letters.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for word in text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *out.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    out
}

/// Share of the words of `asked` that `found` holds as often.
fn share(asked: &str, found: &str) -> f64 {
    let (asked, found) = (words(asked), words(found));
    let all: usize = asked.values().sum();
    let held: usize = asked.iter().map(|(word, count)| count.min(found.get(word).unwrap_or(&0))).sum();
    held as f64 / all.max(1) as f64
}

/// The text without the running heads of the official gazette and the words of signatures, which
/// belong to the paper, and with the heads of a table once.
fn without_furniture(text: &str) -> String {
    let stamp = ["Ký bởi:", "Người ký:", "Email:", "Cơ quan:", "Thời gian ký:"];
    let paper = |line: &&str| {
        let line = line.trim();
        let digits = !line.is_empty() && line.chars().all(|ch| ch.is_ascii_digit());
        line.contains("CÔNG BÁO/Số") || digits || stamp.iter().any(|word| line.starts_with(word))
    };
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    text.lines().for_each(|line| *often.entry(line.trim()).or_insert(0) += 1);
    let head = |line: &str| often.get(line.trim()).is_some_and(|count| *count > 5);
    text.lines().filter(|line| !paper(line) && !head(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn originals_give_their_words() {
    let Some(folder) = folder("corpus/real") else { return };
    let mut documents: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    documents.sort();
    let (mut read_files, mut wrong) = (0, Vec::new());
    for document in documents {
        let Ok(truth) = fs::read_to_string(document.join("text.txt")) else { continue };
        for original in ["original.docx", "original.pdf"].map(|name| document.join(name)).into_iter().filter(|path| path.exists()) {
            match text(&original) {
                Ok((_, remarks)) if remarks.iter().any(|remark| matches!(remark, Remark::WithoutText(_))) => {
                    eprintln!("scanned in part: {}", original.display());
                }
                Ok((found, _)) => {
                    let held = share(&without_furniture(&truth), &found);
                    eprintln!("{held:.4} {}", original.display());
                    read_files += 1;
                    if held < WORDS {
                        wrong.push((original, held));
                    }
                }
                Err(ReadError::Scan(pages)) => eprintln!("{pages} scanned pages: {}", original.display()),
                Err(error) => panic!("{}: {error}", original.display()),
            }
        }
    }
    assert!(read_files >= 20 && wrong.is_empty(), "{read_files} files, below {WORDS}: {wrong:#?}");
}

/// One line as it is compared: composed, with single spaces, the mark of a footnote as its number,
/// and without a bullet, which a browser draws.
fn plain(line: &str) -> String {
    let composed: String = line.nfc().filter(|ch| !matches!(ch, '[' | ']' | '\u{c}')).collect();
    let words = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_start_matches("- ").to_owned()
}

#[test]
fn one_document_is_the_same_in_every_kind_of_file() {
    let Some(folder) = folder("samples") else { return };
    let truth: serde_json::Value = serde_json::from_str(&fs::read_to_string(folder.join("truth.json")).expect("the truth")).expect("JSON");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let (mut compared, mut wrong) = (0, Vec::new());
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let document = match name.get(..2) {
            // What recognition made of a page is another text.
            _ if name.contains("scan") => continue,
            Some("a_") => "a_noto.docx",
            Some("b_") => "b_noto.docx",
            _ => continue,
        };
        let found = match text(&file) {
            Ok((found, remarks)) if !remarks.iter().any(|remark| matches!(remark, Remark::WithoutText(_))) => found,
            Ok(_) => continue,
            Err(ReadError::Encrypted) => {
                assert_eq!(name, "a_noto_pw.pdf");
                continue;
            }
            Err(ReadError::Scan(_) | ReadError::Unsupported(_)) => continue,
            Err(error) => panic!("{name}: {error}"),
        };
        let lines: Vec<String> = found.lines().map(plain).collect();
        let parts = |keys: &[&str]| -> Vec<String> {
            let lines = |key: &&str| truth[document][*key].as_array().cloned().unwrap_or_default();
            keys.iter().flat_map(lines).filter_map(|line| line.as_str().map(plain)).collect()
        };
        for (keys, least) in
            [(["paras", "paras"].as_slice(), 0.95), (&["letterhead_left", "letterhead_right"], 0.8), (&["sign_left", "sign_right"], 0.8)]
        {
            let asked = parts(keys);
            let whole = asked.iter().filter(|line| lines.contains(line)).count();
            if (whole as f64) < asked.len() as f64 * least {
                wrong.push(format!("{name}: {whole} of {} {}", asked.len(), keys[0]));
            }
        }
        compared += 1;
    }
    assert!(compared >= 25 && wrong.is_empty(), "{compared} files: {wrong:#?}");
}

#[test]
fn a_page_that_is_a_picture_is_told_and_counted() {
    let Some(folder) = folder("samples") else { return };
    assert!(matches!(text(&folder.join("a_scan300.pdf")), Err(ReadError::Scan(2))));
    let Some(folder) = self::folder("corpus/real") else { return };
    let (found, remarks) = text(&folder.join("99-NQ-CP_scan/original.pdf")).expect("a text on its last page");
    assert_eq!(remarks, [Remark::WithoutText(vec![1, 2, 3])]);
    assert!(found.contains("\u{fffc}\n") && found.matches('\u{c}').count() == 3, "{found}");
}
