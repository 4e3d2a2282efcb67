//! The rows of an audit, table by table.

use std::collections::BTreeMap;
use std::io;

use bamsat_core::audit::{Audit, Lost, OfNode, UnitTotals, document_totals, unit_totals};
use bamsat_core::cascade::{Node, Stated};
use bamsat_core::document::canonical_unit;
use bamsat_core::finding::Side;
use bamsat_core::message::Lang;
use bamsat_core::report::audit_json::{Left, ids};
use bamsat_core::report::comparison_json::{change_word, evidence_word, verdict_word};
use bamsat_core::report::{level_word, relation_word, role_word};
use serde::Serialize;

use super::Value::{self, Integer, Null, Real, Text};
use super::{SCHEMA, Sink, TABLES};

/// An audit with all that was made of it.
pub(crate) struct Audited<'a> {
    pub(crate) audit: &'a Audit,
    pub(crate) lost: &'a [Lost],
    pub(crate) findings: &'a [OfNode],
    pub(crate) left: &'a Left,
    pub(crate) lang: Lang,
}

/// Numbers of rows in other tables.
struct Numbers {
    /// Of the first citation of each document.
    citations: Vec<i64>,
    /// Of the first mandate of each document.
    mandates: Vec<i64>,
    /// Of each unit, by its canonical name.
    units: BTreeMap<String, i64>,
}

/// A change, as the table holds it.
#[derive(Serialize)]
struct ChangeRow<'a> {
    kind: &'a str,
    registered: bool,
    parent: &'a str,
    child: &'a str,
}

impl Audited<'_> {
    /// Writes every table.
    pub(crate) fn write(&self, sink: &mut dyn Sink) -> io::Result<()> {
        let units = unit_totals(self.audit);
        let facts = &self.audit.facts;
        let numbers = Numbers {
            citations: firsts(facts.iter().map(|f| f.cited.len())),
            mandates: firsts(facts.iter().map(|f| f.mandates.len())),
            units: units.iter().enumerate().map(|(at, unit)| (canonical_unit(&unit.unit), number(at))).collect(),
        };
        for table in &TABLES {
            sink.table(table)?;
            match table.name {
                "meta" => meta(sink)?,
                "documents" => self.documents(sink)?,
                "citations" => self.citations(sink)?,
                "units" => self.units(sink, &units)?,
                "assignments" => self.assignments(sink, &numbers)?,
                "mandates" => self.mandates(sink)?,
                "addressees" => self.addressees(sink, &numbers)?,
                "links" => self.links(sink, &numbers)?,
                "verdicts" => self.verdicts(sink, &numbers)?,
                "evidence" => self.evidence(sink)?,
                "losses" => self.losses(sink, &numbers)?,
                "unseen" => self.unseen(sink)?,
                "ambiguous" => self.ambiguous(sink, &numbers)?,
                "findings" => self.finding_rows(sink)?,
                _ => self.unread(sink)?,
            }
        }
        Ok(())
    }

    fn documents(&self, sink: &mut dyn Sink) -> io::Result<()> {
        let totals = document_totals(self.audit, self.findings);
        for ((index, node), name) in self.audit.cascade.nodes.iter().enumerate().zip(ids(self.audit)) {
            let facts = node.facts.map(|at| &self.audit.facts[at]);
            let own = totals.get(index);
            let count = |at: usize| Integer(own.map_or(0, |own| own.findings[at] as i64));
            let identity = &node.identity;
            let date = identity.date.map_or(String::new(), |date| date.to_string());
            sink.row(&[
                Text(&name),
                node.facts.map_or(Null, |at| Text(&self.audit.files[at])),
                Integer(i64::from(node.facts.is_some())),
                Text(identity.doc_type.map_or("", |t| t.key)),
                Text(&identity.number),
                Text(&date),
                Text(&identity.issuer),
                Text(title(node)),
                node.level.map_or(Null, |level| Text(level_word(level))),
                Text(&identity.seat.province),
                Integer(node.tier as i64),
                Text(facts.map_or("", |facts| &facts.signatory)),
                Integer(i64::from(facts.is_some_and(|facts| facts.draft))),
                real(own.and_then(|own| own.coverage)),
                count(0),
                count(1),
                count(2),
            ])?;
        }
        Ok(())
    }

    fn citations(&self, sink: &mut dyn Sink) -> io::Result<()> {
        for (at, facts) in self.audit.facts.iter().enumerate() {
            for cited in &facts.cited {
                let identity = &cited.identity;
                let date = identity.date.map_or(String::new(), |date| date.to_string());
                sink.row(&[
                    Integer(number(at)),
                    Text(identity.doc_type.map_or("", |t| t.key)),
                    Text(&identity.number),
                    Text(&cited.name),
                    Text(&date),
                    Text(&identity.issuer),
                    Text(&identity.title),
                    Text(relation_word(cited.relation)),
                    Text(if cited.stated == Stated::Openly { "openly" } else { "in_passing" }),
                    Text(&cited.evidence),
                    line(cited.spot.line),
                    line(cited.spot.column),
                ])?;
            }
        }
        Ok(())
    }

    fn units(&self, sink: &mut dyn Sink, units: &[UnitTotals]) -> io::Result<()> {
        for unit in units {
            let counts = [unit.lead, unit.coordinate, unit.other, unit.lost, unit.reassigned].map(|n| Integer(n as i64));
            sink.row(&[Text(&unit.unit), counts[0], counts[1], counts[2], counts[3], counts[4]])?;
        }
        Ok(())
    }

    fn assignments(&self, sink: &mut dyn Sink, numbers: &Numbers) -> io::Result<()> {
        for (at, facts) in self.audit.facts.iter().enumerate() {
            for given in &facts.given {
                let key = if given.canonical.is_empty() { &given.unit } else { &given.canonical };
                sink.row(&[
                    Integer(number(at)),
                    numbers.unit(key),
                    Text(&given.path),
                    Text(&given.unit),
                    Text(role_word(given.role)),
                    line(given.line),
                ])?;
            }
        }
        Ok(())
    }

    fn mandates(&self, sink: &mut dyn Sink) -> io::Result<()> {
        for (at, facts) in self.audit.facts.iter().enumerate() {
            for mandate in &facts.mandates {
                sink.row(&[Integer(number(at)), Text(&mandate.id), line(mandate.line), line(mandate.end_line), Text(&mandate.text)])?;
            }
        }
        Ok(())
    }

    fn addressees(&self, sink: &mut dyn Sink, numbers: &Numbers) -> io::Result<()> {
        let mandates = self.audit.facts.iter().flat_map(|facts| &facts.mandates);
        for (at, mandate) in mandates.enumerate() {
            for (unit, role) in &mandate.addressees {
                sink.row(&[Integer(number(at)), numbers.unit(unit), Text(unit), Text(role_word(*role))])?;
            }
        }
        Ok(())
    }

    fn links(&self, sink: &mut dyn Sink, numbers: &Numbers) -> io::Result<()> {
        for (index, link) in self.audit.cascade.links.iter().enumerate() {
            let summary = self.audit.judgements[index].as_ref().map(|judgement| &judgement.summary);
            let count = |count: Option<usize>| count.map_or(Null, |n| Integer(n as i64));
            sink.row(&[
                Integer(number(link.parent)),
                Integer(number(link.child)),
                Integer(numbers.citations[link.child] + link.cited as i64),
                Text(relation_word(link.relation)),
                real(Some(link.confidence)),
                Integer(i64::from(summary.is_some())),
                count(summary.map(|s| s.mandates)),
                count(summary.map(|s| s.applicable)),
                count(summary.map(|s| s.missing)),
                count(summary.map(|s| s.partial)),
                real(summary.and_then(|s| s.coverage)),
            ])?;
        }
        Ok(())
    }

    fn verdicts(&self, sink: &mut dyn Sink, numbers: &Numbers) -> io::Result<()> {
        for (index, link, judgement) in self.audit.judged() {
            for (at, (verdict, detail)) in judgement.verdicts.iter().zip(judgement.details()).enumerate() {
                let changes: Vec<ChangeRow<'_>> = detail
                    .changes
                    .iter()
                    .map(|c| ChangeRow { kind: change_word(c.kind), registered: c.registered, parent: &c.parent, child: &c.child })
                    .collect();
                sink.row(&[
                    Integer(number(index)),
                    Integer(numbers.mandates[link.parent] + at as i64),
                    Text(verdict_word(*verdict)),
                    real(Some(detail.coverage)),
                    real(Some(detail.confidence)),
                    Text(&detail.lost.join("\n")),
                    Text(&serde_json::to_string(&changes)?),
                ])?;
            }
        }
        Ok(())
    }

    fn evidence(&self, sink: &mut dyn Sink) -> io::Result<()> {
        let mut verdict = 0;
        for (_, _, judgement) in self.audit.judged() {
            for detail in judgement.details() {
                verdict += 1;
                for e in &detail.evidence {
                    let kind = Text(evidence_word(e.kind));
                    sink.row(&[Integer(verdict), kind, Text(&e.path), line(e.line), line(e.end_line), Text(&e.text)])?;
                }
            }
        }
        Ok(())
    }

    fn losses(&self, sink: &mut dyn Sink, numbers: &Numbers) -> io::Result<()> {
        for lost in self.lost {
            sink.row(&[Integer(numbers.mandates[lost.document] + lost.mandate as i64), Integer(number(lost.lost_at))])?;
        }
        Ok(())
    }

    fn unseen(&self, sink: &mut dyn Sink) -> io::Result<()> {
        for (at, lost) in self.lost.iter().enumerate() {
            for &node in &lost.below {
                sink.row(&[Integer(number(at)), Integer(number(node))])?;
            }
        }
        Ok(())
    }

    fn ambiguous(&self, sink: &mut dyn Sink, numbers: &Numbers) -> io::Result<()> {
        for open in &self.audit.cascade.ambiguous {
            for &node in &open.candidates {
                sink.row(&[Integer(numbers.citations[open.child] + open.cited as i64), Integer(number(node))])?;
            }
        }
        Ok(())
    }

    fn finding_rows(&self, sink: &mut dyn Sink) -> io::Result<()> {
        for found in self.findings {
            let finding = &found.finding;
            let (side, spot) = finding.primary;
            let node = if side == Side::Parent { found.parent.unwrap_or(found.child) } else { found.child };
            sink.row(&[
                Integer(number(found.child)),
                found.parent.map_or(Null, |node| Integer(number(node))),
                Text(&finding.code),
                Text(finding.severity.word()),
                Text(&finding.message.render(self.lang)),
                Text(&finding.hint.render(self.lang)),
                Text(self.audit.files.get(node).map_or("", String::as_str)),
                line(spot.line),
                line(spot.column),
                Text(&finding.fingerprint),
            ])?;
        }
        Ok(())
    }

    fn unread(&self, sink: &mut dyn Sink) -> io::Result<()> {
        self.left.unread.iter().try_for_each(|(path, reason)| sink.row(&[Text(path), Text(reason)]))
    }
}

impl Numbers {
    fn unit(&self, name: &str) -> Value<'_> {
        self.units.get(&canonical_unit(name)).map_or(Null, |&number| Integer(number))
    }
}

fn meta(sink: &mut dyn Sink) -> io::Result<()> {
    sink.row(&[Text("schema"), Text(&SCHEMA.to_string())])?;
    sink.row(&[Text("program"), Text(concat!("bamsat ", env!("CARGO_PKG_VERSION")))])
}

/// The title, or the name of a law that is cited by it.
fn title(node: &Node) -> &str {
    if node.identity.title.is_empty() { &node.name } else { &node.identity.title }
}

/// Rows are numbered from 1.
fn number(at: usize) -> i64 {
    at as i64 + 1
}

/// The number of the first row of each of several runs of rows.
fn firsts(lengths: impl Iterator<Item = usize>) -> Vec<i64> {
    lengths
        .scan(1, |next, length| {
            let first = *next;
            *next += length as i64;
            Some(first)
        })
        .collect()
}

fn line(line: u32) -> Value<'static> {
    Integer(i64::from(line))
}

/// Three digits, as in the JSON forms.
fn real(value: Option<f32>) -> Value<'static> {
    value.map_or(Null, |value| Real((f64::from(value) * 1000.0).round() / 1000.0))
}
