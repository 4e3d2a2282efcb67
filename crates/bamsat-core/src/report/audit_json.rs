//! `bamsat/audit/1`: a folder, linked and judged. `bamsat graph` gives the first part of it.

use serde::Serialize;

use crate::audit::{Audit, Lost, OfNode};
use crate::finding::Side;
use crate::message::Lang;
use crate::source::Spot;

use super::comparison_json::{PlaceJson, SummaryJson};
use super::{level_word, relation_word};

/// Version of the form.
pub const SCHEMA: &str = "bamsat/audit/1";

/// A folder.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditJson {
    schema: &'static str,
    documents: Vec<NodeJson>,
    links: Vec<LinkJson>,
    ambiguous: Vec<AmbiguousJson>,
    lost: Vec<LostJson>,
    findings: Vec<OfNodeJson>,
    unread: Vec<UnreadFileJson>,
    skipped: usize,
}

/// The cascade alone.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GraphJson {
    schema: &'static str,
    documents: Vec<NodeJson>,
    links: Vec<LinkJson>,
    ambiguous: Vec<AmbiguousJson>,
}

/// What the page for the browser holds: the cascade, and the worst findings of each document and
/// link.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PageJson {
    #[serde(flatten)]
    graph: GraphJson,
    lang: &'static str,
    findings: Vec<PageFindingJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PageFindingJson {
    code: String,
    severity: &'static str,
    message: String,
    hint: String,
    child: String,
    parent: Option<String>,
    file: String,
    line: u32,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct NodeJson {
    id: String,
    path: Option<String>,
    r#type: &'static str,
    type_name: &'static str,
    number: String,
    name: String,
    date: String,
    issuer: String,
    title: String,
    level: Option<&'static str>,
    tier: usize,
    present: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct LinkJson {
    parent: String,
    child: String,
    relation: &'static str,
    confidence: f32,
    evidence: String,
    line: u32,
    summary: Option<SummaryJson>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct AmbiguousJson {
    child: String,
    citation: String,
    candidates: Vec<String>,
    line: u32,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LostJson {
    mandate: String,
    document: String,
    text: String,
    lost_at: String,
    below: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct OfNodeJson {
    code: String,
    severity: &'static str,
    message: String,
    hint: String,
    child: String,
    parent: Option<String>,
    primary: PlaceJson,
    secondary: Vec<PlaceJson>,
    fingerprint: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct UnreadFileJson {
    path: String,
    reason: String,
}

/// Files of a folder that gave no document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// Files that could not be read, with the reason, in order.
    pub unread: Vec<(String, String)>,
    /// Files that hold no plan.
    pub skipped: usize,
}

/// The form of an audit.
pub fn audit_json(audit: &Audit, lost: &[Lost], findings: &[OfNode], left: &Left, lang: Lang) -> AuditJson {
    let ids = ids(audit);
    AuditJson {
        schema: SCHEMA,
        documents: nodes(audit, &ids),
        links: links(audit, &ids),
        ambiguous: ambiguous(audit, &ids),
        lost: lost.iter().map(|lost| lost_json(audit, &ids, lost)).collect(),
        findings: findings.iter().map(|found| finding(audit, &ids, found, lang)).collect(),
        unread: left.unread.iter().map(|(path, reason)| UnreadFileJson { path: path.clone(), reason: reason.clone() }).collect(),
        skipped: left.skipped,
    }
}

/// The form of the cascade alone.
pub fn graph_json(audit: &Audit) -> GraphJson {
    let ids = ids(audit);
    GraphJson { schema: SCHEMA, documents: nodes(audit, &ids), links: links(audit, &ids), ambiguous: ambiguous(audit, &ids) }
}

/// Findings of one document or link that the page holds at most: a reader goes on in the report.
const PAGE_FINDINGS: usize = 30;

/// The form of the page; `findings` are in the order of documents and links.
pub fn graph_page(audit: &Audit, findings: &[OfNode], lang: Lang) -> PageJson {
    let ids = ids(audit);
    let mut worst = Vec::new();
    for of_link in findings.chunk_by(|a, b| (a.child, a.parent) == (b.child, b.parent)) {
        let mut sorted: Vec<&OfNode> = of_link.iter().collect();
        sorted.sort_by_key(|found| std::cmp::Reverse(found.finding.severity));
        worst.extend(sorted.into_iter().take(PAGE_FINDINGS).map(|found| {
            let OfNodeJson { code, severity, message, hint, child, parent, primary, .. } = finding(audit, &ids, found, lang);
            let (file, line) = primary.start();
            PageFindingJson { code, severity, message, hint, child, parent, file, line }
        }));
    }
    PageJson { graph: graph_json(audit), lang: lang.code(), findings: worst }
}

/// A name for each node that does not depend on the other files: the path of a document that is
/// there, what is known of one that is not.
pub fn ids(audit: &Audit) -> Vec<String> {
    let mut seen: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let name = |(index, node): (usize, &crate::cascade::Node)| match audit.files.get(index) {
        Some(file) => file.clone(),
        None => {
            let name = format!("absent: {}", node.label());
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            if *count > 1 { format!("{name}~{count}") } else { name }
        }
    };
    audit.cascade.nodes.iter().enumerate().map(name).collect()
}

pub(super) fn nodes(audit: &Audit, ids: &[String]) -> Vec<NodeJson> {
    let node = |(index, node): (usize, &crate::cascade::Node)| {
        let identity = &node.identity;
        NodeJson {
            id: ids[index].clone(),
            path: node.facts.map(|facts| audit.files[facts].clone()),
            r#type: identity.doc_type.map_or("", |t| t.key),
            type_name: identity.doc_type.map_or("", |t| t.name),
            number: identity.number.clone(),
            name: node.name.clone(),
            date: identity.date.map_or(String::new(), |date| date.to_string()),
            issuer: identity.issuer.clone(),
            title: identity.title.clone(),
            level: node.level.map(level_word),
            tier: node.tier,
            present: node.facts.is_some(),
        }
    };
    audit.cascade.nodes.iter().enumerate().map(node).collect()
}

pub(super) fn links(audit: &Audit, ids: &[String]) -> Vec<LinkJson> {
    let link = |(index, link): (usize, &crate::cascade::Link)| {
        let cited = &audit.facts[link.child].cited[link.cited];
        LinkJson {
            parent: ids[link.parent].clone(),
            child: ids[link.child].clone(),
            relation: relation_word(link.relation),
            confidence: (link.confidence * 1000.0).round() / 1000.0,
            evidence: cited.evidence.clone(),
            line: cited.spot.line,
            summary: audit.judgements[index].as_ref().map(|judgement| SummaryJson::of(&judgement.summary)),
        }
    };
    audit.cascade.links.iter().enumerate().map(link).collect()
}

pub(super) fn ambiguous(audit: &Audit, ids: &[String]) -> Vec<AmbiguousJson> {
    let open = |open: &crate::cascade::Ambiguous| {
        let cited = &audit.facts[open.child].cited[open.cited];
        AmbiguousJson {
            child: ids[open.child].clone(),
            citation: cited.label(),
            candidates: open.candidates.iter().map(|&node| ids[node].clone()).collect(),
            line: cited.spot.line,
        }
    };
    audit.cascade.ambiguous.iter().map(open).collect()
}

fn lost_json(audit: &Audit, ids: &[String], lost: &Lost) -> LostJson {
    let mandate = &audit.facts[lost.document].mandates[lost.mandate];
    LostJson {
        mandate: mandate.id.clone(),
        document: ids[lost.document].clone(),
        text: mandate.text.clone(),
        lost_at: ids[lost.lost_at].clone(),
        below: lost.below.iter().map(|&node| ids[node].clone()).collect(),
    }
}

fn finding(audit: &Audit, ids: &[String], found: &OfNode, lang: Lang) -> OfNodeJson {
    let place = |(side, spot): &(Side, Spot)| {
        let node = if *side == Side::Parent { found.parent.unwrap_or(found.child) } else { found.child };
        PlaceJson::of(audit.files.get(node).map_or("", String::as_str), *spot)
    };
    let finding = &found.finding;
    OfNodeJson {
        code: finding.code.to_string(),
        severity: finding.severity.word(),
        message: finding.message.render(lang),
        hint: finding.hint.render(lang),
        child: ids[found.child].clone(),
        parent: found.parent.map(|node| ids[node].clone()),
        primary: place(&finding.primary),
        secondary: finding.secondary.iter().map(place).collect(),
        fingerprint: finding.fingerprint.clone(),
    }
}
