//! Short references: `Quy định 377`, `Chỉ thị 11`, `Kết luận số 81`.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::lexicon;
use crate::source::{Source, Span};

use super::{Found, Taken};

/// A bare serial number.
static SERIAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s(?:số\s)?(?P<serial>[0-9]{1,5}(?:\.[0-9]{1,2})?)").expect("a constant pattern"));

/// Candidates; only those that name exactly one document cited elsewhere survive.
pub(super) fn find(source: &Source, span: Span, taken: &Taken) -> Vec<Found> {
    let folded = source.folded_slice(span);
    let text = source.slice(span);
    let mut out = Vec::new();
    for found in SERIAL.captures_iter(folded) {
        let (Some(whole), Some(serial)) = (found.get(0), found.name("serial")) else { continue };
        let after = folded[serial.end()..].chars().next();
        let continues = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '%'))
            || folded[serial.end()..].trim_start().starts_with(['/', '-'])
            || folded[serial.end()..].strip_prefix([',', '.']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if continues || taken.contains(span.start + serial.start()) {
            continue;
        }
        let Some((start, doc_type)) = super::numbered::type_at_end(&folded[..whole.start()]) else { continue };
        if !text[start..].starts_with(char::is_uppercase)
            || is_definition(&folded[..start])
            || lexicon().doc_types.key("luat") == Some(doc_type)
        {
            continue;
        }
        out.push(Found {
            span: Span::new(span.start + start, span.start + serial.end()),
            mark: Span::new(span.start + serial.start(), span.start + serial.end()),
            doc_type: Some(doc_type),
            number: String::new(),
            name: String::new(),
            date: None,
            issuer: String::new(),
            // The serial rides in the title: a short reference says nothing else.
            title: serial.as_str().to_owned(),
            nested: true,
        });
    }
    out
}

/// `(sau đây gọi tắt là Chỉ thị 11)` defines the short name, it does not use it.
fn is_definition(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches(['"', ':', ' ']);
    ["tắt là", "gọi là", "gọi chung là", "viết tắt"].iter().any(|d| before.ends_with(d))
}
