//! A copy of a document in which one thing was changed: that is told, and nothing else.
//!
//! Every document is held against copies of itself. In each copy one demand was deleted, cut,
//! renamed, delayed, lowered, softened or given to another body; the verdict on that demand must
//! say so, and those on all others must not move. The same is asked of copies that were scanned
//! and wrapped besides.
#![expect(clippy::print_stdout, reason = "the table is for the reader of the run")]

#[path = "planted/mod.rs"]
mod planted;
mod support;

use std::path::{Path, PathBuf};

use bamsat_core::compare::{Comparison, Verdict, compare};
use bamsat_core::document::parse;
use bamsat_core::source::Source;
use rayon::prelude::*;

use planted::{Base, KINDS, Kind, Plant, Random, Row, Tally, ocr, reflow, short};

/// Per cent of the planted changes that are found, at the least: in clean copies and in scanned ones.
const FOUND: [(Kind, usize, usize); 8] = [
    (Kind::Delete, 99, 97),
    (Kind::Cut, 99, 98),
    (Kind::Reword, 100, 98),
    (Kind::Rename, 100, 94),
    (Kind::Delay, 98, 98),
    (Kind::Lower, 100, 98),
    (Kind::Soften, 100, 97),
    (Kind::Reassign, 100, 91),
];

/// False alarms among ten thousand untouched mandates, at the most: clean, scanned.
const ALARMS: (usize, usize) = (0, 40);

/// Bytes from which a text is left out: they take long and show nothing that the others do not.
const LARGE: usize = 40_000;

/// Changes of one kind planted in a document at most: in the shipped texts, and in short and long
/// ones of those beside them.
const SHIPPED: usize = 6;
const SHARED: (usize, usize) = (2, 1);

/// Bytes from which a text is long.
const LONG: usize = 20_000;

/// How a copy came about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copy {
    Clean,
    Scanned,
}

impl Copy {
    fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Scanned => "scanned",
        }
    }

    fn of(self, text: &str, random: &mut Random) -> String {
        match self {
            Self::Clean => text.to_owned(),
            Self::Scanned => reflow(&ocr(text, random)),
        }
    }

    /// Whether the verdict on a mandate that was not touched stays silent.
    fn is_silent(self, verdict: Verdict) -> bool {
        matches!(verdict, Verdict::Kept | Verdict::NotApplicable) || self == Self::Scanned && verdict == Verdict::Reworded
    }
}

/// Plants changes of every kind in a text, at most `most` of each.
fn plant_all(path: &Path, most: usize) -> Tally {
    let text = support::read(path);
    let name = name(path);
    let parent = parse(Source::read(&text));
    let whole = compare(&parent, &parent);
    let base = Base { text: &text, whole: &whole };
    let mut tally = Tally::default();
    for kind in KINDS {
        let mut random = Random::seeded(&format!("{name} {kind:?}"));
        let mut row = Row::default();
        let mut plants = Vec::new();
        for index in random.shuffled(base.candidates()) {
            match kind.plant(&base, index, &mut random) {
                None => row.unfit += 1,
                Some(Err(_)) => row.duplicates += 1,
                Some(Ok(plant)) => plants.push(plant),
            }
            if plants.len() == most {
                break;
            }
        }
        tally.add(&row_name(Copy::Clean, kind), row);
        for plant in plants {
            for copy in [Copy::Clean, Copy::Scanned] {
                judge(&base, &name, kind, copy, &plant, &mut random, &mut tally);
            }
        }
    }
    let mut random = Random::seeded(&name);
    let child = parse(Source::read(&Copy::Scanned.of(&text, &mut random)));
    let row = silence(&base, &compare(&parent, &child), Copy::Scanned, &[], &name, &mut tally);
    tally.add("scanned untouched", row);
    tally
}

fn row_name(copy: Copy, kind: Kind) -> String {
    format!("{} {kind:?}", copy.name()).to_lowercase()
}

/// Holds the text against a copy with the change.
fn judge(base: &Base<'_>, name: &str, kind: Kind, copy: Copy, plant: &Plant, random: &mut Random, tally: &mut Tally) {
    let child = parse(Source::read(&copy.of(&plant.apply(base.text), random)));
    let comparison = compare(base.whole.parent, &child);
    let judged = &comparison.mandates[plant.targets[0]];
    let found = kind.is_found(judged);
    let told = format!("{name} {} {}: {}", row_name(copy, kind), comparison.mandate(judged).id, plant.tell(base.text));
    if !found {
        let changes: Vec<String> = judged.changes.iter().map(|c| format!("{:?}", c.kind)).collect();
        let shown = judged.evidence.first().map_or("", |e| comparison.child.with_attachments()[e.document].text(e.span));
        tally.wrong.push(format!("MISS  {told} FOUND {:?} [{}] “{}”", judged.verdict, changes.join(" "), short(shown)));
    }
    let row = silence(base, &comparison, copy, &plant.targets, &told, tally);
    tally.add(&row_name(copy, kind), Row { tried: 1, found: usize::from(found), ..row });
}

/// Counts verdicts that moved on mandates that the change did not touch.
fn silence(base: &Base<'_>, comparison: &Comparison<'_>, copy: Copy, touched: &[usize], told: &str, tally: &mut Tally) -> Row {
    let mut row = Row::default();
    for (index, judged) in comparison.mandates.iter().enumerate() {
        if touched.contains(&index) || base.judged(index).verdict != Verdict::Kept {
            continue;
        }
        row.untouched += 1;
        row.excused += usize::from(judged.verdict == Verdict::NotApplicable);
        if !copy.is_silent(judged.verdict) {
            row.alarms += 1;
            let changes: Vec<String> =
                judged.changes.iter().map(|c| format!("{:?} {:?}", c.kind, c.child.map(|s| comparison.child.text(s)))).collect();
            let mandate = comparison.mandate(judged);
            let words = short(base.part(index).text(mandate.span));
            tally.wrong.push(format!("ALARM {told} BUT {} {:?} [{}] “{words}”", mandate.id, judged.verdict, changes.join(" ")));
        }
    }
    row
}

fn name(path: &Path) -> String {
    let parts: Vec<&str> = path.iter().rev().take(2).filter_map(|p| p.to_str()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

#[test]
fn a_planted_change_is_told_and_nothing_else() {
    let mut texts: Vec<(PathBuf, usize)> = support::corpus_texts().into_iter().map(|p| (p, SHIPPED)).collect();
    let shared = support::shared_texts("a_planted_change_is_told_and_nothing_else");
    for path in shared {
        match support::read(&path).len() {
            len if len < LONG => texts.push((path, SHARED.0)),
            len if len < LARGE => texts.push((path, SHARED.1)),
            _ => {}
        }
    }
    let tallies: Vec<Tally> = texts.par_iter().map(|(path, most)| plant_all(path, *most)).collect();
    let mut tally = Tally::default();
    tallies.into_iter().for_each(|one| tally.merge(one));
    println!("{}\n{}", tally.wrong.join("\n"), tally.table());
    for (kind, clean, scanned) in FOUND {
        for (copy, least) in [(Copy::Clean, clean), (Copy::Scanned, scanned)] {
            let row = tally.rows[&row_name(copy, kind)];
            assert!(row.found * 100 >= row.tried * least, "{}: {} of {} found", row_name(copy, kind), row.found, row.tried);
        }
    }
    for (copy, most) in [(Copy::Clean, ALARMS.0), (Copy::Scanned, ALARMS.1)] {
        let sum = tally.sum(|kind| kind.starts_with(copy.name()));
        assert!(sum.alarms * 10_000 <= sum.untouched * most, "{}: {} of {} untouched", copy.name(), sum.alarms, sum.untouched);
    }
}
