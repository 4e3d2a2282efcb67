//! What the program says, as facts; each language has one file with the words.

mod en;
mod sheet;
mod vi;

use serde::{Deserialize, Serialize};

use crate::compare::{Applies, Verdict};
use crate::lexicon::Level;

pub use sheet::{Lines, Reached, SheetLabels};

/// Language of messages and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

/// Something to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the words that go into the sentence")]
pub enum Message {
    /// A mandate is missing; `near` is the line of the child where something like it stands.
    Missing { id: String, text: String, near: Option<u32> },
    /// A mandate is carried in part; `more` stretches are lost besides those that are quoted.
    Partial { id: String, lost: String, more: usize },
    /// A name changed.
    Renamed { parent: String, child: String },
    /// A lower target.
    Lowered { id: String, parent: String, child: String },
    /// A later deadline.
    Late { id: String, parent: String, child: String },
    /// Softer words.
    Weakened { id: String, parent: String, child: String },
    /// A number, deadline or frequency that the child does not say.
    LimitGone { id: String, parent: String },
    /// Help or advice instead of lead or action.
    WeakerRole { id: String, parent: String, child: String },
    /// Another body.
    Reassigned { id: String, parent: String, child: String },
    /// A body changed its name by a registered reorganisation.
    Reorganised { parent: String, child: String, date: String, basis: String },
    /// A heading changed.
    RenamedHeading { parent: String, child: String },
    /// A cited document is not cited.
    DroppedCitation { document: String },
    /// Text about another subject.
    Foreign { text: String },
    /// A line that could not be read.
    Unread { line: u32 },
    /// Mandates from `id` on were not judged: they lie beyond a limit, which is named with its value.
    Unjudged { id: String, count: usize, limit: String },
    /// A document cited in two ways.
    CitedTwoWays { here: String, elsewhere: String },
    /// A date that the year in the number rules out.
    WrongYear { citation: String },
    /// A document cited that is younger than the text.
    FromFuture { citation: String },
    /// A number of a form that no number has.
    MalformedNumber { written: String },
    /// A body that is gone.
    OutdatedUnit { unit: String, date: String, basis: String },
    /// A body that nothing is known of.
    UnknownUnit { unit: String },
    /// Demands that no body is given.
    Unassigned { section: String },
    /// A body with tasks that does not receive the text.
    Unaddressed { unit: String },
    /// The same word twice.
    Doubled { word: String },
    /// A time that was over when the text was issued.
    StaleYear { time: String },
    /// A part of the form that is not there.
    MissingField { field: Field },
    /// The number is left open.
    BlankNumber { symbol: String },
    /// The parent is not in the folder.
    UnresolvedParent { document: String },
    /// Several documents fit a citation.
    AmbiguousParent { citation: String, candidates: String },
    /// Documents carry each other out.
    Cyclic { documents: String },
    /// The province was passed over.
    SkippedLevel { document: String, province: String },
    /// A plan is older than its parent.
    PredatesParent { own: String, document: String },
    /// The parent was replaced.
    SupersededParent { document: String, by: String },
    /// A citation gives another date; `others` texts give the right one, or the document itself.
    ConflictingDate { citation: String, right: String, others: Option<usize> },
    /// A citation gives another number.
    MisspeltCitation { citation: String, right: String },
    /// Two files with one document.
    DuplicateDocument { document: String, file: String },
    /// A plan without a parent.
    OrphanPlan { document: String },
    /// Most plans under a parent carry a demand.
    SiblingGap { parent: String, text: String, carried: usize, family: usize },
    /// A number in the form of the other system (state, Party).
    SwappedNumber { written: String },
    /// White space inside a number.
    SpacedNumber { written: String },
    /// A number below 10 without a zero before it.
    UnpaddedNumber { written: String },
    /// A day below 10, or January or February, without a zero before it.
    UnpaddedDate { written: String },
    /// A letter whose number names a type.
    TypedLetter { written: String },
    /// A number with the sign of another type.
    WrongTypeSymbol { written: String, doc_type: String },
    /// A document cited for the first time, and not in full.
    IncompleteCitation { citation: String, lacks: Vec<Part> },
    /// A legal basis that ends in a wrong sign, or in none.
    UnclosedBasis { basis: String, last: bool },
    /// Numbers between `before` and `here` are not there.
    SkippedNumber { before: String, here: String },
    /// The same number twice in a row.
    RepeatedNumber { here: String },
    /// A letter that no Vietnamese list has.
    ForeignLetter { here: String },
    /// A part that has no heading where the others have one.
    UntitledDivision { division: String },
    /// An annex is named and does not follow.
    AbsentAnnex { annex: String },
    /// An annex follows and is not named.
    UnnamedAnnex { annex: String },
    /// Signed in the form of the other system (state, Party).
    ForeignSignature { written: String },
    /// The recipients do not end with the file copy.
    NoFileCopy,
    /// A line of the recipients ends in a wrong sign, or in none.
    UnclosedRecipient { line: String, last: bool },
    /// Capital or small letters of `khoản`, `điểm`, `Điều`.
    MiscapitalisedProvision { written: String },
    /// Heads of both systems, or that of the state over a Party document.
    MixedLetterhead { both: bool },
    /// A district, or a body of one, after districts were abolished.
    AbolishedDistrict { unit: String },
    /// What should stand there.
    HintWrite { right: String },
    /// What to do about a letter whose number names a type.
    HintTypedLetter,
    /// What to do about an incomplete citation.
    HintFullCitation,
    /// What to do about the end of a basis.
    HintBasis { last: bool },
    /// What to do about numbering; `expected` is the number that should follow.
    HintNumbering { expected: String },
    /// What to do about a letter that no list has.
    HintAlphabet,
    /// What to do about a part without a heading.
    HintTitle,
    /// What to do about an annex that does not follow.
    HintAbsentAnnex,
    /// What to do about an annex that is not named.
    HintUnnamedAnnex,
    /// What to do about missing file copies.
    HintFileCopy,
    /// What to do about the end of a recipient.
    HintRecipient { last: bool },
    /// What to do about mixed heads.
    HintLetterhead,
    /// What to do about districts.
    HintDistrict,
    /// What to do about a parent that is not there.
    HintUnresolved,
    /// What to do about several candidates.
    HintAmbiguous,
    /// What to do about a circle.
    HintCyclic,
    /// What to do about a level passed over.
    HintSkipped,
    /// What to do about a plan older than its parent.
    HintPredates,
    /// What to do about a replaced parent.
    HintSuperseded,
    /// What to do about a copy.
    HintDuplicate,
    /// What to do about a plan without a parent.
    HintOrphan,
    /// What to do about a gap beside siblings.
    HintSibling,
    /// What to do about a missing mandate.
    HintMissing,
    /// What to do about a partial mandate.
    HintPartial,
    /// What to do about a lower target.
    HintLowered,
    /// What to do about a later deadline.
    HintLate,
    /// What to do about softer words.
    HintWeakened,
    /// What to do about a weaker part.
    HintRole,
    /// What to do about another body.
    HintReassigned,
    /// What to do about a changed name.
    HintRenamed,
    /// What a registered reorganisation means.
    HintReorganised,
    /// What to do about a changed heading.
    HintHeading,
    /// What to do about a dropped citation.
    HintCitation,
    /// What to do about foreign text.
    HintForeign,
    /// An exception that no finding needs.
    UnusedException { code: String },
    /// An exception whose last day is over.
    ExpiredException { until: String },
    /// What to do about it.
    HintUnusedException,
    /// What to do about unread text.
    HintUnread,
    /// The same for mandates beyond a limit.
    HintUnjudged { key: String },
    /// What to do about a page that is a picture.
    HintPicture,
    /// What to do about words that were recognised and may be others.
    HintDoubtful,
    /// What to do about two ways of citing, or an impossible date.
    HintConflict,
    /// The number that was meant.
    HintNumber { right: String },
    /// The bodies that took over.
    HintSuccessor { units: String },
    /// The body that was meant.
    HintUnit { unit: String },
    /// What to do about a body that ended without successor.
    HintEnded,
    /// What to do about demands of no body.
    HintUnassigned,
    /// What to do about a body left out of the recipients.
    HintUnaddressed,
    /// What to do about a doubled word.
    HintDoubled,
    /// What to do about a time that is over.
    HintStaleYear,
    /// What to do about a missing part of the form.
    HintField,
    /// What to do about an open number.
    HintBlankNumber,
    /// Why a mandate applies, and what was found.
    Reason { verdict: Verdict, applies: Applies, unit: Option<String>, found: usize, weak: bool },
}

/// A part of the form of a document (Nghị định 30/2020/NĐ-CP, Điều 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// All of the letterhead.
    Letterhead,
    /// Số, ký hiệu.
    Number,
    /// Thời gian ban hành.
    Date,
    /// Tên cơ quan ban hành.
    Issuer,
    /// Trích yếu.
    Title,
    /// Họ tên người ký.
    Signatory,
}

/// A part of a full citation (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Thời gian ban hành.
    Date,
    /// Tên cơ quan ban hành.
    Issuer,
}

impl Message {
    /// The words in `lang`: small letter, no full stop.
    pub fn render(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => vi::render(self),
            Lang::En => en::render(self),
        }
    }
}

/// Fixed words of reports.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the words they hold")]
pub struct Labels {
    pub parent: &'static str,
    pub child: &'static str,
    pub draft_lost: &'static str,
    pub draft_gained: &'static str,
    pub draft_scope: &'static str,
    pub coverage: &'static str,
    pub mandates: &'static str,
    pub applicable: &'static str,
    pub unread: &'static str,
    pub nothing_unread: &'static str,
    pub found_here: &'static str,
    pub weak_here: &'static str,
    pub expected_here: &'static str,
    pub slip_here: &'static str,
    pub page: &'static str,
    pub hint: &'static str,
    pub other_place: &'static str,
    pub nothing_found: &'static str,
    pub no_slip: &'static str,
    pub mendable: &'static str,
    pub citations: &'static str,
    pub attachment: &'static str,
    pub issuer: &'static str,
    pub date: &'static str,
    pub signatory: &'static str,
    pub inferred: &'static str,
    pub blank: &'static str,
    pub implements: &'static str,
    pub bullets: &'static str,
}

/// Fixed words of reports on a folder.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the words they hold")]
pub struct FolderLabels {
    pub documents: &'static str,
    pub absent: &'static str,
    pub not_there: &'static str,
    pub links: &'static str,
    pub compared: &'static str,
    pub unresolved: &'static str,
    pub ambiguous: &'static str,
    pub unread_files: &'static str,
    pub skipped: &'static str,
    pub unread_lines: &'static str,
    pub mandates: &'static str,
    pub applicable: &'static str,
    pub missing: &'static str,
    pub partial: &'static str,
    pub changed: &'static str,
    pub coverage: &'static str,
    pub levels: &'static str,
    pub worst: &'static str,
    pub wanted: &'static str,
    pub units: &'static str,
    pub lost: &'static str,
    pub begun: &'static str,
    pub carried_changed: &'static str,
    pub roots: &'static str,
    pub findings: &'static str,
    pub plans: &'static str,
    pub more: &'static str,
    pub none: &'static str,
    pub above: &'static str,
    pub lost_at: &'static str,
    pub below: &'static str,
    pub kept: &'static str,
    pub unseen: &'static str,
    pub open: &'static str,
    pub reassigned: &'static str,
    pub given_by: &'static str,
}

impl Lang {
    /// `vi` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The fixed words of reports on a folder.
    pub fn folder_labels(self) -> &'static FolderLabels {
        match self {
            Self::Vi => &vi::FOLDER,
            Self::En => &en::FOLDER,
        }
    }

    /// The word for a level.
    pub fn level(self, level: Option<Level>) -> &'static str {
        match self {
            Self::Vi => vi::level(level),
            Self::En => en::level(level),
        }
    }

    /// The fixed words.
    pub fn labels(self) -> &'static Labels {
        match self {
            Self::Vi => &vi::LABELS,
            Self::En => &en::LABELS,
        }
    }

    /// The word for a verdict.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match self {
            Self::Vi => vi::verdict(verdict),
            Self::En => en::verdict(verdict),
        }
    }
}
