//! Words that were recognised on a picture and may be others: what rests on them is for information.

use crate::document::Document;
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;

/// Share of a demand, or of the words that carry it, that may be doubtful.
const SHARE: f64 = 0.1;

/// A finding with the weight and the remedy that the words it rests on allow.
pub(super) fn weighed(mut finding: Finding, parent: &Document, child: &Document) -> Finding {
    let doubtful = |place: &Place| {
        let document = if place.side == Side::Parent { parent } else { child };
        let doubt = document.source.doubt(place.span);
        match place.shows {
            // Nothing of the place itself is told.
            Shows::Expected => false,
            Shows::Slip => doubt > 0.0,
            Shows::Demand | Shows::Found | Shows::Weak => doubt > SHARE,
        }
    };
    if finding.severity > Severity::Info && std::iter::once(&finding.primary).chain(&finding.secondary).any(doubtful) {
        finding.severity = Severity::Info;
        finding.hint = Message::HintDoubtful;
    }
    finding
}
