#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
fn main(){ for f in std::env::args().skip(1) { let s=bamsat_core::source::Source::read(&std::fs::read_to_string(&f).unwrap()); let d=bamsat_core::document::parse(s); println!("{}", serde_json::to_string(&bamsat_core::report::document_json::document_json(&d,&f)).unwrap()); } }
