//! Which places of a text are taken.

use crate::source::Span;

/// The text that known spans take: where each begins, and how far any up to it reaches.
pub(super) struct Taken(Vec<(usize, usize)>);

impl Taken {
    /// Spans in any order; they may overlap.
    pub(super) fn by(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        let mut reach = 0;
        let to = |span: &Span| {
            reach = span.end.max(reach);
            (span.start, reach)
        };
        Self(spans.iter().map(to).collect())
    }

    /// Whether a span holds the byte at `offset`.
    pub(super) fn contains(&self, offset: usize) -> bool {
        let begun = self.0.partition_point(|&(start, _)| start <= offset);
        begun.checked_sub(1).is_some_and(|last| offset < self.0[last].1)
    }
}
