//! Letterhead, title and signature.
//!
//! State documents: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II. Party documents write
//! `Số 36-HD/VPTW` without a colon and carry no Quốc hiệu.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::{System, lexicon};
use crate::source::{Source, Span, collapse, fold_name, is_caps, mark, opens_with};

use super::date::{Date, date_at};
use super::issuer;
use super::model::Header;
use super::number::{self, Number};
use super::zones::{self, Zones};

/// Lines of a title at most.
const TITLE_LINES: usize = 8;

/// `Số: 115 /KH-UBND`, `Số:      /KH-SCT`, `Số 36-HD/VPTW`.
static OWN_NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[Ss][ốôổóồÔỐ]\s*[:.]?\s*(?P<rest>.*)$").expect("a constant pattern"));
/// `Lào Cai, ngày 10 tháng 01 năm 2026`, with day and month perhaps left open.
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<place>[\p{Lu}][^,;:/]*?)\s*,\s*ngày\s*(?P<date>[\d\s._…]*\s*tháng[\d\s._…]*năm\s*\d{4})").expect("a constant pattern")
});

/// Reads the header of one document.
pub(super) fn read(source: &Source, zones: &Zones) -> Header {
    let mut header = Header::default();
    let cells: Vec<Span> =
        zones.head.clone().filter(|&i| source.blocks()[i].footnote.is_none()).flat_map(|block| zones::cells(source, block)).collect();
    for line in zones.head.clone().filter(|&i| source.blocks()[i].footnote.is_none()).flat_map(|block| zones::lines(source, block)) {
        read_number(&mut header, source.slice(line));
    }
    for &cell in &cells {
        let line = source.slice(cell);
        if header.symbol.is_empty() {
            read_number(&mut header, line);
        }
        read_date(&mut header, line);
        header.draft |= is_caps(line) && opens_with(line, &["dự thảo"]);
    }
    // A date line may itself be wrapped.
    for block in zones.head.clone() {
        read_date(&mut header, source.slice(source.blocks()[block].span));
    }
    read_type_and_title(&mut header, source, zones);
    if header.doc_type.is_none() {
        header.doc_type = type_of_number(&header);
    }
    // Only letters, proposals and reports upwards are addressed (NĐ 30/2020, Phụ lục I, II.9b); the
    // others name their type.
    let addressed = || {
        (zones.head.start..zones.body.end.min(zones.head.end + 3)).any(|i| opens_with(source.slice(source.blocks()[i].span), &["kính gửi"]))
    };
    if header.doc_type.is_none() && addressed() {
        header.doc_type = lexicon().doc_types.key("cong_van");
        header.inferred.push("type");
    }
    issuer::read(&mut header, source, zones, &cells);
    header.signatory = signatory(source, zones).unwrap_or_default();
    header
}

fn read_number(header: &mut Header, line: &str) {
    if !header.symbol.is_empty() {
        return;
    }
    let Some(found) = OWN_NUMBER.captures(line) else { return };
    let rest = found.name("rest").map_or("", |m| m.as_str()).trim();
    if let Some(number) = number::read(rest) {
        header.symbol = number.symbol();
        header.number = number.canonical();
    } else if let Some(symbol) = number::blank(rest) {
        header.symbol = symbol;
        header.number_blank = true;
    }
}

fn read_date(header: &mut Header, line: &str) {
    if header.date.is_some() || !line.contains("ngày") {
        return;
    }
    let Some(found) = DATE_LINE.captures(line) else { return };
    let (Some(place), Some(date)) = (found.name("place"), found.name("date")) else { return };
    let folded = fold_name(date.as_str());
    header.date = date_at(&folded).map(|(date, _)| date).or_else(|| year_of(&folded));
    header.place = place_name(place.as_str());
}

fn year_of(folded: &str) -> Option<Date> {
    folded.rsplit(' ').next()?.parse().ok().filter(|y| (1945..2100).contains(y)).map(Date::year)
}

/// The words of the place behind a number on the same line: `Số: /KH-SCT Quảng Ngãi`.
fn place_name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |w: &&&str| {
        w.starts_with(|c: char| c.is_uppercase()) && !w.contains(['/', ':']) && w.chars().any(char::is_lowercase)
            || matches!(**w, "TP." | "TP" | "-")
    };
    let start = words.len() - words.iter().rev().take_while(is_name).count();
    words[start..].join(" ")
}

/// The type line and the lines of the title under it; a letter has `V/v` instead.
fn read_type_and_title(header: &mut Header, source: &Source, zones: &Zones) {
    let Some(type_line) = zones.type_line else {
        read_subject(header, source, zones);
        return;
    };
    let span = source.blocks()[type_line].span;
    let Some((doc_type, end)) = zones::type_name(source.slice(span)) else { return };
    header.doc_type = Some(doc_type);
    let mut lines: Vec<Span> = Vec::new();
    // `CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ thực hiện ...`: the title begins on the type line.
    let first_line = source.blocks()[type_line].breaks.first().map_or(span.end, |cut| *cut);
    if end < span.len() {
        let rest = Span::new(first_line.min(span.end), span.end);
        let own = Span::new(span.start + end, span.end);
        lines.push(if rest.is_empty() || !is_caps(source.slice(Span::new(span.start, first_line)).trim()) { own } else { rest });
    }
    for block in type_line + 1..zones.head.end {
        let line_span = source.blocks()[block].span;
        let line = source.slice(line_span);
        if lines.len() >= TITLE_LINES || ends_title(line, lines.is_empty()) || (source.blocks()[block].ruled && !lines.is_empty()) {
            break;
        }
        lines.push(line_span);
    }
    set_title(header, source, &lines);
}

fn set_title(header: &mut Header, source: &Source, lines: &[Span]) {
    let title: Vec<&str> = lines.iter().map(|&line| source.slice(line).trim()).filter(|line| !line.is_empty()).collect();
    header.title = collapse(&title.join(" ")).trim_end_matches(['.', ':']).to_owned();
    header.title_span = lines.first().zip(lines.last()).map(|(first, last)| Span::new(first.start, last.end));
}

/// Lines under a title that are none of it: who decides, what it is attached to, brackets.
fn ends_title(line: &str, first: bool) -> bool {
    let folded = fold_name(line);
    let attached = folded.contains("kèm theo") && line.starts_with('(');
    let authority = is_caps(line)
        && !first
        && ([
            "chủ tịch ",
            "bộ trưởng ",
            "thủ tướng",
            "chính phủ",
            "giám đốc ",
            "hội đồng nhân dân",
            "ban thường vụ",
            "ban chấp hành",
            "quốc hội",
            "trưởng ban",
        ]
        .iter()
        .any(|a| folded.starts_with(a))
            || (lexicon().units.at(&folded, 0).is_some() && folded.split(' ').count() < 12 && !folded.starts_with("công an")));
    // `THỦ TƯỚNG CHÍNH PHỦ điện:` opens the addressees of a telegram.
    let wires = !first && folded.trim_end_matches([':', ' ']).ends_with(" điện");
    attached || authority || wires || folded.starts_with("kính gửi") || (!first && mark(line).is_some_and(|m| m.sure))
}

/// `V/v ...` or `Về ...` in the letterhead of a letter.
fn read_subject(header: &mut Header, source: &Source, zones: &Zones) {
    let blocks: Vec<usize> = zones.head.clone().collect();
    let starts = |i: &usize| {
        let line = source.slice(source.blocks()[*i].span);
        opens_with(line, &["v/v", "về việc"]) || (!header.symbol.is_empty() && opens_with(line, &["về "]))
    };
    let Some(first) = blocks.iter().position(starts) else { return };
    let mut lines = Vec::new();
    for &block in &blocks[first..] {
        let span = source.blocks()[block].span;
        let line = source.slice(span);
        let folded = fold_name(line);
        if !lines.is_empty()
            && (is_caps(line) && line.len() > 25
                || folded.starts_with("kính gửi")
                || DATE_LINE.is_match(line)
                || folded.starts_with("độc lập")
                || folded.contains("cộng hòa xã hội")
                || lines.len() >= 3)
        {
            break;
        }
        lines.push(span);
    }
    if let Some(first) = lines.first_mut() {
        let text = source.slice(*first);
        let subject = text.get("v/v".len()..).filter(|_| fold_name(text).starts_with("v/v")).unwrap_or(text).trim_start();
        first.start = first.end - subject.len();
    }
    set_title(header, source, &lines);
}

/// The type by the symbol of the number: `KH-UBND`, or a letter (`576/BTNMT-VP`).
fn type_of_number(header: &Header) -> Option<&'static crate::lexicon::DocType> {
    if header.symbol.is_empty() {
        return None;
    }
    let number = number::of_symbol(&header.symbol);
    number.as_ref().and_then(Number::doc_type).or_else(|| lexicon().doc_types.key("cong_van"))
}

/// The name under the signature: the last line of the closing that is a person's.
fn signatory(source: &Source, zones: &Zones) -> Option<String> {
    let mut signed = false;
    let mut name = None;
    for block in zones.close.clone() {
        for cell in zones::cells(source, block) {
            let line = source.slice(cell).trim_matches(['*', ' ', '.']);
            if zones::is_signature(line) {
                signed = true;
                if let Some(found) = person_at_end(line) {
                    name = Some(found);
                }
            } else if (zones::is_person(line) && mark(line).is_none()) || (signed && name.is_none() && is_name_in_caps(line)) {
                name = Some(line.to_owned());
            } else if signed && name.is_none() {
                // `PHÓ TRƯỞNG BAN THƯỜNG TRỰC Nguyễn Văn A`: an office of another kind before the name.
                name = person_at_end(line).filter(|_| line.split(' ').next().is_some_and(is_caps) && mark(line).is_none());
            }
        }
    }
    name
}

/// `NGUYỄN VĂN A` under a signature.
fn is_name_in_caps(line: &str) -> bool {
    is_caps(line)
        && (2..=4).contains(&line.split(' ').count())
        && !line.contains(['.', ':', '/', '('])
        && lexicon().heads_a_body(line).is_none()
}

fn person_at_end(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let small = words.iter().rposition(|w| is_caps(w)).map_or(0, |at| at + 1);
    let name = words[small..].join(" ");
    zones::is_person(&name).then_some(name)
}

/// Whether a number of this system would be written with a slash first.
pub(crate) fn system_of(symbol: &str) -> System {
    if symbol.contains('/') { System::Party } else { System::State }
}
