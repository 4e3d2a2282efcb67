//! Lines that could not be read.

use super::line::Line;
use super::{Unread, UnreadReason};

/// Whether the line stands for a page that is a picture.
pub(super) fn is_picture(line: &Line) -> bool {
    line.text == "\u{fffc}"
}

/// Lines in a wrong encoding: replacement characters, or the signs by which TCVN3 and VNI show
/// themselves next to Latin letters.
pub(super) fn unreadable(lines: &[Line]) -> Vec<Unread> {
    let is_odd = |c: &char| matches!(c, 'µ' | '·' | '¸' | '¶' | '¹' | '«' | '©' | '®' | 'Þ' | 'ñ' | '×' | 'Ø' | '§');
    let reason = |line: &Line| {
        if line.text.contains('\u{fffd}') {
            return Some(UnreadReason::Undecoded);
        }
        if is_picture(line) {
            return Some(UnreadReason::Picture);
        }
        // In most lines no byte begins such a sign.
        let begins = |pair: &&[u8]| matches!(pair, [0xc2, _] | [0xc3, 0x97 | 0x98 | 0x9e | 0xb1]);
        line.text.as_bytes().windows(2).find(begins)?;
        line.text.chars().filter(is_odd).nth(2).map(|_| UnreadReason::LegacyEncoding)
    };
    lines.iter().filter_map(|line| Some(Unread { line: line.number, reason: reason(line)? })).collect()
}
