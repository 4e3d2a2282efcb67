//! # orphan-plan
//!
//! A plan below the centre carries out nothing: it names no document of a higher body to be
//! implemented.
//!
//! Why it matters: it stands outside of every cascade, and nothing of it is checked.
//!
//! How to mend: say in the bases or the opening which document it carries out. Documents of the centre,
//! and texts that are no plans or programmes, are not reported.
//! ---
//! # orphan-plan
//!
//! Kế hoạch của cấp dưới không nêu triển khai thực hiện văn bản nào của cấp trên.
//!
//! Vì sao quan trọng: kế hoạch nằm ngoài chuỗi triển khai, không có nội dung nào được đối chiếu.
//!
//! Cách khắc phục: nêu rõ trong phần căn cứ hoặc mở đầu kế hoạch triển khai thực hiện văn bản nào. Văn
//! bản của Trung ương và văn bản không phải kế hoạch, chương trình, phương án thì không báo.

use crate::audit::{Audit, OfNode};
use crate::cascade::{Facts, Link};
use crate::finding::Severity;
use crate::lexicon::{Level, Relation};
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule =
    Rule { code: "orphan-plan", severity: Severity::Info, source: include_str!("orphan_plan.rs"), check: Check::Folder(check) };

fn check(audit: &Audit) -> Vec<OfNode> {
    let mut carries = vec![false; audit.facts.len()];
    let nodes = &audit.cascade.nodes;
    // An older plan of the same body is nothing above it.
    let other = |link: &&Link| !nodes[link.parent].identity.is_of_issuer(&nodes[link.child].identity);
    audit.cascade.implementing().map(|(_, link)| link).filter(other).for_each(|link| carries[link.child] = true);
    let open = audit.cascade.ambiguous.iter().filter(|open| audit.facts[open.child].cited[open.cited].relation == Relation::Implements);
    open.for_each(|open| carries[open.child] = true);
    let orphans = audit.facts.iter().enumerate().filter(|(at, facts)| !carries[*at] && is_plan_below_the_centre(facts));
    orphans
        .map(|(at, facts)| {
            let message = Message::OrphanPlan { document: audit.cascade.nodes[at].label() };
            in_folder(audit, &RULE, (at, facts.spot), None, message, Message::HintOrphan)
        })
        .collect()
}

fn is_plan_below_the_centre(facts: &Facts) -> bool {
    let plan = facts.identity.doc_type.is_some_and(|t| matches!(t.key, "ke_hoach" | "chuong_trinh" | "phuong_an"));
    plan && !matches!(facts.level, Some(Level::Central | Level::Ministry))
}
