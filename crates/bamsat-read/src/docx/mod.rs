//! Word files (ISO/IEC 29500): paragraphs with their automatic numbers, tables, footnotes.

mod anchors;
mod annotate;
mod body;
mod mend;
mod name;
mod numbering;
mod package;
mod styles;
mod table;
mod xml;

use std::io::Cursor;

use zip::ZipArchive;

use crate::error::ReadError;
use crate::limits::Limits;
use crate::syllable;
use crate::text::{Kind, PICTURE, Remark, Text};

pub use annotate::{Comment, annotate};
use body::{OldFonts, Story, Told};
pub(crate) use mend::mend;
use name::{joined, resolved};
pub(crate) use numbering::roman;
use numbering::{Counters, Lists};
use package::Package;
use styles::Styles;
use xml::Element;

/// Reads a Word file: one line for each paragraph, a form feed where a page begins.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package)?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = package.part(&joined(folder, &format!("_rels/{name}.rels")))?;
    // The parts have usual names, and any other that the relations give them.
    let mut part = |kind: &str| {
        let of_kind = |relation: &&Element| relation.attribute("Type").is_some_and(|of| of.rsplit('/').next() == Some(kind));
        let relation = relations.as_ref().and_then(|root| root.all("Relationship").find(of_kind));
        match resolved(folder, relation.and_then(target).unwrap_or(&format!("{kind}.xml"))) {
            Some(name) => package.part(&name),
            None => Ok(None),
        }
    };
    let styles = part("styles")?.map(|root| Styles::of(&root)).unwrap_or_default();
    let lists = part("numbering")?.map(|root| Lists::of(&root, &styles)).unwrap_or_default();
    let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
    let document = package.part(&main)?.ok_or(ReadError::NoText)?;
    let body = document.child("body").ok_or(ReadError::NoText)?;
    let told = |fonts| {
        let mut story = Story::new(&styles, Counters::new(&lists), [footnotes.as_ref(), endnotes.as_ref()], fonts);
        story.blocks(body);
        story.told()
    };
    let mut found = told(OldFonts::Decoded);
    let sound = |text: &String| syllable::count(text).1;
    // In a draft that was converted, styles may still name the font in which it was once typed.
    if sound(&found.old[0]) > sound(&found.old[1]) {
        found = told(OldFonts::Named);
    }
    let Told { mut lines, changed, unseen, .. } = found;
    // Nothing stands before the first page.
    if let Some(first) = lines.first_mut() {
        *first = first.trim_start_matches('\u{c}').to_owned();
    }
    if lines.iter().all(|line| line.chars().eq([PICTURE])) {
        return Err(ReadError::NoText);
    }
    let mut text = Text::of_paragraphs(Kind::Docx, lines);
    if changed {
        text.remarks.push(Remark::OpenChanges);
    }
    if unseen > 0 {
        text.remarks.push(Remark::Unseen(unseen));
    }
    Ok(text)
}

/// The part that a relation names; what lies outside the file is no part of it.
fn target(relation: &Element) -> Option<&str> {
    relation.attribute("Target").filter(|_| relation.attribute("TargetMode") != Some("External"))
}

/// An error where a file of which a copy is made has a part that whoever unpacks the copy would write elsewhere.
fn contained(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), ReadError> {
    let broken = |part: &str, why: &str| ReadError::Broken { part: part.to_owned(), place: 0, why: why.to_owned() };
    for name in archive.file_names() {
        let name = name.map_err(|error| broken("ZIP", &error.to_string()))?;
        if !name::stays(&name) {
            return Err(broken(&name, "its name leads out of the file"));
        }
    }
    Ok(())
}

/// The name of the part that holds the text: most files keep it at the same place.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let relations = package.part("_rels/.rels")?;
    let is_main = |relation: &&Element| relation.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
    let named = relations.as_ref().and_then(|root| target(root.all("Relationship").find(is_main)?));
    resolved("", named.unwrap_or("word/document.xml")).ok_or(ReadError::NoText)
}
