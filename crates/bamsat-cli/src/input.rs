//! Files in, documents out; one clear line for each that cannot be read.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bamsat_core::document::{self, Document};
use bamsat_core::message::Lang;
use bamsat_core::source::Source;

/// Largest file in bytes: far above any plan, far below what would hurt.
const LARGEST: u64 = 32 * 1024 * 1024;

/// Why a file gives no document.
#[derive(Debug)]
pub(crate) struct InputError {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Missing,
    Directory,
    Unreadable(io::Error),
    TooLarge,
    Empty,
    Binary,
    NotUtf8(usize),
    NoPlan,
    NoMandate,
}

impl InputError {
    /// The line for standard error: file and reason.
    pub(crate) fn render(&self, lang: Lang) -> String {
        format!("bamsat: {}: {}", shown(&self.path), self.reason(lang))
    }

    /// Whether the text was read and holds no plan.
    pub(crate) fn is_no_plan(&self) -> bool {
        matches!(self.reason, Reason::NoPlan)
    }

    /// What was wrong.
    pub(crate) fn reason(&self, lang: Lang) -> String {
        match (&self.reason, lang) {
            (Reason::Missing, Lang::Vi) => "không có tệp này".to_owned(),
            (Reason::Missing, Lang::En) => "no such file".to_owned(),
            (Reason::Directory, Lang::Vi) => "đây là thư mục, cần một tệp văn bản".to_owned(),
            (Reason::Directory, Lang::En) => "is a directory, a text file is needed".to_owned(),
            (Reason::Unreadable(error), Lang::Vi) => format!("không đọc được tệp ({error})"),
            (Reason::Unreadable(error), Lang::En) => format!("cannot be read ({error})"),
            (Reason::TooLarge, Lang::Vi) => format!("tệp lớn hơn giới hạn {} MB", LARGEST >> 20),
            (Reason::TooLarge, Lang::En) => format!("is larger than the limit of {} MB", LARGEST >> 20),
            (Reason::Empty, Lang::Vi) => "tệp trống".to_owned(),
            (Reason::Empty, Lang::En) => "is empty".to_owned(),
            (Reason::Binary, Lang::Vi) => "không phải tệp văn bản thuần (.txt, .md)".to_owned(),
            (Reason::Binary, Lang::En) => "is no plain text (.txt, .md)".to_owned(),
            (Reason::NotUtf8(line), Lang::Vi) => format!("dòng {line} không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8"),
            (Reason::NotUtf8(line), Lang::En) => format!("line {line} is not UTF-8; save the file as UTF-8"),
            (Reason::NoPlan, Lang::Vi) => "không phải kế hoạch: không thấy tên loại, số, mục hay yêu cầu nào".to_owned(),
            (Reason::NoPlan, Lang::En) => "is no plan: neither type, number, section nor demand was found".to_owned(),
            (Reason::NoMandate, Lang::Vi) => "văn bản cấp trên không có yêu cầu nào để đối chiếu".to_owned(),
            (Reason::NoMandate, Lang::En) => "has no mandate to compare with".to_owned(),
        }
    }
}

/// A path for messages: no control characters.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().chars().filter(|c| !c.is_control()).collect()
}

/// Reads one document.
pub(crate) fn document(path: &Path) -> Result<Document, InputError> {
    read(path).map(|(_, document)| document)
}

/// Reads one document, with the bytes it was made from.
pub(crate) fn read(path: &Path) -> Result<(Vec<u8>, Document), InputError> {
    let bytes = bytes(path)?;
    let document = parsed(path, &bytes)?;
    Ok((bytes, document))
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, InputError> {
    raw(path).map_err(|reason| InputError { path: path.to_owned(), reason })
}

/// The document in the bytes of a file.
pub(crate) fn parsed(path: &Path, bytes: &[u8]) -> Result<Document, InputError> {
    let fail = |reason| InputError { path: path.to_owned(), reason };
    let text = text(bytes).map_err(fail)?;
    let document = document::parse(Source::read(text));
    if document.source.is_empty() {
        return Err(fail(Reason::Empty));
    }
    if document.is_plan() || document.attachments.iter().any(Document::is_plan) { Ok(document) } else { Err(fail(Reason::NoPlan)) }
}

/// Reads a parent: a document with at least one mandate.
pub(crate) fn parent(path: &Path) -> Result<Document, InputError> {
    let found = document(path)?;
    if found.with_attachments().iter().all(|d| d.mandates.is_empty()) {
        return Err(InputError { path: path.to_owned(), reason: Reason::NoMandate });
    }
    Ok(found)
}

fn raw(path: &Path) -> Result<Vec<u8>, Reason> {
    let mut out = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut out).map_err(Reason::Unreadable)?;
    } else {
        let meta = fs::metadata(path)
            .map_err(|error| if error.kind() == io::ErrorKind::NotFound { Reason::Missing } else { Reason::Unreadable(error) })?;
        if meta.is_dir() {
            return Err(Reason::Directory);
        }
        let file = fs::File::open(path).map_err(Reason::Unreadable)?;
        file.take(LARGEST + 1).read_to_end(&mut out).map_err(Reason::Unreadable)?;
    }
    if out.len() as u64 > LARGEST { Err(Reason::TooLarge) } else { Ok(out) }
}

fn text(bytes: &[u8]) -> Result<&str, Reason> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Reason::Empty);
    }
    if bytes.contains(&0) {
        return Err(Reason::Binary);
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let controls = bytes.iter().take(4096).filter(|b| **b < 9 || (14..32).contains(*b) && **b != 27).count();
        if controls > 8 { Reason::Binary } else { Reason::NotUtf8(before.iter().filter(|b| **b == b'\n').count() + 1) }
    })
}
