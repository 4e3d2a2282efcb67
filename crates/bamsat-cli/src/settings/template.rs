//! The file that `bamsat init` writes.

use bamsat_core::message::Lang;

/// A commented `bamsat.toml`: everything in it is what holds without it.
pub(crate) fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => include_str!("bamsat.vi.toml"),
        Lang::En => include_str!("bamsat.en.toml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::written;
    use std::path::Path;

    /// The same with every example in force.
    fn in_force(template: &str) -> String {
        let example = |line: &str| line.strip_prefix("#: ").map_or_else(|| line.to_owned(), str::to_owned);
        template.lines().map(|line| example(line) + "\n").collect()
    }

    #[test]
    fn the_template_is_valid_with_and_without_its_examples() {
        for lang in [Lang::Vi, Lang::En] {
            let text = template(lang);
            assert!(text.contains("#: "));
            for text in [text.to_owned(), in_force(text)] {
                assert!(
                    written::read(Path::new("bamsat.toml"), &text, lang)
                        .is_ok_and(|written| written.lang.is_none() || text.contains("lang")),
                    "{:?}",
                    written::read(Path::new("t"), &text, lang)
                );
            }
        }
    }
}
