//! What several test targets share.
#![expect(dead_code, reason = "each test target uses a part of it")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use bamsat_core::document::{Document, parse};
use bamsat_core::source::{self, Source};

/// The top of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder with outside labelled documents, when it is there; says so when it is not.
pub(crate) fn shared(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("BAMSAT_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if folder.join("gold/seeds").is_dir() {
        return Some(folder);
    }
    skipped(test, &format!("no labelled documents at {}", folder.display()));
    None
}

/// Says that a test could not be run.
pub(crate) fn skipped(test: &str, reason: &str) {
    // Past the capture of the test runner: whoever reads the run must see it.
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {reason}");
}

/// Reads a file of the checkout or beside it.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Parses a file.
pub(crate) fn document(path: &Path) -> Document {
    parse(Source::read(&read(path)))
}

/// Every text of the shipped corpus.
pub(crate) fn corpus_texts() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = Vec::new();
    for folder in corpus_folders() {
        out.extend(entries(&folder).into_iter().filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md")));
    }
    out
}

/// The cascades of the shipped corpus.
pub(crate) fn corpus_folders() -> Vec<PathBuf> {
    entries(&root().join("corpus")).into_iter().filter(|p| p.is_dir()).collect()
}

/// The entries of a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(folder).map(|dir| dir.flatten().map(|e| e.path()).collect()).unwrap_or_default();
    out.sort();
    out
}

/// Every text beside the checkout, when it is there.
pub(crate) fn shared_texts(test: &str) -> Vec<PathBuf> {
    let Some(shared) = shared(test) else { return Vec::new() };
    let mut out = entries(&shared.join("corpus/seeds"));
    out.extend(entries(&shared.join("corpus/real")).into_iter().map(|p| p.join("text.txt")).filter(|p| p.is_file()));
    out
}

/// Folded for comparing labels: case, tone placement, dashes, quotes and two abbreviations.
pub(crate) fn fold(text: &str) -> String {
    bamsat_core::source::fold_name(text).replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")
}

/// What was missed and what was spurious, apart.
pub(crate) fn difference(name: &str, expected: &[String], found: &[String]) -> String {
    let mut out = String::new();
    for line in expected.iter().filter(|l| !found.contains(l)) {
        out.push_str(&format!("{name}: missed   {line}\n"));
    }
    for line in found.iter().filter(|l| !expected.contains(l)) {
        out.push_str(&format!("{name}: spurious {line}\n"));
    }
    out
}

/// What was understood of a text, but not where it stands.
pub(crate) fn content(text: &str) -> Vec<String> {
    let document = parse(Source::read(text));
    let mut out: Vec<String> =
        document.sections.iter().map(|s| format!("{} {}", s.path, s.heading.map_or("", |h| document.text(h)))).collect();
    out.extend(document.references.iter().map(|r| format!("{} {} {:?} {:?}", r.number, source::fold(&r.name), r.date, r.relation)));
    out.extend(document.mandates.iter().map(|m| format!("{} {}", m.id, source::fold(document.text(m.span)))));
    out
}
