//! # duplicate-document
//!
//! Two files hold the same document: number, date and issuer are equal.
//!
//! Citations of the document count for the first file, in the order of paths. If the two texts differ,
//! the folder does not say which of them was issued.
//!
//! How to mend: keep the file that was issued.
//! ---
//! # duplicate-document
//!
//! Hai tệp chứa cùng một văn bản: số, ký hiệu, ngày ban hành và cơ quan ban hành trùng nhau.
//!
//! Viện dẫn văn bản đó được tính cho tệp đứng trước theo thứ tự đường dẫn. Nếu hai tệp khác nội dung,
//! thư mục không cho biết bản nào là bản ban hành chính thức.
//!
//! Cách khắc phục: chỉ giữ tệp của bản đã ban hành.

use crate::audit::{Audit, OfNode};
use crate::finding::Severity;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-document",
    severity: Severity::Info,
    source: include_str!("duplicate_document.rs"),
    check: Check::Folder(check),
};

fn check(audit: &Audit) -> Vec<OfNode> {
    let copies = audit.cascade.copies.iter();
    copies
        .map(|&(copy, first)| {
            let message = Message::DuplicateDocument { document: audit.cascade.nodes[first].label(), file: audit.files[first].clone() };
            in_folder(audit, &RULE, (copy, audit.facts[copy].spot), Some(first), message, Message::HintDuplicate)
        })
        .collect()
}
