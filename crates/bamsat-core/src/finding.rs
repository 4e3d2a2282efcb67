//! A rule's report: facts, two places, and a message in either language.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::message::Message;
use crate::source::{Source, Span, Spot, collapse, fold_name};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Good to know.
    Info,
    /// To be looked at.
    Warning,
    /// A demand is lost.
    Error,
}

impl Severity {
    /// The word of the JSON forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Which of the two texts a place is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    /// The parent.
    Parent,
    /// The child.
    Child,
}

/// A stretch of one of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which text.
    pub side: Side,
    /// The stretch.
    pub span: Span,
    /// What it shows.
    pub shows: Shows,
}

/// What a place of a finding shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The parent's demand.
    Demand,
    /// The child's words that carry it.
    Found,
    /// Words that only resemble it.
    Weak,
    /// Where the words should stand.
    Expected,
    /// Words to be looked at.
    Slip,
}

/// A remedy that is certain: `words` in place of what stands at `span` of the same text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What is replaced; never empty.
    pub span: Span,
    /// What should stand there.
    pub words: String,
}

/// A finding.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Code of the rule.
    pub code: &'static str,
    /// Severity.
    pub severity: Severity,
    /// What.
    pub message: Message,
    /// The remedy.
    pub hint: Message,
    /// Where: in the child, unless only the parent has words to show.
    pub primary: Place,
    /// The other places.
    pub secondary: Vec<Place>,
    /// The remedy, where it is certain.
    pub mend: Option<Mend>,
    /// What makes it the same finding in another run: words, not lines.
    pub key: String,
}

impl Finding {
    /// The same with a certain remedy.
    pub(crate) fn mended(self, span: Span, words: impl Into<String>) -> Self {
        Self { mend: Some(Mend { span, words: words.into() }), ..self }
    }

    /// Sixteen hexadecimal digits that survive reflowing and added lines.
    pub fn fingerprint(&self) -> String {
        fingerprint(self.code, &self.key)
    }
}

/// Whether a finding counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// It does.
    #[default]
    Counts,
    /// It was there when the baseline was written.
    Known,
    /// Somebody has accepted it.
    Accepted {
        /// Where that is said.
        by: AcceptedIn,
        /// Why.
        reason: String,
    },
}

/// Where a finding is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptedIn {
    /// In a comment of the text.
    Text,
    /// In the settings.
    Settings,
}

/// A stretch of the original text, in bytes, and the words that take its place.
pub type Replacement = (std::ops::Range<usize>, String);

/// What mends ask of the original text, from its beginning on, and those that are left out: where the
/// file does not hold the very words on one line, or another mend changes them.
pub fn replacements<'m>(source: &Source, mends: &[&'m Mend]) -> (Vec<Replacement>, Vec<&'m Mend>) {
    let mut mends = mends.to_vec();
    mends.sort_by_key(|mend| mend.span);
    let (mut out, mut left): (Vec<Replacement>, Vec<&Mend>) = (Vec::new(), Vec::new());
    for mend in mends {
        let range = source.original_range(mend.span);
        let original = source.original_text().get(range.clone()).unwrap_or("");
        let composed: String = original.nfc().collect();
        let same = !original.contains('\n') && collapse(&composed) == collapse(source.slice(mend.span));
        let free = out.last().is_none_or(|(before, _)| before.end <= range.start);
        if same && free && !range.is_empty() {
            out.push((range, mend.words.clone()));
        } else {
            left.push(mend);
        }
    }
    (out, left)
}

/// The original text after mending, and the mends that are left out as in [`replacements`].
pub fn mended<'m>(source: &Source, mends: &[&'m Mend]) -> (String, Vec<&'m Mend>) {
    let (replacements, left) = replacements(source, mends);
    let original = source.original_text();
    let mut out = String::with_capacity(original.len());
    let mut at = 0;
    for (range, words) in replacements {
        out.push_str(&original[at..range.start]);
        out.push_str(&words);
        at = range.end;
    }
    out.push_str(&original[at..]);
    (out, left)
}

/// A finding that stands by itself: its places are lines of files, not spans of texts at hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Located {
    /// Code of the rule.
    pub code: Cow<'static, str>,
    /// Severity.
    pub severity: Severity,
    /// What.
    pub message: Message,
    /// The remedy.
    pub hint: Message,
    /// Where.
    pub primary: (Side, Spot),
    /// The other places.
    pub secondary: Vec<(Side, Spot)>,
    /// As [`Finding::fingerprint`].
    pub fingerprint: String,
}

impl Finding {
    /// The same finding without its texts.
    pub fn located(&self, parent: &Source, child: &Source) -> Located {
        let spot = |place: &Place| match place.side {
            Side::Parent => (Side::Parent, parent.spot(place.span)),
            Side::Child => (Side::Child, child.spot(place.span)),
        };
        Located {
            code: Cow::Borrowed(self.code),
            severity: self.severity,
            message: self.message.clone(),
            hint: self.hint.clone(),
            primary: spot(&self.primary),
            secondary: self.secondary.iter().map(spot).collect(),
            fingerprint: self.fingerprint(),
        }
    }
}

/// Sixteen hexadecimal digits of a code and folded words (FNV-1a).
pub fn fingerprint(code: &str, key: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in code.bytes().chain([0]).chain(fold_name(key).bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(source: &Source, old: &str, new: &str) -> Mend {
        let start = source.text().find(old).expect("words of the text");
        Mend { span: Span::new(start, start + old.len()), words: new.to_owned() }
    }

    #[test]
    fn only_the_very_words_are_replaced() {
        let source = Source::read("Số: 12  /KH-UBND\nTheo Khoa\u{309}n 2 và Nghị quyết số 57/NQ-\nTW của Đảng, theo Khoản 5 Điều 6.");
        let mends = [
            mend(&source, "12 /KH-UBND", "12/KH-UBND"),
            // Decomposed accents are the same words.
            mend(&source, "Khoản 2", "khoản 2"),
            // A line break is none of them.
            mend(&source, "57/NQ-TW", "57-NQ/TW"),
            mend(&source, "Khoản 5 Điều 6", "khoản 5 Điều 6"),
            // Already changed.
            mend(&source, "5 Điều", "05 Điều"),
        ];
        let (text, left) = mended(&source, &mends.iter().collect::<Vec<_>>());
        assert_eq!(text, "Số: 12/KH-UBND\nTheo khoản 2 và Nghị quyết số 57/NQ-\nTW của Đảng, theo khoản 5 Điều 6.");
        assert_eq!(left, [&mends[2], &mends[4]]);
    }
}
