//! The cascade as one page for the browser: data, style and script in a single file that asks nothing of the network.

use serde::Serialize;

const PAGE: &str = include_str!("page/graph.html");
const STYLE: &str = include_str!("page/graph.css");
/// Parts of one script: each uses what the parts before it define.
const SCRIPT: [&str; 6] = [
    include_str!("page/texts.js"),
    include_str!("page/model.js"),
    include_str!("page/layout.js"),
    include_str!("page/panel.js"),
    include_str!("page/view.js"),
    include_str!("page/main.js"),
];

/// The page that shows `data`, the JSON form of a cascade with `lang`, `type_name` and `tier`.
pub fn graph_html(data: &impl Serialize) -> String {
    let json = serde_json::to_string(data).expect("a JSON form has string keys only");
    // The data come last: what they hold is never taken for a place to fill.
    [("{{style}}", STYLE), ("{{script}}", &SCRIPT.join("\n")), ("{{data}}", &embedded(&json))]
        .iter()
        .fold(PAGE.to_owned(), |page, (place, part)| page.replacen(place, part, 1))
}

/// JSON that cannot end the element it stands in, nor be read as markup.
fn embedded(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_leave_their_element() {
        let hostile = "</script><!-- <img src=x onerror=alert(1)> & \u{2028}\u{2029} {{style}} “kế hoạch”";
        let page = graph_html(&serde_json::json!({ "title": hostile }));
        let (_, rest) = page.split_once("id=\"data\">").expect("the element");
        let (data, _) = rest.split_once("</script>").expect("its end");
        assert!(!data.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{data}");
        let read: serde_json::Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(read["title"], hostile);
    }

    #[test]
    fn every_place_is_filled() {
        let page = graph_html(&serde_json::json!({}));
        for place in ["{{style}}", "{{script}}", "{{data}}"] {
            assert!(PAGE.contains(place) && !page.contains(place), "{place}");
        }
    }

    /// A part that held the end of its own element would spill into the page.
    #[test]
    fn parts_cannot_leave_their_element() {
        assert!(!STYLE.contains("</style") && SCRIPT.iter().all(|part| !part.contains("</script") && !part.contains("<!--")));
    }
}
