//! Results to standard output or a file, notes to standard error.

use std::fs;
use std::io::Write;
use std::process::ExitCode;

use bamsat_core::message::Lang;

use crate::arguments::{Command, Common};

/// Writes the result; exit code 2 when that fails. A closed pipe ends the program silently.
pub(crate) fn result(text: &str, common: &Common, code: u8) -> ExitCode {
    let written = match &common.output {
        Some(path) => fs::write(path, text).map_err(|error| format!("bamsat: {}: {error}", crate::input::shown(path))),
        None => {
            let mut out = anstream::AutoStream::always_ansi(std::io::stdout().lock());
            match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                other => other.map_err(|error| format!("bamsat: {error}")),
            }
        }
    };
    match written {
        Ok(()) => ExitCode::from(code),
        Err(line) => {
            error(&line);
            ExitCode::from(2)
        }
    }
}

/// One line on standard error.
pub(crate) fn error(line: &str) {
    // Nothing can be said where standard error itself is gone.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// The line to say when the result would be written over one of the texts it was made from.
pub(crate) fn overwrites(command: &Command, common: &Common) -> Option<String> {
    let output = fs::canonicalize(common.output.as_ref()?).ok()?;
    let inputs: Vec<&std::path::PathBuf> = match command {
        Command::Parse(parse) => parse.files.iter().collect(),
        Command::Check(check) => std::iter::once(&check.child).chain(&check.parent).collect(),
        Command::Explain(_) | Command::Eval(_) => Vec::new(),
    };
    let input = inputs.into_iter().find(|path| fs::canonicalize(path).is_ok_and(|path| path == output))?;
    let path = crate::input::shown(input);
    Some(match common.lang {
        Lang::Vi => format!("bamsat: {path}: tệp kết quả trùng với tệp đầu vào"),
        Lang::En => format!("bamsat: {path}: the result would be written over this text"),
    })
}
