//! The lines under `Nơi nhận`.

use crate::source::{MarkKind, Source, Span, fold_name, mark};

use super::zones::{self, Zones};

/// The recipients, one span a line, without dash and stop.
pub(super) fn read(source: &Source, zones: &Zones) -> Vec<Span> {
    let mut out = Vec::new();
    let mut listing = false;
    for block in zones.close.clone() {
        let span = source.blocks()[block].span;
        let first_cell = zones::cells(source, block).first().copied().unwrap_or(span);
        let line = source.slice(span);
        if zones::is_recipients(line) {
            listing = true;
            continue;
        }
        let bullet = mark(line).filter(|m| m.kind == MarkKind::Bullet);
        if !listing || (bullet.is_none() && zones::is_signature(line)) {
            continue;
        }
        let Some(bullet) = bullet else { continue };
        // The signature may stand in a column beside the list.
        let has_signature = first_cell.end < span.end && zones::is_signature(source.slice(Span::new(first_cell.end, span.end)).trim());
        let end = if has_signature { first_cell.end } else { span.end };
        let start = span.start + bullet.len;
        let words = source.slice(Span::new(start, end.max(start))).trim_end_matches([';', '.', ',', ' ']);
        if !words.is_empty() {
            out.push(Span::new(start, start + words.len()));
        }
        if fold_name(words).starts_with("lưu") {
            break;
        }
    }
    out
}
