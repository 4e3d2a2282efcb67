//! Deadlines, amounts and frequencies, with their direction.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::{Bound, ConstraintKind, lexicon};
use crate::source::{Source, Span};

use super::date::date_at;
use super::model::Constraint;

/// `trước ngày 15/11/2024`, `chậm nhất là ngày ...`, `trong quý II/2026`, `đến năm 2030`.
static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<word>(?:hoàn thành |xong |thực hiện |báo cáo )?(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|trong|đến hết|đến|hết|vào)) (?P<what>ngày (?:mùng )?|quý |tháng |năm )(?P<rest>[^,;:.)]{1,34})",
    )
});
/// `80%`, `05 lớp`, `1.250 người`, with the words before it.
static AMOUNT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?P<number>[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?)\s?(?P<percent>%)?"));
/// `hằng năm`, `định kỳ 06 tháng`, `mỗi quý`.
static FREQUENCY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?P<word>hằng|hàng|mỗi|định kỳ(?: hằng| hàng)?)\s(?P<count>[0-9]{1,2}\s)?(?P<unit>năm|quý|tháng|tuần|ngày)"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// All constraints in `span`, in order.
pub(super) fn read(source: &Source, span: Span) -> Vec<Constraint> {
    let folded = source.folded_slice(span);
    let mut out = deadlines(folded, span.start);
    let frequencies = frequencies(folded, span.start);
    out.extend(frequencies.into_iter().filter(|f| !out.iter().any(|d| d.span.contains(f.span.start))).collect::<Vec<_>>());
    let amounts = amounts(folded, span.start);
    out.extend(amounts.into_iter().filter(|a| !out.iter().any(|d| d.span.contains(a.span.start))).collect::<Vec<_>>());
    out.sort_by_key(|c| c.span);
    out
}

fn deadlines(folded: &str, base: usize) -> Vec<Constraint> {
    DEADLINE
        .captures_iter(folded)
        .filter_map(|found| {
            let (word, what, rest) = (found.name("word")?, found.name("what")?, found.name("rest")?);
            if folded[..word.start()].chars().next_back().is_some_and(char::is_alphanumeric) {
                return None;
            }
            let (value, len) = point_in_time(what.as_str().trim(), rest.as_str())?;
            let bound = if word.as_str().ends_with("trước") || word.as_str().contains("nhất") { Bound::Before } else { Bound::AtMost };
            // `trong năm`, `đến ngày` set a last day; `trước` excludes it.
            Some(Constraint {
                kind: ConstraintKind::Deadline,
                span: Span::new(base + word.start(), base + rest.start() + len),
                value,
                bound,
            })
        })
        .collect()
}

/// The value of a point in time and the bytes of `rest` it takes.
fn point_in_time(what: &str, rest: &str) -> Option<(String, usize)> {
    if what.starts_with("ngày") {
        if let Some((date, len)) = date_at(rest) {
            return Some((date.to_string(), len));
        }
        static DAY: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"^(?P<day>[0-9]{1,2})(?:\s?/\s?(?P<month>[0-9]{1,2}))?(?P<every>(?:\s(?:của )?(?:hằng|hàng|tháng|mỗi|cuối|đầu|năm|quý)[^,;.]{0,16})?)",
            )
        });
        let day = DAY.captures(rest)?;
        let month = day.name("month").map_or(String::new(), |m| format!("/{:0>2}", m.as_str()));
        return Some((format!("{:0>2}{month}{}", &day["day"], day["every"].trim_end()), day[0].trim_end().len()));
    }
    static PART: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^(?P<part>[ivx]{1,3}|[0-9]{1,2})\s?(?:/|năm|\s)\s?(?:năm )?(?P<year>(?:19|20)[0-9]{2})"));
    static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?P<year>(?:19|20)[0-9]{2})"));
    if what == "năm" {
        let year = YEAR.captures(rest)?;
        return Some((year["year"].to_owned(), year[0].len()));
    }
    let part = PART.captures(rest)?;
    let value = part["part"].parse().ok().or_else(|| crate::source::roman_value(&part["part"].to_uppercase()))?;
    let form = if what == "quý" { format!("{}-Q{value}", &part["year"]) } else { format!("{}-{value:02}", &part["year"]) };
    Some((form, part[0].len()))
}

fn frequencies(folded: &str, base: usize) -> Vec<Constraint> {
    FREQUENCY
        .captures_iter(folded)
        .filter_map(|found| {
            let whole = found.get(0)?;
            if folded[..whole.start()].chars().next_back().is_some_and(char::is_alphanumeric)
                || folded[whole.end()..].starts_with(char::is_alphanumeric)
            {
                return None;
            }
            let count: u32 = found.name("count").map_or(Some(1), |c| c.as_str().trim().parse().ok())?;
            let (factor, unit) = match &found["unit"] {
                "năm" => (1, 'Y'),
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
    let mut out = Vec::new();
    for found in AMOUNT.captures_iter(folded) {
        let (Some(whole), Some(number)) = (found.get(0), found.name("number")) else { continue };
        let glued = folded[..whole.start()].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ','));
        let end = found.name("percent").map_or(number.end(), |p| p.end());
        let goes_on = folded[end..].starts_with(['/', '-']) || folded[end..].starts_with(char::is_alphanumeric);
        if glued || goes_on {
            continue;
        }
        let unit = if found.name("percent").is_some() {
            Some(("%", end))
        } else {
            let at = end + (folded[end..].len() - folded[end..].trim_start().len());
            lexicon().formulas.measures.at(folded, at).map(|(span, ())| (&folded[span.start..span.end], span.end))
        };
        let Some((unit, end)) = unit else { continue };
        let (bound, start) = bound_before(folded, whole.start());
        let value = number.as_str().replace('.', "").replace(',', ".");
        let value = value.trim_start_matches('0');
        let value = if value.is_empty() { "0" } else { value };
        let value = if unit == "%" { format!("{value}%") } else { format!("{value} {unit}") };
        out.push(Constraint { kind: ConstraintKind::Quantity, span: Span::new(base + start, base + end), value, bound });
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
