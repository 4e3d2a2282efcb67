//! The page of a comparison, as a reader uses it.

use serde_json::json;

use crate::assert_quiet;
use crate::browser::Browser;

/// The page that the program writes about a commune's plan of the corpus and the province's above it.
fn page() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let arguments = ["check", "corpus/pccc/3-xa.txt", "--parent", "corpus/pccc/2-tinh.md", "--format", "html", "--lang", "vi", "--quiet"];
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_bamsat")).args(arguments).current_dir(root).output().expect("the program");
    String::from_utf8(run.stdout).expect("UTF-8")
}

const SHOWN: &str = "tr.row:not([hidden])";

/// Chooses the option of this value.
fn choose(browser: &mut Browser, id: &str, value: &str) {
    browser.value(&format!(
        "(() => {{ const list = document.getElementById({id:?}); list.value = {value:?};
           list.dispatchEvent(new Event('input', {{ bubbles: true }})); return list.value; }})()"
    ));
    browser.wait("true");
}

#[test]
fn rows_are_filtered() {
    let Some(mut browser) = Browser::start("rows_are_filtered") else { return };
    browser.open(&page());
    let all = browser.count("tr.row");
    assert!(all >= 8 && browser.count(SHOWN) == all, "{all}");
    assert_eq!(browser.text("#status"), format!("Đang hiện {all}/{all} yêu cầu"));

    choose(&mut browser, "by-verdict", "missing");
    let missing = browser.count("tr.row[data-verdict=missing]");
    assert!(missing > 0 && missing < all);
    assert_eq!((browser.count(SHOWN), browser.count(&format!("{SHOWN}[data-verdict=missing]"))), (missing, missing));
    // A section without a row in sight has no heading in sight.
    assert_eq!(browser.count(".beside tbody:not([hidden]):not(:has(tr.row:not([hidden])))"), 0);

    choose(&mut browser, "by-verdict", "");
    let section = browser.value("document.querySelector('tr.row').dataset.path");
    choose(&mut browser, "by-section", section.as_str().expect("a path"));
    let shown = browser.count(SHOWN);
    assert!(shown > 0 && shown < all, "{shown}");

    browser.key("Escape");
    assert_eq!(browser.count(SHOWN), all);
    choose(&mut browser, "by-unit", "0");
    let shown = browser.count(SHOWN);
    assert!(shown > 0 && shown < all, "{shown}");
    assert_quiet(&browser);
}

#[test]
fn search_knows_no_accents() {
    let Some(mut browser) = Browser::start("search_knows_no_accents") else { return };
    browser.open(&page());
    let all = browser.count("tr.row");
    browser.key("/");
    assert_eq!(browser.value("document.activeElement.id"), "query");
    browser.write("phong chay");
    let shown = browser.count(SHOWN);
    assert!(shown > 0 && shown < all, "{shown} of {all}");
    browser.write(" khong co cho nao");
    assert_eq!(browser.text("#status"), "Không có yêu cầu nào phù hợp với bộ lọc.");
    assert_eq!(browser.value("document.getElementById('next').disabled"), true);
    assert_quiet(&browser);
}

#[test]
fn keys_lead_from_loss_to_loss() {
    let Some(mut browser) = Browser::start("keys_lead_from_loss_to_loss") else { return };
    browser.open(&page());
    let losses = browser.value("[...document.querySelectorAll('tr.row.lost, tr.row.changed')].map((row) => row.id)");
    let losses: Vec<String> = serde_json::from_value(losses).expect("names");
    assert!(losses.len() > 1, "{losses:?}");
    let at = |browser: &mut Browser| browser.value("document.activeElement.id");
    browser.key("n");
    assert_eq!(at(&mut browser), losses[0]);
    browser.click("#next");
    assert_eq!(at(&mut browser), losses[1]);
    browser.key("p");
    assert_eq!(at(&mut browser), losses[0]);
    browser.key("p");
    assert_eq!(at(&mut browser), *losses.last().expect("a loss"));
    browser
        .wait("(() => { const box = document.activeElement.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; })()");
    assert_quiet(&browser);
}

#[test]
fn phones_paper_and_both_schemes_are_served() {
    let Some(mut browser) = Browser::start("phones_paper_and_both_schemes_are_served") else { return };
    browser.call("Emulation.setDeviceMetricsOverride", json!({ "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": true }));
    browser.open(&page());
    let width = browser.value("document.documentElement.scrollWidth").as_u64().expect("a number");
    assert!(width <= 360, "{width}");
    browser.call("Emulation.clearDeviceMetricsOverride", json!({}));
    let ground = |browser: &mut Browser, media: &str, scheme: &str| {
        let feature = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        browser.call("Emulation.setEmulatedMedia", json!({ "media": media, "features": feature }));
        browser.value("getComputedStyle(document.body).color + getComputedStyle(document.getElementById('filters')).display").to_string()
    };
    let (light, dark, paper) =
        (ground(&mut browser, "screen", "light"), ground(&mut browser, "screen", "dark"), ground(&mut browser, "print", "dark"));
    assert!(light != dark && paper.ends_with("none\"") && light.starts_with(&paper[..10]), "{light} {dark} {paper}");
    browser.call("Emulation.setEmulatedMedia", json!({ "media": "" }));
    let paper = browser.call("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    // `%PDF-` in base64.
    assert!(paper["data"].as_str().is_some_and(|data| data.starts_with("JVBERi") && data.len() > 20_000));
    assert_quiet(&browser);
}

#[test]
fn every_word_can_be_read_and_every_control_has_a_name() {
    let Some(mut browser) = Browser::start("every_word_can_be_read_and_every_control_has_a_name") else { return };
    browser.open(&page());
    for scheme in ["light", "dark"] {
        browser.call(
            "Emulation.setEmulatedMedia",
            json!({ "media": "screen", "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
        let pale = browser.value(CONTRAST);
        assert_eq!(pale, json!([]), "{scheme}");
    }
    let unnamed = "[...document.querySelectorAll('input, select')].filter((node) => !node.labels.length).length";
    assert_eq!(browser.value(unnamed), 0);
    for landmark in ["header", "main", "nav[aria-label]", "footer", "form[role=search][aria-label]"] {
        assert_eq!(browser.count(landmark), 1, "{landmark}");
    }
    assert_eq!(browser.count("section:not([aria-labelledby])"), 0);
    // Every link leads somewhere.
    assert_eq!(
        browser.value("[...document.querySelectorAll('a')].filter((a) => !document.querySelector(a.getAttribute('href'))).length"),
        0
    );
    assert_quiet(&browser);
}

/// Words whose contrast with their ground is below 4.5 (WCAG 2.2, AA).
const CONTRAST: &str = "(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const over = (colours) => { canvas.clearRect(0, 0, 1, 1); for (const c of colours) { canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); } return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const light = (rgb) => { const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const bad = new Set();
  for (const node of document.querySelectorAll('body *')) {
    if (![...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !node.checkVisibility() || node.disabled || node.closest('script, option, optgroup')) continue;
    const grounds = [];
    for (let at = node; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
    const [ink, ground] = [over([...grounds, getComputedStyle(node).color]), over(grounds)].map(light);
    const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (contrast < 4.5) bad.add(`${node.tagName}.${node.className} ${contrast.toFixed(2)}`);
  }
  return [...bad];
})()";
