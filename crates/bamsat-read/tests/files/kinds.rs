//! What a file is shows in its bytes.

use bamsat_read::{Encoding, Kind, Options, ReadError, read};

fn text(bytes: &[u8]) -> bamsat_read::Text {
    read(bytes, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_kind_is_told_by_content() {
    assert_eq!(text(&crate::made::docx(&[], "<w:p><w:r><w:t>a</w:t></w:r></w:p>")).kind, Kind::Docx);
    assert_eq!(text(&crate::made::pdf(&[vec![crate::made::Placed { x: 9.0, y: 9.0, size: 9.0, words: "a" }]])).kind, Kind::Pdf);
    assert_eq!(text("<!DOCTYPE html><p>Kế hoạch</p>".as_bytes()).kind, Kind::Html);
    assert_eq!(text("Kế hoạch <b>".as_bytes()).kind, Kind::Plain);
}

#[test]
fn other_kinds_are_named() {
    let fail = |bytes: &[u8]| read(bytes, &Options::default()).expect_err("not read");
    assert_eq!(fail(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), ReadError::Unsupported("Word 97–2003 (.doc)".into()));
    assert_eq!(fail(b"{\\rtf1 a}"), ReadError::Unsupported("RTF".into()));
    assert_eq!(fail(b"\x89PNG\r\n"), ReadError::Unsupported("PNG".into()));
    assert_eq!(fail(b" \n\t "), ReadError::Empty);
    assert_eq!(fail(b""), ReadError::Empty);
}

#[test]
fn a_page_of_the_web_is_its_article() {
    let page = "<html><head><title>x</title><script>var a = '<p>no</p>';</script></head><body>\
        <nav><ul><li><a href='/1'>Trang chủ</a></li><li><a href='/2'>Tin tức</a></li><li><a href='/3'>Liên hệ</a></li></ul></nav>\
        <div id='main'><table><tr><td><p>UBND TỈNH A</p><p>Số: 1/KH-UBND</p></td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>\
        <p>KẾ HOẠCH<br>Về việc khám bệnh</p><h2>I. MỤC ĐÍCH</h2><ol><li>Nâng cao</li><li>Kiểm tra</li></ol><ul><li>Khám\n bệnh</li></ul>\
        <table border=1><tr><th>TT</th><th>Việc</th><th>Ai</th></tr><tr><td>1</td><td>Khám</td><td>Sở Y tế</td></tr></table></div>\
        <footer>© Cổng thông tin</footer></body></html>";
    let wanted = [
        "UBND TỈNH A",
        "Số: 1/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KẾ HOẠCH",
        "Về việc khám bệnh",
        "I. MỤC ĐÍCH",
        "1. Nâng cao",
        "2. Kiểm tra",
        "- Khám bệnh",
        "| TT | Việc | Ai |",
        "| 1 | Khám | Sở Y tế |",
    ];
    assert_eq!(text(page.as_bytes()).text.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_user_may_name_the_encoding() {
    let bytes = b"K\xd5 ho\xb9ch";
    let options = Options { encoding: Encoding::named("TCVN3"), ..Options::default() };
    assert_eq!(read(bytes, &options).map(|text| text.text), Ok("Kế hoạch".to_owned()));
}

#[test]
fn a_portal_may_wrap_its_page_in_a_form() {
    let page = "<html><body><form id=aspnetForm><header>Cổng thông tin</header><div><article><header><h1>KẾ HOẠCH</h1></header>\
        <p>Khám sức khỏe cho người cao tuổi trong toàn xã năm 2026.</p></article></div></form></body></html>";
    let found = text(page.as_bytes()).text;
    assert_eq!(found.lines().collect::<Vec<_>>(), ["KẾ HOẠCH", "Khám sức khỏe cho người cao tuổi trong toàn xã năm 2026."]);
}

#[test]
fn comments_to_the_program_are_passed_on() {
    let page = "<html><body><!-- menu --><p>Kế hoạch</p><!-- bamsat: allow stale-year, lịch sử --><p>Năm 2019 họp.</p></body></html>";
    assert_eq!(text(page.as_bytes()).text, "Kế hoạch\n<!-- bamsat: allow stale-year, lịch sử -->\nNăm 2019 họp.\n");
}
