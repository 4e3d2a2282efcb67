//! Cascades: guidance of the centre, and the plans below it down to the communes.

use std::collections::BTreeSet;

use crate::clause::{self, Scene};
use crate::date::Date;
use crate::demand::{Demand, Losses, Writer};
use crate::grammar::Part;
use crate::issuer;
use crate::plan::{Group, Issuer, Kind, Level, Link, Plan, Section};
use crate::random::Random;
use crate::words::{Department, upper_first};

/// Takes a plan with its place in the whole: the plan above it, unless it is the first.
pub(crate) type Sink<'a> = dyn FnMut(&Plan, Option<&Plan>) + 'a;

/// All cascades of an archive.
pub(crate) struct Forest<'a> {
    pub(crate) writer: Writer<'a>,
    pub(crate) seed: u64,
    /// Places in the archive that are taken: two plans of one issuer and year have two numbers.
    taken: BTreeSet<String>,
}

/// What one cascade is written with.
struct Cascade<'r> {
    scene: Scene,
    /// Patterns that the plan at hand and the one above it have.
    used: BTreeSet<usize>,
    subject: String,
    random: &'r mut Random,
}

/// Provinces under one guidance: with what is below them about a thousand plans.
const PROVINCES: usize = 20;
/// In a thousand plans: those that cite a plan that is not there.
const ABSENT: usize = 20;
/// In a thousand plans: those that cite the plan above with a wrong date.
const MISDATED: usize = 10;
/// In a thousand plans: those that cite nothing above them.
const ORPHANS: usize = 15;

impl<'a> Forest<'a> {
    /// An empty forest.
    pub(crate) fn new(writer: Writer<'a>, seed: u64) -> Self {
        Self { writer, seed, taken: BTreeSet::new() }
    }

    /// Grows the cascade number `index`; it is the same whatever else is grown behind it.
    pub(crate) fn grow(&mut self, index: usize, sink: &mut Sink<'_>) {
        let words = self.writer.words;
        let mut random = Random::new(self.seed, index as u64 + 1);
        let start = Date { year: 2025, month: 7, day: 1 }.later(random.below(28 * 15));
        let scene = Scene::new(words, start, &mut random);
        let [topic, start_word, scope] = ["topic", "start", "scope"].map(|_| random.below(1000));
        let pick = |list: &[&str], at: usize| list[at % list.len()].to_owned();
        let topics = &words.classes[words.class("topic")].words;
        let subject = [pick(words.names("start"), start_word), pick(topics, topic), pick(words.names("scope"), scope)].join(" ");
        let mut cascade = Cascade { scene, used: BTreeSet::new(), subject, random: &mut random };
        let centre = self.centre(&mut cascade);
        sink(&centre, None);
        for province in cascade.random.sample(words.names("province").len(), PROVINCES) {
            self.province(province, &centre, &mut cascade, sink);
        }
    }

    fn province(&mut self, at: usize, centre: &Plan, cascade: &mut Cascade<'_>, sink: &mut Sink<'_>) {
        let words = self.writer.words;
        let plan = self.below(issuer::province(at, words), None, centre, &[], cascade);
        sink(&plan, Some(centre));
        let names = issuer::communes(at, words);
        let mut communes = cascade.random.sample(names.len(), names.len()).into_iter().map(|at| issuer::commune(&plan.issuer, &names[at]));
        let count = cascade.random.between(9, 19);
        for commune in communes.by_ref().take(count) {
            sink(&self.below(commune, None, &plan, &[centre], cascade), Some(&plan));
        }
        let named = |department: &&Department| plan.group(department.name).is_some();
        for department in words.departments.iter().filter(named) {
            let issuer = issuer::department(&plan.issuer, department);
            let middle = self.below(issuer, Some(department), &plan, &[centre], cascade);
            sink(&middle, Some(&plan));
            let count = cascade.random.between(2, 6);
            for commune in communes.by_ref().take(count) {
                sink(&self.below(commune, None, &middle, &[&plan], cascade), Some(&middle));
            }
        }
    }

    fn centre(&mut self, cascade: &mut Cascade<'_>) -> Plan {
        let random = &mut *cascade.random;
        let kind = *random.pick(&[Kind::Directive, Kind::Decision, Kind::Plan, Kind::Plan]);
        let issuer = match kind {
            Kind::Plan => issuer::ministry(random.pick(&self.writer.words.departments)),
            _ => issuer::prime_minister(),
        };
        let date = cascade.scene.start;
        let sections = self.sections(None, &issuer, None, cascade, &mut Losses::default());
        self.plan(issuer, kind, date, sections, cascade)
    }

    /// The plan of `issuer` that carries out `above`.
    fn below(&mut self, issuer: Issuer, department: Option<&Department>, above: &Plan, bases: &[&Plan], cascade: &mut Cascade<'_>) -> Plan {
        let mut losses = Losses::default();
        let sections = self.sections(Some(above), &issuer, department, cascade, &mut losses);
        let random = &mut *cascade.random;
        let kind = match issuer.level {
            Level::Province if random.per_mille(150) => Kind::Decision,
            Level::Department if random.per_mille(250) => Kind::Letter,
            _ => Kind::Plan,
        };
        let date = above.date.later(random.between(10, 60));
        let bases = bases.iter().filter(|_| random.per_mille(400)).map(|plan| plan.cite(plan.number, plan.date)).collect();
        let (number, other) = (above.number, random.between(400, 900));
        let wrong = above.date.later(random.between(3, 40));
        let (link, cited) = match random.below(1000) {
            0..ABSENT => (Link::Absent, Some(above.cite(other, wrong))),
            at if at < ABSENT + MISDATED => (Link::Misdated, Some(above.cite(number, wrong))),
            at if at < ABSENT + MISDATED + ORPHANS => (Link::Orphan, None),
            _ => (Link::Exact, Some(above.cite(number, above.date))),
        };
        let bases = if link == Link::Orphan { Vec::new() } else { bases };
        Plan {
            above: cited,
            bases,
            reports_to: Some(above.issuer.name.clone()),
            link,
            losses,
            ..self.plan(issuer, kind, date, sections, cascade)
        }
    }

    fn plan(&mut self, issuer: Issuer, kind: Kind, date: Date, sections: Vec<Section>, cascade: &mut Cascade<'_>) -> Plan {
        let mut plan = Plan {
            issuer,
            kind,
            number: 0,
            date,
            subject: cascade.subject.clone(),
            year: cascade.scene.start.year,
            sections,
            above: None,
            bases: Vec::new(),
            reports_to: None,
            link: Link::Orphan,
            losses: Losses::default(),
        };
        let most = match (plan.issuer.level, kind) {
            (_, Kind::Directive) => 60,
            (Level::Commune, _) => 300,
            (_, Kind::Plan) => 390,
            (_, Kind::Decision | Kind::Letter) => 4000,
        };
        while plan.number == 0 || !self.taken.insert(plan.path(self.writer.words.names("province"))) {
            plan.number = cascade.random.between(1, most);
        }
        plan
    }

    /// The sections of a plan: what comes down from above, and what is its own.
    fn sections(
        &self,
        above: Option<&Plan>,
        issuer: &Issuer,
        department: Option<&Department>,
        cascade: &mut Cascade<'_>,
        losses: &mut Losses,
    ) -> Vec<Section> {
        cascade.used = above.iter().flat_map(|plan| plan.demands()).flat_map(|demand| demand.patterns.iter().copied()).collect();
        let mut out: Vec<Section> = match above {
            Some(plan) => plan.general().map(|section| self.inherit(section, cascade, losses)).collect(),
            None => [(Part::Purpose, 4), (Part::Goal, 5), (Part::Task, 27), (Part::Funding, 1)]
                .map(|(part, count)| self.own(part, count, cascade))
                .into(),
        };
        if above.is_some() {
            self.add_own(&mut out, issuer.level, cascade);
        }
        out.retain(|section| !section.groups.is_empty());
        let handed =
            above.map_or_else(Vec::new, |plan| self.writer.hand_down(plan.tasks_of(issuer), &cascade.scene, losses, cascade.random));
        out.push(self.organisation(issuer, department, handed, cascade));
        out
    }

    fn inherit(&self, section: &Section, cascade: &mut Cascade<'_>, losses: &mut Losses) -> Section {
        let group = |group: &Group| Group {
            heading: group.heading.clone(),
            demands: self.writer.hand_down(&group.demands, &cascade.scene, losses, cascade.random),
        };
        let groups = section.groups.iter().map(group).filter(|group| !group.demands.is_empty()).collect();
        Section { part: section.part, heading: section.heading.clone(), groups }
    }

    /// A section of its own making.
    fn own(&self, part: Part, count: usize, cascade: &mut Cascade<'_>) -> Section {
        let grammar = self.writer.grammar;
        let heading = cascade.random.pick(&grammar.headings(part)).to_string();
        let mut demands = self.writer.fresh(part, count, &cascade.scene, &mut cascade.used, cascade.random);
        let mut groups = Vec::new();
        match part {
            Part::Purpose => {
                let required = self.writer.fresh(Part::Requirement, count, &cascade.scene, &mut cascade.used, cascade.random);
                let headed = |heading: &str, demands| Group { heading: Some(heading.to_owned()), demands };
                groups.extend([headed("Mục đích", demands), headed("Yêu cầu", required)]);
            }
            Part::Task => {
                while !demands.is_empty() {
                    let rest = demands.split_off(demands.len().min(cascade.random.between(4, 9)));
                    groups.push(Group { heading: Some(self.heading(cascade)), demands: std::mem::replace(&mut demands, rest) });
                }
            }
            _ => groups.push(Group { heading: None, demands }),
        }
        Section { part, heading, groups }
    }

    fn heading(&self, cascade: &mut Cascade<'_>) -> String {
        let pattern = cascade.random.pick(&self.writer.grammar.groups);
        let filled = clause::fill(pattern, &cascade.scene, self.writer.words, cascade.random);
        upper_first(&clause::write(&filled, cascade.scene.start.year, self.writer.words))
    }

    /// Demands of its own among those that came down.
    fn add_own(&self, sections: &mut [Section], level: Level, cascade: &mut Cascade<'_>) {
        let more = match level {
            Level::Province => [1, 1, 10],
            _ => [1, 1, 6],
        };
        for (section, count) in sections.iter_mut().zip(more) {
            let fresh = self.writer.fresh(section.part, count, &cascade.scene, &mut cascade.used, cascade.random);
            for demand in fresh {
                if let Some(at) = section.groups.len().checked_sub(1) {
                    section.groups[cascade.random.between(0, at)].demands.push(demand);
                }
            }
        }
    }

    /// Who does what: what was handed down is spread over the bodies of the issuer, each has more.
    fn organisation(&self, issuer: &Issuer, department: Option<&Department>, handed: Vec<Demand>, cascade: &mut Cascade<'_>) -> Section {
        let words = self.writer.words;
        let random = &mut *cascade.random;
        let departments = random.sample(words.departments.len(), 7);
        let (bodies, each, last): (Vec<&str>, usize, usize) = match issuer.level {
            Level::Centre => (departments.iter().map(|at| words.departments[*at].ministry).collect(), 3, 8),
            Level::Province => (departments.iter().map(|at| words.departments[*at].name).collect(), 3, 6),
            Level::Department => (department.map_or_else(Vec::new, |d| d.rooms.clone()), 3, 4),
            Level::Commune => (words.names("commune").iter().take(4).copied().collect(), 2, 2),
        };
        let mut fresh = |count| self.writer.fresh(Part::Organisation, count, &cascade.scene, &mut cascade.used, random);
        let mut groups: Vec<Group> = bodies.iter().map(|body| Group { heading: Some(body.to_string()), demands: fresh(each) }).collect();
        groups.push(Group { heading: Some(issuer.level.those_below().to_owned()), demands: fresh(last) });
        for demand in handed {
            let at = random.below(groups.len());
            groups[at].demands.push(demand);
        }
        let heading = random.pick(&self.writer.grammar.headings(Part::Organisation)).to_string();
        Section { part: Part::Organisation, heading, groups }
    }
}
