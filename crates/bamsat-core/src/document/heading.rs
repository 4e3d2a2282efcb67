//! When a number opens a heading, and what the heading says.

use crate::source::{Mark, MarkKind, Source, Span, fold_name, is_caps, mark};

use super::unit::UnitReader;

/// Syllables of a title on a line of its own, at the most, above deeper marks.
const LONG_TITLE: usize = 45;

/// The same above a plain paragraph, where a cut sentence is more likely.
const SHORT_TITLE: usize = 24;

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its words.
    pub(super) words: Span,
    /// What follows on the same line (`Sở Tài chính: Tham mưu ...`).
    pub(super) rest: Option<Span>,
    /// The bodies it names, when it names nothing else.
    pub(super) units: Vec<Span>,
    /// It asks (`Đề nghị ...`).
    pub(super) requested: bool,
}

/// The heading that `words` open behind `mark`; `next` is the following line.
pub(super) fn read(source: &Source, mark: &Mark, words: Span, next: Option<&str>) -> Option<Heading> {
    let line = source.slice(words);
    let plain = |words: Span, rest: Option<Span>| Some(Heading { words, rest, units: Vec::new(), requested: false });
    if line.is_empty() {
        return None;
    }
    if is_caps(line) {
        let found = of_units(source, trimmed(source, words), None);
        return found.or_else(|| plain(trimmed(source, words), None));
    }
    if let Some((head, rest)) = colon(source, words) {
        if is_caps(source.slice(head)) {
            return plain(head, rest);
        }
        // `Các Bộ: Quốc phòng, Công an chủ động ...` lists its bodies behind the colon.
        let listing = super::unit_list::listing_kind(source.folded_slice(head)).is_some();
        let short = source.folded_slice(head).starts_with("các ") && source.slice(head).split(' ').count() <= 3;
        let opens_list = rest.is_some() && (short || listing);
        if !opens_list && let Some(found) = of_units(source, head, rest).or_else(|| of_long_unit(source, head, rest)) {
            return Some(found);
        }
    }
    if !line.ends_with(['.', ';'])
        && let Some(found) = of_units(source, trimmed(source, words), None)
    {
        return Some(found);
    }
    is_title(line, mark, next).then(|| plain(trimmed(source, words), None)).flatten()
}

/// The part before the first colon and the part behind it.
fn colon(source: &Source, words: Span) -> Option<(Span, Option<Span>)> {
    let line = source.slice(words);
    let at = line.find(':')?;
    let rest = line[at + 1..].trim_start();
    let head = Span::new(words.start, words.start + line[..at].trim_end().len());
    let rest = (!rest.is_empty()).then(|| Span::new(words.end - rest.len(), words.end));
    Some((head, rest))
}

/// A heading that names bodies: `Sở Y tế`, `Đề nghị Ban Tuyên giáo Tỉnh ủy`, `Giao Sở Xây dựng`.
fn of_units(source: &Source, words: Span, rest: Option<Span>) -> Option<Heading> {
    const LEADS: [&str; 9] =
        ["đề nghị", "giao", "đối với", "trách nhiệm của", "nhiệm vụ của", "trách nhiệm", "nhiệm vụ", "yêu cầu", "các đồng chí"];
    if words.is_empty() || words.len() > 700 {
        return None;
    }
    let folded = source.folded_slice(words);
    let lead = LEADS.iter().find(|lead| folded.strip_prefix(**lead).is_some_and(|rest| rest.starts_with(' ')));
    let skip = lead.map_or(0, |lead| lead.len() + 1);
    let inner = Span::new(words.start + skip, words.end);
    let units = UnitReader::new(source, inner).heading()?;
    let requested = lead.is_some_and(|lead| *lead == "đề nghị");
    Some(Heading { words, rest, units, requested })
}

/// `Công ty Khai thác công trình thủy lợi Thanh Sơn: Vận hành ...`: before a colon with a task
/// behind it, a few words that begin like a body are one, however long its name.
fn of_long_unit(source: &Source, words: Span, rest: Option<Span>) -> Option<Heading> {
    const LONGEST: usize = 14;
    let text = source.slice(words);
    let begins =
        crate::lexicon::lexicon().heads_a_body(text).is_some() && text.starts_with(char::is_uppercase) && !text.contains([',', ';']);
    let named = text.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_uppercase))
        || text.split(' ').nth(2).is_some_and(|word| word.starts_with(char::is_uppercase));
    (begins && named && rest.is_some() && text.split(' ').count() <= LONGEST).then(|| Heading {
        words,
        rest,
        units: vec![words],
        requested: false,
    })
}

/// A short title on a line of its own: no full stop, and what it heads follows below.
fn is_title(line: &str, opened_by: &Mark, next: Option<&str>) -> bool {
    if line.ends_with(['.', ';', ',', '/']) || line.contains("; ") || line.contains(". ") {
        return false;
    }
    let below = match next {
        None => return false,
        Some(next) => mark(next),
    };
    let limit = match &below {
        Some(m) if m.kind == MarkKind::Bullet => LONG_TITLE,
        Some(m) if m.kind > opened_by.kind => LONG_TITLE,
        Some(m)
            if m.kind == MarkKind::Arabic
                && opened_by.kind == MarkKind::Arabic
                && m.label.starts_with(&format!("{}.", opened_by.label)) =>
        {
            LONG_TITLE
        }
        Some(m) if opened_by.kind == MarkKind::Article && m.kind == MarkKind::Arabic => LONG_TITLE,
        Some(_) => return false,
        None => SHORT_TITLE,
    };
    line.split_whitespace().take(limit + 1).count() <= limit && !introduces(line)
}

/// The line ends in a word that needs what stands below.
fn introduces(line: &str) -> bool {
    let folded = fold_name(line.trim_end_matches([':', ' ']));
    [" sau", " sau đây", " gồm", " cụ thể", " như", " là"].iter().any(|word| folded.ends_with(word))
}

/// Short enough for a line that heads bullets.
pub(super) fn is_short(line: &str) -> bool {
    line.split_whitespace().take(SHORT_TITLE + 1).count() <= SHORT_TITLE && !line.contains("; ") && !line.contains(". ")
}

/// Without the colon or stop at the end.
pub(super) fn trimmed(source: &Source, words: Span) -> Span {
    let line = source.slice(words).trim_end_matches([':', '.', ';', ' ', '/']);
    Span::new(words.start, words.start + line.len())
}
