//! Columns that stand beside each other: letterheads and signatures.

use super::Block;
use super::rows::{Row, Segment};

/// Room between two columns at the least, in points.
const GUTTER: f64 = 4.0;

/// The blocks of a page with the heights at which they begin.
pub(super) fn blocks(rows: Vec<Row>) -> Vec<(f64, Block)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let (len, middle) = beside(&rows[at..]);
        if len > 1 {
            let columns = parted(&rows[at..at + len], middle);
            out.push((rows[at].y, Block::Beside(columns)));
            at += len;
        } else {
            out.push((rows[at].y, Block::Line(rows[at].clone())));
            at += 1;
        }
    }
    out
}

/// How many lines from the first on stand in two columns, and where these part.
fn beside(rows: &[Row]) -> (usize, f64) {
    let Some([left, right]) = rows.first().map(|row| row.segments.as_slice()) else { return (0, 0.0) };
    let (mut from, mut to) = (left.end, right.x);
    let (mut len, mut both) = (1, 1);
    for (row, before) in rows[1..].iter().zip(rows) {
        if row.y - before.y > 6.0 * row.size.max(before.size) {
            break;
        }
        let room = match row.segments.as_slice() {
            [left, right] => (from.max(left.end), to.min(right.x)),
            [only] if only.end < to - GUTTER => (from.max(only.end), to),
            [only] if only.x > from + GUTTER => (from, to.min(only.x)),
            _ => break,
        };
        if room.0 + GUTTER >= room.1 {
            break;
        }
        (from, to) = room;
        len += 1;
        if row.segments.len() == 2 {
            both = len;
        }
    }
    // Behind the last line with both columns the lines of one column only may be running text.
    while len > both {
        let row = &rows[len - 1];
        let narrow = row.x() > from || row.end() < to && row.size * 30.0 > row.end() - row.x();
        if narrow {
            break;
        }
        len -= 1;
    }
    (len, (from + to) / 2.0)
}

fn parted(rows: &[Row], middle: f64) -> Vec<Vec<Row>> {
    let side = |left: bool| {
        let own = |segment: &&Segment| (segment.end <= middle) == left;
        let row = |row: &Row| {
            let segments: Vec<Segment> = row.segments.iter().filter(own).cloned().collect();
            (!segments.is_empty()).then_some(Row { segments, ..*row })
        };
        rows.iter().filter_map(row).collect::<Vec<Row>>()
    };
    vec![side(true), side(false)]
}
