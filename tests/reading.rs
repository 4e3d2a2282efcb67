//! Files of every kind through the whole program: what it says, and what the helpers add.
#![expect(clippy::print_stdout, reason = "what was skipped is for the reader of the run")]

#[path = "../crates/bamsat-read/tests/files/made.rs"]
mod made;
mod support;

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program with these folders as the path.
fn bamsat(folder: &Path, path: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bamsat"));
    command.args(arguments).current_dir(folder).env("PATH", path).env("LANG", "C").env_remove("LC_ALL");
    command.output().expect("the program runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Paragraphs as the body of a Word file.
fn body(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>")).collect()
}

const PLAN: [&str; 6] = [
    "ỦY BAN NHÂN DÂN XÃ HÒA LẠC",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "Khám sức khỏe năm 2026",
    "I. NHIỆM VỤ",
    "- Trạm Y tế khám sức khỏe cho 100% người cao tuổi trước ngày 30/6/2026.",
];

#[test]
fn a_word_file_is_checked_and_names_line_and_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, body: &str| std::fs::write(folder.path().join(name), made::docx(&[], body)).expect("written");
    write("cap-tren.docx", &body(&PLAN));
    // A wrong ending, a page break, and a lower share.
    let page = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    write("ke-hoach.txt", &(body(&PLAN[..5]) + page + &body(&[&PLAN[5].replace("100%", "60%")])));
    let run =
        bamsat(folder.path(), Path::new(""), &["check", "ke-hoach.txt", "--parent", "cap-tren.docx", "--format", "json", "--lang", "en"]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let finding = json["findings"].as_array().expect("findings").iter().find(|f| f["code"] == "lowered-target").expect("a lower target");
    assert_eq!((&finding["primary"]["page"], &finding["primary"]["line"]), (&serde_json::json!(2), &serde_json::json!(6)), "{finding}");
    let full = bamsat(folder.path(), Path::new(""), &["check", "ke-hoach.txt", "--parent", "cap-tren.docx", "--lang", "vi"]);
    assert!(said(&full.stdout).contains("(trang 2)"), "{full:?}");
    let read = bamsat(folder.path(), Path::new(""), &["read", "ke-hoach.txt"]);
    assert_eq!(said(&read.stdout).lines().nth(5), Some("\u{c}- Trạm Y tế khám sức khỏe cho 60% người cao tuổi trước ngày 30/6/2026."));
}

#[test]
fn without_helpers_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    write("a.docx", &made::docx(&[], &body(&PLAN)));
    write("scan.pdf", &made::scan(3));
    write("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    write("vo.pdf", b"%PDF-1.7 nothing");
    let run = bamsat(folder.path(), Path::new(""), &["audit", ".", "--no-cache", "--format", "json", "--lang", "en", "--fail-on", "never"]);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!(json["documents"].as_array().map(Vec::len), Some(1));
    let unread: Vec<String> =
        json["unread"].as_array().expect("unread").iter().map(|u| format!("{}: {}", u["path"], u["reason"])).collect();
    let told = |path: &str, words: &str| unread.iter().any(|line| line.contains(path) && line.contains(words));
    assert!(told("cu.doc", "libreoffice") && told("scan.pdf", "tesseract-ocr-vie") && told("vo.pdf", "damaged"), "{unread:#?}");
    let doctor = said(&bamsat(folder.path(), Path::new(""), &["doctor", "--lang", "en"]).stdout);
    assert_eq!(doctor.matches("not installed").count(), 3, "{doctor}");
}

/// Stand-ins for the helpers, which say what the real ones would.
#[cfg(unix)]
mod stand_ins {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn install(folder: &Path, name: &str, script: &str) {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// A stand-in for LibreOffice, which notes that it was started and fails on what is no old file.
    fn install_office(folder: &Path, programs: &Path) {
        let turned = programs.join("turned.docx");
        std::fs::write(&turned, made::docx(&[], &body(&PLAN))).expect("written");
        let script =
            "echo >> STARTED\nfor file; do case \"$file\" in *.doc) grep -q old \"$file\" && cp TURNED \"${file%.doc}.docx\";; esac; done";
        let script =
            script.replace("STARTED", &folder.join("started").display().to_string()).replace("TURNED", &turned.display().to_string());
        install(programs, "soffice", &format!("PATH=/bin:/usr/bin\n{script}\nexit 0"));
    }

    #[test]
    fn an_old_file_is_turned_into_a_new_one() {
        let (folder, programs) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        install_office(folder.path(), programs.path());
        std::fs::write(folder.path().join("cu.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old").expect("written");
        let run = bamsat(folder.path(), programs.path(), &["read", "cu.doc", "--lang", "en"]);
        assert_eq!(said(&run.stdout).lines().next(), Some(PLAN[0]), "{run:?}");
    }

    #[test]
    fn many_old_files_are_turned_in_one_process() {
        let (folder, programs) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        install_office(folder.path(), programs.path());
        for (name, words) in [("a.doc", "old a"), ("b.rtf", "old b"), ("c.doc", "broken")] {
            let bytes = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), words.as_bytes()].concat();
            std::fs::write(folder.path().join(name), bytes).expect("written");
        }
        let run = bamsat(folder.path(), programs.path(), &["audit", ".", "--no-cache", "--format", "json", "--fail-on", "never"]);
        let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
        // Of the two copies one is told to be a copy, and both were read; the broken one is told.
        assert_eq!((json["documents"].as_array().map(Vec::len), json["unread"].as_array().map(Vec::len)), (Some(2), Some(1)), "{json:#}");
        // Once for all, and once more for the one that failed.
        assert_eq!(said(&std::fs::read(folder.path().join("started")).expect("a count")).lines().count(), 2);
    }

    #[test]
    fn scanned_pages_are_recognised() {
        let (folder, programs) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        install(programs.path(), "pdftoppm", "for last; do :; done; echo P5 > \"$last.pgm\"");
        // The second page cannot be read.
        let rows = "4\\t1\\t1\\t1\\t1\\t0\\t300\\t300\\t900\\t60\\t-1\\t\\n5\\t1\\t1\\t1\\t1\\t1\\t300\\t300\\t200\\t60\\t96\\t$w\\n";
        let script = format!(
            "[ \"$1\" = --list-langs ] && echo vie && exit; case \"$1\" in *trang-2*) exit 1;; *trang-3*) w=Ba;; *) w=Một;; esac; printf \"{rows}\""
        );
        install(programs.path(), "tesseract", &script);
        std::fs::write(folder.path().join("scan.pdf"), made::scan(3)).expect("written");
        let run = bamsat(folder.path(), programs.path(), &["read", "scan.pdf", "--lang", "en"]);
        assert_eq!(said(&run.stdout), "Một\n\u{c}\u{fffc}\n\u{c}Ba\n", "{run:?}");
        assert_eq!(said(&run.stderr).lines().count(), 2, "{run:?}");
        let never = bamsat(folder.path(), programs.path(), &["read", "scan.pdf", "--ocr", "never"]);
        assert_eq!(never.status.code(), Some(2), "{never:?}");
        assert!(said(&never.stderr).contains("--ocr auto"), "{never:?}");
        // A recogniser that does not know the language is as good as none.
        install(programs.path(), "tesseract", &script.replace("echo vie", "echo eng"));
        let eng = bamsat(folder.path(), programs.path(), &["read", "scan.pdf"]);
        assert!(said(&eng.stderr).contains("tesseract-ocr-vie"), "{eng:?}");
        let doctor = bamsat(folder.path(), programs.path(), &["doctor", "--lang", "en"]);
        assert!(said(&doctor.stdout).contains("without Vietnamese"), "{doctor:?}");
    }
}

#[test]
fn a_file_in_a_process_of_its_own_is_read_as_any() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |words| vec![made::Placed { x: 85.0, y: 700.0, size: 14.0, words }];
    std::fs::write(folder.path().join("a.pdf"), made::pdf(&[page("KẾ HOẠCH"), page("Trang hai")])).expect("written");
    std::fs::write(folder.path().join("vo.docx"), made::zipped(&[("word/document.xml", "<a>")])).expect("written");
    for (name, words) in [("a.pdf", "KẾ HOẠCH\n\u{c}Trang hai\n"), ("vo.docx", "")] {
        let alone = bamsat(folder.path(), Path::new(""), &["read", name, "--lang", "en"]);
        let apart = bamsat(folder.path(), Path::new(""), &["read", name, "--isolate", "--lang", "en"]);
        assert_eq!((alone.status.code(), &alone.stdout, &alone.stderr), (apart.status.code(), &apart.stdout, &apart.stderr));
        assert_eq!(said(&apart.stdout), words);
    }
}

/// A PDF of a megabyte whose page unpacks to more memory than a reader is given.
#[cfg(target_os = "linux")]
#[test]
fn a_bomb_ends_alone() {
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("a", SimpleFileOptions::default()).expect("a part");
    let blank = vec![b' '; 1 << 20];
    (0..1_300).for_each(|_| archive.write_all(&blank).expect("memory"));
    let packed = archive.finish().expect("memory").into_inner();
    // Behind the header of the part, which ends with its name of one letter.
    let stream = [b"\x78\x9c".as_slice(), &packed[31..]].concat();
    let mut pdf =
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n"
            .to_vec();
    pdf.extend(format!("4 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", stream.len()).as_bytes());
    pdf.extend(&stream);
    pdf.extend(b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("bom.pdf"), &pdf).expect("written");
    std::fs::write(folder.path().join("a.docx"), made::docx(&[], &body(&PLAN))).expect("written");
    let run = bamsat(folder.path(), Path::new(""), &["audit", ".", "--no-cache", "--format", "json", "--lang", "en", "--fail-on", "never"]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    assert_eq!(json["documents"].as_array().map(Vec::len), Some(1));
    assert!(json["unread"][0]["reason"].as_str().is_some_and(|reason| reason.contains("1024 MB")), "{}", json["unread"]);
}

/// An OpenDocument text of one paragraph and a picture that lies elsewhere.
fn linked(address: &str) -> Vec<u8> {
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    let office = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{office}:office:1.0\" xmlns:text=\"{office}:text:1.0\" xmlns:draw=\"{office}:drawing:1.0\" \
         xmlns:svg=\"{office}:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.2\"><office:body><office:text>\
         <text:p>KẾ HOẠCH</text:p><text:p><draw:frame text:anchor-type=\"as-char\" svg:width=\"5cm\" svg:height=\"5cm\"><draw:image \
         xlink:href=\"{address}\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame></text:p>\
         </office:text></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.text";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{office}:manifest:1.0\" manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" \
         manifest:media-type=\"{kind}\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [("mimetype", kind), ("content.xml", &content), ("META-INF/manifest.xml", &manifest)] {
        archive.start_file(name, plain).expect("a part");
        archive.write_all(text.as_bytes()).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

#[test]
fn a_linked_picture_is_not_fetched() {
    if !Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success()) {
        println!("skipped: LibreOffice is not installed");
        return;
    }
    let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    server.set_nonblocking(true).expect("a server that does not wait");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.odt");
    std::fs::write(&file, linked(&format!("http://{}/x.png", server.local_addr().expect("an address")))).expect("written");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let run = bamsat(folder.path(), Path::new(&path), &["read", "a.odt"]);
    assert_eq!(said(&run.stdout).lines().next(), Some("KẾ HOẠCH"), "{run:?}");
    assert!(server.accept().is_err(), "the picture was asked for");
    // As it comes, the office suite fetches it: the test would show a request.
    let mut plain = Command::new("soffice");
    plain.arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()));
    plain.args(["--headless", "--convert-to", "docx", "--outdir"]).arg(folder.path()).arg(&file);
    assert!(plain.output().is_ok_and(|output| output.status.success()) && server.accept().is_ok());
}

#[test]
fn a_real_scan_gives_its_words() {
    let samples = support::root().join("../shared/samples");
    let there = |name: &str| Command::new(name).arg("-v").output().is_ok();
    if !samples.is_dir() || !there("pdftoppm") || !there("tesseract") {
        println!("skipped: the samples, pdftoppm or tesseract are not there");
        return;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let words = |name: &str| -> Vec<String> {
        let run = bamsat(&samples, Path::new(&path), &["read", name]);
        said(&run.stdout).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (mut meant, scanned) = (words("a_typed.docx"), words("a_scan300.pdf"));
    let all = scanned.len();
    let found =
        scanned.into_iter().filter(|word| meant.iter().position(|known| known == word).map(|at| meant.swap_remove(at)).is_some()).count();
    println!("{found} of {all} words");
    assert!(all > 900 && found * 100 >= all * 93, "{found} of {all} words");
}
