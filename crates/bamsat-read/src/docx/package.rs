//! The parts of a Word file, each unpacked within a limit.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::ReadError;
use crate::limits::Limits;

use super::xml::Element;

/// A file that holds parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ReadError> {
        let broken = |error: ZipError| ReadError::Broken { part: "ZIP".to_owned(), place: 0, why: error.to_string() };
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes)).map_err(broken)?, limits })
    }

    /// A part as a tree; nothing where the file holds no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Element>, ReadError> {
        self.raw(name)?.map(|bytes| Element::parse(name, &decoded(bytes), self.limits)).transpose()
    }

    /// The bytes of a part.
    pub(super) fn raw(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let broken = |why: String| ReadError::Broken { part: name.to_owned(), place: 0, why };
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(error.to_string())),
        };
        let mut bytes = Vec::new();
        part.take(self.limits.part + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
        if bytes.len() as u64 > self.limits.part {
            return Err(ReadError::PartTooLarge { part: name.to_owned(), limit: self.limits.part });
        }
        Ok(Some(bytes))
    }
}

/// The text of an XML part, which is UTF-8 or, rarely, UTF-16.
fn decoded(bytes: Vec<u8>) -> String {
    let encoding = encoding_rs::Encoding::for_bom(&bytes).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
    encoding.decode(&bytes).0.into_owned()
}
