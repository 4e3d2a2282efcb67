//! Short references: `Quy định 377`, `Chỉ thị 11`, `Kết luận số 81`.

use std::ops::Range;

use crate::lexicon::lexicon;
use crate::source::{Source, Span};

use super::super::taken::Taken;
use super::Found;

/// Digits of a serial at most.
const LONGEST: usize = 5;

/// Candidates; only those that name exactly one document cited elsewhere survive.
pub(super) fn find(source: &Source, span: Span, taken: &Taken) -> Vec<Found> {
    let folded = source.folded_slice(span);
    let text = source.slice(span);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(serial) = next_serial(folded, at) {
        at = serial.end;
        let rest = &folded[serial.end..];
        let continues = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '%'))
            || rest.trim_start().starts_with(['/', '-'])
            || rest.strip_prefix([',', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if continues || taken.contains(span.start + serial.start) {
            continue;
        }
        let before = folded[..serial.start].trim_end();
        let before = before.strip_suffix(" số").unwrap_or(before);
        let Some((start, doc_type)) = super::numbered::type_at_end(before) else { continue };
        if !text[start..].starts_with(char::is_uppercase)
            || is_definition(&folded[..start])
            || lexicon().doc_types.key("luat") == Some(doc_type)
        {
            continue;
        }
        out.push(Found {
            span: Span::new(span.start + start, span.start + serial.end),
            mark: Span::new(span.start + serial.start, span.start + serial.end),
            doc_type: Some(doc_type),
            number: String::new(),
            name: String::new(),
            date: None,
            issuer: String::new(),
            // The serial rides in the title: a short reference says nothing else.
            title: folded[serial].to_owned(),
            nested: true,
        });
    }
    out
}

/// The next bare serial behind white space, `66` or `66.7`, at `from` or behind it.
fn next_serial(folded: &str, from: usize) -> Option<Range<usize>> {
    let bytes = folded.as_bytes();
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(u8::is_ascii_digit)?;
        let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = at + digits(at);
        if folded[..at].ends_with(char::is_whitespace) && end - at <= LONGEST {
            let part = if bytes.get(end) == Some(&b'.') { digits(end + 1) } else { 0 };
            end += if (1..=2).contains(&part) { part + 1 } else { 0 };
            return Some(at..end);
        }
        at = end;
    }
}

/// `(sau đây gọi tắt là Chỉ thị 11)` defines the short name, it does not use it.
fn is_definition(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches(['"', ':', ' ']);
    ["tắt là", "gọi là", "gọi chung là", "viết tắt"].iter().any(|d| before.ends_with(d))
}
