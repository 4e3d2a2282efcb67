//! Deadlines, amounts and frequencies, with their direction.

use crate::lexicon::{Bound, ConstraintKind, lexicon};
use crate::source::{Source, Span, is_alphanumeric};

use super::cursor::Cursor;
use super::date::date_at;
use super::model::Constraint;
use super::taken::Taken;

/// Shares in words, as per cent.
const SHARES: [(&str, &str); 7] = [
    ("một phần ba", "33.3%"),
    ("hai phần ba", "66.7%"),
    ("một phần tư", "25%"),
    ("ba phần tư", "75%"),
    ("một phần năm", "20%"),
    ("một phần hai", "50%"),
    ("một nửa", "50%"),
];

/// What a word may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    Nothing,
    /// A point or length of time.
    Time,
    Frequency,
}

impl Opens {
    pub(super) fn of(word: &str) -> Self {
        match word {
            "hoàn" | "xong" | "thực" | "báo" | "chậm" | "muộn" | "trước" | "không" | "trong" | "đến" | "hết" | "vào" | "vòng" | "thời" => {
                Self::Time
            }
            "hằng" | "hàng" | "mỗi" | "định" => Self::Frequency,
            _ => Self::Nothing,
        }
    }
}

/// All constraints in `span`, in order; `opens` tells what a word may open. Days, months and quarters
/// without a year are of `year`, the year of the plan.
pub(super) fn read(source: &Source, span: Span, year: Option<u16>, opens: impl Fn(u32) -> Opens) -> Vec<Constraint> {
    let text = Text { folded: source.folded_slice(span), base: span.start };
    let counts = text.folded.bytes().any(|b| b.is_ascii_digit());
    // Without a figure only a Roman quarter or month is a point in time.
    let dated = counts || ["quý ", "tháng "].iter().any(|part| text.folded.contains(part));
    let (mut out, mut frequencies) = (Vec::new(), Vec::new());
    // Behind what was read already, by kind.
    let (mut deadline_end, mut duration_end, mut frequency_end) = (0, 0, 0);
    let words = source.words();
    let inside = words.inside(span);
    for (number, place) in words.numbers()[inside.clone()].iter().zip(&words.places()[inside]) {
        let at = place.start - span.start;
        match opens(*number) {
            Opens::Time => {
                if dated && at >= deadline_end {
                    deadline_end = text.deadline(at, year, &mut out);
                }
                if counts && at >= duration_end {
                    duration_end = text.duration(at, &mut out);
                }
            }
            Opens::Frequency if at >= frequency_end => frequency_end = text.frequency(at, &mut frequencies),
            Opens::Frequency | Opens::Nothing => {}
        }
    }
    // A point in time is read before a length of time, and both before what stands alone.
    for more in [frequencies, text.amounts()] {
        let taken = Taken::by(out.iter().map(|known: &Constraint| known.span));
        out.extend(more.into_iter().filter(|constraint| !taken.contains(constraint.span.start)));
    }
    out.sort_by_key(|c| c.span);
    out
}

/// The constraints of a table cell: a point in time stands there without any word before it.
pub(super) fn read_cell(source: &Source, cell: Span, year: Option<u16>, opens: impl Fn(u32) -> Opens) -> Vec<Constraint> {
    let found = read(source, cell, year, opens);
    if !found.is_empty() {
        return found;
    }
    let folded = source.folded_slice(cell).trim_start();
    let base = cell.end - folded.len();
    let what = ["ngày ", "quý ", "tháng ", "năm "].into_iter().find(|what| folded.starts_with(what)).unwrap_or("");
    let Some((value, len)) = point_in_time(what.trim(), &folded[what.len()..], year) else { return Vec::new() };
    let span = Span::new(base, base + what.len() + len);
    vec![Constraint { kind: ConstraintKind::Deadline, span, value, bound: Bound::AtMost }]
}

/// A folded stretch of a document.
#[derive(Debug, Clone, Copy)]
struct Text<'t> {
    folded: &'t str,
    /// Its first byte in the document.
    base: usize,
}

impl<'t> Text<'t> {
    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(from, to).shift(self.base)
    }

    /// Whether the word before `at` goes on there.
    fn goes_on(&self, at: usize) -> bool {
        self.folded[at..].starts_with(is_alphanumeric)
    }

    /// `trong vòng 05 ngày làm việc`, `chậm nhất 10 ngày`; gives the byte from which to read on.
    fn duration(&self, at: usize, out: &mut Vec<Constraint>) -> usize {
        const UNITS: [(&str, &str); 5] = [("giờ", "TH"), ("ngày", "D"), ("tuần", "W"), ("tháng", "M"), ("năm", "Y")];
        let mut cursor = Cursor::new(self.folded, at);
        let opened = if cursor.word("chậm nhất") || cursor.word("muộn nhất") {
            cursor.word(" là");
            true
        } else if cursor.word("không quá") {
            true
        } else {
            cursor.word("trong ");
            ["vòng", "thời hạn", "thời gian"].iter().any(|word| cursor.word(word))
        };
        let count = if opened && cursor.word(" ") { cursor.digits(3).and_then(|count| count.parse::<u32>().ok()) } else { None };
        let Some(count) = count.filter(|_| cursor.word(" ")) else { return at };
        let Some((_, unit)) = UNITS.into_iter().find(|(word, _)| cursor.word(word)) else { return at };
        let value = unit.strip_prefix('T').map_or_else(|| format!("P{count}{unit}"), |unit| format!("PT{count}{unit}"));
        if !self.goes_on(cursor.at()) {
            let span = self.span(at, cursor.at());
            out.push(Constraint { kind: ConstraintKind::Deadline, span, value, bound: Bound::AtMost });
        }
        cursor.at()
    }

    /// `trước ngày 15/11/2024`, `chậm nhất là ngày ...`, `trong quý II/2026`, `đến năm 2030`; gives the byte
    /// from which to read on.
    fn deadline(&self, at: usize, year: Option<u16>, out: &mut Vec<Constraint>) -> usize {
        const UNITS: [&str; 5] = ["ngày mùng ", "ngày ", "quý ", "tháng ", "năm "];
        let Some(opened) = deadline_opening(self.folded, at) else { return at };
        let word = self.folded[at..opened].trim_end();
        let what = UNITS.into_iter().find(|what| self.folded[opened..].starts_with(what)).unwrap_or("");
        let rest_at = opened + what.len();
        let rest = point_text(&self.folded[rest_at..]);
        let end = rest_at + rest.len();
        // Without `ngày` only a written date is a point in time: `trước 15/11`.
        if what.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return end;
        }
        // `tầm nhìn đến năm 2050` belongs to the name of a plan.
        if self.folded[..at].trim_end().ends_with("tầm nhìn") {
            return end;
        }
        if let Some((value, len)) = point_in_time(what.trim(), rest, year) {
            // `trong năm`, `đến ngày` set a last day; `trước` excludes it.
            let bound = if word.ends_with("trước") || word.contains("nhất") { Bound::Before } else { Bound::AtMost };
            out.push(Constraint { kind: ConstraintKind::Deadline, span: self.span(at, rest_at + len), value, bound });
        }
        end
    }

    /// `hằng năm`, `định kỳ 06 tháng`, `mỗi quý`; gives the byte from which to read on.
    fn frequency(&self, at: usize, out: &mut Vec<Constraint>) -> usize {
        const UNITS: [(&str, u32, char); 7] = [
            ("năm học", 1, 'Y'),
            ("học kỳ", 6, 'M'),
            ("năm", 1, 'Y'),
            ("quý", 3, 'M'),
            ("tháng", 1, 'M'),
            ("tuần", 1, 'W'),
            ("ngày", 1, 'D'),
        ];
        let mut cursor = Cursor::new(self.folded, at);
        if cursor.word("định kỳ") {
            let _ = cursor.word(" hằng") || cursor.word(" hàng");
        } else if !["hằng", "hàng", "mỗi"].iter().any(|word| cursor.word(word)) {
            return at;
        }
        if cursor.take(char::is_whitespace).is_none() {
            return at;
        }
        let mut counted = cursor;
        let count = counted.digits(2).filter(|_| counted.take(char::is_whitespace).is_some()).and_then(|count| count.parse().ok());
        if count.is_some() {
            cursor = counted;
        }
        let Some((_, factor, unit)) = UNITS.into_iter().find(|(word, ..)| cursor.word(word)) else { return at };
        if !self.goes_on(cursor.at()) {
            let (span, value) = (self.span(at, cursor.at()), format!("P{}{unit}", count.unwrap_or(1) * factor));
            out.push(Constraint { kind: ConstraintKind::Frequency, span, value, bound: Bound::Exactly });
        }
        cursor.at()
    }
}

/// The end of the words that open a deadline at `at`, with the space behind them: `hoàn thành trước `.
fn deadline_opening(folded: &str, at: usize) -> Option<usize> {
    const OPENERS: [&str; 7] = ["trước ", "không quá ", "trong ", "đến hết ", "đến ", "hết ", "vào "];
    let mut cursor = Cursor::new(folded, at);
    let _ = ["hoàn thành ", "xong ", "thực hiện ", "báo cáo "].iter().any(|word| cursor.word(word));
    if cursor.word("chậm nhất") || cursor.word("muộn nhất") {
        // Each of these as far as a space follows.
        for words in [[" là"].as_slice(), &[" vào", " đến", " trong", " trước"]] {
            let behind = |word: &&&str| cursor.rest().strip_prefix(**word).is_some_and(|rest| rest.starts_with(' '));
            if let Some(word) = words.iter().find(behind) {
                cursor.word(word);
            }
        }
        return cursor.word(" ").then(|| cursor.at());
    }
    OPENERS.iter().any(|word| cursor.word(word)).then(|| cursor.at())
}

/// What may hold a point in time: the characters up to the next sign.
fn point_text(folded: &str) -> &str {
    const LONGEST: usize = 34;
    let end = folded.char_indices().enumerate().find(|&(count, (_, c))| count == LONGEST || matches!(c, ',' | ';' | ':' | '.' | ')'));
    &folded[..end.map_or(folded.len(), |(_, (at, _))| at)]
}

/// The value of a point in time and the bytes of `rest` it takes.
fn point_in_time(what: &str, rest: &str, year: Option<u16>) -> Option<(String, usize)> {
    if what.starts_with("ngày") || what.is_empty() {
        if let Some((date, len)) = date_at(rest) {
            return Some((date.to_string(), len));
        }
        return day(rest, what, year);
    }
    let mut cursor = Cursor::new(rest, 0);
    if what == "năm" {
        let year = cursor.year()?;
        return Some((year.to_owned(), year.len()));
    }
    let roman: &str = &rest[..rest.bytes().take(3).take_while(|b| matches!(b, b'i' | b'v' | b'x')).count()];
    let part = if cursor.word(roman) && !roman.is_empty() { roman } else { cursor.digits(2)? };
    let value = part.parse().ok().or_else(|| crate::source::roman_value(&part.to_uppercase()))?;
    let own = year_of_part(&mut cursor);
    // `trong 03 tháng năm 2026` counts months, `tháng 3 và tháng 4` has no year of its own.
    if cursor.rest().starts_with(is_alphanumeric) {
        return None;
    }
    let year = own.map(str::to_owned).or_else(|| Some(year?.to_string()))?;
    let form = if what == "quý" { format!("{year}-Q{value}") } else { format!("{year}-{value:02}") };
    Some((form, cursor.at()))
}

/// `15`, `15/11`, `05 hằng tháng`.
fn day(rest: &str, what: &str, year: Option<u16>) -> Option<(String, usize)> {
    const EVERY: [&str; 8] = ["hằng", "hàng", "tháng", "mỗi", "cuối", "đầu", "năm", "quý"];
    let mut cursor = Cursor::new(rest, 0);
    let day = cursor.digits(2)?;
    let mut further = cursor;
    further.space();
    let month = if further.word("/") {
        further.space();
        further.digits(2)
    } else {
        None
    };
    if month.is_some() {
        cursor = further;
    }
    let behind = cursor.at();
    let mut further = cursor;
    if further.take(char::is_whitespace).is_some() {
        further.word("của ");
        if EVERY.iter().any(|word| further.word(word)) {
            let more = further.rest().chars().take(16).take_while(|ch| !matches!(ch, ',' | ';' | '.' | '"')).count();
            for _ in 0..more {
                further.take(|_| true);
            }
            cursor = further;
        }
    }
    let every = rest[behind..cursor.at()].trim_end();
    let len = rest[..cursor.at()].trim_end().len();
    if let (Some(month), true, Some(year)) = (month, every.is_empty(), year) {
        return Some((format!("{year}-{month:0>2}-{day:0>2}"), len));
    }
    if what.is_empty() && month.is_none() {
        return None;
    }
    let month = month.map_or(String::new(), |month| format!("/{month:0>2}"));
    Some((format!("{day:0>2}{month}{every}"), len))
}

/// The year behind a quarter or month: `II/2026`, `3 năm 2026`, `4-2026`; where none stands there nothing is read.
fn year_of_part<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let mut further = *cursor;
    further.space();
    if !["/", "năm", "-"].iter().any(|sign| further.word(sign)) {
        further = *cursor;
        further.take(char::is_whitespace)?;
    }
    further.space();
    further.word("năm ");
    let year = further.year()?;
    *cursor = further;
    Some(year)
}

impl Text<'_> {
    /// `80%`, `05 lớp`, `1.250 người`, with the words before them.
    fn amounts(&self) -> Vec<Constraint> {
        let folded = self.folded;
        let mut out = shares(folded, self.base);
        let mut next = 0;
        while let Some(start) = folded.as_bytes()[next..].iter().position(u8::is_ascii_digit).map(|at| next + at) {
            let mut cursor = Cursor::new(folded, start);
            let number = amount(&mut cursor);
            let number_end = cursor.at();
            cursor.space();
            let mut percent = cursor.word("%");
            next = cursor.at();
            let glued = folded[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ','));
            let mut end = if percent { next } else { number_end };
            if let Some((range_end, of_hundred)) = range(folded, number_end) {
                percent |= of_hundred;
                end = range_end;
            }
            if glued || folded[end..].starts_with(['/', '-']) || self.goes_on(end) {
                continue;
            }
            let unit = if percent {
                Some(("%", end))
            } else {
                let at = end + (folded[end..].len() - folded[end..].trim_start().len());
                lexicon().formulas.measures.at(folded, at).map(|(span, ())| (&folded[span.start..span.end], span.end))
            };
            let (bound, start) = bound_before(folded, start);
            // A length of time is an amount where it is bound: `ít nhất 07 ngày`, `tối thiểu 12 tháng`.
            let bound_time = || if bound == Bound::Exactly { None } else { time_unit(folded, end) };
            let Some((unit, end)) = unit.or_else(bound_time) else { continue };
            let value = number.replace('.', "").replace(',', ".");
            let value = value.trim_start_matches('0');
            let value = if value.is_empty() { "0" } else { value };
            let value = if unit == "%" { format!("{value}%") } else { format!("{value} {unit}") };
            out.push(Constraint { kind: ConstraintKind::Quantity, span: self.span(start, end), value, bound });
        }
        out
    }
}

/// `1.250`, `1.250,5`, `12,5`, `80`.
fn amount<'t>(cursor: &mut Cursor<'t>) -> &'t str {
    let (rest, from) = (cursor.rest(), cursor.at());
    let mut thousands = *cursor;
    thousands.digits(3);
    let mut groups = 0;
    loop {
        let mut group = thousands;
        if !group.word(".") || group.digits(3).is_none_or(|digits| digits.len() < 3) {
            break;
        }
        (thousands, groups) = (group, groups + 1);
    }
    if groups > 0 {
        *cursor = thousands;
    } else {
        cursor.digits(usize::MAX);
    }
    let mut decimals = *cursor;
    if decimals.word(",") && decimals.digits(usize::MAX).is_some() {
        *cursor = decimals;
    }
    &rest[..cursor.at() - from]
}

/// The other end of a range, `5 - 7 lớp`, `từ 5 đến 7 lớp`, whose first number ends at `at`: its end, and
/// whether it is per cent.
fn range(folded: &str, at: usize) -> Option<(usize, bool)> {
    let mut cursor = Cursor::new(folded, at);
    cursor.spaces();
    if cursor.word("%") {
        cursor.spaces();
    }
    if !cursor.word("-") && !cursor.word("đến") {
        return None;
    }
    cursor.spaces();
    cursor.digits(usize::MAX)?;
    loop {
        let mut part = cursor;
        if part.take(|ch| matches!(ch, '.' | ',')).is_none() || part.digits(usize::MAX).is_none() {
            break;
        }
        cursor = part;
    }
    let end = cursor.at();
    cursor.space();
    Some(if cursor.word("%") { (cursor.at(), true) } else { (end, false) })
}

/// The unit of time behind a number.
fn time_unit(folded: &str, number_end: usize) -> Option<(&str, usize)> {
    let rest = folded[number_end..].trim_start();
    let from = folded.len() - rest.len();
    let unit = ["ngày", "giờ", "phút", "tuần", "tháng", "năm"].into_iter().find(|unit| rest.starts_with(unit))?;
    let end = from + unit.len();
    (!folded[end..].starts_with(is_alphanumeric)).then(|| (&folded[from..end], end))
}

/// `một phần ba số xã`.
fn shares(folded: &str, base: usize) -> Vec<Constraint> {
    let mut out = Vec::new();
    if !folded.contains("một nửa") && !folded.contains(" phần ") {
        return out;
    }
    for (words, value) in SHARES {
        for (at, _) in folded.match_indices(words) {
            let (bound, start) = bound_before(folded, at);
            let span = Span::new(base + start, base + at + words.len());
            out.push(Constraint { kind: ConstraintKind::Quantity, span, value: value.to_owned(), bound });
        }
    }
    out
}

/// The direction that the words before an amount give it.
fn bound_before(folded: &str, number: usize) -> (Bound, usize) {
    let head = folded[..number].trim_end();
    let starts = head.rmatch_indices(' ').map(|(at, _)| at + 1).take(4).chain([0]);
    let candidates: Vec<usize> = starts.collect();
    for start in candidates.into_iter().rev() {
        if let Some((span, bound)) = lexicon().formulas.quantities.at(head, start)
            && span.end == head.len()
        {
            return (*bound, start);
        }
    }
    (Bound::Exactly, number)
}

#[cfg(test)]
mod tests {
    use crate::document::parse;
    use crate::source::Source;

    #[test]
    fn a_limit_ends_before_the_quote_behind_it() {
        let document = parse(Source::read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Báo cáo theo mẫu “trước ngày 15 hằng tháng”, gửi Sở Y tế."));
        let limits: Vec<&str> = document.mandates[0]
            .constraints
            .iter()
            .filter_map(|limit| document.source.text().get(limit.span.start..limit.span.end))
            .collect();
        assert_eq!(limits, ["trước ngày 15 hằng tháng"]);
    }
}
