//! Other words: for the same, for another thing, and for less of a duty.

use std::sync::LazyLock;

use bamsat_core::lexicon::lexicon;
use bamsat_core::source::{Span, fold, fold_name};

use crate::support;

use super::base::Base;
use super::kind::{Duplicate, unless_duplicated};
use super::noise::Random;
use super::{Edit, Plant};

/// Words that say the same in a plan.
const SYNONYMS: [(&str, &str); 35] = [
    ("ít nhất", "tối thiểu"),
    ("hằng năm", "mỗi năm"),
    ("hằng tháng", "mỗi tháng"),
    ("chậm nhất", "muộn nhất"),
    ("đẩy mạnh", "tăng cường"),
    ("tăng cường", "đẩy mạnh"),
    ("nâng cao", "cải thiện"),
    ("kịp thời", "nhanh chóng"),
    ("thường xuyên", "liên tục"),
    ("bảo đảm", "đảm bảo"),
    ("đảm bảo", "bảo đảm"),
    ("triển khai thực hiện", "tổ chức thực hiện"),
    ("tổ chức triển khai", "tổ chức thực hiện"),
    ("thực hiện", "triển khai"),
    ("rà soát", "xem xét lại"),
    ("hướng dẫn", "chỉ dẫn"),
    ("người dân", "nhân dân"),
    ("trên địa bàn", "trong địa bàn"),
    ("theo quy định", "đúng quy định"),
    ("chủ động", "tự giác"),
    ("nghiêm túc", "nghiêm chỉnh"),
    ("phù hợp với", "sát với"),
    ("nhằm", "để"),
    ("các cơ quan, đơn vị", "các đơn vị, cơ quan"),
    ("tuyên truyền, phổ biến", "phổ biến, tuyên truyền"),
    ("kiểm tra, giám sát", "giám sát, kiểm tra"),
    ("lãnh đạo, chỉ đạo", "chỉ đạo, lãnh đạo"),
    ("ngăn ngừa", "phòng ngừa"),
    ("sử dụng", "dùng"),
    ("khẩn trương", "nhanh chóng"),
    ("tổ chức", "tiến hành"),
    ("theo dõi", "bám sát"),
    ("hỗ trợ", "giúp đỡ"),
    ("bố trí", "sắp xếp"),
    ("xử lý", "giải quyết"),
];

/// One change for so many words of a clause at the most: of less, little would stay.
const WORDS_A_CHANGE: usize = 9;

/// Some common words give way to synonyms, and two neighbours of a list change places.
pub(super) fn reword(base: &Base<'_>, index: usize) -> Option<Result<Plant, Duplicate>> {
    let mandate = base.mandate(index);
    let edits: Vec<Edit> = mandate.clauses.iter().flat_map(|clause| other_words(base, index, clause.span)).collect();
    (edits.len() >= 2).then(|| unless_duplicated(base, index, mandate.span, Plant { targets: vec![index], edits }))
}

fn other_words(base: &Base<'_>, index: usize, clause: Span) -> Vec<Edit> {
    let folded = base.part(index).source.folded_slice(clause);
    let synonyms = SYNONYMS.iter().flat_map(|(from, to)| places(folded, from).map(|at| (Span::new(at, at + from.len()), (*to).to_owned())));
    let mut out: Vec<Edit> = Vec::new();
    for (span, with) in swapped(folded).into_iter().chain(synonyms) {
        let Some(range) = base.range_in_line(index, span.shift(clause.start)) else { continue };
        let capital = base.text[range.clone()].starts_with(char::is_uppercase);
        let apart = out.iter().all(|e| range.end <= e.range.start || e.range.end <= range.start);
        // A capital inside a clause begins a name.
        if apart && (!capital || span.start == 0) && out.len() < folded.split(' ').count() / WORDS_A_CHANGE {
            out.push(Edit { range, with: if capital { capitalised(&with) } else { with } });
        }
    }
    out
}

/// Two short neighbours of a list in small letters, the other way round.
fn swapped(folded: &str) -> Option<(Span, String)> {
    let mut commas = folded.match_indices(", ").map(|(at, _)| at).collect::<Vec<_>>();
    commas.push(folded.len());
    commas.windows(3).find_map(|w| {
        let (first, second) = (&folded[w[0] + 2..w[1]], &folded[(w[1] + 2).min(w[2])..w[2]]);
        let short = |part: &str| (1..=4).contains(&part.split(' ').count()) && part.chars().all(|c| c.is_alphabetic() || c == ' ');
        let fits = short(first) && short(second) && !second.contains(" và ") && !first.contains(" và ");
        fits.then(|| (Span::new(w[0] + 2, w[2]), format!("{second}, {first}")))
    })
}

/// Names that no document holds.
const NAMES: [&str; 3] = ["Chung tay dựng xây tương lai", "Sáng ngời miền quê mới", "Một nếp sống hay"];

/// Nouns before a quoted name.
const NOUNS: [&str; 8] = ["phong trào", "chương trình", "đề án", "mô hình", "chiến dịch", "cuộc vận động", "cuộc thi", "chủ đề"];

/// A quoted name, or a term of the field, gives way to another one of its kind.
pub(super) fn rename(base: &Base<'_>, index: usize, random: &mut Random) -> Option<Result<Plant, Duplicate>> {
    let mandate = base.mandate(index);
    let (span, with) = quoted_name(base, index, random).or_else(|| term(base, index, random))?;
    let range = base.range_in_line(index, span)?;
    let name = fold_name(&base.text[range.clone()]);
    let in_quotes = NAMES.contains(&with.as_str());
    let plant = Plant { targets: vec![index], edits: vec![Edit { range, with }] };
    // A name that stands elsewhere too is still carried out.
    if in_quotes && base.is_repeated(&name) {
        return Some(Err(Duplicate));
    }
    let clause = mandate.clauses.iter().find(|c| c.span.contains(span.start))?;
    Some(unless_duplicated(base, index, clause.span, plant))
}

fn quoted_name(base: &Base<'_>, index: usize, random: &mut Random) -> Option<(Span, String)> {
    let (part, span) = (base.part(index), base.mandate(index).span);
    let text = part.text(span);
    let open = text.find('“')?;
    let inner = open + '“'.len_utf8();
    let close = inner + text[inner..].find('”')?;
    let before = fold(&text[..open]);
    let named = NOUNS.iter().any(|noun| before.trim_end().ends_with(noun)) && text[inner..close].split(' ').count() > 1;
    named.then(|| (Span::new(span.start + inner, span.start + close), NAMES[random.below(NAMES.len())].to_owned()))
}

/// Terms with their kind.
static TERMS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let table = support::read(&support::root().join("crates/bamsat-core/src/lexicon/data/terms.tsv"));
    let cells = |line: &str| {
        let mut cells = line.split('\t');
        Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
    };
    table.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(cells).collect()
});

/// A term in small letters that the mandate names once, outside quotes and cited titles.
fn term(base: &Base<'_>, index: usize, random: &mut Random) -> Option<(Span, String)> {
    let (part, span) = (base.part(index), base.mandate(index).span);
    let (text, folded) = (part.text(span), part.source.folded_slice(span));
    let fits = |(name, kind): &(String, String)| {
        let found: Vec<usize> = places(folded, name).collect();
        let [at] = found[..] else { return None };
        let cited = part.citations.iter().any(|c| c.span.start <= span.start + at && span.start + at < c.span.end);
        let quoted = text.get(..at)?.matches('“').count() > text[..at].matches('”').count();
        let small = text[at..].starts_with(char::is_lowercase);
        let others: Vec<&String> =
            TERMS.iter().filter(|(n, k)| k == kind && n != name && !folded.contains(n.as_str())).map(|(n, _)| n).collect();
        (small && !cited && !quoted && !others.is_empty()).then(|| (Span::new(span.start + at, span.start + at + name.len()), others))
    };
    let found: Vec<_> = TERMS.iter().filter_map(fits).collect();
    let (span, others) = found.get(random.below(found.len()))?;
    Some((*span, others[random.below(others.len())].clone()))
}

/// The demand becomes a leave, a wish, or depends on something.
pub(super) fn soften(base: &Base<'_>, index: usize, random: &mut Random) -> Option<Result<Plant, Duplicate>> {
    let (part, mandate) = (base.part(index), base.mandate(index));
    let folded = part.source.folded_slice(mandate.span);
    let clause = mandate.clauses.first().filter(|c| c.reference.is_none() && c.span.len() >= super::base::SHORT)?;
    let soft = ["khuyến khích", "có thể", "nếu ", "khi cần", "tùy ", "được phép", "tình hình thực tế", "khả năng", "điều kiện"];
    if soft.iter().any(|word| folded.contains(word)) || lexicon().formulas.verbs.at(folded, 0).is_none() {
        return None;
    }
    let start = clause.span.start;
    let words = part.text(clause.span);
    let must = places(part.source.folded_slice(clause.span), "phải")
        .find(|at| !["không ", "gặp ", "mắc ", "cần ", "trái "].iter().any(|before| words[..*at].ends_with(before)));
    let (span, with) = match (must, random.below(3)) {
        (Some(at), _) => (Span::new(start + at, start + at + "phải".len()), "có thể".to_owned()),
        (None, 0) => {
            let end = words.trim_end_matches(['.', ';', '/', ',', ' ']).len();
            let last = words[..end].rfind(' ').map_or(0, |at| at + 1);
            (Span::new(start + last, start + end), format!("{}, nếu có điều kiện", &words[last..end]))
        }
        (None, _) => {
            let end = words.find(' ')?;
            (Span::new(start, start + end), format!("Khuyến khích {}", words[..end].to_lowercase()))
        }
    };
    let range = base.range_in_line(index, span)?;
    Some(unless_duplicated(base, index, clause.span, Plant { targets: vec![index], edits: vec![Edit { range, with }] }))
}

/// Where `words` stand as whole words.
fn places<'t>(folded: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    folded.match_indices(words).map(|(at, _)| at).filter(move |at| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(folded[..*at].chars().next_back()) && !inside(folded[at + words.len()..].chars().next())
    })
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
