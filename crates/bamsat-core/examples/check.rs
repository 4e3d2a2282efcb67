#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use bamsat_core::*;
fn main(){ let a: Vec<String>=std::env::args().skip(1).collect(); let rd=|f:&str| document::parse(source::Source::read(&std::fs::read_to_string(f).unwrap())); let (c,p)=(rd(&a[0]),rd(&a[1])); let k=compare::compare(&p,&c); let f=rules::run(&k); println!("{}", serde_json::to_string(&report::comparison_json::comparison_json(&k,&f,report::comparison_json::Files{parent:&a[1],child:&a[0]},message::Lang::En)).unwrap()); }
