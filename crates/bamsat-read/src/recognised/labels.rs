//! Numbers of sections that recognition misread: `L MỤC ĐÍCH` is `I. MỤC ĐÍCH`, `HI.` is `III.`,
//! `l. Mục đích` is `1. Mục đích`. A label is mended only to the number that is due at its place.

/// The paragraphs with their labels as they were printed.
pub(super) fn mended(lines: Vec<String>) -> Vec<String> {
    let (mut section, mut item) = (0, 0);
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let (page, line) = cleaned(line);
        let (token, words) = line.split_once(' ').unwrap_or((line, ""));
        let words = words.trim_start_matches(['_', '.', ' ']);
        let line =
            if is_title(words) && !is_number(token) && skeleton(token).is_some_and(|found| skeleton(&roman(section + 1)) == Some(found)) {
                (section, item) = (section + 1, 0);
                format!("{}. {words}", roman(section))
            } else if looks_like_one(token)
                && words.starts_with(char::is_uppercase)
                && (item == 0 && section_begins(&out) || two_follows(&lines[at + 1..]))
            {
                item = 1;
                format!("1. {words}")
            } else {
                if let Some(number) = token.strip_suffix('.').and_then(|number| number.parse().ok()) {
                    item = number;
                }
                if let Some(number) = (1..=MOST).find(|number| token.strip_suffix(['.', '-']) == Some(&roman(*number))) {
                    (section, item) = (number, 0);
                }
                line.to_owned()
            };
        out.push(format!("{page}{line}"));
    }
    out
}

/// Sections of a plan at the most.
const MOST: usize = 15;

/// A line without the specks before it, and the form feeds that stand there.
fn cleaned(line: &str) -> (&str, &str) {
    let words = line.trim_start_matches('\u{c}');
    let page = &line[..line.len() - words.len()];
    let begun = words.trim_start_matches(['_', '|', '\'', '`', '~', ' ']);
    // A row of a table begins with its bar.
    if words.starts_with("| ") && words.ends_with(" |") { (page, words) } else { (page, begun) }
}

/// Whether words are those of a title: in capitals.
fn is_title(words: &str) -> bool {
    let in_capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.contains(char::is_lowercase);
    words.split(' ').take(2).all(in_capitals)
}

fn is_number(token: &str) -> bool {
    token.trim_end_matches(['.', ')', '-']).chars().all(|c| c.is_ascii_digit())
}

/// What opens a list and may be a misread `1.`
fn looks_like_one(token: &str) -> bool {
    matches!(token, "l." | "I." | "L." | "|." | "!." | "i." | "]." | "[." | "t." | "Ì.")
}

/// Whether the last line is the title of a section.
fn section_begins(lines: &[String]) -> bool {
    let last = lines.last().map(|line| line.trim_start_matches('\u{c}')).unwrap_or_default();
    last.split_once(". ").is_some_and(|(number, words)| (1..=MOST).any(|n| roman(n) == number) && is_title(words))
}

/// Whether the next number of an item is 2.
fn two_follows(lines: &[String]) -> bool {
    const FAR: usize = 40;
    let token = |line: &String| line.trim_start_matches(['\u{c}', '_']).split(' ').next().map(str::to_owned);
    let mut labels = lines.iter().take(FAR).filter_map(token).filter(|token| token.len() <= 4 && token.ends_with('.'));
    labels.find(|token| is_number(token)).is_some_and(|token| token == "2.")
}

/// The strokes of a Roman number, as far as a recogniser can tell them; nothing for other words.
fn skeleton(token: &str) -> Option<String> {
    let strokes = |ch| match ch {
        'I' | 'l' | 'L' | '1' | '|' | '!' | 'i' | 'j' | 'J' | 'T' | 'Ï' | 'Ì' | 'Í' | ']' | '[' => Some("i"),
        'H' | 'U' | 'N' | 'n' | 'u' => Some("ii"),
        'M' | 'm' => Some("iii"),
        'V' | 'v' | 'Y' => Some("v"),
        'X' | 'x' => Some("x"),
        _ => None,
    };
    let token = token.trim_end_matches(['.', ',', '-', ':', '_']);
    (!token.is_empty()).then(|| token.chars().map(strokes).collect::<Option<String>>()).flatten()
}

fn roman(number: usize) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10];
    format!("{}{ones}", "X".repeat(number / 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(lines: &[&str]) -> Vec<String> {
        mended(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn labels_become_the_numbers_that_are_due() {
        let read = [
            "L MỤC ĐÍCH, YÊU CẦU",
            "l. Mục đích",
            "- Nêu cao",
            "H. NỘI DUNG",
            "I. _ Tuyên truyền",
            "2. Tăng cường",
            "HI. TỔ CHỨC",
            "1V KINH PHÍ",
        ];
        let meant = [
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "- Nêu cao",
            "II. NỘI DUNG",
            "1. Tuyên truyền",
            "2. Tăng cường",
            "III. TỔ CHỨC",
            "IV. KINH PHÍ",
        ];
        assert_eq!(mend(&read), meant);
    }

    #[test]
    fn what_is_no_misread_label_stays() {
        let lines =
            ["UBND TỈNH A", "1. MỤC ĐÍCH", "k) Rà soát", "l) Kiểm tra", "IL MẪU BIỂU", "Sở Y tế", "| l. Khám | 2 |", "l. Người lập"];
        assert_eq!(mend(&lines), lines);
    }

    #[test]
    fn specks_before_a_label_go_and_its_page_stays() {
        assert_eq!(mend(&["\u{c}_đ) Bộ trưởng", "' Như: Nghị quyết"]), ["\u{c}đ) Bộ trưởng", "Như: Nghị quyết"]);
    }
}
