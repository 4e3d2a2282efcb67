//! Text in, normalised text out, with a map from every byte back to line and column.
//!
//! The normalised text is a sequence of blocks, one paragraph, heading or table cell each,
//! separated by `\n`. Line wraps, page furniture and Markdown are gone; footnotes stand behind
//! the block that holds their marker. Words stay as written (in NFC): canonical forms live
//! beside them.

mod chars;
mod comment;
mod fold;
mod footnote;
mod furniture;
mod join;
mod letter;
mod line;
mod mapped;
mod markdown;
mod marker;
mod names;
mod span;
mod table;
mod unread;
mod words;

pub use comment::Exception;
pub(crate) use fold::{begins_with, opens_with};
pub use fold::{collapse, fold, fold_name, strip_marks};
pub use letter::bare;
pub(crate) use letter::{is_alphabetic, is_alphanumeric, is_uppercase, word_end};
pub(crate) use marker::opens_in_caps;
pub use marker::{Mark, MarkKind, is_caps, mark, roman_value};
pub(crate) use names::Names;
pub use span::{Place, Places, Span, Spot};
pub(crate) use table::{Free, Seeds, Table};
pub(crate) use words::{WordIndex, Words, word_places};

use serde::{Deserialize, Serialize};

use line::Line;
use unread::{is_picture, unreadable};

/// A text as bamsat reads it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Source {
    /// Not needed any more once it was parsed.
    #[serde(skip)]
    original: String,
    text: String,
    /// Made again from the text, with its words.
    #[serde(skip)]
    folded: String,
    places: Places,
    blocks: Vec<Block>,
    footnotes: Vec<Footnote>,
    unread: Vec<Unread>,
    /// Where the second page begins, the third, and so on.
    pages: Vec<Place>,
    /// Words that may be others.
    doubtful: Vec<Span>,
    exceptions: Vec<Exception>,
    #[serde(skip)]
    words: WordIndex,
}

/// What the lines of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// As in a plain text: a paragraph may be wrapped, cut by a page or spread over blank lines.
    #[default]
    Wrapped,
    /// Each is a paragraph, a footnote (`[1] ...`), or a row of a table with `|` around its cells.
    Paragraphs,
}

/// A paragraph, heading, bullet or cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its bytes in the normalised text, without the `\n` behind it.
    pub span: Span,
    /// Offsets where a new physical line begins inside it.
    pub breaks: Vec<usize>,
    /// Offsets where a wide gap separated two cells of one line.
    pub cells: Vec<usize>,
    /// It is the text of `footnotes[i]`.
    pub footnote: Option<usize>,
    /// A blank or ruled line stands before it.
    pub apart: bool,
    /// A ruled line (`-----`) stands before it.
    pub ruled: bool,
}

/// A footnote: where its marker stands and which block is its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// The marker as counted: `1`.
    pub marker: String,
    /// Place of the marker in the normalised text.
    pub anchor: usize,
    /// Index of the block with the text.
    pub block: usize,
}

/// A stretch of the original that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// 1-based line of the original.
    pub line: u32,
    /// What was wrong.
    pub reason: UnreadReason,
}

/// Why a stretch could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnreadReason {
    /// The line holds replacement characters: the file was decoded with the wrong encoding.
    Undecoded,
    /// The letters are those of a legacy encoding (TCVN3, VNI) shown as Latin.
    LegacyEncoding,
    /// A page is a picture: the line holds nothing but U+FFFC, which stands for it.
    Picture,
}

impl Source {
    /// Reads a plain text. Never fails: what cannot be read is listed in [`Source::unread`].
    pub fn read(original: &str) -> Self {
        Self::read_as(original, Lines::Wrapped)
    }

    /// Reads a text whose lines are known; a form feed stands where a page begins. U+FFFB inside a
    /// word says that whoever recognised it on a picture is not sure of it.
    pub fn read_as(original: &str, kind: Lines) -> Self {
        let mut raw = chars::lines(original);
        let comments = if original.contains("<!--") { comment::strip(&mut raw, kind) } else { Vec::new() };
        let mut lines = furniture::strip(line::lines(raw, kind));
        let unread = unreadable(&lines);
        lines.retain(|line| !is_picture(line));
        let notes = footnote::find(&lines, kind);
        let pages = span::pages(original);
        let mut builder = Builder { source: Self { original: original.to_owned(), unread, pages, ..Self::default() } };
        builder.build(&lines, &notes, kind);
        let mut source = builder.source;
        (source.folded, source.words) = WordIndex::folding(&source.text);
        source.doubtful = source.doubted();
        source.exceptions = source.excepted(&comments);
        source
    }

    /// The exceptions that comments ask for: of the paragraph or row on their line, or else of the next one.
    fn excepted(&self, comments: &[(u32, String)]) -> Vec<Exception> {
        let allowed: Vec<_> = comments.iter().filter_map(|(line, comment)| Some((*line, comment::allowed(comment)?))).collect();
        if allowed.is_empty() {
            return Vec::new();
        }
        let mut last = 0;
        let lines: Vec<(u32, u32)> = self
            .blocks
            .iter()
            .map(|block| {
                let (first, end) = self.places(block.span);
                // A note stands behind its paragraph, wherever it was printed.
                last = last.max(end.line);
                (first.line, last)
            })
            .collect();
        let span = |line: u32| {
            let first = lines.partition_point(|(_, last)| *last < line);
            let Some(block) = self.blocks.get(first) else { return Span::new(self.text.len(), self.text.len()) };
            // The cells of a row are blocks of one line.
            let row = lines[first..].iter().take_while(|(begin, _)| *begin == lines[first].0).count();
            Span::new(block.span.start, self.blocks[first + row.max(1) - 1].span.end)
        };
        let exception = |(line, (code, reason)): (u32, (&str, &str))| Exception {
            code: code.to_owned(),
            reason: reason.to_owned(),
            line,
            span: span(line),
        };
        allowed.into_iter().map(exception).collect()
    }

    /// The words that hold the sign of doubt in the original.
    fn doubted(&self) -> Vec<Span> {
        if !self.original.contains(DOUBTFUL) {
            return Vec::new();
        }
        let start = |word: &str| word.as_ptr() as usize - self.text.as_ptr() as usize;
        let spans = self.text.split_whitespace().map(|word| Span::new(start(word), start(word) + word.len()));
        spans.filter(|span| self.original(*span).contains(DOUBTFUL)).collect()
    }

    /// The same with its folded text made again.
    pub(crate) fn folded_again(mut self) -> Self {
        (self.folded, self.words) = WordIndex::folding(&self.text);
        self
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The normalised text folded for matching; spans are those of [`Source::text`].
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The words of the folded text.
    pub(crate) fn words(&self) -> Words<'_> {
        Words::new(&self.folded, &self.words)
    }

    /// The words at `span`.
    pub fn slice(&self, span: Span) -> &str {
        bounded(&self.text, span)
    }

    /// The folded words at `span`.
    pub fn folded_slice(&self, span: Span) -> &str {
        bounded(&self.folded, span)
    }

    /// The blocks in reading order; the text of a footnote follows the block of its marker.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The index of the block that holds the byte at `offset`.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.start <= offset).checked_sub(1)?;
        self.blocks[index].span.contains(offset).then_some(index)
    }

    /// The footnotes in order.
    pub fn footnotes(&self) -> &[Footnote] {
        &self.footnotes
    }

    /// Findings that the text itself asks to leave out.
    pub fn exceptions(&self) -> &[Exception] {
        &self.exceptions
    }

    /// What could not be read.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Share of the bytes of `span` that belong to doubtful words, from 0 to 1.
    pub fn doubt(&self, span: Span) -> f64 {
        let first = self.doubtful.partition_point(|word| word.end <= span.start);
        let inside = self.doubtful[first..].iter().take_while(|word| word.start < span.end);
        let bytes: usize = inside.map(|word| word.end.min(span.end) - word.start.max(span.start)).sum();
        bytes as f64 / span.len().max(1) as f64
    }

    /// Where the character at `offset` stands in the original.
    pub fn place(&self, offset: usize) -> Place {
        self.places.place(&self.text, floor(&self.text, offset))
    }

    /// Where the last character of `span` begins.
    fn last_character(&self, span: Span) -> usize {
        let start = floor(&self.text, span.start);
        self.slice(span).char_indices().next_back().map_or(start, |(at, _)| start + at)
    }

    /// First place of the span and the place of its last character.
    pub fn places(&self, span: Span) -> (Place, Place) {
        let last = self.last_character(span);
        (self.place(span.start), self.place(last))
    }

    /// First and last place of the span.
    pub fn spot(&self, span: Span) -> Spot {
        let (first, last) = self.places(span);
        Spot { line: first.line, column: first.column, end_line: last.line, end_column: last.column, page: self.page(first) }
    }

    /// The page that a place stands on, from 1; none where the text shows no pages.
    pub fn page(&self, place: Place) -> Option<u32> {
        (!self.pages.is_empty())
            .then(|| self.pages.partition_point(|begin| (begin.line, begin.column) <= (place.line, place.column)) as u32 + 1)
    }

    /// Bytes of the original that `span` was made from.
    pub fn original_range(&self, span: Span) -> std::ops::Range<usize> {
        if span.is_empty() {
            return 0..0;
        }
        let start = self.places.origin(floor(&self.text, span.start));
        let last = self.last_character(span);
        let last_origin = self.places.origin(last);
        let end = self.original[last_origin..].chars().next().map_or(last_origin, |c| last_origin + c.len_utf8());
        start..end.max(start)
    }

    /// The stretch of the original that `span` was made from.
    pub fn original(&self, span: Span) -> &str {
        self.original.get(self.original_range(span)).unwrap_or("")
    }

    /// The original text.
    pub fn original_text(&self) -> &str {
        &self.original
    }

    /// Number of characters that carry words, in the original sense of a text's size.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The character boundary at or before `offset`.
///
/// A sign that folding shortens (`”`) holds places of the folded text inside it: a span found
/// there is widened to whole characters.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn bounded(text: &str, span: Span) -> &str {
    let start = floor(text, span.start);
    &text[start..floor(text, span.end).max(start)]
}

/// Stands inside a word that may be another.
const DOUBTFUL: char = '\u{fffb}';

struct Builder {
    source: Source,
}

impl Builder {
    fn build(&mut self, lines: &[Line], notes: &[footnote::Note], kind: Lines) {
        let in_note = mark_notes(lines.len(), notes);
        let body_index: Vec<usize> = (0..lines.len()).filter(|&i| in_note[i].is_none()).collect();
        let body: Vec<&Line> = body_index.iter().map(|&i| &lines[i]).collect();
        let layout = join::Layout::of(lines);
        let mut next_note = 0;
        let mut start = 0;
        for at in 1..=body.len() {
            if kind == Lines::Wrapped && at < body.len() && layout.continues(&body, at, body[start]) {
                continue;
            }
            let last = body_index[at - 1];
            self.block(&body[start..at], None);
            while let Some(note) = notes.get(next_note).filter(|n| n.marker_line <= last) {
                self.footnote(next_note, note, &lines[note.start..note.end].iter().collect::<Vec<_>>());
                next_note += 1;
            }
            start = at;
        }
    }

    /// Appends a block made of `lines`.
    fn block(&mut self, lines: &[&Line], footnote: Option<usize>) {
        let Some(first) = lines.first() else { return };
        let source = &mut self.source;
        if !source.text.is_empty() {
            source.text.push('\n');
        }
        let mut block = Block { footnote, apart: first.blanks > 0 || first.ruled, ruled: first.ruled, ..Block::default() };
        let start = source.text.len();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                if !join::is_broken_number(&lines[index - 1].text) {
                    source.text.push(' ');
                }
                block.breaks.push(source.text.len());
            }
            let at = source.text.len();
            block.cells.extend(line.cells.iter().map(|cell| at + cell));
            source.places.push(at, &line.runs);
            source.text.push_str(&line.text);
        }
        block.span = Span::new(start, source.text.len());
        source.blocks.push(block);
    }

    fn footnote(&mut self, index: usize, note: &footnote::Note, lines: &[&Line]) {
        let anchor = self.anchor(note.number);
        self.block(lines, Some(index));
        let block = self.source.blocks.len() - 1;
        self.source.footnotes.push(Footnote { marker: note.number.to_string(), anchor, block });
    }

    /// The marker of footnote `number` in the last block that is no footnote itself.
    fn anchor(&self, number: u32) -> usize {
        let Some(block) = self.source.blocks.iter().rev().find(|b| b.footnote.is_none()) else { return 0 };
        footnote::marker_at(self.source.slice(block.span), number).map_or(block.span.start, |(at, _)| block.span.start + at)
    }
}

fn mark_notes(len: usize, notes: &[footnote::Note]) -> Vec<Option<usize>> {
    let mut marks = vec![None; len];
    for (index, note) in notes.iter().enumerate() {
        marks[note.start..note.end].fill(Some(index));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &Source) -> Vec<&str> {
        source.blocks().iter().map(|block| source.slice(block.span)).collect()
    }

    #[test]
    fn given_paragraphs_stay_as_they_are() {
        let text = "Nâng cao nhận thức của\nngười dân\n| TT | Nhiệm vụ | Chủ trì |\n| a | Khám bệnh | Sở Y tế |\nViệt Nam[1] đi\n[1] nghị quyết.\nlên\n";
        let source = Source::read_as(text, Lines::Paragraphs);
        let wanted = [
            "Nâng cao nhận thức của",
            "người dân",
            "TT",
            "Nhiệm vụ",
            "Chủ trì",
            "a Khám bệnh Sở Y tế",
            "Việt Nam[1] đi",
            "[1] nghị quyết.",
            "lên",
        ];
        assert_eq!(blocks(&source), wanted);
        assert_eq!(source.footnotes().len(), 1);
        assert_eq!(blocks(&Source::read(text))[0], "Nâng cao nhận thức của người dân");
    }

    #[test]
    fn form_feeds_begin_pages() {
        let source = Source::read_as("\u{c}KẾ HOẠCH\nNâng cao \u{c}nhận thức\n\u{c}Kiểm tra\n\u{c}\n", Lines::Paragraphs);
        let page = |words: &str| source.text().find(words).and_then(|at| source.page(source.place(at)));
        assert_eq!([page("KẾ"), page("Nâng"), page("nhận"), page("Kiểm")], [Some(1), Some(1), Some(2), Some(3)]);
        let scanned = Source::read_as("\u{fffc}\n\u{c}\u{fffc}\n\u{c}KẾ HOẠCH\n", Lines::Paragraphs);
        assert_eq!((scanned.text(), scanned.unread().len()), ("KẾ HOẠCH", 2));
        assert_eq!(scanned.page(scanned.place(0)), Some(3));
        assert_eq!(Source::read("KẾ HOẠCH").page(Place { line: 1, column: 1 }), None);
    }

    #[test]
    fn comments_are_no_words_and_may_ask_for_exceptions() {
        let text = "KẾ HOẠCH\n<!-- bamsat: allow doubled-word, tên riêng -->\nXã Năm Năm\n<!-- ghi chú\nhai dòng -->Họp <!-- bamsat: allow stale-year -->năm 2019.\n<!-- chưa đóng";
        let source = Source::read(text);
        assert_eq!(blocks(&source), ["KẾ HOẠCH", "Xã Năm Năm", "Họp năm 2019.", "<!-- chưa đóng"]);
        let found: Vec<_> =
            source.exceptions().iter().map(|e| (e.code.as_str(), e.reason.as_str(), e.line, source.slice(e.span))).collect();
        assert_eq!(found, [("doubled-word", "tên riêng", 2, "Xã Năm Năm"), ("stale-year", "", 5, "Họp năm 2019.")]);
    }

    #[test]
    fn a_comment_in_a_table_is_about_its_row_and_one_behind_all_about_nothing() {
        let text =
            "| 1 | Họp | 2019 <!-- bamsat: allow stale-year lịch sử --> |\nKý hiệu <!-- là gì\n-->\n<!-- bamsat: allow doubled-word -->";
        let source = Source::read_as(text, Lines::Paragraphs);
        let found: Vec<_> = source.exceptions().iter().map(|e| (e.reason.as_str(), source.slice(e.span))).collect();
        assert_eq!((found[0].0, found[0].1.contains("2019"), found[1]), ("lịch sử", true, ("", "")));
        assert!(source.text().contains("<!-- là gì"), "a Word file has no comments of its own");
    }

    #[test]
    fn a_million_signs_of_comments_are_read_in_one_pass() {
        let since = std::time::Instant::now();
        for text in ["<!---->".repeat(150_000), "<!--".repeat(250_000), "<!-- bamsat: allow stale-year, x -->\n- Làm việc\n".repeat(20_000)]
        {
            assert!(Source::read(&text).exceptions().len() <= 20_000);
        }
        assert!(since.elapsed().as_secs() < 20, "{:?}", since.elapsed());
    }

    #[test]
    fn doubtful_words_are_known_and_read_without_their_sign() {
        let source = Source::read_as("Sở Y t\u{fffb}ế\nk\u{fffb}iểm tra\n", Lines::Paragraphs);
        assert_eq!(source.text(), "Sở Y tế\nkiểm tra");
        let doubt = |words: &str| source.doubt(source.text().find(words).map(|at| Span::new(at, at + words.len())).expect(words));
        assert_eq!((doubt("tế"), doubt("kiểm"), doubt("Sở Y"), doubt("tra")), (1.0, 1.0, 0.0, 0.0));
        assert!(doubt("kiểm tra") > 0.5 && doubt("kiểm tra") < 1.0);
    }
}
