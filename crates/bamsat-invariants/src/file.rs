//! One file: read, and its text parsed.

use std::time::Duration;

use bamsat_core::source::Lines;
use bamsat_read::{Comment, DOUBTFUL, Encoding, Limits, Options, ReadError, Replacement, Text, annotate, mend, read};

use crate::made;
use crate::text::parsed;
use crate::time::within;

/// What reading a small file may take.
const MOST: Duration = Duration::from_secs(5);
/// Small enough that a fuzzer meets them, large enough for any plan.
fn limits() -> Limits {
    Limits { file: 4 << 20, part: 4 << 20, pages: 50, ..Limits::default() }
}

/// A Word file: one as it is, or the parts of one.
///
/// # Panics
///
/// When an invariant of reading does not hold.
pub fn read_docx(data: &[u8]) {
    let made = if data.starts_with(b"PK") { Some(data.to_vec()) } else { made::packed(data) };
    let Some(bytes) = made else { return };
    let Some(text) = checked(&bytes, None) else { return };
    let replacements: Vec<Replacement> = words(&text.text).into_iter().map(|range| Replacement { range, words: "từ".to_owned() }).collect();
    let mended = within(MOST, bytes.len(), || mend(&bytes, &text.text, &replacements, &limits()));
    if let Ok(mended) = mended {
        assert!(mended.left.iter().all(|at| *at < replacements.len()));
        let again = read(&mended.bytes, &options(None)).expect("a mended file is a file");
        assert_eq!(again.text, replaced(&text.text, &replacements, &mended.left), "only what was asked for has changed");
    }
    let comment = |(at, range): (usize, &std::ops::Range<usize>)| Comment {
        line: text.text[..range.start].matches('\n').count() as u32 + 1,
        words: text.text[range.clone()].to_owned(),
        text: format!("{at} <&>"),
    };
    let comments: Vec<Comment> = words(&text.text).iter().enumerate().map(comment).collect();
    if let Ok(annotated) = within(MOST, bytes.len(), || annotate(&bytes, &comments, "đầu", "còn lại", &limits())) {
        let again = read(&annotated, &options(None)).expect("an annotated file is a file");
        assert_eq!(again.text, text.text, "comments change no word");
    }
}

/// A few words of a text, by their bytes.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let all = text.split_whitespace().filter(|word| word.chars().all(char::is_alphanumeric));
    all.step_by(7).take(20).map(|word| start(word)..start(word) + word.len()).collect()
}

fn replaced(text: &str, replacements: &[Replacement], left: &[usize]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for (_, replacement) in replacements.iter().enumerate().filter(|(index, _)| !left.contains(index)) {
        out.push_str(&text[at..replacement.range.start]);
        out.push_str(&replacement.words);
        at = replacement.range.end;
    }
    out + &text[at..]
}

/// A PDF.
///
/// # Panics
///
/// When an invariant of reading does not hold.
pub fn read_pdf(data: &[u8]) {
    let bytes = if data.starts_with(b"%PDF-") { data.to_vec() } else { [b"%PDF-1.7\n", data].concat() };
    checked(&bytes, None);
}

/// A page of the web.
///
/// # Panics
///
/// When an invariant of reading does not hold.
pub fn read_html(data: &[u8]) {
    checked(&[b"<html>", data].concat(), None);
}

/// A plain text in some encoding: the first byte says which one the user names, if any.
///
/// # Panics
///
/// When an invariant of reading does not hold.
pub fn encodings(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else { return };
    checked(bytes, Encoding::ALL.get(usize::from(*choice)).copied());
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for (mark, wide) in [(b"\xff\xfe", u16::to_le_bytes as fn(u16) -> [u8; 2]), (b"\xfe\xff", u16::to_be_bytes)] {
        let units: Vec<u8> = text.encode_utf16().flat_map(wide).collect();
        // A mark of its own at its beginning would be taken for a second one.
        match read(&[mark.as_slice(), &units].concat(), &options(None)) {
            Ok(found) if found.kind == bamsat_read::Kind::Plain => {
                assert_eq!(found.text, text.replace(DOUBTFUL, ""), "UTF-16 loses nothing")
            }
            _ => {}
        }
    }
}

fn options(encoding: Option<Encoding>) -> Options {
    Options { limits: limits(), encoding }
}

/// The text of a file, where it has one.
fn checked(bytes: &[u8], encoding: Option<Encoding>) -> Option<Text> {
    let options = options(encoding);
    let found = within(MOST, bytes.len(), || read(bytes, &options));
    assert_eq!(found, read(bytes, &options), "the same bytes give the same text");
    match found {
        Ok(text) => {
            assert!(!text.text.contains(DOUBTFUL), "only a recogniser doubts");
            parsed(&text.text, if text.paragraphs { Lines::Paragraphs } else { Lines::Wrapped });
            Some(text)
        }
        Err(error) => {
            let told = error.to_string();
            assert!(!told.contains(char::is_control), "one line that a terminal can show: {told:?}");
            assert!(error != ReadError::Empty || bytes.iter().all(u8::is_ascii_whitespace), "not empty");
            None
        }
    }
}
