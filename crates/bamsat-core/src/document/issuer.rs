//! Who issued a document: from the letterhead, or from the sentence in which it names itself.

use crate::lexicon::{Level, lexicon};
use crate::source::{Source, Span, collapse, fold_name, is_caps};

use super::model::Header;
use super::unit::UnitReader;
use super::unit_name::unit_level;
use super::zones::Zones;

/// Fills issuer, parent agency, province and level of the header.
pub(super) fn read(header: &mut Header, source: &Source, zones: &Zones, cells: &[Span]) {
    let bodies = letterhead(source, zones, cells);
    let mut bodies = bodies.into_iter().rev();
    header.issuer = bodies.next().unwrap_or_default();
    header.parent_agency = bodies.next().unwrap_or_default();
    if header.issuer.is_empty() {
        infer_issuer(header, source, zones);
    }
    header.province = province(header, source, zones).unwrap_or_default();
    complete(header);
    header.level = unit_level(&header.issuer);
}

/// The bodies of the letterhead, outermost first.
fn letterhead(source: &Source, zones: &Zones, cells: &[Span]) -> Vec<String> {
    let type_start = zones.type_line.map_or(usize::MAX, |line| source.blocks()[line].span.start);
    let mut bodies: Vec<String> = Vec::new();
    for &cell in cells.iter().take_while(|cell| cell.start < type_start).take(16) {
        let line = without_national_name(source.slice(cell));
        let folded = fold_name(&line);
        let skip = !line.starts_with(char::is_alphabetic)
            || line.contains('/')
            || !is_caps(&line)
            || folded.starts_with("số")
            || folded.starts_with("độc lập")
            || folded.starts_with("dự thảo")
            || ["hỏa tốc", "mật", "khẩn", "thượng khẩn"].contains(&folded.as_str());
        if skip {
            continue;
        }
        for part in split_bodies(&line) {
            let opens = lexicon().heads_a_body(&part).is_some();
            let continues = ["tỉnh ", "thành phố ", "xã ", "phường ", "huyện ", "quận ", "đặc khu ", "thị xã "]
                .iter()
                .any(|tier| fold_name(&part).starts_with(tier));
            match bodies.last_mut() {
                Some(last) if continues || !opens => {
                    last.push(' ');
                    last.push_str(&part);
                }
                _ if opens => bodies.push(part),
                _ => {}
            }
        }
    }
    bodies.iter().map(|body| recase(body)).collect()
}

/// The line without `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` and the like in its right column.
fn without_national_name(line: &str) -> String {
    const NAMES: [&str; 4] = ["cộng hòa xã", "đảng cộng sản", "độc lập -", "chủ nghĩa việt nam"];
    let folded = crate::source::fold(line);
    let cut = NAMES.iter().filter_map(|name| folded.find(name)).min().unwrap_or(line.len());
    line[..cut].trim_matches([' ', '_', '-', '*']).to_owned()
}

/// `ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH SỞ GIÁO DỤC VÀ ĐÀO TẠO` is two bodies.
fn split_bodies(line: &str) -> Vec<String> {
    let folded = crate::source::fold(line);
    let cut = [" sở ", " bộ "]
        .iter()
        .filter_map(|head| folded.find(head))
        .filter(|&at| {
            at > 0 && lexicon().units.at(&folded, at + 1).is_some_and(|(_, unit)| matches!(unit.level, Level::Department | Level::Ministry))
        })
        .min();
    match cut {
        Some(at) if line.is_char_boundary(at) => vec![line[..at].trim().to_owned(), line[at..].trim().to_owned()],
        _ => vec![line.to_owned()],
    }
}

/// From capitals to the usual letters: names of the lexicon as it has them, places with
/// capitals, the rest small behind the first letter.
pub(super) fn recase(caps: &str) -> String {
    if !is_caps(caps) {
        return collapse(caps);
    }
    let folded = fold_name(caps);
    let lower = collapse(&caps.to_lowercase());
    let mut out = String::new();
    let mut at = 0;
    // Behind a tier (`xã`, `tỉnh`) stands the name of a place.
    let mut in_place = false;
    while at < folded.len() {
        if let Some((end, unit)) = lexicon().units.at(&folded, at).filter(|(end, unit)| fold_name(unit.name) == folded[at..*end]) {
            out.push_str(unit.name);
            in_place = ["tỉnh", "xã", "phường", "huyện", "phố", "khu"].iter().any(|tier| unit.name.ends_with(tier));
            at = end;
        } else if let Some((end, province)) = lexicon().provinces.at(&folded, at).filter(|(end, p)| fold_name(p.old) == folded[at..*end]) {
            out.push_str(province.old);
            at = end;
        } else {
            let end = folded[at..].find(' ').map_or(folded.len(), |i| at + i);
            let word = lower.get(at..end).unwrap_or(&folded[at..end]);
            let tier = ["tỉnh", "thành", "phố", "xã", "phường", "huyện", "quận", "đặc", "khu"].contains(&&folded[at..end]);
            if matches!(word, "ubnd" | "hđnd" | "mttq" | "tw") {
                out.push_str(&word.to_uppercase());
            } else if !out.is_empty() && (tier || !in_place) && !is_head_word(&out) {
                in_place |= tier;
                out.push_str(word);
            } else {
                let mut chars = word.chars();
                out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(chars.as_str());
            }
            at = end;
        }
        if folded[at..].starts_with(' ') {
            out.push(' ');
            at += 1;
        }
    }
    out
}

/// The name of a body begins behind its head: `Ban Tổ chức`.
fn is_head_word(text: &str) -> bool {
    ["Ban ", "Sở ", "Bộ ", "Phòng ", "Cục ", "Vụ ", "Viện ", "Hội "].contains(&text)
}

/// The body that names itself before its verb: `..., Ủy ban nhân dân tỉnh xây dựng Kế hoạch ...`.
fn infer_issuer(header: &mut Header, source: &Source, zones: &Zones) {
    const VERBS: [&str; 15] = [
        "xây dựng",
        "ban hành",
        "hướng dẫn",
        "yêu cầu",
        "đề nghị",
        "triển khai",
        "chỉ đạo",
        "thông báo",
        "có ý kiến",
        "kế hoạch",
        "báo cáo",
        "quyết định",
        "kết luận",
        "phát động",
        "giao",
    ];
    for block in zones.body.clone().take(14) {
        let span = source.blocks()[block].span;
        let reader = UnitReader::new(source, span);
        let mut at = 0;
        while at < reader.len() {
            let Some(end) = reader.unit(at) else {
                at += 1;
                continue;
            };
            let unit = reader.span(at, end);
            let capital = source.slice(unit).starts_with(char::is_uppercase);
            let before = source.folded_slice(Span::new(span.start, unit.start)).trim_end();
            let opens = before.is_empty() || before.ends_with([',', '.', ';']);
            let after = source.folded_slice(Span::new(unit.end, span.end)).trim_start();
            if capital && opens && VERBS.iter().any(|verb| after.starts_with(verb)) {
                header.issuer = collapse(source.slice(unit));
                header.inferred.push("issuer");
                return;
            }
            at = end;
        }
    }
}

/// The province of the issuer: of the letterhead, the date line, the title, else the one that
/// the text names most.
fn province(header: &Header, source: &Source, zones: &Zones) -> Option<String> {
    let provinces = &lexicon().provinces;
    // `Thái Bình, ngày ...` of a commune of that name says nothing of its province.
    let issuer = fold_name(&header.issuer);
    let own = !header.place.is_empty() && issuer.ends_with(&fold_name(&header.place)) && provinces.named(&issuer).next().is_none();
    let place = if own { "" } else { &header.place };
    for text in [header.issuer.as_str(), &header.parent_agency, place, &header.title] {
        if let Some((_, province)) = provinces.named(&fold_name(text)).next() {
            return Some(province.old.to_owned());
        }
    }
    if let Some(name) = [&header.issuer, &header.parent_agency].into_iter().find_map(|text| named_province(text)) {
        return Some(name);
    }
    let first = source.blocks().get(zones.head.start)?.span.start;
    let last = source.blocks().get(zones.close.end.max(zones.body.end).checked_sub(1)?)?.span.end;
    let words = source.words();
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for (_, province) in provinces.named_among(words, words.inside(Span::new(first, last))) {
        match counts.iter_mut().find(|(name, _)| *name == province.old) {
            Some((_, count)) => *count += 1,
            None => counts.push((province.old, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned())
}

/// `tỉnh An Bình`: a place that the table does not know.
pub(crate) fn named_province(text: &str) -> Option<String> {
    let folded = fold_name(text);
    let collapsed = collapse(text);
    let at = folded.find("tỉnh ")? + "tỉnh ".len();
    let name: Vec<&str> = collapsed.get(at..)?.split(' ').take_while(|w| w.starts_with(|c: char| c.is_uppercase())).collect();
    (name.len() >= 2).then(|| name.join(" "))
}

/// `UBND tỉnh` gets the name of its province; a department of a province has the provincial
/// committee above it, a Party board its committee.
fn complete(header: &mut Header) {
    let folded = fold_name(&header.issuer);
    if !header.province.is_empty()
        && ["ubnd tỉnh", "ủy ban nhân dân tỉnh", "hđnd tỉnh", "hội đồng nhân dân tỉnh", "tỉnh ủy"].contains(&folded.as_str())
    {
        header.issuer = format!("{} {}", header.issuer, header.province);
        if !header.inferred.contains(&"issuer") {
            header.inferred.push("issuer");
        }
    }
    if !header.parent_agency.is_empty() || header.province.is_empty() {
        return;
    }
    let parent = if folded.starts_with("sở ") {
        Some(format!("UBND tỉnh {}", header.province))
    } else if folded.starts_with("ban ") && folded.ends_with("tỉnh ủy") {
        Some(format!("Tỉnh ủy {}", header.province))
    } else if folded.starts_with("ban ") && folded.ends_with("thành ủy") {
        Some(format!("Thành ủy {}", header.province))
    } else {
        None
    };
    if let Some(parent) = parent {
        header.parent_agency = parent;
        header.inferred.push("parent_agency");
    }
}
