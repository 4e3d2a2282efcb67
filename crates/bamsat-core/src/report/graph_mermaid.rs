//! The cascade for Mermaid: what carries out what, as Markdown pages show it.

use std::fmt::Write as _;

use crate::audit::Audit;

use super::dashboard::percent;
use super::visible::line;

/// Only links by which plans carry out others, and the documents that have any.
pub fn graph_mermaid(audit: &Audit) -> String {
    let cascade = &audit.cascade;
    let mut drawn = vec![false; cascade.nodes.len()];
    for (_, link) in cascade.implementing() {
        drawn[link.parent] = true;
        drawn[link.child] = true;
    }
    let mut out = "flowchart LR\n".to_owned();
    for (index, node) in cascade.nodes.iter().enumerate().filter(|(index, _)| drawn[*index]) {
        let class = if node.facts.is_none() { ":::absent" } else { "" };
        let _ = writeln!(out, "  n{index}[\"{}\"]{class}", escaped(&node.label()));
    }
    for (index, link) in cascade.implementing() {
        let label = audit.judgements[index].as_ref().map_or(String::new(), |j| format!("|{}|", percent(j.summary.coverage)));
        let _ = writeln!(out, "  n{} -->{label} n{}", link.parent, link.child);
    }
    out + "  classDef absent stroke-dasharray: 5 5\n"
}

/// Mermaid reads numbers of characters where signs would end the text, begin markup, or give it orders:
/// it looks for `%%{` in the whole of a drawing.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in line(text).chars() {
        match ch {
            '"' | '<' | '>' | '&' | '#' | '`' | '%' | '\\' => {
                let _ = write!(out, "#{};", u32::from(ch));
            }
            other => out.push(other),
        }
    }
    out
}
