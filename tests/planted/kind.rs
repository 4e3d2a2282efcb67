//! The kinds of planted changes and the verdict that each must get.

use bamsat_core::compare::{ChangeKind, Judged, Verdict};

use super::base::Base;
use super::noise::Random;
use super::{Plant, limits, parts, words};

/// What is done to a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Its lines are gone.
    Delete,
    /// One of its clauses is gone.
    Cut,
    /// Other words for the same.
    Reword,
    /// A programme or term under another name.
    Rename,
    /// A later date.
    Delay,
    /// A lower number.
    Lower,
    /// A leave, a wish or a hedge.
    Soften,
    /// Another body.
    Reassign,
}

/// All kinds in the order of the table.
pub(crate) const KINDS: [Kind; 8] =
    [Kind::Delete, Kind::Cut, Kind::Reword, Kind::Rename, Kind::Delay, Kind::Lower, Kind::Soften, Kind::Reassign];

impl Kind {
    /// The change in mandate `index`; none where it does not fit, an error where what it would
    /// change stands elsewhere too.
    pub(crate) fn plant(self, base: &Base<'_>, index: usize, random: &mut Random) -> Option<Result<Plant, Duplicate>> {
        match self {
            Self::Delete => parts::delete(base, index),
            Self::Cut => parts::cut(base, index, random),
            Self::Reword => words::reword(base, index),
            Self::Rename => words::rename(base, index, random),
            Self::Delay => limits::delay(base, index),
            Self::Lower => limits::lower(base, index),
            Self::Soften => words::soften(base, index, random),
            Self::Reassign => parts::reassign(base, index),
        }
    }

    /// Whether the verdict says what was done.
    pub(crate) fn is_found(self, judged: &Judged) -> bool {
        let weakened = |kind| judged.verdict == Verdict::Weakened && judged.changes.iter().any(|c| c.kind == kind);
        match self {
            Self::Delete => judged.verdict == Verdict::Missing,
            Self::Cut => judged.verdict == Verdict::Partial,
            Self::Reword => matches!(judged.verdict, Verdict::Kept | Verdict::Reworded),
            Self::Rename => judged.verdict == Verdict::Renamed,
            Self::Delay => weakened(ChangeKind::Deadline),
            Self::Lower => weakened(ChangeKind::Quantity),
            Self::Soften => weakened(ChangeKind::Modality),
            Self::Reassign => judged.verdict == Verdict::Reassigned,
        }
    }
}

/// What was to be changed stands elsewhere in the document too.
#[derive(Debug)]
pub(crate) struct Duplicate;

/// The plant, unless words at `span` stand elsewhere too.
pub(super) fn unless_duplicated(base: &Base<'_>, index: usize, span: bamsat_core::source::Span, plant: Plant) -> Result<Plant, Duplicate> {
    if base.is_duplicated(index, span) { Err(Duplicate) } else { Ok(plant) }
}
