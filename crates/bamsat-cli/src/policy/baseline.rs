//! What was found before: a file of fingerprints that only shrinks.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bamsat_core::finding::Finding;
use bamsat_core::message::Lang;
use bamsat_core::report::visible::json;
use bamsat_core::source::collapse;
use serde::{Deserialize, Serialize};

use crate::output;
use crate::settings::plain;

const SCHEMA: &str = "bamsat/baseline/1";
/// Bytes of the file at the most.
const LARGEST: u64 = 256 << 20;
/// Words of a finding that the file shows to people.
const WORDS: usize = 12;

#[derive(Debug, Serialize, Deserialize)]
struct Form {
    schema: String,
    findings: Vec<Entry>,
}

/// A finding that was there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    /// The plan, from the folder of the file.
    path: String,
    /// The document above it, where the finding is about both.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    parent: String,
    code: String,
    fingerprint: String,
    words: String,
}

impl Entry {
    fn key(&self) -> (String, String, String) {
        (self.path.clone(), self.parent.clone(), self.fingerprint.clone())
    }
}

/// The findings that were there, and those of this run.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    /// Folder of the file.
    folder: PathBuf,
    /// Each with whether it was found again.
    known: Vec<(Entry, bool)>,
    /// Those not found again, by what makes them the same.
    open: HashMap<(String, String, String), Vec<usize>>,
    found: Vec<Entry>,
}

/// What a run looked at.
pub(crate) struct Ran<'r> {
    pub(crate) plans: &'r [PathBuf],
    pub(crate) parents: &'r [PathBuf],
    /// Whether it ran the rule of a code.
    pub(crate) rule: &'r dyn Fn(&str) -> bool,
}

impl Baseline {
    /// An empty one that will stand at `file`.
    pub(crate) fn new(file: &Path) -> Self {
        let folder = plain(file).parent().map(Path::to_owned).unwrap_or_default();
        Self { folder, ..Self::default() }
    }

    /// Reads a file; an error names it and says what is wrong.
    pub(crate) fn read(file: &Path, lang: Lang) -> Result<Self, String> {
        let failed = |why: String| {
            bamsat_core::report::visible::line(&match lang {
                Lang::Vi => format!("{}: không đọc được tệp baseline ({why})", file.display()),
                Lang::En => format!("{}: the baseline cannot be read ({why})", file.display()),
            })
        };
        let size = match fs::metadata(file) {
            Ok(meta) => meta.len(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(output::is_missing(&crate::input::shown(file), lang)),
            Err(error) => return Err(failed(error.to_string())),
        };
        if size > LARGEST {
            return Err(failed(format!("{size} > {LARGEST} byte")));
        }
        let text = fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
        let form: Form = serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
        if form.schema != SCHEMA {
            return Err(failed(format!("schema “{}”, {SCHEMA}", form.schema)));
        }
        let mut out = Self { known: form.findings.into_iter().map(|entry| (entry, false)).collect(), ..Self::new(file) };
        for (at, (entry, _)) in out.known.iter().enumerate() {
            out.open.entry(entry.key()).or_default().push(at);
        }
        Ok(out)
    }

    /// Whether a finding was there before; each entry stands for one.
    pub(crate) fn knows(&mut self, plan: &Path, parent: Option<&Path>, finding: &Finding) -> bool {
        let words: Vec<String> = collapse(&finding.key).split(' ').take(WORDS).map(str::to_owned).collect();
        let entry = Entry {
            path: self.name(plan),
            parent: parent.map_or_else(String::new, |parent| self.name(parent)),
            code: finding.code.to_owned(),
            fingerprint: finding.fingerprint(),
            words: words.join(" "),
        };
        let known = self.open.get_mut(&entry.key()).and_then(Vec::pop);
        self.found.push(entry);
        known.map(|at| self.known[at].1 = true).is_some()
    }

    /// A file as the baseline names it.
    fn name(&self, file: &Path) -> String {
        file.strip_prefix(&self.folder).unwrap_or(file).display().to_string().replace('\\', "/")
    }

    /// Entries that a run should have found again and did not.
    pub(crate) fn mended(&self, ran: &Ran<'_>) -> usize {
        self.split(ran).0
    }

    /// How many entries are mended, and the others.
    fn split(&self, ran: &Ran<'_>) -> (usize, Vec<Entry>) {
        let names = |files: &[PathBuf]| files.iter().map(|file| self.name(file)).collect::<HashSet<_>>();
        let (plans, parents) = (names(ran.plans), names(ran.parents));
        let looked_for = |entry: &Entry| {
            plans.contains(&entry.path) && (entry.parent.is_empty() || parents.contains(&entry.parent)) && (ran.rule)(&entry.code)
        };
        let left: Vec<Entry> =
            self.known.iter().filter(|(entry, again)| *again || !looked_for(entry)).map(|(entry, _)| entry.clone()).collect();
        (self.known.len() - left.len(), left)
    }

    /// The same without what was mended.
    pub(crate) fn pruned(&self, ran: &Ran<'_>) -> Self {
        Self { folder: self.folder.clone(), found: self.split(ran).1, ..Self::default() }
    }

    /// Writes what was found.
    pub(crate) fn write(&self, file: &Path, lang: Lang) -> Result<(), String> {
        let mut findings = self.found.clone();
        findings.sort();
        let form = Form { schema: SCHEMA.to_owned(), findings };
        let text = json(&form);
        output::replaced(file, |out| out.write_all(text.as_bytes())).map_err(|error| match lang {
            Lang::Vi => format!("{}: không ghi được tệp baseline ({error})", crate::input::shown(file)),
            Lang::En => format!("{}: the baseline cannot be written ({error})", crate::input::shown(file)),
        })
    }
}
