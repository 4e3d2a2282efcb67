//! A document as bytes: parsed once, judged later or elsewhere.
//!
//! The bytes belong to this version of the library: nothing promises that another one reads them.

use std::sync::Arc;

use crate::source::Source;

use super::model::Document;

/// The bytes of a document. The original text is not among them: places in it are.
pub fn store(document: &Document) -> Vec<u8> {
    postcard::to_stdvec(&(&*document.source, document)).expect("every field has a form in bytes")
}

/// The document that [`store`] gave; none when the bytes are not whole or of another version.
pub fn restore(bytes: &[u8]) -> Option<Document> {
    let (source, mut document): (Source, Document) = postcard::from_bytes(bytes).ok()?;
    let source = Arc::new(source.folded_again());
    give(&mut document, &source);
    Some(document)
}

fn give(document: &mut Document, source: &Arc<Source>) {
    document.source = source.clone();
    document.attachments.iter_mut().for_each(|attachment| give(attachment, source));
}

/// Names of header fields, which the model holds as constants.
pub(super) mod inferred {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    const FIELDS: [&str; 8] = ["type", "number", "date", "place", "issuer", "parent_agency", "title", "signatory"];

    pub(crate) fn serialize<S: Serializer>(fields: &[&'static str], serializer: S) -> Result<S::Ok, S::Error> {
        let numbers: Vec<u8> = fields.iter().filter_map(|field| FIELDS.iter().position(|f| f == field)).map(|at| at as u8).collect();
        numbers.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<&'static str>, D::Error> {
        let numbers: Vec<u8> = Vec::deserialize(deserializer)?;
        Ok(numbers.into_iter().filter_map(|at| FIELDS.get(usize::from(at)).copied()).collect())
    }
}
