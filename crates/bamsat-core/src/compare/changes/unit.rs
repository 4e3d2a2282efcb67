//! Bodies that stand under another name, and tasks that went to another body.

use crate::document::{Mandate, UnitMention, unit_level};
use crate::lexicon::{Role, lexicon};
use crate::source::{Span, strip_marks};

use super::super::applicability::Addressee;
use super::super::model::{Applies, Change, ChangeKind};
use super::super::part::Part;
use super::{Carried, ClausePair};

/// A place must carry this much of the task before its bodies are held against the parent's.
const CARRIED: f32 = 0.5;

/// First words of offices inside a body; they have no level of their own.
const OFFICES: [&str; 3] = ["phòng ", "vụ ", "cục "];

/// First words of bodies that have bodies of their own.
const HOUSES: [&str; 4] = ["ủy ban ", "sở ", "bộ ", "ban "];

/// The changes of bodies; and the body of the parent that lost the task, if one did.
pub(super) fn find(carried: &Carried<'_>) -> (Vec<Change>, Option<Span>) {
    let asked = leads(carried.mandate);
    let mut out = Vec::new();
    let mut theirs: Vec<(&Part<'_>, &UnitMention)> = Vec::new();
    for (part, mandate) in &carried.holders {
        theirs.extend(mandate.addressees.iter().map(|u| (*part, u)));
    }
    for unit in carried.mandate.addressees.iter().filter(|a| a.role != Role::ReportTo) {
        out.extend(registered(carried, unit, &theirs));
    }
    // The place that carries the task accuses; any place where something of it stands acquits.
    let sure: Vec<&ClausePair<'_>> = carried.pairs.iter().filter(|p| p.coverage >= CARRIED).collect();
    let holders = sure.iter().filter_map(|p| Some((p.part, p.counterpart?)));
    let given: Vec<(&Part<'_>, &UnitMention)> =
        holders.flat_map(|(part, mandate)| leads(mandate).into_iter().map(move |u| (part, u))).collect();
    let mut named = carried.holders.iter().flat_map(|(part, mandate)| mandate.addressees.iter().map(|u| part.key(u.span)));
    let acquitted = named.any(|name| asked.iter().any(|unit| carried.parent.key(unit.span) == name));
    if acquitted || asked.is_empty() || given.is_empty() || !out.is_empty() {
        return (out, None);
    }
    let lost = asked.iter().all(|unit| given.iter().all(|(part, other)| is_another(carried, unit, part, other)));
    if !lost {
        return (out, None);
    }
    let (unit, (_, other)) = (asked[0], given[0]);
    out.push(Change { kind: ChangeKind::Unit, registered: None, parent: unit.span, child: Some(other.span) });
    (out, Some(unit.span))
}

/// Who is to do it: the body that its own words give it to, else the heading's.
fn leads(mandate: &Mandate) -> Vec<&UnitMention> {
    let all: Vec<&UnitMention> = mandate.addressees.iter().filter(|a| matches!(a.role, Role::Lead | Role::Requested)).collect();
    let own: Vec<&UnitMention> = all.iter().copied().filter(|a| mandate.span.contains(a.span.start)).collect();
    if own.is_empty() { all } else { own }
}

/// The body that took the parent's place by a registered reorganisation of the whole body.
fn registered(carried: &Carried<'_>, unit: &UnitMention, theirs: &[(&Part<'_>, &UnitMention)]) -> Option<Change> {
    let from = carried.parent.key(unit.span);
    let written = carried.child.header.date.map_or(String::new(), |date| date.to_string());
    if theirs.iter().any(|(part, other)| part.key(other.span) == from) {
        return None;
    }
    theirs.iter().find_map(|(part, other)| {
        let change = lexicon().reorganisations.between(&from, &part.key(other.span)).filter(|c| c.whole && !is_later(c.date, &written))?;
        Some(Change { kind: ChangeKind::Unit, registered: Some(change), parent: unit.span, child: Some(other.span) })
    })
}

/// Whether a reorganisation of `date` came after a text of `written`, as far as both are known.
fn is_later(date: &str, written: &str) -> bool {
    let known = date.len().min(written.len());
    date[..known] > written[..known]
}

/// Whether a task of `unit` that the child gives to `other` went to another body.
fn is_another(carried: &Carried<'_>, unit: &UnitMention, part: &Part<'_>, other: &UnitMention) -> bool {
    let (from, to) = (carried.parent.key(unit.span), part.key(other.span));
    let asked = Addressee::named(&from);
    if asked.includes_or_is(&to) || Addressee::named(&to).includes_or_is(&from) || is_short_or_misread(&from, &to) {
        return false;
    }
    // Two groups differ in words and order sooner than in whom they mean.
    if [&from, &to].iter().all(|name| ["các ", "mỗi ", "từng "].iter().any(|article| name.starts_with(article))) {
        return false;
    }
    let both = |heads: &[&str]| [&from, &to].iter().all(|name| heads.iter().any(|head| name.starts_with(head)));
    let issuer = Addressee::of(carried.child);
    if issuer.is(&to) {
        return false;
    }
    if issuer.is(&from) || matches!(carried.applies, Applies::Successor) {
        // The issuer may hand its own work to bodies below it, never to its equals.
        return !issuer.stands_above(&to) && (unit_level(&to).is_some() || both(&OFFICES));
    }
    // Of two bodies below the issuer neither may stand under the other.
    let rules_over = HOUSES.iter().any(|head| from.starts_with(head)) && asked.stands_above(&to);
    issuer.stands_above(&from) && issuer.stands_above(&to) && !rules_over
}

/// The same name, but for marks that a scan took or gave, words that one side leaves off, or the
/// person who heads it: `Sở Nồi vụ`, `Phòng Kinh tế` for `Phòng Kinh tế, Hạ tầng và Đô thị`,
/// `Cục trưởng Cục Du lịch`.
fn is_short_or_misread(from: &str, to: &str) -> bool {
    let (a, b) = (strip_marks(from), strip_marks(to));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let leads = long.strip_suffix(short.as_str()).is_some_and(|person| person.ends_with("truong "));
    leads || long.strip_prefix(short.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
