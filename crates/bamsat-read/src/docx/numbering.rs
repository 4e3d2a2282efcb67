//! Automatic numbers, worked out as Word does (ISO/IEC 29500-1, 17.9).

use std::collections::{HashMap, HashSet};

use super::styles::{Numbered, Styles};
use super::xml::Element;

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    patterns: HashMap<u32, Pattern>,
    lists: HashMap<u32, List>,
}

/// How a family of lists numbers (`abstractNum`); lists of one family count on together.
#[derive(Debug, Clone, Default)]
struct Pattern {
    levels: Vec<Option<Level>>,
    /// The style that defines it, where it only points there.
    defined_by: Option<String>,
    /// The style that it defines.
    defines: Option<String>,
}

/// One list (`num`).
#[derive(Debug, Default)]
struct List {
    pattern: u32,
    /// Where its levels begin anew, and how they number otherwise.
    starts: [Option<u32>; LEVELS],
    levels: Vec<Option<Level>>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// All numbers as 1, 2, 3.
    legal: bool,
    /// The style of its paragraphs.
    style: Option<String>,
    /// The level above which begins it anew, counted from 1; 0 for none.
    restart: Option<usize>,
}

impl Lists {
    pub(super) fn of(root: &Element, styles: &Styles) -> Self {
        let mut out = Self::default();
        let id = |element: &Element, name| element.attribute(name).and_then(|id| id.parse::<u32>().ok());
        for pattern in root.all("abstractNum") {
            let Some(number) = id(pattern, "abstractNumId") else { continue };
            let named = |name| pattern.child(name).and_then(Element::value).map(str::to_owned);
            let pattern = Pattern { levels: levels(pattern), defined_by: named("numStyleLink"), defines: named("styleLink") };
            out.patterns.insert(number, pattern);
        }
        for list in root.all("num") {
            let Some(number) = id(list, "numId") else { continue };
            let Some(pattern) = list.child("abstractNumId").and_then(Element::number) else { continue };
            let mut read = List { pattern, levels: vec![None; LEVELS], ..List::default() };
            for change in list.all("lvlOverride") {
                let Some(level) = change.attribute("ilvl").and_then(|l| l.parse::<usize>().ok()).filter(|l| *l < LEVELS) else { continue };
                read.starts[level] = change.child("startOverride").and_then(Element::number);
                read.levels[level] = levels(change).into_iter().flatten().next();
            }
            out.lists.insert(number, read);
        }
        out.follow_links(styles);
        out
    }

    /// A pattern that only names a style numbers as the pattern of that style does.
    fn follow_links(&mut self, styles: &Styles) {
        let by_style: HashMap<String, u32> =
            self.patterns.iter().filter_map(|(number, pattern)| Some((pattern.defines.clone()?, *number))).collect();
        let target = |pattern: &Pattern| {
            let style = pattern.defined_by.as_deref()?;
            by_style.get(style).copied().or_else(|| self.lists.get(&styles.numbered(Some(style))?.1.list?).map(|list| list.pattern))
        };
        let links: HashMap<u32, u32> = self.patterns.iter().filter_map(|(number, pattern)| Some((*number, target(pattern)?))).collect();
        self.lists.values_mut().for_each(|list| list.pattern = links.get(&list.pattern).copied().unwrap_or(list.pattern));
    }

    fn level<'l>(&'l self, list: &'l List, level: usize) -> Option<&'l Level> {
        let own = list.levels.get(level).and_then(Option::as_ref);
        own.or_else(|| self.patterns.get(&list.pattern)?.levels.get(level)?.as_ref())
    }

    /// The list and level of a paragraph, from its own properties and those of its style.
    pub(super) fn place(&self, own: Numbered, style: Option<&str>, styles: &Styles) -> Option<(u32, usize)> {
        let from_style = styles.numbered(style);
        let list = own.list.or(from_style.and_then(|(_, numbered)| numbered.list)).filter(|list| *list != 0)?;
        let by_style = || {
            // A style that names a list and no level stands for the level that names the style.
            let (name, numbered) = from_style?;
            let linked = |level: &usize| self.level(self.lists.get(&list)?, *level)?.style.as_deref().map(|style| style == name);
            numbered.level.or_else(|| (0..LEVELS).find(|level| linked(level) == Some(true)))
        };
        Some((list, own.level.or_else(by_style).unwrap_or(0).min(LEVELS - 1)))
    }
}

/// The levels that an element defines.
fn levels(element: &Element) -> Vec<Option<Level>> {
    let mut out = vec![None; LEVELS];
    for level in element.all("lvl") {
        let Some(at) = level.attribute("ilvl").and_then(|l| l.parse::<usize>().ok()).filter(|l| *l < LEVELS) else { continue };
        let value = |name| level.child(name).and_then(Element::value).map(str::to_owned);
        out[at] = Some(Level {
            start: level.child("start").and_then(Element::number).unwrap_or(0),
            format: value("numFmt").unwrap_or_else(|| "decimal".to_owned()),
            text: value("lvlText").unwrap_or_default(),
            legal: level.child("isLgl").is_some_and(Element::is_on),
            style: value("pStyle"),
            restart: level.child("lvlRestart").and_then(Element::number),
        });
    }
    out
}

/// Where each family of lists has counted to.
#[derive(Debug)]
pub(super) struct Counters<'a> {
    lists: &'a Lists,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that were begun: they count from their own start once.
    begun: HashSet<u32>,
}

impl<'a> Counters<'a> {
    pub(super) fn new(lists: &'a Lists) -> Self {
        Self { lists, counts: HashMap::new(), begun: HashSet::new() }
    }

    pub(super) fn lists(&self) -> &'a Lists {
        self.lists
    }

    /// The label of the next paragraph of a list: `I.`, `1.1.`, `Điều 5.`, `-`.
    pub(super) fn next(&mut self, list: u32, level: usize) -> Option<String> {
        let known = self.lists.lists.get(&list)?;
        let own = self.lists.level(known, level)?;
        let counts = self.counts.entry(known.pattern).or_default();
        if self.begun.insert(list) {
            for (count, start) in counts.iter_mut().zip(known.starts) {
                *count = start.map_or(*count, |start| start.checked_sub(1));
                // A list that begins at 0 has no number before it.
                if start == Some(0) {
                    *count = None;
                }
            }
        }
        let start = known.starts[level].filter(|start| *start == 0).unwrap_or(own.start);
        counts[level] = Some(counts[level].map_or(start, |count| count.saturating_add(1)));
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = self.lists.level(known, deeper).and_then(|level| level.restart);
            // A level begins anew behind any above it, or behind those down to the one that it names.
            if restart.is_none_or(|above| level < above) {
                *count = None;
            }
        }
        let counts = *counts;
        if own.format == "bullet" {
            return Some(bullet(&own.text));
        }
        let number = |at: usize| {
            let level = self.lists.level(known, at);
            let count = counts[at].or(level.map(|level| level.start)).unwrap_or(1);
            let format = level.map_or("decimal", |level| level.format.as_str());
            written(count, if own.legal && format != "decimalZero" { "decimal" } else { format })
        };
        Some(filled(&own.text, number))
    }
}

/// A label with its numbers: `%1.%2.` asks for those of the first and the second level.
fn filled(text: &str, number: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(ch) = rest.next() {
        let level = rest.peek().and_then(|c| c.to_digit(10)).filter(|level| ch == '%' && *level > 0);
        match level {
            Some(level) => {
                rest.next();
                out.push_str(&number(level as usize - 1));
            }
            None => out.push(ch),
        }
    }
    out.trim().to_owned()
}

/// A bullet as plans write it: the fonts Symbol and Wingdings keep theirs in the private area.
fn bullet(text: &str) -> String {
    match text.chars().next() {
        Some('\u{f02d}' | '\u{f0be}' | '–' | '—' | '‒' | '\u{2212}') => "-".to_owned(),
        Some('\u{f02b}') => "+".to_owned(),
        Some('\u{f0a7}' | '\u{f06e}') => "▪".to_owned(),
        Some('\u{e000}'..='\u{f8ff}') => "•".to_owned(),
        _ => text.trim().to_owned(),
    }
}

/// A number in the format of its level.
fn written(number: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerLetter" => letters(number),
        "decimalZero" => format!("{number:02}"),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

pub(crate) fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// a, b ... z, aa, bb: Word repeats the letter.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return number.to_string() };
    let letter = char::from(b'a' + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(8) as usize).collect()
}
