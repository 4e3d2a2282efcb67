//! Old office files, turned into Word files by LibreOffice where it is installed.

use std::fs;
use std::io;
use std::process::Command;
use std::time::Duration;

use bamsat_read::{Options, ReadError, Text};

use crate::helpers::{self, Helper};

/// What LibreOffice may take for one file, the first start of a new profile included.
const TIME: Duration = Duration::from_secs(90);
/// What it may say meanwhile.
const WORDS: u64 = 1 << 20;

/// Reads a file of a kind that only LibreOffice reads; nothing where it is not installed or fails.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Option<Result<Text, ReadError>> {
    let turned = to_docx(bytes)?.ok()?;
    Some(bamsat_read::read(&turned, options))
}

fn to_docx(bytes: &[u8]) -> Option<io::Result<Vec<u8>>> {
    let soffice = Helper::Soffice.path()?;
    Some((|| {
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
    })())
}
