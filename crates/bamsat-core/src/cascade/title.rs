//! Titles beside each other: a citation often gives a title in short.

use crate::source::fold_name;

use super::identity::Fit;

/// Words that every title has.
const FRAME: [&str; 30] = [
    "về",
    "việc",
    "ban",
    "hành",
    "kế",
    "hoạch",
    "triển",
    "khai",
    "thực",
    "hiện",
    "năm",
    "trên",
    "địa",
    "bàn",
    "tỉnh",
    "và",
    "của",
    "phê",
    "duyệt",
    "các",
    "công",
    "tác",
    "hướng",
    "dẫn",
    "một",
    "số",
    "v",
    "xã",
    "phường",
    "giai",
];
/// Words of a title that say enough to decide by.
const ENOUGH: usize = 4;

/// The words of a title that say what it is about, sorted.
pub(super) fn words(title: &str) -> Vec<String> {
    let folded = fold_name(title);
    let mut words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !FRAME.contains(w)).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Share of the shorter title that the longer one has, 0 to 1; none where one says too little.
pub(super) fn share(one: &[String], two: &[String]) -> Option<f32> {
    let least = one.len().min(two.len());
    if least < ENOUGH {
        return None;
    }
    let shared = one.iter().filter(|word| two.binary_search(word).is_ok()).count();
    Some(shared as f32 / least as f32)
}

/// Whether two titles can be of one document.
pub(super) fn fit(one: &str, two: &str) -> Fit {
    if one.is_empty() || two.is_empty() {
        return Fit::Unknown;
    }
    let (one, two) = (words(one), words(two));
    let years = |words: &[String]| -> Vec<String> { words.iter().filter(|w| is_year(w)).cloned().collect() };
    let (ours, theirs) = (years(&one), years(&two));
    // The plans of two years are two plans, however alike their titles are.
    if !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|year| theirs.contains(year)) {
        return Fit::Differs;
    }
    match share(&one, &two) {
        Some(share) if share >= 0.7 => Fit::Same,
        Some(share) if share < 0.3 => Fit::Differs,
        _ => Fit::Unknown,
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}
