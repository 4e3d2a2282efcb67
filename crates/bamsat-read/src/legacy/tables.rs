//! The codes of each encoding.

use unicode_normalization::UnicodeNormalization;

/// TCVN 5712:1993 as its codes are shown in Latin.
#[rustfmt::skip]
const TCVN3: [(char, char); 74] = [
    ('¡', 'Ă'), ('¢', 'Â'), ('£', 'Ê'), ('¤', 'Ô'), ('¥', 'Ơ'), ('¦', 'Ư'), ('§', 'Đ'), ('¨', 'ă'), ('©', 'â'), ('ª', 'ê'),
    ('«', 'ô'), ('¬', 'ơ'), ('\u{ad}', 'ư'), ('®', 'đ'), ('µ', 'à'), ('¶', 'ả'), ('·', 'ã'), ('¸', 'á'), ('¹', 'ạ'),
    ('»', 'ằ'), ('¼', 'ẳ'), ('½', 'ẵ'), ('¾', 'ắ'), ('Æ', 'ặ'), ('Ç', 'ầ'), ('È', 'ẩ'), ('É', 'ẫ'), ('Ê', 'ấ'), ('Ë', 'ậ'),
    ('Ì', 'è'), ('Î', 'ẻ'), ('Ï', 'ẽ'), ('Ð', 'é'), ('Ñ', 'ẹ'), ('Ò', 'ề'), ('Ó', 'ể'), ('Ô', 'ễ'), ('Õ', 'ế'), ('Ö', 'ệ'),
    ('×', 'ì'), ('Ø', 'ỉ'), ('Ü', 'ĩ'), ('Ý', 'í'), ('Þ', 'ị'), ('ß', 'ò'), ('á', 'ỏ'), ('â', 'õ'), ('ã', 'ó'), ('ä', 'ọ'),
    ('å', 'ồ'), ('æ', 'ổ'), ('ç', 'ỗ'), ('è', 'ố'), ('é', 'ộ'), ('ê', 'ờ'), ('ë', 'ở'), ('ì', 'ỡ'), ('í', 'ớ'), ('î', 'ợ'),
    ('ï', 'ù'), ('ñ', 'ủ'), ('ò', 'ũ'), ('ó', 'ú'), ('ô', 'ụ'), ('õ', 'ừ'), ('ö', 'ử'), ('÷', 'ữ'), ('ø', 'ứ'), ('ù', 'ự'),
    ('ú', 'ỳ'), ('û', 'ỷ'), ('ü', 'ỹ'), ('ý', 'ý'), ('þ', 'ỵ'),
];

pub(super) fn tcvn3(ch: char) -> char {
    // What PDF layers and editors put in place of the codes of `ư` and `ã`.
    let ch = match ch {
        '\u{2212}' => '\u{ad}',
        '\u{2219}' => '·',
        '\u{3bc}' => 'µ',
        _ => ch,
    };
    TCVN3.binary_search_by_key(&ch, |(code, _)| *code).map_or(ch, |at| TCVN3[at].1)
}

/// VISCII from 0x80 on (RFC 1456).
const VISCII: &str =
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

pub(super) fn viscii(ch: char) -> char {
    match ch as u32 {
        0x02 => 'Ẳ',
        0x05 => 'Ẵ',
        0x06 => 'Ẫ',
        0x14 => 'Ỷ',
        0x19 => 'Ỹ',
        0x1e => 'Ỵ',
        code @ 0x80..=0xff => VISCII.chars().nth(code as usize - 0x80).unwrap_or(ch),
        _ => ch,
    }
}

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const CIRCUMFLEX: char = '\u{302}';
const TILDE: char = '\u{303}';
const BREVE: char = '\u{306}';
const HOOK: char = '\u{309}';
const HORN: char = '\u{31b}';
const DOT: char = '\u{323}';

/// VNI writes the marks of a letter as a sign behind it; a few letters have a code of their own.
pub(super) fn vni(ch: char) -> (char, Option<char>) {
    let small = ch.to_lowercase().next().unwrap_or(ch);
    match small {
        'ù' => (ACUTE, None),
        'ø' => (GRAVE, None),
        'û' => (HOOK, None),
        'õ' => (TILDE, None),
        'ï' => (DOT, None),
        'â' => (CIRCUMFLEX, None),
        'á' => (CIRCUMFLEX, Some(ACUTE)),
        'à' => (CIRCUMFLEX, Some(GRAVE)),
        'å' => (CIRCUMFLEX, Some(HOOK)),
        'ã' => (CIRCUMFLEX, Some(TILDE)),
        'ä' => (CIRCUMFLEX, Some(DOT)),
        'ê' => (BREVE, None),
        'é' => (BREVE, Some(ACUTE)),
        'è' => (BREVE, Some(GRAVE)),
        'ú' => (BREVE, Some(HOOK)),
        'ü' => (BREVE, Some(TILDE)),
        'ë' => (BREVE, Some(DOT)),
        'ô' => (if ch == small { 'ơ' } else { 'Ơ' }, None),
        'ö' => (if ch == small { 'ư' } else { 'Ư' }, None),
        'ñ' => (if ch == small { 'đ' } else { 'Đ' }, None),
        'æ' => (if ch == small { 'ỉ' } else { 'Ỉ' }, None),
        'ó' => (if ch == small { 'ĩ' } else { 'Ĩ' }, None),
        'ò' => (if ch == small { 'ị' } else { 'Ị' }, None),
        'î' => (if ch == small { 'ỵ' } else { 'Ỵ' }, None),
        _ => (ch, None),
    }
}

/// VIQR: signs behind a letter are its marks where that letter takes them.
pub(super) fn viqr(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(ch) = rest.next() {
        if matches!(ch, 'd' | 'D') && rest.next_if(|next| matches!(next, 'd' | 'D')).is_some() {
            out.push(if ch == 'd' { 'đ' } else { 'Đ' });
            continue;
        }
        // A sign that is meant as such stands behind a backslash.
        if ch == '\\' {
            out.extend(rest.next());
            continue;
        }
        out.push(ch);
        let small = ch.to_ascii_lowercase();
        if !matches!(small, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') {
            continue;
        }
        let shape = |sign: &char| match (small, sign) {
            ('a' | 'e' | 'o', '^') => Some(CIRCUMFLEX),
            ('a', '(') => Some(BREVE),
            ('o' | 'u', '+' | '*') => Some(HORN),
            _ => None,
        };
        if let Some(mark) = rest.peek().and_then(shape) {
            out.push(mark);
            rest.next();
        }
        let tone = |sign: &char| match sign {
            '\'' => Some(ACUTE),
            '`' => Some(GRAVE),
            '?' => Some(HOOK),
            '~' => Some(TILDE),
            '.' => Some(DOT),
            _ => None,
        };
        if let Some(mark) = rest.peek().and_then(tone) {
            rest.next();
            // A full stop or a question mark ends the sentence, where no letter follows.
            match (mark, rest.peek()) {
                (DOT, None | Some(' ' | '\n' | '\r')) => out.push('.'),
                (HOOK, None | Some('\n' | '\r')) => out.push('?'),
                _ => out.push(mark),
            }
        }
    }
    out.nfc().collect()
}
