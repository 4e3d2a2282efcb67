//! `full`: every finding with the quoted lines it points to, then the summary.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::compare::Comparison;
use crate::document::Document;
use crate::finding::{Finding, Place, Severity, Shows};
use crate::message::{Labels, Lang};

use super::comparison_json::Files;
use super::concise::{count_line, summary_line};
use super::texts::Texts;
use super::visible::{line, lines, push};

/// Colour of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// No escape sequences.
    Plain,
    /// Colours of a terminal.
    Colored,
}

/// The report as text.
///
/// ```
/// use bamsat_core::report::{comparison_json::Files, full::{Style, full}};
/// use bamsat_core::{Config, check, message::Lang, read};
///
/// let parent = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Kiểm tra cơ sở in mỗi quý.");
/// let child = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho cán bộ xã.");
/// let checked = check(&parent, &child, &Config::default());
/// let files = Files { parent: "cap-tren.txt", child: "ke-hoach.txt" };
/// assert!(full(&checked.comparison, &checked.findings, files, Lang::En, Style::Plain).contains("missing-mandate"));
/// ```
pub fn full(comparison: &Comparison<'_>, findings: &[Finding], files: Files<'_>, lang: Lang, style: Style) -> String {
    let mut out = all(Texts::of_comparison(comparison, files), findings, lang, style);
    if findings.is_empty() {
        out.push_str(lang.labels().nothing_found);
        out.push('\n');
    }
    out + &lines(&summary_line(comparison, files, lang))
}

/// The same of a text by itself.
pub fn full_draft(document: &Document, findings: &[Finding], file: &str, lang: Lang, style: Style) -> String {
    all(Texts::of_draft(document, file), findings, lang, style) + &lines(&count_line(document, findings, file, lang))
}

fn all(texts: Texts<'_>, findings: &[Finding], lang: Lang, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colored => Renderer::styled(),
    };
    findings.iter().map(|finding| one(texts, finding, lang, &renderer) + "\n\n").collect()
}

fn one(texts: Texts<'_>, finding: &Finding, lang: Lang, renderer: &Renderer) -> String {
    let labels = lang.labels();
    let title = line(&finding.message.render(lang));
    let hint = line(&finding.hint.render(lang));
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(&title).id(finding.code));
    let places: Vec<(&Place, AnnotationKind)> = std::iter::once((&finding.primary, AnnotationKind::Primary))
        .chain(finding.secondary.iter().map(|p| (p, AnnotationKind::Context)))
        .collect();
    let quotes: Vec<(Quote, AnnotationKind)> =
        places.into_iter().filter_map(|(place, kind)| Some((quote(texts, place, labels)?, kind))).collect();
    for (quote, kind) in &quotes {
        let snippet = Snippet::source(&quote.lines)
            .path(quote.file.as_str())
            .line_start(quote.line)
            .fold(true)
            .annotation(kind.span(quote.start..quote.end).label(&quote.label));
        group = group.element(snippet);
    }
    let group = group.element(Level::HELP.with_name(labels.hint).message(&hint));
    renderer.render(&[group]).to_string()
}

struct Quote {
    lines: String,
    file: String,
    line: usize,
    start: usize,
    end: usize,
    label: String,
}

/// The original lines of a place; long stretches are quoted by their first lines.
fn quote(texts: Texts<'_>, place: &Place, labels: &'static Labels) -> Option<Quote> {
    let (source, file) = texts.of(place.side);
    let original = source.original_text();
    let range = source.original_range(place.span);
    let from = original[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let to = original[range.end..].find('\n').map_or(original.len(), |at| range.end + at);
    let text = original.get(from..to)?;
    let (quoted, end) = shown(text, range.end - from);
    let (_, start) = shown(text, range.start - from);
    let at = source.place(place.span.start);
    // An empty span stands for nothing in the file.
    let number = if range.end == 0 { 1 } else { at.line as usize };
    let label = match place.shows {
        Shows::Demand => labels.other_place,
        Shows::Found => labels.found_here,
        Shows::Weak => labels.weak_here,
        Shows::Expected => labels.expected_here,
        Shows::Slip => labels.slip_here,
    };
    let page = source.page(at);
    let label = page.map_or(label.to_owned(), |page| format!("{label} ({} {page})", labels.page));
    Some(Quote { lines: quoted, file: line(file), line: number, start, end: end.max(start), label })
}

/// What a terminal may be given of the lines of a text. Also gives the place that byte
/// `at` has afterwards.
fn shown(text: &str, at: usize) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut moved = None;
    for (index, ch) in text.char_indices() {
        if index >= at && moved.is_none() {
            moved = Some(out.len());
        }
        match ch {
            '\n' => out.push(ch),
            _ => push(&mut out, ch, &text[index + ch.len_utf8()..]),
        }
    }
    let len = out.len();
    (out, moved.unwrap_or(len))
}
