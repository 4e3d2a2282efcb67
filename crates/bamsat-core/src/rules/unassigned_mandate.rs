//! # unassigned-mandate
//!
//! A plan has a section of assignments, and tasks that none of them takes up: they name no body
//! themselves, and no assignment speaks of them.
//!
//! Why it matters: a task that is nobody's is not done.
//!
//! Example: a section “Diễn tập” among the tasks, and under “Tổ chức thực hiện” only bodies with other
//! work.
//!
//! A general line (“Căn cứ Kế hoạch này, các cơ quan ... triển khai thực hiện”) covers every task.
//!
//! How to mend: say in the assignments who carries them out.
//! ---
//! # unassigned-mandate
//!
//! Kế hoạch có phần phân công thực hiện nhưng có nội dung không giao cho cơ quan nào: bản thân nội dung
//! không nêu cơ quan thực hiện và phần phân công không nhắc đến.
//!
//! Vì sao quan trọng: việc không giao cho ai thì không được thực hiện.
//!
//! Ví dụ: phần nhiệm vụ có mục “Diễn tập” nhưng phần tổ chức thực hiện chỉ giao các việc khác.
//!
//! Câu chung (“Căn cứ Kế hoạch này, các cơ quan ... triển khai thực hiện”) được xem là đã giao mọi nội dung.
//!
//! Cách khắc phục: bổ sung cơ quan chủ trì trong phần tổ chức thực hiện.

use rustc_hash::FxHashSet;

use crate::document::{Document, Mandate};
use crate::finding::{Finding, Severity};
use crate::lexicon::{Role, SectionRole};
use crate::message::Message;
use crate::source::{Span, is_alphanumeric};

use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "unassigned-mandate",
    severity: Severity::Warning,
    source: include_str!("unassigned_mandate.rs"),
    check: Check::Draft(check),
};

/// Pairs of syllables from which a section says enough to be looked for.
const ENOUGH: usize = 12;
/// Of so many sections one may be left out; where more are, the plan assigns in another way.
const SECTIONS: usize = 3;
/// Of a hundred pairs, as many as an assignment that takes up the section shares with it.
const SHARED: usize = 12;

fn check(document: &Document) -> Vec<Finding> {
    document.with_attachments().into_iter().flat_map(of).collect()
}

fn of(document: &Document) -> Vec<Finding> {
    let planned = document.header.doc_type.is_some_and(|t| matches!(t.key, "ke_hoach" | "chuong_trinh" | "phuong_an" | "de_an"));
    let assigned: Vec<&Mandate> = document.mandates.iter().filter(|m| m.role == SectionRole::Assignment).collect();
    let leads =
        document.assignments.iter().filter(|a| a.role == Role::Lead && role(document, a.section) == Some(SectionRole::Assignment)).count();
    if !planned || leads < 2 || document.items.iter().any(|item| is_general(document.source.folded_slice(item.words))) {
        return Vec::new();
    }
    let taken_up: FxHashSet<(&str, &str)> = assigned.iter().flat_map(|m| pairs(document.source.folded_slice(m.span))).collect();
    let (mut out, mut looked_at) = (Vec::new(), 0);
    for (index, section) in document.sections.iter().enumerate() {
        let Some(heading) = section.heading.filter(|_| matches!(section.role, SectionRole::Task | SectionRole::Content)) else { continue };
        let demands: Vec<&Mandate> =
            document.mandates.iter().filter(|m| m.section.is_some_and(|s| under(document, s) == Some(index))).collect();
        let said: Vec<(&str, &str)> =
            demands.iter().map(|m| m.span).chain([heading]).flat_map(|span| pairs(document.source.folded_slice(span))).collect();
        let shared = said.iter().filter(|pair| taken_up.contains(*pair)).count();
        let named = demands.iter().any(|m| !m.addressees.is_empty());
        if demands.is_empty() || said.len() < ENOUGH {
            continue;
        }
        looked_at += 1;
        if !named && shared * 100 < said.len() * SHARED {
            out.push(finding(document, heading));
        }
    }
    if out.len() * SECTIONS <= looked_at { out } else { Vec::new() }
}

fn finding(document: &Document, heading: Span) -> Finding {
    in_draft(document, &RULE, heading, Message::Unassigned { section: excerpt(document.text(heading)) }, Message::HintUnassigned)
}

fn role(document: &Document, section: Option<usize>) -> Option<SectionRole> {
    section.map(|index| document.sections[index].role)
}

/// The nearest section with a heading that a section stands under, or is.
fn under(document: &Document, mut section: usize) -> Option<usize> {
    while document.sections[section].heading.is_none() {
        section = document.sections[section].parent?;
    }
    Some(section)
}

/// A line that gives everything to everyone.
fn is_general(folded: &str) -> bool {
    const ALL: [&str; 10] = [
        "kế hoạch này",
        "chương trình này",
        "đề án này",
        "phương án này",
        "nội dung kế hoạch",
        "nội dung của kế hoạch",
        "theo chức năng, nhiệm vụ",
        "chức năng, nhiệm vụ được giao",
        "nhiệm vụ được phân công",
        "thực hiện kế hoạch",
    ];
    // To report on the plan is not to carry it out.
    const REPORTS: [&str; 3] = ["báo cáo", "kết quả", "kinh phí"];
    // Few lines hold any of the words: only those are looked at part by part.
    let holds = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    holds(folded, &ALL) && folded.split(['.', ';']).any(|part| holds(part, &ALL) && !holds(part, &REPORTS))
}

/// Pairs of neighbouring syllables.
fn pairs(folded: &str) -> impl Iterator<Item = (&str, &str)> {
    let words = || folded.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty());
    words().zip(words().skip(1))
}
