//! Programmes, projects, movements, forms and fields under another name.

use std::cell::LazyCell;

use crate::lexicon::lexicon;
use crate::source::{Source, Span, fold_name, strip_marks};

use super::super::model::{Change, ChangeKind};
use super::super::part::Part;
use super::super::words::Laid;
use super::ClausePair;

/// Nouns whose names matter: renaming one hides what is carried out.
const NOUNS: [&str; 13] = [
    "chương trình",
    "đề án",
    "dự án",
    "phong trào",
    "chiến dịch",
    "cuộc vận động",
    "mô hình",
    "chủ đề",
    "tháng",
    "cuộc thi",
    "hội thi",
    "ngày hội",
    "tuần lễ",
];

/// Longest name in bytes.
const LONGEST: usize = 200;

/// A clause must be carried to this share before single swapped words count.
const CARRIED: f32 = 0.55;

/// A quoted name with the noun it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    noun: &'static str,
    span: Span,
    /// The name without marks: a scan takes and gives them, and no two programmes differ in them only.
    key: String,
}

/// Names of a clause that stand under other names in the child.
pub(super) fn find(parent: &Part<'_>, pair: &ClausePair<'_>, laid: &LazyCell<Laid, impl FnOnce() -> Laid>) -> Vec<Change> {
    let mut out = Vec::new();
    let ours = names(&parent.source, pair.clause);
    let theirs = if ours.is_empty() { Vec::new() } else { names(&pair.part.source, pair.place) };
    for name in ours {
        if theirs.iter().any(|c| c.key == name.key) || pair.part.bare().contains(&name.key) {
            continue;
        }
        if let Some(other) = theirs.iter().find(|c| c.noun == name.noun && !parent.bare().contains(&c.key)) {
            out.push(change(name.span, other.span));
        }
    }
    out.extend(swapped_terms(parent, pair, laid));
    out
}

fn change(parent: Span, child: Span) -> Change {
    Change { kind: ChangeKind::Name, registered: None, parent, child: Some(child) }
}

/// Names in quotes: `phong trào “Bình dân học vụ số”`.
fn names(source: &Source, span: Span) -> Vec<Named> {
    let text = source.slice(span);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('“').map(|i| at + i) {
        let inner = open + '“'.len_utf8();
        let Some(close) = text[inner..].find(['”', '"']).map(|i| inner + i) else { break };
        let before = source.folded_slice(Span::new(span.start, span.start + open)).trim_end();
        if let Some(noun) = NOUNS.iter().find(|noun| before.ends_with(**noun))
            && close - inner < LONGEST
        {
            let name = Span::new(span.start + inner, span.start + close);
            out.push(Named { noun, span: name, key: strip_marks(&fold_name(source.slice(name))) });
        }
        at = close;
    }
    out
}

/// A term of the field whose place another term of its kind took, the words around being the
/// same: `báo cáo viên` became `tuyên truyền viên`.
fn swapped_terms(parent: &Part<'_>, pair: &ClausePair<'_>, laid: &LazyCell<Laid, impl FnOnce() -> Laid>) -> Vec<Change> {
    if pair.coverage < CARRIED {
        return Vec::new();
    }
    let terms = &lexicon().formulas.terms;
    let (ours, theirs) = (&parent.source, &pair.part.source);
    let find = |source: &Source, span: Span| -> Vec<(Span, String, u16)> {
        let folded = source.folded_slice(span);
        let term = |(at, kind): (Span, &u16)| (at.shift(span.start), strip_marks(&folded[at.start..at.end]), *kind);
        terms.find_misread(folded).into_iter().map(term).collect()
    };
    let asked = find(ours, pair.clause);
    if asked.is_empty() {
        return Vec::new();
    }
    let said = find(theirs, pair.place);
    if said.is_empty() {
        return Vec::new();
    }
    let swaps = LazyCell::new(|| laid.swaps());
    let touches = |swap: Span, term: Span| term.start < swap.end && swap.start < term.end;
    let among = |terms: &[(Span, String, u16)], name: &str| terms.iter().any(|(_, other, _)| other == name);
    let count = |terms: &[(Span, String, u16)], kind: u16| terms.iter().filter(|(.., k)| *k == kind).count();
    let mut out = Vec::new();
    for (from, _, kind) in asked.iter().filter(|(_, name, _)| !among(&said, name)) {
        // In a list of terms that share a syllable the equal words do not show which took whose place.
        let in_a_list = count(&asked, *kind) > 1 && count(&asked, *kind) == count(&said, *kind);
        let other = said.iter().find(|(to, other, k)| {
            let swapped = || swaps.iter().any(|(left, right)| touches(*left, *from) && touches(*right, *to));
            k == kind && !among(&asked, other) && (in_a_list || swapped())
        });
        out.extend(other.map(|(to, ..)| change(*from, *to)));
    }
    out
}
