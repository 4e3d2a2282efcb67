//! # unknown-unit
//!
//! The name of a body with tasks is a slip away from the name of one known body: a letter or a tone
//! mark is wrong.
//!
//! Why it matters: the wrong name is copied from plan to plan, and a search for the body's tasks does
//! not find this one.
//!
//! Example: “Sở Nông nghiêp và Môi trường” for “Sở Nông nghiệp và Môi trường”.
//!
//! Names that are like no known one are left alone: there are more bodies than any list holds.
//!
//! How to mend: write the name as it is.
//! ---
//! # unknown-unit
//!
//! Tên cơ quan được giao nhiệm vụ chỉ khác tên một cơ quan đã biết ở một vài chữ cái hoặc dấu thanh, có
//! thể do lỗi đánh máy.
//!
//! Vì sao quan trọng: tên sai được sao chép từ kế hoạch này sang kế hoạch khác, tra cứu nhiệm vụ của cơ
//! quan sẽ bỏ sót.
//!
//! Ví dụ: “Sở Nông nghiêp và Môi trường” thay cho “Sở Nông nghiệp và Môi trường”.
//!
//! Tên không gần với cơ quan nào đã biết thì không báo, vì không danh mục nào đủ mọi cơ quan.
//!
//! Cách khắc phục: ghi đúng tên cơ quan.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::{Document, canonical_unit};
use crate::finding::{Finding, Severity};
use crate::lexicon::{KnownUnit, lexicon};
use crate::message::Message;
use crate::source::fold_name;

use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "unknown-unit", severity: Severity::Warning, source: include_str!("unknown_unit.rs"), check: Check::Draft(check) };

/// Characters of a name at the least; short names are near each other by chance.
const SHORTEST: usize = 9;
/// Characters of a name in which two may be wrong.
const LONG: usize = 18;

fn check(document: &Document) -> Vec<Finding> {
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    let mut told: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for assignment in &document.assignments {
        let name = document.text(assignment.unit);
        if told.contains(&name) {
            continue;
        }
        told.push(name);
        if let Some(unit) = meant(&canonical_unit(name)) {
            let message = Message::UnknownUnit { unit: name.to_owned() };
            out.push(in_draft(document, &RULE, assignment.unit, message, Message::HintUnit { unit: unit.name.to_owned() }));
        }
    }
    out
}

/// The known bodies with their folded names, by the first word: a slip hits the others.
static KNOWN: LazyLock<HashMap<String, Vec<(String, &'static KnownUnit)>>> = LazyLock::new(|| {
    let mut out: HashMap<String, Vec<(String, &'static KnownUnit)>> = HashMap::new();
    for unit in lexicon().units.all() {
        let name = fold_name(unit.name);
        out.entry(first_word(&name).to_owned()).or_default().push((name, unit));
    }
    out
});

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or("")
}

/// The only known body whose name is a slip away.
fn meant(name: &str) -> Option<&'static KnownUnit> {
    if lexicon().units.at(name, 0).is_some() {
        return None;
    }
    let mut near = KNOWN.get(first_word(name))?.iter().filter(|(known, _)| is_near(name, known));
    let (_, found) = near.next()?;
    near.next().is_none().then_some(*found)
}

/// Two names with the same first word; a place may stand behind the first.
fn is_near(name: &str, known: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let len = known.split(' ').count();
    let Some(own) = words.get(..len) else { return false };
    let placed = words.get(len).is_none_or(|word| matches!(*word, "tỉnh" | "thành" | "xã" | "phường" | "huyện" | "quận" | "đặc"));
    let own = own.join(" ");
    let length = known.chars().count();
    // Two slips make a name longer or shorter by two characters at the most.
    if !placed || length.abs_diff(own.chars().count()) > 2 {
        return false;
    }
    let slips = strsim::levenshtein(&own, known);
    (length >= SHORTEST && slips == 1) || (length >= LONG && slips == 2)
}
