//! `bamsat read`.

use std::process::ExitCode;

use crate::arguments::{Common, ReadArguments};
use crate::{input, output};

/// Prints a file as it is read.
pub(crate) fn run(arguments: &ReadArguments, common: &Common) -> ExitCode {
    let path = &arguments.file;
    match input::bytes(path).and_then(|bytes| input::text(path, &bytes)) {
        Ok(text) => {
            output::remarks(path, &text.remarks, common);
            // What marks doubtful words is for the program.
            output::result(&text.text.replace(bamsat_read::DOUBTFUL, ""), common, 0)
        }
        Err(error) => {
            output::error(&error.render(common.lang));
            ExitCode::from(2)
        }
    }
}
