//! Bytes of a plain text into letters: the encoding under which its words are Vietnamese.

use encoding_rs::{Encoding as Standard, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use crate::error::ReadError;
use crate::legacy::{self, Charset};
use crate::syllable;

/// An encoding by the name that a user gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Unicode, 8 bits.
    Utf8,
    /// Unicode, 16 bits, the lower byte first.
    Utf16Le,
    /// Unicode, 16 bits, the higher byte first.
    Utf16Be,
    /// Windows, Vietnamese.
    Windows1258,
    /// TCVN 5712:1993, VN3.
    Tcvn3,
    /// VNI for Windows.
    Vni,
    /// RFC 1456.
    Viscii,
    /// RFC 1456 in ASCII.
    Viqr,
}

/// Share of the words beyond ASCII that must be syllables.
const SOUND: f64 = 0.85;
/// How much better than any other encoding the right one must be.
const MARGIN: f64 = 0.1;
/// Words beyond ASCII by which an encoding can be told at all.
const ENOUGH: usize = 8;
/// Bytes that are looked at.
const SAMPLE: usize = 200_000;

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1258, Self::Tcvn3, Self::Vni, Self::Viscii, Self::Viqr];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Viqr => "viqr",
        }
    }

    /// The encoding of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.name().eq_ignore_ascii_case(name))
    }

    fn charset(self) -> Option<Charset> {
        match self {
            Self::Tcvn3 => Some(Charset::Tcvn3),
            Self::Vni => Some(Charset::Vni),
            Self::Viscii => Some(Charset::Viscii),
            Self::Viqr => Some(Charset::Viqr),
            _ => None,
        }
    }

    fn standard(self) -> &'static Standard {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1258 => WINDOWS_1258,
            // The codes of the old ones are told apart as Latin letters.
            _ => WINDOWS_1252,
        }
    }

    /// The letters of a text in this encoding.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        match self.charset() {
            Some(charset @ (Charset::Viscii | Charset::Tcvn3)) => legacy::decode(charset, &latin(bytes)),
            Some(charset) => legacy::decode(charset, &self.standard().decode(bytes).0),
            None => self.standard().decode(bytes).0.nfc().collect(),
        }
    }
}

/// Each byte as the character of its number: the upper control codes are letters in VISCII.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The letters of a plain text, and the old encoding it was in.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Option<Encoding>), ReadError> {
    if let Some((standard, _)) = Standard::for_bom(bytes) {
        return Ok((standard.decode(bytes).0.into_owned(), None));
    }
    if let Some(encoding) = wide(bytes) {
        return Ok((encoding.decode(bytes), None));
    }
    if bytes.contains(&0) {
        return Err(ReadError::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(shown_as_latin(text)),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            let encoding = detected(bytes).ok_or(ReadError::UnknownEncoding(line))?;
            Ok((encoding.decode(bytes), Some(encoding)))
        }
    }
}

/// UTF-16 without a mark at its beginning: every other byte of its spaces and figures is zero, and few
/// of the others are (U+0300, the grave accent of decomposed letters, is one).
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 8;
    let few = |these: usize, those: usize| these * 8 < those;
    match (even > many, odd > many) {
        (false, true) if few(even, odd) => Some(Encoding::Utf16Le),
        (true, false) if few(odd, even) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// The encoding under which the words are syllables, and plainly more of them than under any other.
fn detected(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let share = |encoding: Encoding| match syllable::count(&encoding.decode(sample)) {
        (0..ENOUGH, _) => 0.0,
        (all, sound) => sound as f64 / all as f64,
    };
    let mut all: Vec<(f64, Encoding)> =
        [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii].map(|encoding| (share(encoding), encoding)).to_vec();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, second) = (all[0], all[1]);
    (best.0 >= SOUND && best.0 >= second.0 + MARGIN).then_some(best.1)
}

/// A text in UTF-8 whose words become Vietnamese when its letters are taken for codes: an old text
/// that was saved as if it were Latin, or VIQR.
fn shown_as_latin(text: &str) -> (String, Option<Encoding>) {
    let sample = &text[..text.floor_char_boundary(SAMPLE / 4)];
    // Letters that only Unicode has show at once that nothing is to be decoded: a fifth of any text.
    let own = sample.chars().filter(|ch| ('Ạ'..='ỹ').contains(ch));
    let is_own = |ch| matches!(ch, 'Ạ'..='ỹ' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ơ' | 'ơ' | 'Ư' | 'ư');
    if own.take(sample.len() / 50 + 1).count() > sample.len() / 50 {
        return (text.to_owned(), None);
    }
    let (all, sound) = syllable::count(sample);
    let share = |(all, sound): (usize, usize)| if all == 0 { 0.0 } else { sound as f64 / all as f64 };
    let candidates: &[Encoding] = match all {
        // A letter that only Vietnamese has shows that `?` is a question.
        0..ENOUGH if !sample.contains(is_own) => &[Encoding::Viqr],
        0..ENOUGH => &[],
        _ if share((all, sound)) < 0.5 => &[Encoding::Tcvn3, Encoding::Vni],
        _ => &[],
    };
    for encoding in candidates {
        let Some(charset) = encoding.charset() else { continue };
        let (all, sound) = syllable::count(&legacy::decode(charset, sample));
        if all >= ENOUGH && share((all, sound)) >= SOUND {
            return (legacy::decode(charset, text), Some(*encoding));
        }
    }
    (text.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "KẾ HOẠCH\nTuyên truyền bảo vệ môi trường năm 2026\nI. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức của cán bộ, \
        đảng viên và các tầng lớp nhân dân về ý nghĩa của môi trường trong chiến lược phát triển đất nước.\n";

    /// The text in an encoding: each letter as what decodes to it.
    fn encoded(encoding: Encoding) -> Vec<u8> {
        let (lowered, text) = match encoding {
            // There are small letters only, with the marks.
            Encoding::Tcvn3 => (true, TEXT.to_lowercase()),
            _ => (false, TEXT.to_owned()),
        };
        assert_eq!(lowered, encoding == Encoding::Tcvn3);
        let code = |ch: char| (0..=255u8).find(|byte| *byte >= 0x80 && encoding.decode(&[*byte]) == ch.to_string());
        let mut out = Vec::new();
        for ch in text.chars() {
            if ch.is_ascii() {
                out.push(ch as u8);
            } else if let Some(byte) = code(ch) {
                out.push(byte);
            } else {
                // A letter and a sign for its marks.
                let pair =
                    (0x41..=255u8).flat_map(|a| (0xc0..=255u8).map(move |b| [a, b])).find(|pair| encoding.decode(pair) == ch.to_string());
                out.extend(pair.unwrap_or_else(|| panic!("{ch} in {encoding:?}")));
            }
        }
        out
    }

    #[test]
    fn finds_the_encoding() {
        for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii] {
            let (text, found) = decode(&encoded(encoding)).unwrap_or_else(|error| panic!("{encoding:?}: {error}"));
            assert_eq!((text.to_lowercase(), found), (TEXT.to_lowercase(), Some(encoding)));
        }
        let marks: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = marks.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = marks.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [TEXT.as_bytes(), &little, &big] {
            assert_eq!(decode(bytes), Ok((TEXT.to_owned(), None)));
        }
        // Decomposed, one accent has zeros of its own.
        let decomposed: Vec<u8> = TEXT.nfd().collect::<String>().encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&decomposed), Ok((TEXT.to_owned(), None)));
    }

    #[test]
    fn asks_where_no_encoding_fits() {
        let noise: Vec<u8> = b"ab\n\xff\xd8 q\xe9\xe8z w\xf0\xf1k ".repeat(30);
        assert_eq!(decode(&noise), Err(ReadError::UnknownEncoding(2)));
        assert_eq!(decode(b"a\0b\0\0\0c"), Err(ReadError::Binary));
    }

    #[test]
    fn latin_letters_that_are_codes_are_noticed() {
        let shown: String = latin(&encoded(Encoding::Tcvn3));
        let (text, found) = shown_as_latin(&shown.repeat(2));
        assert_eq!((text.lines().next(), found), (Some("kế hoạch"), Some(Encoding::Tcvn3)));
        assert_eq!(shown_as_latin(TEXT), (TEXT.to_owned(), None));
    }

    #[test]
    fn a_question_beside_unicode_words_is_no_code() {
        let viqr = "Ke^' hoa.ch tha'ng ba?y na(m na`y la`m gi`? ".repeat(3);
        assert_eq!(shown_as_latin(&viqr).1, Some(Encoding::Viqr));
        assert_eq!(shown_as_latin(&format!("{viqr} 200 m², 37°")).1, Some(Encoding::Viqr));
        let mixed = format!("{viqr} Mục đích");
        assert_eq!(shown_as_latin(&mixed), (mixed.clone(), None));
    }
}
