//! Programs of other makers that read what this one cannot: found on the path, started with fixed
//! words of ours and the names of files in a folder of ours, and ended after their time.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use bamsat_core::message::Lang;
use tempfile::TempDir;

use crate::output;

/// A program that may be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Helper {
    /// Turns old office files into Word files.
    Soffice,
    /// Draws the pages of a PDF.
    Pdftoppm,
    /// Recognises words on a picture.
    Tesseract,
}

impl Helper {
    pub(crate) const ALL: [Self; 3] = [Self::Soffice, Self::Pdftoppm, Self::Tesseract];

    /// Its name on the path.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Soffice => "soffice",
            Self::Pdftoppm => "pdftoppm",
            Self::Tesseract => "tesseract",
        }
    }

    /// Where it lies, if it is installed.
    pub(crate) fn path(self) -> Option<PathBuf> {
        let folders = std::env::var_os("PATH")?;
        let file = if cfg!(windows) { format!("{}.exe", self.name()) } else { self.name().to_owned() };
        std::env::split_paths(&folders).filter(|folder| folder.is_absolute()).map(|folder| folder.join(&file)).find(|path| path.is_file())
    }

    /// Whether it can do its work: recognising Vietnamese needs a model of the language beside the program.
    pub(crate) fn is_ready(self) -> bool {
        static SPEAKS: OnceLock<bool> = OnceLock::new();
        let speaks = |path: &Path| {
            let languages =
                private_folder().and_then(|folder| run(command(path, folder.path()).arg("--list-langs"), Duration::from_secs(10), 1 << 16));
            languages.is_ok_and(|found| String::from_utf8_lossy(&found).lines().any(|line| line.trim() == "vie"))
        };
        self.path().is_some_and(|path| self != Self::Tesseract || *SPEAKS.get_or_init(|| speaks(&path)))
    }

    /// What it adds.
    pub(crate) fn adds(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Soffice, Lang::Vi) => "đọc tệp .doc, .rtf, .odt",
            (Self::Soffice, Lang::En) => "reads .doc, .rtf and .odt files",
            (Self::Pdftoppm, Lang::Vi) => "vẽ các trang quét để nhận dạng chữ",
            (Self::Pdftoppm, Lang::En) => "draws scanned pages, so that their words can be recognised",
            (Self::Tesseract, Lang::Vi) => "nhận dạng chữ tiếng Việt trên các trang quét",
            (Self::Tesseract, Lang::En) => "recognises Vietnamese words on scanned pages",
        }
    }

    /// How it is installed: on Debian and Ubuntu, macOS, Windows.
    pub(crate) fn install(self) -> &'static str {
        match self {
            Self::Soffice => {
                "apt install libreoffice-writer | brew install --cask libreoffice | winget install TheDocumentFoundation.LibreOffice"
            }
            Self::Pdftoppm => "apt install poppler-utils | brew install poppler | winget install oschwartz10612.Poppler",
            Self::Tesseract => {
                "apt install tesseract-ocr tesseract-ocr-vie | brew install tesseract tesseract-lang | winget install UB-Mannheim.TesseractOCR"
            }
        }
    }
}

/// Memory that a helper may have.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 2 << 30;

/// What a helper is told of the user's surroundings: where programs, libraries, models and fonts are, and the
/// language. What else is there, such as passwords of a CI service, is none of its business.
const KEPT: [&str; 21] = [
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "TESSDATA_PREFIX",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "PATHEXT",
    "COMSPEC",
    "SystemDrive",
    "SystemRoot",
    "windir",
    "ProgramData",
    "ProgramFiles",
    "ProgramFiles(x86)",
    "CommonProgramFiles",
    "APPDATA",
    "LOCALAPPDATA",
    "USERPROFILE",
];

/// A folder for the files of one helper, which only this user can look into; it goes away with its value.
pub(crate) fn private_folder() -> io::Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix("bamsat-");
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    folder.tempdir()
}

/// A helper that works in a folder of its own, which is its home as well.
pub(crate) fn command(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().envs(KEPT.iter().filter_map(|name| Some((*name, std::env::var_os(name)?))));
    for name in ["HOME", "TMPDIR", "TEMP", "TMP"] {
        command.env(name, folder);
    }
    command
}

/// Runs a command to its end and gives what it wrote; an error where it fails, is not done in time or
/// writes more than `most` bytes.
pub(crate) fn run(command: &mut Command, time: Duration, most: u64) -> io::Result<Vec<u8>> {
    output::when_stopped();
    let mut child = alone(command).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let _running = Running::of(&child);
    limit(&child);
    let output = child.stdout.take();
    // Whoever fills a pipe that nobody empties waits for ever.
    let (answer, given) = mpsc::channel();
    thread::spawn(move || {
        let mut found = Vec::new();
        let read = output.map_or(Ok(0), |output| output.take(most + 1).read_to_end(&mut found));
        let _ = answer.send(read.map(|_| found));
    });
    let end = Instant::now() + time;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if Instant::now() < end => thread::sleep(Duration::from_millis(10)),
            None => {
                stop(&mut child);
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    };
    // A process that it left behind may hold the pipe open.
    let left = end.saturating_duration_since(Instant::now()).max(Duration::from_secs(1));
    let found = given.recv_timeout(left).inspect_err(|_| stop(&mut child)).map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
    match status.success() && found.len() as u64 <= most {
        true => Ok(found),
        false => Err(io::Error::other(format!("{status}"))),
    }
}

/// Processes that are at work, for whoever stops the program.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A process at work.
struct Running(u32);

impl Running {
    fn of(child: &Child) -> Self {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(child.id());
        Self(child.id())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).retain(|id| *id != self.0);
    }
}

/// Ends all helpers that are at work.
pub(crate) fn stop_all() {
    #[cfg(unix)]
    for id in RUNNING.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        if let Some(id) = i32::try_from(*id).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(id, rustix::process::Signal::KILL);
        }
    }
}

/// A command whose process leads a group, so that what it starts ends with it.
#[cfg(unix)]
fn alone(command: &mut Command) -> &mut Command {
    std::os::unix::process::CommandExt::process_group(command, 0)
}

#[cfg(not(unix))]
fn alone(command: &mut Command) -> &mut Command {
    command
}

/// Ends a process with all that it started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(rustix::process::Pid::from_child(child), rustix::process::Signal::KILL);
    // It may have ended by itself; either way it is waited for.
    let _ = child.kill();
    let _ = child.wait();
}

/// Holds a process to its memory, where the system can.
#[cfg(target_os = "linux")]
fn limit(child: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    // What cannot be limited ends with its time.
    let _ = prlimit(Some(Pid::from_child(child)), Resource::Data, Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) });
}

#[cfg(not(target_os = "linux"))]
fn limit(_: &Child) {}
