//! The files of a folder that may be plans.

use std::fs::FileType;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bamsat_core::message::Lang;
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use crate::arguments::Shard;
use crate::limits;

/// Endings of files that are read.
const READ: [&str; 10] = ["txt", "md", "text", "docx", "pdf", "html", "htm", "doc", "rtf", "odt"];
/// Whether the name of a file is that of a text.
pub(crate) fn may_hold_a_plan(path: &Path) -> bool {
    READ.contains(&ending(path).as_str())
}

/// The ending of a name, in small letters.
fn ending(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase()
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// Files to read, with the path that is shown, in order.
    pub(crate) files: Vec<(PathBuf, String)>,
    /// Files that may hold plans and were not read, with the reason.
    pub(crate) unread: Vec<(String, String)>,
    /// Other files.
    pub(crate) skipped: usize,
}

impl Walked {
    /// Keeps the share of a shard; what is not read is told by the first.
    pub(crate) fn keep(&mut self, shard: Shard) {
        let all = std::mem::take(&mut self.files);
        self.files = all.into_iter().enumerate().filter(|(at, _)| at % shard.of == shard.number - 1).map(|(_, file)| file).collect();
        if shard.number != 1 {
            self.unread.clear();
            self.skipped = 0;
        }
    }
}

/// Walks `dir`: hidden files and what `.gitignore` and `.bamsatignore` name are left out, links are
/// not followed.
pub(crate) fn walk(dir: &Path, include: &[String], exclude: &[String], lang: Lang) -> Result<Walked, String> {
    if !dir.is_dir() {
        let shown = crate::input::shown(dir);
        return Err(match (lang, dir.exists()) {
            (Lang::Vi, true) => format!("{shown}: không phải thư mục"),
            (Lang::Vi, false) => format!("{shown}: không có thư mục này"),
            (Lang::En, true) => format!("{shown}: is no folder"),
            (Lang::En, false) => format!("{shown}: no such folder"),
        });
    }
    // What a folder says is left out of it is read by the walk itself, which would follow a link and wait for a pipe.
    let refused: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
    let refuse = {
        let refused = Arc::clone(&refused);
        move |path: PathBuf| refused.lock().unwrap_or_else(PoisonError::into_inner).push(path)
    };
    if let Some(list) = odd_list(dir) {
        return Err(format!("{}: {}", crate::input::shown(&list), no_plain_file(lang)));
    }
    let inside = std::fs::canonicalize(dir).ok();
    let mut walked = Walked::default();
    let walker = WalkBuilder::new(dir)
        .follow_links(false)
        .filter_entry(move |entry| match entry.file_type().filter(FileType::is_dir).and_then(|_| odd_list(entry.path())) {
            Some(list) => {
                refuse(list);
                false
            }
            None => true,
        })
        .require_git(false)
        // What lies above the folder, or in the settings of this user, says nothing of it.
        .parents(false)
        .git_global(false)
        .git_exclude(false)
        .add_custom_ignore_filename(".bamsatignore")
        .overrides(globs(dir, include, exclude)?)
        .build();
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => walked.add(entry.into_path()),
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_symlink()) => walked.link(entry.path(), inside.as_deref(), lang),
            Ok(_) => {}
            Err(error) => {
                let (path, reason) = place(&error);
                let path = path.unwrap_or(dir);
                walked.unread.push((crate::input::shown(path), reason));
            }
        }
    }
    for list in refused.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        walked.unread.push((crate::input::shown(list), no_plain_file(lang).to_owned()));
    }
    within(&walked, dir, lang)?;
    walked.files.sort_by(|a, b| a.1.cmp(&b.1));
    walked.unread.sort();
    Ok(walked)
}

/// An error where the folder is larger than a run may be: part of a cascade would raise false alarms.
fn within(walked: &Walked, dir: &Path, lang: Lang) -> Result<(), String> {
    let (limits, shown) = (crate::input::limits(), crate::input::shown(dir));
    let files = walked.files.len();
    if files as u64 > limits.files {
        let raised = limits::raised("files", lang);
        return Err(match lang {
            Lang::Vi => format!("{shown}: có {files} văn bản, nhiều hơn giới hạn {}{raised}", limits.files),
            Lang::En => format!("{shown}: holds {files} texts, more than the limit of {}{raised}", limits.files),
        });
    }
    let size = |(file, _): &(PathBuf, String)| std::fs::metadata(file).map_or(0, |meta| meta.len());
    let total: u64 = walked.files.iter().map(size).sum();
    if total > limits.total {
        let (total, limit, raised) = (total.div_ceil(1 << 20), limits.total >> 20, limits::raised("total-mb", lang));
        return Err(match lang {
            Lang::Vi => format!("{shown}: tổng dung lượng văn bản là {total} MB, lớn hơn giới hạn {limit} MB{raised}"),
            Lang::En => format!("{shown}: its texts take {total} MB, more than the limit of {limit} MB{raised}"),
        });
    }
    Ok(())
}

impl Walked {
    fn add(&mut self, path: PathBuf) {
        let ending = ending(&path);
        let shown = crate::input::shown(&path);
        if READ.contains(&ending.as_str()) {
            self.files.push((path, shown));
        } else {
            self.skipped += 1;
        }
    }

    /// A link is not followed. What it leads to within the folder is met by itself; a text or a folder elsewhere is told, as
    /// is a link to a text that leads nowhere.
    fn link(&mut self, path: &Path, inside: Option<&Path>, lang: Lang) {
        let target = std::fs::canonicalize(path).ok();
        let is_met = target.as_deref().zip(inside).is_some_and(|(target, inside)| target.starts_with(inside));
        if is_met || !(may_hold_a_plan(path) || target.as_ref().is_some_and(|target| target.is_dir())) {
            self.skipped += 1;
            return;
        }
        let reason = match (target, lang) {
            (None, Lang::Vi) => "là liên kết hỏng: nơi dẫn đến không có hoặc không mở được",
            (None, Lang::En) => "is a broken link: what it leads to is not there, or cannot be opened",
            (Some(_), Lang::Vi) => "là liên kết dẫn ra ngoài thư mục; không đi theo",
            (Some(_), Lang::En) => "is a link that leads out of the folder; it is not followed",
        };
        self.unread.push((crate::input::shown(path), reason.to_owned()));
    }
}

/// Files by which a folder says what is left out of it.
const LISTS: [&str; 3] = [".gitignore", ".ignore", ".bamsatignore"];
/// Bytes of one at the most.
const LONGEST_LIST: u64 = 1 << 20;

/// One of them that is a link, a pipe, a device, or beyond reason.
fn odd_list(dir: &Path) -> Option<PathBuf> {
    let is_odd = |path: &PathBuf| {
        let meta = std::fs::symlink_metadata(path);
        meta.is_ok_and(|meta| !meta.is_dir() && (!meta.is_file() || meta.len() > LONGEST_LIST))
    };
    LISTS.iter().map(|name| dir.join(name)).find(is_odd)
}

fn no_plain_file(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "không phải tệp thường hoặc quá lớn; không đọc thư mục này",
        Lang::En => "is no plain file, or too large; the folder is not read",
    }
}

/// The path that an error of the walk is about, and the error without it.
fn place(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), place(err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        ignore::Error::Io(error) => (None, error.to_string()),
        other => (None, other.to_string()),
    }
}

fn globs(dir: &Path, include: &[String], exclude: &[String]) -> Result<Override, String> {
    let mut builder = OverrideBuilder::new(dir);
    let wanted = include.iter().cloned();
    let unwanted = exclude.iter().map(|glob| format!("!{glob}"));
    for glob in wanted.chain(unwanted) {
        builder.add(&glob).map_err(|error| format!("--include, --exclude: {}", place(&error).1))?;
    }
    builder.build().map_err(|error| error.to_string())
}
