//! A plan beside the documents above it, as one page for the browser and for paper: template, style and script in a
//! single file that asks nothing of the network. The template escapes what documents say.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::compare::ChangeKind;
use crate::message::{Lang, SheetLabels};

use super::comparison_json::change_word;
use super::sheet::Sheet;

const PAGE: &str = include_str!("page/comparison.html");
const STYLE: &str = include_str!("page/comparison.css");
const SCRIPT: &str = include_str!("page/comparison.js");

#[derive(Serialize)]
struct Context<'a> {
    lang: &'static str,
    t: &'a SheetLabels,
    sheet: &'a Sheet,
    /// The words for kinds of changes by their words in the JSON forms.
    kinds: std::collections::BTreeMap<&'static str, &'static str>,
    /// What stands at the head of each printed page, safe in a string of the style.
    running: String,
    style: &'static str,
    script: &'static str,
}

/// The page.
pub fn comparison_html(sheet: &Sheet, lang: Lang) -> String {
    use ChangeKind::{Deadline, Frequency, Heading, Modality, Name, Quantity, Role, Unit};
    let kinds = [Name, Unit, Role, Quantity, Deadline, Frequency, Modality, Heading];
    let context = Context {
        lang: lang.code(),
        t: lang.sheet_labels(),
        sheet,
        kinds: kinds.map(|kind| (change_word(kind), lang.change(kind))).into(),
        running: sheet.child.name.chars().filter(|c| c.is_alphanumeric() || " /-.,".contains(*c)).collect(),
        style: STYLE,
        script: SCRIPT,
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let page = environment.render_str(PAGE, Value::from(Serde(&context)));
    page.expect("the template names what the sheet has")
}

#[cfg(test)]
mod tests {
    use crate::compare::compare;
    use crate::document::parse;
    use crate::message::Lang;
    use crate::report::comparison_json::Files;
    use crate::report::sheet::{Compared, sheet};
    use crate::source::Source;

    use super::{SCRIPT, STYLE, comparison_html};

    fn page(parents: &[&str], child: &str, lang: Lang) -> String {
        let child = parse(Source::read(child));
        let parents: Vec<_> = parents.iter().map(|text| parse(Source::read(text))).collect();
        let comparisons: Vec<_> = parents.iter().map(|parent| compare(parent, &child)).collect();
        let findings: Vec<_> = comparisons.iter().map(crate::rules::run).collect();
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
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
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
}
