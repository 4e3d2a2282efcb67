//! The program `bamsat`.

mod annotate;
mod arguments;
mod audit;
mod check;
mod doctor;
mod eval;
mod explain;
mod helpers;
mod input;
mod isolated;
mod library;
mod ocr;
mod office;
mod output;
mod parse;
mod read;
mod schema;
mod sheet;
mod store;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no mistakes.
            let code = if error.use_stderr() { 2 } else { 0 };
            return if error.print().is_ok() { ExitCode::from(code) } else { ExitCode::from(2) };
        }
    };
    input::settle(arguments.common.reading());
    let common = arguments.common.settle();
    if let Some(line) = output::overwrites(&arguments.command, &common) {
        output::error(&line);
        return ExitCode::from(2);
    }
    match &arguments.command {
        Command::Parse(command) => parse::run(command, common),
        Command::Read(command) => read::run(command, &common),
        Command::Check(command) => check::run(command, common),
        Command::Audit(command) => threads(command.folder.jobs, || audit::run(command, &common)),
        Command::Graph(command) => threads(command.folder.jobs, || audit::graph(command, &common)),
        Command::Explain(command) => explain::run(command, common),
        Command::Doctor => doctor::run(&common),
        Command::Schema(command) => schema::run(command, &common),
        Command::Isolated => isolated::run(arguments.common.reading().options),
        Command::Eval(command) => eval::run(command, common),
    }
}

/// Runs with as many threads as were asked for.
fn threads(jobs: Option<usize>, run: impl FnOnce() -> ExitCode + Send) -> ExitCode {
    match rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build() {
        Ok(pool) => pool.install(run),
        Err(error) => {
            output::error(&format!("bamsat: {error}"));
            ExitCode::from(2)
        }
    }
}
