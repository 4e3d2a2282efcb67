//! What must hold whatever bamsat is given: the invariants of `docs/architecture.md` as functions
//! over bytes.
//!
//! They are written once and used twice. The targets under `fuzz` call them with bytes that nobody
//! has thought of; the tests call them with inputs that failed once (`tests/regressions`) and with
//! documents that were changed. A function returns when everything holds and panics when not.

mod file;
pub mod made;
pub mod old;
mod pair;
mod text;
mod time;

pub use file::{encodings, read_docx, read_html, read_pdf};
pub use pair::{BETWEEN, compare, compared};
pub use text::{parse, parsed};
pub use time::{SMALL, computed, within};

/// What holds for bytes.
pub type Invariant = fn(&[u8]);

/// Every function over bytes by its name, which is that of its fuzz target and of its folder in
/// `tests/regressions`.
pub const ALL: [(&str, Invariant); 6] = [
    ("parse", parse),
    ("compare", compare),
    ("read_docx", read_docx),
    ("read_pdf", read_pdf),
    ("read_html", read_html),
    ("encodings", encodings),
];
