//! # incomplete-citation
//!
//! A document is cited for the first time in the body without its date. Laws need their name only, and
//! a number that holds its year (08/2022/NĐ-CP) says enough; what stands in the title of another
//! document, in tables, annexes and footnotes is not looked at.
//!
//! Why it matters: numbers begin anew every year and in every body, so a number alone may be that of
//! many documents (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6b).
//!
//! Example: “theo Quyết định số 889/QĐ-TTg” where it was not named before.
//!
//! How to mend: give type, number, date, issuer and title the first time, later type and number only.
//! ---
//! # incomplete-citation
//!
//! Văn bản được viện dẫn lần đầu trong nội dung mà thiếu thời gian ban hành. Luật, pháp lệnh chỉ cần tên;
//! số có năm (08/2022/NĐ-CP) được xem là đủ; văn bản nằm trong trích yếu của văn bản khác, trong bảng, phụ
//! lục và chú thích không xét.
//!
//! Vì sao quan trọng: số được đánh lại từng năm ở từng cơ quan nên chỉ ghi số thì có thể là nhiều văn bản
//! (điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP).
//!
//! Ví dụ: “theo Quyết định số 889/QĐ-TTg” khi phần trên chưa nêu văn bản này.
//!
//! Cách khắc phục: lần đầu ghi đủ tên loại, số, ký hiệu, thời gian, cơ quan ban hành, trích yếu; lần sau chỉ
//! ghi tên loại và số, ký hiệu.

use rustc_hash::FxHashSet;

use crate::document::{Citation, Document, ItemKind, number_at};
use crate::finding::{Finding, Severity};
use crate::message::{Message, Part};
use crate::source::{Span, fold_name};

use super::annex::present;
use super::form::{end_of, is_state};
use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "incomplete-citation",
    severity: Severity::Info,
    source: include_str!("incomplete_citation.rs"),
    check: Check::Form(check),
};

fn check(document: &Document) -> Vec<Finding> {
    if !is_state(document) {
        return Vec::new();
    }
    let mut known: FxHashSet<&str> = FxHashSet::default();
    let body = present(document).first().map_or(usize::MAX, |annex| annex.span.start);
    let mut out = Vec::new();
    for part in document.with_attachments() {
        for (index, citation) in part.citations.iter().enumerate() {
            let number = part.references[citation.reference].number.as_str();
            // Annexes name what they come with, and cite briefly.
            if citation.mark.start > body || number == document.header.number {
                continue;
            }
            if number.is_empty() || stands_in_title(part, citation.mark) || !known.insert(number) {
                continue;
            }
            let before = index.checked_sub(1).map(|at| &part.citations[at]);
            if is_running_text(part, citation) && !is_nested(part, before, citation) && !is_law(part, citation) {
                out.extend(finding(part, citation));
            }
        }
    }
    out
}

fn finding(document: &Document, citation: &Citation) -> Option<Finding> {
    let words = document.source.folded_slice(citation.span);
    if citation.date.is_some() || dated_before(document, citation) || !is_plain_number(document, citation) {
        return None;
    }
    let issued = words.contains("của ") || !document.references[citation.reference].issuer.is_empty();
    let lacks = if issued { vec![Part::Date] } else { vec![Part::Date, Part::Issuer] };
    let message = Message::IncompleteCitation { citation: excerpt(document.text(citation.span)), lacks };
    Some(in_draft(document, &RULE, citation.span, message, Message::HintFullCitation))
}

/// `Ngày 29/6/2026, Bộ Xây dựng ban hành Quyết định số ...`: the date stands first.
fn dated_before(document: &Document, citation: &Citation) -> bool {
    let block = document.source.block_at(citation.span.start).map(|index| document.source.blocks()[index].span);
    let before = end_of(block.map_or("", |block| document.source.folded_slice(Span::new(block.start, citation.span.start))));
    let sentence = &before[before.rfind(['.', ';']).map_or(0, |at| at + 1)..];
    sentence.match_indices("ngày ").any(|(at, word)| sentence[at + word.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

/// A whole number without a year, and no mark of a footnote behind it that may say the rest.
fn is_plain_number(document: &Document, citation: &Citation) -> bool {
    let Some((number, _)) = number_at(document.text(citation.mark)) else { return false };
    let notes = document.source.footnotes();
    let note = notes.get(notes.partition_point(|note| note.anchor < citation.span.start));
    let noted = note.is_some_and(|note| note.anchor <= citation.span.end + 1);
    let marked = number.groups.last().is_some_and(|group| group.ends_with(|c: char| c.is_ascii_digit()));
    number.year.is_none() && !noted && !marked
}

fn stands_in_title(document: &Document, mark: Span) -> bool {
    document.header.title_span.is_some_and(|title| title.contains(mark.start))
}

/// It stands in a paragraph; tables and footnotes cite briefly.
fn is_running_text(document: &Document, citation: &Citation) -> bool {
    let block = document.source.block_at(citation.mark.start);
    let item = document.items.get(document.items.partition_point(|item| Some(item.block) < block)).filter(|item| Some(item.block) == block);
    citation.footnote.is_none() && item.is_some_and(|item| !matches!(item.kind, ItemKind::Cell | ItemKind::Row | ItemKind::Heading))
}

/// It belongs to the title of the citation before it, or hangs on it.
fn is_nested(document: &Document, before: Option<&Citation>, citation: &Citation) -> bool {
    before.is_some_and(|before| {
        let between = Span::new(before.span.end.min(citation.span.start), citation.span.start);
        let title = fold_name(&before.title);
        title.contains(&fold_name(document.text(citation.mark))) || (!document.source.folded_slice(between).contains([';', '.', '\n']))
    })
}

fn is_law(document: &Document, citation: &Citation) -> bool {
    let reference = &document.references[citation.reference];
    reference.doc_type.is_none_or(|t| matches!(t.key, "luat" | "bo_luat" | "phap_lenh" | "cong_van" | "van_ban"))
}
