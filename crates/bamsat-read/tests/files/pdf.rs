//! PDF files made glyph by glyph, read as they look.

use crate::made::{Placed, pdf, scan};
use bamsat_read::{Kind, Options, ReadError, read};

const LEFT: f64 = 85.0;

fn at(x: f64, y: f64, words: &str) -> Placed<'_> {
    Placed { x, y, size: 14.0, words }
}

fn small(x: f64, y: f64, words: &str) -> Placed<'_> {
    Placed { x, y, size: 10.0, words }
}

fn lines(pages: &[Vec<Placed<'_>>]) -> Vec<String> {
    let text = read(&pdf(pages), &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((text.kind, text.paragraphs), (Kind::Pdf, true));
    text.text.lines().map(str::to_owned).collect()
}

/// A line of running text: 64 letters are 448 points wide.
fn running(word: &str) -> String {
    let mut line = word.to_owned();
    while line.chars().count() < 60 {
        line.push_str(" chữ");
    }
    line
}

#[test]
fn lines_become_paragraphs() {
    let (first, second, third) = (running("Nâng"), running("nhận"), running("Kiểm"));
    let page = vec![
        at(LEFT + 28.0, 700.0, &first),
        at(LEFT, 680.0, &second),
        at(LEFT, 660.0, "cao nhất."),
        at(LEFT + 28.0, 640.0, &third),
        at(LEFT, 620.0, "tra."),
    ];
    let found = lines(&[page]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("Nâng") && found[0].ends_with("cao nhất."));
    assert!(found[1].ends_with("chữ tra."));
}

#[test]
fn the_order_of_the_file_says_nothing() {
    let page = vec![at(LEFT + 21.0, 700.0, "HOẠCH"), at(LEFT, 700.0, "KẾ"), at(LEFT, 740.0, "I. ĐẦU")];
    assert_eq!(lines(&[page]), ["I. ĐẦU", "KẾ HOẠCH"].map(str::to_owned).to_vec());
}

#[test]
fn a_letterhead_is_two_columns() {
    let page = vec![
        at(60.0, 780.0, "UBND TỈNH A"),
        at(330.0, 780.0, "CỘNG HÒA XÃ HỘI"),
        at(60.0, 760.0, "SỞ Y TẾ"),
        at(330.0, 760.0, "Độc lập - Tự do"),
        at(60.0, 740.0, "Số: 12/KH-SYT"),
        at(330.0, 740.0, "A, ngày 1 tháng 2"),
        at(230.0, 700.0, "KẾ HOẠCH"),
    ];
    let wanted = ["UBND TỈNH A", "SỞ Y TẾ", "Số: 12/KH-SYT", "CỘNG HÒA XÃ HỘI", "Độc lập - Tự do", "A, ngày 1 tháng 2", "KẾ HOẠCH"];
    assert_eq!(lines(&[page]), wanted);
}

#[test]
fn a_paragraph_goes_on_behind_page_and_footnote() {
    let (first, second) = (running("Nâng"), running("nhận"));
    let one = vec![
        at(290.0, 810.0, "1"),
        at(LEFT + 28.0, 700.0, &first),
        at(LEFT, 680.0, &second),
        Placed { x: LEFT + 61.0 * 7.0, y: 686.0, size: 8.0, words: "1" },
        small(LEFT, 100.0, "1 Nghị quyết số 57."),
    ];
    let two = vec![at(290.0, 810.0, "2"), at(LEFT, 700.0, "thức của người dân.")];
    let found = lines(&[one, two]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].contains("[1] \u{c}thức") && found[0].ends_with("người dân."), "{found:#?}");
    assert_eq!(found[1], "[1] Nghị quyết số 57.");
}

#[test]
fn what_is_no_text_is_told() {
    let fail = |bytes: &[u8]| read(bytes, &Options::default()).expect_err("no text");
    assert_eq!(fail(&pdf(&[Vec::new()])), ReadError::NoText);
    assert_eq!(fail(&scan(2)), ReadError::Scan(2));
    assert!(matches!(fail(b"%PDF-1.4\nnothing"), ReadError::Broken { .. }));
}

#[test]
fn a_year_at_the_beginning_of_a_line_is_no_number() {
    let first = running("Trước") + " năm";
    let page = vec![at(LEFT + 28.0, 700.0, &first), at(LEFT, 680.0, "2026. Cơ cấu lại bộ máy.")];
    assert_eq!(lines(&[page]), [first.clone() + " 2026. Cơ cấu lại bộ máy."]);
}

#[test]
fn a_signature_ends_its_page() {
    let (body, more) = (running("Nâng"), running("Kèm"));
    let page = vec![at(LEFT + 28.0, 740.0, &body), at(LEFT, 720.0, "cao."), at(400.0, 640.0, "Nguyễn Văn An")];
    let annex = vec![at(250.0, 780.0, "Phụ lục"), at(LEFT + 28.0, 740.0, &more)];
    let found = lines(&[page, annex]);
    assert_eq!(found[1..3], ["Nguyễn Văn An", "\u{c}Phụ lục"], "{found:#?}");
}

#[test]
fn the_name_of_the_country_begins_a_column() {
    // Eleven letters of seven points, and less than a column's room behind them.
    let page = vec![
        at(60.0, 780.0, "UBND TỈNH A"),
        at(150.0, 780.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        at(60.0, 760.0, "SỞ Y TẾ"),
        at(200.0, 760.0, "Độc lập - Tự do"),
    ];
    assert_eq!(lines(&[page]), ["UBND TỈNH A", "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do"]);
}
