//! The cascade as a tree for people: under each document those that carry it out.

use std::fmt::Write as _;

use crate::audit::Audit;
use crate::message::Lang;

use super::dashboard::percent;
use super::visible::lines;

/// Steps of indentation at most.
const DEEPEST: usize = 40;

/// The tree; a document with several parents stands under each of them, and what is below it only
/// under the first.
pub fn graph_text(audit: &Audit, lang: Lang) -> String {
    let cascade = &audit.cascade;
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); cascade.nodes.len()];
    let mut has_parent = vec![false; cascade.nodes.len()];
    for (index, link) in cascade.implementing() {
        below[link.parent].push(index);
        has_parent[link.child] = true;
    }
    // A circle has no top: it begins with its first document.
    let mut tops: Vec<usize> = (0..cascade.nodes.len()).filter(|&node| !has_parent[node] && !below[node].is_empty()).collect();
    tops.extend(cascade.cycles.iter().filter_map(|nodes| nodes.first()));
    let mut tree = Tree { audit, lang, below, shown: vec![false; cascade.nodes.len()], out: String::new() };
    for top in tops {
        tree.from(top);
    }
    let alone: Vec<usize> = (0..audit.facts.len()).filter(|&node| !tree.shown[node]).collect();
    for node in alone {
        tree.from(node);
    }
    for open in &cascade.ambiguous {
        let cited = &audit.facts[open.child].cited[open.cited];
        let _ =
            writeln!(tree.out, "? {}:{} “{}”: {}", audit.files[open.child], cited.spot.line, cited.label(), lang.folder_labels().ambiguous);
    }
    lines(&tree.out)
}

struct Tree<'a> {
    audit: &'a Audit,
    lang: Lang,
    below: Vec<Vec<usize>>,
    shown: Vec<bool>,
    out: String,
}

impl Tree<'_> {
    /// Everything below a document, without recursion: a chain may be long.
    fn from(&mut self, top: usize) {
        let mut waiting: Vec<(usize, usize, Option<usize>)> = vec![(top, 0, None)];
        while let Some((node, depth, link)) = waiting.pop() {
            let labels = self.lang.folder_labels();
            let place = match self.audit.files.get(node) {
                Some(file) => file.as_str(),
                None => labels.not_there,
            };
            let judged = link.and_then(|link| self.audit.judgements[link].as_ref());
            let coverage = judged.map_or(String::new(), |j| format!("  {} {}", labels.coverage, percent(j.summary.coverage)));
            let again = self.shown[node] && !self.below[node].is_empty();
            let seen = if again { format!("  ({})", labels.above) } else { String::new() };
            let label = self.audit.cascade.nodes[node].label();
            let _ = writeln!(self.out, "{}{label}  [{place}]{coverage}{seen}", "  ".repeat(depth.min(DEEPEST)));
            if !std::mem::replace(&mut self.shown[node], true) {
                waiting.extend(self.below[node].iter().rev().map(|&link| (self.audit.cascade.links[link].child, depth + 1, Some(link))));
            }
        }
    }
}
