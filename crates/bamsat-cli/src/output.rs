//! Results to standard output or a file, notes to standard error.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use bamsat_core::message::Lang;
use bamsat_core::report::visible::{self, is_plain_json, json_escaped};
use bamsat_read::Remark;

use crate::arguments::{Command, Common};
use crate::settings::plain;

/// Writes the result; exit code 2 when that fails. A closed pipe ends the program silently.
pub(crate) fn result(text: &str, common: &Common, code: u8) -> ExitCode {
    written(common, code, |out| out.write_all(text.as_bytes()))
}

/// The same for a result that is made while it is written.
pub(crate) fn written(common: &Common, code: u8, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ExitCode {
    let done = match &common.output {
        Some(path) => replaced(path, write).map_err(|error| format!("bamsat: {}", unwritten(path, &error, common.lang))),
        None => {
            let mut out = io::BufWriter::new(anstream::AutoStream::always_ansi(io::stdout().lock()));
            match write(&mut out).and_then(|()| out.flush()) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    CLOSED.store(true, Ordering::Relaxed);
                    Ok(())
                }
                other => other.map_err(|error| match common.lang {
                    Lang::Vi => format!("bamsat: không ghi được ra đầu ra chuẩn ({error})"),
                    Lang::En => format!("bamsat: standard output cannot be written ({error})"),
                }),
            }
        }
    };
    match done {
        Ok(()) => ExitCode::from(code),
        Err(line) => {
            error(&line);
            ExitCode::from(2)
        }
    }
}

/// Nobody reads standard output any more.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether whoever read standard output has gone.
pub(crate) fn is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// What is said where a file cannot be written.
pub(crate) fn unwritten(path: &Path, error: &io::Error, lang: Lang) -> String {
    let shown = crate::input::shown(path);
    match lang {
        Lang::Vi => format!("{shown}: không ghi được ({error})"),
        Lang::En => format!("{shown}: cannot be written ({error})"),
    }
}

/// Writes a file beside its place and moves it there when it is whole; what is not a plain file
/// (`/dev/null`, a pipe) is written as it is.
pub(crate) fn replaced(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        let mut out = io::BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
        return write(&mut out).and_then(|()| out.flush());
    }
    placed(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()), write)
}

/// The same at a name that the user did not give: what stands there is replaced, be it a link that leads elsewhere.
pub(crate) fn placed(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let (beside, file) = Beside::of(path)?;
    // Who might read what stood there may read this, and nobody else.
    if let Ok(meta) = fs::symlink_metadata(path)
        && meta.is_file()
    {
        file.set_permissions(meta.permissions())?;
    }
    let mut out = io::BufWriter::new(file);
    write(&mut out)?;
    out.flush()?;
    // The name must not lead to an empty file after the power failed.
    match out.get_ref().sync_all() {
        // Some file systems know nothing of the kind.
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Err(error),
        _ => beside.take_place(path),
    }
}

/// Takes JSON and hands it on with escapes for what would steer a terminal.
pub(crate) struct Json<W>(pub(crate) W);

impl<W: Write> Write for Json<W> {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        if is_plain_json(json) {
            self.0.write_all(json)?;
            return Ok(json.len());
        }
        match std::str::from_utf8(json) {
            Ok(text) => self.0.write_all(json_escaped(text).as_bytes())?,
            Err(_) => self.0.write_all(json)?,
        }
        Ok(json.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Sees to it that nothing unfinished stays and no helper works on when the user stops the program.
pub(crate) fn when_stopped() {
    static HANDLER: Once = Once::new();
    HANDLER.call_once(|| {
        // Without a handler the system ends the program all the same, and a rest stays.
        let _ = ctrlc::set_handler(|| {
            crate::helpers::stop_all();
            if let Ok(paths) = UNFINISHED.lock() {
                paths.iter().for_each(|path| drop(fs::remove_file(path)));
            }
            std::process::exit(130);
        });
    });
}

/// A file that stands beside its place until it is whole; it goes away when it never is.
pub(crate) struct Beside {
    path: PathBuf,
    /// Held as long as the file is written, by which others know that its writer lives.
    _lock: fs::File,
}

/// Names that are tried for such a file.
const NAMES: usize = 64;

/// Files that go away when the user stops the program.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

impl Beside {
    /// A new file in the folder of `target`. What has its name already stays, be it a link that leads elsewhere.
    pub(crate) fn of(target: &Path) -> io::Result<(Self, fs::File)> {
        /// Characters of the name that the new one takes over: it must not grow too long.
        const SHOWN: usize = 40;
        when_stopped();
        let name: String = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().chars().take(SHOWN).collect();
        sweep(target, &name);
        // Whoever stops the program waits until the file is among those that go away.
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        for attempt in 0..NAMES {
            let path = target.with_file_name(format!(".{name}.{}-{attempt}.part", std::process::id()));
            match fs::OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) if is_held(&file, &path) => {
                    unfinished.push(path.clone());
                    return Ok((Self { path, _lock: file.try_clone()? }, file));
                }
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Where it is.
    #[cfg(feature = "sqlite")]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Moves the whole file to its place.
    pub(crate) fn take_place(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }
}

/// Takes the lock on a new file; not where somebody swept it away meanwhile.
#[cfg(unix)]
fn is_held(file: &fs::File, path: &Path) -> bool {
    // Where the file system knows no locks there is no sweeping either.
    !matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) && path.exists()
}

/// Removes what runs that were killed left beside the same place: nobody holds it.
#[cfg(unix)]
fn sweep(target: &Path, name: &str) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_left = |path: &Path| {
        let file = path.file_name().and_then(|file| file.to_str()).unwrap_or_default();
        let number = file.strip_prefix(&format!(".{name}.")).and_then(|rest| rest.strip_suffix(".part")).unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).filter(|path| is_left(path)) {
        // A link or a device of such a name is nobody's rest.
        let is_rest = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
        let Some(file) = is_rest.then(|| fs::File::open(&path).ok()).flatten() else { continue };
        // The lock is held until the file is gone.
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
}

// Elsewhere a lock would keep the writer itself out; what a killed run left stays.
#[cfg(not(unix))]
fn is_held(_: &fs::File, _: &Path) -> bool {
    true
}

#[cfg(not(unix))]
fn sweep(_: &Path, _: &str) {}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        if let Ok(mut paths) = UNFINISHED.lock() {
            paths.retain(|path| *path != self.path);
        }
    }
}

/// One line on standard error; whatever it quotes, it steers no terminal.
pub(crate) fn error(line: &str) {
    // Nothing can be said where standard error itself is gone.
    let _ = writeln!(std::io::stderr().lock(), "{}", visible::lines(line));
}

/// What is to be said of how a file was read.
pub(crate) fn remarks(path: &Path, remarks: &[Remark], common: &Common) {
    for remark in remarks.iter().filter(|_| !common.quiet) {
        error(&crate::input::remark(path, remark, common.lang));
    }
}

/// The line to say when a result would be written over a file that is read, or two over each other.
pub(crate) fn overwrites(command: &Command, common: &Common) -> Option<String> {
    let (mut inputs, mut outputs): (Vec<&Path>, Vec<&Path>) = (Vec::new(), Vec::new());
    outputs.extend(common.output.as_deref());
    inputs.extend(common.settings.file.as_deref());
    let mut policy = None;
    match command {
        Command::Parse(parse) => inputs.extend(parse.files.iter().map(PathBuf::as_path)),
        Command::Lint(lint) => {
            inputs.extend(lint.files.iter().map(PathBuf::as_path));
            policy = Some(&lint.policy);
        }
        Command::Read(read) => inputs.push(&read.file),
        Command::Check(check) => {
            inputs.extend(std::iter::once(&check.child).chain(&check.parent).chain(&check.against).map(PathBuf::as_path));
            outputs.extend(check.annotate.as_deref());
            policy = Some(&check.policy);
        }
        Command::Audit(audit) => inputs.extend(audit.merge.iter().map(PathBuf::as_path)),
        _ => {}
    }
    if let Some(policy) = policy {
        let (read, written) = policy.files();
        inputs.extend(read);
        outputs.extend(written);
    }
    // Devices and pipes may be named twice.
    let is_file = |path: &Path| fs::metadata(path).map_or(true, |meta| meta.is_file());
    let mut seen: Vec<PathBuf> = inputs.into_iter().filter(|path| is_file(path)).map(plain).collect();
    for output in outputs.into_iter().filter(|path| is_file(path)) {
        let path = plain(output);
        if seen.contains(&path) {
            return Some(format!("bamsat: {}", is_input(&crate::input::shown(output), common.lang)));
        }
        seen.push(path);
    }
    None
}

/// What is said of a file that is not there.
pub(crate) fn is_missing(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: không có tệp này"),
        Lang::En => format!("{path}: no such file"),
    }
}

/// What is said where a result would be written over a text.
pub(crate) fn is_input(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: tệp kết quả trùng với tệp đầu vào"),
        Lang::En => format!("{path}: the result would be written over this text"),
    }
}

/// What is said where a result can only be a file.
pub(crate) fn needs_file(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "định dạng này cần --output TỆP",
        Lang::En => "this format needs --output FILE",
    }
}

/// An error where the folder of a result is not there.
pub(crate) fn has_folder(path: &Path, lang: Lang) -> Result<(), String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        None => Ok(()),
        Some(folder) => Err(match lang {
            Lang::Vi => format!("{}: không có thư mục này", crate::input::shown(folder)),
            Lang::En => format!("{}: no such folder", crate::input::shown(folder)),
        }),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Whoever may write into the folder of a result could lay a link where its first bytes go.
    #[test]
    fn an_unfinished_result_is_written_through_no_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (result, other) = (folder.path().join("a.json"), folder.path().join("other"));
        fs::write(&other, "whole").expect("written");
        for attempt in 0..3 {
            let laid = folder.path().join(format!(".a.json.{}-{attempt}.part", std::process::id()));
            std::os::unix::fs::symlink(&other, laid).expect("a link");
        }
        placed(&result, |out| out.write_all(b"result")).expect("a result");
        assert_eq!(fs::read_to_string(&result).expect("a result"), "result");
        assert_eq!(fs::read_to_string(&other).expect("a text"), "whole");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 5);
    }
}
