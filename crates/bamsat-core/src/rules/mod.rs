//! From comparisons to findings. One rule, one file; the page of a rule is its doc comment.

mod dropped_citation;
mod foreign_text;
mod missing_mandate;
mod partial_mandate;
mod renamed_heading;
mod renamed_name;
mod renamed_unit;
mod unread_text;

use crate::compare::{Comparison, Evidence, EvidenceKind};
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::{Lang, Message};
use crate::source::{Span, collapse};

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Kebab-case, unique; names the defect.
    pub code: &'static str,
    /// Usual severity.
    pub severity: Severity,
    source: &'static str,
    check: fn(&Comparison<'_>) -> Vec<Finding>,
}

/// All rules, in the order of their findings.
pub const RULES: [Rule; 8] = [
    missing_mandate::RULE,
    partial_mandate::RULE,
    renamed_name::RULE,
    renamed_unit::RULE,
    renamed_heading::RULE,
    dropped_citation::RULE,
    foreign_text::RULE,
    unread_text::RULE,
];

impl Rule {
    /// The page of the rule: its doc comment; Vietnamese stands behind a line `---`.
    pub fn page(&self, lang: Lang) -> String {
        let page: Vec<&str> =
            self.source.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let page = page.join("\n");
        let (en, vi) = page.split_once("\n---\n").unwrap_or((&page, &page));
        match lang {
            Lang::En => en.trim().to_owned(),
            Lang::Vi => vi.trim().to_owned(),
        }
    }
}

/// Runs every rule.
pub fn run(comparison: &Comparison<'_>) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| (rule.check)(comparison)).collect()
}

fn parent_place(span: Span) -> Place {
    Place { side: Side::Parent, span, shows: Shows::Demand }
}

fn child_place(evidence: &Evidence) -> Place {
    let shows = match evidence.kind {
        EvidenceKind::Found => Shows::Found,
        EvidenceKind::Weak => Shows::Weak,
        EvidenceKind::Expected => Shows::Expected,
    };
    Place { side: Side::Child, span: evidence.span, shows }
}

/// A finding that one stretch of the parent stands in the child under other words.
fn renaming(
    comparison: &Comparison<'_>,
    rule: &Rule,
    (from, to): (Span, Span),
    message: impl FnOnce(String, String) -> Message,
    hint: Message,
) -> Finding {
    let (parent, child) = (comparison.parent.source.slice(from), comparison.child.source.slice(to));
    Finding {
        code: rule.code,
        severity: rule.severity,
        message: message(excerpt(parent), excerpt(child)),
        hint,
        primary: Place { side: Side::Child, span: to, shows: Shows::Found },
        secondary: vec![parent_place(from)],
        key: format!("{parent} {child}"),
    }
}

/// Words for a message: on one line, cut after a while.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 24;
    let text = collapse(text);
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= LONGEST { text } else { format!("{} …", words[..LONGEST].join(" ")) }
}
