//! JSON Schemas of the JSON forms, made from their mirror types.

use schemars::{JsonSchema, Schema, schema_for};

use super::against::AgainstJson;
use super::audit_json::{AuditJson, GraphJson};
use super::comparison_json::{ComparisonJson, ComparisonsJson};
use super::document_json::DocumentJson;
use super::lint_json::LintJson;

/// Forms of a command that gives one object or several.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is asked for")]
enum Check {
    /// One parent.
    One(Box<ComparisonJson>),
    /// Several parents.
    Several(ComparisonsJson),
}

/// The same for documents.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is asked for")]
enum Parse {
    /// One file.
    One(Box<DocumentJson>),
    /// Several files.
    Several(Vec<DocumentJson>),
}

/// Schema of `bamsat parse --format json`.
pub fn parse() -> Schema {
    schema_for!(Parse)
}

/// Schema of `bamsat check --format json`.
pub fn check() -> Schema {
    schema_for!(Check)
}

/// Schema of `bamsat check --against --format json`: one for each parent.
pub fn against() -> Schema {
    schema_for!(Vec<AgainstJson>)
}

/// Schema of `bamsat lint --format json`.
pub fn lint() -> Schema {
    schema_for!(LintJson)
}

/// Schema of `bamsat audit --format json`.
pub fn audit() -> Schema {
    schema_for!(AuditJson)
}

/// Schema of `bamsat graph --format json`.
pub fn graph() -> Schema {
    schema_for!(GraphJson)
}
