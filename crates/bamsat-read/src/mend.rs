//! Files with a few words replaced, everything else as it was.

use std::ops::Range;

use crate::docx;
use crate::error::ReadError;
use crate::limits::Limits;
use crate::{Found, kind};

/// Words that take the place of a stretch, in bytes, of the text as [`crate::read`] gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The stretch: not empty, and on one line.
    pub range: Range<usize>,
    /// What should stand there.
    pub words: String,
}

/// A file after mending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Places, in the list that was given, of the replacements that could not be made.
    pub left: Vec<usize>,
}

/// Replaces words in a plain text in UTF-8 or in a Word file; `text` is what [`crate::read`] gave for
/// it, and the replacements stand in order and apart.
///
/// # Errors
///
/// [`ReadError::NotMended`] for files of other kinds and encodings; else why the file could not be read
/// again.
pub fn mend(bytes: &[u8], text: &str, replacements: &[Replacement], limits: &Limits) -> Result<Mended, ReadError> {
    match kind(bytes) {
        Found::Plain => plain(bytes, text, replacements),
        Found::Packed => docx::mend(bytes, text, replacements, limits).map_err(ReadError::shown),
        Found::Pdf => Err(ReadError::NotMended("PDF".into())),
        Found::Html => Err(ReadError::NotMended("HTML".into())),
        Found::Other(kind) => Err(ReadError::NotMended(kind.into())),
    }
}

/// Only bytes that are those of the text can be changed in their place.
fn plain(bytes: &[u8], text: &str, replacements: &[Replacement]) -> Result<Mended, ReadError> {
    let mark = bytes.strip_suffix(text.as_bytes()).filter(|mark| mark.is_empty() || *mark == b"\xef\xbb\xbf");
    let mark = mark.ok_or(ReadError::NotMended("a text in an old encoding".into()))?;
    let mut out = mark.to_vec();
    let (mut at, mut left) = (0, Vec::new());
    for (index, Replacement { range, words }) in replacements.iter().enumerate() {
        let Some(between) = text.get(at..range.start).filter(|_| text.is_char_boundary(range.end)) else {
            left.push(index);
            continue;
        };
        out.extend_from_slice(between.as_bytes());
        out.extend_from_slice(words.as_bytes());
        at = range.end;
    }
    out.extend_from_slice(&text.as_bytes()[at..]);
    Ok(Mended { bytes: out, left })
}
