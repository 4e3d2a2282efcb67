//! What comparing one pair may take: it grows with the clauses of the one text times those of the other.

use super::prepared::Prepared;

/// Bounds of comparing a plan with its parent. Mandates of the parent that lie beyond them, the last ones,
/// are not judged, and the comparison says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Mandates of the parent.
    pub mandates: u64,
    /// Clauses of the parent times clauses of the child.
    pub clause_pairs: u64,
}

impl Default for Bounds {
    /// Far above any pair of plans: the longest have some hundreds of mandates and a few thousand clauses.
    fn default() -> Self {
        Self { mandates: 20_000, clause_pairs: 200_000_000 }
    }
}

/// Which bound it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// [`Bounds::mandates`].
    Mandates,
    /// [`Bounds::clause_pairs`].
    ClausePairs,
}

impl Bound {
    /// Its name in settings.
    pub fn key(self) -> &'static str {
        match self {
            Self::Mandates => "mandates",
            Self::ClausePairs => "clause-pairs",
        }
    }
}

/// The mandates of a parent that were not judged: all behind those that were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unjudged {
    /// How many were judged.
    pub judged: usize,
    /// How many were not.
    pub count: usize,
    /// The bound that the next one would have broken.
    pub bound: Bound,
    /// Its value.
    pub limit: u64,
}

impl Bounds {
    /// What of the parent lies beyond.
    pub(super) fn unjudged(&self, parent: &Prepared<'_>, child: &Prepared<'_>) -> Option<Unjudged> {
        let mandates = || parent.parts.iter().flat_map(|part| part.mandates);
        let count = mandates().count();
        let pieces = child.places().pieces.len().max(1) as u64;
        let mut clauses = self.clause_pairs / pieces;
        let within = mandates().take_while(|mandate| {
            let left = clauses.checked_sub(mandate.clauses.len() as u64);
            clauses = left.unwrap_or_default();
            left.is_some()
        });
        let by_pairs = within.count();
        let by_count = usize::try_from(self.mandates).unwrap_or(usize::MAX);
        let judged = by_pairs.min(by_count);
        let (bound, limit) = if by_count < by_pairs { (Bound::Mandates, self.mandates) } else { (Bound::ClausePairs, self.clause_pairs) };
        (judged < count).then_some(Unjudged { judged, count: count - judged, bound, limit })
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::{Bound, Bounds, Prepared, Verdict, compare, compare_within};
    use crate::document::{Document, parse};
    use crate::source::Source;

    fn document(text: &str) -> Document {
        parse(Source::read(text))
    }

    #[test]
    fn what_lies_beyond_a_bound_is_told_and_nothing_else_changes() {
        let parent = document("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho cán bộ xã.\n- Kiểm tra cơ sở in.\n- Lắp trụ nước chữa cháy.");
        let child = document("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho cán bộ xã.\n- Lắp trụ nước chữa cháy.");
        let (above, below) = (Prepared::new(&parent), Prepared::new(&child));
        let whole = compare(&parent, &child);
        assert!(whole.unjudged.is_none() && whole.mandates.len() == 3);
        let within = |mandates, clause_pairs| compare_within(&above, &below, &Bounds { mandates, clause_pairs });
        assert!(within(3, 1_000).unjudged.is_none());
        let short = within(2, 1_000);
        let unjudged = short.unjudged.expect("one beyond");
        assert_eq!((unjudged.judged, unjudged.count, unjudged.bound, unjudged.limit), (2, 1, Bound::Mandates, 2));
        let verdicts: Vec<Verdict> = short.mandates.iter().map(|judged| judged.verdict).collect();
        assert_eq!(verdicts, [Verdict::Kept, Verdict::Missing]);
        // Three clauses against all pieces of the child, and one pair less.
        let pairs = 3 * below.places().pieces.len() as u64;
        assert!(within(9, pairs).unjudged.is_none());
        let unjudged = within(9, pairs - 1).unjudged.expect("one beyond");
        assert_eq!((unjudged.judged, unjudged.bound), (2, Bound::ClausePairs));
        assert!(within(9, 1).mandates.is_empty());
    }
}
