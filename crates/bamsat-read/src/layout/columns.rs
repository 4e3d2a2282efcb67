//! Columns that stand beside each other: letterheads and signatures.

use crate::letterhead;

use super::Block;
use super::rows::{Row, Segment};

/// Room between two columns at the least, in points.
const GUTTER: f64 = 1.0;

/// The blocks of a page with the heights at which they begin.
pub(super) fn blocks(mut rows: Vec<Row>) -> Vec<(f64, Block)> {
    part_tight(&mut rows);
    let mut out = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let (len, middle) = beside(&rows[at..]);
        if len > 1 || is_wide_apart(&rows[at]) {
            let len = len.max(1);
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

/// Parts lines whose columns stand close, where the lines around them show the room between the
/// columns: the number and the date of a letterhead.
fn part_tight(rows: &mut [Row]) {
    /// Lines above and below that are looked at.
    const NEAR: usize = 3;
    for at in 0..rows.len() {
        let near = (at.saturating_sub(NEAR)..at).rev().chain(at + 1..(at + NEAR).min(rows.len()));
        let room = near.map(|other| &rows[other]).find_map(|row| match row.segments.as_slice() {
            [left, right] => Some((left.end, right.x)),
            _ => None,
        });
        let row = &mut rows[at];
        // The name of the country begins the right column of any letterhead.
        if let [only] = row.segments.as_slice()
            && let Some((left, right)) = only.parted_before(letterhead::names_country)
        {
            row.segments = vec![left, right];
            continue;
        }
        // Those to whom a letter goes are a list beside the word that names them.
        if let [only] = row.segments.as_slice()
            && letterhead::addresses(&only.text)
            && let Some((left, right)) = only.parted_before(|text| text.starts_with("- "))
        {
            row.segments = vec![left, right];
            continue;
        }
        // Blanks for a number or a day that is not yet known part no columns.
        if let Some((from, to)) = room
            && row.segments.len() > 2
            && row.segments.iter().all(|segment| segment.end < to || segment.x > from)
        {
            let (left, right): (Vec<Segment>, Vec<Segment>) = row.segments.drain(..).partition(|segment| segment.end < to);
            row.segments = [left, right].into_iter().filter_map(Segment::joined).collect();
            continue;
        }
        let Some((from, to)) = room.filter(|(from, to)| to - from > 2.0 * row.size) else { continue };
        if let [only] = row.segments.as_slice()
            && only.x < from
            && only.end > to
            && let Some((left, right)) = only.parted(from, to, 0.7 * row.size)
        {
            row.segments = vec![left, right];
        }
    }
}

/// Whether a single line holds two columns: the end of a page may part a signature.
fn is_wide_apart(row: &Row) -> bool {
    matches!(row.segments.as_slice(), [left, right] if right.x - left.end > 3.0 * row.size)
}

/// How many lines from the first on stand in two columns, and where these part.
fn beside(rows: &[Row]) -> (usize, f64) {
    let Some([left, right]) = rows.first().map(|row| row.segments.as_slice()) else { return (0, 0.0) };
    let (mut from, mut to) = (left.end, right.x);
    let (mut len, mut both) = (1, 1);
    for (row, before) in rows[1..].iter().zip(rows) {
        if row.y - before.y > 6.0 * row.size.max(before.size) || letterhead::addresses(&row.text()) {
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
    // Behind the last line with both columns a line belongs to one of them where it stands below it.
    let sides = [0, 1].map(|side| {
        let own = rows[..both].iter().filter(|row| row.segments.len() == 2).map(|row| &row.segments[side]);
        own.fold((f64::MAX, f64::MIN), |(from, to), segment| (from.min(segment.x), to.max(segment.end)))
    });
    let stands_below = |row: &Row| {
        let middle = (row.x() + row.end()) / 2.0;
        let near = |(from, to): &(f64, f64)| {
            (row.x() - from).abs() < row.size || (middle - (from + to) / 2.0).abs() < ((to - from) * 0.2).max(row.size)
        };
        sides.iter().any(near)
    };
    // Below the number of a document stands what a letter is about, or its title, in capitals.
    let left = |row: &Row| row.segments.first().filter(|first| first.end < to).map(|first| first.text.clone()).unwrap_or_default();
    let is_numbered = rows[..both].iter().any(|row| letterhead::is_number(&left(row)));
    let has_subject = rows[..len].iter().any(|row| letterhead::names_subject(&left(row)));
    let is_title = |row: &Row| is_numbered && !has_subject && row.end() < to && !row.text().contains(char::is_lowercase);
    let below = rows[both..len].iter().take_while(|row| stands_below(row) && !is_title(row)).count();
    (both + below, (from + to) / 2.0)
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
