//! Numbered sections, headings and bullets.

use std::collections::HashMap;

use crate::lexicon::{Role, SectionRole, lexicon};
use crate::source::{Mark, MarkKind, Source, Span, fold_name, is_caps, mark, opens_with};

use super::heading::{self, Heading};
use super::model::{Item, ItemKind, Section, UnitMention};
use super::zones::Zones;

/// An open section on the way down to the current block.
#[derive(Debug, Clone)]
struct Open {
    section: usize,
    kind: MarkKind,
    /// `[1, 2]` for `1.2`; the ordinal for other kinds.
    number: Vec<u32>,
}

/// Sections and items of one document.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) sections: Vec<Section>,
    pub(super) items: Vec<Item>,
    stack: Vec<Open>,
    seen: HashMap<String, u32>,
    bullets: Vec<String>,
    annexes: u32,
}

/// Reads the outline of the body.
pub(super) fn read(source: &Source, zones: &Zones) -> Outline {
    let mut outline = Outline::default();
    let blocks: Vec<usize> = zones.body.clone().filter(|i| !zones.close.contains(i) && source.blocks()[*i].footnote.is_none()).collect();
    for (index, &block) in blocks.iter().enumerate() {
        // What stands behind the signature belongs to no section above it.
        if block >= zones.close.end && index > 0 && blocks[index - 1] < zones.close.start {
            outline.stack.clear();
            outline.bullets.clear();
        }
        let next = blocks.get(index + 1).map(|&i| source.slice(source.blocks()[i].span));
        outline.block(source, block, next);
    }
    super::table::read(source, &mut outline.items);
    outline.close_spans(source);
    outline.inherit_roles();
    outline
}

impl Outline {
    fn block(&mut self, source: &Source, block: usize, next: Option<&str>) {
        let span = source.blocks()[block].span;
        let line = source.slice(span);
        if is_closing(line) {
            self.stack.clear();
            self.bullets.clear();
            self.push(block, ItemKind::Closing, span);
            return;
        }
        let Some(found) = mark(line).filter(|m| self.accepts(m)) else {
            let kind = if self.stack.is_empty() { ItemKind::Preamble } else { ItemKind::Plain };
            // A plain paragraph ends the nesting of bullets above it.
            self.push(block, kind, span);
            return;
        };
        let words = Span::new(span.start + found.len, span.end);
        if found.kind == MarkKind::Bullet {
            self.bullet(source, block, &found, words, next);
        } else {
            self.bullets.clear();
            self.section(source, block, &found, words, next);
        }
    }

    fn push(&mut self, block: usize, kind: ItemKind, words: Span) {
        let section = self.stack.last().map(|open| open.section);
        self.items.push(Item { block, kind, section, words, cells: Vec::new() });
    }

    /// A number out of all sequence is no section: `1.` may open a section anywhere, `7.` only
    /// after `6.` or close to it.
    fn accepts(&self, mark: &Mark) -> bool {
        if mark.kind != MarkKind::Arabic {
            return true;
        }
        let number = numbers(mark);
        let [single] = number.as_slice() else { return true };
        let last = self.stack.iter().rev().find(|o| o.kind == MarkKind::Arabic && o.number.len() == 1).map_or(0, |o| o.number[0]);
        mark.sure && (*single <= 3 || *single <= last + 4)
    }

    fn section(&mut self, source: &Source, block: usize, mark: &Mark, words: Span, next: Option<&str>) {
        let number = numbers(mark);
        self.unwind(mark, &number);
        let parent = self.stack.last().cloned();
        let label = self.label(mark, &number, parent.as_ref());
        let prefix =
            if mark.kind == MarkKind::Article { "" } else { parent.as_ref().map_or("", |p| self.sections[p.section].path.as_str()) };
        let path = self.unique(if prefix.is_empty() { label } else { format!("{prefix}.{label}") });
        let head = heading::read(source, mark, words, next);
        let role = heading_role(source, head.as_ref()).unwrap_or(if mark.kind == MarkKind::Annex {
            SectionRole::Annex
        } else {
            SectionRole::Other
        });
        let span = source.blocks()[block].span;
        self.sections.push(Section {
            path,
            heading: head.as_ref().map(|h| h.words),
            role,
            parent: parent.map(|p| p.section),
            span,
            bullets: 0,
            units: units(head.as_ref()),
        });
        self.stack.push(Open { section: self.sections.len() - 1, kind: mark.kind, number });
        match head {
            Some(Heading { rest: Some(rest), .. }) => self.push(block, ItemKind::Numbered, rest),
            Some(_) => self.push(block, ItemKind::Heading, words),
            None => self.push(block, ItemKind::Numbered, words),
        }
    }

    /// Closes the sections that the new mark does not belong to.
    fn unwind(&mut self, mark: &Mark, number: &[u32]) {
        let same = |open: &Open| open.kind == mark.kind;
        match mark.kind {
            MarkKind::Arabic if number.len() > 1 => {
                let parent = &number[..number.len() - 1];
                let depth = self.stack.iter().rposition(|o| {
                    o.kind == MarkKind::Arabic
                        && (o.number == parent || o.number.len() == number.len() && o.number[..parent.len()] == *parent)
                });
                match depth {
                    Some(at) if self.stack[at].number == parent => self.stack.truncate(at + 1),
                    Some(at) => self.stack.truncate(at),
                    None => {
                        let keep = self.stack.iter().rposition(|o| o.kind < MarkKind::Arabic).map_or(0, |at| at + 1);
                        self.stack.truncate(keep);
                    }
                }
            }
            MarkKind::Arabic | MarkKind::Letter | MarkKind::Paren => {
                let starred = self.stack.iter().rposition(|o| o.kind == MarkKind::Bullet);
                if let Some(at) = self.stack.iter().rposition(|o| same(o) && o.number.len() == 1) {
                    // `1.` under `a)` begins a list of its own unless it goes on counting.
                    let restart = number[0] == 1 && at + 1 < self.stack.len() && self.stack[self.stack.len() - 1].kind > mark.kind;
                    if !restart {
                        self.stack.truncate(at);
                    }
                } else if let Some(at) = starred {
                    self.stack.truncate(at);
                }
            }
            // Articles hang on chapters; chapters on parts.
            kind => {
                let keep = self.stack.iter().position(|o| o.kind >= kind).unwrap_or(self.stack.len());
                self.stack.truncate(keep);
            }
        }
    }

    fn label(&mut self, mark: &Mark, number: &[u32], parent: Option<&Open>) -> String {
        match mark.kind {
            MarkKind::Annex => {
                self.annexes += 1;
                let given = mark.label.trim_start_matches("PL");
                let value = crate::source::roman_value(given).or_else(|| given.parse().ok());
                format!("PL{}", value.unwrap_or(self.annexes))
            }
            // A number that repeats its parent's is not doubled: `1.1` under `V.1` is `V.1.1`.
            MarkKind::Arabic if number.len() > 1 => {
                let repeats = parent.filter(|p| p.kind == MarkKind::Arabic && number.starts_with(&p.number)).map_or(0, |p| p.number.len());
                number[repeats..].iter().map(u32::to_string).collect::<Vec<_>>().join(".")
            }
            _ => mark.label.clone(),
        }
    }

    /// A path that comes again gets `~2`.
    fn unique(&mut self, path: String) -> String {
        let count = self.seen.entry(path.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { path } else { format!("{path}~{count}") }
    }

    fn bullet(&mut self, source: &Source, block: usize, mark: &Mark, words: Span, next: Option<&str>) {
        let below = next.and_then(crate::source::mark).filter(|m| m.kind == MarkKind::Bullet && m.label != mark.label);
        let line = source.slice(words);
        let heads = line.ends_with(':')
            && mark.label != "+"
            && below.is_some()
            && (mark.label == "*" || !self.bullets.contains(&below.map(|m| m.label).unwrap_or_default()));
        if heads && heading::is_short(line) {
            self.starred(source, block, words);
            return;
        }
        // Bases and addressees of a preamble may be bulleted; they are no demands.
        if self.stack.is_empty() {
            self.push(block, ItemKind::Preamble, words);
            return;
        }
        let level = match self.bullets.iter().position(|sign| *sign == mark.label) {
            Some(at) => {
                self.bullets.truncate(at + 1);
                at
            }
            None => {
                self.bullets.push(mark.label.clone());
                self.bullets.len() - 1
            }
        };
        if level == 0
            && let Some(open) = self.stack.last()
        {
            self.sections[open.section].bullets += 1;
        }
        self.push(block, ItemKind::Bullet(level.min(9) as u8), words);
    }

    /// A starred or dashed line above bullets is a section; it closes the numbered paragraph
    /// before it.
    fn starred(&mut self, source: &Source, block: usize, words: Span) {
        while self
            .stack
            .last()
            .is_some_and(|o| o.kind == MarkKind::Bullet || (o.kind != MarkKind::Roman && self.sections[o.section].heading.is_none()))
        {
            self.stack.pop();
        }
        self.bullets.clear();
        let parent = self.stack.last().cloned();
        let prefix = parent.as_ref().map_or("", |p| self.sections[p.section].path.as_str());
        let path = self.unique(if prefix.is_empty() { "*".to_owned() } else { format!("{prefix}.*") });
        let words = heading::trimmed(source, words);
        let role = role_of(source.slice(words)).unwrap_or(SectionRole::Other);
        let span = source.blocks()[block].span;
        let named = super::unit::UnitReader::new(source, words).heading().unwrap_or_default();
        let units = named.into_iter().map(|span| UnitMention { span, role: Role::Lead }).collect();
        self.sections.push(Section { path, heading: Some(words), role, parent: parent.map(|p| p.section), span, bullets: 0, units });
        self.stack.push(Open { section: self.sections.len() - 1, kind: MarkKind::Bullet, number: vec![] });
        self.push(block, ItemKind::Heading, words);
    }

    /// A section reaches to its last word, subsections and all.
    fn close_spans(&mut self, source: &Source) {
        for item in &self.items {
            let end = source.blocks()[item.block].span.end;
            let mut section = item.section;
            while let Some(index) = section {
                self.sections[index].span.end = self.sections[index].span.end.max(end);
                section = self.sections[index].parent;
            }
        }
    }

    fn inherit_roles(&mut self) {
        for index in 0..self.sections.len() {
            if self.sections[index].role == SectionRole::Other
                && let Some(parent) = self.sections[index].parent
            {
                self.sections[index].role = self.sections[parent].role;
            }
        }
        // Tasks listed body by body are assignments, whatever the heading above says.
        for index in 0..self.sections.len() {
            let parent_is_other = self.sections[index].parent.is_none_or(|p| self.sections[p].role == SectionRole::Other);
            if !self.sections[index].units.is_empty() && parent_is_other && self.sections[index].role == SectionRole::Other {
                self.sections[index].role = SectionRole::Assignment;
            }
        }
    }
}

fn units(head: Option<&Heading>) -> Vec<UnitMention> {
    let Some(head) = head else { return Vec::new() };
    let role = if head.requested { Role::Requested } else { Role::Lead };
    head.units.iter().map(|&span| UnitMention { span, role }).collect()
}

fn heading_role(source: &Source, head: Option<&Heading>) -> Option<SectionRole> {
    let head = head?;
    if !head.units.is_empty() {
        return None;
    }
    role_of(source.slice(head.words))
}

/// The role a title names: the phrase of the table that comes first in it.
pub(super) fn role_of(title: &str) -> Option<SectionRole> {
    lexicon().formulas.section_roles.find(&fold_name(title)).map(|(_, role)| *role).next()
}

/// The number as values: `1.2` gives `[1, 2]`, `II` gives `[2]`, `đ` its place in the alphabet.
fn numbers(mark: &Mark) -> Vec<u32> {
    match mark.kind {
        MarkKind::Arabic => mark.label.split('.').filter_map(|part| part.parse().ok()).collect(),
        MarkKind::Roman => vec![crate::source::roman_value(&mark.label).unwrap_or(0)],
        MarkKind::Letter => {
            vec!["aăâbcdđeêghiklmnoôơpqrstuưvxy".chars().position(|c| mark.label.starts_with(c)).map_or(0, |i| i as u32 + 1)]
        }
        MarkKind::Paren => {
            let inner = mark.label.trim_matches(['(', ')']);
            vec![inner.parse().unwrap_or(if inner == "a" || inner == "i" { 1 } else { 2 })]
        }
        _ => vec![0],
    }
}

/// `Trên đây là Kế hoạch ...`: the sentence that ends a plan.
fn is_closing(line: &str) -> bool {
    const FORMULAS: [&str; 6] = [
        "trên đây là",
        "trên đây, là",
        "yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc",
        "căn cứ kế hoạch này",
        "nhận được kế hoạch này",
        "căn cứ ý kiến chỉ đạo trên",
    ];
    opens_with(line, &FORMULAS) && !is_caps(line)
}
