//! From bytes of the original to clean glyphs, line by line.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

use super::mapped::Mapped;
use super::span::Run;

/// One line of the original, characters cleaned, white space still as it stood.
#[derive(Debug, Default)]
pub(super) struct RawLine {
    pub(super) words: Mapped,
    /// A form feed stood before or in this line.
    pub(super) page_break: bool,
}

/// A character of a line and where it stood.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    ch: char,
    column: u32,
    origin: usize,
}

/// Splits at `\n` and cleans every line.
pub(super) fn lines(original: &str) -> Vec<RawLine> {
    let mut origin = 0;
    let mut lines = Vec::new();
    for (index, line) in original.split('\n').enumerate() {
        lines.push(clean(line, index as u32 + 1, origin));
        origin += line.len() + 1;
    }
    lines
}

fn clean(line: &str, number: u32, origin: usize) -> RawLine {
    let plain = line.strip_suffix('\r').unwrap_or(line);
    if is_plain(plain) {
        return RawLine { words: Mapped::of(plain, number, 1, origin), page_break: false };
    }
    let mut glyphs = composed(line, origin);
    let mut page_break = false;
    glyphs.retain_mut(|glyph| match canonical(glyph.ch) {
        Some(ch) => {
            glyph.ch = ch;
            true
        }
        None => {
            page_break |= glyph.ch == '\u{c}';
            false
        }
    });
    repair_look_alikes(&mut glyphs);
    let mut words = Mapped::default();
    let mut last: Option<Glyph> = None;
    for glyph in glyphs {
        let place = Run { text: 0, line: number, column: glyph.column, origin: glyph.origin };
        let continues = last.is_some_and(|l| l.column + 1 == glyph.column && l.origin + l.ch.len_utf8() == glyph.origin);
        if continues {
            words.carry_on(glyph.ch, place)
        } else {
            words.push(glyph.ch, place)
        }
        last = Some(glyph);
    }
    RawLine { words, page_break }
}

/// Whether all characters stay as they are and nothing composes with them: ASCII, Latin letters but the
/// look-alikes of Đ and the dotless i, and the usual dashes and quotes.
fn is_plain(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let behind = || (bytes.get(at + 1).copied().unwrap_or_default(), bytes.get(at + 2).copied().unwrap_or_default());
        at += match byte {
            b' '..=b'~' => 1,
            0xc3 if !matches!(behind().0, 0x90 | 0xb0) => 2,
            0xc4 if behind().0 != 0xb1 => 2,
            0xc6 if behind().0 != 0x89 => 2,
            0xc5 | 0xc7..=0xcb => 2,
            0xe1 if matches!(behind(), (0xba, 0xa0..) | (0xbb, ..=0xb9)) => 3,
            0xe2 if matches!(behind(), (0x80, 0x92..=0xa6)) => 3,
            _ => return false,
        };
    }
    true
}

/// The characters of a line, letters and marks composed.
fn composed(line: &str, origin: usize) -> Vec<Glyph> {
    let mut out = Vec::with_capacity(line.len());
    if is_composed(line) {
        out.extend(line.char_indices().zip(1..).map(|((at, ch), column)| Glyph { ch, column, origin: origin + at }));
        return out;
    }
    // A form feed has a shape: that of a page.
    let kept = |ch| if ch == '\u{c}' { Some(ch) } else { canonical(ch) };
    let mut column = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, first)) = chars.next() {
        column += 1;
        let place = Glyph { ch: first, column, origin: origin + at };
        let mut end = at + first.len_utf8();
        while let Some(&(next, mark)) = chars.peek() {
            // Some old converters put the tone before the circumflex: composing the whole
            // cluster at once repairs the order. A sign without a shape does not part it.
            if canonical_combining_class(mark) == 0 && kept(mark).is_some() {
                break;
            }
            end = next + mark.len_utf8();
            column += 1;
            chars.next();
        }
        out.extend(line[at..end].chars().filter_map(kept).nfc().map(|ch| Glyph { ch, ..place }));
    }
    out
}

fn is_composed(line: &str) -> bool {
    // Letters and signs of Vietnamese text are, whatever stands beside them.
    let usual = |c| matches!(c, '\0'..='\u{2ff}' | 'Ạ'..='ỹ' | '‐'..='…');
    line.chars().all(usual) || is_nfc_quick(line.chars()) == IsNormalized::Yes
}

/// The character meant, or `None` for one that carries nothing.
#[inline]
fn canonical(ch: char) -> Option<char> {
    Some(match ch {
        ' '..='~' | 'À'..='Ï' | 'Ñ'..='ï' | 'ñ'..='İ' | 'Ạ'..='ỹ' => ch,
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2028}' | '\u{2029}' | '\u{3000}' => ' ',
        // Soft hyphen, zero-width and directional signs, and the sign of a doubtful word.
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffb}' => {
            return None;
        }
        // Icelandic eth and African D stand for Đ in texts typed on old keyboards.
        'Ð' | 'Ɖ' => 'Đ',
        'ð' => 'đ',
        'ı' => 'i',
        '⁄' | '∕' | '／' => '/',
        '‐' | '‑' | '−' | '﹣' | '－' => '-',
        // Bullets of symbol fonts.
        '\u{e000}'..='\u{f8ff}' => '•',
        c if c.is_control() => return None,
        c => c,
    })
}

/// Cyrillic and Greek capitals that look Latin are read as Latin in words that hold Latin
/// letters too (`NĐ-СР`).
fn repair_look_alikes(glyphs: &mut [Glyph]) {
    if !glyphs.iter().any(|g| look_alike(g.ch).is_some()) {
        return;
    }
    for word in glyphs.split_mut(|g| g.ch == ' ') {
        if word.iter().any(|g| look_alike(g.ch).is_some()) && word.iter().any(|g| is_latin(g.ch)) {
            for glyph in word {
                glyph.ch = look_alike(glyph.ch).unwrap_or(glyph.ch);
            }
        }
    }
}

fn is_latin(ch: char) -> bool {
    ch.is_ascii_alphabetic() || matches!(ch, 'À'..='ỹ') && !matches!(ch, '\u{370}'..='\u{52f}')
}

fn look_alike(ch: char) -> Option<char> {
    const PAIRS: [(&str, &str); 2] = [("АВЕКМНОРСТХУІЈЅ", "ABEKMHOPCTXYIJS"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")];
    if !('\u{370}'..='\u{52f}').contains(&ch) {
        return None;
    }
    PAIRS.iter().find_map(|(from, to)| to.chars().nth(from.chars().position(|c| c == ch)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        lines(text)[0].words.text().to_owned()
    }

    #[test]
    fn plain_lines_are_those_that_cleaning_leaves() {
        for ch in '\0'..=char::MAX {
            let line = ch.to_string();
            if is_plain(&line) {
                let glyphs: Vec<char> = composed(&line, 0).into_iter().filter_map(|glyph| canonical(glyph.ch)).collect();
                assert_eq!(glyphs, [ch], "{ch:?}");
                assert!(is_composed(&line) && look_alike(ch).is_none(), "{ch:?}");
            }
        }
        assert!(is_plain("Kế hoạch số 12/KH-UBND – “Đẩy mạnh” …"));
        let signs = ["a", "ở", "ð", "–", "\u{a0}", "ı", "ỳ", "\t", "Đ", "•", "\u{1e9e}"];
        for pair in signs.iter().flat_map(|a| signs.iter().map(move |b| [*a, *b])) {
            assert_eq!(is_plain(&pair.concat()), pair.iter().all(|sign| is_plain(sign)), "{pair:?}");
        }
    }

    #[test]
    fn cleans_what_real_files_hold() {
        assert_eq!(cleaned("Ðiều 1 của NĐ-СР"), "Điều 1 của NĐ-CP");
        assert_eq!(cleaned("bie\u{302}\u{301}n đo\u{302}\u{309}i"), "biến đổi");
        assert_eq!(cleaned("cha\u{200b}\u{302}\u{301}t đ\u{131}\u{300}nh\u{feff}"), "chất đình");
        assert_eq!(cleaned("a\u{a0}b\u{ad}c\u{200b}d"), "a bcd");
        assert_eq!(cleaned("\u{f0b7} Tổ chức"), "• Tổ chức");
    }
}
