//! `bamsat parse`.

use std::path::PathBuf;
use std::process::ExitCode;

use bamsat_core::report::document_json::document_json;
use bamsat_core::report::tree::tree;
use bamsat_core::report::visible::json;
use rayon::prelude::*;

use crate::arguments::{Common, ParseArguments, ParseFormat};
use crate::{input, output};

/// Reads the files in parallel and shows them in order; exit code 2 when any failed.
pub(crate) fn run(arguments: &ParseArguments, common: Common) -> ExitCode {
    input::prepare(arguments.files.iter().map(PathBuf::as_path), |_| true);
    let read: Vec<_> = arguments.files.par_iter().map(|path| (path, input::document(path))).collect();
    let mut failed = false;
    let mut documents = Vec::new();
    for (path, document) in read {
        match document {
            Ok((document, remarks)) => {
                output::remarks(path, &remarks, &common);
                documents.push((input::shown(path), document));
            }
            Err(error) => {
                failed = true;
                output::error(&error.render(common.lang));
            }
        }
    }
    if documents.is_empty() {
        return ExitCode::from(2);
    }
    let text = match arguments.format {
        ParseFormat::Full => documents.iter().map(|(path, d)| tree(d, path, common.lang)).collect::<Vec<_>>().join("\n"),
        ParseFormat::Json => {
            let forms: Vec<_> = documents.iter().map(|(path, d)| document_json(d, path)).collect();
            if arguments.files.len() == 1 { json(&forms[0]) } else { json(&forms) }
        }
    };
    output::result(&text, &common, if failed { 2 } else { 0 })
}
