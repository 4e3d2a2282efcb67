//! Texts in the encodings that came before Unicode.

use std::collections::HashMap;

use bamsat_read::{Encoding, Options, read};

/// The bytes of a text in an encoding: each letter as what is read as it.
///
/// # Errors
///
/// Gives the first letter for which the encoding has no code.
pub fn encoded(text: &str, encoding: Encoding) -> Result<Vec<u8>, char> {
    match encoding {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Utf16Le => return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => {}
    }
    let codes = codes(encoding);
    let mut out = Vec::with_capacity(text.len());
    for ch in text.chars() {
        match codes.get(&ch) {
            Some(code) => out.extend(code),
            None if ch.is_ascii() => out.push(ch as u8),
            None => return Err(ch),
        }
    }
    Ok(out)
}

/// The bytes of each letter: one, or a letter and the sign of its marks.
fn codes(encoding: Encoding) -> HashMap<char, Vec<u8>> {
    let options = Options { encoding: Some(encoding), ..Options::default() };
    let letter = |code: &[u8]| {
        let text = read(code, &options).ok()?.text;
        let mut chars = text.chars();
        chars.next().filter(|ch| chars.next().is_none() && !ch.is_ascii())
    };
    let single = (0x80..=255).map(|byte| vec![byte]);
    let pairs = (0x41..=255).flat_map(|base| (0xc0..=255).map(move |marks| vec![base, marks]));
    let mut out = HashMap::new();
    for code in single.chain(pairs) {
        if let Some(ch) = letter(&code) {
            out.entry(ch).or_insert(code);
        }
    }
    out
}
