//! Running again whenever a file changes.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::output;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_millis(50);

/// Runs now and after each change of one of the files, until the user stops the program or nobody reads
/// what it says. A file that
/// goes away is waited for: editors write another and rename it.
pub(crate) fn again(files: &[PathBuf], run: impl Fn() -> ExitCode) -> ExitCode {
    loop {
        let seen = states(files);
        let code = run();
        if output::is_closed() {
            return code;
        }
        while states(files) == seen || states(files).contains(&None) {
            thread::sleep(EVERY);
        }
    }
}

fn states(files: &[PathBuf]) -> Vec<Option<(SystemTime, u64)>> {
    let state = |file: &PathBuf| fs::metadata(file).and_then(|meta| Ok((meta.modified()?, meta.len()))).ok();
    files.iter().map(state).collect()
}
