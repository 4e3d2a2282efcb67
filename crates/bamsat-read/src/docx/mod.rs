//! Word files (ISO/IEC 29500): paragraphs with their automatic numbers, tables, footnotes.

mod body;
mod numbering;
mod package;
mod styles;
mod table;
mod xml;

use crate::error::ReadError;
use crate::limits::Limits;
use crate::text::{Kind, Remark, Text};

use body::Story;
pub(crate) use numbering::roman;
use numbering::{Counters, Lists};
use package::Package;
use styles::Styles;
use xml::Element;

/// Reads a Word file: one line for each paragraph, a form feed where a page begins.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut part = |name: &str| package.part(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
    let styles = part("styles.xml")?.map(|root| Styles::of(&root)).unwrap_or_default();
    let lists = part("numbering.xml")?.map(|root| Lists::of(&root, &styles)).unwrap_or_default();
    let (footnotes, endnotes) = (part("footnotes.xml")?, part("endnotes.xml")?);
    let document = package.part(&main)?.ok_or(ReadError::NoText)?;
    let body = document.child("body").ok_or(ReadError::NoText)?;
    let mut story = Story::new(&styles, Counters::new(&lists), [footnotes.as_ref(), endnotes.as_ref()]);
    story.blocks(body);
    let (lines, changed) = story.lines();
    let mut text = Text::of_paragraphs(Kind::Docx, lines);
    if changed {
        text.remarks.push(Remark::OpenChanges);
    }
    Ok(text)
}

/// The name of the part that holds the text: most files keep it at the same place.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let relations = package.part("_rels/.rels")?;
    let is_main = |relation: &&Element| relation.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
    let target = relations.as_ref().and_then(|root| root.all("Relationship").find(is_main)?.attribute("Target"));
    Ok(target.map_or("word/document.xml", |target| target.trim_start_matches('/')).to_owned())
}
