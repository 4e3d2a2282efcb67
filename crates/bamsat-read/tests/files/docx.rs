//! Word files made part by part, read as Word shows them.

use crate::made::{docx, zipped};
use bamsat_read::{Kind, Limits, Options, ReadError, Remark, read};

fn lines(parts: &[(&str, &str)], body: &str) -> Vec<String> {
    let text = read(&docx(parts, body), &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(text.kind, Kind::Docx);
    text.text.lines().map(str::to_owned).collect()
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn numbered(list: u32, level: usize, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

fn level(at: usize, format: &str, text: &str, more: &str) -> String {
    format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>")
}

fn numbering(levels: &[String], lists: &str) -> String {
    format!("<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum>{lists}</w:numbering>", levels.concat())
}

#[test]
fn numbers_count_as_in_word() {
    let levels = [
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%2.", ""),
        level(2, "decimal", "%1.%2.%3.", "<w:isLgl/>"),
        level(3, "bullet", "\u{f02d}", ""),
    ];
    let lists = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
        <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>";
    let body = [
        numbered(1, 0, "Mục đích"),
        numbered(1, 1, "Một"),
        numbered(1, 1, "Hai"),
        numbered(1, 0, "Nội dung"),
        numbered(1, 1, "Lại một"),
        numbered(1, 2, "Sâu"),
        numbered(1, 3, "Gạch"),
        numbered(2, 0, "Từ năm"),
        numbered(1, 0, "Đếm tiếp"),
        numbered(0, 0, "Không số"),
    ];
    let found = lines(&[("word/numbering.xml", &numbering(&levels, lists))], &body.concat());
    let wanted =
        ["I. Mục đích", "1. Một", "2. Hai", "II. Nội dung", "1. Lại một", "2.1.1. Sâu", "- Gạch", "V. Từ năm", "VI. Đếm tiếp", "Không số"];
    assert_eq!(found, wanted);
}

#[test]
fn a_level_that_never_restarts_counts_on() {
    let levels = [level(0, "upperRoman", "%1.", ""), level(1, "decimal", "Điều %2.", "<w:lvlRestart w:val=\"0\"/>")];
    let lists = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body = [numbered(1, 0, "A"), numbered(1, 1, "b"), numbered(1, 0, "C"), numbered(1, 1, "d")];
    let found = lines(&[("word/numbering.xml", &numbering(&levels, lists))], &body.concat());
    assert_eq!(found, ["I. A", "Điều 1. b", "II. C", "Điều 2. d"]);
}

#[test]
fn a_style_numbers_its_paragraphs() {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Khoan\"><w:basedOn w:val=\"Muc\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Diem\"><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let levels = [level(0, "decimal", "%1.", "<w:pStyle w:val=\"Muc\"/>"), level(1, "lowerLetter", "%2)", "")];
    let lists = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let styled = |style: &str, words: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>");
    let body = [styled("Muc", "một"), styled("Diem", "điểm"), styled("Khoan", "hai"), styled("Diem", "điểm")];
    let parts = [("word/styles.xml", styles), ("word/numbering.xml", &numbering(&levels, lists))];
    assert_eq!(lines(&parts, &body.concat()), ["1. một", "a) điểm", "2. hai", "a) điểm"]);
}

#[test]
fn a_list_may_point_to_the_list_of_a_style() {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:styleLink w:val=\"So\"/>{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"So\"/></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "decimalZero", "%1.", "")
    );
    let body = [numbered(1, 0, "a"), numbered(2, 0, "b")];
    assert_eq!(lines(&[("word/numbering.xml", &numbering)], &body.concat()), ["01. a", "02. b"]);
}

#[test]
fn what_is_not_shown_is_not_read() {
    let body = "<w:p><w:r><w:t>Kế hoạch số 12</w:t></w:r><w:r><w:noBreakHyphen/><w:t>KH/TU</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r>\
        <w:del><w:r><w:delText> bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t> thêm</w:t></w:r></w:ins>\
        <w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>DATE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t> 2026</w:t></w:r>\
        <w:r><w:rPr><w:caps/></w:rPr><w:t> hoa &amp; &#273;</w:t></w:r></w:p>";
    let text = read(&docx(&[], body), &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(text.text, "Kế hoạch số 12-KH/TU thêm 2026 HOA & Đ\n");
    assert_eq!(text.remarks, [Remark::OpenChanges]);
}

#[test]
fn notes_stand_behind_their_paragraph_and_boxes_are_read_once() {
    let notes = "<w:footnotes><w:footnote w:id=\"-1\" w:type=\"separator\"><w:p/></w:footnote>\
        <w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Nghị quyết số 57.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = "<w:p><w:r><w:t>Việt Nam</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r><w:r><w:t> đi lên.</w:t></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>\
        </wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></w:pict>\
        </mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assert_eq!(lines(&[("word/footnotes.xml", notes)], body), ["Việt Nam[1] đi lên.", "[1] Nghị quyết số 57.", "Trong khung"]);
}

#[test]
fn letterheads_are_columns_and_lists_are_rows() {
    let cell = |words: &[&str]| format!("<w:tc>{}</w:tc>", words.iter().map(|w| p(w)).collect::<String>());
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let ruled = "<w:tblPr><w:tblBorders><w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let body = format!(
        "<w:tbl>{}{}</w:tbl><w:tbl>{ruled}{}{}</w:tbl>",
        row(&[cell(&["UBND TỈNH A", "SỞ Y TẾ"]), cell(&["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])]),
        row(&[cell(&["Số: 1/KH-SYT"]), cell(&["A, ngày 1 tháng 2 năm 2026"])]),
        row(&[cell(&["TT"]), cell(&["Nhiệm vụ"]), cell(&["Chủ trì"])]),
        row(&[cell(&["1"]), cell(&["Khám", "bệnh"]), cell(&["Sở Y tế"])]),
    );
    let wanted = [
        "UBND TỈNH A",
        "SỞ Y TẾ",
        "Số: 1/KH-SYT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "A, ngày 1 tháng 2 năm 2026",
        "| TT | Nhiệm vụ | Chủ trì |",
        "| 1 | Khám bệnh | Sở Y tế |",
    ];
    assert_eq!(lines(&[], &body), wanted);
}

#[test]
fn old_fonts_are_decoded_and_pages_are_kept() {
    let body = "<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>KÕ ho¹ch</w:t></w:r></w:p>\
        <w:p><w:r><w:lastRenderedPageBreak/><w:t>Trang hai</w:t></w:r></w:p>";
    assert_eq!(lines(&[], body), ["Kế hoạch", "\u{c}Trang hai"]);
}

#[test]
fn unicode_in_the_name_of_an_old_font_stays() {
    let run = |font: &str, words: &str| {
        format!("<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Times\" w:hAnsi=\"{font}\"/></w:rPr><w:t>{words}</w:t></w:r></w:p>")
    };
    let body = run(".VnTime", "à và là") + &run(".VnTime", "tính hòa hợp") + &run(".VnTime", "kế hoạch của tỉnh");
    assert_eq!(lines(&[], &body), ["à và là", "tính hòa hợp", "kế hoạch của tỉnh"]);
    let old = run(".VnTime", "KÕ ho¹ch tuyªn truyÒn") + &run(".VnTime", "cña ®Þa ph\u{ad}¬ng");
    assert_eq!(lines(&[], &old), ["Kế hoạch tuyên truyền", "của địa phương"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let drawing = |side: u32| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"{side}\" cy=\"{side}\"/><a:graphic><pic:pic><a:blip/></pic:pic></a:graphic>\
             </wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let diagram = "<w:p><w:r><w:t>Sơ đồ</w:t></w:r><w:r><w:drawing><wp:inline><dgm:relIds/></wp:inline></w:drawing></w:r></w:p>";
    let body = format!("{}{}{diagram}<w:altChunk/>{}", drawing(400_000), drawing(6_000_000), p("Sau"));
    let text = read(&docx(&[], &body), &Options::default()).expect("a text");
    assert_eq!(text.text, "\u{fffc}\nSơ đồ\n\u{fffc}\n\u{fffc}\nSau\n");
    assert_eq!(text.remarks, [Remark::Unseen(3)]);
    assert_eq!(read(&docx(&[], &drawing(6_000_000)), &Options::default()), Err(ReadError::NoText));
}

#[test]
fn broken_files_are_told() {
    let limits = Limits { part: 1_000, ..Limits::default() };
    let fail = |bytes: &[u8], limits: Limits| read(bytes, &Options { limits, ..Options::default() }).expect_err("broken");
    let whole = docx(&[], &p("Kế hoạch"));
    assert!(matches!(fail(&whole[..whole.len() / 2], Limits::default()), ReadError::Broken { .. }));
    let long = docx(&[], &p(&"a".repeat(2_000)));
    assert!(matches!(fail(&long, limits), ReadError::PartTooLarge { limit: 1_000, .. }));
    let deep = docx(&[], &format!("{}{}", "<w:p>".repeat(400), "</w:p>".repeat(400)));
    assert!(matches!(fail(&deep, Limits::default()), ReadError::TooDeep { .. }));
    let open = docx(&[], "<w:p><w:r>");
    assert!(matches!(fail(&open, Limits::default()), ReadError::Broken { .. }));
    assert_eq!(fail(&zipped(&[("a.txt", "b")]), Limits::default()), ReadError::NoText);
}

#[test]
fn a_note_that_cites_itself_ends_and_one_in_a_table_waits() {
    let mark = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let notes = format!(
        "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>Một</w:t></w:r>{0}</w:p></w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:t>Hai</w:t></w:r>{0}{0}</w:p></w:footnote></w:footnotes>",
        mark(1)
    );
    let cell = |words: &str, id: u32| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r>{}</w:p></w:tc>", mark(id));
    let ruled = "<w:tblPr><w:tblBorders><w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let body = format!("<w:tbl>{ruled}<w:tr>{}{}</w:tr></w:tbl>{}", cell("a", 1), cell("b", 2), p("Sau bảng"));
    assert_eq!(lines(&[("word/footnotes.xml", &notes)], &body), ["| a[1] | b[2] |", "[1] Một", "[2] Hai", "Sau bảng"]);
}

#[test]
fn parts_are_found_by_their_relations() {
    let relations = "<Relationships><Relationship Type=\"http://x/relationships/numbering\" Target=\"so2.xml\"/></Relationships>";
    let lists = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let numbering = numbering(&[level(0, "upperRoman", "%1.", "")], lists);
    let parts = [("word/_rels/document.xml.rels", relations), ("word/so2.xml", numbering.as_str())];
    assert_eq!(lines(&parts, &numbered(1, 0, "Mục đích")), ["I. Mục đích"]);
}

#[test]
fn a_break_that_is_noted_twice_begins_one_page() {
    let body = "<w:p><w:r><w:t>Một</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\
        <w:p><w:r><w:lastRenderedPageBreak/><w:t>Hai</w:t></w:r></w:p>";
    assert_eq!(lines(&[], body), ["Một", "\u{c}Hai"]);
}

#[test]
fn a_note_with_many_marks_stands_once() {
    let mark = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    let notes = "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>Một</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = format!("<w:p><w:r><w:t>a</w:t></w:r>{mark}</w:p><w:p><w:r><w:t>b</w:t></w:r>{mark}{mark}</w:p>");
    assert_eq!(lines(&[("word/footnotes.xml", notes)], &body), ["a[1]", "[1] Một", "b[1][1]"]);
}

#[test]
fn a_file_cannot_call_its_words_doubtful() {
    assert_eq!(lines(&[], &p("t\u{fffb}hời hạn")), ["thời hạn"]);
}
