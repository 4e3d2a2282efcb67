//! Tables with lines around their cells.

use super::rows;
use super::{Glyph, Page, Rule};

/// Lines as near as this, in points, are one.
const NEAR: f64 = 3.0;
/// Columns as narrow as this hold nothing: the lines on either side are one.
const NARROW: f64 = 9.0;
/// A table is at least this high.
const LOW: f64 = 20.0;

/// A table: the lines between its rows and between its columns.
#[derive(Debug)]
pub(super) struct Grid {
    rows: Vec<f64>,
    columns: Vec<f64>,
    /// The upright lines, which may not reach through all rows.
    upright: Vec<Rule>,
}

/// Lines of a page at the most; a drawing has more, and no table.
const MOST_RULES: usize = 4_000;

/// The ruled tables of a page.
pub(super) fn find(page: &Page) -> Vec<Grid> {
    if page.rules.len() > MOST_RULES {
        return Vec::new();
    }
    let (level, upright): (Vec<Rule>, Vec<Rule>) = page.rules.iter().partition(|rule| rule.x1 - rule.x0 > rule.y1 - rule.y0);
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    // Lines that touch belong together; an upright one may bring several groups into one.
    for rule in level.iter().chain(&upright) {
        let (mut own, others): (Vec<Vec<Rule>>, Vec<Vec<Rule>>) =
            groups.into_iter().partition(|group| group.iter().any(|other| touch(rule, other)));
        let mut joined: Vec<Rule> = own.drain(..).flatten().collect();
        joined.push(*rule);
        groups = others;
        groups.push(joined);
        if groups.len() > 400 {
            return Vec::new();
        }
    }
    groups.into_iter().filter_map(|group| Grid::of(&group)).collect()
}

fn touch(a: &Rule, b: &Rule) -> bool {
    a.x0 <= b.x1 + NEAR && b.x0 <= a.x1 + NEAR && a.y0 <= b.y1 + NEAR && b.y0 <= a.y1 + NEAR
}

impl Grid {
    /// A table needs two columns and a line above and below.
    fn of(rules: &[Rule]) -> Option<Self> {
        let (left, right) = (rules.iter().map(|r| r.x0).fold(f64::MAX, f64::min), rules.iter().map(|r| r.x1).fold(f64::MIN, f64::max));
        let is_level = |rule: &&Rule| rule.x1 - rule.x0 > rule.y1 - rule.y0;
        // A cell may be ruled by strokes of its own: at one height they count together.
        let mut level: Vec<(f64, f64)> = Vec::new();
        let mut sorted: Vec<&Rule> = rules.iter().filter(is_level).collect();
        sorted.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        for rule in sorted {
            match level.last_mut() {
                Some((y, wide)) if rule.y0 - *y < NEAR => *wide += rule.x1 - rule.x0,
                _ => level.push((rule.y0, rule.x1 - rule.x0)),
            }
        }
        let rows: Vec<f64> = level.into_iter().filter(|(_, wide)| *wide > (right - left) * 0.6).map(|(y, _)| y).collect();
        let upright: Vec<Rule> = rules.iter().filter(|rule| !is_level(rule)).copied().collect();
        let mut columns: Vec<f64> = upright.iter().map(|rule| rule.x0).collect();
        columns.sort_by(f64::total_cmp);
        columns.dedup_by(|next, last| *next - *last < NARROW);
        let high = rows.last().zip(rows.first()).is_some_and(|(bottom, top)| bottom - top > LOW);
        (high && rows.len() >= 2 && columns.len() >= 3).then_some(Self { rows, columns, upright })
    }

    pub(super) fn top(&self) -> f64 {
        self.rows[0]
    }

    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        let (Some(bottom), Some(right)) = (self.rows.last(), self.columns.last()) else { return false };
        let middle = (glyph.x + glyph.end) / 2.0;
        glyph.y > self.top() && glyph.y < bottom + NEAR && middle > self.columns[0] - NEAR && middle < right + NEAR
    }

    /// The rows, cell by cell; a cell without words is empty. Every glyph of the table is in one.
    pub(super) fn cells(&self, glyphs: &[Glyph]) -> Vec<Vec<String>> {
        let own: Vec<&Glyph> = glyphs.iter().filter(|glyph| self.holds(glyph)).collect();
        let row = |band: usize| {
            let (from, to) = (self.rows[band], self.rows[band + 1]);
            let through = |rule: &&Rule| rule.y0 < (from + to) / 2.0 && (from + to) / 2.0 < rule.y1;
            let mut walls: Vec<f64> = self.upright.iter().filter(through).map(|rule| rule.x0).collect();
            walls.sort_by(f64::total_cmp);
            walls.dedup_by(|next, last| *next - *last < NARROW);
            let walls = if walls.len() < 2 { &self.columns } else { &walls };
            let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); walls.len() - 1];
            for glyph in own.iter().filter(|glyph| between(&self.rows, glyph.y - NEAR / 2.0) == band) {
                cells[between(walls, (glyph.x + glyph.end) / 2.0)].push(**glyph);
            }
            cells.into_iter().map(words).collect()
        };
        (0..self.rows.len() - 1).map(row).collect()
    }
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
