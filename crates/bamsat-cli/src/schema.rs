//! `bamsat schema`.

use std::process::ExitCode;

use bamsat_core::report::schema;

use crate::arguments::{Common, SchemaArguments, SchemaName};
use crate::output;

/// Prints the schema of one form.
pub(crate) fn run(arguments: &SchemaArguments, common: &Common) -> ExitCode {
    let schema = match arguments.name {
        SchemaName::Parse => schema::parse(),
        SchemaName::Check => schema::check(),
        SchemaName::Against => schema::against(),
        SchemaName::Lint => schema::lint(),
        SchemaName::Audit => schema::audit(),
        SchemaName::Graph => schema::graph(),
    };
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    output::result(&(text + "\n"), common, 0)
}
