//! Words of a stretch of text, with what stands between them.

use crate::source::{Span, is_alphanumeric, is_uppercase};

/// What separates a word from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, or the first word.
    Space,
    Comma,
    Semicolon,
    Dash,
    Slash,
    /// An opening bracket or quote, a full stop, a colon ...
    Other,
}

/// A word: its span and its gap to the left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) gap: Gap,
    /// It opens with a capital or digit in the text as written.
    pub(super) capital: bool,
}

/// The words of `text`, whose first byte is byte `base` of the document's text.
pub(super) fn words(text: &str, base: usize) -> Vec<Word> {
    let is_part = |ch: char| is_alphanumeric(ch) || ch == '&';
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let gap = rest[..start].chars().fold(Gap::Space, widen);
        rest = &rest[start..];
        let len = rest.find(|ch| !is_part(ch)).unwrap_or(rest.len());
        let from = base + text.len() - rest.len();
        out.push(Word { span: Span::new(from, from + len), gap, capital: rest.starts_with(is_uppercase) });
        rest = &rest[len..];
    }
    out
}

fn widen(gap: Gap, ch: char) -> Gap {
    let found = match ch {
        ' ' | '\n' => return gap,
        ',' => Gap::Comma,
        ';' => Gap::Semicolon,
        '-' | '–' | '—' => Gap::Dash,
        '/' => Gap::Slash,
        _ => Gap::Other,
    };
    if gap == Gap::Space { found } else { Gap::Other }
}
