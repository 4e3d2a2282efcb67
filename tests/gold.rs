//! The reference documents against what a careful reader found in them.
#![expect(clippy::print_stdout, reason = "the scores are for the reader of the run")]

mod support;

use bamsat_core::compare::{Verdict, compare};
use bamsat_core::document::Document;
use bamsat_core::lexicon::Role;
use bamsat_core::report::{relation_word, role_word};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Gold {
    header: BTreeMap<String, toml::Value>,
    structure: Structure,
    #[serde(default)]
    citation: Vec<Cited>,
    #[serde(default)]
    assignment: Vec<Assigned>,
}

#[derive(Deserialize)]
struct Structure {
    outline: Vec<String>,
    bullets: BTreeMap<String, usize>,
    footnotes: usize,
}

#[derive(Deserialize)]
struct Cited {
    number: Option<String>,
    name: Option<String>,
    r#type: String,
    #[serde(default)]
    date: String,
    relation: String,
    count: usize,
    as_written: Option<String>,
    implements: Option<bool>,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct Assigned {
    path: String,
    #[serde(default)]
    lead: Vec<String>,
    #[serde(default)]
    coordinate: Vec<String>,
}

fn each(test: &str, check: impl Fn(&str, &Gold, &Document) -> String) {
    let Some(shared) = support::shared(test) else { return };
    let mut wrong = String::new();
    let mut seen = 0;
    for path in support::entries(&shared.join("gold/seeds")).into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let gold: Gold = toml::from_str(&support::read(&path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let document = support::document(&shared.join(format!("corpus/seeds/{name}.txt")));
        wrong.push_str(&check(&name, &gold, &document));
        seen += 1;
    }
    assert!(seen > 0, "no labels were read");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn headers_are_exact() {
    each("headers_are_exact", |name, gold, document| {
        let header = &document.header;
        let found = |key: &str| -> String {
            match key {
                "type" => header.doc_type.map_or("", |t| t.key).to_owned(),
                "number" => header.number.clone(),
                "symbol" => header.symbol.clone(),
                "date" => header.date.map_or(String::new(), |d| d.to_string()),
                "place" => header.place.clone(),
                "issuer" => header.issuer.clone(),
                "parent_agency" => header.parent_agency.clone(),
                "title" => header.title.clone(),
                "signatory" => header.signatory.clone(),
                "number_blank" => header.number_blank.to_string(),
                other => panic!("no header field {other}"),
            }
        };
        let mut wrong = String::new();
        for (key, value) in gold.header.iter().filter(|(key, _)| *key != "as_written") {
            let expected = value.as_str().map_or_else(|| value.as_bool().unwrap_or_default().to_string(), str::to_owned);
            if support::fold(&expected) != support::fold(&found(key)) {
                wrong.push_str(&format!("{name}: {key}: “{expected}”, found “{}”\n", found(key)));
            }
        }
        wrong
    });
}

#[test]
fn outlines_are_exact() {
    each("outlines_are_exact", |name, gold, document| {
        let expected: Vec<String> = gold.structure.outline.iter().map(|line| support::fold(line)).collect();
        let found: Vec<String> = document
            .sections
            .iter()
            .map(|s| support::fold(&s.heading.map_or(s.path.clone(), |h| format!("{}|{}", s.path, document.text(h)))))
            .collect();
        let mut wrong = support::difference(name, &expected, &found);
        let bullets: BTreeMap<String, usize> =
            document.sections.iter().filter(|s| s.bullets > 0).map(|s| (s.path.clone(), s.bullets)).collect();
        if bullets != gold.structure.bullets {
            wrong.push_str(&format!("{name}: bullets {:?}, found {bullets:?}\n", gold.structure.bullets));
        }
        if document.footnotes.len() != gold.structure.footnotes {
            wrong.push_str(&format!("{name}: {} footnotes, found {}\n", gold.structure.footnotes, document.footnotes.len()));
        }
        wrong
    });
}

#[test]
fn citations_are_exact() {
    each("citations_are_exact", |name, gold, document| {
        let lines: Vec<(String, String)> = document
            .references
            .iter()
            .enumerate()
            .map(|(index, r)| {
                let key = if r.number.is_empty() { &r.name } else { &r.number };
                let count = document.citations.iter().filter(|c| c.reference == index).count();
                let date = r.date.map_or(String::new(), |d| d.to_string());
                let relation = r.relation.map_or("", relation_word);
                (
                    support::fold(key),
                    format!(
                        "{} | {} | {date} | {relation} | {count} | {}",
                        support::fold(key),
                        r.doc_type.map_or("", |t| t.key),
                        r.implements
                    ),
                )
            })
            .collect();
        let mut optional = Vec::new();
        let mut expected = Vec::new();
        for cited in &gold.citation {
            let key = support::fold(cited.number.as_deref().or(cited.name.as_deref()).unwrap_or_default());
            if cited.optional {
                optional.push(key);
                continue;
            }
            let implements = cited.implements.unwrap_or(cited.relation == "implements");
            if let Some(written) = &cited.as_written {
                let all: Vec<&str> = document
                    .citations
                    .iter()
                    .filter(|c| support::fold(&document.references[c.reference].number) == key)
                    .filter_map(|c| c.as_written.as_deref())
                    .collect();
                assert!(all.contains(&written.as_str()), "{name}: {key} is written “{written}”, found {all:?}");
            }
            expected.push(format!("{key} | {} | {} | {} | {} | {implements}", cited.r#type, cited.date, cited.relation, cited.count));
        }
        let found: Vec<String> = lines.into_iter().filter(|(key, _)| !optional.contains(key)).map(|(_, line)| line).collect();
        support::difference(name, &expected, &found)
    });
}

#[test]
fn leads_are_exact_and_helpers_are_found() {
    each("leads_are_exact_and_helpers_are_found", |name, gold, document| {
        let paths: Vec<&str> = gold.assignment.iter().map(|a| a.path.as_str()).collect();
        let roll = |path: &str| -> Option<String> {
            (0..=path.matches('.').count())
                .map(|up| path.rsplitn(up + 1, '.').last().unwrap_or(path))
                .find(|p| paths.contains(p))
                .map(str::to_owned)
        };
        let of = |path: &str, role: Role| -> Vec<String> {
            document
                .assignments
                .iter()
                .filter(|a| a.role == role && roll(document.path(a.section)).as_deref() == Some(path))
                .map(|a| support::fold(document.text(a.unit)))
                .collect()
        };
        let mut wrong = String::new();
        for assigned in &gold.assignment {
            let expected: Vec<String> = assigned.lead.iter().map(|u| support::fold(u)).collect();
            wrong.push_str(&support::difference(
                &format!("{name} {} {}", assigned.path, role_word(Role::Lead)),
                &expected,
                &of(&assigned.path, Role::Lead),
            ));
            let helpers = of(&assigned.path, Role::Coordinate);
            for missed in assigned.coordinate.iter().map(|u| support::fold(u)).filter(|u| !helpers.contains(u)) {
                wrong.push_str(&format!("{name} {}: helper {missed} not found\n", assigned.path));
            }
        }
        wrong
    });
}

/// Area under the curve of covered against missing by clause coverage, and the share of covered
/// clauses whose evidence is the labelled place.
#[test]
fn the_labelled_pair_ranks_as_its_readers_do() {
    let Some(shared) = support::shared("the_labelled_pair_ranks_as_its_readers_do") else { return };
    let parent = support::document(&shared.join("corpus/seeds/cao-bang-btgdv-2025.txt"));
    let child = support::document(&shared.join("corpus/seeds/quang-ngai-sct-2025.txt"));
    let comparison = compare(&parent, &child);
    let words =
        |text: &str| support::fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let cut = |text: &str, chars: usize| text.chars().take(chars).collect::<String>();
    let clauses: Vec<_> = comparison.mandates.iter().flat_map(|m| &m.clauses).map(|c| (words(parent.text(c.span)), c)).collect();
    let labels = support::read(&shared.join("gold/seeds/quang-ngai-from-cao-bang.tsv"));
    let (mut covered, mut missing, mut placed) = (Vec::new(), Vec::new(), 0);
    for row in labels.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let wanted = words(cells[1]);
        let wanted = cut(&wanted, wanted.chars().count().saturating_sub(6).min(50));
        let Some((_, clause)) = clauses
            .iter()
            .find(|(text, _)| text.starts_with(&cut(&wanted, 30)))
            .or_else(|| clauses.iter().find(|(text, _)| text.contains(&wanted)))
        else {
            panic!("no clause for {}", cells[0])
        };
        if cells[2] == "missing" {
            missing.push(clause.coverage);
            continue;
        }
        covered.push(clause.coverage);
        let place = cut(&words(cells[4]), 45);
        // A split obligation has several right places; the first is quoted in the label, citations
        // named in the comment count as well.
        let several = cells[5].contains("fn1");
        let right = clause.evidence.iter().any(|e| {
            let text = words(child.text(e.span));
            text.contains(&place)
                || place.contains(&cut(&text, 45))
                || (several && child.footnotes.iter().any(|n| n.span.contains(e.span.start)))
        });
        placed += usize::from(right);
    }
    let pairs = covered.iter().flat_map(|c| {
        missing.iter().map(move |m| {
            if c > m {
                1.0
            } else if c == m {
                0.5
            } else {
                0.0
            }
        })
    });
    let auc = pairs.sum::<f64>() / (covered.len() * missing.len()) as f64;
    println!("AUC {auc:.3}, right place {placed} of {}", covered.len());
    assert_eq!(covered.len() + missing.len(), 59);
    assert!(auc >= 0.91, "AUC {auc:.3}");
    assert!(placed as f64 / covered.len() as f64 >= 0.93, "right place {placed} of {}", covered.len());
    assert!(comparison.mandates.iter().any(|m| m.verdict == Verdict::NotApplicable));
}
