//! From physical lines to blocks: a paragraph that was wrapped, cut by a page or spread over
//! blank lines becomes one block again.

use super::fold::{fold, starts_with};
use super::line::Line;
use super::marker::{MarkKind, is_caps, mark};

/// How the text was broken into lines; measured once, used for every pair of lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Usual width of a full line; `None` when paragraphs stand on one line each.
    width: Option<usize>,
    /// A blank line ends a paragraph (it says nothing where one follows every line).
    blank_ends: bool,
    /// First lines of paragraphs are indented against the others.
    indented: bool,
    /// Blank lines stand between paragraphs and nowhere else.
    by_blank: bool,
    /// Usual number of blank lines between two lines.
    blanks: usize,
}

/// A wrapped text is at most this wide.
const WIDEST: usize = 125;

/// A line of this width is prose; the cells of a table are shorter.
const PARAGRAPH: usize = 70;

/// `2.` or `a)` on a line of its own: its paragraph stands below.
fn is_number_alone(text: &str) -> bool {
    let text = text.trim();
    let Some(label) = text.strip_suffix(['.', ')']) else { return false };
    let digits = label.bytes().all(|b| b.is_ascii_digit()) && label.len() <= 2;
    let letter = label.chars().count() == 1 && label.chars().all(char::is_lowercase);
    !label.is_empty() && (digits || letter)
}

/// Columns by which a first line stands in at the least.
const FIRST_LINE: usize = 3;

impl Layout {
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut widths: Vec<usize> = lines.iter().map(|l| l.width).filter(|w| *w >= 30).collect();
        widths.sort_unstable();
        let width = widths.get(widths.len() * 7 / 10).copied().filter(|&w| {
            let full = widths.iter().filter(|x| **x * 100 >= w * 82).count();
            // Where many lines are far longer, a line is a paragraph.
            let longer = widths.iter().filter(|x| **x * 10 > w * 14).count();
            w <= WIDEST && longer * 100 <= widths.len() * 6 && full >= 3 && full * 100 >= lines.len() * 25
        });
        let followed = lines.iter().skip(1).filter(|l| l.blanks > 0).count();
        let blank_ends = followed * 100 < lines.len() * 66;
        let long: Vec<usize> = lines.iter().filter(|l| width.is_some_and(|w| l.width * 100 >= w * 80)).map(|l| l.indent).collect();
        let base = long.iter().min().copied().unwrap_or(0);
        let first = long.iter().filter(|i| **i >= base + FIRST_LINE).count();
        let indented = width.is_some() && first >= 3 && first * 2 < long.len() + long.len() / 2;
        let by_blank = blank_ends && followed * 100 > lines.len() * 8;
        let mut gaps: Vec<usize> = lines.iter().skip(1).map(|l| l.blanks).collect();
        gaps.sort_unstable();
        let blanks = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
        Self { width, blank_ends, indented, by_blank, blanks }
    }

    /// Whether `next` carries on the block that `lines[..at]` ends with.
    pub(super) fn continues(&self, lines: &[&Line], at: usize, opened_by: &Line) -> bool {
        let (prev, next) = (lines[at - 1], lines[at]);
        if next.ruled || next.heading || prev.heading && !starts_small(&next.text) {
            return false;
        }
        if is_number_alone(&prev.text) && next.width >= PARAGRAPH && mark(&next.text).is_none() {
            return true;
        }
        let end = Ending::of(&prev.text);
        if is_broken_number(&prev.text) {
            return true;
        }
        match mark(&next.text) {
            Some(m) if m.sure => return false,
            Some(m) => return m.kind == MarkKind::Bullet && end == Ending::Open && self.full(prev, next) && opened_by.text.len() > 40,
            None => {}
        }
        if next.blanks > 0 && self.blank_ends {
            return end == Ending::Open && starts_small(&next.text);
        }
        if prev.cells.len() != next.cells.len() && !starts_small(&next.text) {
            return false;
        }
        if starts_small(&next.text) {
            return end == Ending::Open || self.full(prev, next);
        }
        self.capital_continues(lines, at, end, opened_by)
    }

    /// The next line opens with a capital, a digit or a quote.
    fn capital_continues(&self, lines: &[&Line], at: usize, end: Ending, opened_by: &Line) -> bool {
        let (prev, next) = (lines[at - 1], lines[at]);
        let (prev_caps, next_caps) = (is_caps(&prev.text), is_caps(&next.text));
        let shouted = prev_caps || next_caps && next.text.len() > 10;
        if self.by_blank && next.blanks == 0 && end == Ending::Open && !shouted && !is_form_line(&prev.text) {
            return true;
        }
        if prev_caps || next_caps {
            let numbered = mark(&opened_by.text).is_some_and(|m| m.kind < MarkKind::Bullet);
            return prev_caps
                && next_caps
                && numbered
                && is_caps(&opened_by.text)
                && end == Ending::Open
                && (next.blanks == 0 || !self.blank_ends);
        }
        if opens_paragraph(&next.text) || next.blanks > self.blanks + 1 {
            return false;
        }
        let Some(width) = self.width else {
            return end == Ending::Open && hangs(&prev.text);
        };
        if self.indented && stands_in(lines, at, width) {
            return false;
        }
        match end {
            Ending::Colon => false,
            Ending::Open => {
                self.full(prev, next)
                    || hangs(&prev.text)
                    || prose_share(&opened_by.text).is_some_and(|share| prev.width * 100 > width * share)
            }
            Ending::Stop => self.full(prev, next) && prev.width * 100 >= width * 88,
        }
    }

    /// Whether the first word of `next` found no room on `prev`.
    fn full(&self, prev: &Line, next: &Line) -> bool {
        let first_word = next.text.chars().take_while(|ch| *ch != ' ').count();
        self.width.is_some_and(|width| (prev.width + 1 + first_word) * 100 > width * 87)
    }
}

/// Whether the line stands in against the long lines around it.
fn stands_in(lines: &[&Line], at: usize, width: usize) -> bool {
    let near = lines[at.saturating_sub(12)..lines.len().min(at + 13)].iter();
    let base = near.filter(|l| l.width * 100 >= width * 80).map(|l| l.indent).min().unwrap_or(0);
    lines[at].indent >= base + FIRST_LINE
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// No mark that could end a sentence.
    Open,
    Colon,
    /// `.` `;` `!` `?`
    Stop,
}

impl Ending {
    fn of(text: &str) -> Self {
        match text.trim_end_matches(['”', '"', '’', ')', ' ']).chars().next_back() {
            Some(':') => Self::Colon,
            Some('.' | ';' | '!' | '?' | '/' | '…') => Self::Stop,
            _ => Self::Open,
        }
    }
}

/// `Nghị quyết số 70-` goes on with `NQ/TW`: the last word holds a digit and breaks at its sign.
pub(super) fn is_broken_number(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    last.ends_with(['-', '/']) && !last.ends_with("./") && last.chars().any(|c| c.is_ascii_digit()) && last.len() > 2
}

fn starts_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// The line ends in a word or sign that needs another.
fn hangs(text: &str) -> bool {
    const HANGING: [&str; 19] = [
        "việt", "năm", "tháng", "của", "và", "các", "với", "cho", "tại", "từ", "về", "là", "do", "ở", "theo", "trong", "số", "ngày", "đến",
    ];
    text.ends_with(',') || text.rsplit(' ').next().is_some_and(|word| HANGING.contains(&fold(word).as_str()))
}

/// Share of the full width (in percent) from which an open line of such a block runs on:
/// a bullet, a lettered point or a legal basis runs to its full stop; a numbered heading
/// need not have one.
fn prose_share(opening: &str) -> Option<usize> {
    if opening.starts_with("Căn cứ") {
        return Some(72);
    }
    match mark(opening)?.kind {
        MarkKind::Bullet | MarkKind::Letter | MarkKind::Paren => Some(72),
        MarkKind::Arabic | MarkKind::Article => Some(80),
        _ => None,
    }
}

/// Lines of the letterhead and of the closing stand by themselves.
fn is_form_line(text: &str) -> bool {
    starts_with(text, &["độc lập", "số:", "nơi nhận", "kính gửi"])
}

/// Formulas that open a paragraph whatever stands before them.
fn opens_paragraph(text: &str) -> bool {
    const OPENERS: [&str; 25] = [
        "(Kèm theo",
        "(Ban hành kèm",
        "Căn cứ",
        "Xét ",
        "Theo đề nghị",
        "Nơi nhận",
        "Kính gửi",
        "Kính trình",
        "Trên đây là",
        "TM.",
        "KT.",
        "TL.",
        "TUQ.",
        "T/M",
        "K/T",
        "T/L",
        "Số:",
        "V/v",
        "Trên cơ sở",
        "Thời gian thực hiện:",
        "Thời hạn hoàn thành:",
        "Thực hiện ",
        "Triển khai ",
        "Tiếp tục ",
        "Để ",
    ];
    OPENERS.iter().any(|opener| text.starts_with(opener))
}
