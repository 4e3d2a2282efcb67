//! `bamsat man` and `bamsat completions`, from the same table as the help.

use std::process::ExitCode;

use bamsat_core::message::Lang;
use clap::CommandFactory;

use crate::arguments::{Arguments, Common, CompletionsArguments, ManArguments};
use crate::output;

/// Prints completions for a shell.
pub(crate) fn completions(arguments: &CompletionsArguments, common: &Common) -> ExitCode {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "bamsat", &mut out);
    output::written(common, 0, |to| to.write_all(&out))
}

/// Prints a manual page.
pub(crate) fn run(arguments: &ManArguments, common: &Common) -> ExitCode {
    let mut program = Arguments::command();
    program.build();
    let page = match &arguments.command {
        None => Some(program),
        Some(name) => program.get_subcommands().find(|command| command.get_name() == name).cloned(),
    };
    let Some(page) = page else {
        let name: String = arguments.command.iter().flat_map(|name| name.chars()).filter(|c| !c.is_control()).collect();
        output::error(&match common.lang {
            Lang::Vi => format!("bamsat: không có lệnh “{name}”"),
            Lang::En => format!("bamsat: there is no command “{name}”"),
        });
        return ExitCode::from(2);
    };
    output::written(common, 0, |to| clap_mangen::Man::new(page).render(&mut { to }))
}
