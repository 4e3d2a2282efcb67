//! What recognition found on a picture of a page, put together as any page is.

use crate::layout::{self, Glyph, Page};

/// A word that was recognised, with its place in points from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Its letters.
    pub text: String,
    /// Where it begins and ends.
    pub x: f64,
    /// See `x`.
    pub end: f64,
    /// The bottom of its line.
    pub y: f64,
    /// The height of its line.
    pub size: f64,
}

/// Height of the letters of a line in proportion to the line.
const LETTERS: f64 = 0.8;

/// The paragraphs of a page, one on each line.
pub fn recognised(words: &[Word]) -> String {
    let mut page = Page {
        width: words.iter().map(|word| word.end).fold(0.0, f64::max),
        height: words.iter().map(|word| word.y).fold(0.0, f64::max) * 1.1,
        ..Page::default()
    };
    for word in words {
        let count = word.text.chars().count().max(1) as f64;
        let each = (word.end - word.x) / count;
        let glyph = |(at, ch): (usize, char)| Glyph {
            ch,
            x: word.x + each * at as f64,
            end: word.x + each * (at + 1) as f64,
            y: word.y,
            size: word.size * LETTERS,
        };
        page.glyphs.extend(word.text.chars().enumerate().map(glyph));
    }
    layout::paragraphs(vec![page]).lines.into_iter().map(|line| line + "\n").collect()
}
