//! Folding for comparison: case, tone placement, quotes and dashes.
//!
//! Folding keeps the byte length, so a span of the folded text is a span of the text.
//! That is possible because Vietnamese capitals and small letters have the same length in
//! UTF-8, a moved tone mark only trades places (`oà` and `òa`), and where a sign gets shorter
//! (`“` to `"`) spaces fill the gap.

use std::str::Chars;

use super::letter::{bare, is_alphabetic, lower};

/// The folded form of `text`, of the same byte length.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(fold_chars(text));
    debug_assert_eq!(out.len(), text.len());
    out
}

/// The characters of `fold(text)`, made one by one: to look at the beginning of a long text.
pub(crate) fn fold_chars(text: &str) -> impl Iterator<Item = char> {
    Folded { rest: text.chars(), second: None, fill: 0, last: ' ' }
}

struct Folded<'t> {
    rest: Chars<'t>,
    /// The vowel behind one that took its tone.
    second: Option<char>,
    /// Spaces to come in place of bytes that a sign lost.
    fill: usize,
    /// The last character of the text that was folded.
    last: char,
}

impl Iterator for Folded<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(second) = self.second.take() {
            return Some(second);
        }
        if self.fill > 0 {
            self.fill -= 1;
            return Some(' ');
        }
        let ch = lower(self.rest.next()?);
        let before = std::mem::replace(&mut self.last, ch);
        if matches!(ch, 'o' | 'u')
            && let Some(first) = self.moved(ch, before)
        {
            return Some(first);
        }
        let (sign, fill) = sign(ch);
        self.fill = fill;
        Some(sign)
    }
}

impl Folded<'_> {
    /// `first` with the tone of the vowel behind it, which follows without.
    fn moved(&mut self, first: char, before: char) -> Option<char> {
        let mut rest = self.rest.clone();
        let next = rest.next().filter(|next| !next.is_ascii())?;
        let (moved, second) = moved_tone(first, lower(next))?;
        // Before a final consonant there is one spelling only (`toàn`, `hoạt`), and in `quý` the u
        // belongs to the onset.
        if rest.next().is_some_and(is_alphabetic) || (first == 'u' && before == 'q') {
            return None;
        }
        // In three rimes (`uỳ`, `uỹ`, `oẽ`) the newer spelling is a byte shorter.
        self.fill = first.len_utf8() + next.len_utf8() - moved.len_utf8() - second.len_utf8();
        self.rest.next();
        (self.second, self.last) = (Some(second), second);
        Some(moved)
    }
}

/// `fold` for lexicon entries and other short names: also collapses the filling spaces.
pub fn fold_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(name_chars(text));
    out
}

/// The characters of `fold_name(text)`, made one by one.
pub(crate) fn name_chars(text: &str) -> impl Iterator<Item = char> {
    let mut chars = fold_chars(text).skip_while(|c| c.is_whitespace());
    let mut behind_space = None;
    std::iter::from_fn(move || {
        behind_space.take().or_else(|| {
            let ch = chars.next()?;
            if !ch.is_whitespace() {
                return Some(ch);
            }
            behind_space = chars.by_ref().find(|c| !c.is_whitespace());
            behind_space.map(|_| ' ')
        })
    })
}

/// Whether `chars` begin with `start`.
pub(crate) fn begins(mut chars: impl Iterator<Item = char>, start: &str) -> bool {
    start.chars().all(|ch| chars.next() == Some(ch))
}

/// Every run of white space as one space, none at the ends.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `text` without any Vietnamese mark, for look-ups that must survive lost or wrong marks.
pub fn strip_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().map(bare));
    out
}

/// The sign meant, and how many bytes shorter it is.
fn sign(ch: char) -> (char, usize) {
    match ch {
        '\0'..='\u{aa}' => (ch, 0),
        '“' | '”' | '„' | '‟' => ('"', 2),
        '«' | '»' => ('"', 1),
        '‘' | '’' => ('\'', 2),
        '–' | '—' | '―' | '‒' => ('-', 2),
        '…' => ('.', 2),
        _ => (ch, 0),
    }
}

/// `oà` is folded to `òa`, `uỷ` to `ủy`, and so on (both spellings are in use; Party texts
/// prefer the older one).
fn moved_tone(first: char, second: char) -> Option<(char, char)> {
    let vowels = match first {
        'o' => [("àáảãạ", 'a'), ("èéẻẽẹ", 'e')].as_slice(),
        'u' => [("ỳýỷỹỵ", 'y')].as_slice(),
        _ => return None,
    };
    let tones = if first == 'o' { "òóỏõọ" } else { "ùúủũụ" };
    for &(marked, plain) in vowels {
        if let Some(tone) = marked.chars().position(|c| c == second) {
            return Some((tones.chars().nth(tone)?, plain));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_tone_and_signs_in_place() {
        for (text, folded) in [
            ("Uỷ ban HOÀ Bình", "ủy ban hòa bình"),
            ("toàn quốc, quý II, hoạt động", "toàn quốc, quý ii, hoạt động"),
            ("Đảng uỷ", "đảng ủy"),
        ] {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(fold("thuỳ luỹ khoẽ").len(), "thuỳ luỹ khoẽ".len());
        assert_eq!(fold("“a” – b").len(), "“a” – b".len());
        assert_eq!(fold_name("Ban  Tuyên giáo – Dân vận"), "ban tuyên giáo - dân vận");
    }
}
