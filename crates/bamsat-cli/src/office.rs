//! Old office files, turned into Word files by LibreOffice where it is installed.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::helpers::{self, Helper};

/// What LibreOffice may take for one file, the first start of a new profile included.
const TIME: Duration = Duration::from_secs(90);
/// What it may say meanwhile.
const WORDS: u64 = 1 << 20;

/// The Word file that LibreOffice makes of an old one; nothing where it is not installed or fails.
pub(crate) fn to_docx(bytes: &[u8]) -> Option<Vec<u8>> {
    turned(&Helper::Soffice.path()?, bytes).ok()
}

fn turned(soffice: &Path, bytes: &[u8]) -> io::Result<Vec<u8>> {
    // A folder and a profile of its own: neither an open window of the user nor another run is in
    // the way, and no name of the user's file reaches the program.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("van-ban.doc");
    fs::write(&file, bytes)?;
    let mut command = Command::new(soffice);
    let profile = folder.path().join("profile").display().to_string().replace('\\', "/").replace(' ', "%20");
    command.arg(format!("-env:UserInstallation=file:///{}", profile.trim_start_matches('/')));
    command.args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"]).arg(folder.path()).arg(&file);
    helpers::run(&mut command, TIME, WORDS)?;
    fs::read(file.with_extension("docx"))
}
