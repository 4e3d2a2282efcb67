//! # abolished-district
//!
//! A text of after 1 July 2025 gives work to districts or to bodies of one, or sends itself to them.
//! Bodies whose successor is on record are told by `outdated-unit-name`.
//!
//! Why it matters: since that day there are provinces and communes only (Luật Tổ chức chính quyền địa
//! phương 72/2025/QH15, Nghị quyết 203/2025/QH15): nobody carries the task out.
//!
//! Example: “UBND các huyện, thị xã, thành phố tổ chức tập huấn” in a plan of 2026.
//!
//! Places as places (“địa bàn huyện Kim Sơn cũ”) and words about the time before are none.
//!
//! How to mend: name the commune or the province that does the work today.
//! ---
//! # abolished-district
//!
//! Văn bản ban hành sau ngày 01/7/2025 giao nhiệm vụ cho cấp huyện, cơ quan cấp huyện hoặc ghi cấp huyện vào
//! nơi nhận. Cơ quan đã biết cơ quan kế thừa do quy tắc `outdated-unit-name` báo.
//!
//! Vì sao quan trọng: từ ngày đó chỉ còn cấp tỉnh và cấp xã (Luật Tổ chức chính quyền địa phương số
//! 72/2025/QH15, Nghị quyết số 203/2025/QH15), không còn ai thực hiện nhiệm vụ.
//!
//! Ví dụ: “UBND các huyện, thị xã, thành phố tổ chức tập huấn” trong kế hoạch năm 2026.
//!
//! Địa danh (“địa bàn huyện Kim Sơn cũ”) và nội dung nói về thời gian trước đó không tính.
//!
//! Cách khắc phục: giao cho cấp xã hoặc cấp tỉnh đang thực hiện nhiệm vụ này.

use rustc_hash::FxHashSet;

use crate::document::{Date, Document};
use crate::finding::{Finding, Severity};
use crate::lexicon::lexicon;
use crate::message::Message;
use crate::source::{Span, fold_name};

use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "abolished-district",
    severity: Severity::Warning,
    source: include_str!("abolished_district.rs"),
    check: Check::Draft(check),
};

/// Districts ended with the day before (Nghị quyết 203/2025/QH15, Điều 2).
const ENDED: Date = Date { year: 2025, month: Some(7), day: Some(1) };

fn check(document: &Document) -> Vec<Finding> {
    if !document.header.date.is_some_and(|date| date == ENDED || date.is_after(ENDED)) {
        return Vec::new();
    }
    let mut told: FxHashSet<String> = FxHashSet::default();
    let mut out = Vec::new();
    for part in document.with_attachments() {
        for unit in bodies(part) {
            let name = fold_name(part.text(unit));
            if is_of_district(&name) && !told.contains(&name) && !is_told_elsewhere(&name) && !is_history(part, unit) {
                let message = Message::AbolishedDistrict { unit: excerpt(part.text(unit)) };
                out.push(in_draft(part, &RULE, unit, message, Message::HintDistrict));
                told.insert(name);
            }
        }
    }
    out
}

/// Bodies with work, and the lines of the recipients.
fn bodies(document: &Document) -> Vec<Span> {
    let assigned = document.assignments.iter().map(|assignment| assignment.unit);
    let addressed = document.mandates.iter().flat_map(|mandate| mandate.addressees.iter().map(|unit| unit.span));
    let mut out: Vec<Span> = assigned.chain(addressed).collect();
    out.sort_unstable();
    out.dedup();
    out.extend(&document.recipients);
    out
}

/// It names a district, or begins like a body of one.
fn is_of_district(name: &str) -> bool {
    const HEADS: [&str; 8] =
        ["ủy ban nhân dân ", "ubnd ", "hội đồng nhân dân ", "hđnd ", "phòng ", "các phòng ", "ban chỉ đạo ", "thường trực "];
    const PLACES: [&str; 5] = ["huyện", "thị xã", "quận", "thị trấn", "cấp huyện"];
    let rest = HEADS.iter().find_map(|head| name.strip_prefix(head)).unwrap_or(name);
    let rest = ["các ", "cấp ", "tại các "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let place = PLACES.iter().any(|place| rest.strip_prefix(place).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
    let name = name.strip_prefix("các ").unwrap_or(name);
    place || ["huyện ủy", "thị ủy", "quận ủy"].iter().any(|committee| name.starts_with(committee))
}

/// A body of the table has a successor there.
fn is_told_elsewhere(name: &str) -> bool {
    let Some((_, unit)) = lexicon().units.at(name, 0) else { return false };
    let known = fold_name(unit.name);
    lexicon().reorganisations.all().iter().any(|change| change.from == known && change.whole)
}

/// The words around it tell of the time before.
fn is_history(document: &Document, unit: Span) -> bool {
    const WORDS: [&str; 12] = [
        "(cũ)",
        " cũ",
        "trước đây",
        "nay là",
        "trước ngày",
        "trước khi",
        "trước sắp xếp",
        "sáp nhập",
        "sắp xếp",
        "kết thúc hoạt động",
        "không tổ chức cấp huyện",
        "bàn giao",
    ];
    let block = document.source.block_at(unit.start);
    let around = block.map_or("", |index| document.source.folded_slice(document.source.blocks()[index].span));
    WORDS.iter().any(|word| around.contains(word))
}
