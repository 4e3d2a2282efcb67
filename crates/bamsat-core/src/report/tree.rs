//! What the reader understood of a document, as a tree for people.

use std::fmt::Write as _;

use crate::document::{Document, ItemKind};
use crate::message::{Labels, Lang};
use crate::source::Span;

use super::document_json::{body_words, words};
use super::visible::lines;

/// Characters of a quoted line at most.
const WIDTH: usize = 96;

/// The tree of a document and its attachments.
pub fn tree(document: &Document, path: &str, lang: Lang) -> String {
    let mut out = String::new();
    let labels = lang.labels();
    let _ = writeln!(out, "{path}");
    part(&mut out, document, labels, 0);
    let unread = document.source.unread();
    if unread.is_empty() {
        let _ = writeln!(out, "{}", labels.nothing_unread);
    } else {
        let lines: Vec<String> = unread.iter().map(|u| u.line.to_string()).collect();
        let _ = writeln!(out, "{}: {}", labels.unread, lines.join(", "));
    }
    lines(&out)
}

fn part(out: &mut String, document: &Document, labels: &Labels, depth: usize) {
    let pad = "  ".repeat(depth + 1);
    header(out, document, labels, &pad);
    for (index, section) in document.sections.iter().enumerate() {
        let level = section.path.matches('.').count();
        let heading = section.heading.map_or_else(|| first_words(document, index), |span| words(&document.source, span));
        let bullets = if section.bullets > 0 { format!("  ({} {})", section.bullets, labels.bullets) } else { String::new() };
        let _ = writeln!(out, "{pad}{}{}  {}{bullets}", "  ".repeat(level), section.path, cut(&heading));
    }
    if !document.references.is_empty() {
        let _ = writeln!(out, "{pad}{}:", labels.citations);
    }
    for (index, reference) in document.references.iter().enumerate() {
        let count = document.citations.iter().filter(|c| c.reference == index).count();
        let name = if reference.number.is_empty() {
            reference.name.clone()
        } else {
            format!("{} {}", reference.doc_type.map_or("", |t| t.name), reference.number)
        };
        let date = reference.date.map_or(String::new(), |d| format!(", {d}"));
        let mark = if reference.implements { format!("  [{}]", labels.implements) } else { String::new() };
        let _ = writeln!(out, "{pad}  {}{date} ×{count}{mark}", cut(name.trim()));
    }
    let _ = writeln!(out, "{pad}{}: {}", labels.mandates, document.mandates.len());
    for attachment in &document.attachments {
        let _ = writeln!(out, "{pad}{}:", labels.attachment);
        part(out, attachment, labels, depth + 1);
    }
}

fn header(out: &mut String, document: &Document, labels: &Labels, pad: &str) {
    let header = &document.header;
    let number = match (header.number.is_empty(), header.number_blank) {
        (false, _) => header.number.clone(),
        (true, true) => format!("…/{} ({})", header.symbol, labels.blank),
        _ => String::new(),
    };
    let kind = header.doc_type.map_or("?", |t| t.name);
    let _ = writeln!(out, "{pad}{kind} {number}: {}", cut(&header.title));
    let date = header.date.map_or(String::new(), |d| d.to_string());
    for (label, value) in [(labels.issuer, &header.issuer), (labels.date, &date), (labels.signatory, &header.signatory)] {
        if !value.is_empty() {
            let _ = writeln!(out, "{pad}{label}: {value}");
        }
    }
    if !header.inferred.is_empty() {
        let _ = writeln!(out, "{pad}{}: {}", labels.inferred, header.inferred.join(", "));
    }
}

fn first_words(document: &Document, section: usize) -> String {
    let item = document.items.iter().find(|i| i.section == Some(section) && i.kind == ItemKind::Numbered);
    item.map_or(String::new(), |i| format!("“{}”", cut(&body_words(&document.source, Span::new(i.words.start, i.words.end)))))
}

fn cut(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    let short: String = text.chars().take(WIDTH).collect();
    format!("{short}…")
}
