//! The page of a comparison as a file: its parts, what it marks, and that documents cannot speak in it.

use bamsat_core::compare::compare;
use bamsat_core::document::parse;
use bamsat_core::message::Lang;
use bamsat_core::report::comparison_html::comparison_html;
use bamsat_core::report::comparison_json::Files;
use bamsat_core::report::sheet::{Compared, sheet};
use bamsat_core::rules;
use bamsat_core::source::Source;

fn page(parents: &[&str], child: &str, lang: Lang) -> String {
    let child = parse(Source::read(child));
    let parents: Vec<_> = parents.iter().map(|text| parse(Source::read(text))).collect();
    let comparisons: Vec<_> = parents.iter().map(|parent| compare(parent, &child)).collect();
    let findings: Vec<_> = comparisons.iter().map(rules::run).collect();
    let files = Files { parent: "cap-tren.txt", child: "ke-hoach.txt" };
    let compared: Vec<_> =
        comparisons.iter().zip(&findings).map(|(comparison, findings)| Compared { files, comparison, findings }).collect();
    comparison_html(&sheet(&compared, lang).expect("a parent"), lang)
}

const PARENT: &str = "ỦY BAN NHÂN DÂN TỈNH\nSố: 12/KH-UBND\nKẾ HOẠCH\nChuyển đổi số\nI. NHIỆM VỤ\n\
    - Tập huấn kỹ năng số cho cán bộ xã, phường, hoàn thành trước ngày 15/11/2025.\n\
    - Kiểm tra 100% cơ sở in trên địa bàn.\n- Rà soát hạ tầng viễn thông tại thôn, bản vùng sâu.";
const CHILD: &str = "KẾ HOẠCH\nChuyển đổi số\nI. NHIỆM VỤ\n\
    - Tập huấn kỹ năng số cho cán bộ xã, phường, hoàn thành trước ngày 30/12/2025.\n- Kiểm tra 100% cơ sở in trên địa bàn.";

#[test]
fn every_part_is_there_and_closed() {
    for lang in [Lang::Vi, Lang::En] {
        let page = page(&[PARENT, PARENT], CHILD, lang);
        let t = lang.sheet_labels();
        for words in [t.summary, t.comparison, t.says_above, t.child_text, t.unread, t.all_read, "30/12/2025", "12/KH-UBND"] {
            assert!(page.contains(&words.replace('/', "&#x2f;")), "{words}");
        }
        for id in ["summary", "comparison", "findings", "text", "unread", "r0-0", "r1-2", "t0"] {
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
        for tag in ["section", "table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "p", "div", "del", "mark", "span", "a"] {
            let open = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
            assert_eq!(open, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

/// Without script everything is shown, and what only script can do is not.
#[test]
fn script_is_not_needed() {
    let page = page(&[PARENT], CHILD, Lang::Vi);
    let (_, body) = page.split_once("<body>").expect("the body");
    let (body, _) = body.split_once("<script>").expect("the script");
    assert_eq!(body.matches(" hidden").count(), 1);
    assert!(body.contains("<div id=\"tools\" hidden>"));
}

#[test]
fn what_is_lost_and_changed_is_marked() {
    let page = page(&[PARENT], CHILD, Lang::Vi);
    let (_, lost) = page.split_once("<del>Rà soát hạ tầng").expect("the lost demand");
    assert!(lost.starts_with(" viễn thông"), "{}", &lost[..60]);
    assert!(page.contains("title=\"thời hạn\">hoàn thành trước ngày 15&#x2f;11"), "{page}");
    assert!(page.contains("title=\"thời hạn\">hoàn thành trước ngày 30&#x2f;12"));
    assert!(page.contains("data-verdict=\"missing\" data-group=\"lost\"") && page.contains("data-verdict=\"weakened\""));
}

#[test]
fn words_of_documents_stay_words() {
    let hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> & \" ' ]]> </style> </title> {{ 7*7 }} {% raw %} <!--";
    let with = |text: &str| text.replace("cơ sở in", hostile).replace("Chuyển đổi số\nI", &format!("{hostile}\nI"));
    let page = page(&[&with(PARENT)], &with(CHILD), Lang::Vi);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<!--") && !page.contains("]]> <"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt;") && page.contains("{{ 7*7 }} {% raw %}"));
}

#[test]
fn nothing_is_asked_of_the_network() {
    let page = page(&[PARENT], CHILD, Lang::En);
    for word in ["http:", "https:", "src=", "@import", "url(", "<link", "<iframe", "//cdn"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn a_long_plan_stays_light() {
    let demand = |n: usize| {
        let field = ["hạ tầng số", "nhân lực số", "dữ liệu mở", "an toàn thông tin", "kinh tế số"][n % 5];
        format!(
            "- Nhiệm vụ {n}: phát triển {field} tại {} xã, bố trí {} cán bộ chuyên trách, báo cáo kết quả trước ngày {}/{}/2026.\n",
            n * 3 + 1,
            n + 2,
            n % 27 + 1,
            n % 12 + 1
        )
    };
    let text: String = (0..420).map(demand).collect();
    let plan = format!("KẾ HOẠCH\nChuyển đổi số\nI. NHIỆM VỤ\n{text}");
    assert!(plan.len() > 60_000, "{}", plan.len());
    let page = page(&[&plan], &plan.replace("cán bộ chuyên trách, ", ""), Lang::Vi);
    assert!(page.contains("id=\"r0-419\"") && page.len() < 1_000_000, "{}", page.len());
}
