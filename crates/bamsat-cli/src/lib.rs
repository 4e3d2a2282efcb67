//! The program `bamsat`, which `main.rs` starts. What is public is for its tests.

mod annotate;
mod arguments;
mod audit;
mod check;
mod ci;
mod common;
mod config;
mod doctor;
mod eval;
mod explain;
mod fix;
mod formula;
mod helpers;
mod input;
mod isolated;
mod library;
mod limits;
mod lint;
mod man;
mod ocr;
mod office;
mod output;
mod parse;
mod paths;
mod policy;
mod read;
mod schema;
mod settings;
mod sheet;
mod store;
pub mod untrusted;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

/// Does what the arguments of the process ask for.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no mistakes.
            let code = if error.use_stderr() { 2 } else { 0 };
            let told = error.render().to_string();
            // It quotes what was asked for, and names of files may come from anywhere.
            if bamsat_core::report::visible::lines(&told) != told {
                output::error(told.trim_end());
                return ExitCode::from(code);
            }
            let is_told = error.print().map_or_else(|error| error.kind() == std::io::ErrorKind::BrokenPipe, |()| true);
            return if is_told { ExitCode::from(code) } else { ExitCode::from(2) };
        }
    };
    let settings = match settings(&arguments) {
        Ok(settings) => settings,
        Err(line) => {
            output::error(&format!("bamsat: {line}"));
            return ExitCode::from(2);
        }
    };
    let mut reading = arguments.common.reading(&settings);
    if let Command::Isolated(command) = &arguments.command {
        reading.limits.read = isolated::limits(&command.limits);
        return isolated::run(reading.options());
    }
    // Nothing was parsed yet, so that the tables still take what is added.
    let _ = bamsat_core::lexicon::extend(settings.additions.clone());
    input::settle(reading);
    let common = arguments.common.settle(settings);
    if let Some(line) = output::overwrites(&arguments.command, &common) {
        output::error(&line);
        return ExitCode::from(2);
    }
    match &arguments.command {
        Command::Parse(command) => parse::run(command, common),
        Command::Read(command) => read::run(command, &common),
        Command::Lint(command) => lint::run(command, &common),
        Command::Check(command) => check::run(command, common),
        Command::Audit(command) => threads(command.folder.jobs, || audit::run(command, &common)),
        Command::Graph(command) => threads(command.folder.jobs, || audit::graph(command, &common)),
        Command::Explain(command) => explain::run(command, common),
        Command::Doctor => doctor::run(&common),
        Command::Schema(command) => schema::run(command, &common),
        Command::Completions(command) => man::completions(command, &common),
        Command::Man(command) => man::run(command, &common),
        Command::Init => config::init(&common),
        Command::Config(command) => config::run(command, &common),
        // It has run before the settings were asked for.
        Command::Isolated(_) => ExitCode::SUCCESS,
        Command::Eval(command) => eval::run(command, common),
    }
}

/// The settings that hold for what a command looks at.
fn settings(arguments: &Arguments) -> Result<settings::Settings, String> {
    let file = |path: &Path| path.parent().map_or_else(PathBuf::new, Path::to_owned);
    let start = match &arguments.command {
        Command::Isolated(_) => return Ok(settings::Settings::default()),
        Command::Check(command) => file(&command.child),
        Command::Lint(command) => command.files.first().map_or_else(PathBuf::new, |path| file(path)),
        Command::Parse(command) => command.files.first().map_or_else(PathBuf::new, |path| file(path)),
        Command::Read(command) => file(&command.file),
        Command::Config(command) => command.parents.as_deref().map_or_else(PathBuf::new, file),
        Command::Audit(command) => command.folder.start(),
        Command::Graph(command) => command.folder.start(),
        _ => PathBuf::new(),
    };
    arguments.common.settings(&start)
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
