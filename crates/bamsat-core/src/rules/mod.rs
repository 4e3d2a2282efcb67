//! From comparisons to findings. One rule, one file; the page of a rule is its doc comment.

mod abolished_district;
mod absent_annex;
mod ambiguous_parent;
mod annex;
mod broken_numbering;
mod conflicting_citation;
mod conflicting_date;
mod cyclic_cascade;
mod doubled_word;
mod doubt;
mod dropped_citation;
mod duplicate_document;
mod foreign_signature;
mod foreign_text;
mod form;
mod incomplete_citation;
mod late_deadline;
mod lowered_target;
mod malformed_number;
mod miscapitalised_provision;
mod missing_file_copy;
mod missing_header_field;
mod missing_mandate;
mod misspelt_citation;
mod mixed_letterhead;
mod orphan_plan;
mod outdated_unit_name;
mod partial_mandate;
mod predates_parent;
mod reassigned_mandate;
mod renamed_mandate;
mod sibling_gap;
mod skipped_level;
mod spaced_number;
mod stale_year;
mod superseded_parent;
mod swapped_number;
mod typed_letter;
mod unaddressed_recipient;
mod unassigned_mandate;
mod unclosed_basis;
mod unclosed_recipient;
mod unjudged_mandate;
mod unknown_unit;
mod unnamed_annex;
mod unpadded_date;
mod unpadded_number;
mod unread_text;
mod unresolved_parent;
mod untitled_division;
mod unused_exception;
mod weakened_duty;
mod weakened_mandate;
mod wrong_type_symbol;

use crate::audit::{Audit, Depth, Judgement, OfNode, Plan};
use crate::cascade::Facts;
use crate::compare::{Change, Comparison, Evidence, EvidenceKind, Judged, Verdict, compare};
use crate::document::Document;
use crate::finding::{Finding, Located, Place, Severity, Shows, Side, fingerprint};
use crate::message::{Lang, Message};
use crate::source::{Exception, Span, Spot, collapse};

pub use unjudged_mandate::unjudged;
pub use unused_exception::unused_exception;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Kebab-case, unique; names the defect.
    pub code: &'static str,
    /// Usual severity.
    pub severity: Severity,
    source: &'static str,
    check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
enum Check {
    /// A plan beside its parent.
    Comparison(fn(&Comparison<'_>) -> Vec<Finding>),
    /// A text by itself; its places are on the child's side.
    Draft(fn(&Document) -> Vec<Finding>),
    /// The form of a text by itself, told by [`lint`] alone: it says nothing of what is carried out.
    Form(fn(&Document) -> Vec<Finding>),
    /// Each of the two texts.
    Text(fn(&Document, Side) -> Vec<Finding>),
    /// The documents of a folder and who implements whom.
    Folder(fn(&Audit) -> Vec<OfNode>),
    /// What was to be left out: whoever decides what counts tells it.
    Exceptions,
}

/// All rules, in the order of their findings.
pub const RULES: [Rule; 51] = [
    unjudged_mandate::RULE,
    missing_mandate::RULE,
    partial_mandate::RULE,
    reassigned_mandate::RULE,
    lowered_target::RULE,
    late_deadline::RULE,
    weakened_mandate::RULE,
    weakened_duty::RULE,
    renamed_mandate::RULE,
    dropped_citation::RULE,
    foreign_text::RULE,
    missing_header_field::RULE,
    conflicting_citation::RULE,
    malformed_number::RULE,
    outdated_unit_name::RULE,
    abolished_district::RULE,
    unknown_unit::RULE,
    unassigned_mandate::RULE,
    unaddressed_recipient::RULE,
    stale_year::RULE,
    doubled_word::RULE,
    unread_text::RULE,
    mixed_letterhead::RULE,
    swapped_number::RULE,
    spaced_number::RULE,
    unpadded_number::RULE,
    typed_letter::RULE,
    wrong_type_symbol::RULE,
    unpadded_date::RULE,
    unclosed_basis::RULE,
    incomplete_citation::RULE,
    miscapitalised_provision::RULE,
    broken_numbering::RULE,
    untitled_division::RULE,
    absent_annex::RULE,
    unnamed_annex::RULE,
    foreign_signature::RULE,
    missing_file_copy::RULE,
    unclosed_recipient::RULE,
    unresolved_parent::RULE,
    ambiguous_parent::RULE,
    cyclic_cascade::RULE,
    skipped_level::RULE,
    predates_parent::RULE,
    superseded_parent::RULE,
    conflicting_date::RULE,
    misspelt_citation::RULE,
    duplicate_document::RULE,
    orphan_plan::RULE,
    sibling_gap::RULE,
    unused_exception::RULE,
];

impl Rule {
    /// Whether it says something of the two texts together; the others look at one at a time.
    pub fn compares(&self) -> bool {
        matches!(self.check, Check::Comparison(_))
    }

    /// Whether it looks at the form of a text by itself.
    pub fn is_of_form(&self) -> bool {
        matches!(self.check, Check::Form(_))
    }

    /// Whether it looks at a whole folder.
    pub fn is_of_folder(&self) -> bool {
        matches!(self.check, Check::Folder(_))
    }

    /// The page of the rule: its doc comment; Vietnamese stands behind a line `---`.
    pub fn page(&self, lang: Lang) -> String {
        let page: Vec<&str> =
            self.source.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let page = page.join("\n");
        let (en, vi) = page.split_once("\n---\n").unwrap_or((&page, &page));
        match lang {
            Lang::En => en.trim().to_owned(),
            Lang::Vi => vi.trim().to_owned(),
        }
    }
}

/// Runs every rule: those of the comparison, those of a draft on the child, and those of a text on
/// both. Where a document is compared more than once, [`of_comparison`] and [`of_draft`] divide the work.
pub fn run(comparison: &Comparison<'_>) -> Vec<Finding> {
    let of = |rule: &Rule| match rule.check {
        Check::Comparison(check) => check(comparison),
        Check::Draft(check) => check(comparison.child),
        Check::Text(check) => [check(comparison.child, Side::Child), check(comparison.parent, Side::Parent)].concat(),
        Check::Form(_) | Check::Folder(_) | Check::Exceptions => Vec::new(),
    };
    RULES.iter().flat_map(of).map(|finding| doubt::weighed(finding, comparison.parent, comparison.child)).collect()
}

/// Runs the rules that say something of the two texts together. What each text shows by itself is
/// the same beside every parent and child: ask [`of_draft`] for it, once a document. What comments of
/// the child accept is left out.
pub fn of_comparison(comparison: &Comparison<'_>) -> Vec<Finding> {
    let of = |rule: &Rule| match rule.check {
        Check::Comparison(check) => check(comparison),
        Check::Draft(_) | Check::Form(_) | Check::Text(_) | Check::Folder(_) | Check::Exceptions => Vec::new(),
    };
    let told = RULES.iter().flat_map(of).map(|finding| doubt::weighed(finding, comparison.parent, comparison.child));
    told.filter(|finding| !is_accepted(comparison.child, finding)).collect()
}

/// Runs the rules that need no parent, but those of form; what comments of the text accept is left out.
pub fn of_draft(document: &Document) -> Vec<Finding> {
    let of = |rule: &Rule| match rule.check {
        Check::Comparison(_) | Check::Form(_) | Check::Folder(_) | Check::Exceptions => Vec::new(),
        Check::Draft(check) => check(document),
        Check::Text(check) => check(document, Side::Child),
    };
    let told = RULES.iter().flat_map(of).map(|finding| doubt::weighed(finding, document, document));
    told.filter(|finding| !is_accepted(document, finding)).collect()
}

/// Whether a comment of the child takes a finding off the list.
pub fn accepts(exception: &Exception, finding: &Finding) -> bool {
    let place = finding.primary;
    let inside = exception.span.start <= place.span.start && place.span.start <= exception.span.end;
    exception.code == finding.code && place.side == Side::Child && inside && !exception.span.is_empty()
}

/// Whether any comment of the child does.
pub fn is_accepted(child: &Document, finding: &Finding) -> bool {
    child.source.exceptions().iter().any(|exception| accepts(exception, finding))
}

/// Runs all rules that need no parent.
///
/// ```
/// use bamsat_core::{read, rules::lint};
///
/// let draft = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Kiểm tra và và xử lý cơ sở in.");
/// assert!(lint(&draft).iter().any(|finding| finding.code == "doubled-word"));
/// ```
pub fn lint(document: &Document) -> Vec<Finding> {
    let of = |rule: &Rule| match rule.check {
        Check::Comparison(_) | Check::Folder(_) | Check::Exceptions => Vec::new(),
        Check::Draft(check) | Check::Form(check) => check(document),
        Check::Text(check) => check(document, Side::Child),
    };
    RULES.iter().flat_map(of).map(|finding| doubt::weighed(finding, document, document)).collect()
}

/// A folder of documents that are all in memory: linked, compared and told.
///
/// ```
/// use bamsat_core::{read, rules::audit};
///
/// let province = read("UBND TỈNH A\nSố: 5/KH-UBND\nA, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nVề sách\nI. NHIỆM VỤ\n- Kiểm tra cơ sở in.");
/// let commune = read("UBND XÃ B\nSố: 7/KH-UBND\nKẾ HOẠCH\nThực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2026 của UBND tỉnh A:\nI. NHIỆM VỤ\n- Kiểm tra cơ sở in.");
/// let audit = audit(vec!["a.txt".to_owned(), "b.txt".to_owned()], &[province, commune]);
/// assert_eq!(audit.cascade.links.len(), 1);
/// ```
pub fn audit(files: Vec<String>, documents: &[Document]) -> Audit {
    let plan = Plan::of(documents.iter().map(Facts::of).collect());
    let judge = |(parent, child): (usize, usize)| {
        let comparison = compare(&documents[parent], &documents[child]);
        Some(Judgement::of(&comparison, &of_comparison(&comparison), Depth::Tables))
    };
    let judged = plan.pairs().into_iter().map(judge).collect();
    plan.judged(files, documents.iter().map(located).collect(), judged)
}

/// What the rules of a draft say of a document, with places that outlive its text.
pub fn located(document: &Document) -> Vec<Located> {
    of_draft(document).iter().map(|finding| finding.located(&document.source, &document.source)).collect()
}

/// All that is found in a folder: of each document, of its links, and of its place in the cascade.
pub fn of_audit(audit: &Audit) -> Vec<OfNode> {
    let mut out = audit.findings();
    out.extend(of_folder(audit));
    out.sort_by_key(|found| (found.child, found.parent));
    out
}

/// Runs the rules about a folder as a whole.
pub fn of_folder(audit: &Audit) -> Vec<OfNode> {
    let of = |rule: &Rule| match rule.check {
        Check::Folder(check) => check(audit),
        _ => Vec::new(),
    };
    RULES.iter().flat_map(of).collect()
}

/// A finding about a place in one document of a folder, and the document it is about.
fn in_folder(audit: &Audit, rule: &Rule, (child, spot): (usize, Spot), parent: Option<usize>, message: Message, hint: Message) -> OfNode {
    let key = format!("{} {}", audit.cascade.nodes[child].label(), message.render(Lang::En));
    let parent_spot = parent.and_then(|node| audit.cascade.nodes[node].facts).map(|facts| (Side::Parent, audit.facts[facts].spot));
    let finding = Located {
        code: rule.code.into(),
        severity: rule.severity,
        message,
        hint,
        primary: (Side::Child, spot),
        secondary: parent_spot.into_iter().collect(),
        fingerprint: fingerprint(rule.code, &key),
    };
    OfNode { child, parent, finding }
}

/// A finding for each change that `wanted` picks in applicable mandates.
fn of_changes(
    comparison: &Comparison<'_>,
    rule: &Rule,
    hint: Message,
    wanted: impl Fn(&Judged, &Change) -> bool,
    message: impl Fn(String, String, Option<String>) -> Message,
) -> Vec<Finding> {
    let mut out = Vec::new();
    for judged in comparison.mandates.iter().filter(|m| m.verdict != Verdict::NotApplicable) {
        let mandate = comparison.mandate(judged);
        for change in judged.changes.iter().filter(|c| wanted(judged, c)) {
            let parent = comparison.parent.source.slice(change.parent);
            let child = change.child.map(|span| comparison.child.source.slice(span));
            let found = judged.evidence.iter().find(|e| e.kind == EvidenceKind::Found).map(child_place);
            let (primary, secondary) = match (change.child, found) {
                (Some(span), _) => pair_places(change.parent, span),
                (None, Some(place)) => (place, vec![parent_place(change.parent)]),
                (None, None) => (parent_place(change.parent), Vec::new()),
            };
            out.push(Finding {
                code: rule.code,
                severity: rule.severity,
                message: message(mandate.id.clone(), excerpt(parent), child.map(excerpt)),
                hint: hint.clone(),
                primary,
                secondary,
                mend: None,
                key: format!("{} {parent} {}", comparison.parent.source.slice(mandate.span), child.unwrap_or_default()),
            });
        }
    }
    out
}

/// The child's words first, the parent's beside them.
fn pair_places(parent: Span, child: Span) -> (Place, Vec<Place>) {
    (Place { side: Side::Child, span: child, shows: Shows::Found }, vec![parent_place(parent)])
}

fn parent_place(span: Span) -> Place {
    Place { side: Side::Parent, span, shows: Shows::Demand }
}

fn child_place(evidence: &Evidence) -> Place {
    let shows = match evidence.kind {
        EvidenceKind::Found => Shows::Found,
        EvidenceKind::Weak => Shows::Weak,
        EvidenceKind::Expected => Shows::Expected,
    };
    Place { side: Side::Child, span: evidence.span, shows }
}

/// A finding of a rule that looks at one text.
fn in_draft(document: &Document, rule: &Rule, span: Span, message: Message, hint: Message) -> Finding {
    Finding {
        code: rule.code,
        severity: rule.severity,
        message,
        hint,
        primary: Place { side: Side::Child, span, shows: Shows::Slip },
        secondary: Vec::new(),
        mend: None,
        key: document.text(span).to_owned(),
    }
}

/// Words for a message: on one line, cut after a while.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 24;
    const CHARACTERS: usize = 240;
    let mut text = collapse(text);
    if let Some((at, _)) = text.char_indices().nth(CHARACTERS) {
        text.truncate(at);
        text.push('…');
    }
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= LONGEST { text } else { format!("{} …", words[..LONGEST].join(" ")) }
}

#[cfg(test)]
mod tests {
    use crate::compare::compare;
    use crate::document::parse;
    use crate::finding::Severity;
    use crate::source::Source;

    #[test]
    fn what_rests_on_doubtful_words_is_for_information() {
        let read = |text: &str| parse(Source::read(text));
        let parent = |word: &str| read(&format!("KẾ HOẠCH\nI. NHIỆM VỤ\n- {word} kỹ năng số cho cán bộ xã.\n- Kiểm tra 100% cơ sở in."));
        let child = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Kiểm tra 80% cơ sở in.");
        let told = |parent: &crate::document::Document| {
            let findings = super::of_comparison(&compare(parent, &child));
            findings.into_iter().map(|finding| (finding.code, finding.severity, finding.hint)).collect::<Vec<_>>()
        };
        let (sure, doubtful) = (told(&parent("Tập huấn")), told(&parent("T\u{fffb}ập huấ\u{fffb}n")));
        assert_eq!(sure[0].0, "missing-mandate");
        assert_eq!((sure[0].1, doubtful[0].1), (Severity::Error, Severity::Info));
        assert_eq!(doubtful[0].2, crate::message::Message::HintDoubtful);
        assert_eq!(sure[1], doubtful[1], "what rests on other words weighs as before");
    }

    #[test]
    fn what_a_comment_accepts_is_left_out_of_a_folder() {
        let read = |text: &str| parse(Source::read(text));
        let parent = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Kiểm tra 100% cơ sở in.");
        let child = |comments: [&str; 2]| {
            read(&format!("KẾ HOẠCH\nI. NHIỆM VỤ\n{}\n- Kiểm tra {} kiểm tra 80% cơ sở in.", comments[0], comments[1]))
        };
        let counts =
            |child: &crate::document::Document| (super::of_comparison(&compare(&parent, child)).len(), super::of_draft(child).len());
        let (all, left) = (
            counts(&child(["", ""])),
            counts(&child(["<!-- bamsat: allow lowered-target, a -->", "<!-- bamsat: allow doubled-word, b -->"])),
        );
        assert_eq!((all.0 - left.0, all.1 - left.1), (1, 1), "{all:?} {left:?}");
    }

    #[test]
    fn of_comparison_and_of_draft_divide_the_work_of_run() {
        let read = |text: &str| parse(Source::read(text));
        let parent = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn kỹ năng số cho cán bộ xã.\n- Kiểm tra 100% cơ sở in.");
        let child = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Kiểm tra kiểm tra 80% cơ sở in.");
        let comparison = compare(&parent, &child);
        let sorted = |findings: Vec<super::Finding>| {
            let mut all: Vec<String> = findings.iter().map(|finding| format!("{finding:?}")).collect();
            all.sort();
            all
        };
        let (links, drafts) = (super::of_comparison(&comparison), super::of_draft(&child));
        assert!(!links.is_empty() && !drafts.is_empty());
        assert_eq!(sorted([links, drafts].concat()), sorted(super::run(&comparison)));
    }
}
