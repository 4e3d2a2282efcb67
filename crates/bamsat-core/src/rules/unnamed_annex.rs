//! # unnamed-annex
//!
//! An annex follows that the text does not name.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1a: the text points to each
//! annex; one that nothing points to binds nobody.
//!
//! Example: a plan that speaks of “Phụ lục I” only, and “PHỤ LỤC II” behind it.
//!
//! A list or form “kèm theo” without the word phụ lục counts as naming them.
//!
//! How to mend: name the annex where it belongs.
//! ---
//! # unnamed-annex
//!
//! Có phụ lục nhưng nội dung văn bản không nêu phụ lục đó.
//!
//! Vì sao quan trọng: điểm a khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP quy định trong văn
//! bản phải có chỉ dẫn về phụ lục; phụ lục không được chỉ dẫn thì không rõ ai phải thực hiện.
//!
//! Ví dụ: kế hoạch chỉ nêu “Phụ lục I” nhưng kèm theo cả “PHỤ LỤC II”.
//!
//! Danh mục, biểu mẫu ghi “kèm theo” mà không có chữ phụ lục được xem là đã nêu.
//!
//! Cách khắc phục: nêu phụ lục tại nội dung có liên quan.

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::Span;

use super::annex::{Annex, named, present};
use super::form::is_state;
use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "unnamed-annex", severity: Severity::Warning, source: include_str!("unnamed_annex.rs"), check: Check::Form(check) };

fn check(document: &Document) -> Vec<Finding> {
    let present = present(document);
    let Some(first) = present.first().filter(|_| is_state(document)) else { return Vec::new() };
    let namings = named(document, &present);
    let general = namings.iter().any(|naming| naming.numbers.is_empty()) || attaches(document, first);
    let numbers: FxHashSet<u32> = namings.iter().flat_map(|naming| naming.numbers.iter().copied()).collect();
    let is_named = |annex: &Annex| annex.number.is_none_or(|number| numbers.contains(&number));
    let unnamed = present.iter().filter(|annex| !general && (namings.is_empty() || !is_named(annex)));
    unnamed.map(|annex| finding(document, annex)).collect()
}

fn finding(document: &Document, annex: &Annex) -> Finding {
    let message = Message::UnnamedAnnex { annex: excerpt(document.text(annex.span)) };
    in_draft(document, &RULE, annex.span, message, Message::HintUnnamedAnnex)
}

/// The text before the first annex says that something comes with it.
fn attaches(document: &Document, first: &Annex) -> bool {
    let text = document.source.folded_slice(Span::new(0, first.span.start));
    [
        "kèm theo)",
        "gửi kèm",
        "đính kèm",
        "kèm theo kế hoạch này",
        "kèm theo quyết định này",
        "kèm theo văn bản này",
        "kèm theo công văn này",
    ]
    .iter()
    .any(|words| text.contains(words))
}
