//! Where the paragraphs of a Word file stand in its XML, and which of them a line of the read text came from.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use unicode_normalization::UnicodeNormalization;

use crate::error::ReadError;

/// A paragraph that a comment can be fastened to.
#[derive(Debug, Default)]
pub(super) struct Anchor {
    /// Byte of the XML behind its properties.
    pub(super) start: usize,
    /// Byte of the XML where it ends.
    pub(super) end: usize,
    /// Its letters and digits, in small letters.
    key: String,
}

/// The text of a file as XML.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Its paragraphs in the order of the file, but those of boxes, where Word takes no comment.
    pub(super) paragraphs: Vec<Anchor>,
    /// The prefix of its elements with the colon, and the address that it stands for.
    pub(super) prefix: String,
    pub(super) space: String,
}

impl Anchors {
    /// Walks over the paragraphs of `xml`.
    pub(super) fn of(part: &str, xml: &str) -> Result<Self, ReadError> {
        let broken = |at: u64, why: String| ReadError::Broken { part: part.to_owned(), place: at, why };
        let mut reader = Reader::from_str(xml);
        let mut out = Self::default();
        let mut open: Vec<Anchor> = Vec::new();
        // Elements that are open, as far as they matter here.
        let mut path: Vec<Inside> = Vec::new();
        loop {
            let before = reader.buffer_position() as usize;
            let event = reader.read_event().map_err(|error| broken(reader.error_position(), error.to_string()))?;
            let after = reader.buffer_position() as usize;
            match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    if path.is_empty() {
                        out.root(&tag);
                    }
                    let inside = Inside::of(tag.local_name().as_ref());
                    if inside == Inside::Paragraph {
                        open.push(Anchor { start: after, ..Anchor::default() });
                    }
                    path.push(inside);
                }
                Event::End(_) => match path.pop() {
                    Some(Inside::Paragraph) => {
                        let apart = path.iter().any(|inside| matches!(inside, Inside::Box | Inside::Gone));
                        if let Some(anchor) = open.pop().filter(|_| !apart) {
                            out.paragraphs.push(Anchor { end: before, ..anchor });
                        }
                    }
                    Some(Inside::Properties) if path.last() == Some(&Inside::Paragraph) => {
                        if let Some(anchor) = open.last_mut() {
                            anchor.start = after;
                        }
                    }
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().as_ref() == "pPr" && path.last() == Some(&Inside::Paragraph) => {
                    if let Some(anchor) = open.last_mut() {
                        anchor.start = after;
                    }
                }
                Event::Text(text) if path.last() == Some(&Inside::Words) && !path.contains(&Inside::Gone) => {
                    if let Some(anchor) = open.last_mut() {
                        anchor.key.push_str(&key(&text.xml_content(XmlVersion::Implicit1_0)));
                    }
                }
                _ => {}
            }
        }
        out.paragraphs.sort_by_key(|anchor| anchor.start);
        Ok(out)
    }

    fn root(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        let name: &str = name.as_ref();
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let wanted = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        let found = tag.attributes().with_checks(false).flatten().find(|a| AsRef::<str>::as_ref(&a.key) == wanted);
        self.space = found.and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok()).unwrap_or_default().into_owned();
        self.prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
    }
}

/// Finds the paragraph of a line.
pub(super) struct Finder<'a> {
    anchors: &'a Anchors,
    lines: &'a [&'a str],
    /// The key of each line, and how many earlier lines have the same.
    keys: Vec<(String, usize)>,
    /// Paragraphs by their keys.
    whole: BTreeMap<&'a str, Vec<usize>>,
    /// How often all paragraphs may still be gone through.
    scans: usize,
}

impl<'a> Finder<'a> {
    /// For the `lines` that were read of the text.
    pub(super) fn new(anchors: &'a Anchors, lines: &'a [&'a str]) -> Self {
        /// Bytes that all going through may take together: a file made to be slow is not.
        const WORK: usize = 1 << 28;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut counted = |line: &&str| {
            let key = line_key(line);
            let count = counts.entry(key.clone()).or_default();
            *count += 1;
            (key, *count - 1)
        };
        let keys = lines.iter().map(&mut counted).collect();
        let mut whole: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, anchor) in anchors.paragraphs.iter().enumerate().filter(|(_, anchor)| !anchor.key.is_empty()) {
            whole.entry(&anchor.key).or_default().push(at);
        }
        let size: usize = anchors.paragraphs.iter().map(|anchor| anchor.key.len() + 1).sum();
        Self { anchors, lines, keys, whole, scans: WORK / size.max(1) }
    }

    /// The paragraph that line number `line` (from 1) of the read text came from; of a table row the one with `words`.
    /// None where no paragraph has its words, as for a line of a box.
    pub(super) fn find(&mut self, line: usize, words: &str) -> Option<usize> {
        let at = line.checked_sub(1)?;
        let (wanted, earlier) = self.keys.get(at)?.clone();
        if wanted.is_empty() {
            return None;
        }
        if self.lines[at].trim_start_matches('\u{c}').starts_with('|') {
            return self.cell(&wanted, &key(words));
        }
        // An automatic number stands in the line and not in the file.
        let suffixes = wanted.char_indices().take_while(|(at, _)| *at <= LONGEST_NUMBER).map(|(at, _)| &wanted[at..]);
        let found = match suffixes.filter_map(|suffix| self.whole.get(suffix)).next() {
            Some(found) => found.clone(),
            None => self.scan(|key| key.contains(&wanted)),
        };
        // Lines of the same words are told apart by their order.
        found.get(earlier.min(found.len().saturating_sub(1))).copied()
    }

    /// The cell of a row with these words, else its longest.
    fn cell(&mut self, row: &str, words: &str) -> Option<usize> {
        let cells = self.scan(|key| key.chars().nth(2).is_some() && row.contains(key));
        let key = |at: usize| self.anchors.paragraphs[at].key.as_str();
        let says = |at: &usize| !words.is_empty() && (words.contains(key(*at)) || key(*at).contains(words));
        cells.into_iter().max_by_key(|at| (says(at), key(*at).len()))
    }

    fn scan(&mut self, fits: impl Fn(&str) -> bool) -> Vec<usize> {
        let Some(left) = self.scans.checked_sub(1) else { return Vec::new() };
        self.scans = left;
        let paragraphs = self.anchors.paragraphs.iter().enumerate();
        paragraphs.filter(|(_, anchor)| !anchor.key.is_empty() && fits(&anchor.key)).map(|(at, _)| at).collect()
    }
}

/// Letters of an automatic number at most.
const LONGEST_NUMBER: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Paragraph,
    Properties,
    Words,
    /// A box, which stands beside the text.
    Box,
    /// What is deleted, or a second form of what stands beside it.
    Gone,
    Other,
}

impl Inside {
    fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "pPr" => Self::Properties,
            "t" => Self::Words,
            "txbxContent" => Self::Box,
            "Fallback" | "del" | "moveFrom" => Self::Gone,
            _ => Self::Other,
        }
    }
}

/// Letters and digits in small letters, composed.
fn key(words: &str) -> String {
    words.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same of a line, without the marks of notes, which the file does not hold as letters.
fn line_key(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('[') {
        out.push_str(before);
        let digits = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        rest = match digits.strip_prefix(']') {
            Some(after) if digits.len() < behind.len() => after,
            _ => behind,
        };
    }
    out.push_str(rest);
    key(&out)
}
