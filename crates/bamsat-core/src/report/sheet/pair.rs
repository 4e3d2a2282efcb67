//! One parent beside the child: counts, rows, citations and findings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::compare::{Comparison, Judged, Verdict};
use crate::document::{Document, Reference, canonical_unit};
use crate::finding::{Finding, Severity, Side};
use crate::lexicon::Role;
use crate::message::Lang;
use crate::source::fold_name;

use super::super::comparison_json::verdict_word;
use super::super::document_json::words as plain;
use super::row::{Group, Row, row};
use super::words::{clean, sentence};
use super::{Compared, Party, lines, party, percent, text};

/// Verdicts from worst to best, then what does not apply.
const VERDICTS: [Verdict; 8] = [
    Verdict::Missing,
    Verdict::Reassigned,
    Verdict::Partial,
    Verdict::Weakened,
    Verdict::Renamed,
    Verdict::Reworded,
    Verdict::Kept,
    Verdict::NotApplicable,
];

/// The child beside one parent.
#[derive(Debug, Serialize)]
pub struct Pair {
    /// The parent.
    pub parent: Party,
    /// Counts over all mandates.
    pub tally: Tally,
    /// The same for each body, those with something to look at first.
    pub units: Vec<UnitTally>,
    /// The sections that hold mandates.
    pub sections: Vec<SectionName>,
    /// The mandates, in the parent's order.
    pub rows: Vec<Row>,
    /// The documents that either side cites.
    pub citations: Vec<Cited>,
    /// What the rules found.
    pub findings: Vec<Found>,
}

/// Counts over mandates.
#[derive(Debug, Serialize)]
pub struct Tally {
    /// All.
    pub mandates: usize,
    /// Those that apply.
    pub applicable: usize,
    /// All or part is gone.
    pub lost: usize,
    /// Softened, renamed, given to another.
    pub changed: usize,
    /// Kept or reworded.
    pub held: usize,
    /// Percent; none where nothing applies.
    pub coverage: Option<u8>,
    /// One for each verdict, the worst first.
    pub verdicts: Vec<Count>,
}

/// How often one verdict was given.
#[derive(Debug, Serialize)]
pub struct Count {
    /// Word of the JSON forms.
    pub verdict: &'static str,
    /// In the reader's language.
    pub label: &'static str,
    /// What it means.
    pub group: Group,
    /// How often.
    pub count: usize,
}

/// Counts over the mandates that speak to one body.
#[derive(Debug, Serialize)]
pub struct UnitTally {
    /// Its place in the list of the sheet; none for mandates that speak to nobody in particular.
    pub unit: Option<usize>,
    /// Its name.
    pub name: String,
    /// Counts.
    pub tally: Tally,
}

/// A section of the parent.
#[derive(Debug, Serialize)]
pub struct SectionName {
    /// `II.1`.
    pub path: String,
    /// Its heading, where it has one.
    pub heading: String,
}

/// A document that one side or both cite.
#[derive(Debug, Serialize)]
pub struct Cited {
    /// `Quyết định 889/QĐ-TTg`, or its name.
    pub name: String,
    /// As texts write it.
    pub date: String,
    /// Issuer.
    pub issuer: String,
    /// Title.
    pub title: String,
    /// Occurrences in the parent.
    pub above: usize,
    /// Occurrences in the child.
    pub below: usize,
    /// A demand that applies rests on it, and the child does not cite it.
    pub dropped: bool,
}

/// A finding.
#[derive(Debug, Serialize)]
pub struct Found {
    /// Code of the rule.
    pub code: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The severity in the reader's language.
    pub label: &'static str,
    /// What.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The file it is in.
    pub file: String,
    /// Where.
    pub at: String,
    /// The paragraph of the child's text, when it is there.
    pub paragraph: Option<usize>,
    /// The first place on the other side.
    pub other: String,
}

/// The bodies that mandates speak to, by their canonical names, as they are first written.
#[derive(Debug, Default)]
pub(super) struct Units {
    pub(super) names: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Units {
    fn of(&mut self, written: &str) -> usize {
        let next = self.names.len();
        let at = *self.known.entry(canonical_unit(written)).or_insert(next);
        if at == next {
            self.names.push(clean(written));
        }
        at
    }
}

/// The pair number `index`.
pub(super) fn pair(compared: &Compared<'_>, units: &mut Units, lang: Lang) -> Pair {
    let Compared { files, comparison, findings } = compared;
    let mut of_units: BTreeMap<Option<usize>, Vec<&Judged>> = BTreeMap::new();
    let mut rows = Vec::new();
    for judged in &comparison.mandates {
        let addressed = addressed(comparison, judged, units);
        for unit in &addressed {
            of_units.entry(Some(*unit)).or_default().push(judged);
        }
        if addressed.is_empty() {
            of_units.entry(None).or_default().push(judged);
        }
        rows.push(row(comparison, judged, addressed, lang));
    }
    let units_of = |(unit, judged): (Option<usize>, Vec<&Judged>)| UnitTally {
        unit,
        name: unit.map_or_else(|| lang.sheet_labels().no_unit.to_owned(), |at| units.names[at].clone()),
        tally: tally(judged.into_iter(), lang),
    };
    let mut units: Vec<UnitTally> = of_units.into_iter().map(units_of).collect();
    // Those with something to look at first.
    units.sort_by_key(|unit| {
        let tally = &unit.tally;
        (Reverse(tally.lost + tally.changed), Reverse(tally.applicable), unit.unit)
    });
    Pair {
        parent: party(comparison.parent, files.parent, lang),
        tally: tally(comparison.mandates.iter(), lang),
        units,
        sections: sections(comparison.parent, &rows),
        rows,
        citations: citations(comparison, lang),
        findings: findings.iter().map(|finding| found(compared, finding, lang)).collect(),
    }
}

/// The bodies that a mandate gives work.
fn addressed(comparison: &Comparison<'_>, judged: &Judged, units: &mut Units) -> Vec<usize> {
    let source = &comparison.parent.source;
    let working = comparison.mandate(judged).addressees.iter().filter(|a| a.role != Role::ReportTo);
    let mut out: Vec<usize> = Vec::new();
    for unit in working.map(|a| units.of(&plain(source, a.span))) {
        if !out.contains(&unit) {
            out.push(unit);
        }
    }
    out
}

fn tally<'a>(mandates: impl Iterator<Item = &'a Judged>, lang: Lang) -> Tally {
    let mandates: Vec<&Judged> = mandates.collect();
    let count = |verdict: Verdict| mandates.iter().filter(|m| m.verdict == verdict).count();
    let group = |group: Group| mandates.iter().filter(|m| Group::of(m.verdict) == group).count();
    let applicable = mandates.len() - group(Group::Out);
    let clauses: Vec<f32> =
        mandates.iter().filter(|m| Group::of(m.verdict) != Group::Out).flat_map(|m| m.clauses.iter().map(|c| c.coverage)).collect();
    let verdicts = VERDICTS.iter().map(|&verdict| Count {
        verdict: verdict_word(verdict),
        label: lang.verdict(verdict),
        group: Group::of(verdict),
        count: count(verdict),
    });
    Tally {
        mandates: mandates.len(),
        applicable,
        lost: group(Group::Lost),
        changed: group(Group::Changed),
        held: group(Group::Held),
        coverage: (!clauses.is_empty()).then(|| percent(clauses.iter().sum::<f32>() / clauses.len() as f32)),
        verdicts: verdicts.collect(),
    }
}

/// The sections of the parent that hold a mandate, and those above them.
fn sections(parent: &Document, rows: &[Row]) -> Vec<SectionName> {
    let mut holding: BTreeSet<&str> = BTreeSet::new();
    for path in rows.iter().map(|row| row.path.as_str()) {
        holding.insert(path);
        holding.extend(path.match_indices('.').map(|(at, _)| &path[..at]));
    }
    let all = parent.with_attachments();
    let named = all.iter().flat_map(|part| part.sections.iter().map(move |section| (part, section)));
    named
        .filter(|(_, section)| holding.contains(section.path.as_str()))
        .map(|(part, section)| SectionName {
            path: section.path.clone(),
            heading: section.heading.map_or_else(String::new, |span| clean(&plain(&part.source, span))),
        })
        .collect()
}

fn citations(comparison: &Comparison<'_>, lang: Lang) -> Vec<Cited> {
    let mut out: Vec<Cited> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (side, document) in [(Side::Parent, comparison.parent), (Side::Child, comparison.child)] {
        for part in document.with_attachments() {
            for citation in &part.citations {
                let reference = &part.references[citation.reference];
                let at = *known.entry(key(reference)).or_insert_with(|| {
                    out.push(cited(reference, lang));
                    out.len() - 1
                });
                match side {
                    Side::Parent => out[at].above += 1,
                    Side::Child => out[at].below += 1,
                }
            }
        }
    }
    let parents = comparison.parent.with_attachments();
    for dropped in &comparison.dropped {
        let part = parents[dropped.document];
        if let Some(&at) = known.get(&key(&part.references[part.citations[dropped.citation].reference])) {
            out[at].dropped = true;
        }
    }
    out
}

fn key(reference: &Reference) -> String {
    fold_name(if reference.number.is_empty() { &reference.name } else { &reference.number })
}

fn cited(reference: &Reference, lang: Lang) -> Cited {
    let kind = reference.doc_type.map_or("", |t| t.name);
    let name = if reference.number.is_empty() { reference.name.clone() } else { format!("{kind} {}", reference.number) };
    Cited {
        name: clean(&name),
        date: reference.date.map_or_else(String::new, |d| lang.date(d.year, d.month, d.day)),
        issuer: clean(&reference.issuer),
        title: clean(&reference.title),
        above: 0,
        below: 0,
        dropped: false,
    }
}

fn found(compared: &Compared<'_>, finding: &Finding, lang: Lang) -> Found {
    let labels = lang.sheet_labels();
    let side = |side: Side| match side {
        Side::Parent => (compared.files.parent, &compared.comparison.parent.source),
        Side::Child => (compared.files.child, &compared.comparison.child.source),
    };
    let (file, source) = side(finding.primary.side);
    let other = finding.secondary.iter().find(|place| place.side != finding.primary.side);
    Found {
        code: finding.code,
        severity: finding.severity.word(),
        label: match finding.severity {
            Severity::Error => labels.error,
            Severity::Warning => labels.warning,
            Severity::Info => labels.info,
        },
        message: sentence(&finding.message.render(lang)),
        hint: clean(&finding.hint.render(lang)),
        file: clean(file),
        at: lines(source, finding.primary.span, lang),
        paragraph: (finding.primary.side == Side::Child).then(|| text::paragraph(source, finding.primary.span)),
        other: other.map_or_else(String::new, |place| {
            let (file, source) = side(place.side);
            format!("{}, {}", clean(file), lines(source, place.span, lang))
        }),
    }
}
