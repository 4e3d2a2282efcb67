//! PDF (ISO 32000): glyphs by position, put together by the layout.

mod page;

use std::sync::Arc;

use hayro_font::{CMapResolverFn, FontCache, FontQuery, FontResolverFn};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::error::ReadError;
use crate::layout;
use crate::limits::Limits;
use crate::text::{Kind, Remark, Text};

use page::{Bound, Painter};

/// Glyphs without a meaning, in proportion to all, from which the text of a file is not to be trusted.
const UNMAPPED: f64 = 0.2;

/// A picture of at least this share of a page, with fewer letters on it, is a scan with a stamp: the
/// words of a digital signature.
const PICTURE: f64 = 0.5;
const STAMP: usize = 400;

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Text, ReadError> {
    let broken = |why: &str| ReadError::Broken { part: "PDF".to_owned(), place: 0, why: why.to_owned() };
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => broken("its encryption is not known"),
        LoadPdfError::Invalid => broken("it has no pages that can be read"),
    })?;
    if pdf.pages().len() as u64 > limits.pages {
        return Err(ReadError::TooManyPages(limits.pages));
    }
    let fonts: FontResolverFn = Arc::new(|query| {
        Some(match query {
            FontQuery::Standard(font) => font.get_font_data(),
            FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
        })
    });
    let maps: CMapResolverFn = Arc::new(|_| None);
    let cache = FontCache::new();
    let (mut pages, mut without_text) = (Vec::new(), Vec::new());
    let (mut glyphs, mut unmapped) = (0, 0);
    for (number, page) in pdf.pages().iter().enumerate() {
        let mut painter = Painter::new(&cache, &fonts, &maps, limits);
        painter.page(page);
        let mut painted = painter.painted();
        match painted.beyond {
            Some(Bound::Letters) => return Err(ReadError::TooManyLetters { page: number + 1, limit: limits.page_letters }),
            Some(Bound::Operators) => return Err(ReadError::TooManyOperators { page: number + 1, limit: limits.page_operators }),
            None => {}
        }
        glyphs += painted.page.glyphs.len();
        unmapped += painted.unmapped;
        // A letter takes a byte at least; pages are not gathered only to be refused.
        if glyphs as u64 > limits.text {
            return Err(ReadError::TooLong(limits.text));
        }
        if painted.page.glyphs.len() < STAMP && painted.picture > PICTURE {
            without_text.push(number + 1);
            painted.page.is_picture = true;
        }
        pages.push(painted.page);
    }
    if !without_text.is_empty() && without_text.len() == pages.len() {
        return Err(ReadError::Scan(without_text.len()));
    }
    if glyphs == 0 {
        return Err(ReadError::NoText);
    }
    let laid = layout::paragraphs(pages);
    let mut text = Text::of_paragraphs(Kind::Pdf, laid.lines);
    if laid.aside > 0 {
        text.remarks.push(Remark::Aside(laid.aside));
    }
    if !without_text.is_empty() {
        text.remarks.push(Remark::WithoutText(without_text));
    }
    if unmapped as f64 > glyphs as f64 * UNMAPPED {
        text.remarks.push(Remark::Unmapped(unmapped));
    }
    Ok(text)
}
