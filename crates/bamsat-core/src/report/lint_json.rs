//! `bamsat/lint/1`: texts by themselves.

use serde::Serialize;

use crate::document::Document;
use crate::finding::{Finding, Mend};
use crate::message::Lang;

use super::comparison_json::{FindingJson, PlaceJson};
use super::texts::Texts;

/// Version of the form.
pub const SCHEMA: &str = "bamsat/lint/1";

/// What was found in texts by themselves.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LintJson {
    /// Version of the form.
    pub schema: &'static str,
    /// One for each text that was read, in the order given.
    pub files: Vec<FileJson>,
}

/// What was found in one text.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileJson {
    path: String,
    findings: Vec<SlipJson>,
    /// Lines that could not be read.
    unread: Vec<u32>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SlipJson {
    #[serde(flatten)]
    finding: FindingJson,
    /// The remedy, where it is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<MendJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct MendJson {
    #[serde(flatten)]
    place: PlaceJson,
    /// What should stand there.
    text: String,
}

/// The form of one text.
pub fn file_json(document: &Document, findings: &[Finding], path: &str, lang: Lang) -> FileJson {
    let texts = Texts::of_draft(document, path);
    let mend = |mend: &Mend| MendJson { place: PlaceJson::of(path, document.source.spot(mend.span)), text: mend.words.clone() };
    let slip = |finding: &Finding| SlipJson { finding: FindingJson::of(finding, texts, lang), mend: finding.mend.as_ref().map(mend) };
    FileJson {
        path: path.to_owned(),
        findings: findings.iter().map(slip).collect(),
        unread: document.source.unread().iter().map(|unread| unread.line).collect(),
    }
}
