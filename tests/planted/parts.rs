//! Demands and clauses that are gone, and demands given to another body.

use bamsat_core::compare::Applies;
use bamsat_core::document::{Clause, UnitMention};
use bamsat_core::lexicon::Role;
use bamsat_core::source::{Span, fold, fold_name};

use super::base::{Base, SHORT};
use super::kind::{Duplicate, unless_duplicated};
use super::noise::Random;
use super::{Edit, Plant};

/// Bytes of a clause that is worth losing.
const CLAUSE: usize = SHORT * 2 / 3;

/// The lines of a mandate are gone; a heading that it runs on from stays.
pub(super) fn delete(base: &Base<'_>, index: usize) -> Option<Result<Plant, Duplicate>> {
    let (part, mandate) = (base.part(index), base.mandate(index));
    let range = base.range(index, mandate.span)?;
    let section = mandate.section.map(|s| &part.sections[s]);
    let runs_on = section.is_some_and(|s| {
        s.heading.is_some_and(|h| h.end <= mandate.span.start && !part.text(Span::new(h.end, mandate.span.start)).contains('\n'))
    });
    // The number of this line is that of all that stands below it.
    let opens = section.is_some_and(|s| !runs_on && mandate.span.start - s.span.start.min(mandate.span.start) < 12)
        && part.mandates.iter().any(|m| m.id != mandate.id && section.is_some_and(|s| s.span.contains(m.span.start)));
    if opens {
        return None;
    }
    let from = if runs_on { range.start } else { base.text[..range.start].rfind('\n').map_or(0, |at| at + 1) };
    let to = base.text[range.end..].find('\n').map_or(base.text.len(), |at| range.end + at + 1);
    let with = if runs_on { "\n" } else { "" };
    let plant = Plant { targets: vec![index], edits: vec![Edit { range: from..to, with: with.to_owned() }] };
    Some(unless_duplicated(base, index, mandate.span, plant))
}

/// One clause of several is gone.
pub(super) fn cut(base: &Base<'_>, index: usize, random: &mut Random) -> Option<Result<Plant, Duplicate>> {
    let mandate = base.mandate(index);
    if mandate.clauses.len() < 2 {
        return None;
    }
    // Without the words that name the body the rest is another body's.
    let names = |c: &Clause| mandate.addressees.iter().any(|a| c.span.contains(a.span.start));
    let long: Vec<_> = mandate.clauses.iter().filter(|c| c.span.len() >= CLAUSE && c.reference.is_none() && !names(c)).collect();
    let clause = long.get(random.below(long.len()))?;
    let range = base.range(index, clause.span)?;
    let plant = Plant { targets: vec![index], edits: vec![Edit { range, with: String::new() }] };
    Some(unless_duplicated(base, index, clause.span, plant))
}

/// Bodies of one rank by their first word.
const BODIES: [(&str, [&str; 6]); 2] = [
    ("Sở ", ["Sở Ngoại vụ", "Sở Tư pháp", "Sở Nội vụ", "Sở Y tế", "Sở Xây dựng", "Sở Công Thương"]),
    ("Phòng ", ["Phòng Tư pháp", "Phòng Y tế", "Phòng Nội vụ", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Phòng Thanh tra"]),
];

/// Another body of the same rank in the place of the only one that leads.
pub(super) fn reassign(base: &Base<'_>, index: usize) -> Option<Result<Plant, Duplicate>> {
    let (part, mandate) = (base.part(index), base.mandate(index));
    if !matches!(base.judged(index).applies, Applies::Own | Applies::Subordinate) {
        return None;
    }
    let lead = only_lead(&mandate.addressees)?;
    let unit = part.text(lead.span);
    let (_, bodies) = BODIES.iter().find(|(head, _)| unit.starts_with(head))?;
    let all = fold_name(part.source.text());
    let other = bodies.iter().find(|body| !all.contains(&fold(body)))?;
    let range = base.range_in_line(index, lead.span)?;
    let same = |&i: &usize| only_lead(&base.mandate(i).addressees).is_some_and(|l| l.span == lead.span);
    let targets: Vec<usize> = [index].into_iter().chain((0..base.whole.mandates.len()).filter(same).filter(|i| *i != index)).collect();
    let plant = Plant { targets, edits: vec![Edit { range, with: (*other).to_owned() }] };
    Some(unless_duplicated(base, index, mandate.span, plant))
}

fn only_lead(addressees: &[UnitMention]) -> Option<&UnitMention> {
    let mut leads = addressees.iter().filter(|a| matches!(a.role, Role::Lead | Role::Requested));
    let first = leads.next()?;
    leads.next().is_none().then_some(first)
}
