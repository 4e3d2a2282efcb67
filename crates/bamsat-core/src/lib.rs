//! Reads Vietnamese administrative and Party plans, and reports what a plan leaves out of the
//! guidance above it.
#![forbid(unsafe_code)]

pub mod source;
