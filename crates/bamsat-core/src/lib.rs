//! Reads Vietnamese administrative and Party plans, and reports what a plan leaves out of the
//! guidance above it.

pub mod document;
pub mod lexicon;
pub mod report;
pub mod source;
