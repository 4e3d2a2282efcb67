//! What a character is: its small form, its form without marks, its class.
//!
//! The answers of the standard library are searched for in tables of all scripts; for the letters
//! of Vietnamese they are looked up here in one step.

use std::sync::LazyLock;

/// What is known of one character.
#[derive(Debug, Clone, Copy)]
struct Letter {
    small: char,
    bare: char,
    class: Class,
}

/// The class of a character, as far as reading needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Capital,
    Small,
    /// A letter without case.
    Caseless,
    /// A digit or a sign.
    Other,
}

/// Latin letters with all marks but those of the second block.
const LATIN: usize = 0x250;
/// Where the block with most Vietnamese letters begins.
const ADDITIONAL: usize = 0x1e00;
/// Characters of that block.
const ADDITIONAL_LEN: usize = 0x100;

static LETTERS: LazyLock<[Letter; LATIN + ADDITIONAL_LEN]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let code = if at < LATIN { at } else { ADDITIONAL + at - LATIN };
        Letter::of(char::from_u32(code as u32).unwrap_or_default())
    })
});

impl Letter {
    fn of(ch: char) -> Self {
        let class = match ch {
            _ if ch.is_lowercase() => Class::Small,
            _ if ch.is_uppercase() => Class::Capital,
            _ if ch.is_alphabetic() => Class::Caseless,
            _ => Class::Other,
        };
        Self { small: small(ch), bare: without_marks(ch), class }
    }
}

#[inline]
fn letter(ch: char) -> Letter {
    match ch as usize {
        code @ 0..LATIN => LETTERS[code],
        code @ ADDITIONAL..0x1f00 => LETTERS[code - ADDITIONAL + LATIN],
        _ => Letter::of(ch),
    }
}

/// The small letter, where it is as long in UTF-8 as the capital.
#[inline]
pub(super) fn lower(ch: char) -> char {
    if ch.is_ascii() { ch.to_ascii_lowercase() } else { letter(ch).small }
}

/// The letter without tone, circumflex, breve, horn or stroke.
#[inline]
pub fn bare(ch: char) -> char {
    if ch.is_ascii() { ch } else { letter(ch).bare }
}

/// As `char::is_alphabetic`.
#[inline]
pub(crate) fn is_alphabetic(ch: char) -> bool {
    if ch.is_ascii() { ch.is_ascii_alphabetic() } else { matches!(letter(ch).class, Class::Capital | Class::Small | Class::Caseless) }
}

/// As `char::is_alphanumeric`.
#[inline]
pub(crate) fn is_alphanumeric(ch: char) -> bool {
    match ch {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ' => true,
        _ => !ch.is_ascii() && ch.is_alphanumeric(),
    }
}

/// For each byte the length of the letter or digit that it begins; 0 where that is none, [`SEE`] where
/// the bytes behind it tell.
static STEPS: [u8; 256] = {
    let mut steps = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        steps[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => 1,
            // Latin letters.
            0xc4..=0xc8 => 2,
            0xc2 | 0xc3 | 0xc9.. => SEE,
            _ => 0,
        };
        byte += 1;
    }
    steps
};
const SEE: u8 = 9;

/// Bytes of the letter or digit at `at`, one of those that [`SEE`] stands for; 0 where none stands there.
#[inline]
fn seen(text: &str, at: usize) -> usize {
    match text.as_bytes()[at..] {
        [0xc3, 0x97 | 0xb7, ..] => 0,
        [0xc3, ..] => 2,
        // The second block of Latin letters.
        [0xe1, 0xb8..=0xbb, ..] => 3,
        _ => text[at..].chars().next().filter(|ch| is_alphanumeric(*ch)).map_or(0, char::len_utf8),
    }
}

/// Where the run of letters and digits ends that goes on at `from`.
#[inline]
pub(crate) fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        at += match STEPS[usize::from(bytes[at])] {
            0 => break,
            SEE => match seen(text, at) {
                0 => break,
                len => len,
            },
            len => usize::from(len),
        };
    }
    at
}

/// Where the next run of letters and digits begins, at `from` or behind it.
#[inline]
pub(crate) fn word_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let step = STEPS[usize::from(bytes[at])];
        if step != 0 && (step != SEE || seen(text, at) > 0) {
            return Some(at);
        }
        // Within a sign of several bytes no letter begins.
        at += 1;
        while bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at += 1;
        }
    }
    None
}

/// Whether folding may change the character that begins with the byte at `at`, no ASCII: a capital, a sign
/// with a plainer form, or a vowel whose tone may move. Most are none of these.
#[inline]
pub(super) fn may_fold(text: &[u8], at: usize) -> bool {
    match text[at..] {
        // Characters of two bytes, and the second block of Latin letters.
        [lead @ 0xc3..=0xc8, next, ..] => FOLDS[usize::from(lead & 0x1f) << 6 | usize::from(next & 0x3f)],
        [0xe1, block @ 0xb8..=0xbb, next, ..] => FOLDS[LATIN + (usize::from(block & 3) << 6 | usize::from(next & 0x3f))],
        _ => true,
    }
}

static FOLDS: LazyLock<[bool; LATIN + ADDITIONAL_LEN]> = LazyLock::new(|| {
    let toned = |letter: &Letter| matches!(letter.bare, 'a' | 'e' | 'y') && letter.small != letter.bare;
    let mut at = 0;
    LETTERS.map(|letter| {
        let code = if at < LATIN { at } else { ADDITIONAL + at - LATIN };
        at += 1;
        toned(&letter) || letter.small as usize != code
    })
});

/// As `char::is_uppercase`.
#[inline]
pub(crate) fn is_uppercase(ch: char) -> bool {
    if ch.is_ascii() { ch.is_ascii_uppercase() } else { letter(ch).class == Class::Capital }
}

/// As `char::is_lowercase`.
#[inline]
pub(crate) fn is_lowercase(ch: char) -> bool {
    if ch.is_ascii() { ch.is_ascii_lowercase() } else { letter(ch).class == Class::Small }
}

fn small(ch: char) -> char {
    let mut small = ch.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == ch.len_utf8() => one,
        _ => ch,
    }
}

fn without_marks(ch: char) -> char {
    let small = small(ch);
    let plain = match small {
        'đ' => 'd',
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => {
            'a'
        }
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => {
            'o'
        }
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        _ => return ch,
    };
    if ch == small { plain } else { plain.to_ascii_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        for ch in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(ch), ch.is_alphanumeric(), "{ch}");
        }
        for ch in '\0'..='\u{2fff}' {
            assert_eq!(is_alphabetic(ch), ch.is_alphabetic(), "{ch}");
            assert_eq!((is_uppercase(ch), is_lowercase(ch)), (ch.is_uppercase(), ch.is_lowercase()), "{ch}");
            assert_eq!(lower(ch), small(ch), "{ch}");
            assert_eq!(bare(ch), without_marks(ch), "{ch}");
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        for ch in ('\0'..=char::MAX).filter(|ch| *ch != 'a') {
            let text = format!("a{ch}");
            assert_eq!(word_end(&text, 0), if ch.is_alphanumeric() { text.len() } else { 1 }, "{ch:?}");
            let text = format!("{ch}a");
            assert_eq!(word_start(&text, 0), Some(if ch.is_alphanumeric() { 0 } else { ch.len_utf8() }), "{ch:?}");
        }
    }

    #[test]
    fn strips_every_mark() {
        assert_eq!("Đẩy mạnh Ứng phó ĐẶC KHU".chars().map(bare).collect::<String>(), "Day manh Ung pho DAC KHU");
    }
}
