//! What the forms for other programs take: findings by file and line, and whether each counts.

use std::collections::HashMap;

use crate::finding::{Finding, Located, Side, Standing};
use crate::source::{Source, Spot};

use super::comparison_json::Files;

/// A finding with the files it is about.
#[derive(Debug, Clone)]
pub struct Told {
    /// What was found.
    pub finding: Located,
    /// Whether it counts.
    pub standing: Standing,
    parent: String,
    child: String,
}

impl Told {
    /// The finding with its places in the two texts, which lie in these files.
    pub fn of(finding: &Finding, standing: Standing, (parent, child): (&Source, &Source), files: Files<'_>) -> Self {
        Self { finding: finding.located(parent, child), standing, parent: files.parent.to_owned(), child: files.child.to_owned() }
    }

    /// A finding about a line of another file: the settings.
    pub fn in_settings(finding: Finding, file: &str, line: u32) -> Self {
        let spot = Spot { line, column: 1, end_line: line, end_column: 1, page: None };
        let located = finding.located(&Source::default(), &Source::default());
        let finding = Located { primary: (Side::Child, spot), ..located };
        Self { finding, standing: Standing::Counts, parent: file.to_owned(), child: file.to_owned() }
    }

    /// Where it is shown: the file, and the place in it.
    pub fn primary(&self) -> (&str, Spot) {
        self.place(&self.finding.primary)
    }

    /// The other places.
    pub fn secondary(&self) -> impl Iterator<Item = (&str, Spot)> {
        self.finding.secondary.iter().map(|place| self.place(place))
    }

    fn place(&self, (side, spot): &(Side, Spot)) -> (&str, Spot) {
        (if *side == Side::Parent { &self.parent } else { &self.child }, *spot)
    }

    /// Whether anything has to be done about it.
    pub fn counts(&self) -> bool {
        self.standing == Standing::Counts
    }
}

/// Fingerprints that no two findings of a run share: the second of the same words has a number.
pub(super) fn fingerprints(told: &[Told]) -> Vec<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut out = Vec::with_capacity(told.len());
    for told in told {
        let fingerprint = &told.finding.fingerprint;
        let count = seen.entry(fingerprint).or_default();
        *count += 1;
        out.push(if *count == 1 { fingerprint.clone() } else { format!("{fingerprint}-{count}") });
    }
    out
}
