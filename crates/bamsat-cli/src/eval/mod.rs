//! `bamsat eval`: verdicts against the labels of careful readers.

mod fit;
mod labels;
mod matching;
mod score;
mod tables;

use std::path::Path;
use std::process::ExitCode;

use bamsat_core::compare::compare;

use crate::arguments::{Common, EvalArguments};
use crate::{input, output};

/// Scores every labelled pair below the folder; exit code 1 when something got worse than the
/// stored scores.
pub(crate) fn run(arguments: &EvalArguments, common: Common) -> ExitCode {
    let fail = |line: &str| {
        output::error(&format!("bamsat: {line}"));
        ExitCode::from(2)
    };
    let pairs = match labels::read(&arguments.gold, &arguments.texts) {
        Ok(pairs) => pairs,
        Err(line) => return fail(&line),
    };
    let mut scored = Vec::new();
    for pair in &pairs {
        let open = |path: &str| {
            let read = input::document(&resolve(&arguments.texts, path));
            read.map(|(document, _)| document).map_err(|error| error.render(common.lang))
        };
        let (parent, child) = match (open(&pair.parent), open(&pair.child)) {
            (Ok(parent), Ok(child)) => (parent, child),
            (Err(line), _) | (_, Err(line)) => {
                output::error(&line);
                return ExitCode::from(2);
            }
        };
        let comparison = compare(&parent, &child);
        scored.push(matching::pair(pair, &comparison));
    }
    let stored = match arguments.against.as_deref().map(score::read).transpose() {
        Ok(stored) => stored.unwrap_or_default(),
        Err(line) => return fail(&line),
    };
    let difference = score::difference(&scored, &stored);
    let mut text = tables::render(&scored, &difference, arguments.verbose);
    if arguments.fit {
        text.push_str(&fit::render(&scored));
    }
    if let Some(path) = &arguments.write
        && let Err(error) = std::fs::write(path, score::write(&scored))
    {
        return fail(&format!("{}: {error}", input::shown(path)));
    }
    output::result(&text, &common, u8::from(!stored.is_empty() && difference.is_worse()))
}

fn resolve(texts: &Path, path: &str) -> std::path::PathBuf {
    texts.join(path)
}
