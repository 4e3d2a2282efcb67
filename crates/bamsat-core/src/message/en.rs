//! English.

use crate::compare::{Applies, Verdict};
use crate::lexicon::Level;

use super::{Field, FolderLabels, Labels, Message, Part};

pub(super) const LABELS: Labels = Labels {
    parent: "parent",
    child: "child",
    draft_lost: "the new draft does worse by",
    draft_gained: "the new draft does better by",
    draft_scope: "demands that speak to one of the drafts only",
    coverage: "coverage",
    mandates: "mandates",
    applicable: "apply",
    unread: "not read",
    nothing_unread: "all of the text was read",
    found_here: "stands here",
    weak_here: "only resembles it: weak evidence",
    expected_here: "should stand here",
    slip_here: "to be looked at",
    page: "page",
    hint: "hint",
    other_place: "the parent's words",
    nothing_found: "no loss found",
    no_slip: "nothing found",
    mendable: "can be mended",
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

pub(super) const FOLDER: FolderLabels = FolderLabels {
    documents: "documents",
    absent: "cited and not in the folder",
    not_there: "not in the folder",
    links: "links",
    compared: "compared",
    unresolved: "parent not in the folder",
    ambiguous: "citations that fit several documents",
    unread_files: "files not read",
    skipped: "files that are no plan",
    unread_lines: "lines not read",
    mandates: "mandates held against children",
    applicable: "apply",
    missing: "missing",
    partial: "lost in part",
    changed: "softer, renamed or given to another",
    coverage: "coverage",
    levels: "coverage by level",
    worst: "worst links",
    wanted: "most wanted documents (carried out by plans, not in the folder)",
    units: "units with most losses",
    lost: "where mandates were lost",
    begun: "mandates that begin here",
    carried_changed: "carried with a change or in part",
    roots: "mandates on their way down",
    findings: "findings",
    plans: "plans",
    more: "more; --top 0 shows all",
    none: "none",
    above: "see above",
    lost_at: "lost at",
    below: "documents below never saw it",
    kept: "kept",
    unseen: "never seen below a loss",
    open: "not followed or not applicable",
    reassigned: "given to another",
    given_by: "given work by",
};

pub(super) fn level(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::Central) => "centre",
        Some(Level::Ministry) => "ministries",
        Some(Level::Province) => "province",
        Some(Level::Department) => "departments",
        Some(Level::District) => "district",
        Some(Level::Commune) => "commune",
        Some(Level::Party) => "Party",
        Some(Level::Front) => "Front and mass organisations",
        Some(Level::Enterprise) => "enterprises",
        Some(Level::School) => "schools",
        Some(Level::Other) => "other",
        None => "level not known",
    }
}

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
        Message::Missing { id, text, near: None } => format!("mandate {id} is missing: “{text}”"),
        Message::Missing { id, text, near: Some(line) } => format!("mandate {id} may be missing: “{text}” (perhaps said at line {line})"),
        Message::Partial { id, lost, more: 0 } => format!("mandate {id} is carried in part; lost: “{lost}”"),
        Message::Partial { id, lost, more } => format!("mandate {id} is carried in part; lost: “{lost}” and {more} more"),
        Message::Renamed { parent, child } => format!("“{parent}” is now called “{child}”"),
        Message::Lowered { id, parent, child } => format!("mandate {id}: the target “{parent}” became “{child}”"),
        Message::Late { id, parent, child } => format!("mandate {id}: the deadline “{parent}” became “{child}”"),
        Message::Weakened { id, parent, child } => format!("mandate {id}: “{parent}” became softer: “{child}”"),
        Message::LimitGone { id, parent } => format!("mandate {id}: “{parent}” is no longer said"),
        Message::WeakerRole { id, parent, child } => format!("mandate {id}: “{parent}” became “{child}”"),
        Message::Reassigned { id, parent, child } => format!("mandate {id}: the task of “{parent}” was given to “{child}”"),
        Message::Reorganised { parent, child, date, basis } => format!("“{parent}” became “{child}” by reorganisation ({date}; {basis})"),
        Message::RenamedHeading { parent, child } => format!("heading “{parent}” became “{child}”"),
        Message::DroppedCitation { document } => format!("{document} is no longer cited"),
        Message::Foreign { text } => format!("perhaps text about another subject: “{text}”"),
        Message::Unread { line } => format!("line {line} could not be read"),
        Message::Unjudged { id, count, limit } => {
            format!("mandate {id} and all behind it, {count} in all, were not judged: they lie beyond the limit {limit}")
        }
        Message::CitedTwoWays { here, elsewhere } => format!("“{here}” is cited elsewhere as “{elsewhere}”"),
        Message::WrongYear { citation } => format!("“{citation}”: the date does not fit the year in the number"),
        Message::FromFuture { citation } => format!("“{citation}” is dated later than this document"),
        Message::MalformedNumber { written } => format!("“{written}” is no number of the usual form"),
        Message::OutdatedUnit { unit, date, basis } if basis.is_empty() => format!("“{unit}” no longer exists ({date})"),
        Message::OutdatedUnit { unit, date, basis } => format!("“{unit}” no longer exists ({date}; {basis})"),
        Message::UnknownUnit { unit } => format!("“{unit}” is no known body"),
        Message::Unassigned { section } => format!("no body is given the tasks under “{section}”"),
        Message::Unaddressed { unit } => format!("“{unit}” has tasks but is not among the recipients"),
        Message::Doubled { word } => format!("the same words twice: “{word}”"),
        Message::StaleYear { time } => format!("“{time}” was over before this document was issued"),
        Message::MissingField { field } => format!("the document has no {}", self::field(*field)),
        Message::BlankNumber { symbol } => format!("the number is still left open: “{symbol}”"),
        Message::UnresolvedParent { document } => format!("{document}, which this plan carries out, is not in the folder"),
        Message::AmbiguousParent { citation, candidates } => format!("“{citation}” may be any of: {candidates}"),
        Message::Cyclic { documents } => format!("these documents carry each other out: {documents}"),
        Message::SkippedLevel { document, province } => format!("carries out {document} and passes over {province} of its province"),
        Message::PredatesParent { own, document } => format!("dated {own}, before {document}, which it carries out"),
        Message::SupersededParent { document, by } => format!("{document} was replaced by {by}"),
        Message::ConflictingDate { citation, right, others: None } => format!("“{citation}”: the document itself is dated {right}"),
        Message::ConflictingDate { citation, right, others: Some(n) } => format!("“{citation}”: most others ({n}) give the date {right}"),
        Message::MisspeltCitation { citation, right } => format!("“{citation}” can only mean {right}"),
        Message::DuplicateDocument { document, file } => format!("holds the same document as {file}: {document}"),
        Message::OrphanPlan { document } => format!("{document} carries out no document of a higher body"),
        Message::SiblingGap { parent, text, carried, family } => {
            format!("{carried} of {family} plans under {parent} have what this one has not: “{text}”")
        }
        Message::SwappedNumber { written } => format!("“{written}” mixes the forms of state and Party numbers"),
        Message::SpacedNumber { written } => format!("white space inside the number “{written}”"),
        Message::UnpaddedNumber { written } => format!("“{written}”: a number below 10 takes a zero"),
        Message::UnpaddedDate { written } => format!("“{written}”: days below 10, January and February take a zero"),
        Message::TypedLetter { written } => format!("“{written}”: the number of a letter names no type"),
        Message::WrongTypeSymbol { written, doc_type } => format!("“{written}” is not the sign of a {doc_type}"),
        Message::IncompleteCitation { citation, lacks } => {
            let lacks: Vec<&str> = lacks.iter().map(|part| self::part(*part)).collect();
            format!("first citation without {}: “{citation}”", lacks.join(", "))
        }
        Message::UnclosedBasis { basis, last: false } => format!("this basis does not end with a semicolon: “{basis}”"),
        Message::UnclosedBasis { basis, last: true } => format!("the last basis does not end with a full stop: “{basis}”"),
        Message::SkippedNumber { before, here } => format!("the numbering leaps from “{before}” to “{here}”"),
        Message::RepeatedNumber { here } => format!("the number “{here}” comes twice"),
        Message::ForeignLetter { here } => format!("“{here}” is no letter of the Vietnamese alphabet"),
        Message::UntitledDivision { division } => format!("“{division}” has no heading, the others beside it have"),
        Message::AbsentAnnex { annex } => format!("“{annex}” is named but does not follow"),
        Message::UnnamedAnnex { annex } => format!("the text does not name “{annex}”"),
        Message::ForeignSignature { written } => format!("“{written}” mixes the forms of state and Party signatures"),
        Message::NoFileCopy => "the recipients have no line “Lưu”".to_owned(),
        Message::UnclosedRecipient { line, last: false } => format!("the recipient “{line}” does not end with a semicolon"),
        Message::UnclosedRecipient { line, last: true } => format!("the last recipient “{line}” does not end with a full stop"),
        Message::MiscapitalisedProvision { written } => format!("wrong capitals in “{written}”"),
        Message::MixedLetterhead { both: true } => "the letterhead has both the name of the state and that of the Party".to_owned(),
        Message::MixedLetterhead { both: false } => "a Party document under the name of the state".to_owned(),
        Message::AbolishedDistrict { unit } => format!("“{unit}”: there are no districts since 1 July 2025"),
        Message::HintWrite { right } => format!("write “{right}”"),
        Message::HintTypedLetter => "write the issuer, then the unit that drafts or the field".to_owned(),
        Message::HintFullCitation => "first give type, number, date, issuer and title; later type and number only".to_owned(),
        Message::HintBasis { last: false } => "end each basis with a semicolon".to_owned(),
        Message::HintBasis { last: true } => "end the last basis with a full stop".to_owned(),
        Message::HintNumbering { expected } => format!("“{expected}” comes next"),
        Message::HintAlphabet => "points run a, b, c, d, đ, e, g, h, i, k".to_owned(),
        Message::HintTitle => "add a heading".to_owned(),
        Message::HintAbsentAnnex => "add the annex, or see whether it is a file of its own".to_owned(),
        Message::HintUnnamedAnnex => "name the annex where it belongs".to_owned(),
        Message::HintFileCopy => "add the last line “- Lưu: VT, ...”".to_owned(),
        Message::HintRecipient { last: false } => "end each line with a semicolon".to_owned(),
        Message::HintRecipient { last: true } => "end the last line with a full stop".to_owned(),
        Message::HintLetterhead => {
            "a Party document stands under the name of the Party, one of the state under that of the state".to_owned()
        }
        Message::HintDistrict => "name the commune or the province that does its work today".to_owned(),
        Message::HintUnresolved => "add the document to the folder, so that the plan can be compared with it".to_owned(),
        Message::HintAmbiguous => "cite number, date and issuer".to_owned(),
        Message::HintCyclic => "look at the dates, and correct the citation in the older document".to_owned(),
        Message::HintSkipped => "carry out the document of the province, and cite it".to_owned(),
        Message::HintPredates => "look at both documents, and correct the date or the citation".to_owned(),
        Message::HintSuperseded => "see whether the plan should follow the newer document".to_owned(),
        Message::HintDuplicate => "keep the file that was issued".to_owned(),
        Message::HintOrphan => "say in the bases or the opening which document the plan carries out".to_owned(),
        Message::HintSibling => "find the parent, and compare the plan with it".to_owned(),
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
        Message::UnusedException { code } => format!("the exception for {code} takes no finding off the list"),
        Message::ExpiredException { until } => format!("the exception ended on {until}"),
        Message::HintUnusedException => "take the exception away, or put it right".to_owned(),
        Message::HintUnjudged { key } => format!("raise {key} under [limits] in bamsat.toml, or divide the document"),
        Message::HintUnread => "open the original file and save it as UTF-8".to_owned(),
        Message::HintPicture => "read the page itself, or install what recognises scans (bamsat doctor)".to_owned(),
        Message::HintDoubtful => "hold it against the page: some of these words were recognised on a scan and may be others".to_owned(),
        Message::HintConflict => "look at the document itself and cite number, date, type and title alike everywhere".to_owned(),
        Message::HintNumber { right } => format!("perhaps “{right}”"),
        Message::HintSuccessor { units } => format!("its work went to: {units}"),
        Message::HintUnit { unit } => format!("perhaps “{unit}”"),
        Message::HintEnded => "name the body that does its work today".to_owned(),
        Message::HintUnassigned => "say in the assignments who carries them out".to_owned(),
        Message::HintUnaddressed => "add it to the recipients".to_owned(),
        Message::HintDoubled => "strike one of them".to_owned(),
        Message::HintStaleYear => "see whether the year was left over from an older plan".to_owned(),
        Message::HintField => "add it as Nghị định 30/2020/NĐ-CP, Điều 8 asks".to_owned(),
        Message::HintBlankNumber => "fill it in when the document is issued".to_owned(),
        Message::Reason { verdict, applies, unit, found, weak } => reason(*verdict, *applies, unit.as_deref(), *found, *weak),
    }
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Letterhead => "letterhead (issuer, number, date)",
        Field::Number => "number",
        Field::Date => "date",
        Field::Issuer => "issuer",
        Field::Title => "title",
        Field::Signatory => "name of who signs",
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Date => "date",
        Part::Issuer => "issuer",
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
        Applies::Excepted => return format!("names the issuer as an exception from “{unit}”"),
        Applies::Others => return format!("speaks to others only: “{unit}”"),
    };
    let what = match verdict {
        Verdict::Missing if weak => "only something like it was found".to_owned(),
        Verdict::Missing => "nothing like it was found".to_owned(),
        _ => format!("found in {found} places"),
    };
    format!("{why}; {what}")
}
