//! # misspelt-citation
//!
//! A document is cited with another number than it bears: a sign too many, too few or exchanged, or the
//! number of a draft that was still open.
//!
//! Date, type, issuer and title fit one document of the folder, so the citation counts as one of it.
//!
//! How to mend: look at the document, and correct the number.
//! ---
//! # misspelt-citation
//!
//! Văn bản được viện dẫn với số, ký hiệu khác với số ghi trên chính văn bản đó: thừa, thiếu hoặc nhầm
//! ký tự, hoặc văn bản trong thư mục là dự thảo chưa điền số.
//!
//! Ngày ban hành, tên loại, cơ quan ban hành và trích yếu chỉ khớp với một văn bản trong thư mục nên
//! viện dẫn vẫn được tính cho văn bản đó.
//!
//! Cách khắc phục: đối chiếu với văn bản gốc và sửa số, ký hiệu.

use crate::audit::{Audit, OfNode};
use crate::cascade::SlipKind;
use crate::finding::Severity;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule = Rule {
    code: "misspelt-citation",
    severity: Severity::Warning,
    source: include_str!("misspelt_citation.rs"),
    check: Check::Folder(check),
};

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let slips = cascade.slips.iter().filter(|slip| slip.kind == SlipKind::Number);
    slips
        .map(|slip| {
            let citation = &audit.facts[slip.child].cited[slip.cited];
            let message = Message::MisspeltCitation { citation: citation.label(), right: cascade.nodes[slip.parent].label() };
            in_folder(audit, &RULE, (slip.child, citation.spot), Some(slip.parent), message, Message::HintConflict)
        })
        .collect()
}
