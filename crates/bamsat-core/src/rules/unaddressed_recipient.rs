//! # unaddressed-recipient
//!
//! A body that the text gives tasks to is not among the recipients (“Nơi nhận”), and no general line
//! there covers it.
//!
//! Why it matters: a body that does not get the document does not carry it out.
//!
//! Example: “5. Sở Y tế: ...” in the assignments, and under “Nơi nhận” every other department by name.
//!
//! “Như trên”, “Như Điều 3”, “Các sở, ban, ngành” cover all bodies.
//!
//! How to mend: add it to the recipients (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9).
//! ---
//! # unaddressed-recipient
//!
//! Cơ quan được giao nhiệm vụ trong văn bản nhưng không có trong “Nơi nhận” và không thuộc nhóm nào ghi ở
//! đó.
//!
//! Vì sao quan trọng: cơ quan không nhận được văn bản thì không thực hiện.
//!
//! Ví dụ: phần tổ chức thực hiện có “5. Sở Y tế: ...”, “Nơi nhận” ghi tên các sở khác nhưng thiếu Sở Y tế.
//!
//! “Như trên”, “Như Điều 3”, “Các sở, ban, ngành” được xem là đủ.
//!
//! Cách khắc phục: bổ sung vào nơi nhận (khoản 9 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP).

use crate::document::{Document, canonical_unit, unit_level};
use crate::finding::{Finding, Severity};
use crate::lexicon::{Level, Role, lexicon};
use crate::message::Message;
use crate::source::{fold_name, strip_marks};

use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "unaddressed-recipient",
    severity: Severity::Warning,
    source: include_str!("unaddressed_recipient.rs"),
    check: Check::Draft(check),
};

/// Lines under `Nơi nhận` from which the list is one that names bodies.
const LINES: usize = 3;

fn check(document: &Document) -> Vec<Finding> {
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    let lines: Vec<String> = document.recipients.iter().map(|&span| fold_name(document.text(span))).collect();
    if lines.len() < LINES || lines.iter().any(|line| is_general(line)) {
        return Vec::new();
    }
    let mut told: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for section in &document.sections {
        for unit in section.units.iter().filter(|unit| unit.role == Role::Lead) {
            let name = document.text(unit.span);
            if told.contains(&name) || !is_outside(document, name) || lines.iter().any(|line| receives(line, name)) {
                continue;
            }
            told.push(name);
            let message = Message::Unaddressed { unit: name.to_owned() };
            out.push(in_draft(document, &RULE, unit.span, message, Message::HintUnaddressed));
        }
    }
    out
}

/// A line that stands for many bodies.
fn is_general(line: &str) -> bool {
    const GENERAL: [&str; 17] = [
        "như điều",
        "như trên",
        "như mục",
        "như phần",
        "như kính gửi",
        "các sở",
        "sở, ban",
        "sở, ngành",
        "các ban",
        "các ngành",
        "khối",
        "các cơ quan",
        "các đơn vị",
        "cơ quan, đơn vị",
        "các bộ",
        "ban, ngành",
        "thành viên",
    ];
    // `Các sở: TC, XD` names some; `Trang thông tin điện tử các sở` is no body.
    let at = GENERAL.iter().find_map(|words| line.find(words).map(|at| at + words.len()));
    at.is_some_and(|end| !line[end..].starts_with(':')) && !line.starts_with("trang ") && !line.starts_with("cổng ")
}

/// One known body of its own, not the issuer and not a room of it.
fn is_outside(document: &Document, name: &str) -> bool {
    let canonical = canonical_unit(name);
    let own = canonical_unit(&document.header.issuer);
    if press(&canonical).is_some() {
        return true;
    }
    let known = lexicon().units.at(&canonical, 0).is_some();
    let level = unit_level(name).is_some_and(|level| matches!(level, Level::Department | Level::Ministry | Level::Front | Level::Other));
    known && level && !own.starts_with(&canonical) && !canonical.starts_with(&own) && !canonical.starts_with("văn phòng")
}

/// The newspaper or the broadcaster of the province carries its name.
fn press(canonical: &str) -> Option<&'static str> {
    ["báo ", "đài phát thanh"].into_iter().find(|head| canonical.starts_with(head)).map(|head| if head == "báo " { "báo" } else { "đài" })
}

/// The line names the body, in full or by its initials (`Sở TC`, `SNNMT`).
fn receives(line: &str, name: &str) -> bool {
    let canonical = canonical_unit(name);
    if let Some(word) = press(&canonical) {
        return line.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
    }
    let known = lexicon().units.at(&canonical, 0).map_or(canonical.as_str(), |(end, _)| &canonical[..end]);
    let named = line
        .match_indices(' ')
        .map(|(at, _)| at + 1)
        .chain([0])
        .any(|at| lexicon().units.at(line, at).is_some_and(|(_, unit)| fold_name(unit.name) == known));
    let core = known.split_once(' ').map_or(known, |(_, core)| core);
    let initials: String = strip_marks(core).split(' ').filter(|word| *word != "-").filter_map(|word| word.chars().next()).collect();
    let without_and: String =
        strip_marks(core).split(' ').filter(|word| !matches!(*word, "va" | "-")).filter_map(|word| word.chars().next()).collect();
    let letters: String = strip_marks(line).chars().filter(|c| c.is_alphabetic()).collect();
    named || line.contains(core) || letters.contains(&initials) || letters.contains(&without_and)
}
