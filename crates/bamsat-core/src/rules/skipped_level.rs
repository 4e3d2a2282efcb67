//! # skipped-level
//!
//! A plan of a department, district or commune carries out a document of the centre and passes over its
//! own province, which has a document in the folder to carry out the same one.
//!
//! Why it matters: what the province added or made concrete does not reach the plan.
//!
//! How to mend: carry out the document of the province, and cite it.
//! ---
//! # skipped-level
//!
//! Kế hoạch của sở, ngành, cấp huyện hoặc cấp xã triển khai thẳng văn bản của Trung ương mà không viện
//! dẫn văn bản của tỉnh, trong khi thư mục có văn bản của tỉnh triển khai cùng văn bản đó.
//!
//! Vì sao quan trọng: nội dung tỉnh bổ sung, cụ thể hóa không đến được kế hoạch.
//!
//! Cách khắc phục: triển khai và viện dẫn văn bản của tỉnh.

use rustc_hash::FxHashMap;

use crate::audit::{Audit, OfNode};
use crate::cascade::{Node, Tier};
use crate::finding::Severity;
use crate::lexicon::Level;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule =
    Rule { code: "skipped-level", severity: Severity::Warning, source: include_str!("skipped_level.rs"), check: Check::Folder(check) };

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let firm = || cascade.implementing().map(|(_, link)| link).filter(|link| link.is_firm());
    let mut out = Vec::new();
    // Provincial documents by the central one that they carry out, and by their province.
    let mut provincial: FxHashMap<(usize, String), Vec<usize>> = FxHashMap::default();
    for link in firm().filter(|link| is_of_province(&cascade.nodes[link.child])) {
        let province = cascade.nodes[link.child].identity.seat.province_now();
        provincial.entry((link.parent, province)).or_default().push(link.child);
    }
    for link in firm().filter(|link| is_central(&cascade.nodes[link.parent])) {
        let child = &cascade.nodes[link.child];
        if !is_below_province(child) {
            continue;
        }
        let later = |node: usize| cascade.nodes[node].identity.date.zip(child.identity.date).is_some_and(|(over, own)| over.is_after(own));
        let own = |node: usize| cascade.nodes[node].identity.seat.shares_province(&child.identity.seat) && !later(node);
        let cites = |node: usize| cascade.links.binary_search_by_key(&(link.child, node), |l| (l.child, l.parent)).is_ok();
        let of_province = provincial.get(&(link.parent, child.identity.seat.province_now())).into_iter().flatten();
        let passed: Vec<usize> = of_province.copied().filter(|&node| own(node)).collect();
        if let Some(&over) = passed.first().filter(|_| !passed.iter().any(|&node| cites(node))) {
            let spot = audit.facts[link.child].cited[link.cited].spot;
            let message = Message::SkippedLevel { document: cascade.nodes[link.parent].label(), province: cascade.nodes[over].label() };
            out.push(in_folder(audit, &RULE, (link.child, spot), Some(over), message, Message::HintSkipped));
        }
    }
    out
}

fn is_central(node: &Node) -> bool {
    node.identity.seat.tier == Some(Tier::Centre)
}

fn is_of_province(node: &Node) -> bool {
    let party = node.level == Some(Level::Party) && node.identity.seat.tier == Some(Tier::Province);
    (node.level == Some(Level::Province) || party) && !node.identity.seat.province.is_empty()
}

fn is_below_province(node: &Node) -> bool {
    let below = matches!(node.level, Some(Level::Department | Level::District | Level::Commune));
    below && !node.identity.seat.province.is_empty()
}
