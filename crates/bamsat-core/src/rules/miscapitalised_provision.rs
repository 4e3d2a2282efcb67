//! # miscapitalised-provision
//!
//! In a citation of a provision “khoản” or “điểm” has a capital, or “Điều” behind them has none. At
//! the beginning of a sentence, and inside the title of another document, the words stay as they are.
//!
//! Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 7 writes Phần, Chương, Mục, Tiểu
//! mục and Điều with a capital, khoản and điểm with a small letter.
//!
//! Example: “theo Điểm a Khoản 2 Điều 103” for “theo điểm a khoản 2 Điều 103”.
//!
//! How to mend: write “khoản”, “điểm” small and “Điều” with a capital.
//! ---
//! # miscapitalised-provision
//!
//! Khi viện dẫn, “khoản”, “điểm” viết hoa hoặc “Điều” đứng sau không viết hoa. Đầu câu và trong trích yếu
//! của văn bản khác không tính.
//!
//! Vì sao quan trọng: khoản 7 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP quy định viết hoa Phần, Chương,
//! Mục, Tiểu mục, Điều; không viết hoa khoản, điểm.
//!
//! Ví dụ: “theo Điểm a Khoản 2 Điều 103” thay cho “theo điểm a khoản 2 Điều 103”.
//!
//! Cách khắc phục: viết thường “khoản”, “điểm”, viết hoa “Điều”.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::message::Message;
use crate::source::{Block, Span, is_caps};

use super::form::{Titles, end_of, is_state};
use super::{Check, Rule, in_draft};

pub(super) const RULE: Rule = Rule {
    code: "miscapitalised-provision",
    severity: Severity::Warning,
    source: include_str!("miscapitalised_provision.rs"),
    check: Check::Form(check),
};

/// A chain from the smallest part up to its article. Bounded by the labels, each of a few characters.
static CHAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:điểm [0-9a-zđ]{1,3}(?:(?:, | và )[0-9a-zđ]{1,3})*,? )?khoản [0-9]{1,2}[a-zđ]?(?:(?:, | và )[0-9]{1,2}[a-zđ]?)*,? điều [0-9]{1,3}")
        .expect("a constant pattern")
});

fn check(document: &Document) -> Vec<Finding> {
    if !is_state(document) {
        return Vec::new();
    }
    let titles = Titles::of(document);
    let body = document.source.blocks().iter().filter(|block| block.footnote.is_none());
    body.flat_map(|block| in_block(document, block, &titles)).collect()
}

fn in_block(document: &Document, block: &Block, titles: &Titles<'_>) -> Vec<Finding> {
    let folded = document.source.folded_slice(block.span);
    let spans = CHAIN.find_iter(folded).map(|found| Span::new(block.span.start + found.start(), block.span.start + found.end()));
    spans.filter_map(|span| finding(document, block, span, titles)).collect()
}

fn finding(document: &Document, block: &Block, span: Span, titles: &Titles<'_>) -> Option<Finding> {
    let written = document.text(span);
    let head = end_of(document.text(Span::new(block.span.start, span.start)));
    let before = head.trim_end_matches(['“', '"', '(', ' ']);
    let opens = before.is_empty() || before.ends_with(['.', ':', ';', '-', '+', ')', '!', '?', '•', '*']);
    let right = right(written, opens);
    let quoted = || head.matches('“').count() > head.matches('”').count();
    if right == written || is_caps(written) || quoted() || titles.hold(span) {
        return None;
    }
    let message = Message::MiscapitalisedProvision { written: written.to_owned() };
    let hint = Message::HintWrite { right: right.clone() };
    Some(in_draft(document, &RULE, span, message, hint).mended(span, right))
}

/// The same with the letters of the decree; the first word of a sentence stays.
fn right(written: &str, opens: bool) -> String {
    let mut out = written.replace(" Khoản ", " khoản ").replace(" điều ", " Điều ");
    if !opens {
        for (capital, small) in [("Điểm ", "điểm "), ("Khoản ", "khoản ")] {
            if let Some(rest) = out.strip_prefix(capital) {
                out = format!("{small}{rest}");
            }
        }
    }
    out
}
