//! Files made of bytes that have the right form only by chance.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Stands before the name of each part in bytes for [`packed`]; a line break ends the name.
pub const PART: u8 = 1;

/// A Word file of parts that the bytes give one after another; nothing where a name comes twice. The
/// signs before the first part are its document.
pub fn packed(data: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, part) in data.split(|byte| *byte == PART).enumerate() {
        let (name, bytes) = match part.iter().position(|byte| *byte == b'\n') {
            Some(end) if at > 0 => (String::from_utf8_lossy(&part[..end]).into_owned(), &part[end + 1..]),
            _ if at == 0 && part.is_empty() => continue,
            _ => ("word/document.xml".to_owned(), part),
        };
        archive.start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
