//! Weights for the signals by logistic regression, and what they reach on pairs left out.

use std::fmt::Write as _;

use bamsat_core::compare::Signals;

use super::matching::ScoredPair;
use super::score::{self, Fate};

const COUNT: usize = Signals::COUNT;

/// Pull of the weights towards zero, rounds, and step of the descent.
const RIDGE: f64 = 3.0;
const ROUNDS: usize = 600;
const STEP: f64 = 0.5;

struct Example {
    values: [f64; COUNT],
    covered: bool,
    /// Every pair speaks with about the same voice, however long it is.
    weight: f64,
}

struct Model {
    weights: [f64; COUNT],
    bias: f64,
}

/// The fitted weights, and area and F1 for missing of each pair with weights from all others.
pub(super) fn render(pairs: &[ScoredPair]) -> String {
    let examples: Vec<Vec<Example>> = pairs.iter().map(of_pair).collect();
    let deciding: Vec<&Example> = pairs.iter().zip(&examples).filter(|(pair, _)| pair.decides).flat_map(|(_, own)| own).collect();
    let mut out = String::new();
    let model = fit(&deciding);
    let _ = writeln!(out, "\nweights {:?} bias {:.4}", model.weights.map(|w| (w * 1e4).round() / 1e4), model.bias);
    let (mut hits, mut found, mut wanted, mut wrong, mut covered) = (0, 0, 0, 0, 0);
    let mut chances: Vec<(f64, bool)> = Vec::new();
    for (index, pair) in pairs.iter().enumerate() {
        let others: Vec<&Example> =
            examples.iter().enumerate().filter(|(i, _)| *i != index && pairs[*i].decides).flat_map(|(_, e)| e).collect();
        let model = fit(&others);
        let cut = best_cut(&model, &others);
        let own = &examples[index];
        let lost = |e: &&Example| model.chance(&e.values) < cut;
        let (h, f, w) = (
            own.iter().filter(lost).filter(|e| !e.covered).count(),
            own.iter().filter(lost).count(),
            own.iter().filter(|e| !e.covered).count(),
        );
        chances.extend(own.iter().map(|e| (model.chance(&e.values), e.covered)));
        hits += h;
        found += f;
        wanted += w;
        wrong += f - h;
        covered += own.len() - w;
        let _ =
            writeln!(out, "left out {:20} {:>4} clauses, cut {cut:.2}, F1 missing {:.3}", pair.name, own.len(), score::rates(h, f, w).f1);
    }
    let rates = score::rates(hits, found, wanted);
    let share = wrong as f64 / covered.max(1) as f64;
    let _ = writeln!(
        out,
        "left out, all: precision {:.3} recall {:.3} F1 {:.3}, covered called missing {share:.3}",
        rates.precision, rates.recall, rates.f1
    );
    // What one cut for all would give.
    for step in (10..=60).step_by(5) {
        let cut = f64::from(step) / 100.0;
        let below = chances.iter().filter(|(chance, _)| *chance < cut);
        let hits = below.clone().filter(|(_, c)| !c).count();
        let rates = score::rates(hits, below.clone().count(), wanted);
        let wrong = below.filter(|(_, c)| *c).count() as f64 / covered.max(1) as f64;
        let _ = writeln!(
            out,
            "cut {cut:.2}: precision {:.3} recall {:.3} F1 {:.3}, covered called missing {wrong:.3}",
            rates.precision, rates.recall, rates.f1
        );
    }
    out
}

fn of_pair(pair: &ScoredPair) -> Vec<Example> {
    let usable = pair.clauses.iter().filter(|c| score::fate(&c.label) != Fate::Elsewhere).filter_map(|c| Some((c, c.signals?)));
    let usable: Vec<_> = usable.collect();
    let weight = 1.0 / (usable.len().max(1) as f64).sqrt();
    usable
        .into_iter()
        .map(|(c, values)| Example { values: values.map(f64::from), covered: score::fate(&c.label) == Fate::Covered, weight })
        .collect()
}

impl Model {
    fn chance(&self, values: &[f64; COUNT]) -> f64 {
        let sum: f64 = self.weights.iter().zip(values).map(|(w, v)| w * v).sum();
        1.0 / (1.0 + (-(sum + self.bias)).exp())
    }
}

fn fit(examples: &[&Example]) -> Model {
    let count = examples.len().max(1) as f64;
    let mean: [f64; COUNT] = std::array::from_fn(|j| examples.iter().map(|e| e.values[j]).sum::<f64>() / count);
    let spread: [f64; COUNT] = std::array::from_fn(|j| {
        let square = examples.iter().map(|e| (e.values[j] - mean[j]).powi(2)).sum::<f64>() / count;
        square.sqrt().max(1e-9)
    });
    let total: f64 = examples.iter().map(|e| e.weight).sum();
    let mut scaled = Model { weights: [0.0; COUNT], bias: 0.0 };
    for _ in 0..ROUNDS {
        let mut pull: [f64; COUNT] = std::array::from_fn(|j| RIDGE * scaled.weights[j]);
        let mut bias = 0.0;
        for example in examples {
            let values: [f64; COUNT] = std::array::from_fn(|j| (example.values[j] - mean[j]) / spread[j]);
            let error = (scaled.chance(&values) - f64::from(u8::from(example.covered))) * example.weight;
            bias += error;
            pull.iter_mut().zip(&values).for_each(|(p, v)| *p += error * v);
        }
        scaled.bias -= STEP * bias / total;
        scaled.weights.iter_mut().zip(&pull).for_each(|(w, p)| *w -= STEP * p / total);
    }
    let weights: [f64; COUNT] = std::array::from_fn(|j| scaled.weights[j] / spread[j]);
    let shift: f64 = weights.iter().zip(&mean).map(|(w, m)| w * m).sum();
    Model { weights, bias: scaled.bias - shift }
}

fn best_cut(model: &Model, examples: &[&Example]) -> f64 {
    let f1 = |cut: f64| {
        let found = examples.iter().filter(|e| model.chance(&e.values) < cut);
        let hits = found.clone().filter(|e| !e.covered).count();
        score::rates(hits, found.count(), examples.iter().filter(|e| !e.covered).count()).f1
    };
    (5..95).map(|step| f64::from(step) / 100.0).max_by(|a, b| f1(*a).total_cmp(&f1(*b))).unwrap_or(0.5)
}
