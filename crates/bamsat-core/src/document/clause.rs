//! The parts of a mandate that can be lost by themselves.

use crate::source::{Source, Span, begins_with, is_alphanumeric};

use super::model::{Citation, Clause};

/// Splits a mandate into its clauses: sentences, ";"-parts, and the members of a list of cited
/// documents.
pub(super) fn split(source: &Source, span: Span, citations: &[Citation]) -> Vec<Clause> {
    // Citations come in the order of the text.
    let from = |offset: usize| citations.partition_point(|c| c.span.start < offset);
    let inside = &citations[from(span.start)..from(span.end)];
    let mut cuts = cuts(source, span);
    cuts.extend(citation_cuts(source, span, inside, &cuts));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::new();
    let mut start = span.start;
    for cut in cuts.into_iter().chain([span.end]) {
        push(source, &mut out, Span::new(start, cut), inside);
        start = cut;
    }
    // Where one sentence asks, another that only tells what was is no demand.
    if out.iter().any(|clause| !tells(source.folded_slice(clause.span))) {
        out.retain(|clause| clause.reference.is_some() || !tells(source.folded_slice(clause.span)));
    }
    out
}

/// A sentence about what was or is, without a word of asking.
fn tells(folded: &str) -> bool {
    const OPENINGS: [&str; 11] = [
        "thời gian qua",
        "trong thời gian qua",
        "thời gian vừa qua",
        "vừa qua",
        "hiện nay",
        "đến nay",
        "tuy nhiên,",
        "bên cạnh đó, vẫn còn",
        "bên cạnh kết quả",
        "đây là nhiệm vụ",
        "đây là nội dung",
    ];
    const ASKS: [&str; 7] = ["yêu cầu", "đề nghị", "cần ", "phải ", "giao ", "tập trung", "khẩn trương"];
    begins_with(folded, &OPENINGS) && !ASKS.iter().any(|ask| folded.contains(ask))
}

fn push(source: &Source, out: &mut Vec<Clause>, span: Span, citations: &[Citation]) {
    let text = source.slice(span);
    let start = span.start + (text.len() - text.trim_start_matches([' ', '\n', ',', ';']).len());
    let trimmed = text.trim_end_matches([' ', '\n']);
    let end = span.start + trimmed.len();
    if start >= end {
        return;
    }
    let span = Span::new(start, end);
    if !source.slice(span).chars().any(is_alphanumeric) {
        return;
    }
    // A clause that opens with a citation is that document.
    let first = citations.partition_point(|c| c.span.start < start);
    let reference = citations.get(first).filter(|c| c.span.start == start).map(|c| c.reference);
    out.push(Clause { span, reference });
}

/// By a byte, whether it is a mark that parts a text, or begins one.
static MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        marks[byte] = matches!(byte as u8, b'(' | b')' | b'\n' | b';' | b'.' | b'!' | b'?' | 0xe2);
        byte += 1;
    }
    marks
};

/// Ends of sentences and ";"-parts outside brackets and quotes.
fn cuts(source: &Source, span: Span) -> Vec<usize> {
    let text = source.slice(span);
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| MARKS[usize::from(*byte)]) {
        // Of the signs of three bytes that begin with this one three are marks.
        let ch = if byte == 0xe2 { text[at..].chars().next().unwrap_or_default() } else { char::from(byte) };
        let next = || text[at + ch.len_utf8()..].chars().next();
        match ch {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '“' => quoted = true,
            '”' => quoted = false,
            '\n' => {
                (depth, quoted) = (0, false);
                out.push(span.start + at);
            }
            // A quote that was opened and never closed ends with its part.
            ';' if depth == 0 => {
                quoted = false;
                out.push(span.start + at + 1);
            }
            '.' | '!' | '?' | '…' if depth == 0 && !quoted && next().is_none_or(|c| c == ' ') && ends_sentence(text, at, ch) => {
                out.push(span.start + at + ch.len_utf8());
            }
            _ => {}
        }
    }
    out
}

/// A full stop ends a sentence when a capital follows and no abbreviation stands before it.
fn ends_sentence(text: &str, at: usize, stop: char) -> bool {
    let rest = text[at + stop.len_utf8()..].trim_start();
    let capital = rest.is_empty() || rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '-' | '+'));
    let word = text[..at].rfind(|c| !is_alphanumeric(c)).map_or(&text[..at], |sign| &text[sign..at]);
    let word = word.trim_start_matches(|c| !is_alphanumeric(c));
    let abbreviation = stop == '.'
        && (word.chars().nth(1).is_none() && text[..at].ends_with(char::is_uppercase)
            || matches!(word, "TP" | "Tp" | "tp" | "TT" | "ThS" | "TS" | "KT" | "TM"));
    capital && !abbreviation
}

/// Before each member of a list of documents: `: Luật A; Luật B`, `, Nghị quyết số 59-NQ/TW`.
fn citation_cuts(source: &Source, span: Span, citations: &[Citation], sentence_cuts: &[usize]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last: Option<&Citation> = None;
    for citation in citations {
        let before = source.slice(Span::new(span.start, citation.span.start)).trim_end();
        let cut_between = |from: usize| {
            let next = sentence_cuts.partition_point(|cut| *cut <= from);
            sentence_cuts.get(next).is_some_and(|cut| *cut <= citation.span.start)
        };
        let in_list = last.is_some_and(|l| !cut_between(l.span.end)) && before.ends_with(',');
        if in_list || before.ends_with(':') {
            out.push(citation.span.start);
        }
        last = Some(citation);
    }
    out
}
