//! Where letterhead, body, closing and attached plans of a text begin.

use std::ops::Range;

use crate::lexicon::{DocType, lexicon};
use crate::source::{
    Source, Span, begins_with, fold_name, is_alphabetic, is_caps, is_uppercase, mark, opens_in_caps, opens_with, strip_marks,
};

/// Blocks that a letterhead and title take at the most.
const HEAD: usize = 45;

/// One document inside a text, as ranges of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zones {
    /// Letterhead and title.
    pub(super) head: Range<usize>,
    /// The line with the type name, if there is one.
    pub(super) type_line: Option<usize>,
    /// Preamble and sections.
    pub(super) body: Range<usize>,
    /// Recipients and signature.
    pub(super) close: Range<usize>,
}

/// Splits a text into its documents: the first, and every plan attached to it.
pub(super) fn split(source: &Source) -> Vec<Zones> {
    let count = source.blocks().len();
    let mut starts = vec![0];
    let mut at = first_body(source, 0, count);
    while at < count {
        if starts_attachment(source, at) {
            starts.push(letterhead_start(source, at, *starts.last().unwrap_or(&0)));
            at = first_body(source, at, count).max(at + 1);
        } else {
            at += 1;
        }
    }
    starts.push(count);
    starts.windows(2).map(|pair| zones(source, pair[0]..pair[1])).collect()
}

fn zones(source: &Source, range: Range<usize>) -> Zones {
    let body_start = first_body(source, range.start, range.end);
    let type_line = (range.start..body_start).find(|&i| type_name(text(source, i)).is_some());
    let close = (body_start..range.end).find(|&i| opens_closing(source, i, range.end)).unwrap_or(range.end);
    let close_end = closing_end(source, close, range.end);
    // What stands behind the signature (an annex, a list) is text of the document.
    Zones { head: range.start..body_start, type_line, body: body_start..range.end, close: close..close_end }
}

/// Behind the last line of recipients and signature.
fn closing_end(source: &Source, close: usize, to: usize) -> usize {
    /// Other lines between two of the closing at the most: offices, stamps, wrapped recipients.
    const STRAY: usize = 5;
    let mut end = close;
    for at in close..to {
        let line = text(source, at);
        let bullet = mark(line).is_some_and(|m| m.kind == crate::source::MarkKind::Bullet);
        let is_closing = is_recipients(line)
            || is_signature(line)
            || is_person(line)
            || line.len() < 80 && is_person_at_end(line)
            || bullet && line.len() < 160;
        // A recipient may be a long list (`UBND các tỉnh: ...`).
        if is_annex(line) || at - end > STRAY || (line.len() > 240 && !is_closing && !bullet) {
            break;
        }
        if is_closing {
            end = at + 1;
        }
    }
    end
}

fn text(source: &Source, block: usize) -> &str {
    source.slice(source.blocks()[block].span)
}

/// The type a line names when it stands in capitals: `KẾ HOẠCH`, `CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA
/// CHÍNH PHỦ`. Lost or wrong marks (`QUYÉT ĐỊNH`) are read through.
pub(super) fn type_name(line: &str) -> Option<(&'static DocType, usize)> {
    if line.len() > 400 || !opens_in_caps(line) {
        return None;
    }
    let folded = fold_name(line);
    let types = &lexicon().doc_types;
    if let Some((end, doc_type)) = types.at(&folded, 0).filter(|(_, t)| t.key != "van_ban") {
        let rest = folded[end..].trim_start();
        // `QUYẾT ĐỊNH:` in the middle of a decision orders; `NGHỊ QUYẾT` above a title names.
        let names = rest.is_empty() || (!rest.starts_with(':') && line.get(..end).is_some_and(is_caps));
        return names.then_some((doc_type, end));
    }
    let bare = strip_marks(&folded);
    if bare.ends_with(':') || !is_caps(line) {
        return None;
    }
    types.bare(bare.trim_end_matches([':', '.'])).map(|found| (found, folded.len()))
}

/// The first block of the preamble, the first section, or the first addressee line.
fn first_body(source: &Source, from: usize, to: usize) -> usize {
    let limit = to.min(from + HEAD);
    let type_line = (from..limit).find(|&i| type_name(text(source, i)).is_some());
    let after_type = type_line.map_or(from, |line| line + 1);
    let mut title = 0;
    for at in after_type..limit {
        let line = text(source, at);
        if opens_body(line) && !(title == 0 && type_line.is_some() && is_title(source, at, to)) {
            return at;
        }
        if type_line.is_some() {
            title += 1;
            // A long sentence is text, whatever it opens with.
            let titled = title > 1 || type_line.is_some_and(|line| has_title(text(source, line)));
            if titled && line.len() > 200 && !is_caps(line) && line.ends_with(['.', ';', ':']) {
                return at;
            }
        } else if line.len() > 200 && !is_caps(line) && !line.starts_with("V/v") && !line.starts_with("Về") {
            return at;
        }
    }
    if type_line.is_some() { after_type.min(to) } else { from }
}

/// The title stands on the type line itself.
fn has_title(line: &str) -> bool {
    type_name(line).is_some_and(|(_, end)| end + 12 < line.len())
}

/// A title may open like a preamble (`Thực hiện Kết luận số 210-KL/TW ...`): it is one when it
/// ends openly and text follows.
fn is_title(source: &Source, at: usize, to: usize) -> bool {
    let line = text(source, at);
    at + 1 < to
        && mark(line).is_none()
        && !line.ends_with(['.', ';', ':', ','])
        && !line.starts_with("Căn cứ")
        && !line.starts_with("Kính gửi")
        && line.len() < 600
}

/// Formulas that open the preamble, and numbered lines.
fn opens_body(line: &str) -> bool {
    const FORMULAS: [&str; 26] = [
        "căn cứ",
        "- căn cứ",
        "thực hiện",
        "triển khai",
        "tiếp tục thực hiện",
        "thi hành",
        "hưởng ứng",
        "nhằm",
        "để ",
        "xét",
        "theo đề nghị",
        "trên cơ sở",
        "kính gửi",
        "kính trình",
        "ngày ",
        "trong thời gian",
        "thời gian qua",
        "trước tình hình",
        "tiếp theo",
        "ngay sau",
        "quán triệt",
        "vừa qua",
        "điều 1",
        "quyết nghị",
        "sau khi",
        "hiện nay",
    ];
    let marked = mark(line).is_some_and(|m| m.sure && m.kind != crate::source::MarkKind::Annex) && !line.starts_with('*');
    marked || (opens_with(line, &FORMULAS) && !is_caps(line))
}

/// A type name in capitals that opens a document of its own behind the first one: a title and
/// `kèm theo` follow, or a signature stands before.
fn starts_attachment(source: &Source, at: usize) -> bool {
    let line = text(source, at);
    let Some((doc_type, _)) = type_name(line) else { return false };
    if line.ends_with(':') || doc_type.named || mark(line).is_some() {
        return false;
    }
    let attaches = |line: &str| {
        let folded = fold_name(line);
        folded.starts_with(['(', 'b', 'k']) && folded.contains("kèm theo")
    };
    let attached = (at..source.blocks().len().min(at + 8)).any(|i| attaches(text(source, i)));
    let signed = (at.saturating_sub(14)..at).any(|i| is_signature(text(source, i)));
    attached || (signed && is_caps(line) && line.len() < 60)
}

fn letterhead_start(source: &Source, at: usize, floor: usize) -> usize {
    let mut start = at;
    while start > floor + 1 {
        let line = text(source, start - 1);
        let folded = fold_name(line);
        let above = folded.contains("cộng hòa xã hội")
            || folded.starts_with("độc lập")
            || (is_caps(line) && lexicon().units.at(&folded, 0).is_some() && !is_signature(line));
        if !above {
            break;
        }
        start -= 1;
    }
    start
}

/// `Nơi nhận`, or a signature when no such line comes before it.
fn opens_closing(source: &Source, at: usize, to: usize) -> bool {
    let line = text(source, at);
    if is_recipients(line) {
        return true;
    }
    is_signature(line)
        && mark(line).is_none()
        && !(at..to.min(at + 6)).any(|i| is_recipients(text(source, i)))
        && (to - at <= 12 || (at + 1..to.min(at + 8)).any(|i| is_person(text(source, i))) || is_person_at_end(line))
        || is_signature(line) && mark(line).is_none() && (at + 1..to.min(at + 6)).any(|i| is_recipients(text(source, i)))
}

/// `Nơi nhận:`
pub(super) fn is_recipients(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    line.len() < 120 && first.starts_with(['N', 'n']) && strip_marks(&fold_name(line)).starts_with("noi nhan")
}

/// `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `GIÁM ĐỐC`: a line of the signature.
pub(super) fn is_signature(line: &str) -> bool {
    const TITLES: [&str; 24] = [
        "giám đốc",
        "phó giám đốc",
        "chủ tịch",
        "phó chủ tịch",
        "trưởng ban",
        "phó trưởng ban",
        "bộ trưởng",
        "thứ trưởng",
        "thủ tướng",
        "phó thủ tướng",
        "bí thư",
        "phó bí thư",
        "chánh văn phòng",
        "phó chánh văn phòng",
        "bộ trưởng, chủ nhiệm",
        "tổng giám đốc",
        "cục trưởng",
        "phó cục trưởng",
        "hiệu trưởng",
        "chủ nhiệm",
        "tổng cục trưởng",
        "phó giám đốc phụ trách",
        "thường trực",
        "chi cục trưởng",
    ];
    const SIGNS: [&str; 12] = ["tm.", "kt.", "tl.", "tuq.", "q.", "t/m", "k/t", "t/l", "tm ", "kt ", "tm,", "kt,"];
    if line.len() >= 160 || !opens_in_caps(line) {
        return false;
    }
    let folded = fold_name(line);
    begins_with(&folded, &SIGNS)
        || TITLES.iter().any(|t| {
            folded
                .strip_prefix(t)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && is_person(line.get(t.len() + 1..).unwrap_or("")))
        })
}

/// Two to five capitalised words and nothing else: `Nguyễn Thanh Mân`.
pub(super) fn is_person(line: &str) -> bool {
    const COUNTRY: &str = "Việt Nam";
    let capitalised = |word: &str| word.starts_with(is_uppercase) && word.chars().all(is_alphabetic);
    line != COUNTRY
        && line.split_whitespace().all(capitalised)
        && (2..=5).contains(&line.split_whitespace().count())
        && !is_caps(line)
        && lexicon().heads_a_body(line).is_none()
}

fn is_person_at_end(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=4).any(|n| words.len() > n && is_person(&words[words.len() - n..].join(" ")))
}

/// `PHỤ LỤC`, `PHỤ LỤC II`, alone or before a title in capitals.
pub(super) fn is_annex(line: &str) -> bool {
    mark(line).is_some_and(|m| m.kind == crate::source::MarkKind::Annex)
}

/// The lines of a block as they stood in the file.
pub(super) fn lines(source: &Source, block: usize) -> Vec<Span> {
    let block = &source.blocks()[block];
    cut(source, block.span, block.breaks.clone())
}

/// The cells of a block: split where lines were joined and where a wide gap stood.
pub(super) fn cells(source: &Source, block: usize) -> Vec<Span> {
    let block = &source.blocks()[block];
    cut(source, block.span, block.breaks.iter().chain(&block.cells).copied().collect())
}

fn cut(source: &Source, span: Span, mut cuts: Vec<usize>) -> Vec<Span> {
    cuts.retain(|cut| span.contains(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.insert(0, span.start);
    cuts.push(span.end);
    cuts.windows(2)
        .map(|pair| {
            let words = source.slice(Span::new(pair[0], pair[1]));
            Span::new(pair[0], pair[0] + words.trim_end().len())
        })
        .filter(|span| !span.is_empty())
        .collect()
}
