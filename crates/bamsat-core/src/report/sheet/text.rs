//! The child's text, paragraph by paragraph, with what was found there.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::document::ItemKind;
use crate::finding::{Finding, Shows, Side};
use crate::message::Lang;
use crate::source::{Source, Span};

use super::words::{Mark, Stretch, clean, sentence, stretches};
use super::{Compared, lines};

/// A paragraph, heading, bullet or cell.
#[derive(Debug, Serialize)]
pub struct Paragraph {
    /// `heading`, `bullet`, `footnote` or `plain`.
    pub kind: &'static str,
    /// Its first line in the file.
    pub line: u32,
    /// Where it stands.
    pub at: String,
    /// Its words.
    pub words: Vec<Stretch>,
    /// What was found here.
    pub notes: Vec<Note>,
}

/// A finding at a paragraph.
#[derive(Debug, Serialize)]
pub struct Note {
    /// Its number in the list of findings of its pair, from 0.
    pub finding: usize,
    /// The pair.
    pub pair: usize,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// What.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The words it is about should stand here and do not.
    pub expected: bool,
}

/// The block that the first word of `span` stands in.
pub(super) fn paragraph(source: &Source, span: Span) -> usize {
    let blocks = source.blocks();
    blocks.partition_point(|b| b.span.end <= span.start).min(blocks.len().saturating_sub(1))
}

/// All blocks of the child with the findings of all comparisons; what a rule says of the child alone is told once.
pub(super) fn paragraphs(compared: &[Compared<'_>], lang: Lang) -> Vec<Paragraph> {
    let Some(first) = compared.first() else { return Vec::new() };
    let child = first.comparison.child;
    let source = &child.source;
    let mut notes: Vec<Vec<(Note, Option<Span>)>> = source.blocks().iter().map(|_| Vec::new()).collect();
    let mut told = BTreeSet::new();
    for (pair, one) in compared.iter().enumerate() {
        for (index, finding) in one.findings.iter().enumerate().filter(|(_, f)| f.primary.side == Side::Child) {
            let at = paragraph(source, finding.primary.span);
            if let Some(notes) = notes.get_mut(at).filter(|_| told.insert((finding.fingerprint(), finding.primary.span))) {
                let span = (finding.primary.shows != Shows::Expected).then_some(finding.primary.span);
                notes.push((note(finding, index, pair, lang), span));
            }
        }
    }
    let kinds = kinds(first);
    let blocks = source.blocks().iter().zip(notes).zip(kinds);
    blocks
        .map(|((block, notes), kind)| {
            let marks: Vec<(Span, Mark)> = notes.iter().filter_map(|(_, span)| Some(((*span)?, Mark::Noted))).collect();
            Paragraph {
                kind,
                line: source.place(block.span.start).line,
                at: lines(source, block.span, lang),
                words: stretches(source, block.span, &marks),
                notes: notes.into_iter().map(|(note, _)| note).collect(),
            }
        })
        .collect()
}

fn note(finding: &Finding, index: usize, pair: usize, lang: Lang) -> Note {
    Note {
        finding: index,
        pair,
        severity: finding.severity.word(),
        message: sentence(&finding.message.render(lang)),
        hint: clean(&finding.hint.render(lang)),
        expected: finding.primary.shows == Shows::Expected,
    }
}

fn kinds(compared: &Compared<'_>) -> Vec<&'static str> {
    let child = compared.comparison.child;
    let mut kinds: Vec<&'static str> =
        child.source.blocks().iter().map(|block| if block.footnote.is_some() { "footnote" } else { "plain" }).collect();
    for item in child.with_attachments().iter().flat_map(|part| &part.items) {
        let kind = match item.kind {
            ItemKind::Heading => "heading",
            ItemKind::Bullet(_) => "bullet",
            _ => continue,
        };
        if let Some(at) = kinds.get_mut(item.block) {
            *at = kind;
        }
    }
    kinds
}
