#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
fn main(){ for f in std::env::args().skip(1) { let s=bamsat_core::source::Source::read(&std::fs::read_to_string(&f).unwrap()); for b in s.blocks(){ let (a,e)=s.places(b.span); println!("{:>4}-{:<4}{}{} {}", a.line,e.line, if b.footnote.is_some(){"F"}else{" "}, if b.cells.is_empty(){" "}else{"|"}, s.slice(b.span)); } } }
