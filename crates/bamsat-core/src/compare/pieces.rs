//! The text of a document in clauses: what can hold evidence.

use crate::document::{Document, ItemKind};
use crate::source::Span;

/// A clause of a document, with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Index into [`Document::with_attachments`].
    pub(super) document: usize,
    /// Section there.
    pub(super) section: Option<usize>,
    /// Its words.
    pub(super) span: Span,
    /// It stands in the body, not in preamble or closing.
    pub(super) body: bool,
    /// It is a heading.
    pub(super) heading: bool,
}

/// All clauses of a document and its attachments: preamble, headings, body, footnotes, closing.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let mut out = Vec::new();
    for (index, part) in document.with_attachments().into_iter().enumerate() {
        for item in &part.items {
            let body = !matches!(item.kind, ItemKind::Preamble | ItemKind::Closing) || part.sections.is_empty();
            let heading = item.kind == ItemKind::Heading;
            let clauses = crate::document::clauses(part, item.words);
            out.extend(clauses.into_iter().map(|clause| Piece {
                document: index,
                section: item.section,
                span: clause.span,
                body,
                heading,
            }));
        }
        for note in &part.footnotes {
            let clauses = crate::document::clauses(part, note.span);
            out.extend(clauses.into_iter().map(|clause| Piece {
                document: index,
                section: note.section,
                span: clause.span,
                body: true,
                heading: false,
            }));
        }
    }
    out
}
