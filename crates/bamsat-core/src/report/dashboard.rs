//! A folder on one page: counts, coverage by level, the worst links, what is wanted, who lost
//! most, then the findings.

use std::fmt::Write as _;

use crate::audit::{Audit, Fates, Lost, OfNode, Totals, totals, unit_totals, wanted};
use crate::message::{FolderLabels, Lang};

use super::audit_json::Left;
use super::visible::lines;

/// What is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Language.
    pub lang: Lang,
    /// Lines of each list at most; 0 shows all.
    pub top: usize,
}

/// The page.
pub fn dashboard(audit: &Audit, (lost, fates): (&[Lost], &[Fates]), findings: &[OfNode], left: &Left, shown: Shown) -> String {
    let mut page = Page { out: String::new(), audit, labels: shown.lang.folder_labels(), shown };
    let totals = totals(audit);
    page.counts(&totals, left);
    page.levels(&totals);
    page.worst();
    page.lost(lost, fates);
    page.wanted();
    page.units();
    page.unread(left);
    page.findings(findings);
    lines(&page.out)
}

struct Page<'a> {
    out: String,
    audit: &'a Audit,
    labels: &'static FolderLabels,
    shown: Shown,
}

impl Page<'_> {
    fn counts(&mut self, totals: &Totals, left: &Left) {
        let l = self.labels;
        let _ = writeln!(
            self.out,
            "{} {}, {} {}; {} {}: {} {}, {} {}; {} {}",
            totals.documents,
            l.documents,
            totals.absent,
            l.absent,
            totals.implementing,
            l.links,
            totals.compared,
            l.compared,
            totals.unresolved,
            l.unresolved,
            totals.ambiguous,
            l.ambiguous
        );
        let _ = writeln!(
            self.out,
            "{} {}, {} {}: {} {}, {} {}, {} {}",
            totals.mandates,
            l.mandates,
            totals.applicable,
            l.applicable,
            totals.missing,
            l.missing,
            totals.partial,
            l.partial,
            totals.changed,
            l.changed
        );
        let _ = writeln!(
            self.out,
            "{}: {}; {}: {}; {}: {}",
            l.unread_files,
            left.unread.len(),
            l.skipped,
            left.skipped,
            l.unread_lines,
            totals.unread_lines
        );
    }

    fn levels(&mut self, totals: &Totals) {
        self.heading(self.labels.levels);
        for level in &totals.levels {
            let name = self.shown.lang.level(level.level);
            let l = self.labels;
            let _ = writeln!(
                self.out,
                "  {:>5}  {name}: {} {}, {} {}, {} {}",
                percent(level.coverage),
                level.links,
                l.links,
                level.applicable,
                l.applicable,
                level.missing,
                l.missing
            );
        }
        if totals.levels.is_empty() {
            let _ = writeln!(self.out, "  {}", self.labels.none);
        }
    }

    fn worst(&mut self) {
        let mut links: Vec<(f32, usize)> = self
            .audit
            .judged()
            .filter(|(_, link, _)| link.is_firm())
            .filter_map(|(index, _, judgement)| Some((judgement.summary.coverage?, index)))
            .collect();
        links.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let audit = self.audit;
        self.list(self.labels.worst, &links, |(coverage, index), labels| {
            let link = &audit.cascade.links[*index];
            let missing = audit.judgements[*index].as_ref().map_or(0, |j| j.summary.missing);
            format!(
                "{:>5}  {} <- {}  ({missing} {})",
                percent(Some(*coverage)),
                audit.files[link.child],
                label(audit, link.parent),
                labels.missing
            )
        });
    }

    fn lost(&mut self, lost: &[Lost], fates: &[Fates]) {
        let audit = self.audit;
        let mut roots: Vec<(usize, &Fates)> =
            fates.iter().enumerate().filter(|(_, f)| f.kept + f.changed + f.lost + f.unseen > 0).collect();
        roots.sort_by_key(|(node, f)| (std::cmp::Reverse(f.lost + f.unseen), *node));
        self.list(self.labels.roots, &roots, |(node, f), l| {
            format!(
                "{}: {} {}; {} {}, {} {}, {} {}, {} {}, {} {}",
                label(audit, *node),
                f.mandates,
                l.begun,
                f.kept,
                l.kept,
                f.changed,
                l.carried_changed,
                f.lost,
                l.missing,
                f.unseen,
                l.unseen,
                f.open,
                l.open
            )
        });
        let mut worst: Vec<&Lost> = lost.iter().filter(|lost| !lost.below.is_empty()).collect();
        worst.sort_by_key(|lost| (std::cmp::Reverse(lost.below.len()), lost.document, lost.mandate, lost.lost_at));
        self.list(self.labels.lost, &worst, |lost, l| {
            let mandate = &audit.facts[lost.document].mandates[lost.mandate];
            format!(
                "{} {} “{}”: {} {}; {} {}",
                label(audit, lost.document),
                mandate.id,
                short(&mandate.text),
                l.lost_at,
                audit.files[lost.lost_at],
                lost.below.len(),
                l.below
            )
        });
    }

    fn wanted(&mut self) {
        let audit = self.audit;
        let wanted = wanted(audit);
        self.list(self.labels.wanted, &wanted, |wanted, labels| {
            let (node, count) = (label(audit, wanted.node), wanted.by.len());
            format!("{count:>5} {}  {node}", labels.plans)
        });
    }

    fn units(&mut self) {
        let units: Vec<_> = unit_totals(self.audit).into_iter().filter(|unit| unit.lost + unit.reassigned > 0).collect();
        self.list(self.labels.units, &units, |unit, l| {
            format!(
                "{:>5}  {}  ({} {}; {} {} {})",
                unit.lost,
                unit.unit,
                unit.reassigned,
                l.reassigned,
                l.given_by,
                unit.by.len(),
                l.documents
            )
        });
    }

    fn unread(&mut self, left: &Left) {
        if !left.unread.is_empty() {
            self.list(self.labels.unread_files, &left.unread, |(path, reason), _| format!("{path}: {reason}"));
        }
    }

    fn findings(&mut self, findings: &[OfNode]) {
        let mut worst: Vec<&OfNode> = findings.iter().collect();
        worst.sort_by_key(|found| std::cmp::Reverse(found.finding.severity));
        let (audit, lang) = (self.audit, self.shown.lang);
        self.list(self.labels.findings, &worst, |found, _| {
            let finding = &found.finding;
            let (side, spot) = finding.primary;
            let node = if side == crate::finding::Side::Parent { found.parent.unwrap_or(found.child) } else { found.child };
            let file = audit.files.get(node).map_or("", String::as_str);
            let beside = if node == found.child { String::new() } else { format!(" [{}]", audit.files[found.child]) };
            format!(
                "{file}:{}:{}: {}[{}] {}{beside}",
                spot.line,
                spot.column,
                finding.severity.word(),
                finding.code,
                finding.message.render(lang)
            )
        });
    }

    fn heading(&mut self, words: &str) {
        let _ = writeln!(self.out, "\n{words}:");
    }

    fn list<T>(&mut self, heading: &str, all: &[T], line: impl Fn(&T, &FolderLabels) -> String) {
        let top = if self.shown.top == 0 { all.len() } else { self.shown.top };
        self.heading(heading);
        for item in all.iter().take(top) {
            let _ = writeln!(self.out, "  {}", line(item, self.labels));
        }
        if all.is_empty() {
            let _ = writeln!(self.out, "  {}", self.labels.none);
        }
        if all.len() > top {
            let _ = writeln!(self.out, "  ... {} {}", all.len() - top, self.labels.more);
        }
    }
}

fn label(audit: &Audit, node: usize) -> String {
    audit.cascade.nodes[node].label()
}

pub(super) fn percent(coverage: Option<f32>) -> String {
    coverage.map_or("-".to_owned(), |coverage| format!("{:.0}%", coverage * 100.0))
}

fn short(text: &str) -> String {
    const WIDTH: usize = 80;
    match text.char_indices().nth(WIDTH) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
