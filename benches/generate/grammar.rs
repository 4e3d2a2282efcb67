//! What the texts of the corpus consist of: clauses by the part of a plan they stand in, headings, bases, closings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bamsat_core::document::{Document, ItemKind, parse};
use bamsat_core::lexicon::SectionRole;
use bamsat_core::source::{Source, mark};

use crate::clause::{self, Clause};
use crate::words::Words;

/// The parts of a plan that demands stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Purpose,
    Requirement,
    Goal,
    Task,
    Funding,
    Organisation,
}

/// A clause of the corpus, with a number of its own.
pub(crate) type Pattern<'a> = (usize, &'a Clause);

/// The corpus, taken apart.
#[derive(Default)]
pub(crate) struct Grammar {
    heads: Vec<(Part, Clause)>,
    tails: Vec<Clause>,
    headings: Vec<(Part, String)>,
    /// Headings of groups of tasks.
    pub(crate) groups: Vec<Clause>,
    /// Second sentences of closings, to the body that questions go to.
    pub(crate) closings: Vec<String>,
}

/// Bodies of the centre: what begins with them would be odd in a plan of a commune.
const CENTRAL: [&str; 5] = ["Bộ ", "Văn phòng Chính phủ", "Đài ", "Đảng ủy", "Ủy ban Trung ương"];
/// Bytes of a clause that is worth taking.
const LENGTH: std::ops::Range<usize> = 24..320;
/// Bytes of a heading that is worth taking.
const HEADING: std::ops::Range<usize> = 8..120;

impl Grammar {
    /// Reads the shipped corpus.
    pub(crate) fn read(words: &Words) -> Self {
        let mut out = Self::default();
        let mut seen = BTreeSet::new();
        for path in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")) {
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            for document in parse(Source::read(&text)).with_attachments() {
                out.demands(document, words, &mut seen);
                out.frame(document, words, &mut seen);
            }
        }
        out
    }

    /// First clauses of the demands in a part; the tasks of bodies are tasks like others.
    pub(crate) fn heads(&self, part: Part) -> Vec<Pattern<'_>> {
        let part = if part == Part::Organisation { Part::Task } else { part };
        self.heads.iter().enumerate().filter(|(_, (p, _))| *p == part).map(|(at, (_, clause))| (at, clause)).collect()
    }

    /// Clauses that stand behind a semicolon.
    pub(crate) fn tails(&self) -> Vec<Pattern<'_>> {
        self.tails.iter().enumerate().map(|(at, clause)| (self.heads.len() + at, clause)).collect()
    }

    /// Headings of a part.
    pub(crate) fn headings(&self, part: Part) -> Vec<&str> {
        self.headings.iter().filter(|(p, _)| *p == part).map(|(_, heading)| heading.as_str()).collect()
    }

    fn demands(&mut self, document: &Document, words: &Words, seen: &mut BTreeSet<String>) {
        for mandate in &document.mandates {
            let whole = document.text(mandate.span);
            // Who reports to whom depends on the level and is written anew.
            let told = whole.to_lowercase();
            if told.contains("báo cáo") || told.contains("phản ánh về") || CENTRAL.iter().any(|body| whole.starts_with(body)) {
                continue;
            }
            let listed = mandate.clauses.iter().any(|clause| clause.reference.is_some());
            let clauses: Vec<&str> =
                if listed { vec![whole] } else { mandate.clauses.iter().map(|clause| document.text(clause.span)).collect() };
            for (at, text) in clauses.into_iter().enumerate() {
                let text = text.trim().trim_end_matches(['.', ';', '/']);
                if !LENGTH.contains(&text.len()) || !seen.insert(text.to_owned()) {
                    continue;
                }
                let clause = clause::read(text, words);
                match (at, part(mandate.role)) {
                    (0, Part::Organisation) => self.heads.push((Part::Task, clause)),
                    (0, part) => self.heads.push((part, clause)),
                    _ if text.starts_with(char::is_lowercase) => self.tails.push(clause),
                    _ => {}
                }
            }
        }
    }

    fn frame(&mut self, document: &Document, words: &Words, seen: &mut BTreeSet<String>) {
        for section in &document.sections {
            let heading = section.heading.map(|span| unmarked(document.text(span))).unwrap_or_default();
            if !HEADING.contains(&heading.len()) || !section.units.is_empty() || !seen.insert(heading.to_lowercase()) {
                continue;
            }
            match (section.parent, part(section.role)) {
                (None, part) if section.role != SectionRole::Other => self.headings.push((part, heading)),
                (Some(_), Part::Task) => self.groups.push(clause::read(&heading, words)),
                _ => {}
            }
        }
        for item in document.items.iter().filter(|item| item.kind == ItemKind::Closing) {
            let text = document.text(item.words);
            let second = text.split_once(". ").or_else(|| text.split_once("; ")).map(|(_, second)| second);
            if let Some((request, _)) = second.and_then(|second| second.rsplit_once(" về ")) {
                self.closings.push(request.to_owned());
            }
        }
    }
}

fn part(role: SectionRole) -> Part {
    match role {
        SectionRole::Purpose => Part::Purpose,
        SectionRole::Requirement => Part::Requirement,
        SectionRole::Goal => Part::Goal,
        SectionRole::Funding => Part::Funding,
        SectionRole::Assignment => Part::Organisation,
        _ => Part::Task,
    }
}

/// A heading without its number.
fn unmarked(heading: &str) -> String {
    mark(heading).map_or(heading, |mark| &heading[mark.len..]).trim().to_owned()
}

/// The texts of all cascades in a fixed order.
fn texts(corpus: &Path) -> Vec<PathBuf> {
    let is_text = |path: &PathBuf| path.extension().is_some_and(|e| e == "txt" || e == "md");
    entries(corpus).into_iter().filter(|path| path.is_dir()).flat_map(|folder| entries(&folder)).filter(is_text).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
