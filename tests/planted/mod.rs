//! Copies of a document with one planted change each.

mod base;
mod kind;
mod limits;
mod noise;
mod parts;
mod tally;
mod words;

pub(crate) use base::Base;
pub(crate) use kind::{KINDS, Kind};
pub(crate) use noise::{Random, ocr, reflow};
pub(crate) use tally::{Row, Tally};

use std::ops::Range;

/// One replacement in the original text.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// What stands there afterwards.
    pub(crate) with: String,
}

/// A planted change.
#[derive(Debug, Clone)]
pub(crate) struct Plant {
    /// Mandates that it touches, as indexes into the judged ones.
    pub(crate) targets: Vec<usize>,
    /// What is written.
    pub(crate) edits: Vec<Edit>,
}

impl Plant {
    /// The text with the change.
    pub(crate) fn apply(&self, text: &str) -> String {
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        edits.sort_by_key(|e| std::cmp::Reverse(e.range.start));
        let mut out = text.to_owned();
        for edit in edits {
            out.replace_range(edit.range.clone(), &edit.with);
        }
        out
    }

    /// The change in one line.
    pub(crate) fn tell(&self, text: &str) -> String {
        let tell = |e: &Edit| format!("“{}” -> “{}”", short(&text[e.range.clone()]), short(&e.with));
        self.edits.iter().map(tell).collect::<Vec<_>>().join(", ")
    }
}

/// The text on one line, cut where it gets long.
pub(crate) fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let more = if words.len() > 16 { " ..." } else { "" };
    format!("{}{more}", words[..words.len().min(16)].join(" "))
}
