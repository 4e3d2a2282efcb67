//! # renamed-mandate
//!
//! A programme, project, movement, model, form or body stands in the child under another name, or
//! the demands under a heading stand under a heading of other words.
//!
//! Why it matters: under another name it cannot be followed up, and it may be another thing.
//!
//! Example: the movement “Bình dân học vụ số” became the movement “Toàn dân học số”.
//!
//! A body that a registered reorganisation renamed is told for information, with date and basis:
//! “Sở Tài nguyên và Môi trường” became “Sở Nông nghiệp và Môi trường” on 1 March 2025.
//!
//! How to mend: use the name of the parent; a registered reorganisation needs nothing.
//! ---
//! # renamed-mandate
//!
//! Tên chương trình, đề án, phong trào, mô hình, hình thức hoặc cơ quan đã bị đổi so với văn bản
//! cấp trên, hoặc các yêu cầu dưới một đề mục nằm dưới đề mục khác tên.
//!
//! Vì sao quan trọng: đổi tên thì không theo dõi, tổng hợp được, và có thể đã là việc khác.
//!
//! Ví dụ: phong trào “Bình dân học vụ số” thành phong trào “Toàn dân học số”.
//!
//! Cơ quan đổi tên do sắp xếp tổ chức đã được ghi nhận chỉ được thông báo, kèm thời điểm và căn cứ:
//! “Sở Tài nguyên và Môi trường” nay là “Sở Nông nghiệp và Môi trường” từ ngày 01/3/2025.
//!
//! Cách khắc phục: dùng đúng tên gọi trong văn bản cấp trên; việc sắp xếp đã ghi nhận không phải sửa.

use crate::compare::{Change, ChangeKind, Comparison, Verdict};
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::Span;

use super::{Check, Rule, excerpt, pair_places};

pub(super) const RULE: Rule = Rule {
    code: "renamed-mandate",
    severity: Severity::Warning,
    source: include_str!("renamed_mandate.rs"),
    check: Check::Comparison(check),
};

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let applicable = comparison.mandates.iter().filter(|m| m.verdict != Verdict::NotApplicable);
    let mut out: Vec<Finding> = applicable
        .flat_map(|m| m.changes.iter().filter(|c| m.reassigned != Some(c.parent)))
        .filter_map(|change| of(comparison, change))
        .collect();
    out.extend(comparison.headings.iter().map(|h| {
        let message = |parent, child| Message::RenamedHeading { parent, child };
        finding(comparison, Severity::Warning, (h.parent, h.child), message, Message::HintHeading)
    }));
    // One renaming, one finding, however many mandates it touches.
    let mut seen = Vec::new();
    out.retain(|f| {
        let new = !seen.contains(&f.key);
        seen.push(f.key.clone());
        new
    });
    out
}

fn of(comparison: &Comparison<'_>, change: &Change) -> Option<Finding> {
    let pair = (change.parent, change.child?);
    let renamed = |parent, child| Message::Renamed { parent, child };
    Some(match (change.kind, change.registered) {
        (ChangeKind::Name | ChangeKind::Unit, None) => finding(comparison, RULE.severity, pair, renamed, Message::HintRenamed),
        (ChangeKind::Unit, Some(registered)) => {
            let (date, basis) = (registered.date.to_owned(), registered.basis.to_owned());
            let message = |parent, child| Message::Reorganised { parent, child, date, basis };
            finding(comparison, Severity::Info, pair, message, Message::HintReorganised)
        }
        _ => return None,
    })
}

fn finding(
    comparison: &Comparison<'_>,
    severity: Severity,
    (from, to): (Span, Span),
    message: impl FnOnce(String, String) -> Message,
    hint: Message,
) -> Finding {
    let (parent, child) = (comparison.parent.source.slice(from), comparison.child.source.slice(to));
    let (primary, secondary) = pair_places(from, to);
    Finding {
        code: RULE.code,
        severity,
        message: message(excerpt(parent), excerpt(child)),
        hint,
        primary,
        secondary,
        mend: None,
        key: format!("{parent} {child}"),
    }
}
