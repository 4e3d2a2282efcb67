//! # cyclic-cascade
//!
//! Documents carry each other out in a circle.
//!
//! A plan cannot implement what implements it: one of the citations is wrong, or names another document
//! than was meant. What is lost inside the circle is not followed down.
//!
//! How to mend: look at the dates, and correct the citation in the older document.
//! ---
//! # cyclic-cascade
//!
//! Các văn bản triển khai thực hiện lẫn nhau theo vòng tròn.
//!
//! Kế hoạch không thể thực hiện chính văn bản được ban hành để thực hiện nó: có viện dẫn ghi sai hoặc
//! nhầm văn bản. Nội dung bỏ sót trong vòng tròn không được truy tiếp xuống cấp dưới.
//!
//! Cách khắc phục: đối chiếu ngày ban hành, sửa viện dẫn trong văn bản ban hành trước.

use crate::audit::{Audit, OfNode};
use crate::finding::Severity;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule =
    Rule { code: "cyclic-cascade", severity: Severity::Warning, source: include_str!("cyclic_cascade.rs"), check: Check::Folder(check) };

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let circle = |nodes: &Vec<usize>| {
        let child = *nodes.first()?;
        let documents: Vec<String> = nodes.iter().map(|&node| cascade.nodes[node].label()).collect();
        let (_, link) = cascade.implementing().find(|(_, link)| link.is_firm() && link.child == child && nodes.contains(&link.parent))?;
        let spot = audit.facts[child].cited[link.cited].spot;
        let message = Message::Cyclic { documents: documents.join("; ") };
        Some(in_folder(audit, &RULE, (child, spot), Some(link.parent), message, Message::HintCyclic))
    };
    cascade.cycles.iter().filter_map(circle).collect()
}
