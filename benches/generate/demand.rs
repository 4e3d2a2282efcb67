//! Demands: made of clauses, and handed down with losses.

use std::collections::BTreeSet;

use crate::clause::{self, Clause, Scene, Token};
use crate::grammar::{Grammar, Part, Pattern};
use crate::random::Random;
use crate::words::{Words, upper_first};

/// One demand of a plan.
#[derive(Debug, Clone)]
pub(crate) struct Demand {
    /// Which clauses of the corpus it follows.
    pub(crate) patterns: Vec<usize>,
    clauses: Vec<Clause>,
    reworded: bool,
}

/// How many demands of the plan above came down in which way.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Losses {
    pub(crate) kept: usize,
    pub(crate) reworded: usize,
    pub(crate) renamed: usize,
    pub(crate) weakened: usize,
    pub(crate) partial: usize,
    pub(crate) reassigned: usize,
    pub(crate) missing: usize,
}

/// What a demand is written with.
pub(crate) struct Writer<'a> {
    pub(crate) words: &'a Words,
    pub(crate) grammar: &'a Grammar,
}

impl Writer<'_> {
    /// Up to `count` new demands for a part, of patterns that are not used yet: two of one pattern would be near-duplicates.
    pub(crate) fn fresh(&self, part: Part, count: usize, scene: &Scene, used: &mut BTreeSet<usize>, random: &mut Random) -> Vec<Demand> {
        let heads = self.grammar.heads(part);
        (0..count).map_while(|_| self.demand(&heads, scene, used, random)).collect()
    }

    fn demand(&self, heads: &[Pattern<'_>], scene: &Scene, used: &mut BTreeSet<usize>, random: &mut Random) -> Option<Demand> {
        let tails = *random.pick(&[0, 0, 0, 0, 1, 1, 1, 1, 2, 2]);
        let mut chosen = vec![unused(heads, used, random)?];
        chosen.extend((0..tails).map_while(|_| unused(&self.grammar.tails(), used, random)));
        let clauses = chosen.iter().map(|(_, clause)| clause::fill(clause, scene, self.words, random)).collect();
        Some(Demand { patterns: chosen.iter().map(|(at, _)| *at).collect(), clauses, reworded: false })
    }

    /// What the plan below makes of the demands: most stay, some lose something, some get lost.
    pub(crate) fn hand_down(&self, demands: &[Demand], scene: &Scene, losses: &mut Losses, random: &mut Random) -> Vec<Demand> {
        demands.iter().filter_map(|demand| self.hand_down_one(demand.clone(), scene, losses, random)).collect()
    }

    fn hand_down_one(&self, mut demand: Demand, scene: &Scene, losses: &mut Losses, random: &mut Random) -> Option<Demand> {
        let fate = random.below(1000);
        let count = match fate {
            0..100 => {
                losses.missing += 1;
                return None;
            }
            100..170 if demand.clauses.len() > 1 => {
                demand.clauses.pop();
                &mut losses.partial
            }
            170..250 if self.weaken(&mut demand, random) => &mut losses.weakened,
            430..650 if self.change(&mut demand, |token| matches!(token, Token::Name(..)), scene, random) => &mut losses.renamed,
            650..750 if self.change(&mut demand, |token| self.is_of(token, &["body", "chief"]), scene, random) => &mut losses.reassigned,
            250..370 => {
                demand.reworded = true;
                self.change(&mut demand, |token| self.is_of(token, &["check", "build", "urge", "manner"]), scene, random);
                &mut losses.reworded
            }
            _ => &mut losses.kept,
        };
        *count += 1;
        Some(demand)
    }

    fn is_of(&self, token: &Token, classes: &[&str]) -> bool {
        matches!(token, Token::Word { class, .. } if classes.contains(&self.words.classes[*class].name))
    }

    /// Puts something else in the first gap that fits.
    fn change(&self, demand: &mut Demand, fits: impl Fn(&Token) -> bool, scene: &Scene, random: &mut Random) -> bool {
        let Some(token) = demand.clauses.iter_mut().flatten().find(|token| fits(token)) else { return false };
        *token = clause::fill_token(token, scene, self.words, random);
        true
    }

    /// A later deadline, a lower share or a rarer frequency.
    fn weaken(&self, demand: &mut Demand, random: &mut Random) -> bool {
        for token in demand.clauses.iter_mut().flatten() {
            match token {
                Token::Date(date) => *date = date.later(random.between(28, 140)),
                Token::Amount { value, percent: true } if *value > 40 => *value -= 5 * random.between(1, 4),
                Token::Word { class, word } if ["frequency", "rhythm"].contains(&self.words.classes[*class].name) && *word < 4 => {
                    *word += 1
                }
                _ => continue,
            }
            return true;
        }
        false
    }

    /// The demand as a paragraph.
    pub(crate) fn write(&self, demand: &Demand, year: u16) -> String {
        let clauses: Vec<String> = demand.clauses.iter().map(|clause| clause::write(clause, year, self.words)).collect();
        let mut text = upper_first(&clauses.join("; "));
        if demand.reworded {
            text = self.words.rewordings.iter().fold(text, |text, (words, instead)| text.replace(words, instead));
        }
        text + "."
    }
}

/// One of the patterns that no demand follows yet.
fn unused<'a>(patterns: &[Pattern<'a>], used: &mut BTreeSet<usize>, random: &mut Random) -> Option<Pattern<'a>> {
    let left: Vec<_> = patterns.iter().filter(|(at, _)| !used.contains(at)).collect();
    let chosen = **left.get(random.below(left.len()))?;
    used.insert(chosen.0);
    Some(chosen)
}
