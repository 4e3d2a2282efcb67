//! A text as it was read.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What kind of file a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Plain text or Markdown.
    Plain,
    /// Word since 2007.
    Docx,
    /// PDF.
    Pdf,
    /// A page of the web.
    Html,
}

/// What a reader should know of a text beside its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// Insertions and deletions are marked that nobody has accepted yet: read as if accepted.
    OpenChanges,
    /// The text was in an old encoding.
    Decoded(Cow<'static, str>),
    /// Pages without a text, by number from 1.
    WithoutText(Vec<usize>),
    /// Pages whose words were recognised on a picture.
    Recognised(Vec<usize>),
    /// Only so many of the scanned pages were recognised: the limit of their number.
    ScansLeft(usize),
    /// Pages were recognised for so many seconds and no longer: the limit of their time.
    ScansLate(u64),
    /// Pictures as large as a page, diagrams and embedded files of a Word file, by their number: each
    /// is a [`PICTURE`].
    Unseen(usize),
    /// Letters of a PDF whose font does not say what they are.
    Unmapped(usize),
    /// Letters of a PDF that run in another direction than the text of their page, and were left out.
    Aside(usize),
}

/// Stands on a line of its own for a page, or something as large, whose words cannot be read (U+FFFC,
/// a thing that is no text).
pub const PICTURE: char = '\u{fffc}';

/// Stands inside a word that was recognised on a picture and may be another (U+FFFB).
pub const DOUBTFUL: char = '\u{fffb}';

/// A text as it was read. A form feed stands where a page begins, but at the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// What it comes from.
    pub kind: Kind,
    /// The words.
    pub text: String,
    /// Each line is a whole paragraph, or a row of a table with `|` around its cells.
    pub paragraphs: bool,
    /// What else there is to know.
    pub remarks: Vec<Remark>,
}

impl Text {
    /// The text of a PDF of which every page is a picture: nothing but what stands for them.
    pub fn of_pictures(pages: usize) -> Self {
        let line = |page: usize| format!("{}{PICTURE}", if page == 1 { "" } else { "\u{c}" });
        let mut text = Self::of_paragraphs(Kind::Pdf, (1..=pages).map(line).collect());
        text.remarks.push(Remark::WithoutText((1..=pages).collect()));
        text
    }

    /// A text of which each line is a paragraph.
    pub(crate) fn of_paragraphs(kind: Kind, lines: Vec<String>) -> Self {
        let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
        Self { kind, text, paragraphs: true, remarks: Vec::new() }
    }
}
