//! # superseded-parent
//!
//! A plan carries out a document that another one in the folder replaces.
//!
//! If the newer document was there before the plan, the plan rests on guidance that was no longer in
//! force (a warning). If it came later, the plan may have to follow it (for information).
//!
//! How to mend: carry out the newer document.
//! ---
//! # superseded-parent
//!
//! Kế hoạch triển khai thực hiện văn bản đã bị thay thế hoặc bãi bỏ bởi một văn bản khác trong thư mục.
//!
//! Nếu văn bản mới có trước kế hoạch thì kế hoạch dựa vào văn bản đã hết hiệu lực (cảnh báo). Nếu văn
//! bản mới ban hành sau, cần xem xét điều chỉnh kế hoạch (thông tin).
//!
//! Cách khắc phục: triển khai theo văn bản mới.

use crate::audit::{Audit, OfNode};
use crate::finding::Severity;
use crate::lexicon::Relation;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule = Rule {
    code: "superseded-parent",
    severity: Severity::Warning,
    source: include_str!("superseded_parent.rs"),
    check: Check::Folder(check),
};

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let mut newer: Vec<Vec<usize>> = vec![Vec::new(); cascade.nodes.len()];
    for link in cascade.links.iter().filter(|link| link.relation == Relation::Replaces && link.is_firm()) {
        newer[link.parent].push(link.child);
    }
    let mut out = Vec::new();
    for (_, link) in cascade.implementing().filter(|(_, link)| link.is_firm()) {
        // The first that took its place decides whether the plan came too late.
        let others = newer[link.parent].iter().copied().filter(|&by| by != link.child);
        let Some(by) = others.min_by_key(|&by| (cascade.nodes[by].identity.date.is_none(), cascade.nodes[by].identity.date, by)) else {
            continue;
        };
        let later = cascade.nodes[by].identity.date.zip(cascade.nodes[link.child].identity.date).is_some_and(|(by, own)| by.is_after(own));
        let spot = audit.facts[link.child].cited[link.cited].spot;
        let message = Message::SupersededParent { document: cascade.nodes[link.parent].label(), by: cascade.nodes[by].label() };
        let mut found = in_folder(audit, &RULE, (link.child, spot), Some(link.parent), message, Message::HintSuperseded);
        if later {
            found.finding.severity = Severity::Info;
        }
        out.push(found);
    }
    out
}
