//! Does a mandate speak to this child at all?
//!
//! Decided from the issuer of the child: the body itself, a collective that includes it, its
//! superior or subordinate, its counterpart one level down, or nobody it speaks for. Places are
//! left aside: a parent that the user names is binding wherever it comes from.

use crate::document::{Document, Mandate, UnitMention, read_unit, unit_level};
use crate::lexicon::{Level, Reach, Role, lexicon};
use crate::source::{Span, fold_name};

use super::model::Applies;
use super::part::Part;

/// First words of bodies that work for a province and have no level of their own.
const OF_A_PROVINCE: [&str; 14] = [
    "văn phòng ủy ban nhân dân",
    "văn phòng hội đồng nhân dân",
    "báo ",
    "đài phát thanh",
    "đài truyền hình tỉnh",
    "kho bạc nhà nước",
    "thuế ",
    "bảo hiểm xã hội tỉnh",
    "ban quản lý",
    "trung tâm",
    "trường cao đẳng",
    "bệnh viện",
    "bộ chỉ huy",
    "quỹ ",
];

/// The child as an addressee.
#[derive(Debug)]
pub(super) struct Addressee {
    name: String,
    level: Option<Level>,
    superior: String,
}

impl Addressee {
    /// The issuer of `child`.
    pub(super) fn of(child: &Document) -> Self {
        let header = &child.header;
        Self {
            name: without_place(&read_unit(&header.issuer), &header.province),
            level: header.level,
            superior: without_place(&read_unit(&header.parent_agency), &header.province),
        }
    }

    /// A body by its key.
    pub(super) fn named(key: &str) -> Self {
        Self { name: key.to_owned(), level: unit_level(key), superior: String::new() }
    }

    /// Whether `key` names this body.
    pub(super) fn is(&self, key: &str) -> bool {
        self.name == key || equals_by_tier(&self.name, key)
    }

    /// Whether `key` names this body, its successor or counterpart, or a group that it is one of.
    pub(super) fn includes_or_is(&self, key: &str) -> bool {
        let known = |name: &str| lexicon().units.get(name).and_then(|u| u.counterpart).map(fold_name);
        let reorganisations = &lexicon().reorganisations;
        self.is(key)
            || self.is_among(key)
            || reorganisations.between(&self.name, key).is_some()
            || reorganisations.between(key, &self.name).is_some()
            || known(key).is_some_and(|c| c == self.name)
    }

    /// Whether `key` names a body below this one.
    pub(super) fn stands_above(&self, key: &str) -> bool {
        self.is_above(key)
    }

    /// Whether `mandate` of `parent` speaks to the child, and through which of its addressees.
    pub(super) fn applies(&self, parent: &Part<'_>, mandate: &Mandate) -> (Applies, Option<Span>) {
        let acts = |role: Role| matches!(role, Role::Lead | Role::Requested | Role::ReportFrom);
        let mut units: Vec<&UnitMention> = mandate.addressees.iter().filter(|a| acts(a.role)).collect();
        if units.is_empty() {
            // A body that opens the demand is spoken to, though it only helps.
            units = mandate.addressees.iter().filter(|a| a.role == Role::Coordinate && a.span.start == mandate.span.start).collect();
        }
        // `Bộ trưởng các Bộ:` above, `Bộ Y tế hoàn thành ...` below: the one is meant, not the group.
        let own: Vec<&UnitMention> = units.iter().copied().filter(|u| mandate.span.contains(u.span.start)).collect();
        let narrows = |group: &UnitMention| own.iter().any(|one| Self::named(&parent.key(one.span)).is_among(&parent.key(group.span)));
        if !own.is_empty() && units.iter().filter(|u| !mandate.span.contains(u.span.start)).all(|group| narrows(group)) {
            units = own;
        }
        if units.is_empty() {
            return (Applies::General, None);
        }
        if self.name.is_empty() {
            return (Applies::UnknownIssuer, None);
        }
        let mut best: Option<(Applies, Span)> = None;
        for unit in units {
            let applies = match self.addressed_as(parent, unit.span) {
                Applies::Collective if self.is_excepted(parent, unit.span) => return (Applies::Excepted, Some(unit.span)),
                other => other,
            };
            if best.is_none_or(|(known, _)| known == Applies::Others && applies.binds()) {
                best = Some((applies, unit.span));
            }
        }
        best.map_or((Applies::General, None), |(applies, span)| (applies, Some(span)))
    }

    /// `các sở, ngành (trừ Sở Y tế)`.
    fn is_excepted(&self, parent: &Part<'_>, unit: Span) -> bool {
        const NEAR: usize = 12;
        const FAR: usize = 260;
        /// Bytes of the longest of the words.
        const LONGEST: usize = "không bao gồm ".len();
        const EXCEPT: [&str; 4] = ["trừ ", "ngoại trừ ", "không bao gồm ", "không gồm "];
        let behind = &parent.source.folded()[unit.end..];
        // The longest of the words may begin at the last place that is near.
        let near = behind.char_indices().map(|(at, _)| at).find(|at| *at >= NEAR + LONGEST).map_or(behind, |end| &behind[..end]);
        let Some((at, word)) = EXCEPT.iter().filter_map(|word| Some((near.find(word)?, word))).min() else { return false };
        let list = &behind[at + word.len()..];
        let end = list.char_indices().find(|&(i, c)| i > FAR || matches!(c, ')' | ';' | '.')).map_or(list.len(), |(i, _)| i);
        at < NEAR && list[..end].contains(&self.name)
    }

    fn addressed_as(&self, parent: &Part<'_>, unit: Span) -> Applies {
        let name = parent.key(unit);
        if name == self.name || equals_by_tier(&name, &self.name) {
            return Applies::Own;
        }
        let reorganisations = &lexicon().reorganisations;
        if reorganisations.between(&name, &self.name).is_some() || reorganisations.between(&self.name, &name).is_some() {
            return Applies::Successor;
        }
        if self.is_among(&name) {
            return Applies::Collective;
        }
        if let Some(known) = lexicon().units.get(&name)
            && known.counterpart.is_some_and(|c| fold_name(c) == self.name)
        {
            return Applies::Counterpart;
        }
        if !self.superior.is_empty() && (name == self.superior || equals_by_tier(&name, &self.superior)) {
            return Applies::Superior;
        }
        if self.is_above(&name) { Applies::Subordinate } else { Applies::Others }
    }

    /// `các sở, ban, ngành` includes a department; `UBND các xã, phường` a commune.
    fn is_among(&self, name: &str) -> bool {
        let level = self.level;
        let people = name.starts_with("ủy ban nhân dân") || name.starts_with("các ủy ban nhân dân");
        if people {
            let has = |words: &[&str]| words.iter().any(|w| name.contains(w));
            return match level {
                Some(Level::Commune) => has(&["các xã", "các phường", "cấp xã", "các đặc khu", "các cấp", "xã, phường", "phường, xã"]),
                Some(Level::District) => has(&["các huyện", "cấp huyện", "các quận", "các cấp", "huyện, "]),
                Some(Level::Province) => has(&["các tỉnh", "cấp tỉnh", "tỉnh, thành phố", "các cấp"]),
                _ => false,
            };
        }
        let formulas = &lexicon().formulas;
        let mut reaches: Vec<Reach> = formulas.collectives.find(name).map(|(_, reach)| *reach).collect();
        if ["các ", "mỗi ", "từng "].iter().any(|article| name.starts_with(article)) {
            reaches.extend(reach_by_words(name));
        }
        reaches.into_iter().any(|reach| self.reached(reach))
    }

    fn reached(&self, reach: Reach) -> bool {
        let Some(level) = self.level else { return false };
        match reach {
            Reach::All => true,
            Reach::Units => !matches!(level, Level::Party | Level::Front),
            Reach::Departments => level == Level::Department,
            Reach::Ministries => level == Level::Ministry,
            Reach::Communes => level == Level::Commune,
            Reach::Districts => level == Level::District,
            Reach::Provinces => level == Level::Province,
            Reach::Localities => matches!(level, Level::Province | Level::District | Level::Commune | Level::Party),
            Reach::Party => level == Level::Party,
            Reach::Front => level == Level::Front,
            Reach::Schools => level == Level::School,
            Reach::Enterprises => level == Level::Enterprise,
            Reach::Press => self.name.starts_with("báo ") || self.name.starts_with("đài "),
            Reach::Offices | Reach::Public => false,
        }
    }

    /// A body of the child's own house: a department of the province that issued the child, an
    /// office of the department.
    fn is_above(&self, name: &str) -> bool {
        // `Phòng Tuyên truyền thuộc Ban` is no room of a Sở.
        if let Some((_, owner)) = name.split_once(" thuộc ")
            && ["sở", "ban", "bộ", "ủy ban"].iter().any(|kind| owner.starts_with(kind) && !self.name.starts_with(kind))
        {
            return false;
        }
        match self.level {
            // The Government and its head stand above every body of the state.
            Some(Level::Central) => {
                !matches!(unit_level(name), Some(Level::Party | Level::Front | Level::Enterprise)) || name.starts_with("văn phòng")
            }
            Some(Level::Province) => {
                matches!(unit_level(name), Some(Level::Department | Level::District | Level::Commune))
                    || OF_A_PROVINCE.iter().any(|head| name.starts_with(head))
                    || self.is_reached_below(name, &[Reach::Departments, Reach::Communes, Reach::Units, Reach::Localities])
            }
            Some(Level::Ministry) => name.starts_with("cục ") || name.starts_with("vụ ") || name.starts_with("tổng cục "),
            Some(Level::Party) => {
                let central = ["bộ chính trị", "ban bí thư", "ban chấp hành trung ương", "trung ương đảng"];
                central.iter().any(|head| self.name.starts_with(head)) && unit_level(name) == Some(Level::Party)
            }
            Some(Level::Department) => {
                name.starts_with("phòng ")
                    || name.starts_with("chi cục")
                    || ["văn phòng sở", "các phòng", "trung tâm", "thanh tra sở"].iter().any(|head| name.starts_with(head))
            }
            Some(Level::Commune) => {
                name.starts_with("phòng ")
                    || ["công an xã", "công an phường", "công an cấp xã", "ban chỉ huy quân sự", "trung tâm", "tổ "]
                        .iter()
                        .any(|head| name.starts_with(head))
                    || name.starts_with("trạm y tế")
                    || name.starts_with("văn phòng h")
            }
            _ => false,
        }
    }

    fn is_reached_below(&self, name: &str, reaches: &[Reach]) -> bool {
        lexicon().formulas.collectives.find(name).any(|(_, reach)| reaches.contains(reach))
            || (name.starts_with("các ") && reach_by_words(name).iter().any(|r| reaches.contains(r)))
    }
}

/// The key of a body that `document` names: what it is, without where.
pub(super) fn key(document: &Document, unit: Span) -> String {
    let name = read_unit(document.source.slice(unit));
    // `các Bộ: Quốc phòng, Công an`: the word of kind stands before the list.
    if lexicon().heads_a_body(&name).is_none()
        && let Some(kind) = listed_kind(document, unit)
        && let Some(known) = lexicon().units.get(&format!("{kind} {name}"))
    {
        return fold_name(known.name);
    }
    without_place(&name, &document.header.province)
}

/// The word of kind before the list that a name stands in.
fn listed_kind(document: &Document, unit: Span) -> Option<&'static str> {
    const REACH: usize = 400;
    let folded = document.source.folded();
    let mut from = unit.start.saturating_sub(REACH);
    while !folded.is_char_boundary(from) {
        from += 1;
    }
    let (before, _) = folded[from..unit.start].rsplit_once(':')?;
    crate::document::listing_kind(before)
}

/// Reach of a collective that the table does not hold, from its words.
fn reach_by_words(name: &str) -> Vec<Reach> {
    let has = |word: &str| name.split([' ', ',']).any(|w| w == word);
    let mut out = Vec::new();
    if has("sở") || name.contains("ban, ngành") {
        out.push(Reach::Departments);
    }
    if has("bộ") {
        out.push(Reach::Ministries);
    }
    if name.contains("cơ quan") || name.contains("đơn vị") {
        out.push(Reach::Units);
    }
    if name.contains("địa phương") {
        out.push(Reach::Localities);
    }
    if has("xã") || has("phường") {
        out.push(Reach::Communes);
    }
    if name.contains("đảng ủy") || name.contains("cấp ủy") {
        out.push(Reach::Party);
    }
    if name.contains("đoàn thể") || name.contains("chính trị") {
        out.push(Reach::Front);
    }
    out
}

/// The name without its province and the tier word before it.
fn without_place(name: &str, province: &str) -> String {
    let mut out = name.to_owned();
    let place = fold_name(province);
    for place in [format!(" tỉnh {place}"), format!(" thành phố {place}"), format!(" {place}")] {
        if place.trim().split(' ').count() > 1
            && let Some(rest) = out.strip_suffix(&place)
        {
            let keeps_tier = rest.ends_with("ủy ban nhân dân") || rest.ends_with("hội đồng nhân dân");
            out = if keeps_tier { format!("{rest} tỉnh") } else { rest.to_owned() };
            break;
        }
    }
    // `tỉnh` behind a department says nothing, behind a committee it says the level.
    if out.starts_with("sở ") || out.starts_with("ban ") {
        out = out.trim_end_matches(" tỉnh").to_owned();
    }
    match lexicon().units.get(&out) {
        Some(unit) => fold_name(unit.name),
        None => out,
    }
}

/// `ủy ban nhân dân xã hòa lạc` and `ủy ban nhân dân xã`; `ủy ban nhân dân tỉnh` and `... thành
/// phố` of a city under the centre.
fn equals_by_tier(a: &str, b: &str) -> bool {
    const COMMITTEE: &str = "ủy ban nhân dân ";
    let (Some(a), Some(b)) = (a.strip_prefix(COMMITTEE), b.strip_prefix(COMMITTEE)) else { return false };
    if a.starts_with("các ") || b.starts_with("các ") || a.contains("cấp ") {
        return false;
    }
    let tier = |rest: &str| rest.split(' ').next().map(str::to_owned);
    let (tier_a, tier_b) = (tier(a), tier(b));
    let central = |t: &Option<String>| matches!(t.as_deref(), Some("tỉnh" | "thành"));
    let same_name = a == b || a.split(' ').count() == 1 || b.split(' ').count() == 1;
    (tier_a == tier_b && same_name) || (central(&tier_a) && central(&tier_b) && same_name)
}
