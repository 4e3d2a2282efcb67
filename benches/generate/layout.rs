//! How a text lies in its file.

use std::fmt::Write as _;

use crate::page::{Line, Page};

/// Columns of a wrapped page.
const WIDTH: usize = 86;
/// Lines of a wrapped page.
const HEIGHT: usize = 46;

/// One paragraph a line.
pub(crate) fn plain(page: &Page) -> String {
    let lines = page.lines.iter().map(|line| match line {
        Line::Centred(text) | Line::Paragraph(text) | Line::Margin(text) => text.as_str(),
    });
    // The number stands behind the motto and before the date, as a text editor saves the two columns.
    let (issuer, number) = page.left.split_at(page.left.iter().position(|line| line.starts_with("Số")).unwrap_or(0));
    let (motto, date) = page.right.split_at(page.right.len() - 1);
    let head = issuer.iter().chain(motto).chain(number).chain(date).map(String::as_str);
    let mut out = head.chain(lines).collect::<Vec<_>>().join("\n");
    out.push('\n');
    out
}

/// Letterhead in two columns, paragraphs wrapped, pages numbered: as a program that draws text out of a PDF leaves it.
pub(crate) fn wrapped(page: &Page) -> String {
    let mut lines = Vec::new();
    for at in 0..page.left.len().max(page.right.len()) {
        let [left, right] = [&page.left, &page.right].map(|column| column.get(at).map_or("", String::as_str));
        let [left, right] = [centred(left, 34), centred(right, 44)];
        lines.push(format!("{left:<38}{right}").trim_end().to_owned());
    }
    lines.push(String::new());
    for line in &page.lines {
        match line {
            Line::Centred(text) => lines.extend(wrap(text, 0, 60).iter().map(|row| centred(row, WIDTH))),
            Line::Paragraph(text) => lines.extend(wrap(text, 7, WIDTH)),
            Line::Margin(text) => lines.push(text.clone()),
        }
    }
    let mut out = String::new();
    for (at, leaf) in lines.chunks(HEIGHT).enumerate() {
        if at > 0 {
            writeln!(out, "{}", centred(&(at + 1).to_string(), WIDTH)).expect("a string");
        }
        leaf.iter().for_each(|line| writeln!(out, "{line}").expect("a string"));
    }
    out
}

fn centred(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(text.chars().count()) / 2;
    format!("{}{text}", " ".repeat(gap))
}

/// Lines of at most `width` letters, the first one with an indent.
fn wrap(text: &str, indent: usize, width: usize) -> Vec<String> {
    let mut lines = vec![" ".repeat(indent)];
    let mut used = indent;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used + length > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 && !line.ends_with(' ') {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
        }
    }
    lines
}
