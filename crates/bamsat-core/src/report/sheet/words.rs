//! Words with marks: what of them is lost, changed or noted.

use serde::Serialize;

use crate::compare::ChangeKind;
use crate::source::{Source, Span};

use super::super::comparison_json::change_word;
use super::super::visible::is_visible;

/// What a stretch of words shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The child does not say it.
    Lost,
    /// It differs between the two sides.
    Changed(ChangeKind),
    /// A finding is about it.
    Noted,
}

impl Mark {
    /// `lost`, `noted`, or the kind of the change.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Noted => "noted",
            Self::Changed(kind) => change_word(kind),
        }
    }
}

impl Serialize for Mark {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// Words that are marked alike; the white space between two stretches is marked with neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The words.
    pub text: String,
    /// What they show.
    pub mark: Option<Mark>,
}

/// Words that any form can hold: no control characters, none that turn the direction of writing, on one line.
pub fn clean(text: &str) -> String {
    crate::source::collapse(&text.chars().filter(|c| is_visible(*c) || c.is_whitespace()).collect::<String>())
}

/// The same as the beginning of a sentence.
pub fn sentence(text: &str) -> String {
    let text = clean(text);
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The words at `span` on one line, footnotes left out, with `marks` painted over them; a later mark covers an
/// earlier one.
pub(super) fn stretches(source: &Source, span: Span, marks: &[(Span, Mark)]) -> Vec<Stretch> {
    let mut paint: Vec<Option<Mark>> = vec![None; span.len()];
    for (at, mark) in marks {
        let start = at.start.clamp(span.start, span.end) - span.start;
        let end = at.end.clamp(span.start, span.end) - span.start;
        paint[start..end.max(start)].fill(Some(*mark));
    }
    let blocks = source.blocks();
    let first = blocks.partition_point(|b| b.span.end <= span.start);
    let alone = !source.slice(span).contains('\n');
    let mut out = Words::default();
    for block in blocks[first..].iter().take_while(|b| b.span.start < span.end).filter(|b| alone || b.footnote.is_none()) {
        let part = Span::new(block.span.start.max(span.start), block.span.end.min(span.end));
        out.gap = !out.stretches.is_empty();
        for (at, c) in source.slice(part).char_indices() {
            out.push(c, paint.get(part.start + at - span.start).copied().flatten());
        }
    }
    out.stretches
}

#[derive(Default)]
struct Words {
    stretches: Vec<Stretch>,
    /// White space stands before what comes next.
    gap: bool,
}

impl Words {
    fn push(&mut self, c: char, mark: Option<Mark>) {
        if c.is_whitespace() {
            self.gap = !self.stretches.is_empty();
            return;
        }
        if !is_visible(c) {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        if let Some(last) = self.stretches.last_mut().filter(|last| last.mark == mark) {
            last.text.extend(gap.then_some(' '));
            last.text.push(c);
            return;
        }
        // A mark covers words, not the space around them.
        match self.stretches.last_mut() {
            Some(last) if gap && last.mark.is_none() => last.text.push(' '),
            _ if gap && mark.is_some() => self.stretches.push(Stretch { text: " ".to_owned(), mark: None }),
            _ => {}
        }
        let space = if gap && mark.is_none() { " " } else { "" };
        self.stretches.push(Stretch { text: format!("{space}{c}"), mark });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[(&str, Mark)]) -> String {
        let source = Source::read(text);
        let at = |words: &str| {
            let start = source.text().find(words).expect("words of the text");
            Span::new(start, start + words.len())
        };
        let marks: Vec<(Span, Mark)> = marks.iter().map(|(words, mark)| (at(words), *mark)).collect();
        let stretches = stretches(&source, Span::new(0, source.text().len()), &marks);
        stretches.iter().map(|s| s.mark.map_or_else(|| s.text.clone(), |mark| format!("[{}:{}]", mark.word(), s.text))).collect()
    }

    #[test]
    fn marks_cover_words_and_leave_the_space_between_them() {
        let changed = Mark::Changed(ChangeKind::Deadline);
        assert_eq!(
            shown("Kiểm tra cơ sở in trước ngày 15/11.", &[("cơ sở in", Mark::Lost), ("trước ngày 15/11", changed)]),
            "Kiểm tra [lost:cơ sở in] [deadline:trước ngày 15/11]."
        );
        assert_eq!(
            shown("Kiểm tra cơ sở in.", &[("tra cơ sở in", Mark::Lost), ("cơ", changed)]),
            "Kiểm [lost:tra] [deadline:cơ] [lost:sở in]."
        );
        assert_eq!(shown("Kiểm tra", &[]), "Kiểm tra");
    }

    #[test]
    fn no_form_gets_what_it_cannot_hold() {
        assert_eq!(clean(" a\u{0}b\u{1b}[0m\u{202e} c\r\n\td\u{feff}"), "ab[0m c d");
    }
}
