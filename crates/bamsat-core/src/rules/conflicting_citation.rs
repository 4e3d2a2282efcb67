//! # conflicting-citation
//!
//! A document is cited with a date, type or title that cannot be: one number with two dates, two
//! types or two titles; a date that the year in the number rules out; a date later than the
//! document that cites it.
//!
//! Why it matters: one of the two is wrong, and the plan rests on a document that does not exist.
//!
//! Example: “Nghị định số 08/2022/NĐ-CP ngày 10/01/2023”; “Quyết định số 889/QĐ-TTg ngày 24/6/2020”
//! in one place and “ngày 24/7/2020” in another.
//!
//! Two documents of one number by different issuers or of different years are two documents: a
//! number runs through one year (Nghị định 30/2020/NĐ-CP, Điều 15).
//!
//! How to mend: look at the document itself and cite it alike everywhere.
//! ---
//! # conflicting-citation
//!
//! Văn bản được viện dẫn với ngày ban hành, tên loại hoặc trích yếu không thể đúng: cùng một số, ký
//! hiệu mà hai ngày, hai tên loại hoặc hai trích yếu; ngày không khớp với năm trong số, ký hiệu; ngày
//! sau ngày của chính văn bản viện dẫn.
//!
//! Vì sao quan trọng: ít nhất một chỗ ghi sai, văn bản dựa vào một căn cứ không có thật.
//!
//! Ví dụ: “Nghị định số 08/2022/NĐ-CP ngày 10/01/2023”; “Quyết định số 889/QĐ-TTg ngày 24/6/2020” ở một
//! chỗ và “ngày 24/7/2020” ở chỗ khác.
//!
//! Cùng số nhưng khác cơ quan ban hành hoặc khác năm là hai văn bản: số được đánh theo từng năm (Điều 15
//! Nghị định số 30/2020/NĐ-CP).
//!
//! Cách khắc phục: đối chiếu với bản gốc và ghi thống nhất trong toàn văn bản.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Citation, Document, Reference};
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;
use crate::source::{Span, fold_name};

use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "conflicting-citation",
    severity: Severity::Warning,
    source: include_str!("conflicting_citation.rs"),
    check: Check::Draft(check),
};

/// An occurrence with the document it means.
struct Cited<'a> {
    citation: &'a Citation,
    reference: &'a Reference,
    /// Folded.
    title: String,
    /// Folded.
    issuer: String,
}

impl<'a> Cited<'a> {
    fn of(citation: &'a Citation, reference: &'a Reference) -> Self {
        Self { citation, reference, title: fold_name(&citation.title), issuer: fold_name(&reference.issuer) }
    }

    /// Whether nothing that may conflict tells the two apart.
    fn says_the_same(&self, other: &Self) -> bool {
        self.citation.date == other.citation.date
            && self.reference.doc_type == other.reference.doc_type
            && (&self.title, &self.issuer) == (&other.title, &other.issuer)
    }
}

/// Ways to cite one number that are remembered; nobody has so many.
const WAYS: usize = 32;

fn check(document: &Document) -> Vec<Finding> {
    let parts = document.with_attachments();
    let impossible = parts.iter().flat_map(|part| part.citations.iter().filter_map(|citation| impossible(part, citation)));
    let mut out: Vec<Finding> = impossible.collect();
    let told: FxHashSet<Span> = out.iter().map(|finding| finding.primary.span).collect();
    // A decision and the plan it issues cite alike.
    let all = parts.iter().flat_map(|part| part.citations.iter().map(|c| Cited::of(c, &part.references[c.reference])));
    let mut ways: FxHashMap<&str, Vec<Cited<'_>>> = FxHashMap::default();
    for later in all.filter(|cited| !cited.reference.number.is_empty()) {
        let known = ways.entry(&later.reference.number).or_default();
        let first = known.iter().find(|first| !told.contains(&later.citation.span) && conflict(first, &later));
        if let Some(first) = first {
            let key = format!("{} {:?} {:?}", later.reference.number, later.citation.date, later.reference.doc_type.map(|t| t.key));
            out.push(Finding { key, ..two_ways(document, first.citation.span, later.citation.span) });
        }
        if known.len() < WAYS && !known.iter().any(|first| first.says_the_same(&later)) {
            known.push(later);
        }
    }
    // One slip, one finding, however often it was copied.
    let mut keys: FxHashSet<String> = FxHashSet::default();
    out.retain(|finding| keys.insert(finding.key.clone()));
    out
}

fn two_ways(document: &Document, first: Span, later: Span) -> Finding {
    let message = Message::CitedTwoWays { here: excerpt(document.text(later)), elsewhere: excerpt(document.text(first)) };
    let mut finding = in_draft(document, &RULE, later, message, Message::HintConflict);
    finding.secondary.push(Place { side: Side::Child, span: first, shows: Shows::Slip });
    finding
}

/// A date that no document of this number can have, or that lies behind the citing document.
fn impossible(document: &Document, citation: &Citation) -> Option<Finding> {
    let date = citation.date?;
    let words = excerpt(document.text(citation.span));
    let year = year_in_number(&document.references[citation.reference].number);
    let message = if year.is_some_and(|year| year != date.year) {
        Message::WrongYear { citation: words }
    } else if document.header.date.is_some_and(|own| date.is_after(own)) {
        Message::FromFuture { citation: words }
    } else {
        return None;
    };
    Some(in_draft(document, &RULE, citation.span, message, Message::HintConflict))
}

/// `2022` of `08/2022/NĐ-CP`.
fn year_in_number(number: &str) -> Option<u16> {
    number.split('/').nth(1).filter(|part| part.len() == 4)?.parse().ok()
}

/// Whether two citations of one number cannot mean one document.
fn conflict(first: &Cited<'_>, later: &Cited<'_>) -> bool {
    if !first.issuer.is_empty() && !later.issuer.is_empty() && first.issuer != later.issuer {
        return false;
    }
    let (one, two) = (first.citation.date, later.citation.date);
    let same_title = !first.title.is_empty() && first.title == later.title;
    match one.zip(two) {
        Some((one, two)) if !one.agrees(two) => one.year == two.year || year_in_number(&first.reference.number).is_some() || same_title,
        Some(_) => other_type(first.reference, later.reference) || other_title(&first.title, &later.title),
        None => other_title(&first.title, &later.title),
    }
}

/// Two folded titles that have next to nothing in common; a title may be shortened.
fn other_title(first: &str, later: &str) -> bool {
    /// Syllables of a title that says enough.
    const ENOUGH: usize = 10;
    let syllables = |title| -> Vec<&str> { str::split(title, |c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect() };
    // Other words behind a citation say what is done with it.
    let opens = |title: &str| ["về", "quy định", "phê duyệt", "ban hành", "sửa đổi"].iter().any(|word| title.starts_with(word));
    if !opens(first) || !opens(later) {
        return false;
    }
    let (first, later) = (syllables(first), syllables(later));
    let shared = first.iter().filter(|word| later.contains(word)).count();
    first.len().min(later.len()) >= ENOUGH && shared * 5 < first.len().min(later.len())
}

fn other_type(first: &Reference, later: &Reference) -> bool {
    first
        .doc_type
        .zip(later.doc_type)
        .is_some_and(|(a, b)| a != b && ![a.key, b.key].iter().any(|key| matches!(*key, "van_ban" | "cong_van")))
}
