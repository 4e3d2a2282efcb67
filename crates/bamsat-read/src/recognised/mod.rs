//! What recognition found on pictures of pages, put together as any pages are.

mod labels;

use crate::layout::{self, Glyph, Page};
use crate::text::DOUBTFUL;

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
    /// How sure the recogniser is, from 0 to 100.
    pub confidence: f64,
}

/// Height of the letters of a line in proportion to the line.
const LETTERS: f64 = 0.8;

/// A line that is as high as most, within these proportions, is set like them: heights of lines
/// hang on whether they hold an Ẫ or a g.
const ALIKE: std::ops::Range<f64> = 0.7..1.35;

/// A word of which the recogniser is less sure than this may be another.
const SURE: f64 = 70.0;

/// A sign beside the words of which the recogniser is less sure than this is a speck.
const SPECK: f64 = 60.0;

/// Letters of a doubtful word: shorter ones are labels, whose doubt shows in the outline.
const SHORTEST: usize = 3;

/// The paragraphs of pages that follow each other, one on each line; nothing is known of a page
/// without words. A form feed stands where a page begins, but at the first.
pub fn recognised(pages: &[Vec<Word>]) -> String {
    let mut sizes: Vec<f64> = pages.iter().flatten().map(|word| word.size).collect();
    let middle = sizes.len() / 2;
    let usual = if sizes.is_empty() { 0.0 } else { *sizes.select_nth_unstable_by(middle, f64::total_cmp).1 };
    let lines = layout::paragraphs(pages.iter().map(|words| page(words, usual)).collect()).lines;
    labels::mended(lines).into_iter().map(|line| line + "\n").collect()
}

fn page(words: &[Word], usual: f64) -> Page {
    let mut page = Page {
        width: words.iter().map(|word| word.end).fold(0.0, f64::max),
        height: words.iter().map(|word| word.y).fold(0.0, f64::max) * 1.1,
        is_picture: words.is_empty(),
        ..Page::default()
    };
    for word in words.iter().filter(|word| !is_speck(word)) {
        let size = if ALIKE.contains(&(word.size / usual)) { usual } else { word.size } * LETTERS;
        let count = word.text.chars().count() as f64;
        // Boxes of words may touch; words do not.
        let end = word.end.min(word.x + (word.end - word.x).max(size * 0.3) - size * 0.1);
        let each = (end - word.x) / count;
        let glyph = |ch, x: f64, end: f64| Glyph { ch, x, end, y: word.y, size };
        let doubtful = word.confidence < SURE && word.text.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST;
        for (at, ch) in word.text.chars().enumerate() {
            let x = word.x + each * at as f64;
            page.glyphs.push(glyph(ch, x, x + each));
            if at == 0 && doubtful {
                page.glyphs.push(glyph(DOUBTFUL, x + each * 0.9, x + each));
            }
        }
        page.glyphs.push(glyph(' ', end, end + size * 0.1));
    }
    page
}

/// A spot on the paper that was taken for a sign.
fn is_speck(word: &Word) -> bool {
    let has_words = word.text.contains(char::is_alphanumeric);
    let is_bullet = matches!(word.text.as_str(), "-" | "+" | "•" | "–");
    word.text.is_empty() || !has_words && (word.confidence < SPECK && !is_bullet || word.text.chars().all(|c| matches!(c, '_' | '|' | '~')))
}
