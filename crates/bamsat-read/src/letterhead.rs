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
