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
    let mut out = Vec::new();
    let mut gap = Gap::Space;
    let mut start = None;
    let word = |from: usize, to: usize, gap| {
        let capital = text[from..].starts_with(is_uppercase);
        Word { span: Span::new(base + from, base + to), gap, capital }
    };
    for (at, ch) in text.char_indices() {
        if is_alphanumeric(ch) || ch == '&' {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            out.push(word(from, at, gap));
            gap = Gap::Space;
        }
        gap = widen(gap, ch);
    }
    out.extend(start.map(|from| word(from, text.len(), gap)));
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
