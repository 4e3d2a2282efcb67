//! The same pair of texts for the comparison and for what other tools do.

use std::collections::HashMap;
use std::path::Path;

use bamsat_core::document::Document;

/// The texts of the corpus whose names begin with `prefix`, one behind the other, over and over
/// with other numbers, to the size of a long plan.
pub(crate) fn long(prefix: &str, size: usize) -> String {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> = std::fs::read_dir(&corpus)
        .into_iter()
        .flatten()
        .flatten()
        .flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with(prefix)))
        .collect();
    paths.sort();
    let mut out = String::new();
    while out.len() < size {
        for path in &paths {
            let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            // Letterhead and signature only once: the rest is body.
            let body: Vec<&str> = text.lines().filter(|line| out.is_empty() || line.len() > 40).collect();
            out.push_str(&body.join("\n"));
            out.push('\n');
        }
    }
    let mut end = size;
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

/// The clauses of a document as syllables.
pub(crate) fn clauses(document: &Document) -> Vec<Vec<String>> {
    let text = |span| document.text(span).to_lowercase();
    let syllables = |text: String| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    document.mandates.iter().flat_map(|m| &m.clauses).map(|clause| syllables(text(clause.span))).collect()
}

/// What a plain tool does: TF-IDF over syllable 1-3-grams, and the cosine of every clause with every other;
/// the sum of the best of each.
pub(crate) fn cosines(parent: &Document, child: &Document) -> f64 {
    let (ours, theirs) = (clauses(parent), clauses(child));
    let grams = |words: &Vec<String>| -> Vec<String> { (1..=3).flat_map(|n| words.windows(n).map(|w| w.join(" "))).collect() };
    let all: Vec<Vec<String>> = ours.iter().chain(&theirs).map(grams).collect();
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for clause in &all {
        let mut seen: Vec<&str> = clause.iter().map(String::as_str).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().for_each(|gram| *frequency.entry(gram).or_insert(0) += 1);
    }
    let vector = |clause: &'_ Vec<String>| -> HashMap<String, f64> {
        let mut out: HashMap<String, f64> = HashMap::new();
        for gram in clause {
            let idf = (all.len() as f64 / frequency[gram.as_str()] as f64).ln() + 1.0;
            *out.entry(gram.clone()).or_insert(0.0) += idf;
        }
        let norm = out.values().map(|w| w * w).sum::<f64>().sqrt();
        out.values_mut().for_each(|w| *w /= norm);
        out
    };
    let vectors: Vec<HashMap<String, f64>> = all.iter().map(vector).collect();
    let (left, right) = vectors.split_at(ours.len());
    let cosine = |a: &HashMap<String, f64>, b: &HashMap<String, f64>| a.iter().filter_map(|(gram, w)| Some(w * b.get(gram)?)).sum::<f64>();
    left.iter().map(|a| right.iter().map(|b| cosine(a, b)).fold(0.0, f64::max)).sum()
}

/// The best ratio of each clause of the parent with any of the child, as rapidfuzz tells it from characters.
pub(crate) fn ratios(parent: &Document, child: &Document) -> f64 {
    let texts = |document: &Document| -> Vec<String> { clauses(document).into_iter().map(|words| words.join(" ")).collect() };
    let (ours, theirs) = (texts(parent), texts(child));
    let best = |clause: &String| {
        let scorer = rapidfuzz::fuzz::RatioBatchComparator::new(clause.chars());
        theirs.iter().map(|other| scorer.similarity(other.chars())).fold(0.0, f64::max)
    };
    ours.iter().map(best).sum()
}
