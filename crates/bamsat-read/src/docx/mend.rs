//! Words replaced in the runs of a Word file. What is not replaced stays byte for byte, so that
//! formatting, pictures and properties are those of before.

use std::io::{Cursor, Write};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::error::ReadError;
use crate::limits::Limits;
use crate::mend::{Mended, Replacement};

use super::main_part;
use super::package::Package;

/// Bytes of a part, and what takes their place.
type Edit = (Range<usize>, String);

/// A paragraph: its words, and where each character stands in the part.
#[derive(Default)]
struct Paragraph {
    words: String,
    /// For each character: its place in `words` and the bytes of the part that stand for it.
    glyphs: Vec<(usize, Range<usize>)>,
}

/// Makes the replacements whose words stand exactly once in one paragraph of the file.
pub(crate) fn mend(bytes: &[u8], text: &str, replacements: &[Replacement], limits: &Limits) -> Result<Mended, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package)?;
    let part = package.raw(&main)?.ok_or(ReadError::NoText)?;
    let xml = String::from_utf8(part).map_err(|_| ReadError::NotMended("a Word file that is not UTF-8".into()))?;
    let paragraphs = paragraphs(&main, &xml)?;
    let (mut edits, mut left): (Vec<Edit>, Vec<usize>) = (Vec::new(), Vec::new());
    for (index, replacement) in replacements.iter().enumerate() {
        match edits_of(text, &paragraphs, replacement) {
            Some(found) if found.iter().all(|(range, _)| edits.iter().all(|(other, _)| apart(range, other))) => edits.extend(found),
            _ => left.push(index),
        }
    }
    Ok(Mended { bytes: packed(bytes, &main, &edited(&xml, edits))?, left })
}

fn apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start || other.end <= one.start
}

/// The words of all paragraphs, but what is deleted and what only old programs show.
fn paragraphs(part: &str, xml: &str) -> Result<Vec<Paragraph>, ReadError> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut done): (Vec<Paragraph>, Vec<Paragraph>) = (Vec::new(), Vec::new());
    let (mut hidden, mut in_text) = (0_usize, false);
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|error| ReadError::Broken {
            part: part.to_owned(),
            place: start as u64,
            why: error.to_string(),
        })?;
        let range = start..position(&reader);
        match event {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => open.push(Paragraph::default()),
                "del" | "moveFrom" | "Fallback" => hidden += 1,
                "t" => in_text = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" => done.extend(open.pop()),
                "del" | "moveFrom" | "Fallback" => hidden = hidden.saturating_sub(1),
                "t" => in_text = false,
                _ => {}
            },
            Event::Text(_) if in_text && hidden == 0 => add(&mut open, xml, range),
            Event::GeneralRef(_) if in_text && hidden == 0 => add_reference(&mut open, xml, range),
            _ => {}
        }
    }
    Ok(done)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn add(open: &mut [Paragraph], xml: &str, range: Range<usize>) {
    let (Some(paragraph), Some(text)) = (open.last_mut(), xml.get(range.clone())) else { return };
    for (at, ch) in text.char_indices() {
        let from = range.start + at;
        paragraph.glyphs.push((paragraph.words.len(), from..from + ch.len_utf8()));
        paragraph.words.push(ch);
    }
}

/// `&amp;` is one character of the words.
fn add_reference(open: &mut [Paragraph], xml: &str, range: Range<usize>) {
    let (Some(paragraph), Some(text)) = (open.last_mut(), xml.get(range.clone())) else { return };
    let ch = match text {
        "&amp;" => '&',
        "&lt;" => '<',
        "&gt;" => '>',
        "&quot;" => '"',
        "&apos;" => '\'',
        // Nothing that is mended holds another one.
        _ => char::REPLACEMENT_CHARACTER,
    };
    paragraph.glyphs.push((paragraph.words.len(), range));
    paragraph.words.push(ch);
}

/// The changes that one replacement asks for; none where its place is not certain.
fn edits_of(text: &str, paragraphs: &[Paragraph], replacement: &Replacement) -> Option<Vec<Edit>> {
    let Range { start, end } = replacement.range;
    let from = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let to = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
    let line = text.get(from..to)?;
    // Words that stand more than once on the line take those before them along.
    let begins = line[..start - from].char_indices().rev().map(|(at, _)| from + at);
    let begin = std::iter::once(start).chain(begins).find(|&at| line.matches(&text[at..end]).count() == 1)?;
    let old = &text[begin..end];
    let new = format!("{}{}", &text[begin..start], replacement.words);
    let whole = squeezed(line);
    let mut fits = paragraphs.iter().filter(|paragraph| {
        let words = squeezed(&paragraph.words);
        !words.is_empty() && whole.contains(&words) && paragraph.words.matches(old).count() == 1
    });
    let (paragraph, other) = (fits.next()?, fits.next());
    if other.is_some() {
        return None;
    }
    let at = paragraph.words.find(old)?;
    Some(changes(paragraph, at, old, &new))
}

/// The least that turns the words at `at` into the new ones: letters that stay keep their runs.
fn changes(paragraph: &Paragraph, at: usize, old: &str, new: &str) -> Vec<Edit> {
    let same = |(one, other): &(char, char)| one == other;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(ch, _)| ch.len_utf8()).sum();
    let tail: usize = old[head..].chars().rev().zip(new[head..].chars().rev()).take_while(same).map(|(ch, _)| ch.len_utf8()).sum();
    let (gone, come) = (&old[head..old.len() - tail], escaped(&new[head..new.len() - tail]));
    let first = paragraph.glyphs.partition_point(|(place, _)| *place < at + head);
    let count = gone.chars().count();
    let Some(replaced) = paragraph.glyphs.get(first..first + count) else { return Vec::new() };
    let mut replaced = replaced.iter().map(|(_, range)| range.clone());
    match (replaced.next(), first.checked_sub(1).and_then(|before| paragraph.glyphs.get(before))) {
        (Some(range), _) => std::iter::once((range, come)).chain(replaced.map(|range| (range, String::new()))).collect(),
        (None, Some((_, before))) => vec![(before.end..before.end, come)],
        (None, None) => paragraph.glyphs.first().map(|(_, range)| (range.start..range.start, come)).into_iter().collect(),
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Without white space: tabs and breaks between runs are no words of a run.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn edited(xml: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(xml.len());
    let mut at = 0;
    for (range, words) in edits {
        out.push_str(&xml[at..range.start]);
        out.push_str(&words);
        at = range.end;
    }
    out.push_str(&xml[at..]);
    out
}

/// The file with another main part; all other parts are copied as they are packed.
fn packed(bytes: &[u8], main: &str, xml: &str) -> Result<Vec<u8>, ReadError> {
    let broken = |why: String| ReadError::Broken { part: "ZIP".to_owned(), place: 0, why };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    super::contained(&archive)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| broken(error.to_string()))?;
        if part.name().is_ok_and(|name| name == main) {
            out.start_file(main, SimpleFileOptions::default()).map_err(|error| broken(error.to_string()))?;
            out.write_all(xml.as_bytes()).map_err(|error| broken(error.to_string()))?;
        } else {
            out.raw_copy_file(part).map_err(|error| broken(error.to_string()))?;
        }
    }
    out.finish().map(Cursor::into_inner).map_err(|error| broken(error.to_string()))
}
