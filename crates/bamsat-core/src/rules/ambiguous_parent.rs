//! # ambiguous-parent
//!
//! A plan carries out a document, and several documents fit what it says of it.
//!
//! Numbers restart every year and with every issuer (Nghị định 30/2020/NĐ-CP, Điều 15), so “Chỉ thị số
//! 21/CT-TTg” without a date may be that of 2022 or that of 2026. None of them is taken for the parent.
//!
//! How to mend: cite number, date and issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I).
//! ---
//! # ambiguous-parent
//!
//! Kế hoạch triển khai thực hiện một văn bản nhưng có nhiều văn bản phù hợp với cách viện dẫn.
//!
//! Số văn bản được đánh lại theo từng năm và từng cơ quan ban hành (Điều 15 Nghị định số 30/2020/NĐ-
//! CP), vì vậy “Chỉ thị số 21/CT-TTg” không ghi ngày có thể là văn bản năm 2022 hoặc năm 2026. Chương
//! trình không tự chọn văn bản nào.
//!
//! Cách khắc phục: viện dẫn đủ số, ký hiệu, ngày ban hành và cơ quan ban hành (Phụ lục I Nghị định số
//! 30/2020/NĐ-CP).

use crate::audit::{Audit, OfNode};
use crate::finding::Severity;
use crate::lexicon::Relation;
use crate::message::Message;

use super::{Check, Rule, in_folder};

pub(super) const RULE: Rule = Rule {
    code: "ambiguous-parent",
    severity: Severity::Warning,
    source: include_str!("ambiguous_parent.rs"),
    check: Check::Folder(check),
};

fn check(audit: &Audit) -> Vec<OfNode> {
    let cascade = &audit.cascade;
    let cited = |open: &crate::cascade::Ambiguous| &audit.facts[open.child].cited[open.cited];
    cascade
        .ambiguous
        .iter()
        .filter(|open| cited(open).relation == Relation::Implements)
        .map(|open| {
            let candidates: Vec<String> = open.candidates.iter().map(|&node| cascade.nodes[node].label()).collect();
            let message = Message::AmbiguousParent { citation: cited(open).label(), candidates: candidates.join("; ") };
            in_folder(audit, &RULE, (open.child, cited(open).spot), None, message, Message::HintAmbiguous)
        })
        .collect()
}
