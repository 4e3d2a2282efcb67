//! What holds of documents that somebody has cut, joined, recoded or blown up.

mod support;

use std::time::Duration;

use bamsat_core::compare::Verdict;
use bamsat_core::document::{Document, restore, store};
use bamsat_core::rules;
use bamsat_core::source::{Lines, Source};
use bamsat_invariants::{compared, computed, old, parsed};
use bamsat_read::{Encoding, Options, read};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unicode_normalization::UnicodeNormalization;

fn texts() -> Vec<String> {
    support::corpus_texts().iter().map(|path| support::read(path)).collect()
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(20_251_121), failure_persistence: None, ..ProptestConfig::default() }
}

/// A change of lines; the numbers are places, counted round and round.
#[derive(Debug, Clone)]
enum Change {
    Delete(usize),
    Double(usize),
    Swap(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..10_000usize;
    prop_oneof![
        at.clone().prop_map(Change::Delete),
        at.clone().prop_map(Change::Double),
        (at.clone(), at).prop_map(|(a, b)| Change::Swap(a, b)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    for change in changes {
        let all = lines.len().max(1);
        match *change {
            Change::Delete(at) => drop(lines.remove(at % all)),
            Change::Double(at) => lines.insert(at % all, lines[at % all]),
            Change::Swap(a, b) => lines.swap(a % all, b % all),
        }
    }
    lines.join("\n")
}

/// Demands of `parent` that `child` is said to lack.
fn lost(parent: &Document, child: &Document) -> Vec<String> {
    let (comparison, _) = compared(parent, child);
    let lost = comparison.mandates.iter().filter(|judged| matches!(judged.verdict, Verdict::Missing | Verdict::Partial));
    lost.map(|judged| parent.text(comparison.mandate(judged).span).to_owned()).collect()
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn changed_lines_break_nothing(at in 0..100usize, changes in proptest::collection::vec(change(), 1..8)) {
        let texts = texts();
        let text = &texts[at % texts.len()];
        let changed = changed(text, &changes);
        bamsat_invariants::compare(format!("{text}\u{1e}{changed}").as_bytes());
        bamsat_invariants::compare(changed.as_bytes());
    }

    #[test]
    fn what_is_said_twice_is_not_lost(at in 0..100usize, line in 0..10_000usize) {
        let texts = texts();
        let text = &texts[at % texts.len()];
        // A paragraph, not a line: half of one would be another text.
        let source = Source::read(text);
        let blocks: Vec<&str> = source.blocks().iter().map(|block| source.slice(block.span)).collect();
        let again = changed(&blocks.join("\n"), &[Change::Double(line)]);
        let (parent, child) = (parsed(&blocks.join("\n"), Lines::Paragraphs), parsed(&again, Lines::Paragraphs));
        prop_assert_eq!(lost(&parent, &child), Vec::<String>::new());
    }

    #[test]
    fn damaged_models_are_none_or_others(at in 0..100usize, cut in 0..400usize, changes in proptest::collection::vec((0..1_000_000usize, any::<u8>()), 1..6)) {
        let texts = texts();
        let mut bytes = store(&bamsat_core::read(&texts[at % texts.len()]));
        for (place, byte) in changes {
            let length = bytes.len();
            bytes[place % length] = byte;
        }
        bytes.truncate(bytes.len() - cut);
        // Whoever keeps models seals them; without a seal they are bytes like any others, and must not break the reader.
        if let Some(document) = restore(&bytes) {
            let again = restore(&store(&document)).expect("what was stored comes back");
            prop_assert_eq!(store(&again), store(&document));
        }
    }

    #[test]
    fn signs_without_a_shape_change_nothing(at in 0..100usize, signs in proptest::collection::vec((0..100_000usize, 0..SIGNS.len()), 1..200)) {
        let texts = texts();
        let text = &texts[at % texts.len()];
        let mut chars: Vec<char> = text.chars().collect();
        for (place, sign) in signs {
            chars.insert(place % chars.len(), SIGNS[sign]);
        }
        prop_assert_eq!(support::content(&chars.into_iter().collect::<String>()), support::content(text));
    }
}

/// Marks of direction, signs of no width, a soft hyphen, controls.
const SIGNS: [char; 14] = [
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{feff}', '\u{ad}',
    '\u{1}', '\u{8}', '\u{7f}',
];

#[test]
fn a_document_behind_another_loses_nothing() {
    let texts = texts();
    for pair in texts.windows(2) {
        let parent = parsed(&pair[0], Lines::Wrapped);
        let child = parsed(&format!("{}\n\n{}", pair[0], pair[1]), Lines::Wrapped);
        assert_eq!(lost(&parent, &child), Vec::<String>::new());
    }
}

#[test]
fn an_old_encoding_gives_the_same_document() {
    for encoding in [Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni] {
        let mut tried = 0;
        for text in texts() {
            // What Unicode brought, and what keyboards of the time could not type.
            let text = text.nfc().collect::<String>().replace(['“', '”'], "\"").replace(['–', '—', '‑', '•'], "-").replace('…', "...");
            // Tones of capitals are in a font of their own there.
            let text = if encoding == Encoding::Tcvn3 { text.to_lowercase() } else { text };
            let Ok(bytes) = old::encoded(&text, encoding) else { continue };
            for options in [Options::default(), Options { encoding: Some(encoding), ..Options::default() }] {
                let found = read(&bytes, &options).unwrap_or_else(|error| panic!("{encoding:?}: {error}"));
                assert_eq!(found.text, text, "{encoding:?}");
            }
            tried += 1;
        }
        assert!(tried >= 8, "{encoding:?}: {tried} texts");
    }
}

/// What this thread computed for the work.
fn cost(work: impl FnOnce()) -> Duration {
    let before = computed();
    work();
    computed() - before
}

/// A text about as large as asked for.
type Make = fn(usize) -> String;

/// The names of large texts.
const LARGE: [(&str, Make); 14] = [
    ("one word", |bytes| "nghiệpvụ".repeat(bytes / 11)),
    ("one line", |bytes| "- Sở Y tế chủ trì kiểm tra cơ sở in. ".repeat(bytes / 43)),
    ("one line of short words", |bytes| "a ".repeat(bytes / 2)),
    ("one line of small parts", |bytes| format!("- {}", "kiểm tra; ".repeat(bytes / 12))),
    ("no space", |bytes| "KẾHOẠCH\nI.MỤCĐÍCH\n-Sởytếchủtrì,kiểmtra100%cơsởtrướcngày30/6/2026.\n".repeat(bytes / 90)),
    ("levels", |bytes| (0..bytes / 2_000).map(|level| format!("{} Làm việc\n", "1.".repeat(1_000 - level % 10))).collect()),
    ("one number of many levels", |bytes| format!("{} Làm việc\n", "1.".repeat(bytes / 2))),
    ("citations on lines", |bytes| (0..bytes / 60).map(|at| format!("- Theo Kế hoạch số {at}/KH-UBND ngày 05/3/2026\n")).collect()),
    ("citations in a line", |bytes| (0..bytes / 60).map(|at| format!("Kế hoạch số {at}/KH-UBND ngày 05/3/2026, ")).collect()),
    ("citations of one plan", |bytes| {
        format!("- Theo {}", "Kế hoạch số 5/KH-UBND ngày 05/3/2026 của Sở Y tế về tập huấn; ".repeat(bytes / 80))
    }),
    ("stars", |bytes| "**".repeat(bytes / 2)),
    ("stars behind a gap", |bytes| " ".repeat(bytes / 2) + &"* ".repeat(bytes / 4)),
    ("brackets", |bytes| "“(".repeat(bytes / 4)),
    ("attachments", |bytes| {
        "UBND XÃ B\nSố: 1/KH-UBND\nKẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ\n- Theo Kế hoạch số 5/KH-UBND.\nKT. CHỦ TỊCH\n".repeat(bytes / 120)
    }),
];

#[test]
fn large_texts_take_their_time_and_no_more() {
    for (name, make) in LARGE {
        let (small, large) = (make(250_000), make(1_000_000));
        let first = cost(|| drop(rules::lint(&bamsat_core::read(&small))));
        let second = cost(|| drop(rules::lint(&bamsat_core::read(&large))));
        assert!(second < first * 9 + Duration::from_millis(100), "{name}: {first:?}, {second:?}");
    }
}
