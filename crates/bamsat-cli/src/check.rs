//! `bamsat check`.

use std::path::Path;
use std::process::ExitCode;

use bamsat_core::compare::{Comparison, compare};
use bamsat_core::document::Document;
use bamsat_core::finding::Finding;
use bamsat_core::lexicon::Level;
use bamsat_core::message::Lang;
use bamsat_core::report::comparison_html::comparison_html;
use bamsat_core::report::comparison_json::{ComparisonsJson, Files, SCHEMA, added_json, comparison_json};
use bamsat_core::report::markdown::markdown;
use bamsat_core::report::sheet::{Compared, Sheet, sheet};
use bamsat_core::report::{concise::concise, full::full};
use bamsat_core::rules;

use crate::arguments::{CheckArguments, CheckFormat, Common};
use crate::{annotate, input, library, output, sheet as files};

/// One parent: the files, the comparison, what the rules found.
type One<'a> = (Files<'a>, Comparison<'a>, Vec<Finding>);

/// Compares the child with every parent that can be read.
pub(crate) fn run(arguments: &CheckArguments, common: Common) -> ExitCode {
    if arguments.format.is_binary() && common.output.is_none() {
        output::error(&format!("bamsat: {}", output::needs_file(common.lang)));
        return ExitCode::from(2);
    }
    if let Some(target) = arguments.annotate.as_ref().filter(|target| common.output.as_ref() == Some(*target)) {
        output::error(&format!("bamsat: {}", output::is_input(&input::shown(target), common.lang)));
        return ExitCode::from(2);
    }
    let (bytes, child) = match input::read(&arguments.child) {
        Ok((bytes, child, remarks)) => {
            output::remarks(&arguments.child, &remarks, &common);
            (bytes, child)
        }
        Err(error) => {
            output::error(&error.render(common.lang));
            return ExitCode::from(2);
        }
    };
    let found;
    let asked = match &arguments.library {
        None => &arguments.parent,
        Some(folder) => match library::parents(&child, &arguments.child, folder, &arguments.cache.open(&common), &common) {
            Ok(paths) => {
                found = paths;
                &found
            }
            Err(line) => {
                output::error(&format!("bamsat: {line}"));
                return ExitCode::from(2);
            }
        },
    };
    let written: Vec<_> = common.output.iter().chain(&arguments.annotate).filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    let is_written = |path: &&std::path::PathBuf| std::fs::canonicalize(path).is_ok_and(|path| written.contains(&path));
    if let Some(path) = asked.iter().chain([&arguments.child]).find(is_written) {
        output::error(&format!("bamsat: {}", output::is_input(&input::shown(path), common.lang)));
        return ExitCode::from(2);
    }
    let mut parents: Vec<(String, Document)> = Vec::new();
    for path in asked {
        match input::parent(path) {
            Ok((parent, remarks)) => {
                output::remarks(path, &remarks, &common);
                parents.push((input::shown(path), parent));
            }
            Err(error) => output::error(&error.render(common.lang)),
        }
    }
    if parents.is_empty() {
        return ExitCode::from(2);
    }
    let child_path = input::shown(&arguments.child);
    for (path, parent) in &parents {
        note_province(path, parent, &child, &common);
    }
    let compared: Vec<One<'_>> = parents
        .iter()
        .map(|(path, parent)| {
            let comparison = compare(parent, &child);
            let findings = rules::run(&comparison);
            (Files { parent: path, child: &child_path }, comparison, findings)
        })
        .collect();
    let fails = compared.iter().flat_map(|(_, _, findings)| findings).any(|f| arguments.fail_on.fails(f.severity));
    if let Some(target) = &arguments.annotate {
        let written = people(&compared, common.lang).and_then(|sheet| annotate::write(&bytes, &beside(&compared), &sheet, target, &common));
        if let Err(line) = written {
            output::error(&format!("bamsat: {line}"));
            return ExitCode::from(2);
        }
    }
    match render(arguments.format, asked.len(), &compared, &common) {
        Ok(bytes) => output::written(&common, u8::from(fails), |out| out.write_all(&bytes)),
        Err(line) => {
            output::error(&format!("bamsat: {line}"));
            ExitCode::from(2)
        }
    }
}

/// A parent from another province is binding all the same; the user should know.
fn note_province(path: &str, parent: &Document, child: &Document, common: &Common) {
    let (from, to) = (&parent.header.province, &child.header.province);
    // The place in a letterhead of the centre says where it was signed.
    let local = |document: &Document| !matches!(document.header.level, Some(Level::Central | Level::Ministry) | None);
    if !local(parent) || !local(child) {
        return;
    }
    if common.quiet || from.is_empty() || to.is_empty() || from == to {
        return;
    }
    output::error(&match common.lang {
        Lang::Vi => format!("lưu ý: {path} là văn bản của {from}, kế hoạch là của {to}; vẫn đối chiếu như văn bản cấp trên"),
        Lang::En => format!("note: {path} comes from {from}, the plan from {to}; it is compared as a parent all the same"),
    });
}

/// The result as bytes, or why it could not be made.
fn render(format: CheckFormat, asked: usize, compared: &[One<'_>], common: &Common) -> Result<Vec<u8>, String> {
    let lang = common.lang;
    let each = |write: &dyn Fn(&Comparison<'_>, &[Finding], Files<'_>) -> String| {
        compared.iter().map(|(files, comparison, findings)| write(comparison, findings, *files)).collect::<Vec<_>>().join("\n").into_bytes()
    };
    let people = || people(compared, lang);
    let folder = common.output.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    Ok(match format {
        CheckFormat::Full => each(&|c, f, files| full(c, f, files, lang, common.style)),
        CheckFormat::Concise => each(&|c, f, files| concise(c, f, files, lang)),
        CheckFormat::Json => json(asked, compared, lang).into_bytes(),
        CheckFormat::Html => comparison_html(&people()?, lang).into_bytes(),
        CheckFormat::Markdown => markdown(&people()?, lang).into_bytes(),
        CheckFormat::Docx => files::docx(&people()?, lang).map_err(|error| error.to_string())?,
        CheckFormat::Csv => files::csv(&people()?, lang).map_err(|error| error.to_string())?,
        CheckFormat::Xlsx => files::xlsx(&people()?, folder, lang).map_err(|error| error.to_string())?,
    })
}

/// What forms for people show.
fn people(compared: &[One<'_>], lang: Lang) -> Result<Sheet, String> {
    // At least one parent was read: without one the program has ended.
    sheet(&beside(compared), lang).ok_or_else(String::new)
}

fn beside<'a>(compared: &'a [One<'a>]) -> Vec<Compared<'a>> {
    compared.iter().map(|(files, comparison, findings)| Compared { files: *files, comparison, findings }).collect()
}

fn json(asked: usize, compared: &[One<'_>], lang: Lang) -> String {
    let mut forms: Vec<_> = compared.iter().map(|(files, c, f)| comparison_json(c, f, *files, lang)).collect();
    let json = match (asked, forms.pop()) {
        (1, Some(only)) => serde_json::to_string_pretty(&only),
        (_, last) => {
            forms.extend(last);
            serde_json::to_string_pretty(&ComparisonsJson { schema: SCHEMA, comparisons: forms, added: unaccounted(compared) })
        }
    };
    json.unwrap_or_default() + "\n"
}

/// What no parent accounts for.
fn unaccounted(compared: &[One<'_>]) -> Vec<bamsat_core::report::comparison_json::AddedJson> {
    let mut all = compared.iter().map(|(_, comparison, _)| added_json(comparison));
    let mut out = all.next().unwrap_or_default();
    for other in all {
        out.retain(|added| other.contains(added));
    }
    out
}
