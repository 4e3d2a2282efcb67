//! The texts that findings point into, with the names of their files.

use crate::compare::Comparison;
use crate::document::Document;
use crate::finding::Side;
use crate::source::Source;

use super::comparison_json::Files;

/// Two texts, or one that stands for both sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a> {
    parent: (&'a Source, &'a str),
    child: (&'a Source, &'a str),
}

impl<'a> Texts<'a> {
    /// The texts of a comparison.
    pub(super) fn of_comparison(comparison: &'a Comparison<'_>, files: Files<'a>) -> Self {
        Self { parent: (&comparison.parent.source, files.parent), child: (&comparison.child.source, files.child) }
    }

    /// A text by itself.
    pub(super) fn of_draft(document: &'a Document, file: &'a str) -> Self {
        Self { parent: (&document.source, file), child: (&document.source, file) }
    }

    /// The text of one side, and its file.
    pub(super) fn of(self, side: Side) -> (&'a Source, &'a str) {
        match side {
            Side::Parent => self.parent,
            Side::Child => self.child,
        }
    }
}
