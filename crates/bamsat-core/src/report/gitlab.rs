//! Code quality reports of GitLab.

use serde_json::Value;

use crate::finding::Severity;
use crate::message::Lang;

use super::told::{Told, fingerprints};
use super::visible::json;

/// An array with the findings that count.
pub fn gitlab(told: &[Told], lang: Lang) -> String {
    let found = told.iter().zip(fingerprints(told)).filter(|(told, _)| told.counts());
    let issues: Vec<Value> = found.map(|(told, fingerprint)| issue(told, &fingerprint, lang)).collect();
    json(&issues)
}

fn issue(told: &Told, fingerprint: &str, lang: Lang) -> Value {
    let (file, spot) = told.primary();
    let severity = match told.finding.severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "info",
    };
    serde_json::json!({
        "description": told.finding.message.render(lang),
        "check_name": told.finding.code,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": file.trim_start_matches("./"), "lines": { "begin": spot.line, "end": spot.end_line } },
    })
}
