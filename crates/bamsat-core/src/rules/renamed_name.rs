//! # renamed-name
//!
//! A programme, project, movement or model stands in the child under another name.
//!
//! Why it matters: under another name it cannot be followed up, and it may be another thing.
//!
//! Example: the movement “Bình dân học vụ số” became the movement “Toàn dân học số”.
//!
//! How to mend: use the name of the parent.
//! ---
//! # renamed-name
//!
//! Tên chương trình, đề án, phong trào hoặc mô hình đã bị đổi so với văn bản cấp trên.
//!
//! Vì sao quan trọng: đổi tên thì không theo dõi, tổng hợp được, và có thể đã là việc khác.
//!
//! Ví dụ: phong trào “Bình dân học vụ số” thành phong trào “Toàn dân học số”.
//!
//! Cách khắc phục: dùng đúng tên gọi trong văn bản cấp trên.

use crate::compare::{ChangeKind, Comparison, Verdict};
use crate::finding::{Finding, Place, Severity, Shows, Side};
use crate::message::Message;

use super::{Rule, excerpt, parent_place};

pub(super) const RULE: Rule = Rule { code: "renamed-name", severity: Severity::Warning, source: include_str!("renamed_name.rs"), check };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let applicable = comparison.mandates.iter().filter(|m| m.verdict != Verdict::NotApplicable);
    applicable
        .flat_map(|m| &m.changes)
        .filter(|c| c.kind == ChangeKind::Name)
        .map(|change| {
            let (parent, child) = (comparison.parent.source.slice(change.parent), comparison.child.source.slice(change.child));
            Finding {
                code: RULE.code,
                severity: RULE.severity,
                message: Message::Renamed { parent: excerpt(parent), child: excerpt(child) },
                hint: Message::HintRenamed,
                primary: Place { side: Side::Child, span: change.child, shows: Shows::Found },
                secondary: vec![parent_place(change.parent)],
                key: format!("{parent} {child}"),
            }
        })
        .collect()
}
