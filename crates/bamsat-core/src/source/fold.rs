//! Folding for comparison: case, tone placement, quotes and dashes.
//!
//! Folding keeps the byte length, so a span of the folded text is a span of the text.
//! That is possible because Vietnamese capitals and small letters have the same length in
//! UTF-8, a moved tone mark only trades places (`oà` and `òa`), and where a sign gets shorter
//! (`“` to `"`) spaces fill the gap.

/// The folded form of `text`, of the same byte length.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        let ch = lower(ch);
        let Some(&next) = chars.peek() else {
            push(&mut out, ch);
            break;
        };
        match moved_tone(ch, lower(next)) {
            Some((first, second)) if ends_syllable(chars.clone().nth(1)) && !after_q(&out, ch) => {
                // In three rimes (`uỳ`, `uỹ`, `oẽ`) the newer spelling is a byte shorter.
                let fill = ch.len_utf8() + next.len_utf8() - first.len_utf8() - second.len_utf8();
                out.push(first);
                out.push(second);
                out.extend(std::iter::repeat_n(' ', fill));
                chars.next();
            }
            _ => push(&mut out, ch),
        }
    }
    debug_assert_eq!(out.len(), text.len());
    out
}

/// `fold` for lexicon entries and other short names: also collapses the filling spaces.
pub fn fold_name(text: &str) -> String {
    collapse(&fold(text))
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
    text.chars().map(bare).collect()
}

/// The letter without tone, circumflex, breve, horn or stroke.
pub fn bare(ch: char) -> char {
    match ch {
        'đ' => 'd',
        'Đ' => 'D',
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
        other if other.is_uppercase() => {
            let small = lower(other);
            let plain = bare_small(small);
            if plain == small { other } else { plain.to_ascii_uppercase() }
        }
        other => other,
    }
}

fn bare_small(ch: char) -> char {
    if ch.is_uppercase() { ch } else { bare(ch) }
}

/// The small letter, where it is as long in UTF-8 as the capital.
fn lower(ch: char) -> char {
    let mut small = ch.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == ch.len_utf8() => one,
        _ => ch,
    }
}

fn push(out: &mut String, ch: char) {
    let (sign, fill) = match ch {
        '“' | '”' | '„' | '‟' => ('"', 2),
        '«' | '»' => ('"', 1),
        '‘' | '’' => ('\'', 2),
        '–' | '—' | '―' | '‒' => ('-', 2),
        '…' => ('.', 2),
        _ => (ch, 0),
    };
    out.push(sign);
    out.extend(std::iter::repeat_n(' ', fill));
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

/// Before a final consonant there is one spelling only (`toàn`, `hoạt`).
fn ends_syllable(next: Option<char>) -> bool {
    !next.is_some_and(char::is_alphabetic)
}

/// In `quý` the u belongs to the onset: the tone stays.
fn after_q(out: &str, ch: char) -> bool {
    ch == 'u' && out.ends_with('q')
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
    fn strips_every_mark() {
        assert_eq!(strip_marks("Đẩy mạnh Ứng phó ĐẶC KHU"), "Day manh Ung pho DAC KHU");
    }
}
