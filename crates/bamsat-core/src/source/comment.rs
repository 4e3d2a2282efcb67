//! Comments of Markdown and HTML drafts, `<!-- ... -->`: no words of the document. One that says
//! `bamsat: allow CODE, reason` takes a finding of the paragraph it stands at, or before, off the list.

use serde::{Deserialize, Serialize};

use super::chars::RawLine;
use super::span::Span;

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";

/// An exception that the text itself asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Code of the rule.
    pub code: String,
    /// Why, in the words of the author; empty where none are given.
    pub reason: String,
    /// 1-based line of the original on which it stands.
    pub line: u32,
    /// The paragraph that it is about.
    pub span: Span,
}

/// Takes the comments out of the lines; the words of each with the line on which it begins.
pub(super) fn strip(lines: &mut [RawLine]) -> Vec<(u32, String)> {
    let mut out: Vec<(u32, String)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match find(&lines[at], 0, OPENS) {
            Some(start) => match end(lines, at, start + OPENS.len()) {
                Some((last, end)) => out.push((at as u32 + 1, take(&mut lines[at..=last], start, end))),
                // What nobody closes is no comment, and nothing behind it is one.
                None => break,
            },
            None => at += 1,
        }
    }
    out
}

/// Where the first comment that is open at `from` ends: the line, and the place behind its sign.
fn end(lines: &[RawLine], first: usize, from: usize) -> Option<(usize, usize)> {
    let inside = |(at, line): (usize, &RawLine)| Some((at, find(line, if at == first { from } else { 0 }, CLOSES)? + CLOSES.len()));
    lines.iter().enumerate().skip(first).find_map(inside)
}

/// Cuts a comment out of its lines and gives its words.
fn take(lines: &mut [RawLine], start: usize, end: usize) -> String {
    let mut words = String::new();
    let last = lines.len() - 1;
    for (at, line) in lines.iter_mut().enumerate() {
        let from = if at == 0 { start } else { 0 };
        let to = if at == last { end } else { line.glyphs.len() };
        words.extend(line.glyphs.drain(from..to).map(|glyph| glyph.ch));
        words.push(' ');
    }
    words.trim().trim_start_matches(OPENS).trim_end_matches(CLOSES).trim().to_owned()
}

fn find(line: &RawLine, from: usize, sign: &str) -> Option<usize> {
    let fits = |at: &usize| line.glyphs[*at..].iter().map(|glyph| glyph.ch).take(sign.len()).eq(sign.chars());
    (from..(line.glyphs.len() + 1).saturating_sub(sign.len())).find(fits)
}

/// The code and the reason that a comment allows.
pub(super) fn allowed(comment: &str) -> Option<(&str, &str)> {
    let rule = comment.strip_prefix("bamsat:")?.trim_start().strip_prefix("allow ")?;
    let (code, reason) = rule.split_once(',').unwrap_or((rule, ""));
    Some((code.trim(), reason.trim()))
}
