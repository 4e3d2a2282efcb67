//! Letters of encodings from before Unicode.

mod tables;

use unicode_normalization::UnicodeNormalization;

/// An encoding that keeps Vietnamese letters behind codes of other ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// TCVN 5712:1993, VN3 ("ABC"): fonts `.VnTime` and the like.
    Tcvn3,
    /// The same in a font of capitals only: `.VnTimeH`.
    Tcvn3Capitals,
    /// A letter and a sign for its marks: fonts `VNI-Times` and the like.
    Vni,
    /// RFC 1456.
    Viscii,
    /// RFC 1456, marks as signs of ASCII behind the letter.
    Viqr,
}

impl Charset {
    /// The encoding that a font asks for by its name; fonts within a PDF have a prefix.
    pub(crate) fn of_font(name: &str) -> Option<Self> {
        let name = name.split_once('+').map_or(name, |(prefix, rest)| if prefix.len() == 6 { rest } else { name });
        let lower = name.to_lowercase();
        let plain = lower.trim_start_matches('.');
        if lower.starts_with(".vn") {
            let family = name.split([',', '-', ' ']).next().unwrap_or(name);
            return Some(if family.ends_with('H') { Self::Tcvn3Capitals } else { Self::Tcvn3 });
        }
        (plain.starts_with("vni-") || plain.starts_with("vni ")).then_some(Self::Vni)
    }
}

/// The letters behind one character of an encoding that was shown as Latin.
pub(crate) fn letters(charset: Charset, ch: char) -> (char, Option<char>) {
    match charset {
        Charset::Tcvn3 => (tables::tcvn3(ch), None),
        Charset::Tcvn3Capitals => (capital(tables::tcvn3(ch)), None),
        Charset::Vni => tables::vni(ch),
        Charset::Viscii => (tables::viscii(ch), None),
        Charset::Viqr => (ch, None),
    }
}

fn capital(ch: char) -> char {
    let mut capital = ch.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(one), None) => one,
        _ => ch,
    }
}

/// A text in an encoding that was shown as Latin.
pub(crate) fn decode(charset: Charset, text: &str) -> String {
    if charset == Charset::Viqr {
        return tables::viqr(text);
    }
    let all = text.chars().flat_map(|ch| {
        let (first, second) = letters(charset, ch);
        std::iter::once(first).chain(second)
    });
    all.nfc().collect()
}

/// The words of a run in an old font; nothing for any other font.
pub(crate) fn by_font(font: &str, text: &str) -> Option<String> {
    let charset = Charset::of_font(font)?;
    // What is written in Unicode already is only shown in that font.
    let decoded = text.chars().any(|ch| ch as u32 > 0x17f && !matches!(ch, '\u{2000}'..='\u{22ff}'));
    (!decoded).then(|| decode(charset, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_old_fonts_show() {
        assert_eq!(decode(Charset::Tcvn3, "KÕ ho¹ch tuyªn truyÒn cña ®Þa ph\u{ad}¬ng"), "Kế hoạch tuyên truyền của địa phương");
        assert_eq!(decode(Charset::Tcvn3Capitals, "KÕ HO¹CH"), "KẾ HOẠCH");
        assert_eq!(decode(Charset::Vni, "Keá hoaïch tuyeân truyeàn cuûa ñòa phöông"), "Kế hoạch tuyên truyền của địa phương");
        assert_eq!(decode(Charset::Viqr, "Ke^' hoa.ch tuye^n truye^`n cu?a ddi.a phu+o+ng."), "Kế hoạch tuyên truyền của địa phương.");
        assert_eq!(decode(Charset::Viscii, "Kª hoÕch cüa ð¸a phß½ng"), "Kế hoạch của địa phương");
    }

    #[test]
    fn a_font_tells_its_encoding() {
        assert_eq!(Charset::of_font(".VnTime"), Some(Charset::Tcvn3));
        assert_eq!(Charset::of_font("ABCDEF+.VnTimeH,Bold"), Some(Charset::Tcvn3Capitals));
        assert_eq!(Charset::of_font("VNI-Times"), Some(Charset::Vni));
        assert_eq!(Charset::of_font("Times New Roman"), None);
        assert_eq!(by_font(".VnTime", "đã là Unicode, kế hoạch"), None);
    }
}
