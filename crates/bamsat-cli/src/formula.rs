//! Cells of CSV files. A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end for a
//! formula: an apostrophe before it says that it is text (OWASP, CSV Injection).

use std::borrow::Cow;

/// What a formula begins with, in the wide letters of East Asia as well.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn inert(cell: &str) -> Cow<'_, str> {
    let mut places: Vec<usize> = Vec::new();
    if cell.trim_start_matches(' ').starts_with(SIGNS) {
        places.push(0);
    }
    // Where numbers have a comma, as in Vietnam, Excel parts the cells of a file that is opened at semicolons.
    let cuts = cell.match_indices([';', '\t']).map(|(at, _)| at + 1);
    places.extend(cuts.filter(|&at| calls(cell[at..].trim_start_matches([' ', '"']))));
    if places.is_empty() {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len() + places.len());
    let mut from = 0;
    for at in places {
        out.extend([&cell[from..at], "'"]);
        from = at;
    }
    out.push_str(&cell[from..]);
    Cow::Owned(out)
}

/// Whether words within a cell would be a formula if they stood alone. A dash there opens a list far more often:
/// only one before the name of a function counts.
fn calls(words: &str) -> bool {
    let Some(rest) = words.strip_prefix(SIGNS) else { return false };
    if !words.starts_with(['-', '－']) {
        return true;
    }
    let name = rest.trim_start_matches([' ', '+', '-', '=', '@']);
    name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_')).starts_with(['(', '|', '!'])
        && !name.starts_with('(')
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn formulas_become_text() {
        for cell in ["=1+1", "+84", "-HYPERLINK(\"x\")", "@SUM(A1)", "\t1", " =1", "\n=1", "＝1"] {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in ["Kế hoạch = nhiệm vụ", "80%", "", "'", "Các sở; - Rà soát (theo mẫu); - (nếu có)", "a;b"] {
            assert_eq!(inert(cell), cell);
        }
    }

    #[test]
    fn formulas_behind_a_semicolon_become_text() {
        for (cell, wanted) in [
            ("\t=1", "'\t'=1"),
            ("Sở A;=HYPERLINK(\"x\")", "Sở A;'=HYPERLINK(\"x\")"),
            ("Sở A; @SUM(A1);+1", "Sở A;' @SUM(A1);'+1"),
            ("Sở A;-cmd|'/C calc'!A0; - HYPERLINK(1)", "Sở A;'-cmd|'/C calc'!A0;' - HYPERLINK(1)"),
        ] {
            assert_eq!(inert(cell), wanted);
        }
    }
}
