//! A folder of its own for each test, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A folder that goes away at the end of the test.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder") }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path: PathBuf = self.path().join(path);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above).expect("a folder");
        }
        std::fs::write(&path, text).expect("written");
    }
}

/// Runs the program to its end.
pub(crate) fn bamsat(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program")
}

/// The same inside a folder.
pub(crate) fn bamsat_in(folder: &Folder, arguments: &[&str]) -> Output {
    command(arguments).current_dir(folder.path()).output().expect("the program")
}

/// Starts the program inside a folder.
pub(crate) fn start(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = command(arguments);
    command.current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments);
    command
}
