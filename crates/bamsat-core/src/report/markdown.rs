//! A short note for a pull request: what is lost or changed as a table, the rest behind a line that opens.

use std::fmt::Write as _;

use crate::message::{Lang, SheetLabels};

use super::sheet::{Group, Pair, Row, Sheet, Stretch};

/// Characters of a cell, of what is lost or changed and of the rest.
const LONG: usize = 260;
const SHORT: usize = 120;
/// Bytes that the note may have: forges take no comment above 65,536 characters.
const ROOM: usize = 60_000;

/// The note.
pub fn markdown(sheet: &Sheet, lang: Lang) -> String {
    let t = lang.sheet_labels();
    let mut out = format!("### {}: {}\n\n", t.title, escaped(&sheet.child.name));
    if !sheet.child.title.is_empty() {
        // A line that began with the document's words could be a command to a forge.
        let _ = writeln!(out, "{}: {}\n", t.subject, escaped(&cut(&sheet.child.title, LONG)));
    }
    for pair in &sheet.pairs {
        let room = ROOM / sheet.pairs.len();
        let mut part = String::new();
        write_pair(&mut part, pair, t, room);
        out.push_str(&part);
    }
    let unread: Vec<String> = sheet.unread.iter().take(10).map(|u| escaped(&format!("{}, {}", u.file, u.at))).collect();
    match unread.as_slice() {
        [] => out.push_str(t.all_read),
        some => {
            let _ = write!(out, "**{}** ({}): {}", t.unread, sheet.unread.len(), some.join("; "));
        }
    }
    out.push('\n');
    out
}

fn write_pair(out: &mut String, pair: &Pair, t: &SheetLabels, room: usize) {
    let tally = &pair.tally;
    let coverage = tally.coverage.map_or("–".to_owned(), |percent| format!("{percent}%"));
    let _ = writeln!(
        out,
        "**{}**: {} {coverage}; {} {}; {} {}; {} {}; {} {}\n",
        escaped(&pair.parent.name),
        lower(t.coverage),
        tally.applicable,
        lower(t.applicable),
        tally.lost,
        lower(t.lost),
        tally.changed,
        lower(t.changed),
        tally.held,
        lower(t.held)
    );
    let (review, rest): (Vec<&Row>, Vec<&Row>) = pair.rows.iter().partition(|row| row.group.is_to_review());
    if !review.is_empty() {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |\n|---|---|---|---|---|",
            t.verdict, t.id, t.says_above, t.lost_changed, t.places_below
        );
        rows(out, &review, room * 3 / 4, t, |row| {
            let place = match (row.found.first(), row.weak.first()) {
                (Some(found), _) => escaped(&found.at),
                // What merely resembles a demand is shown, and not believed.
                (None, Some(weak)) => format!("({}?)", escaped(&weak.at)),
                (None, None) => "–".to_owned(),
            };
            format!("| {} | {} | {} | {} | {place} |", shown(row), escaped(&row.id), marked(&row.parent), difference(row, t))
        });
    }
    if !rest.is_empty() {
        let _ = writeln!(
            out,
            "<details><summary>{} ({})</summary>\n\n| {} | {} | {} |\n|---|---|---|",
            t.others,
            rest.len(),
            t.verdict,
            t.id,
            t.says_above
        );
        rows(out, &rest, room, t, |row| {
            let words: String = row.parent.iter().map(|s| s.text.as_str()).collect();
            format!("| {} | {} | {} |", shown(row), escaped(&row.id), escaped(&cut(&words, SHORT)))
        });
        out.push_str("</details>\n\n");
    }
}

/// Rows as long as there is room; how many are left is told.
fn rows(out: &mut String, rows: &[&Row], room: usize, t: &SheetLabels, line: impl Fn(&Row) -> String) {
    for (at, row) in rows.iter().enumerate() {
        let line = line(row);
        if out.len() + line.len() > room {
            let _ = writeln!(out, "\n{}: {}", t.left_out, rows.len() - at);
            break;
        }
        let _ = writeln!(out, "{line}");
    }
    out.push('\n');
}

fn shown(row: &Row) -> String {
    let sign = match row.group {
        Group::Lost => "❌",
        Group::Changed => "⚠️",
        Group::Held => "✅",
        Group::Out => "➖",
    };
    format!("{sign} {}", row.label)
}

/// The parent's words, as many as fit, what is lost and changed in bold.
fn marked(words: &[Stretch]) -> String {
    let mut room = LONG;
    let mut out = String::new();
    for stretch in words {
        let text = escaped(&cut(&stretch.text, room));
        match stretch.mark {
            Some(_) if !text.trim().is_empty() => {
                let _ = write!(out, "<b>{text}</b>");
            }
            _ => out.push_str(&text),
        }
        room = room.saturating_sub(stretch.text.chars().count());
        if room == 0 {
            break;
        }
    }
    out
}

fn difference(row: &Row, t: &SheetLabels) -> String {
    let lost = row.lost.iter().map(|words| escaped(&cut(words, SHORT)));
    let changed = row.changes.iter().filter(|c| !c.registered).map(|c| {
        let child = if c.child.is_empty() { t.gone.to_owned() } else { format!("“{}”", cut(&c.child, SHORT)) };
        escaped(&format!("{}: “{}” → {child}", c.kind, cut(&c.parent, SHORT)))
    });
    // Of what is lost whole the words stand beside it.
    let lost: Vec<String> = if row.verdict == "missing" { Vec::new() } else { lost.collect() };
    lost.into_iter().chain(changed).take(6).collect::<Vec<_>>().join("<br>")
}

fn cut(words: &str, longest: usize) -> String {
    match words.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// Words that a forge shows as they are: no markup, no mention of a person, no link, no number of an issue. Where a
/// backslash would not help, a space of no width parts what would be taken together.
fn escaped(words: &str) -> String {
    const APART: char = '\u{200b}';
    let mut out = String::with_capacity(words.len() + 16);
    let mut letters = words.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '~' | '|' | '[' | ']' | '$' => out.extend(['\\', c]),
            '@' => out.extend([c, APART]),
            '#' | '!' if letters.peek().is_some_and(char::is_ascii_digit) => out.extend([c, APART]),
            ':' if letters.peek() == Some(&'/') => out.extend([c, APART]),
            '.' if out.get(out.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www")) => out.extend([APART, c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_of_documents_stay_words() {
        let cases = [
            ("a|b", "a\\|b"),
            ("`rm`", "\\`rm\\`"),
            ("<img src=x>", "&lt;img src=x&gt;"),
            ("@everyone", "@\u{200b}everyone"),
            ("[x](https://a.vn)", "\\[x\\](https:\u{200b}//a.vn)"),
            ("www.a.vn", "www\u{200b}.a.vn"),
            ("#12, !3", "#\u{200b}12, !\u{200b}3"),
            ("**đậm** &amp;", "\\*\\*đậm\\*\\* &amp;amp;"),
            ("Kế hoạch số 12/KH-UBND, 80% (năm 2025)", "Kế hoạch số 12/KH-UBND, 80% (năm 2025)"),
        ];
        for (words, wanted) in cases {
            assert_eq!(escaped(words), wanted);
        }
    }
}
