//! Deadlines, amounts and frequencies, with their direction.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::{Bound, ConstraintKind, lexicon};
use crate::source::{Source, Span, is_alphanumeric};

use super::date::date_at;
use super::model::Constraint;

/// What opens a deadline: `trước ngày 15/11/2024`, `chậm nhất là ngày ...`, `trong quý II/2026`,
/// `đến năm 2030`.
static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:hoàn thành |xong |thực hiện |báo cáo )?(?:(?:chậm|muộn) nhất(?: là)?(?: vào| đến| trong| trước)?|trước|không quá|trong|đến hết|đến|hết|vào) ",
    )
});
/// `trong vòng 05 ngày làm việc`, `chậm nhất 10 ngày`.
static DURATION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<word>(?:trong )?(?:vòng|thời hạn|thời gian)|(?:chậm|muộn) nhất(?: là)?|không quá) (?P<count>[0-9]{1,3}) (?P<unit>giờ|ngày|tuần|tháng|năm)",
    )
});
/// The other end of a range: `5 - 7 lớp`, `từ 5 đến 7 lớp`.
static RANGE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*(?:%\s*)?(?:-|đến)\s*(?P<to>[0-9]+(?:[.,][0-9]+)*)\s?(?P<percent>%)?"));
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
/// `80%`, `05 lớp`, `1.250 người`, with the words before it.
static AMOUNT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?P<number>[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?)\s?(?P<percent>%)?"));
/// `hằng năm`, `định kỳ 06 tháng`, `mỗi quý`.
static FREQUENCY: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?P<word>hằng|hàng|mỗi|định kỳ(?: hằng| hàng)?)\s(?P<count>[0-9]{1,2}\s)?(?P<unit>năm học|học kỳ|năm|quý|tháng|tuần|ngày)")
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// All constraints in `span`, in order. Days, months and quarters without a year are of `year`,
/// the year of the plan.
pub(super) fn read(source: &Source, span: Span, year: Option<u16>) -> Vec<Constraint> {
    let folded = source.folded_slice(span);
    let counts = folded.bytes().any(|b| b.is_ascii_digit());
    let mut out = Vec::new();
    // Without a figure only a Roman quarter or month is a point in time.
    if counts || ["quý ", "tháng "].iter().any(|part| folded.contains(part)) {
        out.extend(deadlines(folded, span.start, year));
    }
    if counts {
        out.extend(durations(folded, span.start));
    }
    for more in [frequencies(folded, span.start), amounts(folded, span.start)] {
        let outside = more.into_iter().filter(|c| !out.iter().any(|known| known.span.contains(c.span.start))).collect::<Vec<_>>();
        out.extend(outside);
    }
    out.sort_by_key(|c| c.span);
    out
}

/// The constraints of a table cell: a point in time stands there without any word before it.
pub(super) fn read_cell(source: &Source, cell: Span, year: Option<u16>) -> Vec<Constraint> {
    let found = read(source, cell, year);
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

fn durations(folded: &str, base: usize) -> Vec<Constraint> {
    let of = |found: regex::Captures<'_>| {
        let whole = found.get(0)?;
        let count: u32 = found["count"].parse().ok()?;
        let unit = match &found["unit"] {
            "giờ" => "TH",
            "ngày" => "D",
            "tuần" => "W",
            "tháng" => "M",
            _ => "Y",
        };
        let value = unit.strip_prefix('T').map_or_else(|| format!("P{count}{unit}"), |unit| format!("PT{count}{unit}"));
        let goes_on = folded[whole.end()..].starts_with(is_alphanumeric);
        let span = Span::new(base + whole.start(), base + whole.end());
        (!goes_on).then_some(Constraint { kind: ConstraintKind::Deadline, span, value, bound: Bound::AtMost })
    };
    DURATION.captures_iter(folded).filter_map(of).collect()
}

fn deadlines(folded: &str, base: usize, year: Option<u16>) -> Vec<Constraint> {
    const UNITS: [&str; 5] = ["ngày mùng ", "ngày ", "quý ", "tháng ", "năm "];
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = DEADLINE.find_at(folded, at) {
        let word = found.as_str().trim_end();
        let what = UNITS.into_iter().find(|what| folded[found.end()..].starts_with(what)).unwrap_or("");
        let rest_at = found.end() + what.len();
        let rest = point_text(&folded[rest_at..]);
        at = rest_at + rest.len();
        // Without `ngày` only a written date is a point in time: `trước 15/11`.
        if what.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let before = &folded[..found.start()];
        // `tầm nhìn đến năm 2050` belongs to the name of a plan.
        if before.ends_with(is_alphanumeric) || before.trim_end().ends_with("tầm nhìn") {
            continue;
        }
        let Some((value, len)) = point_in_time(what.trim(), rest, year) else { continue };
        // `trong năm`, `đến ngày` set a last day; `trước` excludes it.
        let bound = if word.ends_with("trước") || word.contains("nhất") { Bound::Before } else { Bound::AtMost };
        let span = Span::new(base + found.start(), base + rest_at + len);
        out.push(Constraint { kind: ConstraintKind::Deadline, span, value, bound });
    }
    out
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
        static DAY: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"^(?P<day>[0-9]{1,2})(?:\s?/\s?(?P<month>[0-9]{1,2}))?(?P<every>(?:\s(?:của )?(?:hằng|hàng|tháng|mỗi|cuối|đầu|năm|quý)[^,;.]{0,16})?)",
            )
        });
        let day = DAY.captures(rest)?;
        if let (Some(month), "", Some(year)) = (day.name("month"), day["every"].trim(), year) {
            return Some((format!("{year}-{:0>2}-{:0>2}", month.as_str(), &day["day"]), day[0].trim_end().len()));
        }
        if what.is_empty() && day.name("month").is_none() {
            return None;
        }
        let month = day.name("month").map_or(String::new(), |m| format!("/{:0>2}", m.as_str()));
        return Some((format!("{:0>2}{month}{}", &day["day"], day["every"].trim_end()), day[0].trim_end().len()));
    }
    static PART: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^(?P<part>[ivx]{1,3}|[0-9]{1,2})(?:\s?(?:/|năm|-|\s)\s?(?:năm )?(?P<year>(?:19|20)[0-9]{2}))?"));
    static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<year>(?:19|20)[0-9]{2})"));
    if what == "năm" {
        let year = YEAR.captures(rest)?;
        return Some((year["year"].to_owned(), year[0].len()));
    }
    let part = PART.captures(rest)?;
    let value = part["part"].parse().ok().or_else(|| crate::source::roman_value(&part["part"].to_uppercase()))?;
    // `trong 03 tháng năm 2026` counts months, `tháng 3 và tháng 4` has no year of its own.
    if rest[part[0].len()..].starts_with(is_alphanumeric) {
        return None;
    }
    let year = part.name("year").map(|y| y.as_str().to_owned()).or_else(|| Some(year?.to_string()))?;
    let form = if what == "quý" { format!("{year}-Q{value}") } else { format!("{year}-{value:02}") };
    Some((form, part[0].len()))
}

fn frequencies(folded: &str, base: usize) -> Vec<Constraint> {
    FREQUENCY
        .captures_iter(folded)
        .filter_map(|found| {
            let whole = found.get(0)?;
            if folded[..whole.start()].ends_with(is_alphanumeric) || folded[whole.end()..].starts_with(is_alphanumeric) {
                return None;
            }
            let count: u32 = found.name("count").map_or(Some(1), |c| c.as_str().trim().parse().ok())?;
            let (factor, unit) = match &found["unit"] {
                "năm" | "năm học" => (1, 'Y'),
                "học kỳ" => (6, 'M'),
                "quý" => (3, 'M'),
                "tháng" => (1, 'M'),
                "tuần" => (1, 'W'),
                _ => (1, 'D'),
            };
            Some(Constraint {
                kind: ConstraintKind::Frequency,
                span: Span::new(base + whole.start(), base + whole.end()),
                value: format!("P{}{unit}", count * factor),
                bound: Bound::Exactly,
            })
        })
        .collect()
}

fn amounts(folded: &str, base: usize) -> Vec<Constraint> {
    let mut out = shares(folded, base);
    for found in AMOUNT.captures_iter(folded) {
        let (Some(whole), Some(number)) = (found.get(0), found.name("number")) else { continue };
        let glued = folded[..whole.start()].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ','));
        let mut end = found.name("percent").map_or(number.end(), |p| p.end());
        let mut percent = found.name("percent").is_some();
        let range = RANGE.captures(&folded[number.end()..]);
        if let Some(range) = &range {
            percent |= range.name("percent").is_some();
            end = number.end() + range[0].trim_end().len();
        }
        let goes_on = folded[end..].starts_with(['/', '-']) || folded[end..].starts_with(is_alphanumeric);
        if glued || goes_on {
            continue;
        }
        let unit = if percent {
            Some(("%", end))
        } else {
            let at = end + (folded[end..].len() - folded[end..].trim_start().len());
            lexicon().formulas.measures.at(folded, at).map(|(span, ())| (&folded[span.start..span.end], span.end))
        };
        let (bound, start) = bound_before(folded, whole.start());
        // A length of time is an amount where it is bound: `ít nhất 07 ngày`, `tối thiểu 12 tháng`.
        let bound_time = || if bound == Bound::Exactly { None } else { time_unit(folded, end) };
        let Some((unit, end)) = unit.or_else(bound_time) else { continue };
        let value = number.as_str().replace('.', "").replace(',', ".");
        let value = value.trim_start_matches('0');
        let value = if value.is_empty() { "0" } else { value };
        let value = if unit == "%" { format!("{value}%") } else { format!("{value} {unit}") };
        out.push(Constraint { kind: ConstraintKind::Quantity, span: Span::new(base + start, base + end), value, bound });
    }
    out
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
