//! From bytes of the original to clean glyphs, line by line.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

use super::span::Glyph;

/// One line of the original, characters cleaned, white space still as it stood.
#[derive(Debug, Default)]
pub(super) struct RawLine {
    pub(super) glyphs: Vec<Glyph>,
    /// A form feed stood before or in this line.
    pub(super) page_break: bool,
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
    let mut out = RawLine::default();
    out.glyphs.reserve(line.len());
    let mut column = 0;
    if is_composed(line) {
        for (at, ch) in line.char_indices() {
            column += 1;
            push(&mut out, ch, Glyph { ch, line: number, column, origin: origin + at });
        }
        repair_look_alikes(&mut out.glyphs);
        return out;
    }
    let mut chars = line.char_indices().peekable();
    while let Some((at, first)) = chars.next() {
        column += 1;
        let place = Glyph { ch: first, line: number, column, origin: origin + at };
        let mut end = at + first.len_utf8();
        while let Some(&(next, mark)) = chars.peek() {
            // Some old converters put the tone before the circumflex: composing the whole
            // cluster at once repairs the order. A sign without a shape does not part it.
            if canonical_combining_class(mark) == 0 && (mark == '\u{c}' || canonical(mark).is_some()) {
                break;
            }
            end = next + mark.len_utf8();
            column += 1;
            chars.next();
        }
        out.page_break |= first == '\u{c}';
        for ch in line[at..end].chars().filter_map(canonical).nfc() {
            push(&mut out, ch, place);
        }
    }
    repair_look_alikes(&mut out.glyphs);
    out
}

fn is_composed(line: &str) -> bool {
    // Letters and signs of Vietnamese text are, whatever stands beside them.
    let usual = |c| matches!(c, '\0'..='\u{2ff}' | 'Ạ'..='ỹ' | '‐'..='…');
    line.chars().all(usual) || is_nfc_quick(line.chars()) == IsNormalized::Yes
}

#[inline]
fn push(out: &mut RawLine, ch: char, place: Glyph) {
    match canonical(ch) {
        Some(ch) => out.glyphs.push(Glyph { ch, ..place }),
        None => out.page_break |= ch == '\u{c}',
    }
}

/// The character meant, or `None` for one that carries nothing.
#[inline]
fn canonical(ch: char) -> Option<char> {
    Some(match ch {
        ' '..='~' | 'À'..='Ï' | 'Ñ'..='ï' | 'ñ'..='İ' | 'Ạ'..='ỹ' => ch,
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // Soft hyphen, zero-width and directional signs, and the sign of a doubtful word.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffb}' => return None,
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
        lines(text)[0].glyphs.iter().map(|g| g.ch).collect()
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
