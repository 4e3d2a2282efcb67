//! # stale-year
//!
//! A deadline, or the year by which the plan names itself, was over before the document was issued.
//!
//! Why it matters: it is nearly always left over from the plan of another year, and nobody can keep
//! a deadline that is past.
//!
//! Example: a plan of February 2026 that asks for reports “trước ngày 15/11/2024”.
//!
//! Years inside cited documents, periods and looks back at past results are none.
//!
//! How to mend: put the year that is meant.
//! ---
//! # stale-year
//!
//! Thời hạn thực hiện, hoặc năm trong tên của chính kế hoạch, đã qua trước ngày ban hành văn bản.
//!
//! Vì sao quan trọng: phần lớn là sót lại từ kế hoạch năm trước; không cơ quan nào thực hiện được thời
//! hạn đã qua.
//!
//! Ví dụ: kế hoạch ban hành tháng 02/2026 yêu cầu báo cáo “trước ngày 15/11/2024”.
//!
//! Năm trong tên văn bản viện dẫn, giai đoạn và nội dung đánh giá kết quả đã qua không tính.
//!
//! Cách khắc phục: ghi đúng mốc thời gian.

use crate::document::{Date, Document, ItemKind, Mandate};
use crate::finding::{Finding, Severity};
use crate::lexicon::ConstraintKind;
use crate::message::Message;
use crate::source::{Span, fold_name};

use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "stale-year", severity: Severity::Warning, source: include_str!("stale_year.rs"), check: Check::Draft(check) };

fn check(document: &Document) -> Vec<Finding> {
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    let Some(own) = document.header.date.filter(|_| orders(document)) else { return Vec::new() };
    let mut spans: Vec<Span> = own_names(document).into_iter().filter_map(|name| own_year(document, name, own)).collect();
    // The year of the title comes again where the plan names itself: one slip.
    spans.dedup_by_key(|span| fold_name(document.text(*span)));
    spans.extend(document.mandates.iter().flat_map(|mandate| deadlines(document, mandate, own)));
    let message = |span| Message::StaleYear { time: excerpt(document.text(span)) };
    spans.into_iter().map(|span| in_draft(document, &RULE, span, message(span), Message::HintStaleYear)).collect()
}

/// Notices and reports retell deadlines that were set before them.
fn orders(document: &Document) -> bool {
    const RETELL: [&str; 5] = ["thong_bao", "bao_cao", "ket_luan", "to_trinh", "bien_ban"];
    document.header.doc_type.is_some_and(|t| !RETELL.contains(&t.key))
}

/// Where a plan names itself: its title, `ban hành Kế hoạch ... như sau` and `Trên đây là Kế hoạch ...`.
fn own_names(document: &Document) -> Vec<Span> {
    let source = &document.source;
    if !document.header.doc_type.is_some_and(|t| matches!(t.key, "ke_hoach" | "chuong_trinh")) {
        return Vec::new();
    }
    let sentences = document.items.iter().filter_map(|item| {
        let folded = source.folded_slice(item.words);
        let (from, to) = match item.kind {
            ItemKind::Preamble => {
                (folded.rfind("ban hành kế hoạch").or_else(|| folded.rfind("xây dựng kế hoạch"))?, folded.find("như sau")?)
            }
            ItemKind::Closing => (folded.find("trên đây là")?, folded.find('.').unwrap_or(folded.len())),
            _ => return None,
        };
        (from < to).then(|| Span::new(item.words.start + from, item.words.start + to))
    });
    document.header.title_span.into_iter().chain(sentences).collect()
}

/// The last year of a name, when it was over before the document was issued.
fn own_year(document: &Document, name: Span, own: Date) -> Option<Span> {
    const LOOKS_BACK: [&str; 6] = ["tổng kết", "kết quả", "giai đoạn", "đánh giá", "quyết toán", "thực hiện nghị quyết"];
    let folded = document.source.folded_slice(name);
    let years = folded.match_indices("năm ").filter_map(|(at, word)| {
        let digits = folded.get(at + word.len()..at + word.len() + 4)?;
        let year: u16 = digits.parse().ok()?;
        let span = Span::new(name.start + at, name.start + at + word.len() + digits.len());
        (!document.citations.iter().any(|c| c.span.contains(span.start))).then_some((year, span))
    });
    let (year, span) = years.max_by_key(|(year, _)| *year)?;
    (year < own.year && year > 1945 && !LOOKS_BACK.iter().any(|word| folded.contains(word))).then_some(span)
}

/// Deadlines of something to be done that ended before the document was issued.
fn deadlines(document: &Document, mandate: &Mandate, own: Date) -> Vec<Span> {
    let over = |value: &str| Date::read(value).is_some_and(|date| own.is_after(date));
    let stale = mandate.constraints.iter().filter(|c| c.kind == ConstraintKind::Deadline && over(&c.value));
    stale.map(|c| c.span).filter(|&span| is_due(document, mandate, span)).collect()
}

/// Something is to be done by then; `dự án phê duyệt trước ngày ...` only says which.
fn is_due(document: &Document, mandate: &Mandate, span: Span) -> bool {
    const DUE: [&str; 9] = ["hoàn thành", "xong", "báo cáo", "gửi", "chậm nhất", "muộn nhất", "trình", "ban hành", "thực hiện"];
    const PAST: [&str; 8] = ["đã ", "tính đến", "từ ngày", "kể từ", "qua ", "giai đoạn", "so với", "kết quả"];
    let source = &document.source;
    let before = source.folded_slice(Span::new(mandate.span.start, span.start));
    let part = &before[before.rfind([';', '.']).map_or(0, |at| at + 1)..];
    let words = source.folded_slice(span);
    // `năm 2026 - 2028` goes on.
    let goes_on = source.folded_slice(Span::new(span.end, source.folded().len().max(span.end))).trim_start().starts_with('-');
    let cited = document.citations.iter().any(|c| c.span.contains(span.start));
    let due = DUE.iter().any(|word| part.contains(word) || words.contains(word));
    !cited && !goes_on && due && !PAST.iter().any(|word| part.contains(word))
}
