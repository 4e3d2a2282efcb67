//! From findings and models to text. One format, one file, with mirror types of its own.

pub mod against;
pub mod audit_json;
pub mod comparison_html;
pub mod comparison_json;
pub mod concise;
pub mod dashboard;
pub mod document_json;
pub mod full;
pub mod github;
pub mod gitlab;
pub mod graph_dot;
pub mod graph_html;
pub mod graph_mermaid;
pub mod graph_text;
pub mod junit;
pub mod lint_json;
pub mod markdown;
pub mod sarif;
#[cfg(feature = "schema")]
pub mod schema;
pub mod sheet;
mod texts;
pub mod told;
pub mod tree;
pub mod visible;
mod words;

pub use words::{bound_word, constraint_word, level_word, relation_word, role_word, section_role_word};
