//! The house keeps its own rules.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bamsat_core::message::Lang;
use bamsat_core::rules::RULES;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in support::entries(folder) {
        if path.is_dir() {
            out.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}

/// The rows of the table `May depend on` in `docs/architecture.md`.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let text = support::read(&support::root().join("docs/architecture.md"));
    let (_, table) = text.split_once("## May depend on").expect("the heading `May depend on`");
    let rows = table.lines().skip_while(|l| !l.starts_with('|')).take_while(|l| l.starts_with('|')).skip(2);
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let names = cells[1].split(',').map(|n| n.trim().trim_matches('`').to_owned()).filter(|n| !n.is_empty()).collect();
        (cells[0].trim_matches('`').to_owned(), names)
    })
    .collect()
}

#[test]
fn modules_use_what_the_table_allows() {
    let allowed = allowed();
    assert!(allowed.len() >= 8, "{allowed:?}");
    let src = support::root().join("crates/bamsat-core/src");
    let mut wrong = String::new();
    for file in rust_files(&src) {
        let relative = file.strip_prefix(&src).expect("a file of the core");
        let module = relative.components().next().and_then(|c| c.as_os_str().to_str()).unwrap_or("").trim_end_matches(".rs").to_owned();
        if module == "lib" {
            continue;
        }
        let Some(names) = allowed.get(&module) else {
            wrong.push_str(&format!("{module} is not in the table\n"));
            continue;
        };
        for used in support::read(&file)
            .split("crate::")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned())
        {
            if used != module && !used.is_empty() && !names.contains(&used) && used.starts_with(char::is_lowercase) {
                wrong.push_str(&format!("{} uses {used}\n", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_path_that_the_architecture_page_names_exists() {
    let text = support::read(&support::root().join("docs/architecture.md"));
    let mut missing = Vec::new();
    for word in
        text.split('`').skip(1).step_by(2).filter(|w| w.contains('/') && !w.contains([' ', '*', '<', '{', '(']) && !w.contains("::"))
    {
        if !support::root().join(word.trim_end_matches('/')).exists()
            && !support::root().join("crates/bamsat-core/src").join(word.trim_end_matches('/')).exists()
        {
            missing.push(word.to_owned());
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// A cell of the page of threats names files, each with the tests in it; a test without a file is in `tests/hostile.rs`.
#[test]
fn every_test_that_the_page_of_threats_names_is_there() {
    let text = support::read(&support::root().join("docs/threats.md"));
    let hostile = || {
        let files = rust_files(&support::root().join("tests/hostile")).into_iter().chain([support::root().join("tests/hostile.rs")]);
        files.map(|file| support::read(&file)).collect::<String>()
    };
    let (mut missing, mut count) = (Vec::new(), 0);
    for row in text.lines().filter(|line| line.starts_with('|') && line.matches('|').count() == 4) {
        let mut source = hostile();
        let cell = row.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap_or_default();
        for word in cell.split('`').skip(1).step_by(2) {
            if word.ends_with(".rs") {
                source = support::read(&support::root().join(word));
            } else {
                count += 1;
                missing.extend((!source.contains(&format!("fn {word}("))).then(|| word.to_owned()));
            }
        }
    }
    assert!(missing.is_empty() && count > 30, "{count} {missing:?}");
}

/// The pages under `docs/rules` are made from the doc comments; `BLESS=1` writes them.
#[test]
fn rule_codes_are_unique_and_documented() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        assert!(seen.insert(rule.code), "{} comes twice", rule.code);
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.code);
        let (en, vi) = (rule.page(Lang::En), rule.page(Lang::Vi));
        assert!(
            en != vi && en.starts_with(&format!("# {}", rule.code)) && vi.starts_with(&format!("# {}", rule.code)),
            "{}: a page in both languages",
            rule.code
        );
        let page = format!("{en}\n\n---\n\n{}\n", vi.split_once("\n\n").map_or("", |(_, rest)| rest));
        let path = support::root().join(format!("docs/rules/{}.md", rule.code));
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(support::root().join("docs/rules")).expect("a folder");
            std::fs::write(&path, &page).expect("a page");
        }
        assert_eq!(support::read(&path), page, "{}: run with BLESS=1", rule.code);
    }
    let pages = support::entries(&support::root().join("docs/rules"));
    assert_eq!(pages.len(), RULES.len(), "a page without a rule");
}

#[test]
fn files_stay_short() {
    let mut lengths = Vec::new();
    for folder in ["crates", "tests", "benches"] {
        for file in rust_files(&support::root().join(folder)) {
            let lines = support::read(&file).lines().count();
            assert!(lines <= 500, "{}: {lines} lines", file.display());
            lengths.push(lines);
        }
    }
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 170, "median {}", lengths[lengths.len() / 2]);
}

#[test]
fn every_dependency_has_its_reason() {
    let text = support::read(&support::root().join("Cargo.toml"));
    let (_, table) = text.split_once("[workspace.dependencies]").expect("the table");
    let mut before = "";
    for line in table.lines().take_while(|l| !l.starts_with('[')) {
        if line.contains(" = ") && !line.starts_with("bamsat-") {
            assert!(before.starts_with("# "), "no reason for {line}");
        }
        before = line;
    }
}

/// The arms of a catalogue: the words behind each variant.
fn arms(text: &str, kind: &str) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines() {
        if let Some(rest) = line.trim_start().strip_prefix(&format!("{kind}::")) {
            last = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        }
        if !last.is_empty() {
            out.entry(last.clone()).or_default().push_str(line);
        }
        // The end of the function ends the last arm.
        if line == "}" {
            last.clear();
        }
    }
    out
}

/// Names in braces inside the literals of a text: `{line}`.
fn placeholders(text: &str) -> BTreeSet<String> {
    let literals = text.split('"').skip(1).step_by(2);
    let named = literals.flat_map(|literal| literal.split('{').skip(1).map(|rest| rest.split(['}', ':']).next().unwrap_or("").to_owned()));
    named.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let folder = support::root().join("crates/bamsat-core/src/message");
    let [en, vi, names] = ["en.rs", "vi.rs", "mod.rs"].map(|name| support::read(&folder.join(name)));
    let (en, vi) = (arms(&en, "Message"), arms(&vi, "Message"));
    assert!(en.len() > 60, "{}", en.len());
    let differing: Vec<&String> =
        en.keys().filter(|name| vi.get(*name).map(|words| placeholders(words)) != Some(placeholders(&en[*name]))).collect();
    // These name their parts by a match of their own in each language.
    let excepted = ["Reason"];
    assert!(differing.iter().all(|name| excepted.contains(&name.as_str())), "{differing:?}");
    // What nobody says is not kept.
    let sources: String = ["rules", "report", "compare", "audit", "cascade", "document"]
        .iter()
        .flat_map(|module| rust_files(&support::root().join("crates/bamsat-core/src").join(module)))
        .chain(rust_files(&support::root().join("crates/bamsat-cli/src")))
        .map(|file| support::read(&file))
        .collect();
    let unsaid: Vec<&String> = en.keys().filter(|name| !sources.contains(&format!("Message::{name}"))).collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
    let labels = names.split("pub struct Labels {").nth(1).and_then(|rest| rest.split('}').next()).expect("the labels");
    let fields = labels.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split(':').next());
    let unused: Vec<&str> = fields.filter(|field| !sources.contains(&format!(".{field}"))).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_readme_shows_the_library_as_it_is() {
    let library = support::read(&support::root().join("crates/bamsat-core/src/lib.rs"));
    let example = library.split("//! ```\n").nth(1).expect("an example");
    let shown: Vec<&str> =
        example.lines().map(|line| line.trim_start_matches("//!").trim()).filter(|line| !line.starts_with('#')).collect();
    for name in ["README.md", "README.vi.md"] {
        let readme = support::read(&support::root().join(name));
        let block =
            readme.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_else(|| panic!("{name} shows no library"));
        let block: Vec<&str> = block.lines().map(str::trim).collect();
        assert_eq!(block, shown, "{name}");
    }
}
