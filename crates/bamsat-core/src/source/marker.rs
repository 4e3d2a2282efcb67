//! Numbers, letters and bullets that open a line.
//!
//! Levels by Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6c to 6đ (Phần, Chương,
//! Mục, Điều, khoản, điểm; `I.`, `1.`, `a)`), and by Party custom (`I-`, `1-`).

use super::fold::fold;
use super::letter::{is_alphabetic, is_lowercase, is_uppercase};

/// What kind of mark opens the line; the order is that of usual nesting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// `PHỤ LỤC`, `Phụ lục II`.
    Annex,
    /// `Phần I`, `Phần thứ nhất`.
    Part,
    /// `Chương II`.
    Chapter,
    /// `Mục 1` under a chapter.
    Division,
    /// `Điều 3.`
    Article,
    /// `A.`
    Capital,
    /// `I.`, `I-`
    Roman,
    /// `1.`, `1.1.`
    Arabic,
    /// `a)`
    Letter,
    /// `(1)`
    Paren,
    /// `-`, `+`, `*`, `•`
    Bullet,
}

/// A mark at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Kind.
    pub kind: MarkKind,
    /// The number or letter as it goes into a path: `II`, `1.1`, `a`, `(1)`, `-`.
    pub label: String,
    /// Bytes of mark and white space before the words.
    pub len: usize,
    /// A capital, a quote or nothing follows; a small letter leaves doubt.
    pub sure: bool,
}

/// The mark that opens `line` (which starts with no white space).
pub fn mark(line: &str) -> Option<Mark> {
    named(line).or_else(|| bullet(line)).or_else(|| paren(line)).or_else(|| arabic(line)).or_else(|| roman(line)).or_else(|| letter(line))
}

fn make(kind: MarkKind, label: impl Into<String>, line: &str, sign_end: usize) -> Option<Mark> {
    let rest = &line[sign_end..];
    let words = rest.trim_start();
    let sure = words.chars().next().is_none_or(|c| !c.is_lowercase());
    Some(Mark { kind, label: label.into(), len: sign_end + (rest.len() - words.len()), sure })
}

fn named(line: &str) -> Option<Mark> {
    let word_end = line.find(|c: char| !is_alphabetic(c))?;
    if word_end > "chương".len() {
        return None;
    }
    let (kind, prefix, mut at) = match fold(&line[..word_end]).as_str() {
        "điều" | "diều" | "ðiều" => (MarkKind::Article, "Đ", word_end),
        "chương" => (MarkKind::Chapter, "C", word_end),
        "mục" => (MarkKind::Division, "M", word_end),
        "phần" => (MarkKind::Part, "P", word_end),
        "phụ" => {
            let rest = fold(line.get(word_end..word_end + " lục".len())?);
            if rest != " lục" {
                return None;
            }
            (MarkKind::Annex, "PL", word_end + " lục".len())
        }
        _ => return None,
    };
    let rest = &line[at..];
    let trimmed = rest.trim_start();
    let number_at = at + (rest.len() - trimmed.len());
    let number: String = number_word(trimmed);
    if number.is_empty() && kind != MarkKind::Annex {
        return None;
    }
    if !number.is_empty() {
        at = number_at + raw_number_len(trimmed);
    }
    let after = &line[at..];
    let stop = after.chars().next();
    let closed = matches!(stop, Some('.' | ':' | '-' | '–' | '—'));
    let rest_words = after.trim_start_matches(['.', ':', '-', '–', '—', ' ']);
    // `Điều 5 Luật Kế toán` in running text is no article: an article closes its number with a
    // dot or colon. A chapter or annex stands alone on its line or before capitals.
    let opens = match kind {
        MarkKind::Article => closed && stop != Some('-'),
        _ => {
            rest_words.is_empty()
                || is_caps(rest_words)
                || (closed && rest_words.starts_with(char::is_uppercase) && kind != MarkKind::Division)
        }
    };
    let bare_annex = kind == MarkKind::Annex && number.is_empty();
    let titled = is_caps(&line[..word_end]) || (closed && rest_words.is_empty());
    if !opens || (bare_annex && !titled) {
        return None;
    }
    make(kind, format!("{prefix}{number}"), line, line.len() - rest_words.len())
}

fn raw_number_len(text: &str) -> usize {
    let mut words = text.char_indices().filter(|(_, c)| !(c.is_alphanumeric()));
    let first = words.next().map_or(text.len(), |(at, _)| at);
    if fold(&text[..first]) == "thứ" {
        return words.next().map_or(text.len(), |(at, _)| at);
    }
    first
}

/// `3`, `3a`, `II`, `thứ nhất` as it stands in a path.
fn number_word(text: &str) -> String {
    const ORDINALS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let raw = &text[..raw_number_len(text)];
    let folded = fold(raw);
    if let Some(word) = folded.strip_prefix("thứ ") {
        return ORDINALS.iter().position(|o| *o == word).map(|i| (i + 1).to_string()).unwrap_or_default();
    }
    let digits = raw.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == 'đ');
    let numeric =
        !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()) && raw.chars().count() <= digits.len() + 1;
    if numeric || roman_value(raw).is_some() { raw.to_owned() } else { String::new() }
}

fn bullet(line: &str) -> Option<Mark> {
    let sign = line.chars().next()?;
    let label = match sign {
        '-' | '–' | '—' => "-",
        '+' => "+",
        '*' | '⁎' | '∗' | '★' => "*",
        '•' | '●' | '▪' | '◦' | '■' | '○' | '‣' | '➢' | '✓' | '❖' | '·' => "•",
        _ => return None,
    };
    let len = sign.len_utf8();
    let rest = line[len..].trim_start();
    let next = rest.chars().next()?;
    // `-----`, `- 2 -` and a negative number are no bullets; `***` neither.
    let spaced = line[len..].starts_with(' ');
    if next == sign || !(spaced || next.is_alphabetic() || next == '“' || next == '"') || !rest.chars().any(is_alphabetic) {
        return None;
    }
    make(MarkKind::Bullet, label, line, len)
}

fn paren(line: &str) -> Option<Mark> {
    let inner_end = line.strip_prefix('(')?.find(')')?;
    let inner = &line[1..=inner_end];
    let fits = inner.len() <= 4
        && ((!inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()) && inner.len() <= 2)
            || inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
            || (inner.chars().count() == 1 && inner.chars().all(|c| c.is_ascii_lowercase() || c == 'đ')));
    if !fits
        || inner.is_empty()
        || !line[inner_end + 2..].starts_with([' ', '“']) && !line[inner_end + 2..].starts_with(char::is_alphabetic)
    {
        return None;
    }
    make(MarkKind::Paren, format!("({inner})"), line, inner_end + 2)
}

fn arabic(line: &str) -> Option<Mark> {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut parts = 0;
    loop {
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        // Larger numbers are years, days or amounts.
        if at == start || at - start > 2 {
            return None;
        }
        parts += 1;
        if parts < 6 && bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at += 1;
        } else {
            break;
        }
    }
    let label_end = at;
    // `1.1a.` does not occur; `1 .` does.
    let gap = line[at..].len() - line[at..].trim_start().len();
    let sign = bytes.get(at + gap).copied();
    let closed = match sign {
        Some(b'.' | b')') => true,
        Some(b'-' | b'/') => gap == 0 && bytes.get(at + 1).is_some_and(|b| *b == b' '),
        Some(b':') => parts == 1 && gap == 0,
        _ => false,
    };
    let sign_end = if closed { at + gap + 1 } else { at };
    let rest = &line[sign_end..];
    let words = rest.trim_start();
    let next = words.chars().next();
    let glued = words.len() == rest.len();
    let opens = match next {
        // A number alone is a cell or a page.
        None => false,
        // `1. 100% hộ dân` opens with an amount; `1.250` is one.
        Some(c) if c.is_ascii_digit() => closed && parts == 1 && !glued && sign == Some(b'.'),
        Some(c) => {
            (c.is_alphabetic() || matches!(c, '“' | '"' | '(' | '\'' | '‘' | '[')) && (closed || (parts > 1 && !glued && c.is_uppercase()))
        }
    };
    if !opens || (glued && !next.is_none_or(|c| c.is_uppercase() || c == '“')) {
        return None;
    }
    make(MarkKind::Arabic, &line[..label_end], line, sign_end)
}

fn roman(line: &str) -> Option<Mark> {
    let end = line.find(|c: char| !matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'A'..='H' | 'K')).unwrap_or(line.len());
    let label = &line[..end];
    let rest = line[end..].trim_start();
    let sign = rest.chars().next()?;
    let sign_end = line.len() - rest.len() + sign.len_utf8();
    let after = &line[sign_end..];
    let words = after.trim_start();
    let spaced = words.len() < after.len();
    let opens = match sign {
        '.' | ')' => words.is_empty() || words.starts_with(|c: char| c.is_uppercase() || c == '“' || c == '"'),
        '-' | '–' | '/' | ':' => spaced && words.starts_with(char::is_uppercase),
        _ => false,
    };
    if !opens {
        return None;
    }
    if roman_value(label).is_some_and(|v| v <= 40) && !matches!(label, "C" | "D") {
        return make(MarkKind::Roman, label, line, sign_end);
    }
    if label.len() == 1 && matches!(sign, '.' | '-' | ')') && spaced {
        return make(MarkKind::Capital, label, line, sign_end);
    }
    None
}

fn letter(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    if !(first.is_ascii_lowercase() || first == 'đ') {
        return None;
    }
    let rest = &line[first.len_utf8()..];
    let digits_start = if rest.starts_with('.') { 1 } else { 0 };
    let digits: usize = rest[digits_start..].bytes().take_while(u8::is_ascii_digit).count();
    let (label_end, rest) = if (1..=2).contains(&digits) && rest[digits_start + digits..].starts_with([')', '.']) {
        (first.len_utf8() + digits_start + digits, &rest[digits_start + digits..])
    } else {
        (first.len_utf8(), rest)
    };
    let sign = rest.chars().next()?;
    let after = &rest[sign.len_utf8()..];
    let words = after.trim_start();
    let spaced = words.len() < after.len();
    let capital = words.starts_with(char::is_uppercase);
    let opens = match sign {
        ')' => !words.is_empty(),
        '.' | '/' => spaced && capital,
        _ => false,
    };
    if !opens {
        return None;
    }
    make(MarkKind::Letter, &line[..label_end], line, label_end + 1)
}

/// The value of a Roman number in capitals, `None` for anything else.
pub fn roman_value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    let mut total: u32 = 0;
    let mut last = 0;
    for byte in text.bytes().rev() {
        let value = match byte {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            b'C' => 100,
            _ => return None,
        };
        if value < last {
            total = total.checked_sub(value)?;
        } else {
            total += value;
            last = value;
        }
    }
    Some(total)
}

/// Whether every letter is a capital and there are at least two.
pub fn is_caps(text: &str) -> bool {
    all_caps(text.chars())
}

/// Whether the first two words of a line are in capitals.
pub(crate) fn opens_in_caps(line: &str) -> bool {
    all_caps(line.split_whitespace().take(2).flat_map(str::chars))
}

fn all_caps(chars: impl Iterator<Item = char>) -> bool {
    let mut letters = 0;
    for ch in chars {
        if is_lowercase(ch) {
            return false;
        }
        letters += usize::from(is_uppercase(ch));
    }
    letters >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(line: &str) -> Option<String> {
        mark(line).map(|m| m.label)
    }

    #[test]
    fn reads_every_style_seen() {
        for (line, expected) in [
            ("I. MỤC ĐÍCH", "I"),
            ("IV- TỔ CHỨC", "IV"),
            ("III – NỘI DUNG", "III"),
            ("1. Mục đích", "1"),
            ("2- Yêu cầu", "2"),
            ("1.1. Chỉ đạo", "1.1"),
            ("1.2.3 Xây dựng", "1.2.3"),
            ("a) rà soát", "a"),
            ("đ) Thực hiện", "đ"),
            ("(1) Khẩn trương", "(1)"),
            ("- Tổ chức", "-"),
            ("-Tổ chức", "-"),
            ("+ Xây dựng", "+"),
            ("* Một số", "*"),
            ("Điều 3. Trách nhiệm", "Đ3"),
            ("Chương II", "CII"),
            ("CHƯƠNG I: QUY ĐỊNH CHUNG", "CI"),
            ("Phần thứ hai", "P2"),
            ("PHỤ LỤC II", "PLII"),
            ("Mục 1. QUY ĐỊNH", "M1"),
            ("A. ĐẶC ĐIỂM", "A"),
        ] {
            assert_eq!(label(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn leaves_running_text_alone() {
        for line in [
            "2025; Kết luận số 81-KL/TW",
            "26/4/2016 của Ban Bí thư",
            "02 cấp.",
            "Điều 5 Luật Kế toán",
            "Mục III Quyết định số 213",
            "V/v triển khai",
            "3.515 tỷ đồng",
            "-----",
            "1.250 người",
            "Phụ lục kèm theo",
            "Phần mềm quản lý",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn small_letter_leaves_doubt() {
        assert!(!mark("- xã hội, ứng phó").expect("a dash").sure);
    }
}
