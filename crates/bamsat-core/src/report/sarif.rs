//! SARIF 2.1.0 (OASIS), for code scanning services.

use serde_json::{Value, json};

use crate::finding::{AcceptedIn, Severity, Standing};
use crate::message::Lang;
use crate::rules::{RULES, Rule};
use crate::source::Spot;

use super::told::{Told, fingerprints};
use super::visible;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run with all findings; what was accepted or known before is marked, not left out.
pub fn sarif(told: &[Told], lang: Lang) -> String {
    let fingerprints = fingerprints(told);
    let results: Vec<Value> = told.iter().zip(&fingerprints).map(|(told, fingerprint)| result(told, fingerprint, lang)).collect();
    let run = json!({
        "tool": { "driver": {
            "name": "bamsat",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": RULES.iter().map(|rule| described(rule, lang)).collect::<Vec<_>>(),
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    visible::json(&json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

/// What a rule is, with its page in both languages.
fn described(rule: &Rule, lang: Lang) -> Value {
    let page = rule.page(lang);
    let first = page.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let both = format!("{}\n\n---\n\n{}", rule.page(Lang::Vi), rule.page(Lang::En));
    json!({
        "id": rule.code,
        "shortDescription": { "text": first },
        "fullDescription": { "text": page },
        "help": { "text": both, "markdown": both },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(told: &Told, fingerprint: &str, lang: Lang) -> Value {
    let finding = &told.finding;
    let message = finding.message.render(lang);
    let hint = finding.hint.render(lang);
    let text = if hint.is_empty() { message } else { format!("{message}\n{hint}") };
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(told.primary())],
        "partialFingerprints": { "bamsat/v1": fingerprint },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    let related: Vec<Value> = told.secondary().map(location).collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(suppression) = suppression(&told.standing) {
        result["suppressions"] = json!([suppression]);
    }
    result
}

fn suppression(standing: &Standing) -> Option<Value> {
    let (kind, why) = match standing {
        Standing::Counts => return None,
        Standing::Known => ("external", "baseline"),
        Standing::Accepted { by: AcceptedIn::Text, reason } => ("inSource", reason.as_str()),
        Standing::Accepted { by: AcceptedIn::Settings, reason } => ("external", reason.as_str()),
    };
    Some(json!({ "kind": kind, "justification": why }))
}

fn location((file, spot): (&str, Spot)) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(file) },
        // The end is the column behind the last character.
        "region": { "startLine": spot.line, "startColumn": spot.column, "endLine": spot.end_line, "endColumn": spot.end_column + 1 },
    } })
}

/// A path as a relative reference (RFC 3986): what is no letter, digit or mark of a name is escaped.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
