//! Comments beside the paragraphs of a Word file. Every part but the text, the comments and what names them is copied
//! as it is packed; the text gets marks and loses nothing.

use std::fmt::Write as _;
use std::io::{Cursor, Read, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::error::ReadError;
use crate::limits::Limits;

use super::anchors::{Anchors, Finder};
use super::name::{joined, resolved};
use super::package::Package;
use super::{contained, main_part};

/// A comment on a line of the text as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The line, from 1.
    pub line: u32,
    /// The words it is about, which tell the cells of a row apart.
    pub words: String,
    /// What it says; each line is a paragraph.
    pub text: String,
}

/// Comments at most; Word gets slow beyond.
const MOST: usize = 500;
const AUTHOR: &str = "bamsat";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// A copy of a Word file with `comments`. At the start stands `opening`; below it, behind `left`, what could not be
/// fastened to its place.
///
/// # Errors
///
/// Tells why the file gets no comments: it is damaged, too large, or no Word file whose text is UTF-8.
pub fn annotate(bytes: &[u8], comments: &[Comment], opening: &str, left: &str, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    annotated(bytes, comments, opening, left, limits).map_err(ReadError::shown)
}

fn annotated(bytes: &[u8], comments: &[Comment], opening: &str, left: &str, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let text = super::read(bytes, limits)?.text;
    let lines: Vec<&str> = text.lines().collect();
    let main = main_part(&mut Package::open(bytes, limits)?)?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken("ZIP", error.to_string()))?;
    contained(&archive)?;
    let document = part(&mut archive, &main, limits)?.ok_or(ReadError::NoText)?;
    let relations_name = joined(folder, &format!("_rels/{name}.rels"));
    let relations = part(&mut archive, &relations_name, limits)?;
    let types =
        part(&mut archive, "[Content_Types].xml", limits)?.ok_or_else(|| broken("[Content_Types].xml", "is not there".to_owned()))?;

    let anchors = Anchors::of(&main, &document)?;
    let mut finder = Finder::new(&anchors, &lines);
    let mut placed = Vec::new();
    let mut opening = opening.to_owned();
    let mut unplaced: Vec<&Comment> = Vec::new();
    for (at, comment) in comments.iter().enumerate() {
        match finder.find(comment.line as usize, &comment.words).filter(|_| at < MOST) {
            Some(anchor) => placed.push((anchor, comment.text.as_str())),
            None => unplaced.push(comment),
        }
    }
    if !unplaced.is_empty() {
        let _ = write!(opening, "\n{left}:");
        for comment in unplaced.iter().take(MOST) {
            let _ = write!(opening, "\n- {}", comment.text.replace('\n', " "));
        }
        if unplaced.len() > MOST {
            let _ = write!(opening, "\n… (+{})", unplaced.len() - MOST);
        }
    }
    let first = (!anchors.paragraphs.is_empty()).then_some((0, opening.as_str()));
    placed = first.into_iter().chain(placed).collect();

    let target = relations.as_deref().and_then(comments_target);
    let name = resolved(folder, target.as_deref().unwrap_or("comments.xml"))
        .ok_or_else(|| broken(&relations_name, "the comments lead out of the file".to_owned()))?;
    let old = part(&mut archive, &name, limits)?;
    let first_id = old.as_deref().map_or(0, next_id);
    let mut changed = vec![
        (main.clone(), marked(&document, &anchors, &placed, first_id)),
        (name.clone(), commented(old.as_deref(), &anchors, &placed, first_id)?),
    ];
    if target.is_none() {
        changed.push((relations_name, related(relations.as_deref())?));
    }
    if old.is_none() {
        let entry = format!("<Override PartName=\"/{name}\" ContentType=\"{COMMENTS}\"/>");
        changed.push((
            "[Content_Types].xml".to_owned(),
            before_last(&types, "</", &entry).ok_or_else(|| broken("[Content_Types].xml", "is not whole".to_owned()))?,
        ));
    }
    copied(&mut archive, &changed).map_err(|error| broken("ZIP", error.to_string()))
}

fn broken(part: &str, why: String) -> ReadError {
    ReadError::Broken { part: part.to_owned(), place: 0, why }
}

/// A part as the text that it is; nothing where the file holds no such part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Result<Option<String>, ReadError> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let part = archive.by_index(index).map_err(|error| broken(name, error.to_string()))?;
    let mut bytes = Vec::new();
    part.take(limits.part + 1).read_to_end(&mut bytes).map_err(|error| broken(name, error.to_string()))?;
    if bytes.len() as u64 > limits.part {
        return Err(ReadError::PartTooLarge { part: name.to_owned(), limit: limits.part });
    }
    String::from_utf8(bytes).map(Some).map_err(|error| broken(name, error.to_string()))
}

/// The text with marks where each comment begins and ends; nothing else is touched.
fn marked(document: &str, anchors: &Anchors, placed: &[(usize, &str)], first_id: u64) -> String {
    let w = &anchors.prefix;
    let mut marks: Vec<(usize, String)> = Vec::new();
    for (id, (anchor, _)) in (first_id..).zip(placed) {
        let place = &anchors.paragraphs[*anchor];
        marks.push((place.start, format!("<{w}commentRangeStart {w}id=\"{id}\"/>")));
        marks.push((place.end, format!("<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>")));
    }
    marks.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(document.len() + marks.iter().map(|(_, mark)| mark.len()).sum::<usize>());
    let mut from = 0;
    for (at, mark) in &marks {
        out.push_str(&document[from..*at]);
        out.push_str(mark);
        from = *at;
    }
    out.push_str(&document[from..]);
    out
}

/// The part with the comments: those it had, and the new ones behind them.
fn commented(old: Option<&str>, anchors: &Anchors, placed: &[(usize, &str)], first_id: u64) -> Result<String, ReadError> {
    let (w, space) = match old {
        Some(old) => (Anchors::of("comments", old)?.prefix, String::new()),
        None => ("w:".to_owned(), anchors.space.clone()),
    };
    let mut entries = String::new();
    for (id, (_, text)) in (first_id..).zip(placed) {
        let _ = write!(entries, "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"B\">");
        for line in text.lines() {
            let _ = write!(entries, "<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>", escaped(line));
        }
        let _ = write!(entries, "</{w}comment>");
    }
    match old {
        None => Ok(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{}\">{entries}</w:comments>",
            escaped(&space)
        )),
        Some(old) => {
            let whole = before_last(old, "</", &entries);
            // A part without a comment may be one empty element.
            let whole = whole.or_else(|| Some(format!("{}>{entries}</{w}comments>", old.trim_end().strip_suffix("/>")?)));
            whole.ok_or_else(|| broken("comments", "is not whole".to_owned()))
        }
    }
}

/// The first number above those of all comments.
fn next_id(comments: &str) -> u64 {
    let ids = comments.match_indices(":id=\"").filter_map(|(at, mark)| {
        let rest = &comments[at + mark.len()..];
        rest[..rest.find('"')?].parse::<u32>().ok()
    });
    ids.max().map_or(0, |id| u64::from(id) + 1)
}

/// Where the relations say that the comments are.
fn comments_target(relations: &str) -> Option<String> {
    let (before, _) = relations.split_once("/relationships/comments\"")?;
    let start = before.rfind('<')?;
    let element = &relations[start..][..relations[start..].find('>')?];
    let (_, rest) = element.split_once("Target=\"")?;
    Some(rest[..rest.find('"')?].to_owned())
}

/// The relations with one to the comments.
fn related(old: Option<&str>) -> Result<String, ReadError> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const SPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    // A file of the strict form has other addresses: one of its own relations tells.
    let strict = old.is_some_and(|old| old.contains("http://purl.oclc.org/ooxml/officeDocument/relationships/"));
    let kind = if strict { "http://purl.oclc.org/ooxml/officeDocument/relationships" } else { KIND };
    let entry = |id: &str| format!("<Relationship Id=\"{id}\" Type=\"{kind}/comments\" Target=\"comments.xml\"/>");
    let Some(old) = old else { return Ok(format!("{HEAD}<Relationships xmlns=\"{SPACE}\">{}</Relationships>", entry("bamsat1"))) };
    let id = (1..).map(|n: u32| format!("bamsat{n}")).find(|id| !old.contains(&format!("\"{id}\""))).unwrap_or_default();
    before_last(old, "</", &entry(&id)).ok_or_else(|| broken("relations", "is not whole".to_owned()))
}

fn before_last(whole: &str, mark: &str, added: &str) -> Option<String> {
    let at = whole.rfind(mark)?;
    Some(format!("{}{added}{}", &whole[..at], &whole[at..]))
}

fn escaped(words: &str) -> String {
    let kept = words.chars().filter(|c| (!c.is_control() || *c == '\t') && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    kept.collect::<String>().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The file with changed parts; every other is copied as it is packed, in its place.
fn copied(archive: &mut ZipArchive<Cursor<&[u8]>>, changed: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let write = |out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, words: &str| -> zip::result::ZipResult<()> {
        out.start_file(name, SimpleFileOptions::DEFAULT)?;
        Ok(out.write_all(words.as_bytes())?)
    };
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        let name = file.name()?.into_owned();
        match changed.iter().find(|(changed, _)| *changed == name) {
            Some((name, words)) => {
                drop(file);
                write(&mut out, name, words)?;
            }
            None => out.raw_copy_file(file)?,
        }
    }
    let new = |name: &String| archive.index_for_name(name).is_none();
    for (name, words) in changed.iter().filter(|(name, _)| new(name)) {
        write(&mut out, name, words)?;
    }
    Ok(out.finish()?.into_inner())
}
