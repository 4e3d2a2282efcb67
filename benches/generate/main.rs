//! Writes an archive of invented plans: cascades of four levels, grown from the shipped corpus by a grammar.
//!
//! `cargo bench --bench generate -- --plans 10000 --seed 1 FOLDER` writes the folder, and beside it `FOLDER.truth.tsv`
//! with the plan above each plan and what was lost on the way. The same seed gives the same bytes, and a smaller archive
//! is the beginning of a larger one.

mod archive;
mod clause;
mod date;
mod demand;
mod grammar;
mod issuer;
mod layout;
mod page;
mod plan;
mod random;
mod tree;
mod words;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Writes an archive of invented plans.
#[derive(Parser)]
#[command(name = "generate")]
struct Options {
    /// How many plans
    #[arg(long)]
    plans: Option<usize>,
    /// Another seed gives another archive
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write; new or empty
    folder: Option<PathBuf>,
    /// What `cargo bench` says to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let result = match (options.plans, options.folder) {
        (Some(plans), Some(folder)) => archive::write(plans, options.seed, &folder),
        // One of many benches in a run: nothing is measured here.
        _ => writeln!(std::io::stdout(), "usage: cargo bench --bench generate -- --plans NUMBER [--seed NUMBER] FOLDER"),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "generate: {error}");
            ExitCode::from(2)
        }
    }
}
