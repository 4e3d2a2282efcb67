//! From occurrences to documents: one number of one date by one issuer is one document.

use crate::lexicon::Relation;
use crate::source::{collapse, fold_name};

use super::super::model::{Header, Reference};
use super::{Found, reference};

/// Collects the cited documents.
pub(super) struct Resolver {
    own: Header,
    references: Vec<Reference>,
}

impl Resolver {
    /// A resolver for the citations of the document with this header.
    pub(super) fn new(own: Header) -> Self {
        Self { own, references: Vec::new() }
    }

    /// The document that an occurrence with a number or name means; `None` for a short
    /// reference, and for the document's own number.
    pub(super) fn resolve(&mut self, found: &Found, relation: Relation) -> Option<usize> {
        if (found.number.is_empty() && found.name.is_empty()) || self.is_own(found) {
            return None;
        }
        let index = match self.references.iter().position(|r| same(r, found)) {
            Some(index) => index,
            None => {
                self.references.push(reference(found));
                self.references.len() - 1
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
        let own_issuer = self.own.issuer.clone();
        let reference = &mut self.references[index];
        if reference.date.is_none_or(|known| found.date.is_some_and(|d| d.agrees(known) && d.day.is_some() && known.day.is_none())) {
            reference.date = found.date.or(reference.date);
        }
        // `của Sở` in a plan of that department means itself.
        let issuer = if fold_name(&found.issuer) == "sở" && fold_name(&own_issuer).starts_with("sở ") {
            own_issuer
        } else {
            found.issuer.clone()
        };
        if reference.issuer.is_empty() || fold_name(&reference.issuer) == "sở" {
            reference.issuer = issuer;
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
        let serial = &found.title;
        let mut fits = self.references.iter().enumerate().filter(|(_, r)| {
            let own_serial = r.number.split(['/', '-']).next().unwrap_or("");
            own_serial.trim_start_matches('0') == serial.trim_start_matches('0')
                && !own_serial.is_empty()
                && r.doc_type.map(|t| t.key) == found.doc_type.map(|t| t.key)
        });
        let first = fits.next()?;
        fits.next().is_none().then_some(first.0)
    }

    /// The documents in the order of their first occurrence.
    pub(super) fn finish(self) -> Vec<Reference> {
        self.references
    }
}

fn same(reference: &Reference, found: &Found) -> bool {
    let dates = reference.date.zip(found.date).is_none_or(|(a, b)| a.agrees(b));
    if found.number.is_empty() {
        return dates && !reference.name.is_empty() && name_key(&reference.name) == name_key(&found.name);
    }
    let types = reference
        .doc_type
        .zip(found.doc_type)
        .is_none_or(|(a, b)| a == b || a.key == "van_ban" || b.key == "van_ban" || a.key == "cong_van" || b.key == "cong_van");
    reference.number == found.number && dates && types
}

fn name_key(name: &str) -> String {
    collapse(&fold_name(name).replace([',', '-', '(', ')'], " "))
}
