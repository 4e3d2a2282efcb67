//! Comments of Markdown and HTML drafts, `<!-- ... -->`: no words of the document. One that says
//! `bamsat: allow CODE, reason` takes a finding of the paragraph it stands at, or before, off the list.

use serde::{Deserialize, Serialize};

use super::Lines;
use super::chars::RawLine;
use super::span::{Glyph, Span};

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";
/// What a comment to this program begins with.
const NAME: &str = "bamsat:";

/// An exception that the text itself asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Code of the rule.
    pub code: String,
    /// Why, in the words of the author; empty where none are given.
    pub reason: String,
    /// 1-based line of the original on which it stands.
    pub line: u32,
    /// The paragraph, or the row of a table, that it is about; empty where none follows.
    pub span: Span,
}

/// Takes the comments out of the lines; the words of each with the line on which it begins. Files that
/// know their paragraphs, such as Word files, have no comments but those to this program.
pub(super) fn strip(lines: &mut [RawLine], kind: Lines) -> Vec<(u32, String)> {
    // What nobody closes is no comment, and nothing behind it is one.
    let closed = |line: &RawLine| (0..line.glyphs.len()).rfind(|&at| stands(&line.glyphs, at, CLOSES));
    let Some(last) = lines.iter().enumerate().rev().find_map(|(at, line)| Some((at, closed(line)?))) else { return Vec::new() };
    let mut out: Vec<(u32, String)> = Vec::new();
    let mut open: Option<(u32, String)> = None;
    for (number, line) in lines.iter_mut().enumerate() {
        let glyphs = std::mem::take(&mut line.glyphs);
        let mut at = 0;
        while at < glyphs.len() {
            match &mut open {
                Some(_) if stands(&glyphs, at, CLOSES) => {
                    out.extend(open.take().map(|(line, words)| (line, words.trim().to_owned())));
                    at += CLOSES.len();
                }
                Some((_, words)) => {
                    words.push(glyphs[at].ch);
                    at += 1;
                }
                None if stands(&glyphs, at, OPENS) && (number, at) < last && is_read(&glyphs[at..], kind) => {
                    open = Some((number as u32 + 1, String::new()));
                    at += OPENS.len();
                }
                None => {
                    line.glyphs.push(glyphs[at]);
                    at += 1;
                }
            }
        }
        open.iter_mut().for_each(|(_, words)| words.push(' '));
    }
    out
}

/// Whether a sign stands at this place.
fn stands(glyphs: &[Glyph], at: usize, sign: &str) -> bool {
    glyphs[at].ch == sign.as_bytes()[0].into() && glyphs[at..].iter().map(|glyph| glyph.ch).take(sign.len()).eq(sign.chars())
}

/// Whether what opens here is a comment in a file of this kind.
fn is_read(glyphs: &[Glyph], kind: Lines) -> bool {
    let words = || glyphs[OPENS.len()..].iter().map(|glyph| glyph.ch).skip_while(|ch| ch.is_whitespace());
    kind == Lines::Wrapped || words().take(NAME.len()).eq(NAME.chars())
}

/// The code and the reason that a comment allows.
pub(super) fn allowed(comment: &str) -> Option<(&str, &str)> {
    let rule = comment.strip_prefix(NAME)?.trim_start().strip_prefix("allow ")?.trim_start();
    let (code, reason) = rule.split_once(|c: char| c == ',' || c.is_whitespace()).unwrap_or((rule, ""));
    Some((code, reason.trim_start_matches(',').trim()))
}
