//! From occurrences to documents: one number of one date by one issuer is one document.

use std::collections::HashMap;

use crate::lexicon::Relation;
use crate::source::{collapse, fold_name};

use super::super::model::{Header, Reference};
use super::{Found, reference};

/// Collects the cited documents.
pub(super) struct Resolver {
    own: Header,
    references: Vec<Reference>,
    /// References by number, or by the key of their name.
    by_key: HashMap<String, Vec<usize>>,
    /// References by the first part of their number.
    by_serial: HashMap<String, Vec<usize>>,
}

impl Resolver {
    /// A resolver for the citations of the document with this header.
    pub(super) fn new(own: Header) -> Self {
        Self { own, references: Vec::new(), by_key: HashMap::new(), by_serial: HashMap::new() }
    }

    /// The document that an occurrence with a number or name means; `None` for a short
    /// reference, and for the document's own number.
    pub(super) fn resolve(&mut self, found: &Found, relation: Relation) -> Option<usize> {
        if (found.number.is_empty() && found.name.is_empty()) || self.is_own(found) {
            return None;
        }
        let equal = self.by_key.entry(key(found)).or_default();
        let index = match equal.iter().find(|&&index| agree(&self.references[index], found)) {
            Some(&index) => index,
            None => {
                let index = self.references.len();
                equal.push(index);
                if !found.number.is_empty() {
                    self.by_serial.entry(serial(&found.number).to_owned()).or_default().push(index);
                }
                self.references.push(reference(found));
                index
            }
        };
        self.learn(index, found, relation);
        Some(index)
    }

    fn is_own(&self, found: &Found) -> bool {
        !self.own.number.is_empty() && self.own.number == found.number && self.own.date.zip(found.date).is_none_or(|(a, b)| a.agrees(b))
    }

    /// What a later occurrence adds.
    fn learn(&mut self, index: usize, found: &Found, relation: Relation) {
        let reference = &mut self.references[index];
        if reference.date.is_none_or(|known| found.date.is_some_and(|d| d.agrees(known) && d.day.is_some() && known.day.is_none())) {
            reference.date = found.date.or(reference.date);
        }
        if reference.issuer.is_empty() || is_own_department(&reference.issuer) {
            // `của Sở` in a plan of that department means itself.
            let own = is_own_department(&found.issuer) && fold_name(&self.own.issuer).starts_with("sở ");
            reference.issuer.clone_from(if own { &self.own.issuer } else { &found.issuer });
        }
        if reference.title.is_empty() {
            reference.title.clone_from(&found.title);
        }
        if reference.doc_type.is_none_or(|t| t.key == "van_ban") {
            reference.doc_type = found.doc_type.or(reference.doc_type);
        }
        if reference.relation.is_none_or(|known| known < relation) {
            reference.relation = Some(relation);
        }
    }

    /// The document that a short reference names, when exactly one fits.
    pub(super) fn short(&self, found: &Found) -> Option<usize> {
        let mut fits = self
            .by_serial
            .get(serial(&found.title))?
            .iter()
            .filter(|&&index| self.references[index].doc_type.map(|t| t.key) == found.doc_type.map(|t| t.key));
        let first = fits.next()?;
        fits.next().is_none().then_some(*first)
    }

    /// The documents in the order of their first occurrence.
    pub(super) fn finish(self) -> Vec<Reference> {
        self.references
    }
}

/// What equal documents have in common: the number, or the name without signs.
fn key(found: &Found) -> String {
    if found.number.is_empty() { format!(" {}", name_key(&found.name)) } else { found.number.clone() }
}

/// The first part of a number without leading zeros.
fn serial(number: &str) -> &str {
    number.split(['/', '-']).next().unwrap_or("").trim_start_matches('0')
}

fn is_own_department(issuer: &str) -> bool {
    fold_name(issuer) == "sở"
}

/// Whether date and type of an occurrence do not speak against a document of the same key.
fn agree(reference: &Reference, found: &Found) -> bool {
    let dates = reference.date.zip(found.date).is_none_or(|(a, b)| a.agrees(b));
    let lenient = |key| matches!(key, "van_ban" | "cong_van");
    let types = reference.doc_type.zip(found.doc_type).is_none_or(|(a, b)| a == b || lenient(a.key) || lenient(b.key));
    dates && (types || found.number.is_empty())
}

fn name_key(name: &str) -> String {
    collapse(&fold_name(name).replace([',', '-', '(', ')'], " "))
}
