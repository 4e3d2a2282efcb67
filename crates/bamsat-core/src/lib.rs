//! Reads Vietnamese administrative and Party plans, and reports what a plan leaves out of the
//! guidance above it.

pub mod audit;
pub mod cascade;
pub mod compare;
pub mod document;
pub mod finding;
pub mod lexicon;
pub mod message;
pub mod report;
pub mod rules;
pub mod source;
