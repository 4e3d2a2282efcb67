//! # untitled-division
//!
//! A Phần, Chương, Mục or Điều has no heading where all others of its kind have one. Articles of a
//! decision, which have none at all, are right as they are.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6d asks for headings, and a
//! list of contents has nothing to show without one.
//!
//! Example: “Điều 4. Các phòng chuyên môn có trách nhiệm phối hợp ...” among “Điều 3. Nguyên tắc phối
//! hợp” and “Điều 5. Chế độ báo cáo”.
//!
//! How to mend: add the heading.
//! ---
//! # untitled-division
//!
//! Một phần, chương, mục hoặc điều không có tiêu đề trong khi các phần cùng loại đều có. Quyết định mà các
//! điều đều không có tiêu đề thì không tính.
//!
//! Vì sao quan trọng: điểm d khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP quy định phải có
//! tiêu đề; thiếu tiêu đề thì mục lục không có gì để ghi.
//!
//! Ví dụ: “Điều 4. Các phòng chuyên môn có trách nhiệm phối hợp ...” nằm giữa “Điều 3. Nguyên tắc phối hợp”
//! và “Điều 5. Chế độ báo cáo”.
//!
//! Cách khắc phục: bổ sung tiêu đề.

use crate::document::{Document, Section};
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::{MarkKind, Span, mark};

use super::form::is_state;
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "untitled-division",
    severity: Severity::Warning,
    source: include_str!("untitled_division.rs"),
    check: Check::Form(check),
};

/// Others of its kind that have a heading, at the least.
const OTHERS: usize = 3;
/// Words on the line of a number that is certainly no heading.
const SENTENCE: usize = 25;

fn check(document: &Document) -> Vec<Finding> {
    if !is_state(document) {
        return Vec::new();
    }
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    const KINDS: [MarkKind; 4] = [MarkKind::Part, MarkKind::Chapter, MarkKind::Division, MarkKind::Article];
    KINDS.into_iter().filter_map(|kind| only_one_without(document, kind)).collect()
}

fn only_one_without(document: &Document, kind: MarkKind) -> Option<Finding> {
    let of_kind = |section: &Section| first_line(document, section).is_some_and(|line| mark(line).is_some_and(|m| m.kind == kind));
    let all: Vec<usize> = (0..document.sections.len()).filter(|&index| of_kind(&document.sections[index])).collect();
    let is_titled = |index: usize| document.sections[index].heading.is_some();
    let mut without = all.iter().filter(|&&index| !is_titled(index) && is_sentence(document, index));
    let (only, more) = (&document.sections[*without.next()?], without.next());
    let titled = all.iter().filter(|&&index| is_titled(index)).count();
    if more.is_some() || titled < OTHERS || titled + 1 < all.len() {
        return None;
    }
    let line = first_line(document, only)?;
    let sign = line[..mark(line)?.len].trim_end_matches(['.', ':', '-', '–', ' ']);
    let span = Span::new(only.span.start, only.span.start + sign.len());
    let message = Message::UntitledDivision { division: document.text(span).to_owned() };
    Some(in_draft(document, &RULE, span, message, Message::HintTitle))
}

fn first_line<'d>(document: &'d Document, section: &Section) -> Option<&'d str> {
    document.text(section.span).lines().next()
}

/// It says something; above numbered parts a line heads them, however long it is.
fn is_sentence(document: &Document, index: usize) -> bool {
    let section = &document.sections[index];
    // The parts of a section follow it at once.
    let heads = document.sections.get(index + 1).is_some_and(|next| next.parent == Some(index));
    !heads && first_line(document, section).is_some_and(|line| line.ends_with(['.', ';', ':']) || line.split(' ').count() > SENTENCE)
}
