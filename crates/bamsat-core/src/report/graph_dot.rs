//! The cascade for Graphviz.

use std::fmt::Write as _;

use crate::audit::Audit;
use crate::lexicon::Relation;

use super::dashboard::percent;
use super::relation_word;
use super::visible::line;

/// Absent documents dashed; the label of a link is its coverage, or its relation.
pub fn graph_dot(audit: &Audit) -> String {
    let mut out = "digraph bamsat {\n  rankdir=LR;\n  node [shape=box];\n".to_owned();
    for (index, node) in audit.cascade.nodes.iter().enumerate() {
        let style = if node.facts.is_none() { ", style=dashed" } else { "" };
        let _ = writeln!(out, "  n{index} [label=\"{}\"{style}];", escaped(&node.label()));
    }
    for (index, link) in audit.cascade.links.iter().enumerate() {
        let coverage = audit.judgements[index].as_ref().map(|j| percent(j.summary.coverage));
        let label = coverage
            .unwrap_or_else(|| if link.relation == Relation::Implements { String::new() } else { relation_word(link.relation).to_owned() });
        let style = if link.relation == Relation::Implements { "" } else { ", style=dotted" };
        let _ = writeln!(out, "  n{} -> n{} [label=\"{label}\"{style}];", link.parent, link.child);
    }
    out + "}\n"
}

fn escaped(text: &str) -> String {
    line(text).replace('\\', "\\\\").replace('"', "\\\"")
}
