//! Why a file gives no text.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a file gives no text. Shown in English; programs that speak another language match on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadError {
    /// It holds nothing.
    Empty,
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// A part of it is larger than `limit` bytes when unpacked.
    PartTooLarge {
        /// Its name.
        part: String,
        /// In bytes.
        limit: u64,
    },
    /// Elements of a part stand deeper inside each other than this.
    TooDeep {
        /// Its name.
        part: String,
        /// In elements.
        limit: u64,
    },
    /// A part of it has more elements than this.
    TooManyElements {
        /// Its name.
        part: String,
        /// In elements.
        limit: u64,
    },
    /// Its words take more than this many bytes.
    TooLong(u64),
    /// It has more pages than this.
    TooManyPages(u64),
    /// A page of it holds more letters than this.
    TooManyLetters {
        /// Its number, from 1.
        page: usize,
        /// In letters.
        limit: u64,
    },
    /// A page of it takes more operators to draw than this.
    TooManyOperators {
        /// Its number, from 1.
        page: usize,
        /// In operators.
        limit: u64,
    },
    /// A part of it is damaged.
    Broken {
        /// Its name.
        part: String,
        /// Byte at which that showed.
        place: u64,
        /// What was wrong there.
        why: String,
    },
    /// It opens with a password only.
    Encrypted,
    /// Its pages are pictures: a scan.
    Scan(usize),
    /// It is sound and holds no words.
    NoText,
    /// It is of a kind that is not read; the word names the kind.
    Unsupported(Cow<'static, str>),
    /// Reading it took more memory than this many bytes, or broke down.
    TooMuchMemory(u64),
    /// Reading it took longer than this many seconds.
    TooSlow(u64),
    /// Its words cannot be changed in their place; the word names the kind.
    NotMended(Cow<'static, str>),
    /// It is no text.
    Binary,
    /// It is not UTF-8 from this line on, and its encoding is not known.
    UnknownEncoding(usize),
}

/// Characters of a file that an error quotes at most.
const QUOTED: usize = 200;

impl ReadError {
    /// The same with words of the file as one short line that a terminal can show.
    pub(crate) fn shown(mut self) -> Self {
        let plain = |words: &mut String| *words = words.chars().filter(|ch| !ch.is_control()).take(QUOTED).collect();
        match &mut self {
            Self::PartTooLarge { part, .. } | Self::TooDeep { part, .. } | Self::TooManyElements { part, .. } => plain(part),
            Self::Broken { part, why, .. } => {
                plain(part);
                plain(why);
            }
            _ => {}
        }
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "is empty"),
            Self::TooLarge(limit) => write!(out, "is larger than the limit of {} MB", limit >> 20),
            Self::PartTooLarge { part, limit } => write!(out, "{part} is larger than {} MB when unpacked", limit >> 20),
            Self::TooDeep { part, limit } => write!(out, "{part}: more than {limit} elements stand inside each other"),
            Self::TooManyElements { part, limit } => write!(out, "{part} has more than {limit} elements"),
            Self::TooLong(limit) => write!(out, "holds more than {} MB of words", limit >> 20),
            Self::TooManyPages(limit) => write!(out, "has more than {limit} pages"),
            Self::TooManyLetters { page, limit } => write!(out, "page {page} holds more than {limit} letters"),
            Self::TooManyOperators { page, limit } => write!(out, "page {page} takes more than {limit} operators to draw"),
            Self::Broken { part, place: 0, why } => write!(out, "{part} is damaged: {why}"),
            Self::Broken { part, place, why } => write!(out, "{part} is damaged at byte {place}: {why}"),
            Self::Encrypted => write!(out, "is protected by a password"),
            Self::Scan(pages) => write!(out, "its {pages} pages are pictures without a text"),
            Self::NoText => write!(out, "holds no words"),
            Self::Unsupported(kind) => write!(out, "is {kind}, which is not read"),
            Self::TooMuchMemory(limit) => write!(out, "broke the reader, or takes more than {} MB of memory", limit >> 20),
            Self::TooSlow(limit) => write!(out, "takes longer than {limit} seconds to read"),
            Self::NotMended(kind) => write!(out, "is {kind}, which is not mended"),
            Self::Binary => write!(out, "is no text"),
            Self::UnknownEncoding(line) => write!(out, "line {line} is not UTF-8 and its encoding is not known"),
        }
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_file_are_no_commands_to_a_terminal() {
        let why = format!("expected `\u{1b}[2J</{}>`\n", "a".repeat(100_000));
        let told = ReadError::Broken { part: "word/\u{7}x.xml".to_owned(), place: 1, why }.shown().to_string();
        assert!(told.starts_with("word/x.xml is damaged at byte 1: expected `[2J</aaa") && told.chars().count() < 300, "{told}");
    }
}
