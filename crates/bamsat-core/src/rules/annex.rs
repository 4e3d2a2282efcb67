//! The annexes of a text: which follow, and which the text names.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::source::{Block, MarkKind, Span, mark, roman_value};

use super::form::{Titles, end_of, lines, start_of};

/// An annex that follows the text.
pub(super) struct Annex {
    /// Its heading.
    pub(super) span: Span,
    /// Its number; none where it is the only one.
    pub(super) number: Option<u32>,
}

/// A place where the text names annexes.
pub(super) struct Naming {
    /// The words with the numbers behind them.
    pub(super) span: Span,
    /// The numbers; none where it speaks of annexes in general, or of all between two.
    pub(super) numbers: Vec<u32>,
    /// It says that they come with this text.
    pub(super) attached: bool,
}

/// `phụ lục II`, `các phụ lục 1, 2 và 3`.
static NAMING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"phụ lục(?: số)?((?:(?: |, | và |; | đến )(?:[ivx]{1,6}|[0-9]{1,2})\b)*)").expect("a constant pattern"));

/// A heading on a line of its own.
static HEADING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^phụ lục(?: số)?(?: ([ivx]{1,6}|[0-9]{1,2}))?[.:]?$").expect("a constant pattern"));

/// The annexes that follow, in order.
pub(super) fn present(document: &Document) -> Vec<Annex> {
    let alone = |line: Span| {
        let found = HEADING.captures(document.source.folded_slice(line).trim_end())?;
        document.text(line).starts_with('P').then(|| Annex { span: line, number: found.get(1).and_then(|number| value(number.as_str())) })
    };
    let annex = |block: &Block| {
        // The line of a heading may have been joined to a signature.
        if let Some(annex) = lines(block).into_iter().find_map(alone) {
            return Some(annex);
        }
        let found = mark(document.text(block.span)).filter(|m| m.kind == MarkKind::Annex)?;
        Some(Annex { span: block.span, number: value(found.label.trim_start_matches("PL")) })
    };
    document.source.blocks().iter().filter(|block| block.footnote.is_none()).filter_map(annex).collect()
}

/// Where the text names annexes of its own.
pub(super) fn named(document: &Document, present: &[Annex]) -> Vec<Naming> {
    let source = &document.source;
    let titles = Titles::of(document);
    let headings: FxHashSet<Option<usize>> = present.iter().map(|annex| source.block_at(annex.span.start)).collect();
    let mut out = Vec::new();
    for (_, block) in source.blocks().iter().enumerate().filter(|(index, _)| !headings.contains(&Some(*index))) {
        let folded = source.folded_slice(block.span);
        for found in NAMING.captures_iter(folded) {
            let (Some(words), Some(numbers)) = (found.get(0), found.get(1)) else { continue };
            let behind = part_behind(start_of(&folded[words.end()..]));
            if is_foreign(behind) {
                continue;
            }
            let before = end_of(&folded[..words.start()]);
            let before = &before[before.rfind([';', '.', '(']).map_or(0, |at| at + 1)..];
            let span = Span::new(words.start(), words.end()).shift(block.span.start);
            let attached = !titles.hold(span) && [before, behind].iter().any(|part| part.contains("kèm"));
            let numbers = if numbers.as_str().contains("đến") { Vec::new() } else { values(numbers.as_str()) };
            out.push(Naming { span, numbers, attached });
        }
    }
    out
}

/// What is said of an annex behind its name.
fn part_behind(rest: &str) -> &str {
    &rest[..rest.find([';', '.', ')', '(']).unwrap_or(rest.len())]
}

/// It is the annex of another document.
fn is_foreign(behind: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "nghị định",
        "thông tư",
        "luật",
        "quyết định số",
        "nghị quyết số",
        "công văn số",
        "văn bản số",
        "kế hoạch số",
        "chỉ thị số",
        "hướng dẫn số",
        "quy định tại",
        "hợp đồng",
    ];
    OTHERS.iter().any(|words| behind.contains(words))
}

fn values(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(value).collect()
}

fn value(label: &str) -> Option<u32> {
    label.parse().ok().or_else(|| roman_value(&label.to_ascii_uppercase()))
}
