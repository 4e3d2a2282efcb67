//! One document as text, as a Word file and as a PDF: the same outline, citations and verdicts.
#![expect(clippy::print_stdout, reason = "what was skipped, and what was compared, is for the reader of the run")]

#[expect(dead_code, reason = "Word files only")]
#[path = "../crates/bamsat-read/tests/files/made.rs"]
mod made;
mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bamsat_core::compare::compare;
use bamsat_core::document::{Document, parse};
use bamsat_core::report::comparison_json::verdict_word;
use bamsat_core::source::{Block, Lines, Source, Span, collapse};
use bamsat_read::{Options, read};

/// The texts of the shipped cascades, from the top down.
fn cascades() -> Vec<Vec<PathBuf>> {
    let folders = support::entries(&support::root().join("corpus")).into_iter().filter(|path| path.is_dir());
    let texts =
        |folder: PathBuf| support::entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e != "tsv")).collect();
    folders.map(texts).collect()
}

/// The paragraphs of a text, each in its cells: most have one.
fn paragraphs(document: &Document) -> Vec<Vec<String>> {
    let source = &document.source;
    let cells = |block: &Block| {
        let starts = std::iter::once(block.span.start).chain(block.cells.iter().copied());
        let ends = block.cells.iter().copied().chain([block.span.end]);
        starts.zip(ends).map(|(start, end)| collapse(source.slice(Span::new(start, end)))).collect()
    };
    source.blocks().iter().map(cells).collect()
}

/// Lines of a document: paragraphs by themselves, and lines of cells, which stand beside each other,
/// together.
fn written(paragraphs: &[Vec<String>], line: impl Fn(&str) -> String, table: impl Fn(&[Vec<String>]) -> String) -> String {
    let groups = paragraphs.chunk_by(|a, b| a.len() > 1 && a.len() == b.len());
    groups.map(|group| if group[0].len() > 1 { table(group) } else { group.iter().map(|cells| line(&cells[0])).collect() }).collect()
}

fn from_file(bytes: &[u8]) -> Document {
    let text = read(bytes, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert!(text.paragraphs);
    parse(Source::read_as(&text.text, Lines::Paragraphs))
}

fn escaped(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn word_file(paragraphs: &[Vec<String>]) -> Vec<u8> {
    let line = |line: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(line));
    let row = |cells: &Vec<String>| -> String {
        let cells = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", line(cell)));
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    };
    let table = |rows: &[Vec<String>]| format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>());
    made::docx(&[], &written(paragraphs, line, table))
}

/// What a document was understood to say.
fn understood(document: &Document) -> (Vec<String>, Vec<String>, Vec<String>) {
    let parts = document.with_attachments();
    let words = |span| collapse(document.source.slice(span));
    let headings = parts.iter().flat_map(|part| part.sections.iter().filter_map(|section| section.heading).map(words));
    let cited = parts.iter().flat_map(|part| part.citations.iter().map(|citation| words(citation.span)));
    let mandates = parts.iter().flat_map(|part| part.mandates.iter().map(|mandate| words(mandate.span)));
    (headings.collect(), cited.collect(), mandates.collect())
}

/// The verdicts on a child, with the words they are about.
fn verdicts(parent: &Document, child: &Document) -> Vec<(String, &'static str)> {
    let comparison = compare(parent, child);
    let words = |judged| collapse(parent.source.slice(comparison.mandate(judged).span));
    comparison.mandates.iter().map(|judged| (words(judged), verdict_word(judged.verdict))).collect()
}

fn text_of(path: &Path) -> Document {
    parse(Source::read(&support::read(path)))
}

#[test]
fn a_word_file_says_what_its_text_says() {
    for cascade in cascades() {
        let texts: Vec<Document> = cascade.iter().map(|path| text_of(path)).collect();
        let files: Vec<Document> = texts.iter().map(|text| from_file(&word_file(&paragraphs(text)))).collect();
        for ((text, file), path) in texts.iter().zip(&files).zip(&cascade) {
            assert_eq!(understood(text), understood(file), "{}", path.display());
        }
        for (texts, files) in texts.windows(2).zip(files.windows(2)) {
            assert_eq!(verdicts(&texts[0], &texts[1]), verdicts(&files[0], &files[1]), "{}", cascade[0].display());
        }
    }
}

/// Prints a page of the web into a PDF, as a browser does.
fn printed(browser: &str, folder: &Path, paragraphs: &[Vec<String>]) -> Vec<u8> {
    let style = "@page { size: A4; margin: 20mm 20mm 20mm 30mm } body { font: 14pt/1.4 serif } p { margin: 6pt 0; text-align: justify; text-indent: 1cm }";
    let cell = |cell: &String| format!("<td style='text-align: center; white-space: nowrap; padding: 0 8pt'>{}</td>", escaped(cell));
    let row = |cells: &Vec<String>| format!("<tr>{}</tr>", cells.iter().map(cell).collect::<String>());
    let table = |rows: &[Vec<String>]| format!("<table width=100%>{}</table>", rows.iter().map(row).collect::<String>());
    let lines = written(paragraphs, |line| format!("<p>{}</p>", escaped(line)), table);
    let page = folder.join("page.html");
    std::fs::write(&page, format!("<!DOCTYPE html><meta charset=utf-8><style>{style}</style><body>{lines}")).expect("written");
    let pdf = folder.join("page.pdf");
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.arg(format!("--print-to-pdf={}", pdf.display())).arg(format!("file://{}", page.display()));
    let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the browser runs");
    assert!(done.success());
    std::fs::read(pdf).expect("a PDF")
}

#[test]
fn a_pdf_says_what_its_text_says() {
    let there = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    let Some(browser) = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(there) else {
        println!("skipped: no browser prints a PDF");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (mut all, mut whole) = (0, 0);
    for cascade in cascades() {
        let texts: Vec<Document> = cascade.iter().map(|path| text_of(path)).collect();
        let files: Vec<Document> = texts.iter().map(|text| from_file(&printed(browser, folder.path(), &paragraphs(text)))).collect();
        for ((text, file), path) in texts.iter().zip(&files).zip(&cascade) {
            let lines = |document: &Document| paragraphs(document).concat();
            let (asked, found) = (lines(text), lines(file));
            all += asked.len();
            whole += asked.iter().filter(|line| found.contains(line)).count();
            for line in asked.iter().filter(|line| !found.contains(line)) {
                println!("not whole: {}: {line}", path.display());
            }
            let ((headings, cited, mandates), file) = (understood(text), understood(file));
            assert_eq!((headings, cited), (file.0, file.1), "{}", path.display());
            assert_eq!(mandates, file.2, "{}", path.display());
        }
        for (texts, files) in texts.windows(2).zip(files.windows(2)) {
            assert_eq!(verdicts(&texts[0], &texts[1]), verdicts(&files[0], &files[1]), "{}", cascade[0].display());
        }
    }
    println!("{whole} of {all} paragraphs whole");
    assert!(whole * 100 >= all * 95, "{whole} of {all} paragraphs whole");
}
