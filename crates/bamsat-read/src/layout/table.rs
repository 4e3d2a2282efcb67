//! Tables with lines around their cells.

use super::rows;
use super::{Glyph, Page, Rule};

/// Lines as near as this, in points, are one.
const NEAR: f64 = 3.0;
/// Columns as narrow as this hold nothing: the lines on either side are one.
const NARROW: f64 = 9.0;
/// A table is at least this high.
const LOW: f64 = 20.0;
/// Share of the side of a place that a line covers, where it parts the place from the next one.
const COVERS: f64 = 0.5;
/// The middle of a letter stands so far above its line, in sizes.
const MIDDLE: f64 = 0.3;

/// A table: the places that its lines make, between each two of all its rows and columns, and the
/// cells that they belong to.
#[derive(Debug)]
pub(super) struct Grid {
    rows: Vec<f64>,
    columns: Vec<f64>,
    /// For each place, row by row, the first one of its cell: a merged cell has several.
    cells: Vec<usize>,
}

/// Lines of a page at the most; a drawing has more, and no table.
const MOST_RULES: usize = 4_000;
/// Groups of lines of a page, and places of a table, at the most.
const MOST_GROUPS: usize = 400;
const MOST_PLACES: usize = 10_000;

/// The ruled tables of a page.
pub(super) fn find(page: &Page) -> Vec<Grid> {
    if page.rules.len() > MOST_RULES {
        return Vec::new();
    }
    let (level, upright): (Vec<Rule>, Vec<Rule>) = page.rules.iter().partition(|rule| is_level(rule));
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    // Lines that touch belong together; an upright one may bring several groups into one.
    for rule in level.iter().chain(&upright) {
        let (mut own, others): (Vec<Vec<Rule>>, Vec<Vec<Rule>>) =
            groups.into_iter().partition(|group| group.iter().any(|other| touch(rule, other)));
        let mut joined: Vec<Rule> = own.drain(..).flatten().collect();
        joined.push(*rule);
        groups = others;
        groups.push(joined);
        if groups.len() > MOST_GROUPS {
            return Vec::new();
        }
    }
    groups.into_iter().filter_map(|group| Grid::of(&group)).collect()
}

fn is_level(rule: &Rule) -> bool {
    rule.x1 - rule.x0 > rule.y1 - rule.y0
}

fn touch(a: &Rule, b: &Rule) -> bool {
    a.x0 <= b.x1 + NEAR && b.x0 <= a.x1 + NEAR && a.y0 <= b.y1 + NEAR && b.y0 <= a.y1 + NEAR
}

/// How much of a stretch lines cover that lie at one place.
fn covered<'r>(lines: impl Iterator<Item = (f64, f64)> + 'r, from: f64, to: f64) -> f64 {
    lines.map(|(start, end)| (end.min(to) - start.max(from)).max(0.0)).sum()
}

impl Grid {
    /// A table needs two columns and a line above and below.
    fn of(rules: &[Rule]) -> Option<Self> {
        let (level, upright): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|rule| is_level(rule));
        let (left, right) = level.iter().fold((f64::MAX, f64::MIN), |(from, to), rule| (from.min(rule.x0), to.max(rule.x1)));
        // A table may be open at its sides.
        let sides = [left, right].into_iter().filter(|side| upright.iter().all(|rule| (rule.x0 - side).abs() > 2.0 * NARROW));
        let columns = places(upright.iter().map(|rule| rule.x0).chain(sides), NARROW);
        if upright.is_empty() || columns.len() < 3 {
            return None;
        }
        // A cell may be ruled by strokes of its own. What is shorter than the narrowest column underlines a word.
        let widths = columns.windows(2).map(|pair| pair[1] - pair[0]);
        let least = widths.fold(f64::MAX, f64::min) * COVERS;
        let rows = places(level.iter().map(|rule| rule.y0), NEAR);
        let at = |y: f64| level.iter().filter(move |rule| (rule.y0 - y).abs() < NEAR).map(|rule| (rule.x0, rule.x1));
        let mut rows: Vec<f64> = rows.into_iter().filter(|y| covered(at(*y), left, right) > least).collect();
        // The end of a page may cut a row without a line: two upright lines show how far it reaches.
        let second = |mut ends: Vec<f64>| {
            ends.sort_by(f64::total_cmp);
            ends.get(1).copied()
        };
        let above = second(upright.iter().map(|rule| rule.y0).collect());
        let below = second(upright.iter().map(|rule| -rule.y1).collect()).map(|y| -y);
        let above = above.filter(|y| rows.first().is_some_and(|first| first - y > NARROW));
        let below = below.filter(|y| rows.last().is_some_and(|last| y - last > NARROW));
        rows.splice(0..0, above);
        rows.extend(below);
        let high = rows.last().zip(rows.first()).is_some_and(|(bottom, top)| bottom - top > LOW);
        if !high || (rows.len() - 1) * (columns.len() - 1) > MOST_PLACES {
            return None;
        }
        let cells = cells(&rows, &columns, &level, &upright);
        Some(Self { rows, columns, cells })
    }

    pub(super) fn top(&self) -> f64 {
        self.rows[0]
    }

    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        let (Some(bottom), Some(right)) = (self.rows.last(), self.columns.last()) else { return false };
        let middle = (glyph.x + glyph.end) / 2.0;
        glyph.y > self.top() && glyph.y < bottom + NEAR && middle > self.columns[0] - NEAR && middle < right + NEAR
    }

    /// The rows, cell by cell; a cell without words is empty. Every glyph of the table is in one: those of
    /// a cell that spans rows in the first of these.
    pub(super) fn cells(&self, glyphs: &[Glyph]) -> Vec<Vec<String>> {
        let wide = self.columns.len() - 1;
        let mut held: Vec<Vec<Glyph>> = vec![Vec::new(); self.cells.len()];
        for glyph in glyphs.iter().filter(|glyph| self.holds(glyph)) {
            let row = between(&self.rows, glyph.y - MIDDLE * glyph.size);
            let column = between(&self.columns, (glyph.x + glyph.end) / 2.0);
            held[self.cells[row * wide + column]].push(*glyph);
        }
        let row = |(row, cells): (usize, &[usize])| {
            let mut at = row * wide;
            // Places beside each other are one cell; its words stand at its first place.
            let mut words_of = |same: &[usize]| {
                let is_first = same[0] == at;
                at += same.len();
                if is_first { words(std::mem::take(&mut held[same[0]])) } else { String::new() }
            };
            cells.chunk_by(|a, b| a == b).map(&mut words_of).collect()
        };
        self.cells.chunks(wide).enumerate().map(row).collect()
    }
}

/// Places from first to last, those that are near each other once.
fn places(all: impl Iterator<Item = f64>, near: f64) -> Vec<f64> {
    let mut places: Vec<f64> = all.collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, last| *next - *last < near);
    places
}

/// For each place between rows and columns the first place of its cell. Places are one cell where no line parts them.
fn cells(rows: &[f64], columns: &[f64], level: &[Rule], upright: &[Rule]) -> Vec<usize> {
    let wide = columns.len() - 1;
    let mut cells: Vec<usize> = (0..wide * (rows.len() - 1)).collect();
    let mut join = |a: usize, b: usize| {
        let (first, other) = (cells[a].min(cells[b]), cells[a].max(cells[b]));
        if first != other {
            cells.iter_mut().filter(|cell| **cell == other).for_each(|cell| *cell = first);
        }
    };
    for (row, sides) in rows.windows(2).enumerate() {
        for (column, wall) in columns[1..wide].iter().enumerate() {
            let lines = upright.iter().filter(|rule| (rule.x0 - wall).abs() < NARROW).map(|rule| (rule.y0, rule.y1));
            if covered(lines, sides[0], sides[1]) < (sides[1] - sides[0]) * COVERS {
                join(row * wide + column, row * wide + column + 1);
            }
        }
    }
    for (row, floor) in rows[1..rows.len() - 1].iter().enumerate() {
        for (column, sides) in columns.windows(2).enumerate() {
            let lines = level.iter().filter(|rule| (rule.y0 - floor).abs() < NEAR).map(|rule| (rule.x0, rule.x1));
            if covered(lines, sides[0], sides[1]) < (sides[1] - sides[0]) * COVERS {
                join(row * wide + column, (row + 1) * wide + column);
            }
        }
    }
    cells
}

/// The words of a cell.
fn words(glyphs: Vec<Glyph>) -> String {
    let mut out = String::new();
    for row in rows::rows(glyphs) {
        if out.is_empty() {
            out = row.text();
        } else {
            rows::join(&mut out, "", &row.text());
        }
    }
    out
}

/// Between which two of these lines a place lies; the outermost take what lies beyond them.
fn between(lines: &[f64], place: f64) -> usize {
    lines.partition_point(|line| *line < place).clamp(1, lines.len() - 1) - 1
}
