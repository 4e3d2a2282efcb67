//! The files that officials have, as text.
//!
//! [`read`] takes the bytes of a file and gives its words, one paragraph on each line where the file
//! knows its paragraphs, and a form feed where a page begins. What a file is shows in its bytes, not
//! in its name. Nothing here opens another file, starts a program or reaches a network.

mod docx;
mod encoding;
mod error;
mod html;
mod layout;
mod legacy;
mod letterhead;
mod limits;
mod mend;
mod pdf;
mod recognised;
mod syllable;
mod table;
mod text;

pub use docx::{Comment, annotate};
pub use encoding::Encoding;
pub use error::ReadError;
pub use limits::Limits;
pub use mend::{Mended, Replacement, mend};
pub use recognised::{Word, recognised};
pub use text::{DOUBTFUL, Kind, PICTURE, Remark, Text};

/// Whether bytes are best read where they cannot do harm, in a process of its own: the streams of a
/// PDF are unpacked without a limit, and may hold a thousand times their size.
pub fn is_risky(bytes: &[u8]) -> bool {
    /// What can be unpacked from so little does little harm.
    const SMALL: usize = 16 << 10;
    bytes.len() > SMALL && matches!(kind(bytes), Found::Pdf)
}

/// Bytes at the beginning of a file that tell its kind.
pub const HEAD: u64 = 1024;

/// Whether a file that begins with these bytes is of [`OLD_OFFICE`].
pub fn is_old_office(head: &[u8]) -> bool {
    matches!(kind(head), Found::Other(kind) if OLD_OFFICE.contains(&kind))
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// What reading may take.
    pub limits: Limits,
    /// The encoding of a plain text, where the user knows it.
    pub encoding: Option<Encoding>,
}

/// Reads a file.
///
/// # Errors
///
/// Tells why the bytes give no text: see [`ReadError`].
///
/// ```
/// use bamsat_read::{Kind, Options, read};
///
/// let text = read("KẾ HOẠCH\n".as_bytes(), &Options::default())?;
/// assert_eq!((text.kind, text.text.as_str()), (Kind::Plain, "KẾ HOẠCH\n"));
/// # Ok::<(), bamsat_read::ReadError>(())
/// ```
pub fn read(bytes: &[u8], options: &Options) -> Result<Text, ReadError> {
    if bytes.len() as u64 > options.limits.file {
        return Err(ReadError::TooLarge(options.limits.file));
    }
    let mut text = by_kind(bytes, options).map_err(ReadError::shown)?;
    if text.text.len() as u64 > options.limits.text {
        return Err(ReadError::TooLong(options.limits.text));
    }
    // Only a recogniser may say that a word is doubtful.
    if text.text.contains(DOUBTFUL) {
        text.text.retain(|ch| ch != DOUBTFUL);
    }
    Ok(text)
}

fn by_kind(bytes: &[u8], options: &Options) -> Result<Text, ReadError> {
    match kind(bytes) {
        Found::Pdf => pdf::read(bytes, &options.limits),
        Found::Packed => docx::read(bytes, &options.limits),
        Found::Html => html::read(&letters(bytes, options)?.0, &options.limits),
        Found::Other(kind) => Err(ReadError::Unsupported(kind.into())),
        Found::Plain => {
            let (text, remark) = letters(bytes, options)?;
            let remarks = remark.into_iter().collect();
            Ok(Text { kind: Kind::Plain, text, paragraphs: false, remarks })
        }
    }
}

/// The letters of a plain text, and what is to be said of its encoding.
fn letters(bytes: &[u8], options: &Options) -> Result<(String, Option<Remark>), ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some(encoding) = options.encoding {
        return Ok((encoding.decode(bytes), None));
    }
    let (text, encoding) = encoding::decode(bytes)?;
    if looks_binary(&text) {
        return Err(ReadError::Binary);
    }
    Ok((text, encoding.map(|encoding| Remark::Decoded(encoding.name().into()))))
}

const DOC: &str = "Word 97–2003 (.doc)";
const RTF: &str = "RTF";
const ODT: &str = "OpenDocument (.odt)";

/// The kinds that are not read here and that an office suite can turn into Word files, as
/// [`ReadError::Unsupported`] names them.
pub const OLD_OFFICE: [&str; 3] = [DOC, RTF, ODT];

/// What a file is, by its bytes.
enum Found {
    Pdf,
    Packed,
    Html,
    Plain,
    /// A kind that is known and not read.
    Other(&'static str),
}

fn kind(bytes: &[u8]) -> Found {
    const SIGNATURES: [(&[u8], &str); 9] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOC),
        (b"{\\rtf", RTF),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"GIF8", "GIF"),
        (b"Rar!", "RAR"),
        (b"7z\xbc\xaf", "7z"),
    ];
    // A PDF must say what it is within these (ISO 32000-2, annex I).
    let head = &bytes[..bytes.len().min(HEAD as usize)];
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Found::Other(kind);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // An open document says what it is in its first part, which is not packed.
        let odt = b"mimetypeapplication/vnd.oasis.opendocument.text";
        if head.windows(odt.len()).any(|window| window == odt) {
            return Found::Other(ODT);
        }
        return Found::Packed;
    }
    if head.starts_with(b"%PDF") || head.windows(5).any(|window| window == b"%PDF-") {
        return Found::Pdf;
    }
    if is_html(head) { Found::Html } else { Found::Plain }
}

/// Whether a text begins as a page of the web does.
fn is_html(head: &[u8]) -> bool {
    let text: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let opens = |tag: &[u8]| text.windows(tag.len()).any(|window| window == tag);
    let begun =
        text.iter().position(|byte| *byte == b'<').is_some_and(|at| text[..at].iter().all(|b| b.is_ascii_whitespace() || *b >= 0x80));
    begun && [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body", b"<div", b"<table", b"<meta", b"<p>"].into_iter().any(opens)
}

fn looks_binary(text: &str) -> bool {
    let controls = text.chars().take(4096).filter(|ch| ch.is_control() && !ch.is_whitespace() && *ch != '\u{1b}').count();
    controls > 8
}
