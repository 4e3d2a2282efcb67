//! Inputs of any size: usual plans, and texts made to be slow.

use std::io::{Cursor, Write as _};

use bamsat_core::source::Lines;

const ACTIONS: [&str; 8] = ["Tổ chức", "Rà soát", "Hướng dẫn", "Kiểm tra", "Xây dựng", "Tuyên truyền", "Bố trí", "Tổng hợp"];
const OBJECTS: [&str; 9] = [
    "lớp tập huấn kỹ năng số cho cán bộ xã",
    "hồ sơ thủ tục hành chính của người dân",
    "công trình thủy lợi trước mùa mưa lũ",
    "cơ sở sản xuất thực phẩm trên địa bàn",
    "hệ thống truyền thanh cơ sở",
    "chương trình mục tiêu quốc gia về giảm nghèo",
    "lực lượng phòng cháy và cứu nạn tại chỗ",
    "kinh phí sự nghiệp môi trường được giao",
    "điểm du lịch cộng đồng của đồng bào dân tộc",
];
const UNITS: [&str; 7] =
    ["Sở Y tế", "Sở Tài chính", "Công an tỉnh", "Ủy ban nhân dân các xã, phường", "Sở Nông nghiệp và Môi trường", "Sở Nội vụ", "Tỉnh đoàn"];

/// Demands of a plan of the usual size.
const DEMANDS: usize = 30;

fn demand(at: usize) -> String {
    let (action, object, unit) = (ACTIONS[at % 8], OBJECTS[at % 9], UNITS[at % 7]);
    match at % 5 {
        0 => format!("- {action} {object} đợt {at}; hoàn thành trước ngày {}/11/2026.", at % 28 + 1),
        1 => {
            format!("- Giao {unit} chủ trì, phối hợp với {} {object}, đạt ít nhất {}% kế hoạch số {at}.", UNITS[(at + 3) % 7], at % 90 + 5)
        }
        2 => format!("- {action} {object} theo Nghị quyết số {}-NQ/TW ngày {}/3/2025 của Bộ Chính trị.", at + 10, at % 28 + 1),
        3 => format!("- {unit} báo cáo kết quả {object} định kỳ hằng quý về Ủy ban nhân dân tỉnh qua đầu mối {at}."),
        _ => format!("- {action} {object}, {} {} năm {}.", ACTIONS[(at + 1) % 8].to_lowercase(), OBJECTS[(at + 4) % 9], 2026 + at % 4),
    }
}

fn head(number: usize, kind: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: {number}/KH-UBND\n\nAn Bình, ngày 05 tháng 01 năm 2026\n\n{kind}\nTriển khai nhiệm vụ trọng tâm năm 2026\n\n\
         Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;\n\n"
    )
}

fn body(demands: impl Iterator<Item = usize>) -> String {
    let mut out = String::new();
    for (at, number) in demands.enumerate() {
        if at % 10 == 0 {
            out.push_str(&format!("{}. Nhóm nhiệm vụ thứ {}\n", at / 10 + 1, at / 10 + 1));
        }
        out.push_str(&demand(number));
        out.push('\n');
    }
    out
}

/// A plan of so many times the usual size.
pub(crate) fn plan(times: usize) -> String {
    format!("{}I. NHIỆM VỤ\n{}Nơi nhận:\n- Như trên;\n- Lưu: VT.\n", head(12, "KẾ HOẠCH"), body(0..DEMANDS * times))
}

/// Another one, with some of the same demands.
pub(crate) fn other_plan(times: usize) -> String {
    format!("{}I. NHIỆM VỤ\n{}", head(7, "KẾ HOẠCH"), body((0..DEMANDS * times).map(|at| at * 3 / 2)))
}

/// A plan of a folder, one of many.
pub(crate) fn small_plan(at: usize) -> String {
    let above = at / 5;
    format!(
        "{}Thực hiện Kế hoạch số {above}/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh An Bình;\nI. NHIỆM VỤ\n{}",
        head(at, "KẾ HOẠCH"),
        body(at..at + 3)
    )
}

/// A text that could make reading slow: its name, what its lines are, and how it grows.
pub(crate) type Adversary = (&'static str, Lines, fn(usize) -> String);

/// All of them.
pub(crate) fn adversaries() -> Vec<Adversary> {
    use Lines::{Paragraphs, Wrapped};
    fn many(text: &str, count: usize) -> String {
        format!("KẾ HOẠCH\nI. NHIỆM VỤ\n- {}\n", text.repeat(count))
    }
    fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
        (0..count).fold("KẾ HOẠCH\nI. NHIỆM VỤ\n".to_owned(), |text, at| text + &line(at) + "\n")
    }
    vec![
        ("words on one line", Wrapped, |n| many("nâng cao chất lượng ", 500 * n)),
        ("sentences on one line", Wrapped, |n| many("Họp đầu năm. ", 500 * n)),
        ("citations on one line", Wrapped, |n| many("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá, ", 100 * n)),
        ("citations that replace", Wrapped, |n| many("thay thế Quyết định số 12/QĐ-TTg; tại Tờ trình số 3/TTr-SYT ", 100 * n)),
        ("laws on one line", Wrapped, |n| many("Luật Đất đai, Luật Nhà ở và Bộ luật Lao động ", 150 * n)),
        ("short references", Wrapped, |n| many("Chỉ thị 11, Quy định 377 ", 250 * n)),
        ("bodies on one line", Wrapped, |n| many("Sở Y tế, Sở Tài chính, các sở, ban, ngành và ", 150 * n)),
        ("reports on one line", Wrapped, |n| many("Sở Y tế báo cáo, phối hợp với Sở Nội vụ, gửi về Sở Tài chính; ", 120 * n)),
        ("limits on one line", Wrapped, |n| many("trước ngày 15/11, đạt 80%, ít nhất 5 - 7 lớp, hằng quý, ", 130 * n)),
        ("digits", Wrapped, |n| many("1.1.1.1.1.1.1.", 600 * n)),
        ("no spaces", Wrapped, |n| many("nângcaochấtlượng", 500 * n)),
        ("brackets", Wrapped, |n| many("(“", 1500 * n)),
        ("fields in passing", Wrapped, |n| many("công tác phòng cháy, bảo hiểm y tế, du lịch ", 160 * n)),
        ("decomposed letters", Wrapped, |n| many("nâng cao ch\u{1ea5}t l\u{1b0}\u{1a1}\u{323}ng ", 300 * n)),
        ("signs without width", Wrapped, |n| many("a\u{200b}\u{202e}b\u{301}\u{323} ", 500 * n)),
        ("unclosed Markdown", Wrapped, |n| lines(20, |_| "**a ".repeat(30 * n))),
        ("stars", Wrapped, |n| many("*a", 2000 * n)),
        ("comments", Wrapped, |n| many("<!-- a --><!--", 300 * n)),
        ("table rows", Wrapped, |n| lines(100 * n, |at| format!("| {} | Tập huấn | Sở Y tế | 30/6 |", at % 900))),
        ("cells on one line", Paragraphs, |n| many("| 1 | Họp ", 500 * n)),
        ("footnotes", Wrapped, |n| lines(150 * n, |at| format!("Tập huấn cho cán bộ[{}] xã.\n[{}] Như trên.", at % 9 + 1, at % 9 + 1))),
        ("levels", Wrapped, |n| lines(80 * n, |at| format!("{} Nội dung thứ {at}", "1.".repeat(at % 5 + 1)))),
        ("articles", Wrapped, |n| lines(80 * n, |at| format!("Điều {}. Trách nhiệm", at % 900 + 1))),
        ("the same heading", Wrapped, |n| lines(150 * n, |_| "1. Sở Y tế:".to_owned())),
        ("bullets above bullets", Wrapped, |n| lines(100 * n, |at| format!("{} Việc {at}:", ["-", "+", "*"][at % 3]))),
        ("page numbers", Wrapped, |n| lines(120 * n, |at| (at % 999).to_string())),
        ("attached plans", Wrapped, |n| {
            lines(30 * n, |at| format!("KẾ HOẠCH\n(Kèm theo Quyết định số {at}/QĐ-UBND)\nI. NHIỆM VỤ\n- Họp."))
        }),
        ("signatures", Wrapped, |n| lines(80 * n, |_| "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An".to_owned())),
        ("words of letters that look alike", Wrapped, |n| many("NĐ-СР ", 800 * n)),
    ]
}

/// A plan as a Word file.
pub(crate) fn word_file(times: usize) -> Vec<u8> {
    let paragraph = |line: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>");
    let body: String = plan(times).lines().map(paragraph).collect();
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!("<w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a new part");
    archive.write_all(document.as_bytes()).expect("memory");
    archive.finish().expect("memory").into_inner()
}

/// A plan as a page of the web.
pub(crate) fn web_page(times: usize) -> String {
    let body: String = plan(times).lines().map(|line| format!("<p>{line}</p>\n")).collect();
    format!("<!doctype html><html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>")
}
