//! Old office files, turned into Word files by LibreOffice where it is installed.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::helpers::{self, Helper};

/// What LibreOffice may take to start with a new profile, and for each file.
const START: Duration = Duration::from_secs(60);
const EACH: Duration = Duration::from_secs(30);
/// What it may say meanwhile.
const WORDS: u64 = 1 << 20;

/// A profile in which no macro runs and nothing that a file links to is fetched.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"#;

/// Word files made ahead of their use, by the hash of what they were made from.
static READY: Mutex<Option<HashMap<[u8; 32], Vec<u8>>>> = Mutex::new(None);

/// Turns many files in one process; what was made ahead before is forgotten.
pub(crate) fn prepare(files: &[Vec<u8>]) {
    let made = match Helper::Soffice.path().filter(|_| files.len() > 1) {
        Some(soffice) => turned(&soffice, files).unwrap_or_default(),
        None => Vec::new(),
    };
    let ready = files.iter().zip(made).filter_map(|(bytes, docx)| Some((hash(bytes), docx?))).collect();
    *READY.lock().unwrap_or_else(PoisonError::into_inner) = Some(ready);
}

/// The Word file that LibreOffice makes of an old one; nothing where it is not installed or fails.
pub(crate) fn to_docx(bytes: &[u8]) -> Option<Vec<u8>> {
    let ready = READY.lock().unwrap_or_else(PoisonError::into_inner).as_mut().and_then(|ready| ready.remove(&hash(bytes)));
    // Where one file stopped the process that was to turn many, the others are turned by themselves.
    ready.or_else(|| turned(&Helper::Soffice.path()?, &[bytes.to_vec()]).ok()?.pop()?)
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

/// The Word files made of these, as far as one process got.
fn turned(soffice: &Path, files: &[Vec<u8>]) -> io::Result<Vec<Option<Vec<u8>>>> {
    // A folder and a profile of its own: neither an open window of the user nor another run is in
    // the way, and no name of the user's file reaches the program.
    let folder = helpers::private_folder()?;
    let profile = folder.path().join("profile");
    fs::create_dir_all(profile.join("user"))?;
    fs::write(profile.join("user").join("registrymodifications.xcu"), PROFILE)?;
    let paths: Vec<PathBuf> = (1..=files.len()).map(|number| folder.path().join(format!("van-ban-{number}.doc"))).collect();
    paths.iter().zip(files).try_for_each(|(path, bytes)| fs::write(path, bytes))?;
    let mut command = helpers::command(soffice, folder.path());
    let profile = profile.display().to_string().replace('\\', "/").replace(' ', "%20");
    command.arg(format!("-env:UserInstallation=file:///{}", profile.trim_start_matches('/')));
    command.args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"]).arg(folder.path()).args(&paths);
    // What it made before it failed is whole.
    let _ = helpers::run(&mut command, START + EACH * files.len() as u32, WORDS);
    Ok(paths.iter().map(|path| fs::read(path.with_extension("docx")).ok()).collect())
}
