//! Document numbers: `115/KH-UBND`, `08/2022/NĐ-CP`, `57-NQ/TW`, `576/BTNMT-VP`.
//!
//! White space may stand at every sign: line wraps put it there. Letters that recognition
//! confuses are read by the lexicon of symbols.

use std::ops::Range;

use crate::lexicon::{DocType, System, lexicon};
use crate::source::{is_uppercase, strip_marks};

use super::cursor::Cursor;

/// A number, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// `115`, `66.7`, `0124`.
    pub(crate) serial: String,
    /// `2022` in `08/2022/NĐ-CP`.
    pub(crate) year: Option<u16>,
    /// Form.
    pub(crate) system: System,
    /// `KH`, `UBND`: the groups of the symbol.
    pub(crate) groups: Vec<String>,
}

/// A number as it is written, before its letters are mended.
struct Written<'t> {
    serial: &'t str,
    sign: char,
    year: Option<u16>,
    symbol: &'t str,
    /// Byte at which the symbol begins.
    at: usize,
}

/// Reads the number that `text` begins with: a serial (`66.7`, `12a`), a sign, perhaps a year, a symbol.
fn written(text: &str) -> Option<Written<'_>> {
    let mut cursor = Cursor::new(text, 0);
    let serial = serial(&mut cursor)?;
    let sign = sign(&mut cursor)?;
    let mut dated = cursor;
    let year = dated.year();
    let year = year.filter(|_| self::sign(&mut dated).is_some()).and_then(|year| year.parse().ok());
    let at = if year.is_some() { dated.at() } else { cursor.at() };
    Some(Written { serial, sign, year, symbol: symbol(text, at)?, at })
}

/// A serial: up to five digits, perhaps a part behind a full stop, perhaps a letter.
fn serial<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let whole = cursor.rest();
    let from = cursor.at();
    cursor.digits(5)?;
    let mut part = *cursor;
    if part.word(".") && part.digits(2).is_some() {
        *cursor = part;
    }
    cursor.take(|ch| ch.is_ascii_alphabetic());
    Some(&whole[..cursor.at() - from])
}

/// The sign between two parts of a number, perhaps with a space on each side.
fn sign(cursor: &mut Cursor<'_>) -> Option<char> {
    cursor.space();
    let sign = cursor.take(|ch| matches!(ch, '/' | '-' | '–'))?;
    cursor.space();
    Some(sign)
}

/// The symbol at `at`: groups with signs between them.
fn symbol(text: &str, at: usize) -> Option<&str> {
    let mut cursor = Cursor::new(text, at);
    let mut end = group(&mut cursor)?;
    while sign(&mut cursor).is_some()
        && let Some(next) = group(&mut cursor)
    {
        end = next;
    }
    Some(&text[at..end])
}

/// Goes behind a group of a symbol: capitals, with the small letters of `TTg`, `CTr`, `TTr`, `QyĐ`.
fn group(cursor: &mut Cursor<'_>) -> Option<usize> {
    cursor.take(is_capital)?;
    cursor.run(|ch| is_capital(ch) || ch.is_ascii_digit() || matches!(ch, '&' | '⁄'));
    if cursor.take(|ch| ch.is_ascii_lowercase() || ch == 'đ').is_some() {
        cursor.take(is_capital);
        cursor.take(|ch| ch.is_ascii_lowercase());
    }
    cursor.run(|ch| is_capital(ch) || ch.is_ascii_digit() || ch == '&');
    Some(cursor.at())
}

/// A capital letter; the Roman numbers and circled letters of Unicode are none.
fn is_capital(ch: char) -> bool {
    is_uppercase(ch) && !('\u{2160}'..='\u{24ff}').contains(&ch)
}

/// Where the next number may begin, at `from` or behind it: a serial with a sign. Gives the serial's bytes.
pub(crate) fn next_start(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        at += text.as_bytes()[at..].iter().position(u8::is_ascii_digit)?;
        let mut cursor = Cursor::new(text, at);
        if let Some(serial) = serial(&mut cursor).filter(|_| sign(&mut cursor).is_some()) {
            return Some(at..at + serial.len());
        }
        at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }
}

/// The number that `text` begins with.
pub(crate) fn read(text: &str) -> Option<Number> {
    read_with_len(text).map(|(number, _)| number)
}

/// The number that `text` begins with, and the bytes it takes.
pub(crate) fn read_with_len(text: &str) -> Option<(Number, usize)> {
    let found = written(text)?;
    let (groups, len) = groups(found.symbol, text[found.at + found.symbol.len()..].chars().next())?;
    let system = if found.sign != '/' && found.year.is_none() { System::Party } else { System::State };
    let mut number = Number { serial: found.serial.to_owned(), year: found.year, system, groups };
    number.repair();
    number.is_plausible().then_some((number, found.at + len))
}

/// The symbol of a number left open: `/KH-SCT`.
pub(crate) fn blank(text: &str) -> Option<String> {
    let mut cursor = Cursor::new(text, 0);
    cursor.run(|ch| ch.is_whitespace() || matches!(ch, '.' | '_' | '…'));
    let sign = sign(&mut cursor)?;
    let (groups, _) = groups(symbol(text, cursor.at())?, None)?;
    let system = if sign == '/' { System::State } else { System::Party };
    let number = Number { serial: String::new(), year: None, system, groups };
    Some(number.symbol())
}

/// A number of which only the symbol is known.
pub(crate) fn of_symbol(symbol: &str) -> Option<Number> {
    let system = super::header::system_of(symbol);
    let groups: Vec<String> = symbol.split(['/', '-']).map(str::to_owned).collect();
    (!groups.is_empty()).then_some(Number { serial: String::new(), year: None, system, groups })
}

/// The groups of a symbol and the bytes of it that belong to the number.
///
/// A symbol stops where a space is followed by a word that is no symbol (`49-CT/TW - Ban`), and
/// sheds small letters glued to it (`NĐ-CPquy`).
fn groups(symbol: &str, after: Option<char>) -> Option<(Vec<String>, usize)> {
    let mut out: Vec<String> = Vec::new();
    let mut len = 0;
    let mut rest = symbol;
    let mut at = 0;
    loop {
        let end = rest.find(['/', '-', '–', ' ']).unwrap_or(rest.len());
        let group = &rest[..end];
        let last = at + end == symbol.len();
        let cut = if last && after.is_some_and(char::is_lowercase) { unglue(group) } else { group };
        let spaced = symbol[..at].ends_with(' ');
        if spaced && !out.is_empty() && !is_symbol(cut) && !cut.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&') {
            break;
        }
        if spaced && out.len() >= 2 && !is_symbol(cut) {
            break;
        }
        out.push(cut.to_owned());
        len = at + cut.len();
        if cut.len() < group.len() || last {
            break;
        }
        let sign = rest[end..].find(|c: char| !matches!(c, '/' | '-' | '–' | ' ')).map_or(rest.len(), |i| end + i);
        at += sign;
        rest = &rest[sign..];
        if rest.is_empty() {
            break;
        }
    }
    (!out.is_empty()).then_some((out, len))
}

/// `CPq` of `CPquy` is `CP`; `TTg` stays.
fn unglue(group: &str) -> &str {
    if is_symbol(group) { group } else { group.trim_end_matches(|c: char| c.is_lowercase()) }
}

fn is_symbol(group: &str) -> bool {
    let types = &lexicon().doc_types;
    types.symbol(group, System::State).is_some() || types.symbol(group, System::Party).is_some() || lexicon().issuers.knows(group)
}

impl Number {
    /// `KH-UBND`, `NQ/TW`.
    pub(crate) fn symbol(&self) -> String {
        let Some((first, rest)) = self.groups.split_first() else { return String::new() };
        let mut out = first.clone();
        for (index, group) in rest.iter().enumerate() {
            out.push(if self.system == System::Party && index == 0 { '/' } else { '-' });
            out.push_str(group);
        }
        out
    }

    /// The number in its canonical form, without white space.
    pub(crate) fn canonical(&self) -> String {
        let sign = if self.system == System::Party { '-' } else { '/' };
        let year = self.year.map_or(String::new(), |year| format!("{year}/"));
        format!("{}{sign}{year}{}", self.serial, self.symbol())
    }

    /// The type by its symbol; a number without one is a letter's.
    pub(crate) fn doc_type(&self) -> Option<&'static DocType> {
        let types = &lexicon().doc_types;
        let first = self.groups.first()?;
        if let Some(found) = types.symbol(first, self.system) {
            // `TTr-BNG`; but `CT-CS` is a letter of the Tax Department, when no issuer follows.
            return Some(found);
        }
        if first.starts_with("QH") || first.starts_with("UBTVQH") {
            return None;
        }
        types.key("cong_van")
    }

    /// Reads through letters that recognition confuses: `K1` for `KL`, `W` for `TW`.
    fn repair(&mut self) {
        if let [only] = self.groups.as_slice()
            && !is_symbol(only)
            && let Some((kind, issuer)) = glued(only, self.system)
        {
            self.groups = vec![kind, issuer];
        }
        for index in 0..self.groups.len() {
            if !is_symbol(&self.groups[index])
                && let Some(better) = similar(&self.groups[index], self.system, index == 0)
            {
                self.groups[index] = better;
            }
        }
        self.serial = self.serial.trim_end_matches(char::is_alphabetic).to_owned()
            + self.serial.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    }

    fn is_plausible(&self) -> bool {
        let letters: usize = self.groups.iter().map(|g| g.chars().filter(|c| c.is_alphabetic()).count()).sum();
        let known = self.groups.iter().any(|g| is_symbol(g));
        // Standards (`QCVN 01:2019/BCT`), roads and machines carry numbers too: a symbol must be
        // known, or have the shape of one.
        letters >= 2 && (known || self.groups.len() >= 2) && self.groups.iter().all(|g| g.chars().count() <= 24)
    }
}

/// Type and issuer that lost the dash between them, and perhaps a letter they share: `CTTg` for
/// `CT-TTg`.
fn glued(group: &str, system: System) -> Option<(String, String)> {
    let types = lexicon().doc_types.all().iter().flat_map(|t| if system == System::Party { &t.party } else { &t.state });
    types.filter(|kind| kind.chars().count() >= 2).find_map(|kind| {
        let rest = group.strip_prefix(*kind)?;
        let shared = kind.chars().next_back().map(|last| format!("{last}{rest}"));
        let issuer = [Some(rest.to_owned()), shared].into_iter().flatten().find(|i| lexicon().issuers.knows(i))?;
        (!rest.is_empty()).then(|| ((*kind).to_owned(), issuer))
    })
}

/// The known symbol that an unknown one was meant to be: equal without marks and with
/// confusable letters alike, or one letter short (lost at the front or back).
fn similar(group: &str, system: System, first: bool) -> Option<String> {
    let shape = |text: &str| -> String { strip_marks(text).chars().map(confusable).collect() };
    let wanted = shape(group);
    let types = lexicon().doc_types.all().iter().flat_map(|t| if system == System::Party { &t.party } else { &t.state }).copied();
    let issuers = lexicon().issuers.all().iter().map(|i| i.symbol);
    if first && let Some(found) = types.clone().find(|s| shape(s) == wanted && s.chars().count() == group.chars().count()) {
        return Some(found.to_owned());
    }
    if let Some(found) = issuers.clone().find(|s| shape(s) == wanted) {
        return Some(found.to_owned());
    }
    // Only the two commonest Party issuers are short enough to lose a letter to recognition.
    if !first && system == System::Party && matches!(group, "W" | "T" | "TVV" | "VV" | "TƯ") {
        return Some("TW".to_owned());
    }
    None
}

fn confusable(ch: char) -> char {
    match ch {
        '1' | 'I' | 'l' | '!' => 'L',
        '0' | 'Q' => 'O',
        '5' => 'S',
        '8' => 'B',
        other => other.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> Option<String> {
        read(text).map(|n| n.canonical())
    }

    #[test]
    fn reads_numbers_as_they_stand_in_files() {
        for (text, number) in [
            ("115 /KH-UBND", "115/KH-UBND"),
            ("137/TTr- STNMT ngày", "137/TTr-STNMT"),
            ("70-NQ/TW, ngày", "70-NQ/TW"),
            ("61-K1/TW", "61-KL/TW"),
            ("42-CT/W ngày", "42-CT/TW"),
            ("27/CTTg ngày", "27/CT-TTg"),
            ("08/2022/NĐ-CP", "08/2022/NĐ-CP"),
            ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
            ("576/BTNMT-VP ngày", "576/BTNMT-VP"),
            ("03-HD/BTGDVĐU", "03-HD/BTGDVĐU"),
            ("889/QĐ-TTg ngày", "889/QĐ-TTg"),
            ("12/NĐ-CPquy định", "12/NĐ-CP"),
            ("163/2024/QH15", "163/2024/QH15"),
            ("364/TTr-BNG-NVVH", "364/TTr-BNG-NVVH"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn leaves_dates_and_periods_alone() {
        for text in ["24/6/2020", "2021-2030", "2021 - 2025", "15/11/2024", "3-4 lớp"] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }

    #[test]
    fn reads_the_symbol_of_a_blank_number() {
        assert_eq!(blank("/KH-SCT Quảng Ngãi").as_deref(), Some("KH-SCT"));
    }
}
