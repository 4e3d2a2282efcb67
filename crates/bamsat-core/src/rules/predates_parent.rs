//! # predates-parent
//!
//! A plan is dated before the document that it carries out.
//!
//! One of the two dates is wrong, or the citation names another document than was meant.
//!
//! How to mend: look at both documents, and correct the date or the citation.
//! ---
//! # predates-parent
//!
//! Kế hoạch có ngày ban hành trước văn bản mà nó triển khai thực hiện.
//!
//! Một trong hai ngày bị ghi sai, hoặc viện dẫn nhầm văn bản.
//!
//! Cách khắc phục: đối chiếu hai văn bản, sửa ngày hoặc viện dẫn.

use crate::audit::{Audit, OfNode};
use crate::finding::Severity;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule =
    Rule { code: "predates-parent", severity: Severity::Warning, source: include_str!("predates_parent.rs"), check: Check::Folder(check) };

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let date = |node: usize| cascade.nodes[node].identity.date;
    let early = cascade.implementing().filter(|(_, link)| date(link.parent).zip(date(link.child)).is_some_and(|(p, c)| p.is_after(c)));
    early
        .filter(|(_, link)| link.is_firm())
        .map(|(_, link)| {
            let spot = audit.facts[link.child].cited[link.cited].spot;
            let message = Message::PredatesParent {
                own: date(link.child).map_or(String::new(), |d| d.to_string()),
                document: cascade.nodes[link.parent].label(),
            };
            in_folder(audit, &RULE, (link.child, spot), Some(link.parent), message, Message::HintPredates)
        })
        .collect()
}
