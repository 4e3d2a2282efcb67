//! # unresolved-parent
//!
//! A document that a plan carries out is not in the folder.
//!
//! Why it matters: what the plan leaves out of it cannot be seen. The list of the most wanted documents
//! counts these.
//!
//! Example: “Thực hiện Kế hoạch số 115/KH-UBND ngày 04/6/2025 của UBND tỉnh”, and no such plan among
//! the files.
//!
//! How to mend: add the document to the folder. Documents that are only cited, or named in passing, are
//! not reported.
//! ---
//! # unresolved-parent
//!
//! Văn bản mà kế hoạch nêu là căn cứ để triển khai thực hiện không có trong thư mục được rà soát.
//!
//! Vì sao quan trọng: không thể biết kế hoạch đã bỏ sót nội dung nào của văn bản đó. Danh sách văn bản
//! cần bổ sung được lập từ các trường hợp này.
//!
//! Ví dụ: “Thực hiện Kế hoạch số 115/KH-UBND ngày 04/6/2025 của UBND tỉnh” nhưng trong thư mục không có
//! kế hoạch này.
//!
//! Cách khắc phục: bổ sung văn bản vào thư mục. Văn bản chỉ được viện dẫn hoặc nhắc đến thì không báo.

use crate::audit::{Audit, OfNode};
use crate::finding::Severity;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule =
    Rule { code: "unresolved-parent", severity: Severity::Info, source: include_str!("unresolved_parent.rs"), check: Check::Folder(check) };

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let absent = cascade.implementing().filter(|(_, link)| link.is_firm() && cascade.nodes[link.parent].facts.is_none());
    absent
        .map(|(_, link)| {
            let spot = audit.facts[link.child].cited[link.cited].spot;
            let message = Message::UnresolvedParent { document: cascade.nodes[link.parent].label() };
            in_folder(audit, &RULE, (link.child, spot), Some(link.parent), message, Message::HintUnresolved)
        })
        .collect()
}
