//! Who leads, helps, is asked, reports, and to whom.

use std::cell::OnceCell;

use crate::lexicon::{Role, lexicon};
use crate::source::{Source, Span, begins_with};

use super::model::{Assignment, Document, Item, ItemKind, UnitMention};
use super::unit::UnitReader;
use super::unit_name::canonical_unit;

/// The bodies that each item of a document names, read on first use: assignments and mandates ask
/// for the same ones.
pub(super) struct Named {
    of_items: Vec<OnceCell<Vec<Said>>>,
    opens: Opens,
}

/// By the number of a word of the document, what it may open.
struct Opens {
    helping: Vec<bool>,
    reporting: Vec<bool>,
}

/// A body with its role.
struct Said {
    mention: UnitMention,
    /// It opens the paragraph without an order: where a heading names the lead, it is none.
    opens: bool,
}

impl Named {
    /// Nothing is read yet.
    pub(super) fn of(document: &Document) -> Self {
        let names = || document.source.words().names();
        let opens = Opens {
            helping: names().map(|word| word == "phối").collect(),
            reporting: names().map(|word| matches!(word, "báo" | "gửi" | "phản")).collect(),
        };
        Self { of_items: document.items.iter().map(|_| OnceCell::new()).collect(), opens }
    }

    /// The bodies of one item with their roles. Where a heading names the lead, bodies at the start
    /// of a sentence are no leads of their own.
    pub(super) fn mentions(&self, document: &Document, item: usize, under_heading: bool) -> Vec<UnitMention> {
        let said = self.of_items[item].get_or_init(|| said(&document.source, document.items[item].words, &self.opens));
        let mut out: Vec<UnitMention> = said.iter().filter(|s| !(under_heading && s.opens)).map(|s| s.mention.clone()).collect();
        out.dedup();
        out
    }
}

/// Fills the assignments of a document.
pub(super) fn read(document: &mut Document, named: &Named) {
    let source = document.source.clone();
    let mut out = Vec::new();
    for (index, section) in document.sections.iter().enumerate() {
        out.extend(section.units.iter().map(|unit| assignment(&source, Some(index), unit)));
    }
    for (index, item) in document.items.iter().enumerate() {
        if item.section.is_none() && !document.sections.is_empty() {
            continue;
        }
        let under_heading = names_one(&source, heading_units(document, item.section));
        for mention in of_row(&source, item).into_iter().chain(named.mentions(document, index, under_heading)) {
            out.push(assignment(&source, item.section, &mention));
        }
        // `tham mưu`: the heading's body advises, the decision stays with the one advised.
        if source.folded_slice(item.words).starts_with("tham mưu")
            && matches!(item.kind, ItemKind::Bullet(_) | ItemKind::Numbered | ItemKind::Plain)
            && let Some(units) = heading_units(document, item.section)
        {
            out.extend(units.iter().map(|unit| assignment(&source, item.section, &UnitMention { span: unit.span, role: Role::Advise })));
        }
    }
    out.sort_by_key(|a| (a.section, a.unit, a.role));
    out.dedup();
    document.assignments = out;
}

fn assignment(source: &Source, section: Option<usize>, mention: &UnitMention) -> Assignment {
    Assignment { section, unit: mention.span, canonical: canonical_unit(source.slice(mention.span)), role: mention.role }
}

/// The bodies that the nearest heading above names.
pub(super) fn heading_units(document: &Document, mut section: Option<usize>) -> Option<&[UnitMention]> {
    while let Some(index) = section {
        let found = &document.sections[index];
        if !found.units.is_empty() {
            return Some(&found.units);
        }
        section = found.parent;
    }
    None
}

/// The bodies of one paragraph with their roles, in order.
fn said(source: &Source, words: Span, opens: &Opens) -> Vec<Said> {
    let reader = UnitReader::new(source, words);
    let helping = coordinating(source, words, &reader, &opens.helping);
    let helping = helping.into_iter().chain(reporting(source, words, &reader, &opens.reporting));
    let mut out: Vec<Said> = helping.map(|mention| Said { mention, opens: false }).collect();
    out.extend(given(source, words, &reader));
    out.sort_by_key(|said| (said.mention.span, said.mention.role));
    out
}

/// `phối hợp (chặt chẽ) với A, B và C`.
fn coordinating(source: &Source, words: Span, reader: &UnitReader<'_>, opens: &[bool]) -> Vec<UnitMention> {
    const FILL: [&str; 9] = ["chặt chẽ", "đồng bộ", "tốt", "hiệu quả", "thường xuyên", "với", "cùng", "và", "thực hiện"];
    let folded = source.folded_slice(words);
    let mut out = Vec::new();
    for (at, formula) in reader.starts_of(&["phối hợp", "phối hợpvới", "phối hợpcùng"], opens) {
        let at = at - words.start;
        if folded[..at].trim_end().ends_with("quy chế") || folded[..at].trim_end().ends_with("cơ chế") {
            continue;
        }
        let mut next = at + formula.len();
        loop {
            let rest = &folded[next..];
            let trimmed = rest.trim_start_matches([' ', ',']);
            let skipped = rest.len() - trimmed.len();
            let Some(fill) = FILL.iter().find(|fill| trimmed.strip_prefix(**fill).is_some_and(|r| r.starts_with([' ', ',']))) else {
                next += skipped;
                break;
            };
            next += skipped + fill.len();
        }
        let (units, _) = reader.list(reader.index_at(words.start + next));
        out.extend(units.into_iter().map(|span| UnitMention { span, role: Role::Coordinate }));
    }
    out
}

/// `báo cáo về UBND tỉnh`, `gửi Sở Y tế`: to whom; and who reports, named right before.
fn reporting(source: &Source, words: Span, reader: &UnitReader<'_>, opens: &[bool]) -> Vec<UnitMention> {
    const FORMULAS: [&str; 8] =
        ["báo cáo kết quả thực hiện", "báo cáo kết quả", "báo cáo", "gửi báo cáo", "gửi về", "gửi", "phản ánh về", "phản ánh"];
    const LINKS: [&str; 7] = ["về", "cho", "đến", "với", "gửi", "lên", "kết quả"];
    let folded = source.folded_slice(words);
    let mut out = Vec::new();
    let mut last = 0;
    for (at, formula) in reader.starts_of(&FORMULAS, opens) {
        let at = at - words.start;
        if at < last {
            continue;
        }
        let mut next = at + formula.len();
        while let Some(link) =
            LINKS.iter().find(|link| folded[next..].trim_start().strip_prefix(**link).is_some_and(|r| r.starts_with(' ')))
        {
            next += folded[next..].len() - folded[next..].trim_start().len() + link.len();
        }
        last = next;
        let (mut to, _) = reader.list(reader.index_at(words.start + next));
        if folded[next..].starts_with([',', ';', '.', ':']) {
            continue;
        }
        if to.is_empty() {
            to = far_receiver(source, words, reader, next);
        }
        if to.is_empty() {
            continue;
        }
        out.extend(to.into_iter().map(|span| UnitMention { span, role: Role::ReportTo }));
        if let Some(from) = reporter(source, words, reader, at) {
            out.push(UnitMention { span: from, role: Role::ReportFrom });
        }
    }
    out
}

/// `báo cáo kết quả định kỳ (06 tháng) hoặc đột xuất về Ban ...`: the receiver stands further on,
/// within the same part of the sentence.
fn far_receiver(source: &Source, words: Span, reader: &UnitReader<'_>, from: usize) -> Vec<Span> {
    const REACH: usize = 130;
    let folded = &source.folded_slice(words)[from..];
    let limit = folded.char_indices().find(|&(at, c)| at > REACH || matches!(c, ';' | '.')).map_or(folded.len(), |(at, _)| at);
    [" về ", " gửi ", " cho ", " với "]
        .iter()
        .flat_map(|link| folded[..limit].match_indices(link).map(|(at, link)| at + link.len()))
        .map(|at| reader.list(reader.index_at(words.start + from + at)).0)
        .find(|units| !units.is_empty())
        .unwrap_or_default()
}

/// The body that stands right before `báo cáo`, adverbs aside.
fn reporter(source: &Source, words: Span, reader: &UnitReader<'_>, verb: usize) -> Option<Span> {
    /// Words of a list of bodies at most.
    const REACH: usize = 80;
    const ADVERBS: [&str; 6] = ["kịp thời", "định kỳ", "khẩn trương", "tổng hợp,", "thường xuyên", "có trách nhiệm"];
    let folded = source.folded_slice(words);
    let mut head = folded[..verb].trim_end();
    while let Some(rest) = ADVERBS.iter().find_map(|adverb| head.strip_suffix(adverb)) {
        head = rest.trim_end();
    }
    let end = words.start + head.len();
    // The list of bodies whose end is that place: the longest that begins within reach.
    let last = reader.index_at(end);
    (last.saturating_sub(REACH)..last).find_map(|at| {
        let (units, list_end) = reader.list(at);
        let (first, last) = (units.first()?, units.last()?);
        (reader.end(list_end) == end).then(|| Span::new(first.start, last.end))
    })
}

/// `Giao Sở X ...`, `Đề nghị ...`, and a body that opens a sentence outside unit headings.
fn given(source: &Source, words: Span, reader: &UnitReader<'_>) -> Vec<Said> {
    const ORDERS: [(&str, Role); 6] = [
        ("giao cho ", Role::Lead),
        ("giao ", Role::Lead),
        ("phân công ", Role::Lead),
        ("đề nghị ", Role::Requested),
        ("yêu cầu ", Role::Lead),
        ("chủ trì: ", Role::Lead),
    ];
    let mut out = Vec::new();
    for start in reader.part_starts() {
        let folded = source.folded_slice(Span::new(start, words.end));
        let order = ORDERS.iter().find(|(order, _)| folded.starts_with(order));
        let first = start == words.start;
        let from = start + order.map_or(0, |(order, _)| order.len());
        let (units, end) = reader.list(reader.index_at(from));
        if units.is_empty() || reader.start(reader.index_at(from)) != from {
            continue;
        }
        let after = source.folded_slice(Span::new(reader.end(end), words.end)).trim_start();
        // `Ủy ban nhân dân tỉnh yêu cầu các sở ...`: the bodies behind the order are meant.
        if let Some((asked, role)) = asked_by(source, words, reader, after) {
            out.extend(asked.into_iter().map(|span| Said { mention: UnitMention { span, role }, opens: false }));
            continue;
        }
        // Inside the text a body acts only when it is ordered to, or when another body asks it.
        if order.is_none() && !first {
            continue;
        }
        let said = role_of_verb(after, order.map_or(Role::Lead, |(_, role)| *role), order.is_some());
        let opens = first && source.slice(words).starts_with(char::is_uppercase);
        let Some(role) = said.or_else(|| (opens && is_told_of(after)).then_some(Role::Lead)) else { continue };
        out.extend(units.into_iter().map(|span| Said { mention: UnitMention { span, role }, opens: order.is_none() }));
    }
    out
}

/// The bodies behind `yêu cầu`, `đề nghị` that another body says.
fn asked_by(source: &Source, words: Span, reader: &UnitReader<'_>, after: &str) -> Option<(Vec<Span>, Role)> {
    const ASKS: [(&str, Role); 4] =
        [("yêu cầu ", Role::Lead), ("trân trọng đề nghị ", Role::Requested), ("đề nghị ", Role::Requested), ("giao ", Role::Lead)];
    let (ask, role) = ASKS.iter().find(|(ask, _)| after.starts_with(ask))?;
    let from = words.end - after.len() + ask.len();
    let (units, _) = reader.list(reader.index_at(from));
    let first = units.first()?;
    (first.start == from && !source.slice(*first).is_empty()).then_some((units, *role))
}

/// What the words behind a body make it do; `None` when they make it do nothing.
fn role_of_verb(after: &str, ordered: Role, is_order: bool) -> Option<Role> {
    let after = ["kịp thời ", "khẩn trương ", "chủ động ", "tiếp tục ", "định kỳ ", "thường xuyên "]
        .iter()
        .fold(after, |text, adverb| text.strip_prefix(adverb).unwrap_or(text));
    if after.starts_with("báo cáo") || after.starts_with("gửi") {
        return Some(if ordered == Role::Requested { Role::Requested } else { Role::ReportFrom });
    }
    // `theo chức năng, nhiệm vụ được giao ...`: the verb stands behind.
    const GROUNDS: [&str; 8] = [
        "trên cơ sở chức năng",
        "theo chức năng",
        "căn cứ chức năng",
        "theo nhiệm vụ",
        "theo thẩm quyền",
        "căn cứ nhiệm vụ",
        "căn cứ tình hình",
        "theo phạm vi",
    ];
    if begins_with(after, &GROUNDS) {
        return Some(ordered);
    }
    if after.starts_with("phối hợp") && !is_order {
        return Some(Role::Coordinate);
    }
    let acts =
        after.starts_with([':', '(']) || lexicon().formulas.verbs.at(after, 0).is_some() || lexicon().formulas.roles.at(after, 0).is_some();
    // Any other word behind a body is its verb, unless it only says more of the body.
    const NO_VERBS: [&str; 14] = ["của", "tại", "về", "trong", "là", "và", "với", "theo", "do", "trên", "thuộc", "được", "có", "liên"];
    let first = after.split(' ').next().unwrap_or("");
    let other = !first.is_empty() && first.chars().all(char::is_alphabetic) && !NO_VERBS.contains(&first);
    (acts || is_order || other).then_some(ordered)
}

/// More is said of the body before its verb: `Chủ tịch Ủy ban nhân dân các tỉnh tại khu vực mưa
/// lũ tập trung chỉ đạo ...`.
fn is_told_of(after: &str) -> bool {
    const MORE: [&str; 7] = ["tại ", "có ", "thuộc ", "trên địa bàn", "trong khu vực", "từ ", "nơi "];
    const FAR: usize = 30;
    let words = after.match_indices(' ').map(|(at, _)| at + 1).take(FAR);
    begins_with(after, &MORE) && words.into_iter().any(|at| lexicon().formulas.verbs.at(after, at).is_some())
}

/// The bodies of a table row: its first cell of bodies leads, the second helps.
fn of_row(source: &Source, item: &Item) -> Vec<UnitMention> {
    let mut roles = [Role::Lead, Role::Coordinate].into_iter();
    let mut out = Vec::new();
    for &cell in &item.cells {
        let Some(units) = UnitReader::new(source, cell).heading() else { continue };
        let Some(role) = roles.next() else { break };
        out.extend(units.into_iter().map(|span| UnitMention { span, role }));
    }
    out
}

/// The addressees of a mandate: named in its own words, else by the heading above it.
pub(super) fn addressees(document: &Document, index: usize, named: &Named) -> Vec<UnitMention> {
    let item = &document.items[index];
    let heading = heading_units(document, item.section);
    let mut out: Vec<UnitMention> = heading.map(<[UnitMention]>::to_vec).unwrap_or_default();
    out.extend(of_row(&document.source, item));
    out.extend(named.mentions(document, index, names_one(&document.source, heading)));
    out
}

/// Whether a heading names bodies one by one. Where it names a group only, a body that opens a
/// task below it has a task of its own.
fn names_one(source: &Source, heading: Option<&[UnitMention]>) -> bool {
    let group = |unit: &UnitMention| source.folded_slice(unit.span).split(' ').take(4).any(|word| word == "các");
    heading.is_some_and(|units| !units.iter().all(group))
}
