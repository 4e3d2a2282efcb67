//! What scanning and pasting do to a text.

/// A small generator with a fixed course (xorshift).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Seeded by words, so that a document keeps its course wherever it lies.
    pub(crate) fn seeded(words: &str) -> Self {
        let seed = words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        Self(seed | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % end.max(1) as u64).unwrap_or(0)
    }

    /// The items in another order.
    pub(crate) fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
        items
    }
}

/// A letter without tone mark and with each of the five.
const TONES: [&str; 24] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
    "AÀÁẢÃẠ",
    "ĂẰẮẲẴẶ",
    "ÂẦẤẨẪẬ",
    "EÈÉẺẼẸ",
    "ÊỀẾỂỄỆ",
    "IÌÍỈĨỊ",
    "OÒÓỎÕỌ",
    "ÔỒỐỔỖỘ",
    "ƠỜỚỞỠỢ",
    "UÙÚỦŨỤ",
    "ƯỪỨỬỮỰ",
    "YỲÝỶỸỴ",
];

/// One in so many letters with a tone mark loses or changes it.
const SLIP: usize = 50;

/// The text as a scan gives it: 2% of the tone marks lost or changed.
pub(crate) fn ocr(text: &str, random: &mut Random) -> String {
    let slip = |ch: char| {
        let row = TONES.iter().find(|row| row.chars().skip(1).any(|c| c == ch));
        let Some(row) = row.filter(|_| random.below(SLIP) == 0) else { return ch };
        let others: Vec<char> = row.chars().filter(|c| *c != ch).collect();
        others[random.below(others.len())]
    };
    text.chars().map(slip).collect()
}

/// Columns of a reflowed line.
const WIDTH: usize = 90;

/// The text with its long lines wrapped, and a blank line between any two. Texts that were wrapped
/// before keep their lines: wrapping them a second time gives what no page looks like. In Markdown
/// a blank line means something, so that it stays as it is.
pub(crate) fn reflow(text: &str) -> String {
    if text.contains("**") {
        return text.to_owned();
    }
    let written: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let long = written.iter().filter(|l| l.chars().count() > WIDTH * 3 / 2).count();
    let is_wrapped = long * 10 < written.len();
    let mut lines = Vec::new();
    for line in written {
        let is_table = line.trim_start().starts_with(['#', '|']) || line.trim().contains("    ");
        if is_wrapped || is_table { lines.push(line.to_owned()) } else { wrap(line, &mut lines) }
    }
    lines.join("\n\n") + "\n"
}

fn wrap(line: &str, out: &mut Vec<String>) {
    let mut current = String::new();
    for word in line.split(' ') {
        if !current.is_empty() && current.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    out.push(current);
}
