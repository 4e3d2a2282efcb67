//! `bamsat check`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bamsat_core::compare::{Comparison, Prepared, compare_within};
use bamsat_core::document::Document;
use bamsat_core::finding::{Finding, Severity};
use bamsat_core::lexicon::Level;
use bamsat_core::message::Lang;
use bamsat_core::report::against::AgainstJson;
use bamsat_core::report::comparison_html::comparison_html;
use bamsat_core::report::comparison_json::{ComparisonsJson, Files, SCHEMA, added_json, comparison_json};
use bamsat_core::report::markdown::markdown;
use bamsat_core::report::sheet::{Compared, Sheet, sheet};
use bamsat_core::report::{concise::concise, full::full, visible};
use bamsat_core::rules;

use crate::arguments::{CheckArguments, CheckFormat, Common};
use crate::policy::{Looked, Policy, Scope};
use crate::{annotate, ci, input, library, output, sheet as files, watch};

/// One parent: the files, the comparison, what the rules found.
type One<'a> = (Files<'a>, Comparison<'a>, Vec<Finding>);

/// A document above the child.
pub(crate) struct Asked {
    pub(crate) path: PathBuf,
    /// The hash of its text, where it was chosen for what it says.
    pub(crate) hash: Option<[u8; 32]>,
}

/// Compares the child with its parents: once, or again whenever one of them changes.
pub(crate) fn run(arguments: &CheckArguments, common: Common) -> ExitCode {
    if !arguments.watch {
        return once(arguments, &common);
    }
    let parents = if arguments.parent.is_empty() { common.settings.parents(&arguments.child) } else { &arguments.parent };
    let files: Vec<_> = std::iter::once(&arguments.child).chain(parents).chain(&arguments.against).cloned().collect();
    if let Some(missing) = files.iter().find(|file| !file.is_file()) {
        return failed(&format!("--watch: {}", output::is_missing(&input::shown(missing), common.lang)));
    }
    watch::again(&files, || once(arguments, &common))
}

/// Compares the child with every parent that can be read.
fn once(arguments: &CheckArguments, common: &Common) -> ExitCode {
    if arguments.format.is_binary() && common.output.is_none() {
        return failed(output::needs_file(common.lang));
    }
    if let Some(target) = arguments.annotate.as_ref().filter(|target| common.output.as_ref() == Some(*target)) {
        output::error(&format!("bamsat: {}", output::is_input(&input::shown(target), common.lang)));
        return ExitCode::from(2);
    }
    let (bytes, child) = match input::read(&arguments.child) {
        Ok((bytes, child, remarks)) => {
            output::remarks(&arguments.child, &remarks, common);
            (bytes, child)
        }
        Err(error) => {
            output::error(&error.render(common.lang));
            return ExitCode::from(2);
        }
    };
    let (asked, parents) = match asked(arguments, &child, common) {
        Ok(asked) => (asked.len(), parents(&asked, common)),
        Err(line) => return failed(&line),
    };
    if parents.is_empty() {
        return ExitCode::from(2);
    }
    for (path, parent) in &parents {
        note_province(path, parent, &child, common);
    }
    let told = match &arguments.against {
        Some(old) => against(old, &parents, &child, arguments, common),
        None => told((asked, &parents), (&bytes, &child), arguments, common),
    };
    match told {
        Ok((bytes, fails)) => output::written(common, u8::from(fails), |out| out.write_all(&bytes)),
        Err(line) => failed(&line),
    }
}

/// The documents above the child, by their files: as the user, the library or the settings name them.
fn asked(arguments: &CheckArguments, child: &Document, common: &Common) -> Result<Vec<Asked>, String> {
    let named = |paths: &[PathBuf]| paths.iter().map(|path| Asked { path: path.clone(), hash: None }).collect();
    let asked: Vec<Asked> = match &arguments.library {
        Some(folder) => library::parents(child, &arguments.child, folder, &arguments.cache.open(common), common)?,
        None if arguments.parent.is_empty() => named(common.settings.parents(&arguments.child)),
        None => named(&arguments.parent),
    };
    if asked.is_empty() {
        return Err(no_parent(&arguments.child, common.lang));
    }
    let written: Vec<PathBuf> = common.output.iter().chain(&arguments.annotate).filter_map(|path| fs::canonicalize(path).ok()).collect();
    let is_written = |path: &&PathBuf| fs::canonicalize(path).is_ok_and(|path| written.contains(&path));
    if let Some(path) = asked.iter().map(|asked| &asked.path).chain([&arguments.child]).chain(&arguments.against).find(is_written) {
        return Err(output::is_input(&input::shown(path), common.lang));
    }
    Ok(asked)
}

/// The parents that can be read; a line for each of the others.
fn parents(asked: &[Asked], common: &Common) -> Vec<(String, Document)> {
    let mut parents = Vec::new();
    for Asked { path, hash } in asked {
        match input::parent(path, *hash) {
            Ok((parent, remarks)) => {
                output::remarks(path, &remarks, common);
                parents.push((input::shown(path), parent));
            }
            Err(error) => output::error(&error.render(common.lang)),
        }
    }
    parents
}

/// What is told of the child beside its parents, and whether it fails the run.
fn told(
    (asked, parents): (usize, &[(String, Document)]),
    (bytes, child): (&[u8], &Document),
    arguments: &CheckArguments,
    common: &Common,
) -> Result<(Vec<u8>, bool), String> {
    let child_path = input::shown(&arguments.child);
    let mut policy = Policy::open(&arguments.policy, Scope::Pair, common)?;
    let mut told = Vec::new();
    let comparisons: Vec<(Files<'_>, Comparison<'_>)> =
        parents.iter().map(|(path, parent)| (Files { parent: path, child: &child_path }, compared(parent, child, common))).collect();
    let found =
        comparisons.iter().map(|(files, comparison)| (rules::run(comparison), Looked { parent: comparison.parent, child, files: *files }));
    let sorted = policy.sort(&arguments.child, found.collect());
    let mut compared: Vec<One<'_>> = Vec::new();
    for ((files, comparison), sorted) in comparisons.into_iter().zip(sorted) {
        told.extend(sorted.told);
        compared.push((files, comparison, sorted.findings));
    }
    let form = ci::Form::of(arguments.format);
    let told = ci::with_settings(told, policy.end()?, form, common.lang);
    let fails = told.iter().any(|told| policy.fails_on(told));
    if let Some(target) = &arguments.annotate {
        let sheet = people(&compared, common.lang)?;
        annotate::write(bytes, &beside(&compared), &sheet, target, common)?;
    }
    let files = std::iter::once(child_path.as_str()).chain(parents.iter().map(|(path, _)| path.as_str()));
    let bytes = match form {
        Some(form) => ci::render(form, &told, files, |told| policy.fails_on(told), common.lang).into_bytes(),
        None => render(arguments.format, asked, &compared, common)?,
    };
    Ok((bytes, fails))
}

/// What the child gained and lost against an older draft; a loss fails the run.
fn against(
    old: &Path,
    parents: &[(String, Document)],
    child: &Document,
    arguments: &CheckArguments,
    common: &Common,
) -> Result<(Vec<u8>, bool), String> {
    let (before, remarks) = input::document(old).map_err(|error| format!("{}: {}", input::shown(old), error.reason(common.lang)))?;
    output::remarks(old, &remarks, common);
    let (child_path, old_path) = (input::shown(&arguments.child), input::shown(old));
    let shifts = |(path, parent): &(String, Document)| {
        let (old, new) = (compared(parent, &before, common), compared(parent, child, common));
        // What is told here are shifts alone: a finding has no place among them.
        let cut = [&old, &new].into_iter().find(|comparison| comparison.unjudged.is_some());
        for finding in cut.iter().flat_map(|comparison| rules::unjudged(comparison)) {
            let (message, hint) = (finding.message.render(common.lang), finding.hint.render(common.lang));
            output::error(&format!("bamsat: {path}: {message}; {hint}"));
        }
        (AgainstJson::of(&old, &new, Files { parent: path, child: &child_path }, &old_path), cut.is_some())
    };
    // What one of the drafts was not held against may be lost in the other.
    let (all, cut): (Vec<AgainstJson>, Vec<bool>) = parents.iter().map(shifts).unzip();
    let loses = all.iter().any(AgainstJson::is_loss) || cut.contains(&true);
    let fails = loses && arguments.policy.fails(Severity::Error, &common.settings);
    let text = match arguments.format {
        CheckFormat::Json => visible::json(&all),
        CheckFormat::Full | CheckFormat::Concise => all.iter().map(|shifts| shifts.text(common.lang)).collect::<Vec<_>>().join("\n"),
        _ => {
            return Err(match common.lang {
                Lang::Vi => "--against chỉ dùng với --format full, concise hoặc json".to_owned(),
                Lang::En => "--against takes --format full, concise or json".to_owned(),
            });
        }
    };
    Ok((text.into_bytes(), fails))
}

fn compared<'d>(parent: &'d Document, child: &'d Document, common: &Common) -> Comparison<'d> {
    compare_within(&Prepared::new(parent), &Prepared::new(child), &common.settings.limits.compare)
}

fn failed(line: &str) -> ExitCode {
    output::error(&format!("bamsat: {line}"));
    ExitCode::from(2)
}

/// Why a plan without a parent cannot be checked.
fn no_parent(plan: &Path, lang: Lang) -> String {
    let plan = input::shown(plan);
    match lang {
        Lang::Vi => format!("{plan}: chưa nêu văn bản cấp trên: dùng --parent, --library, hoặc [[plan]] trong bamsat.toml"),
        Lang::En => format!("{plan}: no parent: give --parent, --library, or [[plan]] in bamsat.toml"),
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
        // They take findings, not comparisons.
        CheckFormat::Sarif | CheckFormat::Junit | CheckFormat::Github | CheckFormat::Gitlab => Vec::new(),
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
    match (asked, forms.pop()) {
        (1, Some(only)) => visible::json(&only),
        (_, last) => {
            forms.extend(last);
            visible::json(&ComparisonsJson { schema: SCHEMA, comparisons: forms, added: unaccounted(compared) })
        }
    }
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
