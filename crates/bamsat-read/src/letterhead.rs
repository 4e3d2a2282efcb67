//! Words by which a letterhead is known (Nghị định 30/2020/NĐ-CP, annex I; for the Party Hướng dẫn
//! 36-HD/VPTW).

use unicode_normalization::UnicodeNormalization;

/// The name of the country, above every document of the state.
const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// What it has that no other line begins with.
const BEGINNING: &str = "CỘNG HÒA XÃ HỘI";
/// First words of other lines of a letterhead or a signature.
const OTHERS: [&str; 4] = ["ĐẢNG CỘNG SẢN", "NƠI NHẬN", "TM. ", "KT. "];

/// Composed, in one of the two spellings.
fn plain(text: &str) -> String {
    text.nfc().collect::<String>().replace("HOÀ", "HÒA")
}

/// Whether a text begins with the name of the country, written in capitals.
pub(crate) fn names_country(text: &str) -> bool {
    plain(text).starts_with(BEGINNING)
}

/// Whether a line carries on the name of the country, which is often too wide for its column.
pub(crate) fn carries_on_country(begun: &str, line: &str) -> bool {
    COUNTRY.starts_with(&plain(&format!("{begun} {line}")))
}

/// Whether a line is one of a letterhead or a signature, in capitals or not.
pub(crate) fn is_form(line: &str) -> bool {
    let capital = plain(&line.to_uppercase());
    capital.starts_with(BEGINNING) || OTHERS.iter().any(|form| capital.starts_with(form))
}

/// Whether a line begins to say to whom a letter goes: the body follows, no letterhead.
pub(crate) fn addresses(line: &str) -> bool {
    plain(line).to_lowercase().starts_with("kính gửi")
}

/// Whether a line begins to say what a letter is about (the decree's annex I, part II, 5: `V/v`).
pub(crate) fn names_subject(line: &str) -> bool {
    let lower = plain(line).to_lowercase();
    lower.starts_with("v/v") || lower.starts_with("về việc")
}

/// Whether a line is the place and the date of a document: `Lào Cai, ngày 10 tháng 01 năm 2026`.
pub(crate) fn is_dated(line: &str) -> bool {
    /// Words of the name of a place at the most.
    const PLACE: usize = 6;
    let line = plain(line);
    line.split_once(", ngày").is_some_and(|(place, date)| {
        let is_short = place.split_whitespace().count() <= PLACE && date.split_whitespace().count() <= 5;
        is_short && place.starts_with(char::is_uppercase) && date.trim_end().ends_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a line is the number of a document.
pub(crate) fn is_number(line: &str) -> bool {
    plain(line).to_lowercase().trim_start().starts_with("số:")
}

/// Whether a line begins to say on what a document rests: what stands above is its title.
pub(crate) fn begins_grounds(line: &str) -> bool {
    let line = plain(line);
    ["Căn cứ ", "Thực hiện ", "Theo đề nghị ", "Xét đề nghị "].into_iter().any(|ground| line.starts_with(ground))
}

/// Whether a line begins a paragraph whatever stands above it: of a letterhead, a signature, or the
/// words with which a telegram begins and a plan closes.
pub(crate) fn begins_anew(line: &str) -> bool {
    let begins_large = line.starts_with(char::is_uppercase);
    let telegraphs = plain(line).trim_end().ends_with(" điện:");
    begins_large && (is_form(line) || is_dated(line) || telegraphs || plain(line).starts_with("Trên đây là "))
}
