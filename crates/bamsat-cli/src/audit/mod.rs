//! `bamsat audit` and `bamsat graph`: a folder of plans, linked and judged.
//!
//! Texts are parsed once; what linking and counting need stays in memory, the parsed texts wait in
//! a file until their comparisons are due. A shard writes that file out, and merging reads several:
//! a run over a folder is one shard, merged.

mod cache;
mod gather;
mod judge;
mod pack;
mod progress;
mod walk;

use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use bamsat_core::audit::{Audit, Depth, OfNode, Plan, fates};
use bamsat_core::message::Lang;
use bamsat_core::report::audit_json::{Left, audit_json, graph_json, graph_page};
use bamsat_core::report::dashboard::{Shown, dashboard};
use bamsat_core::report::graph_dot::graph_dot;
use bamsat_core::report::graph_html::graph_html;
use bamsat_core::report::graph_mermaid::graph_mermaid;
use bamsat_core::report::graph_text::graph_text;
use bamsat_core::rules;
use bamsat_core::source::fold_name;

use crate::arguments::{AuditArguments, AuditFormat, Common, FailOn, FolderArguments, GraphArguments, GraphFormat};
use crate::limits;
use crate::output;
use crate::settings::plain;
use crate::sheet::audit_xlsx;
use crate::store::{self, Audited};

pub(crate) use cache::{Cache, sealed};
pub(crate) use gather::gather;
pub(crate) use pack::{Entry, Hash, Pack, Place};
pub(crate) use progress::Progress;
pub(crate) use walk::walk;

/// Files that are named when nothing could be read.
const TOLD: usize = 10;

/// Audits a folder, or what shards of one have gathered.
pub(crate) fn run(arguments: &AuditArguments, common: &Common) -> ExitCode {
    match audit(arguments, common) {
        Ok(code) => code,
        Err(line) => {
            output::error(&format!("bamsat: {line}"));
            ExitCode::from(2)
        }
    }
}

fn audit(arguments: &AuditArguments, common: &Common) -> Result<ExitCode, String> {
    // Mistakes are told before the work.
    if matches!(arguments.format, AuditFormat::Csv | AuditFormat::Jsonl) {
        table_folder(common)?;
    }
    if arguments.format == AuditFormat::Xlsx && common.output.is_none() {
        return Err(output::needs_file(common.lang).to_owned());
    }
    let targets: Vec<&Path> = common.output.as_deref().into_iter().chain(arguments.store()).collect();
    for target in &targets {
        output::has_folder(target, common.lang)?;
    }
    if let ([one, two], true) = (&targets[..], targets.len() == 2)
        && one == two
    {
        return Err(output::is_input(&crate::input::shown(one), common.lang));
    }
    if let Some(path) = arguments.store().filter(|path| path.exists() && !path.is_file()) {
        let shown = crate::input::shown(path);
        return Err(match common.lang {
            Lang::Vi => format!("{shown}: không phải tệp thường"),
            Lang::En => format!("{shown}: is no plain file"),
        });
    }
    if let Some(shard) = arguments.shard {
        let folder = arguments.folder.dir(common.lang)?;
        let target = common.output.as_deref().ok_or_else(|| match common.lang {
            Lang::Vi => "khi dùng --shard phải nêu tệp kết quả: --output TỆP".to_owned(),
            Lang::En => "--shard needs --output FILE for its result".to_owned(),
        })?;
        let gathered = gathered(folder, &arguments.folder, Some(shard), &targets, common)?;
        gathered.0.write(target, shard).map_err(|error| output::unwritten(target, &error, common.lang))?;
        return Ok(ExitCode::SUCCESS);
    }
    let (pack, cache) = if arguments.merge.is_empty() {
        gathered(arguments.folder.dir(common.lang)?, &arguments.folder, None, &targets, common)?
    } else {
        (Pack::merge(&arguments.merge, common.lang)?, arguments.folder.cache.open(common))
    };
    let (audit, left) = judged(pack, &cache, arguments.depth(), common)?;
    let (lost, fates) = fates(&audit);
    let findings: Vec<OfNode> = rules::of_audit(&audit).into_iter().filter_map(|found| weighed(found, &audit, common)).collect();
    let fail_on = arguments.fail_on.or(common.settings.fail_on).unwrap_or(FailOn::Error);
    let fails = findings.iter().any(|found| fail_on.fails(found.finding.severity));
    let code = u8::from(fails);
    let audited = Audited { audit: &audit, lost: &lost, findings: &findings, left: &left, lang: common.lang };
    #[cfg(feature = "sqlite")]
    if let Some(path) = arguments.store() {
        store::sqlite::write(&audited, path).map_err(|error| output::unwritten(path, &error, common.lang))?;
    }
    Ok(match arguments.format {
        AuditFormat::Full => {
            let shown = Shown { lang: common.lang, top: arguments.top };
            output::result(&dashboard(&audit, (&lost, &fates), &findings, &left, shown), common, code)
        }
        AuditFormat::Csv => tables(common, code, |folder| store::csv(&audited, folder))?,
        AuditFormat::Jsonl => tables(common, code, |folder| store::jsonl(&audited, folder))?,
        AuditFormat::Xlsx => {
            let folder = common.output.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            let bytes = audit_xlsx(&audited, folder).map_err(|error| error.to_string())?;
            output::written(common, code, |out| out.write_all(&bytes))
        }
        AuditFormat::Json => {
            let form = audit_json(&audit, &lost, &findings, &left, common.lang);
            output::written(common, code, |out| {
                serde_json::to_writer(output::Json(&mut *out), &form)?;
                out.write_all(b"\n")
            })
        }
    })
}

/// Writes tables into the folder that was asked for.
fn tables(common: &Common, code: u8, write: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<ExitCode, String> {
    let folder = table_folder(common)?;
    write(folder).map_err(|error| output::unwritten(folder, &error, common.lang))?;
    Ok(ExitCode::from(code))
}

/// The folder for tables; an error where none was given.
fn table_folder(common: &Common) -> Result<&Path, String> {
    common.output.as_deref().ok_or_else(|| match common.lang {
        Lang::Vi => "định dạng này phải nêu thư mục kết quả: --output THƯ_MỤC".to_owned(),
        Lang::En => "this format needs --output FOLDER".to_owned(),
    })
}

/// Shows who implements whom.
pub(crate) fn graph(arguments: &GraphArguments, common: &Common) -> ExitCode {
    let built = gathered_folder(&arguments.folder, common).and_then(|(pack, cache)| judged(pack, &cache, Depth::Reports, common));
    let (audit, _) = match built {
        Ok(built) => built,
        Err(line) => {
            output::error(&format!("bamsat: {line}"));
            return ExitCode::from(2);
        }
    };
    match arguments.format {
        GraphFormat::Text => output::result(&graph_text(&audit, common.lang), common, 0),
        GraphFormat::Dot => output::result(&graph_dot(&audit), common, 0),
        GraphFormat::Mermaid => output::result(&graph_mermaid(&audit), common, 0),
        GraphFormat::Html => output::result(&graph_html(&graph_page(&audit, &rules::of_audit(&audit), common.lang)), common, 0),
        GraphFormat::Json => output::written(common, 0, |out| {
            serde_json::to_writer(output::Json(&mut *out), &graph_json(&audit))?;
            out.write_all(b"\n")
        }),
    }
}

fn gathered_folder(folder: &FolderArguments, common: &Common) -> Result<(Pack, Cache), String> {
    let targets: Vec<&Path> = common.output.as_deref().into_iter().collect();
    gathered(folder.dir(common.lang)?, folder, None, &targets, common)
}

/// Reads a folder; nothing may be written over one of its files.
fn gathered(
    dir: &Path,
    folder: &FolderArguments,
    shard: Option<crate::arguments::Shard>,
    targets: &[&Path],
    common: &Common,
) -> Result<(Pack, Cache), String> {
    let settings = &common.settings;
    let mut walked =
        walk(dir, &[&folder.include[..], &settings.include].concat(), &[&folder.exclude[..], &settings.exclude].concat(), common.lang)?;
    let targets: Vec<_> = targets.iter().filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    // A text that the walk leaves out is a text all the same.
    let inside = std::fs::canonicalize(dir).ok();
    let text = |path: &&std::path::PathBuf| inside.as_ref().is_some_and(|dir| path.starts_with(dir)) && walk::may_hold_a_plan(path);
    if let Some(path) = targets.iter().find(text) {
        return Err(output::is_input(&crate::input::shown(path), common.lang));
    }
    let is_target = |file: &Path| !targets.is_empty() && std::fs::canonicalize(file).is_ok_and(|file| targets.contains(&file));
    if let Some((_, path)) = walked.files.iter().find(|(file, _)| is_target(file)) {
        return Err(output::is_input(path, common.lang));
    }
    if let Some(shard) = shard {
        walked.keep(shard);
    }
    let cache = folder.cache.open(common);
    let pack = gather(walked, &cache, shard.is_some(), common)?;
    Ok((pack, cache))
}

/// Links the gathered documents and judges every link.
fn judged(pack: Pack, cache: &Cache, depth: Depth, common: &Common) -> Result<(Audit, Left), String> {
    if pack.entries.is_empty() {
        pack.left.unread.iter().take(TOLD).for_each(|(path, reason)| output::error(&format!("bamsat: {path}: {reason}")));
        let (unread, skipped) = (pack.left.unread.len(), pack.left.skipped);
        return Err(match common.lang {
            Lang::Vi => format!("không có kế hoạch, văn bản nào đọc được ({unread} tệp chưa đọc được, {skipped} tệp không phải văn bản)"),
            Lang::En => format!("no plan that could be read ({unread} files not read, {skipped} that are no plan)"),
        });
    }
    let Pack { entries, models, mut left, read_anew } = pack;
    let (mut files, mut facts, mut drafts, mut places) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        files.push(entry.path);
        facts.push(entry.facts);
        drafts.push(entry.drafts);
        places.push(entry.place);
    }
    let plan = Plan::of(facts);
    let pairs = plan.pairs();
    let judge = judge::Judge {
        models: &models,
        places: &places,
        cache,
        depth,
        bounds: common.settings.limits.compare,
        compared_anew: AtomicUsize::new(0),
        gone: Mutex::default(),
        is_late: AtomicBool::new(false),
    };
    let judged = judge.all(&pairs, &Progress::new(common, pairs.len()));
    if judge.is_late.load(Ordering::Relaxed) {
        return Err(limits::late(common.lang, cache.is_used()));
    }
    for &text in judge.gone.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        let reason = match common.lang {
            Lang::Vi => "bị sửa đổi hoặc không còn trong khi chương trình đang chạy, nên không đối chiếu được",
            Lang::En => "was changed or went away while the program ran, and could not be compared",
        };
        output::error(&format!("bamsat: {}: {reason}", files[text]));
        left.unread.push((files[text].clone(), reason.to_owned()));
    }
    left.unread.sort();
    let failed = judged.iter().filter(|judgement| judgement.is_none()).count();
    if failed > 0 {
        output::error(&match common.lang {
            Lang::Vi => format!("bamsat: {failed} cặp văn bản không đối chiếu được: văn bản đã thay đổi trong khi chạy hoặc phần bị hỏng"),
            Lang::En => format!("bamsat: {failed} pairs could not be compared: a text changed during the run, or a shard is damaged"),
        });
    }
    if !common.quiet {
        let (texts, compared, all) = (files.len(), judge.compared_anew.into_inner(), pairs.len());
        output::error(&match common.lang {
            Lang::Vi => format!("lưu ý: đã phân tích mới {read_anew}/{texts} văn bản, đối chiếu mới {compared}/{all} cặp văn bản"),
            Lang::En => format!("note: {read_anew} of {texts} texts read anew, {compared} of {all} pairs compared anew"),
        });
    }
    Ok((plan.judged(files, drafts, judged), left))
}

/// A finding with the severity that the settings give; nothing where they accept it or turn its rule off.
fn weighed(mut found: OfNode, audit: &Audit, common: &Common) -> Option<OfNode> {
    let settings = &common.settings;
    let finding = &mut found.finding;
    finding.severity = settings.config.severity(&finding.code, finding.severity)?;
    if settings.exceptions.is_empty() {
        return Some(found);
    }
    let file = audit.cascade.nodes[found.child].facts.map_or("", |facts| &audit.files[facts]);
    // The places of a folder are lines: the message quotes the words.
    let words = || fold_name(&finding.message.render(Lang::Vi));
    let plan = plain(Path::new(file));
    let accepted = settings
        .exceptions
        .iter()
        .any(|exception| exception.holds(common.today) && exception.fits(&finding.code, &plan, &finding.fingerprint, words));
    (!accepted).then_some(found)
}
