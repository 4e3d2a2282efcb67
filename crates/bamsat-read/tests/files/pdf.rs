//! PDF files made glyph by glyph, read as they look.

use crate::made::{Placed, assembled, pdf, scan, shown};
use bamsat_read::{Kind, Options, ReadError, Remark, Text, read};

const LEFT: f64 = 85.0;

fn at(x: f64, y: f64, words: &str) -> Placed<'_> {
    Placed { x, y, size: 14.0, words }
}

fn small(x: f64, y: f64, words: &str) -> Placed<'_> {
    Placed { x, y, size: 10.0, words }
}

/// A page with lines as thin filled shapes: left, bottom, width, height.
struct Ruled<'t> {
    words: Vec<Placed<'t>>,
    lines: Vec<[f64; 4]>,
}

fn ruled(pages: &[Ruled<'_>]) -> Vec<u8> {
    let mut letters = Vec::new();
    let content = |page: &Ruled<'_>| {
        let lines: String = page.lines.iter().map(|[x, y, width, height]| format!("{x} {y} {width} {height} re f\n")).collect();
        lines + &shown(&page.words, "1 0 0 1", &mut letters)
    };
    let contents: Vec<String> = pages.iter().map(content).collect();
    assembled(&contents, &letters)
}

fn text(bytes: &[u8]) -> Text {
    let text = read(bytes, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((text.kind, text.paragraphs), (Kind::Pdf, true));
    text
}

fn lines(pages: &[Vec<Placed<'_>>]) -> Vec<String> {
    text(&pdf(pages)).text.lines().map(str::to_owned).collect()
}

fn lines_of(pages: &[Ruled<'_>]) -> Vec<String> {
    text(&ruled(pages)).text.lines().map(str::to_owned).collect()
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

/// A paragraph with the mark 1, and below it, with this much room, a line of its size that begins with a number.
fn noted<'t>(body: &'t str, number: &'t str, room: f64) -> Vec<Placed<'t>> {
    let mark = Placed { x: LEFT + 60.0 * 7.0, y: 306.0, size: 8.0, words: "1" };
    let note = 280.0 - room;
    let words = at(LEFT + 14.0, note, "Theo Nghị quyết số 57.");
    vec![at(LEFT + 28.0, 320.0, "Mở đầu."), at(LEFT, 300.0, body), mark, at(LEFT, 280.0, "cao."), at(LEFT, note, number), words]
}

#[test]
fn a_note_as_large_as_the_body_answers_its_mark() {
    let body = running("Nâng");
    let wanted = ["Mở đầu.".to_owned(), body.clone() + "[1] cao.", "[1] Theo Nghị quyết số 57.".to_owned()];
    assert_eq!(lines(&[noted(&body, "1", 40.0)]), wanted);
    // Where it stands as near as any line, a short line drawn above it parts it from the body.
    let line = [LEFT, 274.0, 140.0, 0.7];
    assert_eq!(lines_of(&[Ruled { words: noted(&body, "1", 20.0), lines: vec![line] }]), wanted);
    assert_eq!(lines(&[noted(&body, "1", 20.0)])[2], "1 Theo Nghị quyết số 57.");
    // No mark has its number.
    assert_eq!(lines(&[noted(&body, "2", 40.0)])[2], "2 Theo Nghị quyết số 57.");
}

#[test]
fn a_raised_number_stands_in_front_of_its_note() {
    let body = running("Nâng");
    let mark = Placed { x: LEFT + 60.0 * 7.0, y: 706.0, size: 8.0, words: "1" };
    let number = Placed { x: LEFT - 4.0, y: 104.0, size: 6.0, words: "1" };
    let page = vec![at(LEFT, 700.0, &body), mark, number, small(LEFT, 100.0, "Nghị quyết số 57.")];
    assert_eq!(lines(&[page]), [body + "[1]", "[1] Nghị quyết số 57.".to_owned()]);
}

/// Lines around three columns, with rows from top to bottom; the first cell spans those from `spans` on.
fn table(rows: &[f64], spans: usize) -> Vec<[f64; 4]> {
    let (columns, end) = ([LEFT, 145.0, 325.0], 505.0);
    let (top, bottom) = (rows[0], rows[rows.len() - 1]);
    let upright = columns.into_iter().chain([end]).map(|x| [x, bottom, 0.5, top - bottom]);
    let level = rows.iter().enumerate().map(|(at, y)| {
        let from = if at > spans && at + 1 < rows.len() { columns[1] } else { LEFT };
        [from, *y, end - from, 0.5]
    });
    upright.chain(level).collect()
}

#[test]
fn words_of_a_merged_cell_stand_in_its_first_row() {
    // The words of the merged cell stand in its middle, on the line between its rows.
    let words = vec![
        at(90.0, 705.0, "TT"),
        at(150.0, 705.0, "Nhiệm vụ"),
        at(330.0, 705.0, "Thời hạn"),
        at(90.0, 668.0, "Sở Y"),
        at(90.0, 652.0, "tế"),
        at(150.0, 680.0, "Khám bệnh"),
        at(330.0, 680.0, "Quý I"),
        at(150.0, 640.0, "Cấp thuốc"),
        at(330.0, 640.0, "Quý II"),
    ];
    let found = lines_of(&[Ruled { words, lines: table(&[725.0, 700.0, 662.0, 630.0], 1) }]);
    assert_eq!(found, ["| TT | Nhiệm vụ | Thời hạn |", "| Sở Y tế | Khám bệnh | Quý I |", "|  | Cấp thuốc | Quý II |"]);
}

#[test]
fn the_end_of_a_page_cuts_a_row_without_a_line() {
    let words = vec![
        at(90.0, 705.0, "TT"),
        at(150.0, 705.0, "Nhiệm vụ"),
        at(330.0, 705.0, "Thời hạn"),
        at(90.0, 680.0, "1"),
        at(150.0, 680.0, "Khám bệnh"),
        at(330.0, 680.0, "Quý I"),
    ];
    let mut lines = table(&[725.0, 700.0, 650.0], 9);
    lines.pop();
    assert_eq!(lines_of(&[Ruled { words, lines }]), ["| TT | Nhiệm vụ | Thời hạn |", "| 1 | Khám bệnh | Quý I |"]);
}

#[test]
fn only_the_rest_of_a_row_joins_the_row_before_the_page() {
    let head = || vec![at(90.0, 705.0, "TT"), at(150.0, 705.0, "Nhiệm vụ"), at(330.0, 705.0, "Thời hạn")];
    let page =
        |rest: Vec<Placed<'static>>| Ruled { words: head().into_iter().chain(rest).collect(), lines: table(&[725.0, 700.0, 662.0], 9) };
    let first = || page(vec![at(90.0, 680.0, "1"), at(150.0, 680.0, "Khám bệnh cho"), at(330.0, 680.0, "Quý I")]);
    // The sentence goes on, and the other cells ended on the page before.
    let found = lines_of(&[first(), page(vec![at(150.0, 680.0, "người dân")])]);
    assert_eq!(found[1..], ["| 1 | Khám bệnh cho người dân | Quý I |"]);
    // Below a cell that spans rows, a row of its own is full.
    let found = lines_of(&[first(), page(vec![at(150.0, 680.0, "Cấp thuốc"), at(330.0, 680.0, "Quý II")])]);
    assert_eq!(found[1..], ["| 1 | Khám bệnh cho | Quý I |", "\u{c}|  | Cấp thuốc | Quý II |"]);
}

#[test]
fn a_running_head_stands_beside_the_number_of_the_page() {
    let (first, second) = (running("Nâng"), running("nhận"));
    // Left pages have the number on the left, right ones on the right.
    let page = |left: &'static str, right: &'static str, line: &'static str| {
        vec![at(LEFT, 800.0, left), at(220.0, 800.0, "CÔNG BÁO/Số 12 + 13"), at(500.0, 800.0, right), at(LEFT, 740.0, line)]
    };
    let mut one = page("", "45", "");
    one.extend([at(LEFT + 28.0, 720.0, &first), at(LEFT, 700.0, &second)]);
    let found = lines(&[one, page("46", "", "thức của người dân."), page("", "47", "Hết.")]);
    assert_eq!(found, [first + " " + &second + " \u{c}thức của người dân.", "\u{c}Hết.".to_owned()]);
    // Neither is the heading of an annex, nor a letterhead.
    let annex =
        |head: &'static str| vec![at(250.0, 800.0, head), at(150.0, 780.0, "(Kèm theo Kế hoạch số 5)"), at(LEFT, 700.0, "Danh sách.")];
    let found = lines(&[annex("Phụ lục 1"), annex("Phụ lục 2"), annex("Phụ lục 3")]);
    assert_eq!(found.len(), 9, "{found:#?}");
    let found = lines(&[annex("CỘNG HÒA XÃ HỘI"), annex("CỘNG HÒA XÃ HỘI"), annex("CỘNG HÒA XÃ HỘI")]);
    assert_eq!(found.len(), 9, "{found:#?}");
}

#[test]
fn a_letter_is_about_something_and_goes_to_somebody() {
    let page = vec![
        at(60.0, 780.0, "UBND TỈNH A"),
        at(330.0, 780.0, "CỘNG HÒA XÃ HỘI"),
        at(60.0, 760.0, "Số: 12/UBND-KT"),
        at(330.0, 760.0, "A, ngày 1 tháng 2 năm 2026"),
        small(60.0, 745.0, "V/v quản lý của Bộ"),
        small(60.0, 732.0, "Xây dựng theo"),
        small(60.0, 719.0, "1074/QĐ-BXD"),
        at(140.0, 660.0, "Kính gửi:"),
        at(220.0, 660.0, "- Sở Y tế, Ban Chỉ huy"),
        at(220.0, 640.0, "Quân sự tỉnh;"),
        at(220.0, 620.0, "- Ủy ban nhân dân các xã."),
    ];
    let wanted = [
        "UBND TỈNH A",
        "Số: 12/UBND-KT",
        "V/v quản lý của Bộ Xây dựng theo 1074/QĐ-BXD",
        "CỘNG HÒA XÃ HỘI",
        "A, ngày 1 tháng 2 năm 2026",
        "Kính gửi:",
        "- Sở Y tế, Ban Chỉ huy Quân sự tỉnh;",
        "- Ủy ban nhân dân các xã.",
    ];
    let body = running("Thời");
    let found = lines(&[page.into_iter().chain([at(LEFT + 28.0, 580.0, &body), at(LEFT, 560.0, "qua.")]).collect()]);
    assert_eq!(found[..8], wanted);
    assert_eq!(found[8], body + " qua.");
}

#[test]
fn a_number_that_is_not_yet_known_parts_no_column() {
    let page = vec![
        at(60.0, 780.0, "SỞ Y TẾ"),
        at(330.0, 780.0, "CỘNG HÒA XÃ HỘI"),
        at(60.0, 760.0, "Số:"),
        at(130.0, 760.0, "/KH-SYT"),
        at(330.0, 760.0, "A, ngày"),
        at(420.0, 760.0, "tháng 2 năm 2026"),
    ];
    assert_eq!(lines(&[page]), ["SỞ Y TẾ", "Số: /KH-SYT", "CỘNG HÒA XÃ HỘI", "A, ngày tháng 2 năm 2026"]);
}

#[test]
fn lines_drawn_with_letters_are_no_words() {
    let page = vec![at(250.0, 740.0, "KẾ HOẠCH"), at(260.0, 720.0, "_______"), at(250.0, 700.0, "–––––––"), at(LEFT, 680.0, "- Khám bệnh")];
    assert_eq!(lines(&[page]), ["KẾ HOẠCH", "- Khám bệnh"]);
}

#[test]
fn letters_in_another_direction_are_told() {
    let mut letters = Vec::new();
    let level = shown(&[at(LEFT, 700.0, "Khám bệnh cho dân.")], "1 0 0 1", &mut letters);
    let upwards = shown(&[at(40.0, 300.0, "Mật 1")], "0 1 -1 0", &mut letters);
    let found = text(&assembled(&[level + &upwards], &letters));
    assert_eq!((found.text.as_str(), found.remarks), ("Khám bệnh cho dân.\n", vec![Remark::Aside(4)]));
}

#[test]
fn a_page_beyond_its_limits_is_refused() {
    let words = "a".repeat(200_001);
    let pages = vec![vec![at(LEFT, 700.0, "Mở đầu")], vec![at(LEFT, 700.0, &words)]];
    let error = read(&pdf(&pages), &Options::default()).expect_err("too much");
    assert_eq!(error, ReadError::TooManyLetters { page: 2, limit: 200_000 });
    let error = read(&assembled(&["q Q ".repeat(1_000_001)], &[]), &Options::default()).expect_err("too much");
    assert_eq!(error, ReadError::TooManyOperators { page: 1, limit: 2_000_000 });
}
