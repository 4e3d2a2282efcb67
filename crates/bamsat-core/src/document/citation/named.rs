//! Citations by name: laws, resolutions of congresses and plenums, strategies.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::{DocType, lexicon};
use crate::source::{Source, Span, collapse};

use super::super::date::{Date, date_at};
use super::super::taken::Taken;
use super::Found;

/// Words of a name at most, in bytes.
const LONGEST: usize = 260;

/// A name may open with these.
static OPENERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:bộ luật|luật|pháp lệnh|hiến pháp|nghị quyết|chiến lược)\s").expect("a constant pattern"));
/// `Nghị quyết Trung ương 7 khóa XI`, `Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII`.
static PLENUM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^nghị quyết (?:hội nghị )?(?:lần thứ \S+ )?(?:ban chấp hành )?trung ương (?:đảng )?(?:lần thứ )?(?:[0-9]{1,2}|[ivx]+|\S+)?,? ?\(?khóa [ivx]+\)?").expect("a constant pattern")
});
/// `Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng`.
static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^nghị quyết đại hội [^;.:,]{0,90}?(?:lần thứ [ivx0-9]+(?: của đảng| đảng bộ [^;.:,]{2,30})?(?:,? nhiệm kỳ [0-9]{4}\s*-\s*[0-9]{4})?|nhiệm kỳ [0-9]{4}\s*-\s*[0-9]{4}|[ivx]+ của đảng)").expect("a constant pattern")
});
/// `Chiến lược ... giai đoạn 2021 - 2030, tầm nhìn đến năm 2050`.
static STRATEGY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^chiến lược [^;.:"“]{4,160}?(?:giai đoạn [0-9]{4}\s*-\s*[0-9]{4}|đến năm [0-9]{4})(?:\s*,?\s*(?:và )?tầm nhìn (?:đến )?(?:năm )?[0-9]{4})?"#).expect("a constant pattern")
});
/// The year or date that closes a law's name.
static LAW_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*,?\s*(?:được [^;.]{3,60}? )?(?:(?P<year>năm (?:19|20)[0-9]{2})|(?P<day>ngày\s))").expect("a constant pattern")
});

/// All citations by name in `span`; parts of those by number, which are `taken`, are no names.
pub(super) fn find(source: &Source, span: Span, taken: &Taken) -> Vec<Found> {
    let folded = source.folded_slice(span);
    let text = source.slice(span);
    let mut out: Vec<Found> = Vec::new();
    let mut skipped_to = 0;
    let mut at = 0;
    while let Some(opener) = OPENERS.find_at(folded, at) {
        let start = opener.start();
        at = opener.end();
        let inside_word = folded[..start].chars().next_back().is_some_and(char::is_alphanumeric) || folded[..start].ends_with("pháp ");
        if inside_word || !text[start..].starts_with(char::is_uppercase) || taken.contains(span.start + start) {
            continue;
        }
        let Some((_, doc_type)) = lexicon().doc_types.at(folded, start) else { continue };
        let name = match doc_type.key {
            "nghi_quyet" => resolution(folded, start),
            "chien_luoc" => strategy(folded, start),
            _ => law(folded, text, start, opener.len()),
        };
        let Some((end, date)) = name else { continue };
        let in_list = out.last().is_none() && skipped_to > 0 && joins(&folded[skipped_to..start]);
        if is_object_of_title(folded, start) || in_list {
            skipped_to = end.0;
            continue;
        }
        at = end.1.max(at);
        out.push(found(source, span, doc_type, start, end, date));
    }
    out
}

/// Ends of the name and of name with date.
type Ends = (usize, usize);

fn found(source: &Source, span: Span, doc_type: &'static DocType, start: usize, end: Ends, date: Option<Date>) -> Found {
    let mark = Span::new(span.start + start, span.start + end.0);
    Found {
        span: Span::new(mark.start, span.start + end.1),
        mark,
        doc_type: Some(doc_type),
        number: String::new(),
        name: collapse(source.slice(mark)).trim_end_matches([',', ' ']).to_owned(),
        date,
        issuer: String::new(),
        title: String::new(),
        nested: super::numbered::hangs(source, span, mark.start),
    }
}

fn joins(between: &str) -> bool {
    matches!(between.trim(), "và" | "," | ", và" | ";")
}

/// Laws and programmes named after “quy định chi tiết”, “sửa đổi”, “phê duyệt” inside a title
/// are what the cited document is about, no citations of their own.
fn is_object_of_title(folded: &str, start: usize) -> bool {
    const HOOKS: [&str; 9] = [
        "phê duyệt",
        "một số điều của",
        "một số điều",
        "các điều của",
        "sửa đổi, bổ sung",
        "sửa đổi",
        "hướng dẫn thi hành",
        "ban hành",
        "biện pháp thi hành",
    ];
    let before = folded[..start].trim_end().trim_end_matches(['"', ' ']);
    HOOKS.iter().any(|hook| before.ends_with(hook))
}

fn resolution(folded: &str, start: usize) -> Option<(Ends, Option<Date>)> {
    let rest = &folded[start..];
    let found = PLENUM.find(rest).or_else(|| CONGRESS.find(rest))?;
    let end = start + found.as_str().trim_end_matches([' ', ',']).len();
    Some(((end, end), None))
}

fn strategy(folded: &str, start: usize) -> Option<(Ends, Option<Date>)> {
    let found = STRATEGY.find(&folded[start..])?;
    let end = start + found.end();
    Some(((end, end), None))
}

/// A law: capital after the type word, a name that runs to its year, date, or a sign.
fn law(folded: &str, text: &str, start: usize, opener: usize) -> Option<(Ends, Option<Date>)> {
    let name = start + opener;
    let first = text[name..].chars().next()?;
    let constitution = folded[start..].starts_with("hiến pháp");
    let generic = ["sư ", "này", "gia ", "số ", "định"].iter().any(|word| folded[name..].starts_with(word));
    if generic || (!first.is_uppercase() && !constitution) {
        return None;
    }
    let amending = folded[name..].starts_with("sửa đổi");
    let limit = region_end(folded, text, name, amending);
    let region = &folded[name..limit];
    // The first year or date inside the region closes the name.
    for (offset, _) in region.match_indices(' ').chain([(region.len(), "")]) {
        let tail = near(&folded[name + offset..]);
        let word = tail.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if !["được ", "năm ", "ngày"].iter().any(|opener| word.starts_with(opener)) {
            continue;
        }
        if let Some(date) = LAW_DATE.captures(tail)
            && date.get(0).is_some_and(|m| m.start() == 0)
        {
            if let Some(year) = date.name("year") {
                let value = year.as_str().rsplit(' ').next()?.parse().ok()?;
                return Some(((name + offset, name + offset + year.end()), Some(Date::year(value))));
            }
            let day = date.name("day")?.end();
            if let Some((value, len)) = date_at(&tail[day..]) {
                return Some(((name + offset, name + offset + day + len), Some(value)));
            }
        }
    }
    let end = name + undated_end(region);
    (end > name + 3).then_some(((end, end), None))
}

/// As much of a text as a date with the words before it may take: expressions cost with what they are given.
fn near(text: &str) -> &str {
    &text[..text.ceil_char_boundary(LONGEST)]
}

/// Where a law's name must have ended: a sign, or the next document of a list.
fn region_end(folded: &str, text: &str, name: usize, amending: bool) -> usize {
    let hard = folded[name..].char_indices().find(|&(at, c)| {
        at > LONGEST || matches!(c, ';' | ':' | '"' | '(' | ')') || (c == '.' && folded[name + at + 1..].starts_with([' ', '/']))
    });
    let limit = hard.map_or(folded.len(), |(at, _)| name + at);
    if amending {
        return limit;
    }
    let region = &folded[name..limit];
    let next = region.match_indices([',', ' ']).find_map(|(at, _)| {
        let rest = region[at..].trim_start_matches([',', ' ']);
        let rest = rest.strip_prefix("và ").unwrap_or(rest);
        let rest = rest.strip_prefix("các ").unwrap_or(rest);
        let start = limit - rest.len();
        let is_document = text[start..].starts_with(char::is_uppercase)
            && lexicon().doc_types.at(folded, start).is_some_and(|(_, t)| t.key != "quy_hoach");
        (at > 0 && is_document).then_some(name + at)
    });
    next.unwrap_or(limit).min(limit)
}

/// Without a year the name ends at the first word that cannot belong to it.
fn undated_end(region: &str) -> usize {
    const STOPS: [&str; 22] = [
        " trên ",
        " trong ",
        " được ",
        " theo ",
        " tại ",
        " đã ",
        " để ",
        " có ",
        " quy định",
        " và các ",
        " của ",
        " khi ",
        " thì ",
        " nhằm ",
        " đến ",
        " do ",
        " với ",
        " phải ",
        " là ",
        " về ",
        " bảo đảm ",
        " cho ",
    ];
    let stop = STOPS.iter().filter_map(|word| region.find(word)).min().unwrap_or(region.len());
    region[..stop].trim_end_matches([' ', ',', '.', '/']).len()
}
