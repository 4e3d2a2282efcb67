//! Byte spans of the normalised text and places in the original file.

use serde::{Deserialize, Serialize};

/// A half-open byte range of the normalised text; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The same span moved by `by` bytes to the right.
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

/// A place in the original file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// 1-based line; lines end at `\n` only.
    pub line: u32,
    /// 1-based column in code points.
    pub column: u32,
}

/// A stretch of the original file: 1-based lines, columns in code points; the end is the last
/// character.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of the contract explain themselves")]
pub struct Spot {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
    /// The page of the first character, from 1, where the file shows pages.
    pub page: Option<u32>,
}

/// Where pages begin in a text: at its form feeds, but for one at its very start or end.
pub(super) fn pages(original: &str) -> Vec<Place> {
    let mut out = Vec::new();
    if !original.contains('\u{c}') {
        return out;
    }
    for (line, words) in original.split('\n').enumerate() {
        let feeds = words.chars().enumerate().filter(|(_, ch)| *ch == '\u{c}');
        out.extend(feeds.map(|(column, _)| Place { line: line as u32 + 1, column: column as u32 + 1 }));
    }
    if original.starts_with('\u{c}') {
        out.remove(0);
    }
    if original.trim_end_matches(['\n', '\r', ' ']).ends_with('\u{c}') {
        out.pop();
    }
    out
}

/// A stretch of text that was copied character by character from one original line.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Run {
    /// Its first byte in the text.
    pub(super) text: usize,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) origin: usize,
}

/// The map from bytes of the normalised text to the original, filled while normalising.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Places {
    runs: Vec<Run>,
}

impl Places {
    /// Notes where a line came from that is now at byte `at` of the text.
    pub(super) fn push(&mut self, at: usize, line: &[Run]) {
        self.runs.extend(line.iter().map(|run| Run { text: at + run.text, ..*run }));
    }

    fn run(&self, offset: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.text <= offset);
        self.runs.get(after.checked_sub(1)?).copied()
    }

    /// Where the character at byte `offset` of `text` stands in the original.
    pub(super) fn place(&self, text: &str, offset: usize) -> Place {
        let Some(run) = self.run(offset) else { return Place { line: 1, column: 1 } };
        let chars = text[run.text..offset].chars().filter(|&c| c != '\n').count();
        Place { line: run.line, column: run.column + chars as u32 }
    }

    /// The byte of the original file that the character at `offset` came from.
    pub(super) fn origin(&self, offset: usize) -> usize {
        self.run(offset).map_or(0, |run| run.origin + (offset - run.text))
    }
}
