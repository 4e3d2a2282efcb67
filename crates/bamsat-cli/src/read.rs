//! `bamsat read`.

use std::process::ExitCode;

use bamsat_core::report::visible::is_visible;

use crate::arguments::{Common, ReadArguments};
use crate::{input, output};

/// Prints a file as it is read.
pub(crate) fn run(arguments: &ReadArguments, common: &Common) -> ExitCode {
    let path = &arguments.file;
    match input::bytes(path).and_then(|bytes| input::text(path, &bytes)) {
        Ok(text) => {
            output::remarks(path, &text.remarks, common);
            // What marks doubtful words is for the program; nothing is for the terminal but the page breaks.
            let is_word = |ch: &char| (is_visible(*ch) || matches!(ch, '\n' | '\t' | '\u{c}')) && *ch != bamsat_read::DOUBTFUL;
            output::result(&text.text.chars().filter(is_word).collect::<String>(), common, 0)
        }
        Err(error) => {
            output::error(&error.render(common.lang));
            ExitCode::from(2)
        }
    }
}
