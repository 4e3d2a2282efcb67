//! Lines into paragraphs, over the ends of pages.

use crate::letterhead;
use crate::text::PICTURE;

use super::Block;
use super::notes::{Note, marked};
use super::rows::{Row, is_label, join};
use super::sheets::Table;

/// Lines of running text that stand as far apart as this, in proportion to the usual, are two paragraphs.
const APART: f64 = 1.55;

/// Differences of place below this, in sizes, are none.
const EVEN: f64 = 0.7;

/// A first line stands in by so many sizes at the most.
const FIRST_LINE: f64 = 7.0;

/// Share of the width of the text behind which a signature begins.
const SIGNED: f64 = 0.3;

/// Share of the width of the text that a line of a title has, where the next one carries it on.
const TITLE: f64 = 0.5;

/// Share of the width of the text behind which those stand to whom a letter goes: further in than a first line.
const ADDRESSED: f64 = 0.12;

/// The text so far.
pub(super) struct Flow {
    size: f64,
    /// Where lines of running text begin and end.
    left: f64,
    right: f64,
    /// No word ends beyond it: see [`Margins`].
    edge: f64,
    /// How far lines stand below each other.
    leading: f64,
    lines: Vec<String>,
    open: Option<Open>,
    /// Notes so far, and those of the page whose marks were not met yet.
    notes: usize,
    unmet: Vec<(String, String)>,
    /// Notes that stand behind the open paragraph.
    waiting: Vec<String>,
    /// Pages that begin with the next words: more than one where a page holds none.
    new_pages: usize,
    /// The lines so far end with those to whom a letter goes.
    is_addressed: bool,
    /// The table that ends the text so far.
    table: Option<Table>,
}

/// The paragraph that the next line may carry on.
struct Open {
    text: String,
    first: Row,
    last: Row,
    count: usize,
    on_this_page: bool,
}

impl Flow {
    pub(super) fn new<'r>(size: f64, rows: impl Iterator<Item = &'r Row>) -> Self {
        let Margins { left, right, edge, leading, .. } = Margins::of(size, rows);
        Self {
            size,
            left,
            right,
            edge,
            leading,
            lines: Vec::new(),
            open: None,
            notes: 0,
            unmet: Vec::new(),
            waiting: Vec::new(),
            new_pages: 0,
            is_addressed: false,
            table: None,
        }
    }

    /// Takes the margins of a page, where it has enough lines to show them.
    pub(super) fn measure<'r>(&mut self, rows: impl Iterator<Item = &'r Row>) {
        const ENOUGH: usize = 6;
        let margins = Margins::of(self.size, rows);
        if margins.count < ENOUGH {
            return;
        }
        // The more lines are known, the better is the edge known.
        let is_same = (margins.right - self.right).abs() < 2.0 * self.size;
        self.edge = if is_same { self.edge.max(margins.edge) } else { margins.edge };
        (self.left, self.right) = (margins.left, margins.right);
    }

    /// Adds a page.
    pub(super) fn page(&mut self, blocks: impl Iterator<Item = Block>, notes: Vec<Note>) {
        let first = self.notes + 1;
        for note in &notes {
            if note.number.is_empty() {
                self.carry_on(note);
                continue;
            }
            self.notes += 1;
            self.unmet.push((format!("[{}]", self.notes), note.text.clone()));
        }
        for block in blocks {
            match block {
                Block::Line(row) => self.line(row, &notes, first),
                Block::Beside(columns) => {
                    self.close();
                    for column in columns {
                        column.into_iter().for_each(|row| self.in_column(row, &notes, first));
                        self.close();
                    }
                }
                Block::Table(rows) => {
                    let rows = rows.into_iter().filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()));
                    let rows = rows.map(|cells| cells.iter().map(|cell| marked(cell.trim(), &notes, first).replace('|', "/")).collect());
                    self.rows(rows.collect());
                }
            }
        }
        // Marks stand in tables too, and some were not found.
        self.waiting.extend(self.unmet.drain(..).map(|(mark, words)| format!("{mark} {words}")));
        if self.open.is_none() {
            self.lines.append(&mut self.waiting);
        }
        self.new_pages += 1;
        self.open.iter_mut().for_each(|open| open.on_this_page = false);
    }

    /// Adds what is left of the last note of the page before.
    fn carry_on(&mut self, note: &Note) {
        match self.waiting.last_mut().or(self.lines.iter_mut().rfind(|line| line.starts_with('['))) {
            Some(last) => *last = format!("{last} {}", note.text),
            None => self.waiting.push(note.text.clone()),
        }
    }

    /// Lets the notes whose marks a line holds wait for the end of its paragraph.
    fn meet(&mut self, text: &str) {
        while let Some(at) = self.unmet.iter().position(|(mark, _)| text.contains(mark)) {
            let (mark, words) = self.unmet.remove(at);
            self.waiting.push(format!("{mark} {words}"));
        }
    }

    /// Says that the page which begins is a picture.
    pub(super) fn picture(&mut self) {
        self.close();
        self.table = None;
        self.push(PICTURE.to_string());
    }

    /// Adds the rows of a table; one that goes on from the page before is one with it.
    fn rows(&mut self, rows: Vec<Vec<String>>) {
        let before = self.table.take().filter(|_| self.open.is_none() && self.new_pages == 1);
        self.close();
        let mut table = before.unwrap_or_default();
        let (rest, rows) = table.carried_on(rows);
        if let Some((rest, line)) = rest.and_then(|rest| Some((rest, self.lines.get_mut(table.line)?))) {
            let feeds = line.len() - line.trim_start_matches('\u{c}').len();
            line.truncate(feeds);
            line.push_str(&written(&rest));
        }
        for row in rows {
            table.line = self.lines.len();
            self.push(written(&row));
            table.last = row;
        }
        self.table = Some(table);
    }

    /// All lines.
    pub(super) fn lines(mut self) -> Vec<String> {
        self.close();
        self.lines
    }

    /// Form feeds for the pages that begin here.
    fn feeds(&mut self) -> String {
        "\u{c}".repeat(std::mem::take(&mut self.new_pages))
    }

    fn push(&mut self, line: String) {
        let page = self.feeds();
        self.lines.push(format!("{page}{line}"));
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.lines.push(open.text);
        }
        // A footnote stands behind the paragraph that holds its mark.
        self.lines.append(&mut self.waiting);
    }

    fn line(&mut self, row: Row, notes: &[Note], first: usize) {
        let text = marked(&row.text(), notes, first);
        let stands_in = row.x() > self.left + ADDRESSED * (self.right - self.left);
        self.is_addressed = letterhead::addresses(&text) || self.is_addressed && stands_in;
        let goes_on = self.open.as_ref().is_some_and(|open| self.continues(open, &row, &text));
        self.add(row, &text, goes_on);
        self.meet(&text);
    }

    /// A line of a column stands by itself, but where a sentence runs on.
    fn in_column(&mut self, row: Row, notes: &[Note], first: usize) {
        let text = marked(&row.text(), notes, first);
        let is_item = |text: &str| is_label(text.split(' ').next().unwrap_or_default());
        let goes_on = self.open.as_ref().is_some_and(|open| {
            let begun = open.text.trim_start_matches('\u{c}');
            // What a letter is about stands below its number, as far down as its lines are near each other.
            let subject = letterhead::names_subject(begun) && row.y - open.last.y < APART * 1.2 * row.size;
            let small = text.starts_with(char::is_lowercase) || is_item(begun) || subject;
            let date = begun.contains(", ngày") && letterhead::is_dated(&format!("{begun} {text}"));
            !is_item(&text) && small && !closes(begun) || date || letterhead::carries_on_country(begun, &text)
        });
        self.is_addressed |= letterhead::addresses(&text);
        self.add(row, &text, goes_on);
        self.meet(&text);
    }

    /// Adds a line to the open paragraph, or opens one with it.
    fn add(&mut self, row: Row, text: &str, goes_on: bool) {
        self.table = None;
        let page = self.feeds();
        match self.open.as_mut().filter(|_| goes_on) {
            Some(open) => {
                join(&mut open.text, &page, text);
                (open.last, open.count, open.on_this_page) = (row, open.count + 1, true);
            }
            None => {
                self.close();
                self.open = Some(Open { text: format!("{page}{text}"), first: row.clone(), last: row, count: 1, on_this_page: true });
            }
        }
    }

    /// Whether a line carries on the open paragraph.
    fn continues(&self, open: &Open, row: &Row, text: &str) -> bool {
        let (last, size) = (&open.last, self.size);
        if (last.size - row.size).abs() > 0.25 * last.size.max(row.size) || row.segments.len() > 1 && row.segments[0].behind_label.is_none()
        {
            return false;
        }
        let small = text.starts_with(char::is_lowercase);
        // What ends a document, and what stands by itself in any.
        if ends(&open.text) || letterhead::begins_anew(text) {
            return false;
        }
        // With a capital they begin a sentence; where none ended above, that is a title.
        if letterhead::begins_grounds(text) && !closes(&open.text) {
            return false;
        }
        if let Some(label) = label(text).filter(|_| row.segments[0].behind_label.is_some()) {
            // A dash between two words may come to stand at the beginning of a line.
            let dash = matches!(label, "-" | "–") && text[label.len()..].trim_start().starts_with(char::is_lowercase);
            if !dash || row.x() > self.left + EVEN * size || !self.is_full(last, row) {
                return false;
            }
        }
        if open.on_this_page && row.y - last.y > APART * self.leading.max(last.size * 1.1) {
            return false;
        }
        // A signature stands in the right half, and nothing of the next page carries it on.
        if !open.on_this_page && open.first.x() > self.left + SIGNED * (self.right - self.left) {
            return false;
        }
        if text.starts_with("(Kèm theo") || text.starts_with("(Ban hành") {
            return false;
        }
        let begun = open.text.trim_start_matches('\u{c}');
        if self.is_addressed && label(begun).is_some() && open.on_this_page && !closes(begun) {
            return true;
        }
        let below_middle = self.has_middle_of(last, row);
        if self.is_centred(row) || below_middle {
            let wide = last.end() - last.x() > TITLE * (self.right - self.left);
            let of_title = (self.is_centred(last) || below_middle) && wide && is_caps(&open.text) == is_caps(text) && open.on_this_page;
            if small || of_title {
                return !closes(&open.text) || of_title && open.text.trim_end().ends_with(';');
            }
        }
        // The list of those who receive a document is set small, in a column.
        if label(begun) == Some("-") && row.size < 0.95 * size && !closes(&open.text) {
            return true;
        }
        let below = if open.count > 1 { (row.x() - last.x()).abs() < EVEN * size } else { self.stands_below(&open.first, row) };
        // Two lines that stand in alike are two first lines sooner than a block that stands in.
        let even = (row.x() - last.x()).abs() < EVEN * size && (small || open.count > 1);
        let runs_on = !closes(&open.text) && (below || even || !open.on_this_page);
        self.is_full(last, row) && (below || runs_on) || small && runs_on
    }

    /// Whether a second line stands where it would below the first: not indented as a first line is.
    fn stands_below(&self, first: &Row, row: &Row) -> bool {
        let even = |x: f64| (row.x() - x).abs() < EVEN * self.size;
        let below_words = |x: f64| (row.x() - x).abs() < 0.3 * self.size;
        let hanging = first.segments.first().and_then(|segment| segment.behind_label).is_some_and(below_words);
        let indented = first.x() > self.left + EVEN * self.size;
        // What stands further in than any first line is a signature, and what follows is something else.
        let reaches = row.x() > first.x() - FIRST_LINE * self.size;
        hanging || reaches && row.x() < first.x() - EVEN * self.size || even(first.x()) && !indented
    }

    /// Whether the first word of the next line found no room on a line.
    fn is_full(&self, last: &Row, row: &Row) -> bool {
        let word = row.segments.first().map_or(0.0, |segment| segment.first_word);
        let wide = if self.is_centred(last) && self.is_centred(row) { self.left + (last.end() - last.x()) } else { last.end() };
        wide + word + 0.2 * self.size > self.edge
    }

    /// Whether two lines have one middle and other ends: both are centred, whatever the margins are.
    fn has_middle_of(&self, last: &Row, row: &Row) -> bool {
        let middle = |row: &Row| (row.x() + row.end()) / 2.0;
        (middle(last) - middle(row)).abs() < 0.2 * self.size && (last.x() - row.x()).abs() > EVEN * self.size
    }

    fn is_centred(&self, row: &Row) -> bool {
        let (before, behind) = (row.x() - self.left, self.right - row.end());
        before > 0.5 * self.size && (before - behind).abs() < 1.5 * self.size
    }
}

/// A row with bars around its cells.
fn written(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Whether a text is written in capitals.
fn is_caps(text: &str) -> bool {
    !text.contains(char::is_lowercase)
}

/// What opens an item: a bullet, or a number with the sign that closes it.
fn label(text: &str) -> Option<&str> {
    let first = text.split(' ').next().filter(|first| is_label(first))?;
    // A year at the end of a sentence is no number of an item.
    let is_year = first.chars().filter(char::is_ascii_digit).count() >= 4 && !first.trim_end_matches('.').contains('.');
    (!is_year && first.ends_with(['.', ')']) || !first.contains(char::is_alphanumeric)).then_some(first)
}

/// Where lines of running text begin and end, and how far they stand below each other.
struct Margins {
    left: f64,
    right: f64,
    /// A line whose end and the next word together reach so far is full. Where lines end all alike, near
    /// their end; in ragged text the furthest end is the nearest thing to the margin.
    edge: f64,
    leading: f64,
    /// Lines that were measured.
    count: usize,
}

impl Margins {
    fn of<'r>(size: f64, rows: impl Iterator<Item = &'r Row>) -> Self {
        let (mut starts, mut ends, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        let mut before: Option<f64> = None;
        for row in rows {
            if let [segment] = row.segments.as_slice()
                && segment.end - segment.x > size * 20.0
            {
                starts.push(segment.x);
                ends.push(segment.end);
                gaps.extend(before.map(|y| row.y - y).filter(|gap| *gap > 0.5 * size && *gap < 4.0 * size));
            }
            before = Some(row.y);
        }
        let share = |values: &mut Vec<f64>, part: f64| {
            values.sort_by(f64::total_cmp);
            values.get(((values.len() as f64 - 1.0) * part).max(0.0) as usize).copied()
        };
        let right = share(&mut ends, 0.9).unwrap_or(f64::MAX);
        let is_ragged = share(&mut ends, 0.5).is_some_and(|middle| right - middle > 0.5 * size);
        let furthest = share(&mut ends, 0.98).filter(|_| is_ragged);
        Self {
            count: starts.len(),
            left: share(&mut starts, 0.1).unwrap_or(0.0),
            right,
            edge: furthest.map_or(right - 0.35 * size, |end| end - 0.1 * size),
            leading: share(&mut gaps, 0.3).unwrap_or(size * 1.3),
        }
    }
}

/// Whether a text ends as a document does (Nghị định 30/2020/NĐ-CP, annex I: `./.`).
fn ends(text: &str) -> bool {
    text.trim_end().ends_with("./.")
}

fn closes(text: &str) -> bool {
    text.trim_end_matches(['”', '"', ')', ' ', ']']).ends_with(['.', ';', '!', '?', ':', '/'])
}
