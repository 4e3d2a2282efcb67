//! # doubled-word
//!
//! The same word stands twice in a row: a slip of typing or of cutting and pasting.
//!
//! Why it matters: it is small, but it shows that the text was not read again; in a number or a date
//! it keeps others from finding what is cited.
//!
//! Example: “Văn bản bản số 576/BTNMT-VP ngày ngày 23/02/2024”.
//!
//! Reduplications (“luôn luôn”, “thường thường”) and words that end one compound and begin the next
//! (“giao thông thông minh”) are none.
//!
//! How to mend: strike one of them.
//! ---
//! # doubled-word
//!
//! Cùng một từ được viết hai lần liền nhau do lỗi đánh máy hoặc sao chép.
//!
//! Vì sao quan trọng: lỗi nhỏ nhưng cho thấy văn bản chưa được đọc lại; nếu nằm trong số, ngày thì khó tra
//! cứu văn bản viện dẫn.
//!
//! Ví dụ: “Văn bản bản số 576/BTNMT-VP ngày ngày 23/02/2024”.
//!
//! Từ láy (“luôn luôn”, “thường thường”) và tiếng cuối của từ này trùng tiếng đầu của từ sau (“giao thông
//! thông minh”) không tính.
//!
//! Cách khắc phục: bỏ phần bị lặp.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::lexicon::{Doubled, lexicon};
use crate::message::Message;
use crate::source::{Block, Source, Span, fold_name, word_places};

use super::{Check, Rule, excerpt, in_draft};

pub(super) const RULE: Rule =
    Rule { code: "doubled-word", severity: Severity::Warning, source: include_str!("doubled_word.rs"), check: Check::Draft(check) };

/// Syllables of a phrase that is looked for twice.
const LONGEST: usize = 4;

/// Attached plans share the source.
fn check(document: &Document) -> Vec<Finding> {
    let source = &document.source;
    let words = source.words();
    // Most blocks double no word, and are not searched.
    let told_twice = source.blocks().iter().filter(|block| holds_twice(&words.numbers()[words.inside(block.span)]));
    let spans = told_twice.flat_map(|block| doubled(source, block));
    let message = |span| Message::Doubled { word: excerpt(document.text(span)) };
    spans.map(|span| in_draft(document, &RULE, span, message(span), Message::HintDoubled)).collect()
}

fn doubled(source: &Source, block: &Block) -> Vec<Span> {
    let words: Vec<Span> = word_places(source.slice(block.span)).map(|place| place.shift(block.span.start)).collect();
    // A moved tone leaves a space behind.
    let folded: Vec<&str> = words.iter().map(|word| source.folded_slice(*word).trim_end()).collect();
    let kept = keeps(source.folded_slice(block.span), block.span.start);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let len = (1..=LONGEST).find(|&len| is_twice(&folded[at..], len) && repeats(source, block, &words, at, len));
        let span = len.map(|len| Span::new(words[at].start, words[at + 2 * len - 1].end));
        match span.zip(len) {
            Some((span, len)) if !kept.iter().any(|k| k.start < span.end && span.start < k.end) => {
                out.push(span);
                at += 2 * len;
            }
            _ => at += 1,
        }
    }
    out
}

/// Where a genuine repetition stands.
fn keeps(folded: &str, base: usize) -> Vec<Span> {
    lexicon().formulas.doubled.find(folded).filter(|(_, kind)| **kind == Doubled::Genuine).map(|(span, _)| span.shift(base)).collect()
}

/// Whether any phrase of these words comes again right behind itself.
fn holds_twice(words: &[u32]) -> bool {
    let twice =
        |at: usize, len: usize| words.get(at + len) == Some(&words[at]) && words.get(at + len..at + 2 * len) == words.get(at..at + len);
    (0..words.len()).any(|at| (1..=LONGEST).any(|len| twice(at, len)))
}

/// Whether the first `len` words come again right behind.
fn is_twice(words: &[&str], len: usize) -> bool {
    words.get(..2 * len).is_some_and(|run| run[..len] == run[len..])
}

/// Whether the `len` words at `at`, which stand there twice, do so by mistake.
fn repeats(source: &Source, block: &Block, words: &[Span], at: usize, len: usize) -> bool {
    let Some(run) = words.get(at..at + 2 * len) else { return false };
    let text = |span: Span| source.slice(span);
    let plain = |span: &Span| text(*span).chars().all(char::is_alphabetic);
    // Names and headings in capitals repeat for other reasons; a sentence may begin with one.
    let small = |span: &Span| text(*span).chars().all(char::is_lowercase);
    let opens = at == 0 || source.slice(Span::new(words[at - 1].end, run[0].start)).contains(['.', '-', '+']);
    if !run.iter().all(plain) || !run[1..].iter().all(small) || !(opens || small(&run[0])) {
        return false;
    }
    let spaced = run.windows(2).all(|pair| text(Span::new(pair[0].end, pair[1].start)) == " " && !block.cells.contains(&pair[1].start));
    spaced && (len > 1 || stands_alone(source, words, at + 1))
}

/// A single syllable may end one compound and begin the next: it is a slip where no compound can
/// begin.
fn stands_alone(source: &Source, words: &[Span], at: usize) -> bool {
    let doubled = &lexicon().formulas.doubled;
    let word = fold_name(source.slice(words[at]));
    let particle = |word: &str| doubled.get(word) == Some(&Doubled::Particle);
    if particle(&word) {
        return true;
    }
    let Some(next) = words.get(at + 1) else { return true };
    let between = source.slice(Span::new(words[at].end, next.start));
    let after = source.slice(*next);
    between != " " || after.starts_with(|c: char| c.is_ascii_digit()) || particle(&fold_name(after)) || after == "số"
}
