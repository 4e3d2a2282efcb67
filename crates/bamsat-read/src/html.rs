//! Pages of the web that were saved from a browser: the article without the menus around it.

use std::collections::HashMap;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use crate::error::ReadError;
use crate::limits::Limits;
use crate::table::{self, Cell};
use crate::text::{Kind, Text};

/// Share of the words of an element that one inside it must hold to be the article.
const ARTICLE: f64 = 0.7;
/// Share of the words of a list that stand in links, from which it is a menu.
const LINKED: f64 = 0.6;

/// Elements whose words are no part of an article.
const APART: [&str; 15] = [
    "head", "script", "style", "noscript", "template", "nav", "aside", "button", "select", "option", "iframe", "svg", "object", "textarea",
    "label",
];
/// Elements that may be all of a page but its menus.
const FRAMES: [&str; 7] = ["body", "main", "article", "section", "div", "form", "center"];
/// Elements that begin a line.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "body",
    "html",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "center",
    "figure",
    "figcaption",
    "hr",
    "address",
];

/// Reads a page.
pub(crate) fn read(html: &str, limits: &Limits) -> Result<Text, ReadError> {
    let too_deep = || ReadError::TooDeep { part: "HTML".to_owned(), limit: limits.nesting };
    if written_depth(html) > limits.nesting {
        return Err(too_deep());
    }
    let page = Html::parse_document(html);
    // What is read below goes down the tree by calling itself.
    if depth(page.root_element()) > limits.nesting {
        return Err(too_deep());
    }
    let mut reader = Reader::default();
    reader.block(article(page.root_element()));
    reader.end();
    if reader.lines.is_empty() {
        return Err(ReadError::NoText);
    }
    Ok(Text::of_paragraphs(Kind::Html, reader.lines))
}

/// Elements inside each other, the outermost among them.
fn depth(root: ElementRef<'_>) -> u64 {
    let (mut waiting, mut deepest) = (vec![(root, 1)], 0);
    while let Some((element, at)) = waiting.pop() {
        deepest = deepest.max(at);
        waiting.extend(element.child_elements().map(|child| (child, at + 1)));
    }
    deepest
}

/// How deep elements stand inside each other by their tags, before a tree is made of them: making it
/// takes the time of its depth for every element.
fn written_depth(html: &str) -> u64 {
    /// Elements without an end, or whose end may be left out.
    const OPEN_ENDED: [&str; 30] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt",
        "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "option", "optgroup", "html", "head", "body",
    ];
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut deepest) = (0u64, 0);
    for tag in html.split('<').skip(1) {
        let (end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name =
            tag.split(|ch: char| ch.is_ascii_whitespace() || matches!(ch, '>' | '/')).next().unwrap_or_default().to_ascii_lowercase();
        if !name.starts_with(|ch: char| ch.is_ascii_alphabetic()) || OPEN_ENDED.contains(&name.as_str()) {
            continue;
        }
        let count = open.entry(name).or_insert(0);
        match (end, *count) {
            (false, _) => (*count, depth) = (*count + 1, depth + 1),
            (true, 1..) => (*count, depth) = (*count - 1, depth - 1),
            (true, 0) => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The innermost element that holds most words of the page.
fn article(root: ElementRef<'_>) -> ElementRef<'_> {
    let mut found = root;
    loop {
        let whole = weight(found).0;
        let is_frame = |child: &ElementRef<'_>| FRAMES.contains(&child.value().name());
        let inner = found.child_elements().filter(is_frame).map(|child| (weight(child).0, child)).max_by_key(|(words, _)| *words);
        match inner {
            Some((words, child)) if words as f64 > whole as f64 * ARTICLE => found = child,
            _ => break,
        }
        if matches!(found.value().name(), "article" | "main") {
            break;
        }
    }
    found
}

/// Letters of an element, and those of them that stand in links.
fn weight(element: ElementRef<'_>) -> (usize, usize) {
    if is_apart(element) {
        return (0, 0);
    }
    let is_link = element.value().name() == "a" && element.value().attr("href").is_some_and(|to| !to.starts_with('#'));
    let (mut all, mut linked) = (0, 0);
    for child in element.children() {
        match child.value() {
            Node::Text(text) => all += text.chars().filter(|ch| !ch.is_whitespace()).count(),
            _ => {
                if let Some(child) = ElementRef::wrap(child) {
                    let (words, links) = weight(child);
                    all += words;
                    linked += links;
                }
            }
        }
    }
    (all, if is_link { all } else { linked })
}

fn is_apart(found: ElementRef<'_>) -> bool {
    let element = found.value();
    // The head of an article is part of it, that of the page is not.
    let of_page = || !found.ancestors().filter_map(ElementRef::wrap).any(|above| matches!(above.value().name(), "article" | "main"));
    if matches!(element.name(), "header" | "footer") && of_page() {
        return true;
    }
    let hidden =
        element.attr("hidden").is_some() || element.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    hidden || APART.contains(&element.name()) || matches!(element.attr("role"), Some("navigation" | "banner" | "contentinfo" | "search"))
}

/// The lines of a page so far.
#[derive(Default)]
struct Reader {
    lines: Vec<String>,
    /// The line that is being read.
    open: String,
}

impl Reader {
    /// Ends a line.
    fn end(&mut self) {
        let line = std::mem::take(&mut self.open);
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.lines.push(words);
        }
    }

    /// Reads an element into lines of its own.
    fn apart(&mut self, element: ElementRef<'_>) -> Vec<String> {
        let mut reader = Self::default();
        reader.block(element);
        reader.end();
        reader.lines
    }

    fn block(&mut self, element: ElementRef<'_>) {
        let mut number = element.value().attr("start").and_then(|start| start.parse::<u32>().ok()).unwrap_or(1);
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                self.open.push_str(&text.replace(['\n', '\r', '\t'], " "));
            }
            // What an author says to this program is passed on.
            if let Node::Comment(comment) = child.value()
                && comment.trim_start().starts_with("bamsat:")
            {
                self.open.push_str(&format!("<!--{}-->", comment.replace(['\n', '\r', '\t'], " ")));
            }
            let Some(child) = ElementRef::wrap(child) else { continue };
            let name = child.value().name();
            if is_apart(child) || is_menu(child) {
                continue;
            }
            match name {
                "br" => self.line_break(child),
                "table" => {
                    self.end();
                    self.table(child);
                }
                "li" => {
                    self.end();
                    let label = label(element.value(), child.value(), number);
                    number = number.saturating_add(1);
                    let from = self.lines.len();
                    self.block(child);
                    self.end();
                    if let Some(first) = self.lines.get_mut(from).filter(|first| !opens_item(first)) {
                        *first = format!("{label} {first}");
                    }
                }
                _ if BLOCKS.contains(&name) => {
                    self.end();
                    self.block(child);
                    self.end();
                }
                _ => self.block(child),
            }
        }
    }

    /// A break ends a line, but in the middle of a sentence.
    fn line_break(&mut self, element: ElementRef<'_>) {
        let next = element.next_siblings().find_map(|node| match node.value() {
            Node::Text(text) if !text.trim().is_empty() => Some(text.trim_start().starts_with(char::is_lowercase)),
            Node::Text(_) => None,
            _ => Some(false),
        });
        if next == Some(true) { self.open.push(' ') } else { self.end() }
    }

    fn table(&mut self, table: ElementRef<'_>) {
        let mut rows = Vec::new();
        let groups = table.child_elements().flat_map(|group| match group.value().name() {
            "thead" | "tbody" | "tfoot" => group.child_elements().collect(),
            _ => vec![group],
        });
        for row in groups.filter(|row| row.value().name() == "tr") {
            let cells = row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th"));
            let columns = |cell: ElementRef<'_>| cell.value().attr("colspan").and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 100);
            let read = |cell: ElementRef<'_>| Cell { lines: self.apart(cell), columns: columns(cell) };
            rows.push(cells.map(read).collect());
        }
        let drawn = |value: &str| value.trim() != "0" && !value.is_empty();
        let styled = |element: ElementRef<'_>| element.value().attr("style").is_some_and(|style| style.contains("solid"));
        let ruled = table.value().attr("border").is_some_and(drawn) || styled(table) || table.descendent_elements().take(30).any(styled);
        self.lines.extend(table::lines(rows, ruled));
    }
}

/// A list, or the like, of which most words are links to elsewhere.
fn is_menu(element: ElementRef<'_>) -> bool {
    if !matches!(element.value().name(), "ul" | "ol" | "div" | "table") {
        return false;
    }
    let (all, linked) = weight(element);
    all > 0
        && linked as f64 > all as f64 * LINKED
        && element.descendent_elements().filter(|inner| inner.value().name() == "a").nth(2).is_some()
}

/// What stands before an item of a list.
fn label(list: &Element, item: &Element, number: u32) -> String {
    if list.name() != "ol" {
        return "-".to_owned();
    }
    let number = item.attr("value").and_then(|value| value.parse().ok()).unwrap_or(number);
    let letter =
        |first: u8| if (1..=26).contains(&number) { char::from(first + (number - 1) as u8).to_string() } else { number.to_string() };
    match list.attr("type") {
        Some("a") => format!("{})", letter(b'a')),
        Some("A") => format!("{}.", letter(b'A')),
        Some("I") => format!("{}.", crate::docx::roman(number)),
        Some("i") => format!("{}.", crate::docx::roman(number).to_lowercase()),
        _ => format!("{number}."),
    }
}

/// Whether the text brings its own number or bullet.
fn opens_item(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    matches!(first, "-" | "+" | "•" | "*") || first.ends_with(['.', ')']) && first.len() <= 6
}
