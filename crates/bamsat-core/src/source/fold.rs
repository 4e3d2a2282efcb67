//! Folding for comparison: case, tone placement, quotes and dashes.
//!
//! Folding keeps the byte length, so a span of the folded text is a span of the text.
//! That is possible because Vietnamese capitals and small letters have the same length in
//! UTF-8, a moved tone mark only trades places (`oà` and `òa`), and where a sign gets shorter
//! (`“` to `"`) spaces fill the gap.

use super::letter::{bare, is_alphabetic, lower, may_fold};

/// Whether `fold(text)` may differ from `text`; of most texts it does not.
#[inline]
pub(super) fn may_change(text: &str) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| bytes[at].is_ascii_uppercase() || bytes[at] >= 0xc0 && may_fold(bytes, at))
}

/// The folded form of `text`, of the same byte length.
pub fn fold(text: &str) -> String {
    let small = text.to_ascii_lowercase();
    // What stands before the next place to change; nothing where all stays as it is.
    let mut out = String::new();
    let mut at = 0;
    while let Some(byte) = small.as_bytes().get(at) {
        if byte & 0x80 == 0 || byte & 0xc0 == 0x80 || !may_fold(small.as_bytes(), at) {
            at += 1;
            continue;
        }
        let Some(ch) = small[at..].chars().next() else { break };
        let (end, plain) = (at + ch.len_utf8(), sign(lower(ch)));
        match moved_tone(&small.as_bytes()[..at], plain).filter(|_| !small[end..].starts_with(is_alphabetic)) {
            Some((first, second)) => {
                out.push_str(&small[out.len()..at - 1]);
                out.extend([first, second]);
            }
            None if plain != ch => {
                out.push_str(&small[out.len()..at]);
                out.push(plain);
            }
            None => {
                at = end;
                continue;
            }
        }
        // In three rimes (`uỳ`, `uỹ`, `oẽ`) the newer spelling is a byte shorter, as are some signs.
        while out.len() < end {
            out.push(' ');
        }
        at = end;
    }
    if out.is_empty() {
        return small;
    }
    out.push_str(&small[out.len()..]);
    out
}

/// The beginning of `fold(text)`: its first `len` bytes at the least, where the text has them.
fn fold_start(text: &str, len: usize) -> String {
    // The place of a tone hangs on two characters more.
    let end = (len + 8..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    fold(&text[..end])
}

/// `fold` for lexicon entries and other short names: also collapses the filling spaces.
pub fn fold_name(text: &str) -> String {
    let folded = fold(text);
    if is_tidy(&folded) { folded } else { collapse(&folded) }
}

/// The first words of `fold_name(text)`, more than any formula has.
fn opening(text: &str) -> String {
    const WORDS: usize = 14;
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    fold_name(&words.join(" "))
}

/// Whether `fold_name(text)` begins with one of the formulas.
pub(crate) fn opens_with(text: &str, formulas: &[&str]) -> bool {
    // Most lines differ from all in the first letter already.
    let first = initial(text);
    formulas.iter().any(|formula| initial(formula) == first) && {
        let start = opening(text);
        formulas.iter().any(|formula| start.starts_with(formula))
    }
}

/// Whether `fold(text)` begins with one of the formulas.
pub(super) fn starts_with(text: &str, formulas: &[&str]) -> bool {
    let first = initial(text);
    formulas.iter().filter(|formula| initial(formula) == first).any(|formula| fold_start(text, formula.len()).starts_with(formula))
}

/// Whether a folded text begins with one of the formulas.
pub(crate) fn begins_with(folded: &str, formulas: &[&str]) -> bool {
    // Most texts differ from all in the first byte already.
    let first = folded.as_bytes().first();
    formulas.iter().any(|formula| formula.as_bytes().first() == first && folded.starts_with(formula))
}

/// The first character without its tone, which may move.
fn initial(text: &str) -> Option<char> {
    text.trim_start().chars().next().map(|ch| bare(sign(lower(ch))))
}

/// Whether there is nothing to collapse, as bytes tell: no space at the ends or beside another, and no byte that may
/// begin other white space. Most texts are told so.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let may_begin = |byte: &u8| matches!(byte, 0..=0x1f | 0xc2 | 0xe2 | 0xe3);
    // U+1680 begins like the Vietnamese letters.
    let ogham = || bytes.windows(2).any(|pair| pair == [0xe1, 0x9a]);
    !(text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") || bytes.iter().any(may_begin) || ogham())
}

/// Every run of white space as one space, none at the ends.
pub fn collapse(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
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

/// The sign meant.
fn sign(ch: char) -> char {
    match ch {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '–' | '—' | '―' | '‒' => '-',
        '…' => '.',
        _ => ch,
    }
}

/// `oà` is folded to `òa`, `uỷ` to `ủy`, and so on (both spellings are in use; Party texts
/// prefer the older one): the two vowels where `before` ends in the first and `second` has its tone.
/// Before a final consonant there is one spelling only (`toàn`, `hoạt`), and in `quý` the u belongs
/// to the onset.
fn moved_tone(before: &[u8], second: char) -> Option<(char, char)> {
    let (tones, rimes) = match before {
        [.., b'q', b'u'] => return None,
        [.., b'o'] => ("òóỏõọ", [("àáảãạ", 'a'), ("èéẻẽẹ", 'e')].as_slice()),
        [.., b'u'] => ("ùúủũụ", [("ỳýỷỹỵ", 'y')].as_slice()),
        _ => return None,
    };
    rimes.iter().find_map(|&(marked, plain)| {
        let tone = marked.chars().position(|c| c == second)?;
        Some((tones.chars().nth(tone)?, plain))
    })
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

    #[test]
    fn whatever_folding_may_change_is_looked_at() {
        let marked = ['o', 'u', 'x'];
        for ch in '\u{80}'..=char::MAX {
            for before in marked {
                let text = format!("{before}{ch}");
                let changed = fold(&text) != text;
                let by_hand = sign(lower(ch)) != ch || moved_tone(before.to_string().as_bytes(), lower(ch)).is_some();
                assert_eq!(changed, by_hand, "{text}");
            }
        }
    }

    #[test]
    fn tidy_texts_are_left_as_they_are() {
        for ch in '\0'..=char::MAX {
            let text = format!("a{ch}b");
            let by_hand = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(collapse(&text), by_hand, "{ch:?}");
        }
        assert_eq!(["", " ", " a", "a ", "a  b", "a b"].map(collapse), ["", "", "a", "a", "a b", "a b"]);
    }

    #[test]
    fn beginnings_are_those_of_the_whole() {
        let text = "“Uỷ ban” – Hoà  Bình: quý II, thuỷ lợi, hoạt động … khoẻ";
        let whole = fold(text);
        for len in 0..text.len() {
            assert_eq!(fold_start(text, len).as_bytes()[..len], whole.as_bytes()[..len]);
        }
        let long = text.repeat(3);
        assert!(fold_name(&long).starts_with(&opening(&long)));
        assert_eq!(opening(text), fold_name(text));
    }
}
