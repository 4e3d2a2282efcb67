//! The words of two stretches laid side by side.

use rustc_hash::FxHashMap;

use crate::source::{Source, Span, word_places};

/// Words of one stretch that are laid out at most; the rest of a longer one is left aside.
const MOST: usize = 400;

/// Two stretches word by word.
pub(super) struct Laid {
    pub(super) parent: Vec<Span>,
    pub(super) child: Vec<Span>,
    /// Indexes of equal words, in order on both sides: a longest common subsequence.
    pub(super) same: Vec<(usize, usize)>,
}

/// Lays `a` of `parent` beside `b` of `child`.
pub(super) fn lay(parent: &Source, a: Span, child: &Source, b: Span) -> Laid {
    let (left, right) = (words(parent, a), words(child, b));
    // Words as numbers: the place of an equal one on the left, none for a word of the right alone.
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let ours: Vec<usize> = left.iter().enumerate().map(|(at, span)| *known.entry(parent.folded_slice(*span)).or_insert(at)).collect();
    let theirs: Vec<Option<usize>> = right.iter().map(|span| known.get(child.folded_slice(*span)).copied()).collect();
    let equal = |i: usize, j: usize| theirs[j] == Some(ours[i]);
    let (n, m) = (left.len(), right.len());
    // Equal beginnings are in every longest common subsequence.
    let begun = (0..n.min(m)).take_while(|&i| equal(i, i)).count();
    // best[i][j]: equal words from i and j on, behind the beginning.
    let wide = m - begun + 1;
    let mut best = vec![0u16; (n - begun + 1) * wide];
    let at = |i: usize, j: usize| (i - begun) * wide + j - begun;
    for i in (begun..n).rev() {
        let (row, next) = best[at(i, begun)..].split_at_mut(wide);
        let mut right = 0;
        let below = next[..wide].windows(2).rev();
        for ((cell, below), word) in row[..wide - 1].iter_mut().rev().zip(below).zip(theirs[begun..].iter().rev()) {
            right = if *word == Some(ours[i]) { below[1] + 1 } else { below[0].max(right) };
            *cell = right;
        }
    }
    let (mut i, mut j, mut same) = (begun, begun, (0..begun).map(|i| (i, i)).collect::<Vec<_>>());
    while i < n && j < m {
        if equal(i, j) && best[at(i, j)] == best[at(i + 1, j + 1)] + 1 {
            same.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[at(i + 1, j)] >= best[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    Laid { parent: left, child: right, same }
}

fn words(source: &Source, span: Span) -> Vec<Span> {
    word_places(source.folded_slice(span)).take(MOST).map(|place| place.shift(span.start)).collect()
}

impl Laid {
    /// Whether the child's words at `span` all stand in the parent as well.
    pub(super) fn child_has_partner(&self, span: Span) -> bool {
        let inside = |j: &usize| span.contains(self.child[*j].start);
        let count = (0..self.child.len()).filter(inside).count();
        self.same.iter().filter(|(_, j)| inside(j)).count() == count
    }

    /// Whether the parent's words at `span` all stand in the child as well.
    pub(super) fn parent_has_partner(&self, span: Span) -> bool {
        let inside = |i: &usize| span.contains(self.parent[*i].start);
        let count = (0..self.parent.len()).filter(inside).count();
        self.same.iter().filter(|(i, _)| inside(i)).count() == count
    }

    /// The stretch of the child from `before` words in front of the first equal word to `after`
    /// words behind the last.
    pub(super) fn reach(&self, before: usize, after: usize) -> Option<Span> {
        let (first, last) = (self.same.first()?.1, self.same.last()?.1);
        let from = self.child.get(first.saturating_sub(before))?;
        let to = self.child.get((last + after).min(self.child.len() - 1))?;
        Some(Span::new(from.start, to.end))
    }

    /// Stretches where the one side has other words than the other, between equal words.
    pub(super) fn swaps(&self) -> Vec<(Span, Span)> {
        let mut out = Vec::new();
        let ends = self.same.iter().copied().chain([(self.parent.len(), self.child.len())]);
        let mut from = (0, 0);
        for (i, j) in ends {
            if i > from.0 && j > from.1 {
                let left = Span::new(self.parent[from.0].start, self.parent[i - 1].end);
                let right = Span::new(self.child[from.1].start, self.child[j - 1].end);
                out.push((left, right));
            }
            from = (i + 1, j + 1);
        }
        out
    }
}
