//! The graph: documents, absent ones among them, and what each says of the others.

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::document::Date;
use crate::lexicon::{Level, Relation};

use super::absent::Absents;
use super::duplicate;
use super::facts::{Cited, Facts, Stated};
use super::identity::{Fit, Identity};
pub use super::resolve::SlipKind;
use super::resolve::{Library, NAMED, Resolution};

/// Confidence of a link that the text states in passing only.
const IN_PASSING: f32 = 0.6;
/// From this confidence on a link is believed.
const FIRM: f32 = 0.65;

/// A document of the cascade.
#[derive(Debug, Clone)]
pub struct Node {
    /// What is known of it.
    pub identity: Identity,
    /// Name, when it is cited without a number.
    pub name: String,
    /// Level of its issuer.
    pub level: Option<Level>,
    /// Index of its facts; none for an absent document.
    pub facts: Option<usize>,
    /// Every date that citations of an absent document give, with how often.
    pub dates: Vec<(Date, usize)>,
    /// Its place from the top: the longest way up over the plans it carries out.
    pub tier: usize,
}

/// One document cites another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The node that is cited.
    pub parent: usize,
    /// The node that cites.
    pub child: usize,
    /// What it has to do with it.
    pub relation: Relation,
    /// How sure it is that this very document is meant, and carried out where the relation says
    /// so, 0 to 1.
    pub confidence: f32,
    /// Index into the cited documents of the child.
    pub cited: usize,
}

/// A citation that fits several documents alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// The node that cites.
    pub child: usize,
    /// Index into its cited documents.
    pub cited: usize,
    /// The nodes that fit.
    pub candidates: Vec<usize>,
}

/// A citation that names its document with a wrong date or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// The node that cites.
    pub child: usize,
    /// Index into its cited documents.
    pub cited: usize,
    /// The node that is meant.
    pub parent: usize,
    /// What is wrong.
    pub kind: SlipKind,
}

/// Who cites whom in a set of documents.
#[derive(Debug, Clone, Default)]
pub struct Cascade {
    /// The documents in the order given, then the absent ones.
    pub nodes: Vec<Node>,
    /// One link for each pair of documents, in the order of the citing ones.
    pub links: Vec<Link>,
    /// Citations that stay open.
    pub ambiguous: Vec<Ambiguous>,
    /// Citations with a slip.
    pub slips: Vec<Slip>,
    /// Files with a document that an earlier file holds: (copy, first).
    pub copies: Vec<(usize, usize)>,
    /// Links that run in a circle, each circle by its nodes in order.
    pub cycles: Vec<Vec<usize>>,
}

/// Joins documents by their citations.
pub fn link(facts: &[Facts]) -> Cascade {
    let firsts = duplicate::firsts(facts);
    let library = Library::new(facts, |at| firsts[at] == at);
    let mut linker = Linker { facts, firsts: &firsts, absents: Absents::default(), cascade: Cascade::default() };
    // What says most of a document comes first: later mentions join it.
    let (mut dated, mut vague) = (Vec::new(), Vec::new());
    for (child, fact) in facts.iter().enumerate() {
        for (at, cited) in fact.cited.iter().enumerate() {
            match library.resolve(cited, child) {
                Resolution::One { document, confidence, slip } if cited.identity.date.is_some() => {
                    linker.link(document, child, at, confidence, slip);
                }
                Resolution::Several(candidates) if cited.identity.date.is_some() => linker.open(child, at, candidates),
                found if cited.identity.date.is_some() => dated.push((child, at, found)),
                found => vague.push((child, at, found)),
            }
        }
    }
    dated.sort_by_key(|(child, at, _)| (facts[*child].cited[*at].identity.issuer.is_empty(), *child, *at));
    for (child, at, _) in dated {
        linker.absent(child, at);
    }
    for (child, at, found) in vague {
        linker.vague(child, at, found);
    }
    linker.finish()
}

struct Linker<'a> {
    facts: &'a [Facts],
    firsts: &'a [usize],
    absents: Absents,
    cascade: Cascade,
}

impl Linker<'_> {
    fn cited(&self, child: usize, at: usize) -> &Cited {
        &self.facts[child].cited[at]
    }

    fn link(&mut self, parent: usize, child: usize, at: usize, confidence: f32, slip: Option<SlipKind>) {
        // A copy that cites like its first is the same document: it neither cites itself.
        if self.firsts[child] == parent && self.firsts[child] != child {
            return;
        }
        let cited = self.cited(child, at);
        let sure = if cited.stated == Stated::InPassing { confidence * IN_PASSING } else { confidence };
        self.cascade.links.push(Link { parent, child, relation: cited.relation, confidence: sure, cited: at });
        if let Some(kind) = slip {
            self.cascade.slips.push(Slip { child, cited: at, parent, kind });
        }
    }

    fn open(&mut self, child: usize, cited: usize, mut candidates: Vec<usize>) {
        candidates.truncate(NAMED);
        self.cascade.ambiguous.push(Ambiguous { child, cited, candidates });
    }

    /// A dated citation of a document that is not there.
    fn absent(&mut self, child: usize, at: usize) {
        let cited = &self.facts[child].cited[at];
        let found = self.absents.candidates(cited);
        let absent = match found.as_slice() {
            [] => self.absents.add(cited),
            [first, rest @ ..] if rest.iter().any(|&at| !self.absents.agree(*first, at)) => {
                let offset = self.facts.len();
                let candidates = found.iter().map(|at| at + offset).collect();
                return self.open(child, at, candidates);
            }
            [only, ..] => {
                // Of several that nothing tells apart the one with the same day, else the first.
                let same_day = found.iter().find(|&&at| self.absents.all[at].identity.fit_date(&cited.identity) == Fit::Same);
                let at = *same_day.unwrap_or(only);
                self.absents.learn(at, cited);
                at
            }
        };
        self.link(self.facts.len() + absent, child, at, 1.0, None);
    }

    /// An undated citation: of a document that is there, or of one that others date.
    fn vague(&mut self, child: usize, at: usize, found: Resolution) {
        let cited = &self.facts[child].cited[at];
        let absent = self.absents.candidates(cited);
        let narrowed: Vec<usize> =
            absent.iter().copied().filter(|&at| self.absents.all[at].identity.fit_title(&cited.identity) == Fit::Same).collect();
        let absent = if narrowed.is_empty() { absent } else { narrowed };
        let offset = self.facts.len();
        let shifted = absent.iter().map(|at| at + offset);
        match found {
            Resolution::One { document, confidence, slip } => {
                let titled = self.facts[document].identity.fit_title(&cited.identity) == Fit::Same;
                if absent.is_empty() || titled {
                    self.link(document, child, at, confidence, slip);
                } else {
                    let candidates = [document].into_iter().chain(shifted).collect();
                    self.open(child, at, candidates);
                }
            }
            Resolution::Several(mut candidates) => {
                candidates.extend(shifted);
                self.open(child, at, candidates);
            }
            Resolution::None => match absent.as_slice() {
                [] => {
                    let new = self.absents.add(cited);
                    self.link(offset + new, child, at, 1.0, None);
                }
                [only] => {
                    self.absents.learn(*only, cited);
                    self.link(offset + only, child, at, 1.0, None);
                }
                // Which of several laws of one name is meant is nothing that a folder could tell.
                _ if cited.relation != Relation::Implements => {
                    let vague = absent.iter().find(|&&at| self.absents.all[at].identity.date.is_none());
                    let node = vague.copied().unwrap_or_else(|| self.absents.add(cited));
                    self.link(offset + node, child, at, 1.0, None);
                }
                _ => {
                    let candidates = shifted.collect();
                    self.open(child, at, candidates);
                }
            },
        }
    }

    fn finish(self) -> Cascade {
        let mut cascade = self.cascade;
        let node = |fact: (usize, &Facts)| Node {
            identity: fact.1.identity.clone(),
            name: String::new(),
            level: fact.1.level,
            facts: Some(fact.0),
            dates: Vec::new(),
            tier: 0,
        };
        cascade.nodes = self.facts.iter().enumerate().map(node).collect();
        cascade.nodes.extend(self.absents.all.into_iter().map(|absent| Node {
            level: absent.identity.seat.level(),
            identity: absent.identity,
            name: absent.name,
            facts: None,
            dates: absent.dates,
            tier: 0,
        }));
        cascade.copies = self.firsts.iter().enumerate().filter(|(at, first)| at != *first).map(|(at, first)| (at, *first)).collect();
        strongest(&mut cascade.links);
        cascade.ambiguous.sort_by_key(|open| (open.child, open.cited));
        cascade.slips.sort_by_key(|slip| (slip.child, slip.cited));
        cascade.cycles = cycles(&cascade);
        set_tiers(&mut cascade);
        cascade
    }
}

/// One link for each pair: the strongest relation, then the surest.
fn strongest(links: &mut Vec<Link>) {
    links.sort_by(|a, b| {
        (a.child, a.parent, b.relation)
            .cmp(&(b.child, b.parent, a.relation))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.cited.cmp(&b.cited))
    });
    links.dedup_by_key(|link| (link.child, link.parent));
}

impl Link {
    /// Whether it is believed enough to blame the child for what it loses.
    pub fn is_firm(&self) -> bool {
        self.confidence >= FIRM
    }
}

impl Node {
    /// Type, number or name, and date, for messages.
    pub fn label(&self) -> String {
        self.identity.label(&self.name)
    }
}

impl Cascade {
    /// The links by which plans carry out others.
    pub fn implementing(&self) -> impl Iterator<Item = (usize, &Link)> {
        self.links.iter().enumerate().filter(|(_, link)| link.relation == Relation::Implements)
    }

    /// The links that are believed, as a graph from parents to children; the weight is the index
    /// of the link.
    pub fn graph(&self) -> DiGraph<(), usize> {
        let mut graph = DiGraph::with_capacity(self.nodes.len(), self.links.len());
        self.nodes.iter().for_each(|_| {
            graph.add_node(());
        });
        for (index, link) in self.implementing().filter(|(_, link)| link.is_firm()) {
            graph.add_edge(NodeIndex::new(link.parent), NodeIndex::new(link.child), index);
        }
        graph
    }
}

/// Circles: groups of documents each of which carries out, over the others, itself.
fn cycles(cascade: &Cascade) -> Vec<Vec<usize>> {
    let graph = cascade.graph();
    let mut out: Vec<Vec<usize>> = petgraph::algo::tarjan_scc(&graph)
        .into_iter()
        .filter(|group| group.len() > 1)
        .map(|group| {
            let mut nodes: Vec<usize> = group.into_iter().map(NodeIndex::index).collect();
            nodes.sort_unstable();
            nodes
        })
        .collect();
    out.sort();
    out
}

/// The longest way up; links inside a circle do not count.
fn set_tiers(cascade: &mut Cascade) {
    let graph = cascade.graph();
    let mut circle: Vec<Option<usize>> = vec![None; cascade.nodes.len()];
    for (index, nodes) in cascade.cycles.iter().enumerate() {
        nodes.iter().for_each(|&node| circle[node] = Some(index));
    }
    let mut waiting: Vec<usize> = vec![0; cascade.nodes.len()];
    let counts = |a: usize, b: usize| circle[a].is_none() || circle[a] != circle[b];
    for edge in graph.edge_references() {
        if counts(edge.source().index(), edge.target().index()) {
            waiting[edge.target().index()] += 1;
        }
    }
    let mut ready: Vec<usize> = (0..cascade.nodes.len()).filter(|&node| waiting[node] == 0).collect();
    while let Some(node) = ready.pop() {
        let below: Vec<usize> = graph.neighbors(NodeIndex::new(node)).map(NodeIndex::index).filter(|&child| counts(node, child)).collect();
        for child in below {
            cascade.nodes[child].tier = cascade.nodes[child].tier.max(cascade.nodes[node].tier + 1);
            waiting[child] -= 1;
            if waiting[child] == 0 {
                ready.push(child);
            }
        }
    }
}
