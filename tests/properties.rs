//! What holds for any text.

mod support;

use bamsat_core::compare::compare;
use bamsat_core::document::{Document, parse, restore, store};
use bamsat_core::message::Lang;
use bamsat_core::report::comparison_html::comparison_html;
use bamsat_core::report::comparison_json::{Files, comparison_json};
use bamsat_core::report::document_json::document_json;
use bamsat_core::report::markdown::markdown;
use bamsat_core::report::sheet::{Compared, clean, sheet};
use bamsat_core::rules;
use bamsat_core::source::{Source, fold};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn form(text: &str) -> serde_json::Value {
    serde_json::to_value(document_json(&parse(Source::read(text)), "")).expect("serialisable")
}

fn decompose(text: &str) -> String {
    // Compose the other way round: every Vietnamese letter of the table into base and marks.
    const PAIRS: [(char, &str); 12] = [
        ('ế', "e\u{302}\u{301}"),
        ('ộ', "o\u{302}\u{323}"),
        ('ị', "i\u{323}"),
        ('á', "a\u{301}"),
        ('à', "a\u{300}"),
        ('ư', "u\u{31b}"),
        ('ơ', "o\u{31b}"),
        ('ă', "a\u{306}"),
        ('ê', "e\u{302}"),
        ('ô', "o\u{302}"),
        ('ã', "a\u{303}"),
        ('ủ', "u\u{309}"),
    ];
    let mut out = String::new();
    for ch in text.chars() {
        match PAIRS.iter().find(|(c, _)| *c == ch) {
            Some((_, marks)) => out.push_str(marks),
            None => out.push(ch),
        }
    }
    out
}

fn check_spans(text: &str) {
    let source = Source::read(text);
    let lines = text.split('\n').count() as u32;
    assert_eq!(source.text().len(), source.folded().len());
    for block in source.blocks() {
        let (first, last) = source.places(block.span);
        assert!(source.text().is_char_boundary(block.span.start) && source.text().is_char_boundary(block.span.end));
        assert!(first.line >= 1 && last.line <= lines && first.line <= last.line, "{first:?} {last:?}");
        assert!(text.get(source.original_range(block.span)).is_some());
    }
}

fn check_idempotent(text: &str) {
    let once = Source::read(text);
    let twice = Source::read(once.text());
    assert_eq!(once.text(), twice.text());
}

#[test]
fn every_corpus_text_keeps_the_invariants() {
    for path in support::corpus_texts().into_iter().chain(support::shared_texts("every_corpus_text_keeps_the_invariants")) {
        let text = support::read(&path);
        check_spans(&text);
        let _ = form(&text);
        let _ = rules::lint(&parse(Source::read(&text)));
    }
}

#[test]
fn normalising_a_corpus_text_twice_changes_nothing() {
    for path in support::corpus_texts() {
        check_idempotent(&support::read(&path));
    }
}

#[test]
fn decomposed_text_gives_the_same_document() {
    for path in support::corpus_texts() {
        let text = support::read(&path);
        assert_eq!(support::content(&text), support::content(&decompose(&text)), "{}", path.display());
    }
}

#[test]
fn old_tone_placement_gives_the_same_document() {
    for path in support::corpus_texts() {
        let text = support::read(&path);
        let old = text.replace("hòa", "hoà").replace("Hòa", "Hoà").replace("ủy", "uỷ").replace("Ủy", "Uỷ");
        let (new, old) = (support::content(&text), support::content(&old));
        let fold_all = |lines: Vec<String>| lines.into_iter().map(|l| fold(&l)).collect::<Vec<_>>();
        assert_eq!(fold_all(new), fold_all(old), "{}", path.display());
    }
}

#[test]
fn two_runs_print_the_same_bytes() {
    let texts = support::corpus_texts();
    let (parent, child) = (support::document(&texts[0]), support::document(&texts[1]));
    let run = || {
        let comparison = compare(&parent, &child);
        let findings = rules::run(&comparison);
        serde_json::to_string(&comparison_json(&comparison, &findings, Files { parent: "p", child: "c" }, Lang::Vi)).expect("serialisable")
    };
    assert_eq!(run(), run());
}

fn plan_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[A-ZĐ ]{2,20}",
        "(I|II|IV|[0-9]{1,3}|[a-zđ])(\\.|\\)|-) ?[A-Zđa-z“”0-9%/,;:. -]{0,60}",
        "[-+*•] [a-zA-Zđơưế ,;.:“”()]{0,80}",
        "(Nghị quyết|Kế hoạch|Luật|các Công điện) (số )?[0-9]{1,4}[/-][A-ZĐ]{1,5}[/-][A-Z]{1,4},? ?(ngày [0-9]{1,2}/[0-9]{1,2}/20[0-9]{2})?",
        "\\PC{0,60}",
        "[0-9]{1,3} [A-Z][a-z ]{0,30}\\(1\\)",
        Just("Nơi nhận:".to_owned()),
        Just("KT. CHỦ TỊCH".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: RngSeed::Fixed(20_251_121), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsing_never_fails(lines in proptest::collection::vec(plan_line(), 0..40)) {
        let text = lines.join("\n");
        check_spans(&text);
        let _ = form(&text);
    }

    #[test]
    fn comparing_never_fails(a in proptest::collection::vec(plan_line(), 0..25), b in proptest::collection::vec(plan_line(), 0..25)) {
        let (parent, child) = (parse(Source::read(&a.join("\n"))), parse(Source::read(&b.join("\n"))));
        let comparison = compare(&parent, &child);
        let findings = rules::run(&comparison);
        let files = Files { parent: "a", child: "b" };
        let shown = sheet(&[Compared { files, comparison: &comparison, findings: &findings }], Lang::Vi).expect("one parent");
        // Marks neither add nor lose a word.
        let form = serde_json::to_value(comparison_json(&comparison, &findings, files, Lang::Vi)).expect("JSON");
        for (row, mandate) in shown.pairs[0].rows.iter().zip(form["mandates"].as_array().expect("mandates")) {
            let words: String = row.parent.iter().map(|stretch| stretch.text.as_str()).collect();
            prop_assert_eq!(words, clean(mandate["text"].as_str().expect("a text")));
        }
        prop_assert_eq!(comparison_html(&shown, Lang::En).matches("<script").count(), 1);
        let _ = markdown(&shown, Lang::Vi);
        prop_assert_eq!(comparison.mandates.len(), parent.with_attachments().iter().map(|d| d.mandates.len()).sum::<usize>());
    }

    #[test]
    fn any_bytes_are_read(text in "\\PC{0,400}|[\\x00-\\x7f\\n]{0,400}") {
        check_spans(&text);
        let _ = rules::lint(&parse(Source::read(&text)));
    }
}

/// What waits in bytes is the document that was parsed: it reads the same, and compares the same.
#[test]
fn stored_documents_come_back() {
    let mut texts = support::corpus_texts();
    texts.extend(support::shared_texts("stored_documents_come_back"));
    let form = |d: &Document| serde_json::to_string(&document_json(d, "x")).expect("JSON");
    let mut above: Option<Document> = None;
    for path in texts {
        let document = support::document(&path);
        let again = restore(&store(&document)).unwrap_or_else(|| panic!("{}: does not come back", path.display()));
        assert_eq!(form(&document), form(&again), "{}", path.display());
        if let Some(parent) = &above {
            let (one, two) = (compare(parent, &document), compare(parent, &again));
            assert_eq!(format!("{:?}", one.mandates), format!("{:?}", two.mandates), "{}", path.display());
            assert_eq!(format!("{:?}", rules::of_comparison(&one)), format!("{:?}", rules::of_comparison(&two)), "{}", path.display());
        }
        above = Some(again);
    }
    assert!(restore(b"no document").is_none());
}
