//! `bamsat lint`.

use std::path::Path;
use std::process::ExitCode;

use bamsat_core::document::Document;
use bamsat_core::finding::Finding;
use bamsat_core::report::lint_json::{LintJson, SCHEMA, file_json};
use bamsat_core::report::{concise::concise_draft, full::full_draft};
use bamsat_core::rules;
use rayon::prelude::*;

use crate::arguments::{Common, LintArguments, LintFormat};
use crate::{input, output};

/// A text that was read, with what was found in it.
struct Linted {
    path: String,
    document: Document,
    findings: Vec<Finding>,
}

/// Looks at the files in parallel and tells in the order given; exit code 2 when none could be read.
pub(crate) fn run(arguments: &LintArguments, common: &Common) -> ExitCode {
    let looked: Vec<_> = arguments.files.par_iter().map(|path| (path, looked_at(path))).collect();
    let mut linted = Vec::new();
    for (path, found) in looked {
        match found {
            Ok((text, remarks)) => {
                output::remarks(path, &remarks, common);
                linted.push(text);
            }
            Err(error) => output::error(&error.render(common.lang)),
        }
    }
    if linted.is_empty() {
        return ExitCode::from(2);
    }
    let fails = linted.iter().flat_map(|text| &text.findings).any(|finding| arguments.fail_on.fails(finding.severity));
    output::result(&render(arguments.format, &linted, common), common, u8::from(fails))
}

fn looked_at(path: &Path) -> Result<(Linted, Vec<bamsat_read::Remark>), input::InputError> {
    let (document, remarks) = input::document(path)?;
    let findings = rules::lint(&document);
    Ok((Linted { path: input::shown(path), document, findings }, remarks))
}

fn render(format: LintFormat, linted: &[Linted], common: &Common) -> String {
    let lang = common.lang;
    let each = |write: &dyn Fn(&Linted) -> String| linted.iter().map(write).collect::<Vec<_>>();
    match format {
        LintFormat::Full => each(&|text| full_draft(&text.document, &text.findings, &text.path, lang, common.style)).join("\n"),
        LintFormat::Concise => each(&|text| concise_draft(&text.document, &text.findings, &text.path, lang)).concat(),
        LintFormat::Json => {
            let files = linted.iter().map(|text| file_json(&text.document, &text.findings, &text.path, lang)).collect();
            serde_json::to_string_pretty(&LintJson { schema: SCHEMA, files }).unwrap_or_default() + "\n"
        }
    }
}
