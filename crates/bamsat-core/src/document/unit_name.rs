//! Names of bodies: the form by which they are equal, and their level.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{Level, lexicon};
use crate::source::{begins_with, fold_name, strip_marks};

/// The name in full, folded, without person and abbreviations: the key by which bodies are equal.
pub fn canonical_unit(name: &str) -> String {
    const PERSONS: [&str; 16] = [
        "các đồng chí ",
        "đồng chí ",
        "giám đốc ",
        "thủ trưởng ",
        "chủ tịch ",
        "bộ trưởng ",
        "lãnh đạo ",
        "chánh văn phòng ",
        "trưởng ban ",
        "đề nghị ",
        "thống đốc ",
        "tổng thanh tra ",
        "tổng giám đốc ",
        "chỉ huy trưởng ",
        "trưởng ",
        "cục trưởng ",
    ];
    let mut folded = fold_name(name);
    for person in PERSONS {
        if let Some(rest) = folded.strip_prefix(person) {
            folded = rest.to_owned();
        }
    }
    let words: Vec<&str> = folded
        .split(' ')
        .map(|word| match word {
            "ubnd" => "ủy ban nhân dân",
            "hđnd" => "hội đồng nhân dân",
            "mttq" => "mặt trận tổ quốc",
            "tp" | "tp." => "thành phố",
            "tw" => "trung ương",
            other => other,
        })
        .collect();
    let full = words.join(" ");
    match lexicon().units.get(&full) {
        Some(unit) => fold_name(unit.name),
        None => full,
    }
}

/// The same, read through slips of a scan: for holding bodies against each other.
pub(crate) fn read_unit(name: &str) -> String {
    let full = canonical_unit(name);
    let group = begins_with(&full, &["các ", "mỗi ", "từng ", "toàn thể "]);
    if group || lexicon().units.get(&full).is_some() || lexicon().formulas.collectives.get(&full).is_some() {
        return full;
    }
    let mended = mended(&full);
    match lexicon().units.get(&mended) {
        Some(unit) => fold_name(unit.name),
        None => mended,
    }
}

/// Words of names by their form without marks; nothing where two words share it.
static BY_BARE: LazyLock<FxHashMap<String, Option<String>>> = LazyLock::new(|| {
    let mut out: FxHashMap<String, Option<String>> = FxHashMap::default();
    let units = lexicon().units.all().iter().map(|unit| unit.name);
    let names = units.chain(lexicon().provinces.all().iter().flat_map(|province| [province.old, province.new]));
    for word in names.flat_map(|name| fold_name(name).split(' ').map(str::to_owned).collect::<Vec<_>>()) {
        let known = out.entry(strip_marks(&word)).or_insert_with(|| Some(word.clone()));
        if known.as_deref().is_some_and(|other| other != word) {
            *known = None;
        }
    }
    out
});

/// Words that mean themselves among the first of a name, whatever others share their form without marks.
static OPENING: LazyLock<FxHashMap<String, &str>> = LazyLock::new(|| {
    let words = ["tỉnh", "thành", "phố", "sở", "bộ", "xã", "phường", "huyện", "ủy", "ban", "nhân", "dân", "phòng", "các"];
    words.into_iter().map(|word| (strip_marks(word), word)).collect()
});

/// The name with the marks that a scan took or gave put right, where only one word fits.
fn mended(name: &str) -> String {
    const OPENS: usize = 6;
    let mut out = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let bare = strip_marks(word);
        let opening = OPENING.get(&bare).filter(|_| at < OPENS).copied();
        out.push_str(opening.or_else(|| BY_BARE.get(&bare)?.as_deref()).unwrap_or(word));
    }
    out
}

/// The level of a body by its name.
pub fn unit_level(name: &str) -> Option<Level> {
    let canonical = read_unit(name);
    if let Some((end, unit)) = lexicon().units.at(&canonical, 0)
        && (end == canonical.len() || !matches!(unit.level, Level::Other))
        && !canonical[end..].trim_start().starts_with(['-', '–'])
        && !canonical.starts_with("ủy ban nhân dân")
    {
        return Some(unit.level);
    }
    let starts = |prefixes: &[&str]| begins_with(&canonical, prefixes);
    let has = |part: &str| canonical.contains(part);
    Some(if starts(&["ủy ban nhân dân", "hội đồng nhân dân"]) {
        tier(&canonical)?
    } else if has("đảng ủy") || has("tỉnh ủy") || has("thành ủy") || starts(&["đảng bộ", "chi bộ", "huyện ủy"]) {
        Level::Party
    } else if starts(&["sở ", "công an tỉnh", "thanh tra tỉnh", "ban dân tộc", "ban quản lý", "bộ chỉ huy"]) {
        Level::Department
    } else if starts(&["bộ ", "ngân hàng nhà nước"]) {
        Level::Ministry
    } else if starts(&["chính phủ", "thủ tướng", "quốc hội", "văn phòng chính phủ"]) {
        Level::Central
    } else if has("mặt trận") || starts(&["liên đoàn", "hội ", "tỉnh đoàn"]) {
        Level::Front
    } else if starts(&["trường"]) {
        Level::School
    } else if starts(&["công ty", "tổng công ty", "tập đoàn"]) {
        Level::Enterprise
    } else {
        return None;
    })
}

fn tier(canonical: &str) -> Option<Level> {
    let rest = canonical.trim_start_matches("ủy ban nhân dân").trim_start_matches("hội đồng nhân dân").trim_start();
    let starts = |words: &[&str]| begins_with(rest, words);
    if starts(&["xã", "phường", "thị trấn", "đặc khu", "cấp xã", "các xã", "các phường"]) {
        Some(Level::Commune)
    } else if starts(&["huyện", "quận", "thị xã", "các huyện", "cấp huyện"]) {
        Some(Level::District)
    } else if rest.starts_with("tỉnh") || rest.starts_with("các tỉnh") {
        Some(Level::Province)
    } else if let Some(city) = rest.strip_prefix("thành phố") {
        let city = city.trim_start();
        // A city under a province was a district; one under the centre ranks as a province.
        let central = city.is_empty() || lexicon().provinces.at(city, 0).is_some();
        Some(if central { Level::Province } else { Level::District })
    } else {
        None
    }
}
