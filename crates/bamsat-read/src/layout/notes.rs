//! Footnotes: words at the foot of a page, most often small, which belong to a mark above.

use super::rows::{LOWERED, RAISED, Row};
use super::{Page, paper};

/// Letters of a footnote are at most this large, in proportion.
const SMALL: f64 = 0.93;

/// Room above the first footnote, in proportion to what parts most lines: paragraphs stand nearer.
const APART: f64 = 1.3;

/// A footnote: its number as printed, and its words.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) number: String,
    pub(super) text: String,
}

/// Parts the footnotes from the other lines of a page.
pub(super) fn split(mut rows: Vec<Row>, page: &Page, size: f64) -> (Vec<Row>, Vec<Note>) {
    let Some(start) = start(&rows, page, size) else { return (rows, Vec::new()) };
    let mut notes: Vec<Note> = Vec::new();
    for row in rows.split_off(start) {
        let text = row.text();
        match (number(&text), notes.last_mut()) {
            (Some((number, words)), _) => notes.push(Note { number, text: words.trim().to_owned() }),
            (None, Some(note)) => {
                note.text.push(' ');
                note.text.push_str(&text);
            }
            // The rest of a note of the page before.
            (None, None) => notes.push(Note { number: String::new(), text }),
        }
    }
    (rows, notes)
}

/// The first line of the footnotes: all below are small, or a short rule stands above, or a number that
/// a mark on the page has.
fn start(rows: &[Row], page: &Page, size: f64) -> Option<usize> {
    let small = rows.iter().rposition(|row| row.size > size * SMALL).map_or(0, |last| last + 1);
    let opens = |at: usize| rows.get(at).is_some_and(|row| number(&row.text()).is_some());
    let first_small = (small..rows.len()).find(|&at| opens(at));
    let ruled = page.rules.iter().filter(|rule| paper::rules_off(rule, page) && rule.y0 > page.height * 0.3).find_map(|rule| {
        let below = rows.partition_point(|row| row.y < rule.y0);
        (below > 0 && below < rows.len() && opens(below) && rows[below..].iter().all(|row| row.size <= size * 1.02)).then_some(below)
    });
    let ruled_rest = page.rules.iter().filter(|rule| paper::rules_off(rule, page)).find_map(|rule| {
        let below = rows.partition_point(|row| row.y < rule.y0);
        (below > 0 && below >= small && below < rows.len()).then_some(below)
    });
    ruled.or(ruled_rest).or(first_small).or_else(|| answering(rows, size))
}

/// The first line that answers a mark above it, where notes are as large as the other words and nothing is
/// drawn above them: its number is raised too, or more room parts it from the line above than parts paragraphs.
fn answering(rows: &[Row], size: f64) -> Option<usize> {
    let mut gaps: Vec<f64> = rows.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
    gaps.sort_by(f64::total_cmp);
    let usual = gaps.get(gaps.len() / 2)?;
    let answers = |at: usize| {
        let text = rows[at].text();
        let Some((number, words)) = number(&text) else { return false };
        let set_off =
            text.starts_with(RAISED) || rows[at].y - rows[at - 1].y > APART * usual && words.trim_start().starts_with(char::is_uppercase);
        set_off && rows[at..].iter().all(|row| row.size <= size * 1.02) && rows[..at].iter().any(|row| has_mark(&row.text(), &number))
    };
    (1..rows.len()).find(|&at| answers(at))
}

/// Whether a number stands raised behind a word, and is no unit.
fn has_mark(text: &str, number: &str) -> bool {
    let mut before = "";
    text.split(RAISED).any(|part| {
        let found = part.split_once(LOWERED).is_some_and(|(raised, _)| raised == number) && !is_unit(before, number);
        before = part;
        found
    })
}

/// `m²`, `m³`.
fn is_unit(before: &str, digits: &str) -> bool {
    before.ends_with('m') && matches!(digits, "2" | "3")
}

/// The number that opens a note, and what follows it.
fn number(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    if let Some(raised) = text.strip_prefix(RAISED) {
        let (number, rest) = raised.split_once(LOWERED)?;
        return Some((number.to_owned(), rest));
    }
    let inner = text.trim_start_matches(['[', '(']);
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = inner.split_at(digits);
    let rest = rest.trim_start_matches([']', ')']);
    (matches!(digits, 1 | 2) && rest.starts_with(' ')).then(|| (number.to_owned(), rest))
}

/// The words of a line with the marks of these notes in brackets, counted through from `first`;
/// what else stands raised is written as it is meant.
pub(super) fn marked(text: &str, notes: &[Note], first: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, raised)) = rest.split_once(RAISED) {
        let (digits, after) = raised.split_once(LOWERED).unwrap_or((raised, ""));
        out.push_str(before);
        match notes.iter().filter(|note| !note.number.is_empty()).position(|note| note.number == digits) {
            _ if is_unit(before, digits) => out.push(if digits == "2" { '²' } else { '³' }),
            Some(at) => {
                let kept = out.trim_end().len();
                out.truncate(kept);
                out.push_str(&format!("[{}]", first + at));
            }
            None => out.push_str(digits),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
