//! The pages of a cascade and of a comparison, as a reader uses them: in a browser.
//!
//! Without Chromium on the machine the tests say that they were skipped, and pass.

#[path = "browser/mod.rs"]
mod browser;
#[path = "browser/comparison.rs"]
mod comparison;

use std::time::Duration;

use bamsat_core::report::graph_html::graph_html;
use serde_json::json;

use browser::{Browser, HOSTILE, flat, large, small};

/// The card of a document and the edge between two, by their places in the sample.
const DEPARTMENT: &str = "[data-key=d5]";
const WORST: &str = "[data-key=d3-d7] .line";

/// Nothing but the page itself was asked for, and nothing went wrong on it.
fn assert_quiet(browser: &Browser) {
    assert!(browser.complaints().is_empty(), "{:#?}", browser.complaints());
    let requests = browser.requests();
    assert!(requests.len() == 1 && requests[0].ends_with("/page.html"), "{requests:?}");
}

/// Types a query and takes the first hit.
fn search(browser: &mut Browser, query: &str) -> String {
    browser.click("#query");
    browser.write(query);
    let hits = browser.text("#found");
    browser.key("Enter");
    hits
}

/// Whether the chosen card stands where it can be seen.
const CHOSEN_IN_SIGHT: &str = "(() => { const box = document.querySelector('.card.chosen')?.getBoundingClientRect();
    const area = document.getElementById('graph').getBoundingClientRect();
    return box && box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom; })()";

#[test]
fn a_cascade_is_drawn() {
    let Some(mut browser) = Browser::start("a_cascade_is_drawn") else { return };
    let data = small("vi");
    browser.open(&graph_html(&data));
    let documents = data["documents"].as_array().expect("documents").len() as u64;
    let implementing = data["links"].as_array().expect("links").iter().filter(|l| l["relation"] == "implements").count() as u64;
    assert_eq!((documents, implementing), (20, 18));
    assert_eq!(browser.count(".card"), documents);
    assert_eq!(browser.count(".card.absent"), 1);
    assert_eq!(browser.count(".edge"), implementing);
    assert_eq!(browser.count("#columns > div"), 5);
    assert_eq!(browser.text(DEPARTMENT).lines().next(), Some("Kế hoạch"), "{}", browser.text(DEPARTMENT));
    // An edge has the colour of its coverage; grey where nothing was compared or nothing applies.
    assert_eq!(browser.count("[data-key=d3-d7].c0"), 1);
    assert_eq!(browser.count("[data-key=d4-d8].c4"), 1);
    assert_eq!(browser.count(".edge.cn"), 2);
    let overview = browser.text("#panel");
    for words in ["Tổng quan", "21-NQ/TW", "Kế hoạch số 86 của Ủy ban nhân dân tỉnh"] {
        assert!(overview.contains(words), "{words}: {overview}");
    }
    browser.click("#others");
    assert_eq!(browser.count(".edge.other"), 2);
    browser.click("#losses");
    assert_eq!(browser.count(".edge:not(.other)"), 14);
    assert_eq!(browser.count("[data-key=d4-d8]"), 0);
    assert_quiet(&browser);
}

#[test]
fn a_click_shows_what_is_known() {
    let Some(mut browser) = Browser::start("a_click_shows_what_is_known") else { return };
    browser.open(&graph_html(&small("vi")));
    browser.click(DEPARTMENT);
    let panel = browser.text("#panel");
    for words in ["Kế hoạch 31/KH-SNV", HOSTILE, "02/4/2025", "van-ban/31-KH-SNV.txt", "115/KH-UBND", "52%", "“năm 2023”"] {
        assert!(panel.contains(words), "{words}: {panel}");
    }
    // Findings of its links are not its own.
    assert_eq!(browser.count("#panel .finding"), 1);
    // Markup in a document stays text.
    assert_eq!((browser.count("img"), browser.value("'hit' in window")), (0, json!(false)));

    browser.click(WORST);
    let panel = browser.text("#panel");
    for words in ["115/KH-UBND → 12/KH-UBND", "Thực hiện văn bản số 115/KH-UBND", "bỏ sót 11", "24%", "dòng 12"] {
        assert!(panel.contains(words), "{words}: {panel}");
    }
    assert_eq!(browser.count("#panel .finding"), 12);
    assert_eq!(browser.count("#panel li:first-child .finding.error"), 1);
    assert_eq!(browser.count("#panel li:last-child .finding.warning"), 1);

    browser.key("Escape");
    assert!(browser.text("#panel h2") == "Tổng quan");
    assert_quiet(&browser);
}

#[test]
fn search_knows_no_accents_and_keys_are_enough() {
    let Some(mut browser) = Browser::start("search_knows_no_accents_and_keys_are_enough") else { return };
    browser.open(&graph_html(&small("en")));
    let hits = search(&mut browser, "xa ben da");
    assert!(hits.starts_with("1 document") && hits.contains("12/KH-UBND"), "{hits}");
    assert_eq!(browser.text("#panel h2"), "Kế hoạch 12/KH-UBND");
    browser.wait(CHOSEN_IN_SIGHT);
    assert!(search(&mut browser, "khong co van ban nay").contains("No such document"));

    // The first tab stop in the graph is one card; arrows lead on, Enter opens, Escape leads back.
    browser.open(&graph_html(&small("en")));
    let focus = |browser: &mut Browser| browser.value("document.activeElement.dataset.key ?? document.activeElement.tagName");
    for _ in 0..12 {
        if focus(&mut browser) == "d0" {
            break;
        }
        browser.key("Tab");
    }
    assert_eq!(focus(&mut browser), "d0");
    assert!(browser.value("document.activeElement.getAttribute('aria-label')").as_str().is_some_and(|label| label.contains("21-NQ/TW")));
    browser.key("ArrowRight");
    assert_eq!(focus(&mut browser), "d1");
    browser.key("Enter");
    assert_eq!((browser.text("#panel h2"), focus(&mut browser)), ("Chỉ thị 09/CT-TTg".to_owned(), json!("H2")));
    browser.key("Escape");
    assert_eq!((browser.text("#panel h2"), focus(&mut browser)), ("Overview".to_owned(), json!("d1")));
    assert_quiet(&browser);
}

#[test]
fn two_thousand_documents_are_usable() {
    let Some(mut browser) = Browser::start("two_thousand_documents_are_usable") else { return };
    let data = large(2000);
    assert_eq!(data["documents"].as_array().map(Vec::len), Some(2000));
    let loaded = browser.open(&graph_html(&data));
    browser.wait("document.querySelectorAll('.card').length > 0");
    assert!(loaded < Duration::from_secs(20), "{loaded:?}");
    let bounded = |browser: &mut Browser| {
        let elements = browser.count("*");
        assert!(elements < 6000, "{elements} elements");
    };
    bounded(&mut browser);
    browser.click("[data-zoom=fit]");
    browser.wait("document.querySelectorAll('.card').length > 40");
    bounded(&mut browser);
    // Every document is in some card: what is folded counts too.
    let told = "[...document.querySelectorAll('.card .number')].reduce((n, node) => n + (parseInt(/^(\\d+) văn bản$/.exec(node.textContent)?.[1] ?? 1)), 0)";
    assert_eq!(browser.value(told), 2000);

    // A document in a folded group is opened and brought into sight.
    let hits = search(&mut browser, "1999/kh-ubnd-x");
    assert!(hits.contains("1999/KH-UBND-X"), "{hits}");
    assert_eq!(browser.text("#panel h2"), "Kế hoạch 1999/KH-UBND-X");
    browser.wait(CHOSEN_IN_SIGHT);
    assert!(browser.text(".card.chosen").contains("1999/KH-UBND-X"));

    browser.click("#others");
    browser.click("[data-zoom=fit]");
    bounded(&mut browser);
    assert_quiet(&browser);
}

/// More cards in sight than can stand as single elements: they are drawn as a few large paths.
#[test]
fn an_opened_crowd_stays_light() {
    let Some(mut browser) = Browser::start("an_opened_crowd_stays_light") else { return };
    browser.open(&graph_html(&flat(2000)));
    assert_eq!(browser.count(".card"), 2);
    browser.click(".card.many");
    browser.click("#panel .action");
    let near = browser.count(".card");
    assert!((4..40).contains(&near), "{near} cards in sight");
    browser.click("[data-zoom=fit]");
    browser.wait("document.querySelector('#stage.crowd #mass .box')");
    let (cards, elements) = (browser.count(".card"), browser.count("*"));
    assert!(cards < 310 && elements < 6000, "{cards} cards, {elements} elements");
    assert_quiet(&browser);
}

#[test]
fn both_schemes_and_paper_are_served() {
    let Some(mut browser) = Browser::start("both_schemes_and_paper_are_served") else { return };
    browser.open(&graph_html(&small("vi")));
    let ground = |browser: &mut Browser, media: &str, scheme: &str| {
        browser.call(
            "Emulation.setEmulatedMedia",
            json!({ "media": media, "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
        let colours = browser.value("[document.body, document.querySelector('.card')].map((node) => getComputedStyle(node).color).join()");
        let shown = browser.value("getComputedStyle(document.getElementById('search')).display");
        (colours.to_string(), shown)
    };
    let (light, shown) = ground(&mut browser, "screen", "light");
    assert_ne!(shown, "none");
    assert_ne!(ground(&mut browser, "screen", "dark").0, light);
    // Paper is white whatever the screen is, and nobody searches on it.
    assert_eq!(ground(&mut browser, "print", "dark"), (light, json!("none")));
    assert_quiet(&browser);
}

#[test]
fn an_empty_cascade_says_so() {
    let Some(mut browser) = Browser::start("an_empty_cascade_says_so") else { return };
    browser.open(&graph_html(&json!({ "schema": "bamsat/audit/1", "lang": "vi", "documents": [], "links": [], "ambiguous": [] })));
    assert_eq!(browser.text("#empty"), "Không có văn bản nào để hiển thị");
    browser.click("[data-zoom=fit]");
    assert_quiet(&browser);
}

/// The page may load nothing, and what these tests watch for is seen where it happens.
#[test]
fn faults_are_seen() {
    let Some(mut browser) = Browser::start("faults_are_seen") else { return };
    browser.open(&graph_html(&small("vi")));
    let load = "const image = new Image(); image.src = 'http://127.0.0.1:9/a.png'; document.body.append(image)";
    let refused = browser.value(&format!(
        "new Promise((done) => {{ document.addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective)); {load} }})"
    ));
    assert_eq!(refused, "img-src");
    for fault in ["console.error('wrong')", "throw new Error('wrong')", load] {
        browser.open(&format!(
            "<!doctype html><title>bad</title><script>{}</script>",
            fault.replace("document.body", "document.documentElement")
        ));
        browser.wait("true");
        assert!(!browser.complaints().is_empty() || browser.requests().len() > 1, "{fault}");
    }
}

/// What the program writes about the corpus, opened as its reader does.
#[test]
fn the_programs_own_page_opens() {
    let Some(mut browser) = Browser::start("the_programs_own_page_opens") else { return };
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let run = |form: &str| {
        let arguments = ["graph", corpus, "--no-cache", "--quiet", "--lang", "vi", "--format", form];
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_bamsat")).args(arguments).output().expect("the program");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    browser.open(&run("html"));
    let graph: serde_json::Value = serde_json::from_str(&run("json")).expect("JSON");
    let links = graph["links"].as_array().expect("links");
    let implementing = links.iter().filter(|link| link["relation"] == "implements").count() as u64;
    assert!(implementing >= 8);
    // Only what is in sight is drawn.
    assert!((8..=implementing).contains(&browser.count(".edge")));
    assert!(browser.count(".card.absent") > 0);
    let hits = search(&mut browser, "1873/qd-ubnd");
    assert!(hits.contains("1873/QĐ-UBND"), "{hits}");
    let panel = browser.text("#panel");
    assert!(panel.contains("1873/QĐ-UBND") && panel.contains("47/CT-TTg"), "{panel}");
    assert_quiet(&browser);
}
