//! Comments of Markdown and HTML drafts, `<!-- ... -->`: no words of the document. One that says
//! `bamsat: allow CODE, reason` takes a finding of the paragraph it stands at, or before, off the list.

use serde::{Deserialize, Serialize};

use super::Lines;
use super::chars::RawLine;
use super::span::Span;

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
    let closed = |(at, line): (usize, &RawLine)| Some((at, line.words.text().rfind(CLOSES)?));
    let Some(last) = lines.iter().enumerate().rev().find_map(closed) else { return Vec::new() };
    let mut out: Vec<(u32, String)> = Vec::new();
    let mut open: Option<(u32, String)> = None;
    for (number, line) in lines.iter_mut().enumerate() {
        let whole = std::mem::take(&mut line.words);
        let text = whole.text();
        let mut at = 0;
        while at < text.len() {
            if let Some((begun, mut words)) = open.take() {
                let Some(end) = text[at..].find(CLOSES).map(|end| at + end) else {
                    words.push_str(&text[at..]);
                    open = Some((begun, words));
                    break;
                };
                words.push_str(&text[at..end]);
                out.push((begun, words.trim().to_owned()));
                at = end + CLOSES.len();
            } else {
                let opens = |from: &usize| (number, *from) < last && is_read(&text[from + OPENS.len()..], kind);
                let next = text[at..].match_indices(OPENS).map(|(from, _)| at + from).find(opens);
                line.words.extend(&whole, at..next.unwrap_or(text.len()));
                let Some(next) = next else { break };
                open = Some((number as u32 + 1, String::new()));
                at = next + OPENS.len();
            }
        }
        open.iter_mut().for_each(|(_, words)| words.push(' '));
    }
    out
}

/// Whether a comment of these words is one in a file of this kind.
fn is_read(words: &str, kind: Lines) -> bool {
    kind == Lines::Wrapped || words.trim_start().starts_with(NAME)
}

/// The code and the reason that a comment allows.
pub(super) fn allowed(comment: &str) -> Option<(&str, &str)> {
    let rule = comment.strip_prefix(NAME)?.trim_start().strip_prefix("allow ")?.trim_start();
    let (code, reason) = rule.split_once(|c: char| c == ',' || c.is_whitespace()).unwrap_or((rule, ""));
    Some((code, reason.trim_start_matches(',').trim()))
}
