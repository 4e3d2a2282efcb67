//! Files in, documents out; one clear line for each that cannot be read.

use std::fs;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use bamsat_core::document::{self, Document};
use bamsat_core::message::Lang;
use bamsat_core::report::visible::line;
use bamsat_core::source::{Lines, Source};
use bamsat_read::{Encoding, OLD_OFFICE, Options, ReadError, Remark, Text};

use crate::arguments::Ocr;
use crate::helpers::Helper;
use crate::limits::{self, Limits};
use crate::paths::{self, System};
use crate::{isolated, ocr, office};

/// How files are read in this run.
static READING: OnceLock<Reading> = OnceLock::new();

/// How files are read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reading {
    /// The encoding of plain texts, where the user knows it.
    pub(crate) encoding: Option<Encoding>,
    pub(crate) limits: Limits,
    /// Every file in a process of its own, not only those that may do harm.
    pub(crate) isolate: bool,
    /// Whether scanned pages are recognised.
    pub(crate) ocr: Ocr,
    /// Hash of what the settings add to the tables.
    pub(crate) added: Option<[u8; 32]>,
}

/// When the run began.
static BEGUN: OnceLock<Instant> = OnceLock::new();

/// Whether a run over a folder has no time left.
pub(crate) fn is_late() -> bool {
    BEGUN.get().is_some_and(|begun| begun.elapsed() >= Duration::from_secs(limits().run_seconds))
}

/// Says how files are read, before the first is.
pub(crate) fn settle(reading: Reading) {
    let _ = BEGUN.set(Instant::now());
    // Asked for once, at the start of the program.
    let _ = READING.set(reading);
}

fn reading() -> &'static Reading {
    READING.get_or_init(Reading::default)
}

impl Reading {
    /// What the reader asks for.
    pub(crate) fn options(&self) -> Options {
        Options { limits: self.limits.read, encoding: self.encoding }
    }
}

/// The limits of this run.
pub(crate) fn limits() -> &'static Limits {
    &reading().limits
}

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
    Changed,
    Unread(ReadError),
    NoPlan,
    /// Its scanned pages took longer than this many seconds to recognise, and the others show no plan.
    Late(u64),
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
        let (vi, en) = match &self.reason {
            Reason::Missing => ("không có tệp này", "no such file"),
            Reason::Directory => ("đây là thư mục, cần một tệp văn bản", "is a directory, a text file is needed"),
            Reason::NoPlan => (
                "không phải kế hoạch: không thấy tên loại, số, mục hay yêu cầu nào",
                "is no plan: neither type, number, section nor demand was found",
            ),
            Reason::NoMandate => ("văn bản cấp trên không có yêu cầu nào để đối chiếu", "has no mandate to compare with"),
            Reason::Unreadable(error) => {
                return match lang {
                    Lang::Vi => format!("không đọc được tệp ({error})"),
                    Lang::En => format!("cannot be read ({error})"),
                };
            }
            Reason::Late(seconds) => {
                let raised = limits::raised("scan-seconds", lang);
                return match lang {
                    Lang::Vi => {
                        format!("chưa nhận dạng hết các trang quét trong {seconds} giây nên chưa rõ có phải kế hoạch không{raised}")
                    }
                    Lang::En => {
                        format!("its scanned pages were not all recognised in {seconds} seconds, and the others show no plan{raised}")
                    }
                };
            }
            Reason::Changed => (
                "tệp bị sửa đổi trong khi chương trình đang chạy; hãy chạy lại khi tệp đã ghi xong",
                "was changed while the program ran; run again when it is written",
            ),
            // It may quote the names of parts.
            Reason::Unread(error) => return line(&unread(error, lang)),
        };
        if lang == Lang::Vi { vi.to_owned() } else { en.to_owned() }
    }
}

/// Why a file gives no text, in the user's language, and how the limit is raised that it broke.
pub(crate) fn unread(error: &ReadError, lang: Lang) -> String {
    unread_because(error, lang) + &limits::of(error).map_or(String::new(), |key| limits::raised(key, lang))
}

fn unread_because(error: &ReadError, lang: Lang) -> String {
    if lang == Lang::En {
        return match error {
            ReadError::UnknownEncoding(_) => format!("{error}; name it with --encoding, or save the file as UTF-8"),
            ReadError::Scan(_) if is_unasked() => format!("{error}; --ocr auto recognises them"),
            ReadError::Scan(_) => format!("{error}; {}", wanted(&ocr::missing(), lang)),
            ReadError::Unsupported(kind) if OLD_OFFICE.contains(&&**kind) => format!("{error}; {}", wanted(&[Helper::Soffice], lang)),
            ReadError::Unsupported(_) => format!("{error}; save it as .docx or .pdf"),
            ReadError::NotMended(_) => format!("{error}; --fix takes .txt and .md in UTF-8, and .docx"),
            _ => error.to_string(),
        };
    }
    match error {
        ReadError::Empty => "tệp trống".to_owned(),
        ReadError::TooLarge(limit) => format!("tệp lớn hơn giới hạn {} MB", limit >> 20),
        ReadError::PartTooLarge { part, limit } => format!("phần {part} giải nén ra lớn hơn giới hạn {} MB", limit >> 20),
        ReadError::TooDeep { part, limit } => format!("phần {part} lồng nhau hơn {limit} cấp"),
        ReadError::TooManyElements { part, limit } => format!("phần {part} có hơn {limit} phần tử"),
        ReadError::TooLong(limit) => format!("phần chữ dài hơn {} MB", limit >> 20),
        ReadError::TooManyPages(limit) => format!("nhiều hơn {limit} trang"),
        ReadError::TooManyLetters { page, limit } => format!("trang {page} có hơn {limit} ký tự"),
        ReadError::TooManyOperators { page, limit } => format!("trang {page} cần hơn {limit} lệnh vẽ"),
        ReadError::Broken { part, place: 0, why } => format!("phần {part} bị hỏng ({why})"),
        ReadError::Broken { part, place, why } => format!("phần {part} bị hỏng tại byte {place} ({why})"),
        ReadError::Encrypted => "tệp đặt mật khẩu; hãy bỏ mật khẩu rồi chạy lại".to_owned(),
        ReadError::Scan(pages) if is_unasked() => {
            format!("{pages} trang đều là ảnh quét, không có chữ; chạy với --ocr auto để nhận dạng chữ")
        }
        ReadError::Scan(pages) => format!("{pages} trang đều là ảnh quét, không có chữ; {}", wanted(&ocr::missing(), lang)),
        ReadError::NoText => "tệp không có chữ nào".to_owned(),
        ReadError::Unsupported(kind) if OLD_OFFICE.contains(&&**kind) => {
            format!("chưa đọc được tệp {kind}; {}", wanted(&[Helper::Soffice], lang))
        }
        ReadError::Unsupported(kind) => format!("chưa đọc được tệp {kind}; hãy lưu thành .docx hoặc .pdf"),
        ReadError::TooMuchMemory(limit) => format!("đọc tệp cần hơn {} MB bộ nhớ, hoặc tệp làm hỏng trình đọc", limit >> 20),
        ReadError::TooSlow(limit) => format!("đọc quá {limit} giây chưa xong"),
        ReadError::NotMended(kind) => format!("không sửa được tệp {kind}; --fix chỉ sửa .txt, .md với bảng mã UTF-8 và .docx"),
        ReadError::Binary => "không phải tệp văn bản".to_owned(),
        ReadError::UnknownEncoding(line) => {
            format!("dòng {line} không phải UTF-8 và chưa rõ bảng mã; hãy ghi rõ bằng --encoding hoặc lưu lại tệp với bảng mã UTF-8")
        }
    }
}

/// Whether the user does not want scans recognised, and could have them.
fn is_unasked() -> bool {
    reading().ocr == Ocr::Never && ocr::missing().is_empty()
}

/// What to install, or to do where everything is installed and did not help.
fn wanted(helpers: &[Helper], lang: Lang) -> String {
    let missing: Vec<&str> = helpers.iter().filter(|helper| !helper.is_ready()).map(|helper| helper.install()).collect();
    match (missing.is_empty(), lang) {
        (true, Lang::Vi) => "phần mềm hỗ trợ không đọc được; hãy lưu thành .docx".to_owned(),
        (true, Lang::En) => "the helpers could not read it; save it as .docx".to_owned(),
        (false, Lang::Vi) => format!("hãy cài: {} (xem `bamsat doctor`)", missing.join("; ")),
        (false, Lang::En) => format!("install: {} (see `bamsat doctor`)", missing.join("; ")),
    }
}

/// What a user should know of how a file was read.
pub(crate) fn remark(path: &Path, remark: &Remark, lang: Lang) -> String {
    let words = match (remark, lang) {
        (Remark::OpenChanges, Lang::Vi) => "có sửa đổi (Track Changes) chưa chấp nhận: đọc như đã chấp nhận".to_owned(),
        (Remark::OpenChanges, Lang::En) => "has open tracked changes: read as if accepted".to_owned(),
        (Remark::Decoded(name), Lang::Vi) => format!("chuyển từ bảng mã {name}"),
        (Remark::Decoded(name), Lang::En) => format!("decoded from {name}"),
        (Remark::WithoutText(pages), Lang::Vi) => format!("không đọc được trang {}: trang chỉ có ảnh", numbers(pages)),
        (Remark::WithoutText(pages), Lang::En) => format!("pages {} were not read: they are pictures", numbers(pages)),
        (Remark::Recognised(pages), Lang::Vi) => format!("trang {} là ảnh quét, chữ do máy nhận dạng (OCR)", numbers(pages)),
        (Remark::Recognised(pages), Lang::En) => format!("pages {} are scans; their words were recognised (OCR)", numbers(pages)),
        (Remark::ScansLeft(pages), Lang::Vi) => {
            format!("chỉ nhận dạng {pages} trang quét đầu tiên{}", limits::raised("scanned-pages", lang))
        }
        (Remark::ScansLeft(pages), Lang::En) => {
            format!("only the first {pages} scanned pages were recognised{}", limits::raised("scanned-pages", lang))
        }
        (Remark::ScansLate(seconds), Lang::Vi) => {
            format!("dừng nhận dạng trang quét sau {seconds} giây{}", limits::raised("scan-seconds", lang))
        }
        (Remark::ScansLate(seconds), Lang::En) => {
            format!("scanned pages were recognised for {seconds} seconds and no longer{}", limits::raised("scan-seconds", lang))
        }
        (Remark::Unseen(count), Lang::Vi) => format!("có {count} hình lớn, sơ đồ hoặc tệp nhúng không đọc được chữ bên trong"),
        (Remark::Unseen(count), Lang::En) => format!("words in {count} large pictures, diagrams or embedded files were not read"),
        (Remark::Unmapped(count), Lang::Vi) => format!("{count} ký tự không rõ là chữ gì: phông chữ trong tệp không cho biết"),
        (Remark::Unmapped(count), Lang::En) => format!("{count} letters are not known: the fonts in the file do not say"),
        (Remark::Aside(count), Lang::Vi) => format!("bỏ qua {count} ký tự viết theo hướng khác với trang (con dấu, chữ xoay bên lề)"),
        (Remark::Aside(count), Lang::En) => {
            format!("{count} letters were left out: they run in another direction than their page (stamps, sidebars)")
        }
    };
    match lang {
        Lang::Vi => format!("lưu ý: {}: {words}", shown(path)),
        Lang::En => format!("note: {}: {words}", shown(path)),
    }
}

fn numbers(pages: &[usize]) -> String {
    pages.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}

/// A path for messages and reports.
pub(crate) fn shown(path: &Path) -> String {
    paths::shown(&path.display().to_string(), System::HERE)
}

/// Reads one document, with what is to be said of how it was read.
pub(crate) fn document(path: &Path) -> Result<(Document, Vec<Remark>), InputError> {
    let (_, document, remarks) = read(path)?;
    Ok((document, remarks))
}

/// The same with the bytes it was made from.
pub(crate) fn read(path: &Path) -> Result<(Vec<u8>, Document, Vec<Remark>), InputError> {
    let bytes = bytes(path)?;
    let (document, remarks) = parsed(path, &bytes)?;
    Ok((bytes, document, remarks))
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, InputError> {
    raw(path).map_err(|reason| InputError { path: path.to_owned(), reason })
}

/// An error where a file holds other bytes by now than those that were read of it.
pub(crate) fn is_still(path: &Path, read: &[u8]) -> Result<(), InputError> {
    if bytes(path)? == read { Ok(()) } else { Err(InputError { path: path.to_owned(), reason: Reason::Changed }) }
}

/// The hash under which what was understood of a file is kept: of its bytes and of how they are read.
pub(crate) fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes);
    if let Some(encoding) = reading().encoding {
        hasher.update(encoding.name().as_bytes());
    }
    if let Some(added) = reading().added {
        hasher.update(&added);
    }
    // A text with pages that were not recognised is another one once they can be.
    if is_recognising() {
        hasher.update(b"ocr");
        hasher.update(&limits().scanned_pages.to_le_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// Makes ready what many files need together: the old office files that `is_wanted`, by their
/// bytes, go through one process.
pub(crate) fn prepare<'p>(paths: impl Iterator<Item = &'p Path>, is_wanted: impl Fn(&[u8]) -> bool) {
    if !Helper::Soffice.is_ready() {
        return;
    }
    let is_old = |path: &&Path| {
        let mut head = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(bamsat_read::HEAD).read_to_end(&mut head));
        read.is_ok() && bamsat_read::is_old_office(&head)
    };
    let files: Vec<Vec<u8>> = paths.filter(is_old).filter_map(|path| raw(path).ok()).filter(|bytes| is_wanted(bytes)).collect();
    office::prepare(&files);
}

/// The text in the bytes of a file.
pub(crate) fn text(path: &Path, bytes: &[u8]) -> Result<Text, InputError> {
    let read = match extracted(bytes) {
        Err(ReadError::Unsupported(kind)) if OLD_OFFICE.contains(&&*kind) => match office::to_docx(bytes) {
            Some(turned) => extracted(&turned),
            None => Err(ReadError::Unsupported(kind)),
        },
        Err(ReadError::Scan(pages)) => {
            let text = recognised(bytes, Text::of_pictures(pages));
            let has_words = text.remarks.iter().any(|remark| matches!(remark, Remark::Recognised(_)));
            if has_words { Ok(text) } else { Err(ReadError::Scan(pages)) }
        }
        other => other.and_then(|text| match text.remarks.iter().find_map(pictures) {
            Some(pages) if reading().ocr == Ocr::Always && !is_recognising() => Err(ReadError::Scan(pages.len())),
            _ => Ok(recognised(bytes, text)),
        }),
    };
    read.map_err(|error| InputError { path: path.to_owned(), reason: Reason::Unread(error) })
}

/// The text in bytes as they are, read where they can do no harm.
fn extracted(bytes: &[u8]) -> Result<Text, ReadError> {
    match reading().isolate || bamsat_read::is_risky(bytes) {
        true => isolated::read(bytes, &reading().options()),
        false => bamsat_read::read(bytes, &reading().options()),
    }
}

/// The pages that are pictures.
fn pictures(remark: &Remark) -> Option<Vec<usize>> {
    match remark {
        Remark::WithoutText(pages) => Some(pages.clone()),
        _ => None,
    }
}

/// Whether the words of scans are recognised in this run.
fn is_recognising() -> bool {
    static FOUND: OnceLock<bool> = OnceLock::new();
    *FOUND.get_or_init(|| reading().ocr != Ocr::Never && ocr::missing().is_empty())
}

/// A text with the words of its scanned pages, where they are asked for and can be recognised.
fn recognised(bytes: &[u8], mut text: Text) -> Text {
    let Some(pages) = text.remarks.iter().find_map(pictures).filter(|_| is_recognising()) else { return text };
    let Ok(ocr::Filled { text: filled, left, beyond }) = ocr::filled(bytes, &text.text, &pages, limits()) else { return text };
    text.text = filled;
    text.remarks.extend(beyond);
    text.remarks.retain(|remark| !matches!(remark, Remark::WithoutText(_)));
    let read = pages.iter().copied().filter(|page| !left.contains(page)).collect();
    if pages.len() > left.len() {
        text.remarks.push(Remark::Recognised(read));
    }
    if !left.is_empty() {
        text.remarks.push(Remark::WithoutText(left));
    }
    text
}

/// The document in the bytes of a file.
pub(crate) fn parsed(path: &Path, bytes: &[u8]) -> Result<(Document, Vec<Remark>), InputError> {
    let fail = |reason| InputError { path: path.to_owned(), reason };
    let text = text(path, bytes)?;
    let lines = if text.paragraphs { Lines::Paragraphs } else { Lines::Wrapped };
    let document = document::parse(Source::read_as(&text.text, lines));
    if document.source.is_empty() {
        return Err(fail(Reason::Unread(ReadError::Empty)));
    }
    let is_plan = document.is_plan() || document.attachments.iter().any(Document::is_plan);
    if is_plan { Ok((document, text.remarks)) } else { Err(no_plan(path, &text.remarks)) }
}

/// What is said of a text that is no plan as far as it was read.
pub(crate) fn no_plan(path: &Path, remarks: &[Remark]) -> InputError {
    let late = remarks.iter().find_map(|remark| if let Remark::ScansLate(seconds) = remark { Some(*seconds) } else { None });
    InputError { path: path.to_owned(), reason: late.map_or(Reason::NoPlan, Reason::Late) }
}

/// Reads a parent: a document with at least one mandate; with the hash that its text must have, where it
/// was found by what it said.
pub(crate) fn parent(path: &Path, known: Option<[u8; 32]>) -> Result<(Document, Vec<Remark>), InputError> {
    let fail = |reason| InputError { path: path.to_owned(), reason };
    let (bytes, document, remarks) = read(path)?;
    if known.is_some_and(|known| known != hash(&bytes)) {
        return Err(fail(Reason::Changed));
    }
    if document.with_attachments().iter().all(|d| d.mandates.is_empty()) {
        return Err(fail(Reason::NoMandate));
    }
    Ok((document, remarks))
}

/// Whether a file is what was read of it: nobody wrote into it meanwhile.
fn is_steady(file: &mut fs::File, before: &fs::Metadata, read: &[u8]) -> io::Result<bool> {
    /// Clocks of file systems tick in steps; within one, a change shows in the bytes alone.
    const TICK: Duration = Duration::from_secs(2);
    let after = file.metadata()?;
    if after.len() != read.len() as u64 || before.modified().ok() != after.modified().ok() {
        return Ok(false);
    }
    let is_old = after.modified().is_ok_and(|time| time.elapsed().is_ok_and(|age| age > TICK));
    if is_old {
        return Ok(true);
    }
    let mut again = Vec::with_capacity(read.len() + 1);
    file.rewind()?;
    file.take(read.len() as u64 + 1).read_to_end(&mut again)?;
    Ok(again == read)
}

fn raw(path: &Path) -> Result<Vec<u8>, Reason> {
    let largest = limits().read.file;
    let mut out = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(largest + 1).read_to_end(&mut out).map_err(Reason::Unreadable)?;
    } else {
        let meta = fs::metadata(path)
            .map_err(|error| if error.kind() == io::ErrorKind::NotFound { Reason::Missing } else { Reason::Unreadable(error) })?;
        if meta.is_dir() {
            return Err(Reason::Directory);
        }
        let mut file = fs::File::open(path).map_err(Reason::Unreadable)?;
        let before = file.metadata().map_err(Reason::Unreadable)?;
        (&mut file).take(largest + 1).read_to_end(&mut out).map_err(Reason::Unreadable)?;
        // Too large is too large, be it changed or not.
        if before.is_file() && out.len() as u64 <= largest && !is_steady(&mut file, &before, &out).map_err(Reason::Unreadable)? {
            return Err(Reason::Changed);
        }
    }
    if out.len() as u64 > largest { Err(Reason::Unread(ReadError::TooLarge(largest))) } else { Ok(out) }
}
