//! Paragraphs as lines, in reading order.

use std::collections::HashMap;

use crate::legacy;
use crate::table::Cell;
use crate::text::PICTURE;

use super::numbering::Counters;
use super::styles::{Look, Numbered, Styles};
use super::table;
use super::xml::{Element, Node};

/// What is read of a text so far.
pub(super) struct Story<'a> {
    styles: &'a Styles,
    counters: Counters<'a>,
    /// Footnotes and endnotes by their ids.
    notes: [HashMap<&'a str, &'a Element>; 2],
    /// Notes that were met: which part they stand in and their id there.
    met: Vec<(usize, String)>,
    /// The number of each.
    numbers: HashMap<(usize, String), usize>,
    lines: Vec<String>,
    /// Where words were inserted or deleted and nobody has yet agreed.
    changed: bool,
    /// What shows words and holds none that can be read: scans, diagrams, embedded files.
    unseen: usize,
    /// What is set in old fonts, as it stands and as they show it.
    old: [String; 2],
    fonts: OldFonts,
    /// A new page begins with the next words.
    new_page: bool,
    /// It reads a note, whose own marks are none, or the cells of so many tables, whose notes wait.
    in_note: bool,
    in_cells: usize,
    waiting: Vec<usize>,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph<'p> {
    text: String,
    style: Option<&'p str>,
    /// Words in boxes that are anchored to it, which stand beside it on the page.
    boxes: Vec<&'p Element>,
    /// Notes whose marks it holds.
    notes: Vec<usize>,
    /// Pictures and diagrams in it whose words cannot be read.
    unseen: usize,
}

/// What is done about words in the fonts of old encodings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OldFonts {
    /// They are read as those fonts show them.
    Decoded,
    /// They are Unicode, and only the name of the font was left.
    Named,
}

/// All that was read.
pub(super) struct Told {
    pub(super) lines: Vec<String>,
    /// Whether the text holds open changes.
    pub(super) changed: bool,
    /// Pictures and embedded files whose words cannot be read.
    pub(super) unseen: usize,
    /// What is set in old fonts, as it stands and as they show it.
    pub(super) old: [String; 2],
}

impl<'a> Story<'a> {
    pub(super) fn new(styles: &'a Styles, counters: Counters<'a>, notes: [Option<&'a Element>; 2], fonts: OldFonts) -> Self {
        let by_id = |root: &'a Element| root.elements().filter_map(|note| Some((note.attribute("id")?, note))).collect();
        Self {
            styles,
            counters,
            notes: notes.map(|root| root.map(by_id).unwrap_or_default()),
            met: Vec::new(),
            numbers: HashMap::new(),
            lines: Vec::new(),
            changed: false,
            unseen: 0,
            old: [const { String::new() }; 2],
            fonts,
            new_page: false,
            in_note: false,
            in_cells: 0,
            waiting: Vec::new(),
        }
    }

    pub(super) fn told(self) -> Told {
        Told { lines: self.lines, changed: self.changed, unseen: self.unseen, old: self.old }
    }

    /// Reads the paragraphs and tables inside an element.
    pub(super) fn blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "del" | "moveFrom" => self.changed = true,
                "sectPr" | "pPr" | "Fallback" => {}
                // Another file within this one.
                "altChunk" => self.unseen(),
                _ => {
                    self.changed |= matches!(element.name.as_str(), "ins" | "moveTo");
                    self.blocks(element);
                }
            }
        }
    }

    /// Reads what stands inside an element into lines of its own.
    fn apart(&mut self, element: &Element) -> Vec<String> {
        let before = std::mem::take(&mut self.lines);
        self.blocks(element);
        std::mem::replace(&mut self.lines, before)
    }

    fn paragraph(&mut self, element: &Element) {
        let properties = element.child("pPr");
        let style = properties.and_then(|p| p.child("pStyle")).and_then(Element::value).or(self.styles.of_paragraphs());
        let mut paragraph = Paragraph { style, ..Paragraph::default() };
        let look = self.styles.look(style);
        self.inline(element, &look, &mut paragraph);
        let label = self.label(properties, &paragraph);
        let Paragraph { text, boxes, notes, unseen, .. } = paragraph;
        let text = match label {
            // A page break stands before the number of its paragraph.
            Some(label) => {
                format!("{}{label} {}", if text.starts_with('\u{c}') { "\u{c}" } else { "" }, text.trim_start_matches(['\u{c}', ' ']))
            }
            None => text,
        };
        self.push(&text);
        (0..unseen).for_each(|_| self.unseen());
        for element in boxes {
            self.blocks(element);
        }
        self.old.iter_mut().for_each(|old| old.push(' '));
        self.waiting.extend(notes);
        self.end_notes();
    }

    /// Tells of words that cannot be read.
    fn unseen(&mut self) {
        self.unseen += 1;
        self.lines.push(PICTURE.to_string());
    }

    /// Adds the notes that wait, but within a table, whose rows they would part.
    fn end_notes(&mut self) {
        if self.in_cells == 0 && !self.in_note {
            std::mem::take(&mut self.waiting).into_iter().for_each(|number| self.note(number));
        }
    }

    /// The automatic number of a paragraph. One without words has none, but a number of its own
    /// that is all there is of a cell.
    fn label(&mut self, properties: Option<&Element>, paragraph: &Paragraph<'_>) -> Option<String> {
        let (list, level) = self.counters.lists().place(Numbered::of(properties), paragraph.style, self.styles)?;
        let is_hidden = properties.and_then(|p| p.child("rPr")).is_some_and(|look| look.child("vanish").is_some_and(Element::is_on));
        if is_hidden && paragraph.text.trim().is_empty() {
            return None;
        }
        self.counters.next(list, level).filter(|label| !label.is_empty())
    }

    /// Adds a paragraph; a break inside it begins a new line, but in the middle of a sentence.
    fn push(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            let words = line.trim_matches(|c: char| c.is_whitespace() && c != '\u{c}');
            if words.chars().all(|c| c == '\u{c}') {
                self.new_page |= !words.is_empty();
                continue;
            }
            let runs_on = words.starts_with(char::is_lowercase);
            let page = if std::mem::take(&mut self.new_page) && !words.starts_with('\u{c}') { "\u{c}" } else { "" };
            match self.lines.last_mut().filter(|_| runs_on && at > 0) {
                Some(last) => [" ", page, words].into_iter().for_each(|part| last.push_str(part)),
                None => self.lines.push(format!("{page}{words}")),
            }
        }
    }

    /// A note, as one line with its mark.
    fn note(&mut self, number: usize) {
        let Some((part, id)) = self.met.get(number - 1).cloned() else { return };
        let Some(note) = self.notes[part].get(id.as_str()).copied() else { return };
        self.in_note = true;
        let words = self.apart(note).join(" ");
        self.in_note = false;
        self.lines.push(format!("[{number}] {}", words.replace('\u{c}', " ").trim()));
    }

    /// Reads a cell; a page break in it is not one of the page.
    fn cell(&mut self, element: &Element) -> Vec<String> {
        let new_page = self.new_page;
        let lines = self.apart(element).into_iter().map(|line| line.replace('\u{c}', "")).collect();
        self.new_page = new_page;
        lines
    }

    fn table(&mut self, element: &Element) {
        self.in_cells += 1;
        let mut rows = Vec::new();
        for row in table::rows(element) {
            let cell = |cell: &table::Unread<'_>| Cell {
                lines: if cell.continues { Vec::new() } else { self.cell(cell.element) },
                columns: cell.columns,
            };
            rows.push(row.iter().map(cell).collect());
        }
        for line in crate::table::lines(rows, table::is_ruled(element)) {
            self.push(&line);
        }
        self.in_cells -= 1;
        self.end_notes();
    }

    /// Reads the runs inside an element.
    fn inline<'p>(&mut self, parent: &'p Element, look: &Look, paragraph: &mut Paragraph<'p>) {
        for element in parent.elements() {
            match element.name.as_str() {
                // Properties, what is deleted, the codes of fields, and the older form of what stands beside it.
                "pPr" | "rPr" | "sdtPr" | "instrText" | "delInstrText" | "delText" | "Fallback" | "fldData" => {}
                "del" | "moveFrom" => self.changed = true,
                "r" => {
                    let properties = element.child("rPr");
                    let style = properties.and_then(|p| p.child("rStyle")).and_then(Element::value);
                    let look = Look::of(properties).over(&self.styles.look(style)).over(look);
                    self.changed |= properties.is_some_and(|p| p.child("ins").is_some() || p.child("del").is_some());
                    if look.hidden != Some(true) {
                        self.inline(element, &look, paragraph);
                    }
                }
                "t" => paragraph.text.push_str(&self.worded(element, look)),
                "tab" | "ptab" => paragraph.text.push(' '),
                "br" | "cr" => paragraph.text.push(if element.attribute("type") == Some("page") { '\u{c}' } else { '\n' }),
                // Word notes where a page began; behind a break that says so it is the same one.
                "lastRenderedPageBreak" if !paragraph.text.ends_with('\u{c}') => paragraph.text.push('\u{c}'),
                "noBreakHyphen" => paragraph.text.push('-'),
                "sym" => paragraph.text.extend(symbol(element)),
                "footnoteReference" => self.mark(0, element, paragraph),
                "endnoteReference" => self.mark(1, element, paragraph),
                "txbxContent" => paragraph.boxes.push(element),
                // A diagram, whose words stand in a part of its own, and a file of another program.
                "relIds" | "OLEObject" => paragraph.unseen += 1,
                name => {
                    self.changed |= matches!(name, "ins" | "moveTo");
                    paragraph.unseen += usize::from(matches!(name, "inline" | "anchor") && is_scan_like(element));
                    self.inline(element, look, paragraph);
                }
            }
        }
    }

    /// The words of a run as they are shown.
    fn worded(&mut self, element: &Element, look: &Look) -> String {
        let mut out = String::new();
        for node in &element.children {
            if let Node::Text(text) = node {
                out.push_str(text);
            }
        }
        if let Some(decoded) = look.font.as_deref().and_then(|font| legacy::by_font(font, &out)) {
            self.old[0].push_str(&out);
            self.old[1].push_str(&decoded);
            if self.fonts == OldFonts::Decoded {
                out = decoded;
            }
        }
        // What breaks a line in the file breaks none on the page.
        out = out.replace(['\n', '\r', '\t'], " ");
        if look.caps == Some(true) { out.to_uppercase() } else { out }
    }

    /// The mark of a note: all notes are counted through, in the order of their marks.
    fn mark(&mut self, part: usize, element: &Element, paragraph: &mut Paragraph<'_>) {
        let Some(id) = element.attribute("id").filter(|_| !self.in_note) else { return };
        let number = match self.numbers.get(&(part, id.to_owned())) {
            // A note stands once, behind its first mark.
            Some(number) => *number,
            None => {
                self.met.push((part, id.to_owned()));
                self.numbers.insert((part, id.to_owned()), self.met.len());
                paragraph.notes.push(self.met.len());
                self.met.len()
            }
        };
        paragraph.text.push_str(&format!("[{number}]"));
    }
}

/// Whether a drawing is a picture as large as a scanned page: 14 by 14 centimetres or more.
fn is_scan_like(drawing: &Element) -> bool {
    /// ISO/IEC 29500-1, 20.1.2.1: 360,000 units are a centimetre.
    const LARGE: u64 = 14 * 360_000;
    let side = |name| drawing.child("extent").and_then(|extent| extent.attribute(name)?.parse::<u64>().ok());
    side("cx").is_some_and(|wide| wide >= LARGE) && side("cy").is_some_and(|high| high >= LARGE) && drawing.holds("blip")
}

/// A sign of the fonts Symbol and Wingdings that plans use.
fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    match code & 0xff {
        0x2d | 0xbe => Some('-'),
        0x2b => Some('+'),
        0xb7 | 0xa7 | 0x6e | 0xa8 | 0xd8 | 0xfc => Some('•'),
        0xb3 => Some('≥'),
        0xa3 => Some('≤'),
        0xb0 => Some('°'),
        0xb1 => Some('±'),
        0xb4 => Some('×'),
        _ => None,
    }
}
