//! What was found before: a file of fingerprints that only shrinks.

use std::fs;
use std::path::{Path, PathBuf};

use bamsat_core::finding::Finding;
use bamsat_core::message::Lang;
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
    code: String,
    fingerprint: String,
    words: String,
}

/// The findings that were there, and those of this run.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    /// Folder of the file.
    folder: PathBuf,
    /// Each with whether it was found again.
    known: Vec<(Entry, bool)>,
    found: Vec<Entry>,
}

impl Baseline {
    /// An empty one that will stand at `file`.
    pub(crate) fn new(file: &Path) -> Self {
        let folder = plain(file).parent().map(Path::to_owned).unwrap_or_default();
        Self { folder, ..Self::default() }
    }

    /// Reads a file; an error names it and says what is wrong.
    pub(crate) fn read(file: &Path, lang: Lang) -> Result<Self, String> {
        let failed = |why: String| match lang {
            Lang::Vi => format!("{}: không đọc được tệp baseline ({why})", crate::input::shown(file)),
            Lang::En => format!("{}: the baseline cannot be read ({why})", crate::input::shown(file)),
        };
        let size = fs::metadata(file).map_err(|error| failed(error.to_string()))?.len();
        if size > LARGEST {
            return Err(failed(format!("{size} > {LARGEST} byte")));
        }
        let text = fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
        let form: Form = serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
        if form.schema != SCHEMA {
            return Err(failed(format!("schema “{}”, {SCHEMA}", form.schema)));
        }
        Ok(Self { known: form.findings.into_iter().map(|entry| (entry, false)).collect(), ..Self::new(file) })
    }

    /// Whether a finding was there before; each entry stands for one.
    pub(crate) fn knows(&mut self, plan: &Path, finding: &Finding) -> bool {
        let entry = self.entry(plan, finding);
        let same = |known: &&mut (Entry, bool)| !known.1 && known.0.fingerprint == entry.fingerprint && known.0.path == entry.path;
        let known = self.known.iter_mut().find(same).map(|known| known.1 = true).is_some();
        self.found.push(entry);
        known
    }

    fn entry(&self, plan: &Path, finding: &Finding) -> Entry {
        let path = plan.strip_prefix(&self.folder).unwrap_or(plan).display().to_string().replace('\\', "/");
        let words: Vec<String> = collapse(&finding.key).split(' ').take(WORDS).map(str::to_owned).collect();
        Entry { path, code: finding.code.to_owned(), fingerprint: finding.fingerprint(), words: words.join(" ") }
    }

    /// Entries of these plans that were not found again.
    pub(crate) fn mended(&self, plans: &[PathBuf]) -> usize {
        self.known.iter().filter(|known| self.is_mended(known, plans)).count()
    }

    fn is_mended(&self, (entry, again): &(Entry, bool), plans: &[PathBuf]) -> bool {
        !again && plans.iter().any(|plan| *plan == self.folder.join(&entry.path) || plan.display().to_string() == entry.path)
    }

    /// The same without what was mended.
    pub(crate) fn pruned(&self, plans: &[PathBuf]) -> Self {
        let found = self.known.iter().filter(|known| !self.is_mended(known, plans)).map(|known| known.0.clone()).collect();
        Self { folder: self.folder.clone(), known: Vec::new(), found }
    }

    /// Writes what was found.
    pub(crate) fn write(&self, file: &Path, lang: Lang) -> Result<(), String> {
        let mut findings = self.found.clone();
        findings.sort();
        let form = Form { schema: SCHEMA.to_owned(), findings };
        let text = serde_json::to_string_pretty(&form).unwrap_or_default() + "\n";
        output::replaced(file, |out| out.write_all(text.as_bytes())).map_err(|error| match lang {
            Lang::Vi => format!("{}: không ghi được tệp baseline ({error})", crate::input::shown(file)),
            Lang::En => format!("{}: the baseline cannot be written ({error})", crate::input::shown(file)),
        })
    }
}
