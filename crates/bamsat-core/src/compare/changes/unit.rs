//! Bodies that stand under another name, and tasks that went to another body.

use crate::document::{Document, Mandate, UnitMention};
use crate::lexicon::{Role, lexicon};
use crate::source::{Span, strip_marks};

use super::super::applicability::{Addressee, key};
use super::super::model::{Applies, Change, ChangeKind};
use super::Carried;

/// A place must carry this much of the task before its bodies are held against the parent's.
const CARRIED: f32 = 0.5;

/// First words of offices inside a body; they have no level of their own.
const OFFICES: [&str; 3] = ["phòng ", "vụ ", "cục "];

/// The changes of bodies; and the body of the parent that lost the task, if one did.
pub(super) fn find(carried: &Carried<'_>) -> (Vec<Change>, Option<Span>) {
    let asked: Vec<&UnitMention> = leads(carried.mandate);
    let sure = carried.pairs.iter().any(|p| p.coverage >= CARRIED);
    let mut out = Vec::new();
    let mut theirs: Vec<(&Document, &UnitMention)> = Vec::new();
    for (part, mandate) in &carried.holders {
        theirs.extend(mandate.addressees.iter().map(|u| (*part, u)));
    }
    for unit in carried.mandate.addressees.iter().filter(|a| a.role != Role::ReportTo) {
        out.extend(registered(carried.parent, unit, &theirs));
    }
    let given: Vec<(&Document, &UnitMention)> =
        theirs.into_iter().filter(|(_, u)| matches!(u.role, Role::Lead | Role::Requested)).collect();
    if !sure || asked.is_empty() || given.is_empty() || !out.is_empty() {
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

fn leads(mandate: &Mandate) -> Vec<&UnitMention> {
    mandate.addressees.iter().filter(|a| matches!(a.role, Role::Lead | Role::Requested)).collect()
}

/// The body that took the parent's place by a registered reorganisation of the whole body.
fn registered(parent: &Document, unit: &UnitMention, theirs: &[(&Document, &UnitMention)]) -> Option<Change> {
    let from = key(parent, unit.span);
    if theirs.iter().any(|(part, other)| key(part, other.span) == from) {
        return None;
    }
    theirs.iter().find_map(|(part, other)| {
        let change = lexicon().reorganisations.between(&from, &key(part, other.span)).filter(|c| c.whole)?;
        Some(Change { kind: ChangeKind::Unit, registered: Some(change), parent: unit.span, child: Some(other.span) })
    })
}

/// Whether a task of `unit` that the child gives to `other` went to another body.
fn is_another(carried: &Carried<'_>, unit: &UnitMention, part: &Document, other: &UnitMention) -> bool {
    let (from, to) = (key(carried.parent, unit.span), key(part, other.span));
    let asked = Addressee::named(&from);
    if asked.includes_or_is(&to) || Addressee::named(&to).includes_or_is(&from) || is_short_or_misread(&from, &to) {
        return false;
    }
    let beside = asked.is_beside(&to) || [&from, &to].iter().all(|name| OFFICES.iter().any(|head| name.starts_with(head)));
    let issuer = Addressee::of(carried.child);
    match carried.applies {
        // The issuer may hand its own work to bodies below it, never to its equals.
        Applies::Own | Applies::Successor => !issuer.is(&to) && !issuer.stands_above(&to) && beside,
        Applies::Subordinate => !issuer.is(&to) && beside,
        _ => false,
    }
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
