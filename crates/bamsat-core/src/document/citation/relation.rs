//! What a text says of a document that it cites.

use crate::lexicon::{Relation, RelationPlace, lexicon};
use crate::source::{Source, Span, fold_name, strip_marks};

use super::super::model::Document;
use super::{Found, Stretch, Zone};

/// Bytes of a long sentence: what stands further before a citation says nothing of it.
const SENTENCE: usize = 2_000;

/// Whether the preamble says that something is to be carried out, apart from naming it:
/// `Thủ tướng ban hành Công điện số 220/CĐ-TTg ... Để thực hiện ...`.
pub(super) fn carries_out(source: &Source, stretches: &[Stretch]) -> bool {
    stretches.iter().filter(|s| s.zone == Zone::Preamble).any(|stretch| {
        let folded = source.folded_slice(stretch.span);
        [
            "để tổ chức triển khai",
            "để triển khai",
            "để thực hiện",
            "để tổ chức thực hiện",
            "để hoàn thành",
            "nhằm triển khai",
            "nhằm thực hiện",
        ]
        .iter()
        .any(|formula| folded.contains(formula))
    })
}

/// The relation that one occurrence states.
pub(super) fn of(source: &Source, stretch: &Stretch, found: &Found, carries_out: bool) -> Relation {
    let before = source.folded_slice(Span::new(stretch.span.start, found.span.start)).trim_end();
    if let Some(relation) = directly_before(before) {
        // Only a document's title, its articles and what it says of itself amend or replace.
        let near = before.ceil_char_boundary(before.len().saturating_sub(SENTENCE));
        let of_itself = || stretch.zone == Zone::Title || before[near..].contains(" này ");
        if matches!(relation, Relation::Amends | Relation::Replaces) {
            return if of_itself() { relation } else { Relation::Mentions };
        }
        let counts = stretch.zone == Zone::Title || (stretch.zone == Zone::Preamble && !found.nested);
        if counts && relation != Relation::Mentions {
            return relation;
        }
    }
    if stretch.zone != Zone::Preamble || found.nested {
        return Relation::Mentions;
    }
    if let Some(relation) = opening(source, stretch.span) {
        return relation;
    }
    let issued = ["ban hành", "có", "đã có"].iter().any(|word| before.ends_with(word));
    if carries_out && issued { Relation::Implements } else { Relation::Mentions }
}

/// The formula that the sentence of a preamble paragraph opens with.
fn opening(source: &Source, span: Span) -> Option<Relation> {
    let folded = source.folded_slice(span).trim_start_matches(['-', ' ', '•']);
    match lexicon().formulas.relations.at(folded, 0) {
        Some((_, (relation, RelationPlace::Start))) => Some(*relation),
        _ => misread_opening(folded),
    }
}

/// The commonest openings survive recognition slips (`thục hiện`, `triền khai`).
fn misread_opening(folded: &str) -> Option<Relation> {
    let start: String = folded.chars().take(24).collect();
    let bare = strip_marks(&start);
    [
        ("thuc hien ", Relation::Implements),
        ("trien khai ", Relation::Implements),
        ("can cu ", Relation::LegalBasis),
        ("theo de nghi ", Relation::Proposal),
    ]
    .into_iter()
    .find(|(formula, _)| bare.starts_with(formula))
    .map(|(_, relation)| relation)
}

/// The formula directly before the citation: `thay thế`, `thực hiện`.
fn directly_before(before: &str) -> Option<Relation> {
    let before = before.strip_suffix("các").unwrap_or(before).trim_end();
    // `được sửa đổi, bổ sung bởi` points the other way.
    let starts = before.rmatch_indices(' ').map(|(at, _)| at + 1).take(7);
    let all: Vec<usize> = starts.chain([0]).collect();
    all.into_iter().rev().find_map(|start| {
        let (span, (relation, _)) = lexicon().formulas.relations.at(before, start)?;
        let passive = before[..start].trim_end().ends_with("được");
        (span.end == before.len() && !passive).then_some(*relation)
    })
}

/// Where a plan says only “Căn cứ”, the guidance among the bases that shares its subject is what
/// the plan carries out.
pub(super) fn mark_bases(document: &mut Document) {
    for reference in &mut document.references {
        reference.implements = reference.relation == Some(Relation::Implements);
    }
    if document.references.iter().any(|r| r.implements) {
        return;
    }
    let subject = content_words(&document.header.title);
    let Some(head) = subject.first().cloned() else { return };
    for reference in &mut document.references {
        let is_directive = reference.doc_type.is_some_and(|t| t.directive && !t.normative);
        if reference.relation != Some(Relation::LegalBasis) || !is_directive {
            continue;
        }
        let words = content_words(&reference.title);
        let shared = subject.iter().filter(|pair| words.contains(pair)).count();
        if words.contains(&head) && shared * 10 >= subject.len().min(words.len()) * 3 {
            reference.implements = true;
        }
    }
}

/// Pairs of syllables of a title without the words that every title has.
fn content_words(title: &str) -> Vec<String> {
    const FRAME: [&str; 24] = [
        "về", "việc", "ban", "hành", "kế", "hoạch", "triển", "khai", "thực", "hiện", "năm", "trên", "địa", "bàn", "tỉnh", "và", "của",
        "phê", "duyệt", "các", "công", "tác", "hướng", "dẫn",
    ];
    let folded = fold_name(title);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !FRAME.contains(w) && !w.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    words.windows(2).map(|pair| pair.join(" ")).collect()
}
