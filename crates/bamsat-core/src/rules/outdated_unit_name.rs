//! # outdated-unit-name
//!
//! The plan speaks to a body, or sends itself to one, that no longer existed on its date: merged,
//! renamed or dissolved by a registered reorganisation.
//!
//! Why it matters: nobody answers for a task that is given to a body that is gone; often the line was
//! left over from an older plan.
//!
//! Example: a plan of 2026 that gives a task to “Sở Tài nguyên và Môi trường”, since 1 March 2025 “Sở Nông
//! nghiệp và Môi trường”.
//!
//! The old name is right in citations and titles of older documents, in the legal bases, in footnotes
//! and where the text speaks of the reorganisation itself.
//!
//! How to mend: name the body that took over.
//! ---
//! # outdated-unit-name
//!
//! Văn bản giao việc hoặc gửi cho cơ quan không còn tồn tại tại ngày ban hành do đã hợp nhất, đổi tên hoặc
//! giải thể theo quyết định sắp xếp tổ chức đã được ghi nhận.
//!
//! Vì sao quan trọng: nhiệm vụ giao cho cơ quan không còn thì không ai chịu trách nhiệm; thường là nội dung
//! còn sót lại từ kế hoạch cũ.
//!
//! Ví dụ: kế hoạch năm 2026 giao nhiệm vụ cho “Sở Tài nguyên và Môi trường”, từ ngày 01/3/2025 là “Sở Nông
//! nghiệp và Môi trường”.
//!
//! Tên cũ vẫn đúng khi viện dẫn văn bản cũ, trong căn cứ ban hành, chú thích và khi nói về chính việc sắp
//! xếp.
//!
//! Cách khắc phục: ghi tên cơ quan kế thừa.

use rustc_hash::FxHashMap;

use crate::document::{Date, Document, ItemKind};
use crate::finding::{Finding, Severity};
use crate::lexicon::{Reorganisation, lexicon};
use crate::message::Message;
use crate::source::{Span, fold_name, is_uppercase};

use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "outdated-unit-name",
    severity: Severity::Warning,
    source: include_str!("outdated_unit_name.rs"),
    check: Check::Draft(check),
};

fn check(document: &Document) -> Vec<Finding> {
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    let Some(own) = document.header.date else { return Vec::new() };
    let mut told: Vec<&str> = Vec::new();
    let mut known: FxHashMap<&str, Vec<&Reorganisation>> = FxHashMap::default();
    let mut out = Vec::new();
    for stretch in stretches(document) {
        for (span, name) in mentions(document, stretch) {
            // A plan names the same few bodies again and again.
            let changes = known.entry(name).or_insert_with(|| ended(name, own));
            if told.contains(&name) || changes.is_empty() || is_history(document, stretch, span) {
                continue;
            }
            told.push(name);
            out.push(finding(document, span, changes));
        }
    }
    out
}

fn finding(document: &Document, span: Span, changes: &[&Reorganisation]) -> Finding {
    let units: Vec<&str> = changes.iter().map(|change| change.to_name).filter(|name| !name.is_empty()).collect();
    let hint = if units.is_empty() { Message::HintEnded } else { Message::HintSuccessor { units: units.join("; ") } };
    let (date, basis) = changes.first().map_or(("", ""), |change| (change.date, change.basis));
    let message = Message::OutdatedUnit { unit: document.text(span).to_owned(), date: date.to_owned(), basis: basis.to_owned() };
    in_draft(document, &RULE, span, message, hint)
}

/// Headings, paragraphs and cells of the body, and the recipients; legal bases are left out.
fn stretches(document: &Document) -> Vec<Span> {
    let headings = document.sections.iter().filter_map(|section| section.heading);
    let items = document.items.iter().filter(|item| !matches!(item.kind, ItemKind::Preamble | ItemKind::Closing | ItemKind::Heading));
    let words = items.flat_map(|item| item.cells.iter().copied().chain([item.words]));
    headings.chain(words).chain(document.recipients.iter().copied()).collect()
}

/// The bodies that a stretch names, by the table.
fn mentions(document: &Document, stretch: Span) -> Vec<(Span, &'static str)> {
    let folded = document.source.folded();
    let words = document.source.words();
    let mut out: Vec<(Span, &'static str)> = Vec::new();
    for &Span { start, .. } in &words.places()[words.inside(stretch)] {
        // A moved tone mark (`THUỲ`) shifts a letter of the folded text: no name begins inside it.
        let named = out.last().is_some_and(|(before, _)| before.contains(start));
        if named || !document.source.text().get(start..).is_some_and(|text| text.starts_with(is_uppercase)) {
            continue;
        }
        if let Some((end, unit)) = lexicon().units.at(folded, start).filter(|(end, _)| *end <= stretch.end) {
            out.push((Span::new(start, end), unit.name));
        }
    }
    out
}

/// The changes that ended the body before `own`; none when it came back since.
fn ended(name: &str, own: Date) -> Vec<&'static Reorganisation> {
    let folded = fold_name(name);
    // An office inside a body goes on under its old name beside the new one.
    if folded.starts_with("bộ phận") {
        return Vec::new();
    }
    let table = lexicon().reorganisations.all();
    let begun = |change: &&Reorganisation| Date::read(change.date).is_some_and(|date| !date.is_after(own));
    let over = |change: &&Reorganisation| {
        // Where only the year is known and no basis, provinces went different ways.
        let sure = !change.basis.is_empty() || change.date.len() > "2025".len();
        sure && Date::read(change.date).is_some_and(|date| own.is_after(date) || own == date)
    };
    let back = |ended: &Reorganisation| table.iter().filter(begun).any(|change| change.to == folded && change.date > ended.date);
    table.iter().filter(|change| change.from == folded && change.whole).filter(over).filter(|change| !back(change)).collect()
}

/// The old name is right: in the words behind a citation, in a quotation, or beside words that
/// tell of the change.
fn is_history(document: &Document, stretch: Span, mention: Span) -> bool {
    const WORDS: [&str; 14] = [
        "nay là",
        "trước đây",
        "sáp nhập",
        "hợp nhất",
        "tiếp nhận",
        "bàn giao",
        "(cũ)",
        "trước khi",
        "sắp xếp",
        "nguyên là",
        "thành lập",
        "giải thể",
        "kế thừa",
        "đã ban hành",
    ];
    let source = &document.source;
    let before = source.folded_slice(Span::new(stretch.start, mention.start));
    // `giấy phép do Bộ ... cấp`, `hướng dẫn của Bộ ... tại Văn bản số ...`: what it did while it existed.
    let after = Span::new(mention.end, stretch.end.max(mention.end));
    let said = source.folded_slice(after).starts_with(" tại ") && document.citations.iter().any(|c| after.contains(c.span.start));
    let did = said || before.trim_end().ends_with(" do");
    let in_title = document.citations.iter().filter(|c| stretch.contains(c.span.start) && c.span.start <= mention.start).any(|c| {
        let between = source.folded_slice(Span::new(c.span.end.min(mention.start), mention.start));
        !between.contains([';', '.'])
    });
    let quoted = before.matches('"').count() % 2 == 1;
    let told = source.folded_slice(stretch);
    did || in_title || quoted || WORDS.iter().any(|word| told.contains(word))
}
