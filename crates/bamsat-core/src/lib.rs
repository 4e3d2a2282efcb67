//! Reads Vietnamese administrative and Party plans, and reports what a plan leaves out of the
//! guidance above it.
//!
//! ```
//! use bamsat_core::{Config, check, message::Lang, read};
//!
//! let parent = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho 100% cán bộ xã.\n- Kiểm tra cơ sở in mỗi quý.");
//! let child = read("KẾ HOẠCH\nI. NHIỆM VỤ\n- Tập huấn cho 100% cán bộ xã.");
//! for finding in check(&parent, &child, &Config::default()).findings {
//!     println!("{}: {}", finding.code, finding.message.render(Lang::En));
//! }
//! # assert_eq!(check(&parent, &child, &Config::default()).findings[0].code, "missing-mandate");
//! ```

pub mod audit;
pub mod cascade;
mod check;
pub mod compare;
pub mod document;
pub mod finding;
pub mod lexicon;
pub mod message;
pub mod report;
pub mod rules;
pub mod source;

pub use check::{Checked, Config, check, unneeded};

/// Reads a plain text; it never fails, and tells what it could not read.
pub fn read(text: &str) -> document::Document {
    document::parse(source::Source::read(text))
}
