//! English.

use crate::compare::{Applies, Verdict};

use super::{Labels, Message};

pub(super) const LABELS: Labels = Labels {
    parent: "parent",
    child: "child",
    coverage: "coverage",
    mandates: "mandates",
    applicable: "apply",
    unread: "not read",
    nothing_unread: "all of the text was read",
    found_here: "stands here",
    weak_here: "only resembles it: weak evidence",
    expected_here: "should stand here",
    hint: "hint",
    other_place: "the parent's words",
    nothing_found: "no loss found",
    citations: "cited documents",
    attachment: "attached document",
    issuer: "issuer",
    date: "date",
    signatory: "signed by",
    inferred: "inferred",
    blank: "number left open",
    implements: "implements",
    bullets: "bullets",
};

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "kept",
        Verdict::Reworded => "reworded",
        Verdict::Renamed => "renamed",
        Verdict::Partial => "partial",
        Verdict::Weakened => "weakened",
        Verdict::Reassigned => "reassigned",
        Verdict::Missing => "missing",
        Verdict::NotApplicable => "not applicable",
    }
}

pub(super) fn render(message: &Message) -> String {
    match message {
        Message::Missing { id, text, weak: false } => format!("mandate {id} is missing: “{text}”"),
        Message::Missing { id, text, weak: true } => format!("mandate {id} may be missing: “{text}” (only something like it was found)"),
        Message::Partial { id, lost } => format!("mandate {id} is carried in part; lost: “{lost}”"),
        Message::Renamed { parent, child } => format!("“{parent}” is now called “{child}”"),
        Message::Lowered { parent, child } => format!("the target “{parent}” became “{child}”"),
        Message::Late { parent, child } => format!("the deadline “{parent}” became “{child}”"),
        Message::Weakened { parent, child } => format!("“{parent}” became softer: “{child}”"),
        Message::LimitGone { parent } => format!("“{parent}” is no longer said"),
        Message::WeakerRole { parent, child } => format!("“{parent}” became “{child}”"),
        Message::Reassigned { parent, child } => format!("the task of “{parent}” was given to “{child}”"),
        Message::Reorganised { parent, child, date, basis } => format!("“{parent}” became “{child}” by reorganisation ({date}; {basis})"),
        Message::RenamedHeading { parent, child } => format!("heading “{parent}” became “{child}”"),
        Message::DroppedCitation { document } => format!("{document} is no longer cited"),
        Message::Foreign { text } => format!("perhaps text about another subject: “{text}”"),
        Message::Unread { line } => format!("line {line} could not be read"),
        Message::HintMissing => "add it, or say why it is not carried out".to_owned(),
        Message::HintPartial => "add what is lost, or say why it was left out".to_owned(),
        Message::HintLowered => "take over the parent's number, or give the reason for the lower one".to_owned(),
        Message::HintLate => "keep the parent's deadline, or an earlier one".to_owned(),
        Message::HintWeakened => "bind as the parent does, and say its number, deadline and frequency".to_owned(),
        Message::HintRole => "give the body the part that the parent gives it".to_owned(),
        Message::HintReassigned => "name the parent's body, or the one that took its place".to_owned(),
        Message::HintRenamed => "use the name of the parent".to_owned(),
        Message::HintReorganised => "the change is registered: nothing to mend".to_owned(),
        Message::HintHeading => "keep the parent's heading, so that the two can be held side by side".to_owned(),
        Message::HintCitation => "cite it again if a task still rests on it".to_owned(),
        Message::HintForeign => "see whether it was left over from another plan".to_owned(),
        Message::HintUnread => "open the original file and save it as UTF-8".to_owned(),
        Message::Reason { verdict, applies, unit, found, weak } => reason(*verdict, *applies, unit.as_deref(), *found, *weak),
    }
}

fn reason(verdict: Verdict, applies: Applies, unit: Option<&str>, found: usize, weak: bool) -> String {
    let unit = unit.unwrap_or("");
    let why = match applies {
        Applies::General => "speaks to everyone".to_owned(),
        Applies::Own => format!("names the issuer itself: “{unit}”"),
        Applies::Successor => format!("names a body that was or became the issuer: “{unit}”"),
        Applies::Collective => format!("names a group that includes the issuer: “{unit}”"),
        Applies::Superior => format!("names the body above the issuer: “{unit}”"),
        Applies::Subordinate => format!("names a body below the issuer: “{unit}”"),
        Applies::Counterpart => format!("names the issuer's counterpart one level up: “{unit}”"),
        Applies::UnknownIssuer => "the issuer is not known, so it counts as binding".to_owned(),
        Applies::Others => return format!("speaks to others only: “{unit}”"),
    };
    let what = match verdict {
        Verdict::Missing if weak => "only something like it was found".to_owned(),
        Verdict::Missing => "nothing like it was found".to_owned(),
        _ => format!("found in {found} places"),
    };
    format!("{why}; {what}")
}
