//! Words on their way from the original to the normalised text, with where they came from.

use super::span::Run;

/// Bytes of a run at the most: places inside a run are counted from its start.
const LONGEST: usize = 256;

/// A text of which every character knows its place in the original.
#[derive(Debug, Default, Clone)]
pub(super) struct Mapped {
    text: String,
    runs: Vec<Run>,
}

impl Mapped {
    /// A whole stretch of the original as it stands.
    pub(super) fn of(text: &str, line: u32, column: u32, origin: usize) -> Self {
        let mut out = Self { text: String::with_capacity(text.len()), runs: Vec::with_capacity(1 + text.len() / LONGEST) };
        out.push_str(text, Run { text: 0, line, column, origin });
        out
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text, and where its stretches come from.
    pub(super) fn into_parts(self) -> (String, Vec<Run>) {
        (self.text, self.runs)
    }

    /// Appends one character that stands at `place`, whatever was there before it was read.
    pub(super) fn push(&mut self, ch: char, place: Run) {
        self.runs.push(Run { text: self.text.len(), ..place });
        self.text.push(ch);
    }

    /// Appends the next character of the original.
    pub(super) fn carry_on(&mut self, ch: char, place: Run) {
        if self.runs.last().is_none_or(|run| self.text.len() - run.text >= LONGEST) {
            return self.push(ch, place);
        }
        self.text.push(ch);
    }

    /// Appends words that were copied character by character from `place` on.
    fn push_str(&mut self, mut words: &str, mut place: Run) {
        while words.len() > LONGEST {
            let end = words.floor_char_boundary(LONGEST);
            let (head, rest) = words.split_at(end);
            self.append(head, place);
            place = Run { column: place.column + head.chars().count() as u32, origin: place.origin + end, ..place };
            words = rest;
        }
        if !words.is_empty() {
            self.append(words, place);
        }
    }

    fn append(&mut self, words: &str, place: Run) {
        self.runs.push(Run { text: self.text.len(), ..place });
        self.text.push_str(words);
    }

    /// Appends a part of another text.
    pub(super) fn extend(&mut self, from: &Self, part: std::ops::Range<usize>) {
        let first = from.runs.partition_point(|run| run.text <= part.start).saturating_sub(1);
        for (at, run) in from.runs.iter().enumerate().skip(first).take_while(|(_, run)| run.text < part.end) {
            let end = from.runs.get(at + 1).map_or(part.end, |next| next.text.min(part.end));
            let start = run.text.max(part.start);
            if start < end {
                let column = run.column + from.text[run.text..start].chars().count() as u32;
                self.append(&from.text[start..end], Run { column, origin: run.origin + (start - run.text), ..*run });
            }
        }
    }

    /// Nothing yet, with room for so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), runs: Vec::new() }
    }

    /// A part of it.
    pub(super) fn part(&self, part: std::ops::Range<usize>) -> Self {
        let mut out = Self::with_room(part.len());
        out.extend(self, part);
        out
    }

    /// Where the character at `at` stands.
    pub(super) fn place(&self, at: usize) -> Option<Run> {
        let run = self.runs[..self.runs.partition_point(|run| run.text <= at)].last()?;
        let column = run.column + self.text[run.text..at].chars().count() as u32;
        Some(Run { text: at, column, origin: run.origin + (at - run.text), ..*run })
    }

    /// Takes characters out: those at whose byte `drop` answers yes.
    pub(super) fn remove(&mut self, mut drop: impl FnMut(&str, usize) -> bool) {
        let dropped: Vec<(usize, usize)> =
            self.text.char_indices().filter(|(at, _)| drop(&self.text, *at)).map(|(at, ch)| (at, at + ch.len_utf8())).collect();
        if dropped.is_empty() {
            return;
        }
        let mut out = Self { text: String::with_capacity(self.text.len()), runs: Vec::with_capacity(self.runs.len() + dropped.len()) };
        let mut from = 0;
        for (start, end) in dropped {
            out.extend(self, from..start);
            from = end;
        }
        out.extend(self, from..self.text.len());
        *self = out;
    }
}
