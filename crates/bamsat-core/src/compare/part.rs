//! A document or one of its attachments, with what comparing asks of it again and again.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::document::{Document, Mandate};
use crate::source::{Span, strip_marks};

use super::applicability;

/// A document that remembers its answers.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) document: &'a Document,
    /// Its mandates, as far as they are compared.
    pub(super) mandates: &'a [Mandate],
    /// The keys of the bodies that its demands name.
    keys: FxHashMap<Span, OnceLock<String>>,
    bare: OnceLock<String>,
}

impl<'a> Part<'a> {
    /// The document with the first `most` of its mandates.
    pub(super) fn new(document: &'a Document, most: usize) -> Self {
        let units = document.mandates.iter().flat_map(|mandate| &mandate.addressees);
        let mandates = &document.mandates[..document.mandates.len().min(most)];
        Self { document, mandates, keys: units.map(|unit| (unit.span, OnceLock::new())).collect(), bare: OnceLock::new() }
    }

    /// The key of a body that it names: what the body is, without where.
    pub(super) fn key(&self, unit: Span) -> Cow<'_, str> {
        let read = || applicability::key(self.document, unit);
        self.keys.get(&unit).map_or_else(|| Cow::Owned(read()), |known| Cow::Borrowed(known.get_or_init(read).as_str()))
    }

    /// The folded text without marks.
    pub(super) fn bare(&self) -> &str {
        self.bare.get_or_init(|| strip_marks(self.source.folded()))
    }
}

impl Deref for Part<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        self.document
    }
}
