//! What rules of form ask first: whose rules bind a document, where its letterhead stands, and the
//! numbers it writes.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Date, Document, Number, number_at, system_of};
use crate::lexicon::{Level, System, lexicon};
use crate::source::{Block, Span, fold_name};

/// Nghị định 30/2020/NĐ-CP is in force from this day on (Điều 37).
const DECREE: Date = Date { year: 2020, month: Some(3), day: Some(5) };
/// Hướng dẫn 36-HD/VPTW binds Party documents from this day on, and Hướng dẫn 05-HD/VPTW after it.
const GUIDANCE: Date = Date { year: 2018, month: Some(4), day: Some(3) };

/// Characters of a sentence or a title at the most.
const SENTENCE: usize = 900;

/// Blocks of a letterhead at the most.
const HEAD: usize = 14;

/// The system whose rules a document follows; none where issuer and number disagree, or where the
/// issuer has rules of its own (the Front, the Youth Union) or is not known.
pub(super) fn system(document: &Document) -> Option<System> {
    let header = &document.header;
    let by_issuer = match header.level? {
        Level::Party => System::Party,
        Level::Front | Level::Enterprise | Level::Other => return None,
        _ => System::State,
    };
    (header.symbol.is_empty() || system_of(&header.symbol) == by_issuer).then_some(by_issuer)
}

/// Whether Nghị định 30/2020/NĐ-CP binds the document: a state body issued it since.
pub(super) fn is_state(document: &Document) -> bool {
    system(document) == Some(System::State) && document.header.date.is_some_and(is_under_decree)
}

/// Whether the Party's rules on form bind the document.
pub(super) fn is_party(document: &Document) -> bool {
    system(document) == Some(System::Party) && document.header.date.is_some_and(|date| !GUIDANCE.is_after(date))
}

/// Whether a document of this date is bound by Nghị định 30/2020/NĐ-CP.
pub(super) fn is_under_decree(date: Date) -> bool {
    date == DECREE || date.is_after(DECREE)
}

/// The lines above the title, as they stood in the file.
pub(super) fn letterhead(document: &Document) -> Vec<Span> {
    let source = &document.source;
    let blocks = source.blocks();
    let body = document.items.first().map_or(document.blocks.end, |item| item.block);
    // The subject of a letter stands in its letterhead, the title of a plan below it.
    let letter = document.header.doc_type.is_some_and(|t| t.key == "cong_van");
    let title = document.header.title_span.filter(|_| !letter).map_or(usize::MAX, |span| span.start);
    let end = document.blocks.end.min(document.blocks.start + HEAD).min(body.max(document.blocks.start + 1));
    let head = blocks.get(document.blocks.start..end).unwrap_or_default();
    head.iter().filter(|block| block.footnote.is_none() && block.span.start < title).flat_map(lines).collect()
}

/// The lines of a block, and the cells of each.
pub(super) fn lines(block: &Block) -> Vec<Span> {
    let mut cuts: Vec<usize> = block.breaks.iter().chain(&block.cells).copied().filter(|cut| block.span.contains(*cut)).collect();
    cuts.extend([block.span.start, block.span.end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}

/// The end of a text, as far as a sentence reaches: looking back stays cheap however long a paragraph is.
pub(super) fn end_of(text: &str) -> &str {
    text.char_indices().rev().nth(SENTENCE).map_or(text, |(at, _)| &text[at..])
}

/// The beginning of a text, as far as a sentence reaches.
pub(super) fn start_of(text: &str) -> &str {
    text.char_indices().nth(SENTENCE).map_or(text, |(at, _)| &text[..at])
}

/// The titles of cited documents, each behind its citation.
pub(super) struct Titles<'d> {
    document: &'d Document,
    /// Where a citation begins, where its title may begin, and the folded title.
    found: Vec<(usize, usize, String)>,
}

impl<'d> Titles<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let citations = document.with_attachments().into_iter().flat_map(|part| &part.citations);
        let titled = citations.filter(|citation| !citation.title.is_empty());
        let mut found: Vec<(usize, usize, String)> = titled.map(|c| (c.span.start, c.span.end, fold_name(&c.title))).collect();
        found.sort_unstable();
        Self { document, found }
    }

    /// Whether the words at `span` belong to the title of the citation before them.
    pub(super) fn hold(&self, span: Span) -> bool {
        let before = self.found.partition_point(|(start, _, _)| *start <= span.start).checked_sub(1).map(|at| &self.found[at]);
        before.is_some_and(|(_, end, title)| {
            let between = self.document.text(Span::new((*end).min(span.start), span.start));
            between.len() <= title.len() && !between.contains('\n') && title.contains(&fold_name(self.document.text(span)))
        })
    }
}

/// A number as the text writes it.
pub(super) struct Written {
    /// Where it stands, without the type before it.
    pub(super) span: Span,
    /// The same as it stands there, without white space and with plain dashes.
    pub(super) text: String,
    pub(super) number: Number,
    /// It is the number of the document itself.
    pub(super) own: bool,
    /// The date of the document it stands for.
    pub(super) date: Option<Date>,
    /// The folded word before the number (`quy định`), where one stands there.
    pub(super) type_word: String,
}

impl Written {
    /// Whether its symbol begins with that of a type: `57-NQ/TW`, not `576/BTNMT-VP`.
    pub(super) fn is_typed(&self) -> bool {
        let typed = |system| self.number.groups.first().is_some_and(|group| lexicon().doc_types.symbol(group, system).is_some());
        typed(System::State) || typed(System::Party)
    }

    /// The symbol of its issuer.
    pub(super) fn issuer(&self) -> &str {
        self.number.groups.get(usize::from(self.is_typed())).map_or("", String::as_str)
    }

    /// The levels of all who write that symbol.
    pub(super) fn levels(&self) -> Vec<Level> {
        lexicon().issuers.symbol(self.issuer()).map(|issuer| issuer.level).collect()
    }
}

/// The number of the document and those it cites, but none that was read through a slip.
pub(super) fn numbers(document: &Document) -> Vec<Written> {
    let mut out: Vec<Written> = own_number(document).into_iter().collect();
    for part in document.with_attachments() {
        for citation in part.citations.iter().filter(|citation| citation.mark.len() > 2) {
            let type_word = part.source.folded_slice(Span::new(citation.span.start, citation.mark.start.max(citation.span.start)));
            let type_word = type_word.trim_end_matches([':', ' ']).trim_end_matches("số").trim_end().to_owned();
            let date = citation.date.or(part.references[citation.reference].date);
            out.extend(written(part, citation.mark).map(|written| Written { date, type_word, own: false, ..written }));
        }
    }
    out
}

fn own_number(document: &Document) -> Option<Written> {
    static OWN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^số\s*[:.]?\s*").expect("a constant pattern"));
    let number = |line: Span| {
        let label = OWN.find(document.source.folded_slice(line))?;
        let rest = Span::new(line.start + label.end(), line.end);
        let (_, len) = number_at(document.text(rest))?;
        written(document, Span::new(rest.start, rest.start + len))
    };
    letterhead(document).into_iter().find_map(number)
}

fn written(document: &Document, span: Span) -> Option<Written> {
    let (number, len) = number_at(document.text(span))?;
    let text: String = fold_dashes(document.text(span)).chars().filter(|ch| !ch.is_whitespace()).collect();
    let whole = len == span.len() && fold_name(&text) == fold_name(&number.canonical());
    whole.then(|| Written { span, text, number, own: true, date: document.header.date, type_word: String::new() })
}

fn fold_dashes(text: &str) -> String {
    text.replace(['–', '—', '‒'], "-")
}
