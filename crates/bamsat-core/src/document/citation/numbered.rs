//! Citations by number, alone or in lists that share one type word or one date.

use crate::lexicon::{DocType, lexicon};
use crate::source::{Source, Span, collapse, fold};

use super::super::cursor::Cursor;
use super::super::date::date_at;
use super::super::number::{self, Number};
use super::super::unit::UnitReader;
use super::Found;

/// Bytes of the name of a body at most.
const LONGEST_NAME: usize = 240;

/// Bytes of a title at most.
const LONGEST_TITLE: usize = 900;

/// All citations by number in `span`.
pub(super) fn find(source: &Source, span: Span) -> Vec<Found> {
    let text = source.slice(span);
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(serial) = number::next_start(text, at) {
        at = serial.end;
        if !begins_number(text, serial.start) {
            continue;
        }
        let Some((number, len)) = number::read_with_len(&text[serial.start..]) else { continue };
        let mark = Span::new(span.start, span.start + len).shift(serial.start);
        at = (serial.start + len).max(at);
        out.push(occurrence(source, span, mark, number, out.last()));
    }
    share_dates(source, &mut out);
    out
}

fn begins_number(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let glued = before.len() == at;
    let last = before.chars().next_back();
    // `số31-QĐ/TW` is glued to its word; `QCVN 01:2019/BCT` and `12/34-...` are no numbers.
    match last {
        None => true,
        Some(c) if glued && c.is_alphabetic() => {
            before.len().checked_sub("số".len()).and_then(|at| before.get(at..)).is_some_and(|word| fold(word) == "số")
        }
        Some(c) if glued => !c.is_ascii_digit() && !matches!(c, '/' | '-' | '.' | ':' | '–'),
        Some(_) => true,
    }
}

fn occurrence(source: &Source, stretch: Span, mark: Span, mut number: Number, before: Option<&Found>) -> Found {
    let (type_word, start) = type_before(source, stretch, mark.start);
    let linked = before.is_some_and(|b| is_link(source.folded_slice(Span::new(b.span.end.min(mark.start), mark.start))));
    let inherited = before.filter(|_| linked && type_word.is_none()).and_then(|b| b.doc_type);
    // `Văn bản số 576/BTNMT-VP` says no type: the number does.
    let said = type_word.filter(|t| t.key != "van_ban").or(inherited.filter(|t| t.key != "van_ban"));
    let (date, end) = date_after(source, stretch, mark.end);
    if number.year.is_none()
        && let Some(date) = date
        && said.or(number.doc_type()).is_some_and(|t| matches!(t.key, "nghi_dinh" | "thong_tu" | "thong_tu_lien_tich"))
        && date.year > 1996
    {
        // Decrees and circulars carry the year in their number: it got lost here.
        number.year = Some(date.year);
    }
    let (mut issuer, end) = issuer_after(source, stretch, end);
    if issuer.is_empty() {
        issuer = issuer_before(source, stretch, start);
    }
    let title = title_after(source, stretch, end);
    let doc_type = said.or_else(|| number.doc_type()).or(type_word);
    let nested = before.is_some() && !linked && hangs(source, stretch, start);
    Found { span: Span::new(start, end), mark, doc_type, number: number.canonical(), name: String::new(), date, issuer, title, nested }
}

/// The type word before a number, with the byte where it begins; a law's name may stand between.
fn type_before(source: &Source, stretch: Span, number: usize) -> (Option<&'static DocType>, usize) {
    let before = source.folded_slice(Span::new(stretch.start, number));
    let mut head = before.trim_end_matches([' ', ':']);
    head = head.strip_suffix("số").unwrap_or(head).trim_end();
    for _ in 0..2 {
        if let Some((start, doc_type)) = type_at_end(head) {
            return (Some(doc_type), stretch.start + start);
        }
        // A doubled word: `Văn bản bản số`.
        let Some((rest, last)) = head.rsplit_once(' ') else { break };
        if !rest.ends_with(last) {
            break;
        }
        head = rest;
    }
    if let Some((start, doc_type)) = law_before(source, stretch, head.len()) {
        return (Some(doc_type), start);
    }
    (None, number)
}

/// The longest type name that `text` ends with.
pub(super) fn type_at_end(text: &str) -> Option<(usize, &'static DocType)> {
    let mut starts: Vec<usize> = text.rmatch_indices(' ').map(|(at, _)| at + 1).take(5).collect();
    if starts.len() < 5 {
        starts.push(0);
    }
    starts.into_iter().rev().find_map(|start| {
        let (end, doc_type) = lexicon().doc_types.at(text, start)?;
        (end == text.len()).then_some((start, doc_type))
    })
}

/// `Luật Đường sắt số 95/2025/QH15`, `Nghị định của Chính phủ số ...`.
fn law_before(source: &Source, stretch: Span, head_len: usize) -> Option<(usize, &'static DocType)> {
    let head = source.folded_slice(Span::new(stretch.start, stretch.start + head_len));
    let text = source.slice(Span::new(stretch.start, stretch.start + head_len));
    let far = head.char_indices().rev().nth(110).map_or(0, |(at, _)| at);
    let from = head[far..].rfind([';', ',', ':', '(']).map_or(far, |at| far + at + 1);
    for (at, _) in head[from..].rmatch_indices("luật").chain(head[from..].rmatch_indices("pháp lệnh")) {
        let at = from + at;
        let at = if head[..at].ends_with("bộ ") { at - "bộ ".len() } else { at };
        if text[at..].starts_with(char::is_uppercase)
            && let Some((_, doc_type)) = lexicon().doc_types.at(head, at)
        {
            return Some((stretch.start + at, doc_type));
        }
    }
    None
}

/// A date behind the number.
fn date_after(source: &Source, stretch: Span, from: usize) -> (Option<super::super::date::Date>, usize) {
    let rest = source.folded_slice(Span::new(from, stretch.end));
    let Some(word) = date_word(rest) else { return year_after(rest).map_or((None, from), |(date, len)| (Some(date), from + len)) };
    match date_at(&rest[word..]) {
        Some((date, len)) => (Some(date), from + word + len),
        None => (None, from),
    }
}

/// Where `, ngày`, `ban hành ngày`, a doubled `ngày ngày`, `(ngày` end, if the text opens so.
fn date_word(folded: &str) -> Option<usize> {
    let mut cursor = Cursor::new(folded, 0);
    cursor.spaces();
    cursor.take(|ch| matches!(ch, ',' | '('));
    cursor.spaces();
    if cursor.word("ban hành") {
        cursor.spaces();
    }
    let mut found = None;
    while cursor.word("ngày") {
        cursor.spaces();
        found = Some(cursor.at());
    }
    found
}

/// Whether this stands between two numbers of one list: `,`, `; `, `và số`.
fn is_link(between: &str) -> bool {
    let mut cursor = Cursor::new(between, 0);
    cursor.spaces();
    let sign = cursor.take(|ch| matches!(ch, ',' | ';'));
    if sign == Some(',') {
        cursor.spaces();
    }
    let joined = sign != Some(';') && cursor.word("và");
    if sign.is_none() && !joined {
        return false;
    }
    cursor.spaces();
    if cursor.word("các") {
        cursor.spaces();
    }
    if cursor.word("số") {
        cursor.spaces();
        cursor.word(":");
        cursor.spaces();
    }
    cursor.rest().is_empty()
}

/// Whether the text opens with a title.
fn opens_title(folded: &str) -> bool {
    const WORDS: [&str; 12] = [
        "về",
        "v/v",
        "phê duyệt",
        "ban hành",
        "quy định",
        "hướng dẫn",
        "triển khai",
        "thực hiện",
        "sửa đổi",
        "tại",
        "kết luận",
        "thông báo",
    ];
    let mut cursor = Cursor::new(folded, 0);
    cursor.spaces();
    cursor.take(|ch| ch == ',');
    cursor.spaces();
    let rest = cursor.rest();
    rest.starts_with(['"', '“', '('])
        || WORDS.iter().any(|word| rest.strip_prefix(word).is_some_and(|rest| rest.starts_with(char::is_whitespace)))
}

/// `năm 2022` directly behind the number, before the issuer or the end of the mention.
fn year_after(rest: &str) -> Option<(super::super::date::Date, usize)> {
    let year = rest.strip_prefix(" năm ")?.get(..4)?.parse().ok().filter(|year| (1945..2100).contains(year))?;
    let len = " năm 2022".len();
    let after = rest[len..].trim_start();
    let ends = after.is_empty() || after.starts_with([',', ';', '.', ')']) || after.starts_with("của ");
    ends.then(|| (super::super::date::Date::year(year), len))
}

/// `của Bộ Tài nguyên và Môi trường`.
fn issuer_after(source: &Source, stretch: Span, from: usize) -> (String, usize) {
    let rest = source.folded_slice(Span::new(from, stretch.end));
    let trimmed = rest.trim_start_matches([' ', ',', ')']);
    let Some(after) = trimmed.strip_prefix("của ") else { return (String::new(), from) };
    let start = from + (rest.len() - after.len());
    let window = Span::new(start, stretch.end.min(floor(source, start + LONGEST_NAME)));
    let reader = UnitReader::new(source, window);
    if let Some(end) = reader.unit(0) {
        let span = reader.span(0, end);
        return (collapse(source.slice(span)), span.end);
    }
    let folded = source.folded_slice(window);
    let stop = folded.find([',', ';', ':', '.', '(', ')', '"']).unwrap_or(folded.len());
    let stop = [" về ", " v/v ", " ban hành", " phê duyệt", " quy định", " tại ", " và ", " để ", " trong "]
        .iter()
        .filter_map(|word| folded[..stop].find(word))
        .min()
        .unwrap_or(stop);
    let name = source.slice(Span::new(start, start + stop)).trim_end();
    if name.split(' ').count() > 14 {
        return (String::new(), from);
    }
    (collapse(name), start + name.len())
}

/// `của Sở Tài chính tại Tờ trình số ...`: who proposes has issued the proposal.
fn issuer_before(source: &Source, stretch: Span, start: usize) -> String {
    let near = floor(source, start.saturating_sub(LONGEST_NAME)).max(stretch.start);
    let before = source.folded_slice(Span::new(near, start)).trim_end();
    let Some(head) = before.strip_suffix("tại") else { return String::new() };
    let Some(at) = head.rfind("của ").map(|at| at + "của ".len()) else { return String::new() };
    let reader = UnitReader::new(source, Span::new(near + at, near + head.len()));
    let whole = reader.unit(0).filter(|end| *end == reader.len());
    whole.map_or(String::new(), |end| collapse(source.slice(reader.span(0, end))))
}

/// The title behind date and issuer, up to its closing quote or the end of the part.
fn title_after(source: &Source, stretch: Span, from: usize) -> String {
    let rest_span = Span::new(from, stretch.end.min(floor(source, from + LONGEST_TITLE)));
    let folded = source.folded_slice(rest_span);
    if !opens_title(folded) {
        return String::new();
    }
    let text = source.slice(rest_span);
    // `về việc phê duyệt “Chương trình ...”`: a quote near the opening closes the title.
    let quoted = text.char_indices().take(30).find(|(_, c)| *c == '“').map(|(at, _)| at);
    let end = match quoted.and_then(|at| text[at..].find(['”', '"']).map(|close| at + close)) {
        Some(close) => close,
        None => [
            folded.find(';'),
            folded.find(". "),
            folded.find(", ủy ban"),
            folded.find(", ubnd"),
            folded.find(", sở "),
            folded.find(", ban "),
        ]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(folded.len()),
    };
    let title = text.get(..end).unwrap_or("").trim_start_matches([' ', ',']).trim_end_matches(['.', ',', ' ']);
    collapse(title)
}

/// The citation hangs on the one before it: `về thực hiện Chỉ thị số 13-CT/TW`.
pub(super) fn hangs(source: &Source, stretch: Span, start: usize) -> bool {
    const HOOKS: [&str; 20] = [
        "thực hiện",
        "triển khai",
        "thi hành",
        "của",
        "theo",
        "tại",
        "sửa đổi",
        "bổ sung",
        "bởi",
        "về",
        "trong",
        "cho",
        "hóa",
        "kèm theo",
        "kế hoạch",
        "duyệt",
        "điều",
        "tiết",
        "dẫn",
        "kết",
    ];
    let before = source.folded_slice(Span::new(stretch.start, start)).trim_end();
    HOOKS.iter().any(|hook| before.strip_suffix(hook).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '"', '(', ','])))
        && before.contains(' ')
}

/// Numbers of one list share the date of the last: `217/CĐ-TTg, 218/CĐ-TTg ngày 19/11/2025`.
fn share_dates(source: &Source, found: &mut [Found]) {
    for index in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(index);
        let (left, right) = (&mut left[index - 1], &right[0]);
        let between = Span::new(left.span.end.min(right.mark.start), right.mark.start);
        // A number with a type word of its own keeps its date to itself.
        let list = right.span.start == right.mark.start
            && is_link(source.folded_slice(between))
            && left.doc_type == right.doc_type
            && left.span.end == left.mark.end;
        // The year in a number rules the date of another year out.
        let year = left.number.split('/').nth(1).and_then(|part| part.parse::<u16>().ok());
        let fits = right.date.zip(year).is_none_or(|(date, year)| date.year == year);
        if list && fits && left.date.is_none() {
            left.date = right.date;
            if left.issuer.is_empty() {
                left.issuer.clone_from(&right.issuer);
            }
        }
    }
}

/// The character boundary at or before `offset`.
fn floor(source: &Source, offset: usize) -> usize {
    let text = source.text();
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
