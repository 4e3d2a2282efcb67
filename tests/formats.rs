//! One document as text, as a Word file and as a PDF: the same outline, citations and verdicts.
#![expect(clippy::print_stdout, reason = "what was skipped, and what was compared, is for the reader of the run")]

#[expect(dead_code, reason = "Word files only")]
#[path = "../crates/bamsat-read/tests/files/made.rs"]
mod made;
mod support;
#[path = "formats/word.rs"]
mod word;

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

/// The paragraphs of a text with a note at the end of one of them, the longest.
fn noted(text: &Document, note: &str) -> (Vec<Vec<String>>, usize, Document) {
    let lines = paragraphs(text);
    let alone = || lines.iter().filter(|cells| cells.len() == 1);
    let (at, line) = alone().enumerate().max_by_key(|(_, cells)| cells[0].len()).expect("a paragraph");
    let line = line.clone();
    let mut found = false;
    let with_note = |cells: &Vec<String>| match !found && *cells == line {
        true => {
            found = true;
            format!("{}[1]\n[1] {note}\n", cells[0])
        }
        false if cells.len() > 1 => format!("| {} |\n", cells.join(" | ")),
        false => cells[0].clone() + "\n",
    };
    let text = lines.iter().map(with_note).collect::<String>();
    (lines, at, parse(Source::read_as(&text, Lines::Paragraphs)))
}

#[test]
fn what_an_office_suite_prints_says_what_its_text_says() {
    const NOTE: &str = "Theo Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học và công nghệ.";
    if !Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success()) {
        println!("skipped: LibreOffice is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut texts: Vec<Vec<Document>> = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for cascade in cascades() {
        texts.push(Vec::new());
        for path in cascade {
            let (lines, at, text) = noted(&text_of(&path), NOTE);
            let file = folder.path().join(format!("{}.docx", files.len()));
            std::fs::write(&file, word::file(&lines, at, NOTE)).expect("written");
            files.push(file);
            texts.last_mut().expect("begun").push(text);
        }
    }
    for form in ["pdf", "doc", "rtf", "odt"] {
        println!("{form}");
        let mut command = Command::new("soffice");
        command.arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()));
        command.args(["--headless", "--norestore", "--convert-to", form, "--outdir"]).arg(folder.path()).args(&files);
        assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs").success());
    }
    let (mut all, mut whole) = (0, 0);
    let mut files = files.iter();
    for texts in &texts {
        for form in ["docx", "pdf"] {
            let read = |path: &PathBuf| from_file(&std::fs::read(path.with_extension(form)).expect("made"));
            let files: Vec<Document> = files.clone().take(texts.len()).map(read).collect();
            for (text, file) in texts.iter().zip(&files) {
                let (asked, found) = (paragraphs(text).concat(), paragraphs(file).concat());
                all += asked.len();
                whole += asked.iter().filter(|line| found.contains(line)).count();
                asked.iter().filter(|line| !found.contains(line)).for_each(|line| println!("not whole: {form}: {line}"));
                let (mut asked, mut found) = (understood(text), understood(file));
                // A note stands behind its paragraph in one, at the foot of its page in the other.
                asked.1.sort();
                found.1.sort();
                assert_eq!(asked, found, "{form}");
            }
            for (texts, files) in texts.windows(2).zip(files.windows(2)) {
                assert_eq!(verdicts(&texts[0], &texts[1]), verdicts(&files[0], &files[1]), "{form}");
            }
        }
        files.by_ref().take(texts.len()).for_each(drop);
    }
    println!("{whole} of {all} paragraphs whole");
    assert!(whole * 100 >= all * 95, "{whole} of {all} paragraphs whole");
}
