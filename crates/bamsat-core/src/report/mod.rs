//! From findings and models to text. One format, one file, with mirror types of its own.

pub mod comparison_json;
pub mod concise;
pub mod document_json;
pub mod full;
pub mod graph_html;
pub mod tree;
mod words;

pub use words::{bound_word, constraint_word, level_word, relation_word, role_word, section_role_word};
