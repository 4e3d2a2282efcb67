//! # conflicting-date
//!
//! A document is cited with another date than it bears, or than most others give it.
//!
//! Number, type and issuer fit, so the date is a slip: an issuer gives a number once a year (Nghị định
//! 30/2020/NĐ-CP, Điều 15). The citation counts as one of that document.
//!
//! How to mend: look at the document, and correct the date.
//! ---
//! # conflicting-date
//!
//! Văn bản được viện dẫn với ngày khác với ngày ghi trên chính văn bản đó, hoặc khác với ngày mà phần
//! lớn văn bản khác viện dẫn.
//!
//! Số, ký hiệu, tên loại và cơ quan ban hành đều khớp nên đây là lỗi ghi ngày: mỗi cơ quan chỉ cấp một
//! số một lần trong năm (Điều 15 Nghị định số 30/2020/NĐ-CP). Viện dẫn vẫn được tính cho văn bản đó.
//!
//! Cách khắc phục: đối chiếu với văn bản gốc và sửa ngày.

use crate::audit::{Audit, OfNode};
use crate::cascade::SlipKind;
use crate::document::Date;
use crate::finding::Severity;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule = Rule {
    code: "conflicting-date",
    severity: Severity::Warning,
    source: include_str!("conflicting_date.rs"),
    check: Check::Folder(check),
};

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let mut out: Vec<OfNode> = Vec::new();
    for slip in cascade.slips.iter().filter(|slip| slip.kind == SlipKind::Date) {
        let own = cascade.nodes[slip.parent].identity.date;
        out.extend(finding(audit, (slip.child, slip.cited), slip.parent, own, None));
    }
    for link in &cascade.links {
        let parent = &cascade.nodes[link.parent];
        let said = audit.facts[link.child].cited[link.cited].identity.date;
        if let (None, Some(said), Some(most)) = (parent.facts, said, parent.identity.date)
            && !said.agrees(most)
        {
            let count = |wanted: Date| parent.dates.iter().find(|(date, _)| *date == wanted).map_or(0, |(_, count)| *count);
            // One against one says nothing of who is right.
            if count(most) > count(said) {
                out.extend(finding(audit, (link.child, link.cited), link.parent, Some(most), Some(count(most))));
            }
        }
    }
    out.sort_by_key(|found| (found.child, found.finding.primary.1));
    out
}

/// `others` is the number of texts that give the other date; none where the document itself does.
fn finding(audit: &Audit, (child, cited): (usize, usize), parent: usize, right: Option<Date>, others: Option<usize>) -> Option<OfNode> {
    let citation = &audit.facts[child].cited[cited];
    let message = Message::ConflictingDate { citation: citation.label(), right: right?.to_string(), others };
    Some(in_folder(audit, &RULE, (child, citation.spot), Some(parent), message, Message::HintConflict))
}
