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
use crate::finding::{Finding, Severity};
use crate::message::Message;

use super::{Rule, renaming};

pub(super) const RULE: Rule = Rule { code: "renamed-name", severity: Severity::Warning, source: include_str!("renamed_name.rs"), check };

fn check(comparison: &Comparison<'_>) -> Vec<Finding> {
    let message = |parent, child| Message::Renamed { parent, child };
    let applicable = comparison.mandates.iter().filter(|m| m.verdict != Verdict::NotApplicable);
    let names = applicable.flat_map(|m| &m.changes).filter(|c| c.kind == ChangeKind::Name);
    names.map(|c| renaming(comparison, &RULE, (c.parent, c.child), message, Message::HintRenamed)).collect()
}
