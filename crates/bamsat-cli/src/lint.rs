//! `bamsat lint`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bamsat_core::document::Document;
use bamsat_core::finding::Finding;
use bamsat_core::message::Lang;
use bamsat_core::report::comparison_json::Files;
use bamsat_core::report::lint_json::{LintJson, SCHEMA, file_json};
use bamsat_core::report::{concise::concise_draft, full::full_draft, visible::json};
use bamsat_core::rules;
use rayon::prelude::*;

use crate::arguments::{Common, LintArguments, LintFormat};
use crate::fix::{self, Fixed, Target};
use crate::policy::{Looked, Policy, Scope};
use crate::{ci, input, output};

/// A text that was read, with what was found in it.
struct Linted {
    path: String,
    document: Document,
    findings: Vec<Finding>,
}

/// Looks at the files in parallel and tells in the order given; exit code 2 when none could be read.
pub(crate) fn run(arguments: &LintArguments, common: &Common) -> ExitCode {
    let mut common = common.clone();
    let linted = if arguments.fix {
        let file = common.output.take();
        match target(arguments, file.as_deref(), common.lang) {
            Ok(target) => mended(arguments, &target, &common),
            Err(line) => {
                output::error(&line);
                return ExitCode::from(2);
            }
        }
    } else {
        linted(arguments, &common)
    };
    if linted.is_empty() {
        return ExitCode::from(2);
    }
    match told(arguments, linted, &common) {
        Ok((text, fails)) => output::result(&text, &common, u8::from(fails)),
        Err(line) => {
            output::error(&format!("bamsat: {line}"));
            ExitCode::from(2)
        }
    }
}

/// What is told of the files, and whether it fails the run.
fn told(arguments: &LintArguments, mut linted: Vec<Linted>, common: &Common) -> Result<(String, bool), String> {
    let mut policy = Policy::open(&arguments.policy, Scope::Draft, common)?;
    let mut told = Vec::new();
    for text in &mut linted {
        let files = Files { parent: &text.path, child: &text.path };
        let looked = Looked { parent: &text.document, child: &text.document, files };
        for sorted in policy.sort(Path::new(&text.path), vec![(std::mem::take(&mut text.findings), looked)]) {
            text.findings = sorted.findings;
            told.extend(sorted.told);
        }
    }
    let form = ci::Form::of(arguments.format);
    let told = ci::with_settings(told, policy.end()?, form, common.lang);
    let fails = told.iter().any(|told| policy.fails_on(told));
    let files = linted.iter().map(|text| text.path.as_str());
    let text = match form {
        Some(form) => ci::render(form, &told, files, |told| policy.fails_on(told), common.lang),
        None => render(arguments.format, &linted, common),
    };
    Ok((text, fails))
}

fn linted(arguments: &LintArguments, common: &Common) -> Vec<Linted> {
    input::prepare(arguments.files.iter().map(PathBuf::as_path), |_| true);
    let looked: Vec<_> = arguments.files.par_iter().map(|path| (path, looked_at(path))).collect();
    let mut out = Vec::new();
    for (path, found) in looked {
        match found {
            Ok((text, remarks)) => {
                output::remarks(path, &remarks, common);
                out.push(text);
            }
            Err(error) => output::error(&error.render(common.lang)),
        }
    }
    out
}

/// Where mended files go; an error where one file would hold several.
fn target<'a>(arguments: &LintArguments, file: Option<&'a Path>, lang: Lang) -> Result<Target<'a>, String> {
    match file {
        _ if arguments.in_place => Ok(Target::InPlace),
        None => Ok(Target::Beside),
        Some(file) if arguments.files.len() == 1 => Ok(Target::File(file)),
        Some(_) => Err(match lang {
            Lang::Vi => "bamsat: --fix với --output chỉ nhận một tệp".to_owned(),
            Lang::En => "bamsat: --fix with --output takes one file".to_owned(),
        }),
    }
}

/// The files after mending, with what is left in each.
fn mended(arguments: &LintArguments, target: &Target<'_>, common: &Common) -> Vec<Linted> {
    let say = |line: &str| {
        if !common.quiet {
            output::error(line);
        }
    };
    let mut out = Vec::new();
    for path in &arguments.files {
        match fix::fixed(path, target, common, say) {
            Ok(Fixed { path, document, findings }) => out.push(Linted { path: input::shown(&path), document, findings }),
            Err(line) => output::error(&line),
        }
    }
    out
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
            json(&LintJson { schema: SCHEMA, files })
        }
        // They take findings, not texts.
        LintFormat::Sarif | LintFormat::Junit | LintFormat::Github | LintFormat::Gitlab => String::new(),
    }
}
