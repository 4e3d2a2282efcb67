//! Styles: what a paragraph or a run takes over by name (ISO/IEC 29500-1, 17.7).

use std::collections::HashMap;

use super::xml::Element;

/// Styles that one is based on, at the most; a circle ends there.
const LONGEST: usize = 20;

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    of_paragraphs: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    numbering: Numbered,
    look: Look,
}

/// The numbering that properties ask for, as far as they say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Numbered {
    /// The number of the list; 0 takes a number away.
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
}

/// What properties say of the look of words that matters for what they say.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) hidden: Option<bool>,
    pub(super) caps: Option<bool>,
    pub(super) font: Option<String>,
}

impl Look {
    /// The look that run properties ask for.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let on = |name| properties.child(name).map(Element::is_on);
        let fonts = properties.child("rFonts");
        Self {
            hidden: on("vanish"),
            caps: on("caps"),
            // The codes of old encodings lie beyond ASCII, where `hAnsi` names the font.
            font: fonts.and_then(|fonts| fonts.attribute("hAnsi").or(fonts.attribute("ascii"))).map(str::to_owned),
        }
    }

    /// The same, and what `under` says where this says nothing.
    pub(super) fn over(self, under: &Self) -> Self {
        Self { hidden: self.hidden.or(under.hidden), caps: self.caps.or(under.caps), font: self.font.or_else(|| under.font.clone()) }
    }
}

impl Numbered {
    /// The numbering that paragraph properties ask for.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let Some(numbering) = properties.and_then(|p| p.child("numPr")) else { return Self::default() };
        Self { list: numbering.child("numId").and_then(Element::number), level: numbering.child("ilvl").and_then(Element::number) }
    }
}

impl Styles {
    pub(super) fn of(root: &Element) -> Self {
        let mut out = Self::default();
        for style in root.all("style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let is_default = matches!(style.attribute("default"), Some("1" | "true"));
            if is_default && style.attribute("type") == Some("paragraph") {
                out.of_paragraphs = Some(id.to_owned());
            }
            let style = Style {
                based_on: style.child("basedOn").and_then(Element::value).map(str::to_owned),
                numbering: Numbered::of(style.child("pPr")),
                look: Look::of(style.child("rPr")),
            };
            out.styles.insert(id.to_owned(), style);
        }
        out
    }

    /// The style of paragraphs that name none.
    pub(super) fn of_paragraphs(&self) -> Option<&str> {
        self.of_paragraphs.as_deref()
    }

    /// A style and those that it is based on, from the nearest on.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let named = |id: &'s str| Some((id, self.styles.get(id)?));
        std::iter::successors(id.and_then(named), move |(_, style)| named(style.based_on.as_deref()?)).take(LONGEST)
    }

    /// The look that a style gives.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, (_, style)| look.over(&style.look))
    }

    /// The numbering that a style gives, and the id of the style that names the list.
    pub(super) fn numbered<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, Numbered)> {
        let (name, style) = self.chain(id).find(|(_, style)| style.numbering.list.is_some())?;
        let level = self.chain(id).find_map(|(_, style)| style.numbering.level);
        Some((name, Numbered { level, ..style.numbering }))
    }
}
