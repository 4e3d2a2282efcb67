//! Demands: one bullet, one numbered paragraph with its continuation, one row of a task table.

use std::collections::HashMap;

use crate::lexicon::{Role, SectionRole};
use crate::source::{Source, begins_with, is_alphabetic};

use super::constraint::Opens;
use super::model::{Document, Item, ItemKind, Mandate, Section, UnitMention};
use super::{assignment, assignment::Named, clause, constraint};

/// Fills the mandates of a document.
pub(super) fn read(document: &mut Document, named: &Named) {
    let source = document.source.clone();
    let year = document.header.date.map(|date| date.year);
    // Words come again and again: each is asked once what it may open.
    let openings: Vec<Opens> = source.words().names().map(Opens::of).collect();
    let opens = |word: u32| openings[word as usize];
    let is_review = |section: &Section| section.heading.is_some_and(|heading| is_review(source.folded_slice(heading)));
    let mut reader = Reader {
        document,
        named,
        source: &source,
        year,
        out: Vec::new(),
        counts: HashMap::new(),
        stems: Vec::new(),
        runs: runs(&document.items),
        looks_back: document.sections.iter().map(is_review).collect(),
        openings: &openings,
    };
    for index in 0..reader.document.items.len() {
        reader.item(index);
    }
    let mut mandates = reader.out;
    for mandate in &mut mandates {
        mandate.constraints.splice(0..0, constraint::read(&source, mandate.span, year, opens));
        mandate.clauses = clause::split(&source, mandate.span, &document.citations);
    }
    document.mandates = mandates;
}

struct Reader<'a> {
    document: &'a Document,
    named: &'a Named,
    source: &'a Source,
    /// The year of the plan.
    year: Option<u16>,
    out: Vec<Mandate>,
    counts: HashMap<String, u32>,
    /// Items that introduce those below them, with section and bullet level.
    stems: Vec<(Option<usize>, Option<u8>, usize)>,
    /// For each item the first of the paragraphs of its section that stand before it without a bullet between,
    /// itself included; none for a bullet or heading.
    runs: Vec<Option<usize>>,
    /// For each section whether its heading looks back.
    looks_back: Vec<bool>,
    openings: &'a [Opens],
}

fn runs(items: &[Item]) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let before = at.checked_sub(1).filter(|before| items[*before].section == item.section).and_then(|before| out[before]);
        let is_paragraph = matches!(item.kind, ItemKind::Plain | ItemKind::Numbered);
        out.push(is_paragraph.then(|| before.unwrap_or(at)));
    }
    out
}

impl Reader<'_> {
    fn item(&mut self, index: usize) {
        let item = self.document.items[index].clone();
        let level = match item.kind {
            ItemKind::Bullet(level) => Some(level),
            _ => None,
        };
        let mut stems = std::mem::take(&mut self.stems);
        stems.retain(|(section, stem_level, _)| {
            self.holds(*section, item.section) && stem_level.is_none_or(|s| level.is_some_and(|l| l > s))
        });
        self.stems = stems;
        if self.orders(index) {
            // What was numbered before the order told why it is given.
            self.out.clear();
            self.counts.clear();
            return;
        }
        match item.kind {
            ItemKind::Heading | ItemKind::Closing | ItemKind::Cell => return,
            ItemKind::Preamble if !self.is_loose_demand(&item) => return,
            _ if self.says_nothing(&item) || self.is_formula(&item) || self.reviews(&item) => return,
            ItemKind::Plain if self.is_loose_cell(index) => return,
            ItemKind::Plain | ItemKind::Row if self.is_no_task(&item) => return,
            ItemKind::Plain if self.continues(index) => {
                if let Some(last) = self.out.last_mut() {
                    last.span.end = item.words.end;
                }
                return;
            }
            _ => {}
        }
        if self.introduces(index) {
            self.stems.push((item.section, level, index));
            return;
        }
        self.push(index);
    }

    /// `... Thủ tướng Chính phủ yêu cầu:` behind reasons that are numbered `(1)`, `(2)`, and before
    /// the first section: the demands begin here.
    fn orders(&self, index: usize) -> bool {
        const ORDERS: [&str; 6] = ["yêu cầu:", "chỉ đạo:", "đề nghị:", "như sau:", "sau đây:", "sau:"];
        let items = &self.document.items;
        let path = |item: &Item| self.document.path(item.section);
        let Some(next) = items.get(index + 1) else { return false };
        let folded = self.source.folded_slice(items[index].words).trim_end();
        if !matches!(path(next), "I" | "1" | "A") || !ORDERS.iter().any(|order| folded.ends_with(order)) {
            return false;
        }
        let before = &items[..=index];
        let reasons = before.iter().all(|i| path(i).is_empty() || path(i).starts_with('('));
        reasons && before.iter().any(|i| path(i).starts_with('('))
    }

    /// Whether `inner` is `outer` or stands below it.
    fn holds(&self, outer: Option<usize>, mut inner: Option<usize>) -> bool {
        while inner != outer {
            let Some(index) = inner else { return false };
            inner = self.document.sections[index].parent;
        }
        true
    }

    fn push(&mut self, index: usize) {
        let item = &self.document.items[index];
        let path = self.document.path(item.section).to_owned();
        let count = self.counts.entry(path.clone()).or_insert(0);
        *count += 1;
        self.out.push(Mandate {
            id: format!("{path}/{count}"),
            section: item.section,
            span: item.words,
            role: item.section.map_or(SectionRole::Other, |s| self.document.sections[s].role),
            stem: self.stems.last().map(|(.., stem)| self.document.items[*stem].words),
            addressees: self.addressees(index),
            constraints: item
                .cells
                .iter()
                .flat_map(|&cell| constraint::read_cell(self.source, cell, self.year, |word| self.openings[word as usize]))
                .collect(),
            clauses: Vec::new(),
        });
    }

    /// Who is to do it: its own words and its heading, else the line that introduces it.
    fn addressees(&self, index: usize) -> Vec<UnitMention> {
        let mut out = assignment::addressees(self.document, index, self.named);
        let leads = |mentions: &[UnitMention]| mentions.iter().any(|m| matches!(m.role, Role::Lead | Role::Requested));
        if !leads(&out)
            && let Some(inherited) =
                self.stems.iter().rev().map(|(.., stem)| self.named.mentions(self.document, *stem, false)).find(|found| leads(found))
        {
            out.extend(inherited.into_iter().filter(|m| matches!(m.role, Role::Lead | Role::Requested)));
        }
        out
    }

    /// What stands under `Đánh giá chung` or `Tồn tại, hạn chế` tells what was, and demands nothing.
    fn reviews(&self, item: &Item) -> bool {
        let mut section = item.section;
        while let Some(index) = section {
            let found = &self.document.sections[index];
            if self.looks_back[index] {
                return true;
            }
            section = found.parent;
        }
        false
    }

    /// A dash or a figure alone: an empty cell.
    fn says_nothing(&self, item: &Item) -> bool {
        self.source.slice(item.words).split(|c| !is_alphabetic(c)).filter(|w| !w.is_empty()).nth(1).is_none()
    }

    /// Articles by which a decision issues its attachment, comes into force and names who is
    /// bound: they speak of the decision itself.
    fn is_formula(&self, item: &Item) -> bool {
        const FORMULAS: [&str; 6] = [
            "có hiệu lực",
            "chịu trách nhiệm thi hành",
            "chịu trách nhiệm tổ chức thực hiện quyết định",
            "ban hành kèm theo",
            "kèm theo quyết định này",
            "kèm theo nghị quyết này",
        ];
        let in_article = item.section.is_some_and(|s| self.document.sections[s].path.starts_with('Đ'));
        let folded = self.source.folded_slice(item.words);
        in_article && FORMULAS.iter().any(|f| folded.contains(f))
    }

    /// A letter without numbers makes its demands in plain paragraphs.
    fn is_loose_demand(&self, item: &Item) -> bool {
        let opens = ["căn cứ", "thực hiện", "xét", "theo đề nghị", "kính gửi", "trên cơ sở", "ngày ", "quyết định", "quyết nghị"];
        let folded = self.source.folded_slice(item.words);
        self.document.sections.is_empty() && folded.len() > 60 && !begins_with(folded, &opens)
    }

    /// In an annex a plain line asks for something only when it opens with a verb or a body, and a
    /// row of a table when it opens with a verb or what is to be made; the others are titles of
    /// columns, names, figures and notes.
    fn is_no_task(&self, item: &Item) -> bool {
        if !self.document.path(item.section).starts_with("PL") {
            return false;
        }
        let folded = self.source.folded_slice(item.words);
        const MADE: [&str; 14] = [
            "kế hoạch",
            "đề án",
            "chương trình",
            "dự án",
            "chiến lược",
            "báo cáo",
            "nghị định",
            "nghị quyết",
            "quyết định",
            "luật",
            "thông tư",
            "quy hoạch",
            "một số",
            "các ",
        ];
        let asks = crate::lexicon::lexicon().formulas.verbs.at(folded, 0).is_some()
            || match item.kind {
                ItemKind::Row => begins_with(folded, &MADE),
                _ => crate::lexicon::lexicon().heads_a_body(self.source.slice(item.words)).is_some(),
            };
        folded.starts_with("(kèm theo") || !asks
    }

    /// A few words without a stop among others of the kind, in an annex: the cell of a table that
    /// holds figures and no tasks.
    fn is_loose_cell(&self, index: usize) -> bool {
        const WORDS: usize = 8;
        const RUN: usize = 3;
        let short = |item: &Item| {
            let text = self.source.slice(item.words).trim_end();
            item.kind == ItemKind::Plain && text.split_whitespace().count() <= WORDS && !text.ends_with(['.', ';', ':'])
        };
        let items = &self.document.items;
        let in_annex = items[index].section.is_some_and(|s| self.document.sections[s].path.starts_with("PL"));
        if !in_annex || !short(&items[index]) {
            return false;
        }
        let before = items[..index].iter().rev().take(RUN).take_while(|i| short(i)).count();
        let behind = items[index..].iter().take(RUN).take_while(|i| short(i)).count();
        before + behind >= RUN
    }

    /// A plain paragraph carries on the numbered paragraph before it, or gives time, lead and
    /// product of the bullet before it.
    fn continues(&self, index: usize) -> bool {
        const DETAILS: [&str; 12] = [
            "thời gian",
            "thời hạn",
            "hoàn thành",
            "đơn vị chủ trì",
            "cơ quan chủ trì",
            "đơn vị phối hợp",
            "cơ quan phối hợp",
            "sản phẩm",
            "kết quả",
            "đơn vị thực hiện",
            "cơ quan thực hiện",
            "kinh phí",
        ];
        let item = &self.document.items[index];
        let Some(last) = self.out.last() else { return false };
        let Some(before) = index.checked_sub(1).map(|i| &self.document.items[i]) else { return false };
        // Only footnotes may stand between a paragraph and what carries it on.
        let adjacent = (before.block + 1..item.block).all(|i| self.source.blocks()[i].footnote.is_some());
        if last.section != item.section || before.section != item.section || !adjacent {
            return false;
        }
        // A paragraph that asks bodies of its own is a demand of its own.
        if self.named.mentions(self.document, index, true).iter().any(|m| matches!(m.role, Role::Lead | Role::Requested)) {
            return false;
        }
        let folded = self.source.folded_slice(item.words);
        match before.kind {
            ItemKind::Numbered => true,
            ItemKind::Plain => self.opened_by_number(index),
            ItemKind::Bullet(_) => begins_with(folded, &DETAILS),
            _ => false,
        }
    }

    fn opened_by_number(&self, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|before| {
            let (run, section) = (self.runs[before], self.document.items[index].section);
            run.is_some_and(|first| self.document.items[first].kind == ItemKind::Numbered) && self.document.items[before].section == section
        })
    }

    /// A line that only introduces what stands below it: a colon at its end, or no full stop,
    /// and bullets or deeper numbers follow.
    fn introduces(&self, index: usize) -> bool {
        let item = &self.document.items[index];
        let Some(next) = self.document.items.get(index + 1) else { return false };
        let text = self.source.slice(item.words).trim_end();
        let below = next.section != item.section && self.holds(item.section, next.section) && next.section > item.section;
        let lists = match (item.kind, next.kind) {
            (ItemKind::Bullet(a), ItemKind::Bullet(b)) => next.section == item.section && b > a,
            (ItemKind::Bullet(_), _) => false,
            (_, ItemKind::Bullet(_)) => next.section == item.section || below,
            _ => below,
        };
        let one_sentence = !text.trim_end_matches(':').contains(". ");
        lists && one_sentence && (text.ends_with(':') || !text.ends_with(['.', ';', '”', ')', '/']))
    }
}

/// A title of a part that looks back, and names no task beside.
fn is_review(title: &str) -> bool {
    const REVIEWS: [&str; 14] = [
        "đánh giá chung",
        "đánh giá tình hình",
        "đánh giá kết quả",
        "tình hình chung",
        "tình hình thực hiện",
        "đặc điểm tình hình",
        "kết quả đạt được",
        "kết quả thực hiện",
        "thực trạng",
        "tồn tại, hạn chế",
        "hạn chế, tồn tại",
        "khó khăn, vướng mắc",
        "nguyên nhân",
        "sự cần thiết",
    ];
    const TASKS: [&str; 9] =
        ["nhiệm vụ", "giải pháp", "phương hướng", "yêu cầu", "khắc phục", "báo cáo", "công tác", "theo dõi", "mục tiêu"];
    begins_with(title.strip_prefix("về ").unwrap_or(title), &REVIEWS) && !TASKS.iter().any(|t| title.contains(t))
}
