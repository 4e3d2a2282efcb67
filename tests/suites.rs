//! Literate suites: a heading is a test, fenced blocks are the input, and the expectation stands
//! beside them.

mod support;

use std::path::Path;

use bamsat_core::compare::{Judged, compare};
use bamsat_core::document::{Document, parse};
use bamsat_core::finding::{Finding, Mend, mended};
use bamsat_core::message::Lang;
use bamsat_core::report::{relation_word, role_word};
use bamsat_core::rules::{self, RULES};
use bamsat_core::source::Source;
use bamsat_core::{Config, check};

/// One case: its name and its fenced blocks by label.
struct Case {
    name: String,
    blocks: Vec<(String, String)>,
}

impl Case {
    fn block(&self, label: &str) -> &str {
        self.blocks.iter().find(|(l, _)| l == label).map_or_else(|| panic!("{}: no block {label}", self.name), |(_, text)| text.as_str())
    }
}

fn cases(path: &Path) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in support::read(path).lines() {
        if let Some((label, text)) = &mut open {
            if line == "```" {
                let block = (label.clone(), text.trim_end_matches('\n').to_owned());
                out.last_mut().unwrap_or_else(|| panic!("{}: a block before any heading", path.display())).blocks.push(block);
                open = None;
            } else {
                text.push_str(line);
                text.push('\n');
            }
        } else if let Some(name) = line.strip_prefix("## ") {
            out.push(Case { name: format!("{}: {name}", path.display()), blocks: Vec::new() });
        } else if let Some(label) = line.strip_prefix("```") {
            open = Some((label.to_owned(), String::new()));
        }
    }
    assert!(open.is_none(), "{}: a block is not closed", path.display());
    assert!(!out.is_empty(), "{}: no case", path.display());
    out
}

/// Runs every case of a stage suite: `text` in, the lines of `expect` out.
fn suite(name: &str, lines: impl Fn(&Document) -> Vec<String>) {
    let path = support::root().join(format!("tests/suites/{name}.md"));
    let mut wrong = String::new();
    for case in cases(&path) {
        let document = parse(Source::read(case.block("text")));
        let expected: Vec<String> = case.block("expect").lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
        let found = lines(&document);
        if expected != found {
            wrong.push_str(&support::difference(&case.name, &expected, &found));
            wrong.push_str(&format!("{}: found\n  {}\n", case.name, found.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn source() {
    suite("source", |document| {
        let source = &document.source;
        let line = |b: &bamsat_core::source::Block| {
            let (first, last) = source.places(b.span);
            format!("{}-{}{} {}", first.line, last.line, if b.footnote.is_some() { " note" } else { "" }, source.slice(b.span))
        };
        source.blocks().iter().map(line).collect()
    });
}

#[test]
fn header() {
    suite("header", |document| {
        let h = &document.header;
        let fields = [
            ("type", h.doc_type.map_or(String::new(), |t| t.key.to_owned())),
            ("number", h.number.clone()),
            ("blank", if h.number_blank { h.symbol.clone() } else { String::new() }),
            ("date", h.date.map_or(String::new(), |d| d.to_string())),
            ("place", h.place.clone()),
            ("issuer", h.issuer.clone()),
            ("parent", h.parent_agency.clone()),
            ("title", h.title.clone()),
            ("signatory", h.signatory.clone()),
            ("inferred", h.inferred.join(" ")),
        ];
        fields.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key} = {value}")).collect()
    });
}

#[test]
fn outline() {
    suite("outline", |document| {
        let mut out = Vec::new();
        for part in document.with_attachments() {
            out.extend(part.sections.iter().map(|s| format!("{}|{}|{}", s.path, s.heading.map_or("", |h| part.text(h)), s.bullets)));
        }
        out
    });
}

#[test]
fn citations() {
    suite("citations", |document| {
        let line = |(index, r): (usize, &bamsat_core::document::Reference)| {
            let count = document.citations.iter().filter(|c| c.reference == index).count();
            let name = if r.number.is_empty() { &r.name } else { &r.number };
            let date = r.date.map_or(String::new(), |d| d.to_string());
            let implements = if r.implements { " | implements" } else { "" };
            format!(
                "{name} | {} | {date} | {} | {count}{implements}",
                r.doc_type.map_or("", |t| t.key),
                r.relation.map_or("", relation_word)
            )
        };
        document.references.iter().enumerate().map(line).collect()
    });
}

#[test]
fn assignments() {
    suite("assignments", |document| {
        document
            .assignments
            .iter()
            .map(|a| format!("{} | {} | {}", document.path(a.section), document.text(a.unit), role_word(a.role)))
            .collect()
    });
}

#[test]
fn mandates() {
    suite("mandates", |document| {
        let mut out = Vec::new();
        for m in &document.mandates {
            out.push(format!("{} {}", m.id, document.text(m.span).replace('\n', " / ")));
            out.extend(m.stem.map(|s| format!("  stem {}", document.text(s))));
            out.extend(m.clauses.iter().filter(|_| m.clauses.len() > 1).map(|c| format!("  clause {}", document.text(c.span))));
            out.extend(m.constraints.iter().map(|c| format!("  {:?} {} {:?}", c.kind, c.value, c.bound)));
        }
        out
    });
}

/// Whom each demand of a parent speaks to, as its child sees it.
#[test]
fn applicability() {
    let mut wrong = String::new();
    for case in cases(&support::root().join("tests/suites/applicability.md")) {
        let (parent, child) = (parse(Source::read(case.block("parent"))), parse(Source::read(case.block("child"))));
        let comparison = compare(&parent, &child);
        let line = |judged: &Judged| {
            let body = judged.addressee.map_or(String::new(), |span| format!(" {}", parent.text(span)));
            format!("{} | {:?}{body}", comparison.mandate(judged).id, judged.applies)
        };
        let found: Vec<String> = comparison.mandates.iter().map(line).collect();
        let expected: Vec<String> = case.block("expect").lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
        if expected != found {
            wrong.push_str(&support::difference(&case.name, &expected, &found));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Each rule has a suite; each suite at least one finding and one look-alike that stays silent.
#[test]
fn rules_have_findings_and_look_alikes() {
    let mut wrong = String::new();
    for rule in RULES {
        let path = support::root().join(format!("tests/suites/rules/{}.md", rule.code));
        if !path.is_file() {
            wrong.push_str(&format!("{}: no suite\n", rule.code));
            continue;
        }
        let (mut loud, mut silent) = (0, 0);
        for case in cases(&path) {
            let found = match (rule.is_of_folder(), rule.is_of_form()) {
                (true, _) => in_folder(&case, rule.code),
                (_, true) => by_itself(&case, rule.code),
                _ => beside_parent(&case, rule.code),
            };
            let expected: Vec<String> = case.block("expect").lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
            *(if expected.is_empty() { &mut silent } else { &mut loud }) += 1;
            if expected != found {
                wrong.push_str(&support::difference(&case.name, &expected, &found));
            }
        }
        if loud == 0 || silent == 0 {
            wrong.push_str(&format!("{}: {loud} cases with a finding, {silent} silent\n", rule.code));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What a rule finds in a child beside its parent.
fn beside_parent(case: &Case, code: &str) -> Vec<String> {
    let (parent, child) = (parse(Source::read(case.block("parent"))), parse(Source::read(case.block("child"))));
    let mut config = Config::default();
    if let Some((_, limits)) = case.blocks.iter().find(|(label, _)| label == "limits") {
        config.bounds.mandates = limits.strip_prefix("mandates = ").and_then(|value| value.parse().ok()).expect("`mandates = N`");
    }
    let findings = check(&parent, &child, &config).findings;
    findings.iter().filter(|f| f.code == code).map(|f| format!("{}: {}", f.severity.word(), f.message.render(Lang::En))).collect()
}

/// What a rule finds in a text by itself. What it mends it finds no more in the mended text.
fn by_itself(case: &Case, code: &str) -> Vec<String> {
    let document = parse(Source::read(case.block("text")));
    let findings: Vec<Finding> = rules::lint(&document).into_iter().filter(|f| f.code == code).collect();
    let mends: Vec<&Mend> = findings.iter().filter_map(|f| f.mend.as_ref()).collect();
    let mended = parse(Source::read(&mended(&document.source, &mends).0));
    let left = rules::lint(&mended).iter().filter(|f| f.code == code).count();
    assert_eq!(left, findings.len() - mends.len(), "{}: found again in\n{}", case.name, mended.source.original_text());
    findings.iter().map(|f| format!("{}: {}", f.severity.word(), f.message.render(Lang::En))).collect()
}

/// What a rule finds in a folder: every block but the expectation is a file.
fn in_folder(case: &Case, code: &str) -> Vec<String> {
    let mut files: Vec<&(String, String)> = case.blocks.iter().filter(|(label, _)| label.ends_with(".txt")).collect();
    files.sort();
    let documents: Vec<Document> = files.iter().map(|(_, text)| parse(Source::read(text))).collect();
    let audit = rules::audit(files.iter().map(|(name, _)| name.clone()).collect(), &documents);
    let findings = rules::of_audit(&audit);
    let of = findings.iter().filter(|found| found.finding.code == code);
    of.map(|found| format!("{}: {}: {}", found.finding.severity.word(), audit.files[found.child], found.finding.message.render(Lang::En)))
        .collect()
}
