//! Finds the parents of a plan in a folder, by what the plan says of them.

use std::path::Path;

use bamsat_core::cascade::{Facts, SlipKind, link};
use bamsat_core::document::Document;
use bamsat_core::message::Lang;

use crate::arguments::Common;
use crate::audit::{Cache, Place, gather, walk};
use crate::check::Asked;
use crate::output;

/// The files of the documents that `child` says it implements; the error says why there are none.
/// What was found for which citation is told as notes.
pub(crate) fn parents(child: &Document, path: &Path, folder: &Path, cache: &Cache, common: &Common) -> Result<Vec<Asked>, String> {
    let lang = common.lang;
    let pack = gather(walk(folder, &[], &[], lang)?, cache, false, common)?;
    let own = std::fs::canonicalize(path).ok();
    let others = pack.entries.into_iter().filter(|entry| own.is_none() || std::fs::canonicalize(&entry.place.file).ok() != own);
    let (files, mut facts): (Vec<Place>, Vec<Facts>) = others.map(|entry| (entry.place, entry.facts)).unzip();
    let this = facts.len();
    facts.push(Facts::of(child));
    let cascade = link(&facts);
    let wanted: Vec<_> = cascade.implementing().map(|(_, link)| link).filter(|link| link.child == this).collect();
    let mut notes = Notes { lang, lines: Vec::new() };
    for open in cascade.ambiguous.iter().filter(|open| open.child == this) {
        let candidates: Vec<String> = open.candidates.iter().map(|&node| cascade.nodes[node].label()).collect();
        notes.several(&facts[this].cited[open.cited].label(), &candidates.join("; "));
    }
    // What the text says openly goes before what it says in passing.
    let openly = wanted.iter().any(|link| link.is_firm() && cascade.nodes[link.parent].facts.is_some());
    let mut found = Vec::new();
    for link in wanted {
        let citation = facts[this].cited[link.cited].label();
        match cascade.nodes[link.parent].facts {
            None => notes.absent(&citation),
            Some(_) if openly && !link.is_firm() => {}
            Some(at) => {
                let Place { file, hash, .. } = &files[at];
                notes.found(&citation, &crate::input::shown(file));
                found.push(Asked { path: file.clone(), hash: Some(*hash) });
            }
        }
    }
    for slip in cascade.slips.iter().filter(|slip| slip.child == this) {
        notes.slip(&facts[this].cited[slip.cited].label(), &cascade.nodes[slip.parent].label(), slip.kind);
    }
    if found.is_empty() {
        return Err(notes.nothing(&crate::input::shown(path), &crate::input::shown(folder)));
    }
    if !common.quiet {
        notes.lines.iter().for_each(|line| output::error(line));
    }
    Ok(found)
}

/// What is told of the search.
struct Notes {
    lang: Lang,
    lines: Vec<String>,
}

impl Notes {
    fn found(&mut self, citation: &str, file: &str) {
        self.lines.push(match self.lang {
            Lang::Vi => format!("lưu ý: {citation}: đối chiếu với {file}"),
            Lang::En => format!("note: {citation}: compared with {file}"),
        });
    }

    fn absent(&mut self, citation: &str) {
        self.lines.push(match self.lang {
            Lang::Vi => format!("lưu ý: {citation}: không có trong thư mục"),
            Lang::En => format!("note: {citation}: is not in the folder"),
        });
    }

    fn several(&mut self, citation: &str, candidates: &str) {
        self.lines.push(match self.lang {
            Lang::Vi => format!("lưu ý: {citation}: có thể là một trong các văn bản: {candidates}"),
            Lang::En => format!("note: {citation}: may be any of: {candidates}"),
        });
    }

    fn slip(&mut self, citation: &str, right: &str, kind: SlipKind) {
        self.lines.push(match (self.lang, kind) {
            (Lang::Vi, SlipKind::Date) => format!("lưu ý: {citation}: ngày viện dẫn không khớp, chính văn bản là {right}"),
            (Lang::Vi, SlipKind::Number) => format!("lưu ý: {citation}: số, ký hiệu viện dẫn không khớp, chính văn bản là {right}"),
            (Lang::En, SlipKind::Date) => format!("note: {citation}: cited with another date; the document is {right}"),
            (Lang::En, SlipKind::Number) => format!("note: {citation}: cited with another number; the document is {right}"),
        });
    }

    /// The line for a plan of which no parent was found, with all reasons.
    fn nothing(&self, plan: &str, folder: &str) -> String {
        let reasons: Vec<&str> = self.lines.iter().map(|line| line.trim_start_matches("lưu ý: ").trim_start_matches("note: ")).collect();
        match (self.lang, reasons.is_empty()) {
            (Lang::Vi, true) => format!("{plan}: không nêu triển khai thực hiện văn bản nào"),
            (Lang::En, true) => format!("{plan}: names no document that it implements"),
            (Lang::Vi, false) => format!("{plan}: không tìm thấy văn bản cấp trên trong {folder}: {}", reasons.join("; ")),
            (Lang::En, false) => format!("{plan}: no parent found in {folder}: {}", reasons.join("; ")),
        }
    }
}
