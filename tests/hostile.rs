//! A document that tries to be more than words, through every form that the program writes.

#[expect(dead_code, reason = "Word files only")]
#[path = "../crates/bamsat-read/tests/files/made.rs"]
mod made;
#[path = "hostile/packed.rs"]
mod packed;
#[path = "hostile/sample.rs"]
mod sample;

use sample::{FORMULA, MARKUP, PARENT, PLAN, UNIT_SHOWN, bamsat, command, folder, printed, steering};
use serde_json::Value;

/// The result of a check of the plan in a form.
fn check(format: &str) -> String {
    let folder = folder();
    let (out, err) = printed(folder.path(), &["check", PLAN, "--parent", PARENT, "--format", format]);
    assert!(err.contains("1 accepted findings") && !out.is_empty(), "{err}");
    out
}

#[test]
fn forms_for_a_terminal_steer_nothing() {
    let folder = folder();
    let check = ["check", PLAN, "--parent", PARENT];
    let audit = ["audit", ".", "--no-cache", "--top", "0"];
    let graph = ["graph", ".", "--no-cache"];
    let runs: [(&[&str], &[&str]); 12] = [
        (&check, &["--format", "full"]),
        (&check, &["--format", "concise"]),
        (&check, &["--against", PARENT]),
        (&["lint", PLAN, PARENT], &["--format", "full"]),
        (&["lint", PLAN, PARENT], &["--format", "concise"]),
        (&["parse", PLAN, PARENT], &[]),
        (&audit, &[]),
        (&graph, &["--format", "text"]),
        (&graph, &["--format", "dot"]),
        (&graph, &["--format", "mermaid"]),
        (&["config"], &[]),
        (&["doctor"], &[]),
    ];
    for (command_line, options) in runs {
        let (out, _) = printed(folder.path(), &[command_line, options].concat());
        assert_eq!(command(&out), None, "{command_line:?} {options:?}");
    }
    let (out, _) = printed(folder.path(), &["read", PLAN]);
    assert!(out.contains("[2J31m\"><img"), "{out}");
}

/// Colours are the program's own.
#[test]
fn only_colours_reach_a_terminal() {
    let folder = folder();
    let run = bamsat(folder.path(), &["check", PLAN, "--parent", PARENT, "--color", "always"]);
    let mut rest = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(rest.contains("\u{1b}[1m"), "{rest:?}");
    while let Some(at) = rest.find("\u{1b}[") {
        let end = rest[at + 2..].find(|ch: char| !ch.is_ascii_digit() && ch != ';').expect("an end") + at + 2;
        assert_eq!(rest.as_bytes()[end], b'm', "{:?}", &rest[at..]);
        rest.replace_range(at..=end, "");
    }
    assert_eq!((steering(&rest), command(&rest)), (None, None));
}

#[test]
fn errors_steer_nothing() {
    let folder = folder();
    let name = "\u{1b}[2J\u{9b}31m\u{202e}\n::error::x ##[error].txt";
    let unknown = format!("--{name}");
    for arguments in [&["check", name][..], &["parse", name], &["audit", name], &["explain", name], &["check", &unknown], &["man", name]] {
        let (_, err) = printed(folder.path(), arguments);
        assert!(err.contains("[error].txt"), "{arguments:?}: {err}");
    }
    for (settings, told) in [
        ("\"a\\u001b[2J\\u009b\\u202e\" = 1\n", "no setting “a[2J”"),
        ("[severity]\n\"\\u001b[2J::error::\" = \"off\"\n", "no rule “[2J::error::”"),
        ("include = [\"{\\u001b[2J\"]\n", "[2J"),
        ("[[plan]]\npath = \"a\"\nparent = \"../\\u001b[2J\\u202e##[error]\"\n", "“../[2J# #[error]”"),
        ("[[unit]]\nname = \"a\"\nlevel = \"\\u001b[2J\"\n", "“[2J”"),
    ] {
        std::fs::write(folder.path().join("bamsat.toml"), settings).expect("written");
        let (_, err) = printed(folder.path(), &["audit", ".", "--no-cache"]);
        assert!(err.contains(told), "{err}");
    }
}

#[test]
fn json_keeps_every_word_and_steers_nothing() {
    let folder = folder();
    let check = ["check", PLAN, "--parent", PARENT];
    let audit = ["audit", ".", "--no-cache"];
    let runs: [(&[&str], &str); 10] = [
        (&check, "json"),
        (&check, "sarif"),
        (&check, "gitlab"),
        (&["lint", PLAN], "json"),
        (&["lint", PLAN], "sarif"),
        (&["lint", PLAN], "gitlab"),
        (&["parse", PLAN], "json"),
        (&audit, "json"),
        (&["graph", ".", "--no-cache"], "json"),
        (&["check", PLAN, "--parent", PARENT, "--against", PARENT], "json"),
    ];
    for (command_line, format) in runs {
        let (out, _) = printed(folder.path(), &[command_line, &["--format", format]].concat());
        assert_eq!(command(&out), None, "{command_line:?} {format}");
        let json: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{command_line:?} {format}: {error}"));
        // What was escaped is read as it was.
        let whole = strings(&json).join("\n");
        let words = match (command_line[0], format) {
            ("lint", _) => "KH-UBND",
            (_, "gitlab" | "sarif") => "60%",
            _ => MARKUP,
        };
        assert!(whole.contains(words), "{command_line:?} {format}: {whole}");
    }
    let reason = strings(&serde_json::from_str(&self::check("sarif")).expect("JSON")).into_iter().find(|words| words.starts_with("=1+1"));
    assert_eq!(reason.as_deref(), Some("=1+1 [2J <img src=x> ##[error] ::error::x"));
}

/// All strings of a form.
fn strings(json: &Value) -> Vec<String> {
    match json {
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(strings).collect(),
        Value::Object(all) => all.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_command_of_github_stays_one_command() {
    let told: Value = serde_json::from_str(&check("gitlab")).expect("JSON");
    let told = told.as_array().expect("findings");
    let out = check("github");
    assert_eq!(out.lines().count(), told.len(), "{out}");
    for (line, told) in out.lines().zip(told) {
        let (properties, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
        let (name, properties) = properties.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        let unescaped = |words: &str| words.replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
        let properties: Vec<(&str, String)> = properties
            .split(',')
            .map(|pair| pair.split_once('=').map(|(name, words)| (name, unescaped(words))).expect("a property"))
            .collect();
        let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["file", "line", "endLine", "col", "endColumn", "title"], "{line}");
        // As it is shown: a name has no line end.
        let apart = |words: &str| words.replace("##[", "# #[");
        assert_eq!(properties[0].1, told["location"]["path"].as_str().expect("a path"));
        assert_eq!(unescaped(message).lines().next(), told["description"].as_str().map(apart).as_deref());
        assert!(!line.contains("##["), "{line}");
    }
}

/// The names of the elements of an XML text; it is well formed.
fn elements(xml: &str) -> std::collections::BTreeSet<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut out = std::collections::BTreeSet::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Eof => return out,
            Event::Start(tag) | Event::Empty(tag) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{xml}");
                out.insert(tag.name().as_ref().to_owned());
            }
            _ => {}
        }
    }
}

#[test]
fn junit_is_whole() {
    let out = check("junit");
    assert_eq!(command(&out), None);
    let known = ["testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"];
    assert!(elements(&out).iter().all(|name| known.contains(&name.as_str())), "{out}");
    assert!(out.contains("&lt;img src=x&gt;") && out.contains("=1+1 [2J"), "{out}");
}

#[test]
fn pages_hold_no_markup_of_documents() {
    let page = check("html");
    let folder = folder();
    let (graph, _) = printed(folder.path(), &["graph", ".", "--no-cache", "--format", "html"]);
    for (page, scripts) in [(&page, 1), (&graph, 2)] {
        assert_eq!(page.matches("<script").count(), scripts);
        assert_eq!(page.matches("</script").count(), scripts);
        assert!(!page.contains("<img") && !page.contains("<b>công"), "{page}");
    }
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("{{7*7}}"));
    let (_, data) = graph.split_once("id=\"data\">").expect("the data");
    let (data, _) = data.split_once("</script>").expect("their end");
    let data: Value = serde_json::from_str(data).expect("JSON");
    assert!(strings(&data).iter().any(|words| words.contains("<img src=x onerror=alert(1)>")));
}

#[test]
fn a_note_for_a_forge_holds_no_markup_of_documents() {
    let note = check("markdown");
    assert!(note.contains("&lt;img src=x onerror=alert(1)&gt;") && note.contains("\\[a\\](javascript:x)"), "{note}");
    for words in ["<img", "<script", "<b>công", "@everyone", "@all", "| `rm`", "[a](", "http://"] {
        assert!(!note.contains(words), "{words}: {note}");
    }
    // Each row has the cells of its head.
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    for table in note.split("\n\n").filter(|part| part.starts_with('|')) {
        let counts: Vec<usize> = table.lines().map(cells).collect();
        assert!(counts.len() > 2 && counts.iter().all(|count| *count == counts[0]), "{table}");
    }
}

#[test]
fn drawings_hold_words_only() {
    let folder = folder();
    let (dot, _) = printed(folder.path(), &["graph", ".", "--no-cache", "--format", "dot"]);
    let nodes: Vec<&str> = dot.lines().filter(|line| line.contains(" [label=") && !line.contains("->")).collect();
    assert_eq!(nodes.len(), 2, "{dot}");
    for node in nodes {
        let (_, label) = node.split_once("[label=\"").expect("a label");
        let label = label.strip_suffix("\"];").expect("its end").replace("\\\\", "").replace("\\\"", "");
        assert!(!label.contains(['"', '\\']), "{node}");
    }
    assert!(dot.contains("\\\"><img src=x"), "{dot}");
    let (mermaid, _) = printed(folder.path(), &["graph", ".", "--no-cache", "--format", "mermaid"]);
    let nodes: Vec<&str> = mermaid.lines().filter_map(|line| line.split_once("[\"")?.1.strip_suffix("\"]")).collect();
    assert_eq!(nodes.len(), 2, "{mermaid}");
    for label in nodes {
        assert!(!label.contains(['"', '<', '>', '&', '`', '%', '\\']), "{label}");
    }
    assert!(mermaid.contains("#37;#37;{init"), "{mermaid}");
}

/// The cells of a CSV file, also where a semicolon parts them.
fn no_formulas(bytes: &[u8], name: &str) -> String {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for record in reader.records() {
        for cell in &record.expect("a record") {
            let begins = |part: &str, signs: &[char]| part.trim_start_matches(' ').starts_with(signs);
            // A number may be below zero.
            let is_formula = begins(cell, &['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!is_formula && !cell.split(';').skip(1).any(|part| begins(part, &['=', '+', '@'])), "{name}: {cell}");
            assert_eq!(steering(cell), None, "{name}: {cell}");
        }
    }
    text
}

#[test]
fn tables_hold_no_formulas() {
    let folder = folder();
    let checked = check_bytes(&folder, "csv");
    assert!(no_formulas(&checked, "check").contains(&format!("'{}", FORMULA.replace('"', "\"\""))));
    let run = bamsat(folder.path(), &["audit", ".", "--no-cache", "--format", "csv", "--output", "tables", "--fail-on", "never"]);
    assert!(run.status.success(), "{run:?}");
    let tables: Vec<_> = std::fs::read_dir(folder.path().join("tables")).expect("a folder").flatten().map(|entry| entry.path()).collect();
    let all: String = tables.iter().map(|path| no_formulas(&std::fs::read(path).expect("a table"), &path.display().to_string())).collect();
    assert!(tables.len() > 10 && all.contains("'=HYPERLINK") && all.contains("'=1+1"), "{all}");
    let run = bamsat(folder.path(), &["audit", ".", "--no-cache", "--format", "jsonl", "--output", "lines", "--fail-on", "never"]);
    assert!(run.status.success(), "{run:?}");
    for entry in std::fs::read_dir(folder.path().join("lines")).expect("a folder").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("a table");
        assert_eq!((steering(&text), command(&text)), (None, None));
        assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    }
}

/// A check written into a file, as bytes.
fn check_bytes(folder: &tempfile::TempDir, format: &str) -> Vec<u8> {
    let run = bamsat(folder.path(), &["check", PLAN, "--parent", PARENT, "--format", format, "--output", "out.bin"]);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    std::fs::read(folder.path().join("out.bin")).expect("a result")
}

#[test]
fn a_store_holds_words_as_they_are() {
    let folder = folder();
    let run = bamsat(folder.path(), &["audit", ".", "--no-cache", "--store", "kho.sqlite", "--fail-on", "never"]);
    assert!(run.status.success(), "{run:?}");
    let store = std::fs::read(folder.path().join("kho.sqlite")).expect("a store");
    let holds = |words: &str| store.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds(FORMULA) && holds(&MARKUP[..20]) && holds(UNIT_SHOWN));
}
