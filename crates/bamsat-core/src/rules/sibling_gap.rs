//! # sibling-gap
//!
//! Plans under a parent that is not in the folder are held beside each other: most of them carry a
//! demand, and this one does not.
//!
//! The parent may say so, and then this plan lost it; or the others may have copied from each other.
//! Only the parent can tell, so this is for information.
//!
//! How to mend: find the parent, and compare the plan with it.
//! ---
//! # sibling-gap
//!
//! Các kế hoạch cùng triển khai một văn bản cấp trên không có trong thư mục được đặt cạnh nhau: phần
//! lớn có một yêu cầu mà kế hoạch này không có.
//!
//! Có thể văn bản cấp trên có yêu cầu đó và kế hoạch đã bỏ sót, cũng có thể các kế hoạch khác chép lẫn
//! nhau. Chỉ văn bản cấp trên mới cho biết, vì vậy đây là thông tin để xem xét.
//!
//! Cách khắc phục: tìm văn bản cấp trên và đối chiếu kế hoạch với văn bản đó.

use crate::audit::{Audit, OfNode};
use crate::finding::{Severity, Side};
use crate::message::Message;
use crate::source::Spot;

use super::{Check, Rule, excerpt, in_folder};

pub(super) const RULE: Rule =
    Rule { code: "sibling-gap", severity: Severity::Info, source: include_str!("sibling_gap.rs"), check: Check::Folder(check) };

fn check(audit: &Audit) -> Vec<OfNode> {
    let gaps = audit.gaps.iter();
    gaps.map(|gap| {
        let mandate = &audit.facts[gap.model].mandates[gap.mandate];
        let message = Message::SiblingGap {
            parent: audit.cascade.nodes[gap.parent].label(),
            text: excerpt(&mandate.text),
            carried: gap.carried,
            family: gap.family,
        };
        let mut found = in_folder(audit, &RULE, (gap.child, audit.facts[gap.child].spot), Some(gap.model), message, Message::HintSibling);
        let spot = Spot { line: mandate.line, column: 1, end_line: mandate.end_line, end_column: 1, page: None };
        found.finding.secondary = vec![(Side::Parent, spot)];
        found
    })
    .collect()
}
