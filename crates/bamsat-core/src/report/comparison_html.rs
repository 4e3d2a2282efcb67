//! A plan beside the documents above it, as one page for the browser and for paper: template, style and script in a
//! single file that asks nothing of the network. The template escapes what documents say.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::compare::ChangeKind;
use crate::message::{Lang, SheetLabels};

use super::comparison_json::change_word;
use super::sheet::Sheet;

const PAGE: &str = include_str!("page/comparison.html");
const STYLE: &str = include_str!("page/comparison.css");
const SCRIPT: &str = include_str!("page/comparison.js");

#[derive(Serialize)]
struct Context<'a> {
    lang: &'static str,
    t: &'a SheetLabels,
    sheet: &'a Sheet,
    /// The words for kinds of changes by their words in the JSON forms.
    kinds: std::collections::BTreeMap<&'static str, &'static str>,
    /// What stands at the head of each printed page, safe in a string of the style.
    running: String,
    style: &'static str,
    script: &'static str,
}

/// The page.
pub fn comparison_html(sheet: &Sheet, lang: Lang) -> String {
    use ChangeKind::{Deadline, Frequency, Heading, Modality, Name, Quantity, Role, Unit};
    let kinds = [Name, Unit, Role, Quantity, Deadline, Frequency, Modality, Heading];
    let context = Context {
        lang: lang.code(),
        t: lang.sheet_labels(),
        sheet,
        kinds: kinds.map(|kind| (change_word(kind), lang.change(kind))).into(),
        running: sheet.child.name.chars().filter(|c| c.is_alphanumeric() || " /-.,".contains(*c)).collect(),
        style: STYLE,
        script: SCRIPT,
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let page = environment.render_str(PAGE, Value::from(Serde(&context)));
    page.expect("the template names what the sheet has")
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE};

    /// A part that held the end of its own element would spill into the page.
    #[test]
    fn parts_cannot_leave_their_element() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
