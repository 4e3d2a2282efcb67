//! What a page shows: the operators of its content stream (ISO 32000-2, annex A), as far as they
//! place glyphs and draw lines.

use hayro_font::hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use crate::layout::{self, Glyph, Rule};
use crate::legacy::{self, Charset};
use crate::limits::Limits;
use crate::text::PICTURE;

/// Strokes of a path, and lines of a page, at the most: a frame has a handful.
const MOST_STROKES: usize = 200_000;
/// Drawings inside each other at the most.
const DEEPEST: usize = 12;
/// Graphics states that wait at the most.
const MOST_SAVED: usize = 512;
/// A filled stretch as thin as this, in points, is a line.
const THIN: f64 = 2.5;

/// What a page was found to show.
#[derive(Debug, Default)]
pub(super) struct Painted {
    pub(super) page: layout::Page,
    /// Share of the page that its pictures cover; a scan may come in strips.
    pub(super) picture: f64,
    /// Glyphs that do not say which letter they are.
    pub(super) unmapped: usize,
    /// The bound that the page broke: what lies beyond it was not read.
    pub(super) beyond: Option<Bound>,
}

/// What a page may hold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bound {
    /// So many letters.
    Letters,
    /// So many operators.
    Operators,
}

/// Goes through content streams.
pub(super) struct Painter<'p, 'a> {
    painted: Painted,
    cache: &'p FontCache<'a>,
    fonts: &'p FontResolverFn,
    maps: &'p CMapResolverFn,
    /// Operators that are left.
    operators: u64,
    /// Letters at the most.
    letters: u64,
    /// Glyphs that run up the page, and those that run down, as they stand when it is turned.
    upwards: Vec<Glyph>,
    downwards: Vec<Glyph>,
    /// Those that run in no direction of a line: of a stamp.
    aslant: Vec<Glyph>,
    /// The path that is being drawn, as straight strokes.
    path: Vec<(Point, Point)>,
    at: Point,
    begun: Point,
}

#[derive(Clone)]
struct State<'a> {
    transform: Affine,
    text: Affine,
    line: Affine,
    font: Option<Face<'a>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

#[derive(Clone)]
struct Face<'a> {
    font: Font<'a>,
    /// Old fonts keep letters of their own behind the codes of Latin ones.
    charset: Option<Charset>,
}

impl<'p, 'a> Painter<'p, 'a> {
    pub(super) fn new(cache: &'p FontCache<'a>, fonts: &'p FontResolverFn, maps: &'p CMapResolverFn, limits: &Limits) -> Self {
        let (at, begun) = (Point::ZERO, Point::ZERO);
        Self {
            painted: Painted::default(),
            cache,
            fonts,
            maps,
            operators: limits.page_operators,
            letters: limits.page_letters,
            upwards: Vec::new(),
            downwards: Vec::new(),
            aslant: Vec::new(),
            path: Vec::new(),
            at,
            begun,
        }
    }

    /// What was painted; a page whose text lies on its side, as wide tables do, is turned.
    pub(super) fn painted(mut self) -> Painted {
        let page = &mut self.painted.page;
        let (width, height) = (page.width, page.height);
        let up = self.upwards.len() >= self.downwards.len();
        let (mut sideways, other) = if up { (self.upwards, self.downwards) } else { (self.downwards, self.upwards) };
        if sideways.len() > page.glyphs.len() {
            let turned = |rule: &Rule| match up {
                true => Rule { x0: height - rule.y1, x1: height - rule.y0, y0: rule.x0, y1: rule.x1 },
                false => Rule { x0: rule.y0, x1: rule.y1, y0: width - rule.x1, y1: width - rule.x0 },
            };
            page.rules = page.rules.iter().map(turned).collect();
            std::mem::swap(&mut page.glyphs, &mut sideways);
            (page.width, page.height) = (height, width);
        }
        page.aside = [sideways, other, self.aslant].into_iter().filter(|glyphs| !glyphs.is_empty()).collect();
        self.painted
    }

    pub(super) fn page(&mut self, page: &Page<'a>) {
        let (width, height) = page.render_dimensions();
        (self.painted.page.width, self.painted.page.height) = (f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).as_coeffs();
        let state = State {
            transform: Affine::new(transform.map(f64::from)),
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
            font: None,
            size: 1.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        if let Some(content) = page.page_stream() {
            self.run(content, &[page.resources()], state.clone(), 0);
        }
        // The number of an issued document is often stamped on it afterwards, as a note on the page.
        let notes = page.raw().get::<Array<'_>>(b"Annots".as_slice());
        for note in notes.iter().flat_map(|notes| notes.iter::<Dict<'_>>()).take(MOST_SAVED) {
            self.note(&note, page, &state);
        }
    }

    /// What a note on the page shows (ISO 32000-2, 12.5.5): its appearance, fitted into its rectangle.
    fn note(&mut self, note: &Dict<'a>, page: &Page<'a>, state: &State<'a>) {
        let hidden = note.get::<Number>(b"F".as_slice()).is_some_and(|flags| flags.as_f64() as u32 & 0b10 != 0);
        let rectangle = |dict: &Dict<'a>, name: &[u8]| -> Option<[f64; 4]> {
            let numbers: Vec<f64> = dict.get::<Array<'_>>(name)?.iter::<Number>().map(|number| number.as_f64()).take(4).collect();
            let [a, b, c, d] = <[f64; 4]>::try_from(numbers).ok()?;
            Some([a.min(c), b.min(d), a.max(c), b.max(d)])
        };
        let appearance = note.get::<Dict<'_>>(b"AP".as_slice()).and_then(|shows| shows.get::<Stream<'_>>(b"N".as_slice()));
        let Some((appearance, to)) = appearance.zip(rectangle(note, b"Rect")).filter(|_| !hidden) else { return };
        let Some(from) = rectangle(appearance.dict(), b"BBox") else { return };
        let scale = |from: (f64, f64), to: (f64, f64)| if from.1 > from.0 { (to.1 - to.0) / (from.1 - from.0) } else { 1.0 };
        let (wide, high) = (scale((from[0], from[2]), (to[0], to[2])), scale((from[1], from[3]), (to[1], to[3])));
        let mut state = state.clone();
        state.transform *= Affine::new([wide, 0.0, 0.0, high, to[0] - from[0] * wide, to[1] - from[1] * high]);
        self.object(&appearance, &[page.resources()], &state, 0);
    }

    fn run(&mut self, content: &[u8], resources: &[&Resources<'a>], mut state: State<'a>, depth: usize) {
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            let Some(left) = self.operators.checked_sub(1) else {
                self.painted.beyond = Some(Bound::Operators);
                return;
            };
            self.operators = left;
            match operator {
                Op::SaveState(_) if saved.len() < MOST_SAVED => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(t) => {
                    state.transform *= affine([t.0, t.1, t.2, t.3, t.4, t.5]);
                }
                Op::BeginText(_) => (state.text, state.line) = (Affine::IDENTITY, Affine::IDENTITY),
                Op::TextFont(font) => {
                    state.size = font.1.as_f64();
                    state.font = self.face(font.0, resources);
                }
                Op::CharacterSpacing(x) => state.character_spacing = x.0.as_f64(),
                Op::WordSpacing(x) => state.word_spacing = x.0.as_f64(),
                Op::HorizontalScaling(x) => state.stretch = x.0.as_f64() / 100.0,
                Op::TextLeading(x) => state.leading = x.0.as_f64(),
                Op::TextRise(x) => state.rise = x.0.as_f64(),
                Op::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    state.next_line(by.0.as_f64(), by.1.as_f64());
                }
                Op::SetTextMatrix(t) => {
                    state.line = affine([t.0, t.1, t.2, t.3, t.4, t.5]);
                    state.text = state.line;
                }
                Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
                Op::ShowText(text) => self.show(&mut state, text.0.as_bytes()),
                Op::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.0.as_bytes());
                }
                Op::ShowTextWithParameters(text) => {
                    (state.word_spacing, state.character_spacing) = (text.0.as_f64(), text.1.as_f64());
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.2.as_bytes());
                }
                Op::ShowTexts(texts) => {
                    for part in texts.0.iter::<Object<'_>>() {
                        match part {
                            Object::String(text) => self.show(&mut state, text.as_bytes()),
                            Object::Number(back) => {
                                let by = -back.as_f64() / 1000.0 * state.size * state.stretch;
                                state.text *= Affine::translate((by, 0.0));
                            }
                            _ => {}
                        }
                    }
                }
                Op::MoveTo(to) => {
                    self.at = Point::new(to.0.as_f64(), to.1.as_f64());
                    self.begun = self.at;
                }
                Op::LineTo(to) => self.stroke_to(Point::new(to.0.as_f64(), to.1.as_f64())),
                Op::ClosePath(_) => self.stroke_to(self.begun),
                Op::RectPath(r) => self.rectangle(r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64()),
                Op::CubicTo(to) => self.at = Point::new(to.4.as_f64(), to.5.as_f64()),
                Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => self.fill(state.transform),
                Op::StrokePath(_)
                | Op::CloseAndStrokePath(_)
                | Op::FillAndStrokeNonZero(_)
                | Op::FillAndStrokeEvenOdd(_)
                | Op::CloseFillAndStrokeNonZero(_)
                | Op::CloseFillAndStrokeEvenOdd(_) => self.stroke(state.transform),
                Op::EndPath(_) => self.path.clear(),
                Op::InlineImage(_) => self.picture(&state),
                Op::XObject(name) => {
                    let found = resources.iter().rev().find_map(|known| known.get_x_object(name.0));
                    if let Some(object) = found {
                        self.object(&object, resources, &state, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// A picture, or a drawing of its own.
    fn object(&mut self, object: &Stream<'a>, resources: &[&Resources<'a>], state: &State<'a>, depth: usize) {
        let dict = object.dict();
        let kind = dict.get::<Name<'_>>(b"Subtype".as_slice());
        match kind.as_ref().map(AsRef::as_ref) {
            Some(b"Image") => self.picture(state),
            // The appearance of a note need not say that it is a form.
            Some(b"Form") | None if depth < DEEPEST => {
                let mut state = state.clone();
                let matrix: Vec<Number> =
                    dict.get::<Array<'_>>(b"Matrix".as_slice()).map(|m| m.iter::<Number>().take(6).collect()).unwrap_or_default();
                if let Ok(matrix) = <[Number; 6]>::try_from(matrix) {
                    state.transform *= affine(matrix);
                }
                let Ok(content) = object.decoded_data() else { return };
                let own = Resources::new(dict.get::<Dict<'_>>(b"Resources".as_slice()).unwrap_or_default());
                let mut all = resources.to_vec();
                all.push(&own);
                self.run(&content, &all, state, depth + 1);
            }
            _ => {}
        }
    }

    /// A picture is painted into a square of length 1.
    fn picture(&mut self, state: &State<'a>) {
        let page = &self.painted.page;
        let share = state.transform.determinant().abs() / (page.width * page.height).max(1.0);
        self.painted.picture += share;
    }

    fn face(&self, name: &Name<'_>, resources: &[&Resources<'a>]) -> Option<Face<'a>> {
        let dict = resources.iter().rev().find_map(|known| known.get_font(name))?;
        let base = dict.get::<Name<'_>>(b"BaseFont".as_slice());
        let charset = base.and_then(|name| Charset::of_font(&String::from_utf8_lossy(name.as_ref())));
        Some(Face { font: self.cache.font(&dict, self.fonts, self.maps)?, charset })
    }

    fn show(&mut self, state: &mut State<'a>, codes: &[u8]) {
        let Some(Face { font, charset }) = state.font.clone() else { return };
        let mut at = 0;
        while at < codes.len() {
            if self.glyphs() as u64 >= self.letters {
                self.painted.beyond = Some(Bound::Letters);
                return;
            }
            let (code, len) = font.read_code(codes, at);
            let len = len.max(1);
            at += len;
            let advance = font.code_advance(code).x / 1000.0;
            let placed = state.transform * state.text * Affine::new([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            let meaning = match font.glyph(font.map_code(code), code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            self.place(placed, advance, meaning, charset);
            let spaced = if len == 1 && code == 32 { state.word_spacing } else { 0.0 };
            let by = (advance * state.size + state.character_spacing + spaced) * state.stretch;
            state.text *= Affine::translate((by, 0.0));
        }
    }

    /// Notes a glyph with the direction in which its line runs.
    fn place(&mut self, placed: Affine, advance: f64, meaning: Option<BfString>, charset: Option<Charset>) {
        let (from, to) = (placed * Point::ZERO, placed * Point::new(advance, 0.0));
        let [.., up, height, _, _] = placed.as_coeffs();
        let size = up.hypot(height);
        if ![size, from.x, from.y, to.x, to.y].iter().all(|number| number.is_finite()) {
            return;
        }
        let (along, across) = (to.x - from.x, to.y - from.y);
        let page = &mut self.painted.page;
        let (x, end, y, glyphs) = if across.abs() <= along.abs() * 0.2 && along >= 0.0 {
            (from.x, to.x, from.y, &mut page.glyphs)
        } else if along.abs() <= across.abs() * 0.2 && across < 0.0 {
            (page.height - from.y, page.height - to.y, from.x, &mut self.upwards)
        } else if along.abs() <= across.abs() * 0.2 {
            (from.y, to.y, page.width - from.x, &mut self.downwards)
        } else {
            (from.x, to.x, from.y, &mut self.aslant)
        };
        let mut glyph = |ch: char, x: f64, end: f64| {
            // Stands for a page that is a picture, and for nothing else.
            let ch = if ch == PICTURE { '\u{fffd}' } else { ch };
            let (ch, mark) = charset.map_or((ch, None), |charset| legacy::letters(charset, ch));
            glyphs.extend(std::iter::once(ch).chain(mark).map(|ch| Glyph { ch, x, end, y, size }));
        };
        match meaning {
            Some(BfString::Char(ch)) => glyph(ch, x, end),
            Some(BfString::String(letters)) => {
                let each = (end - x) / letters.chars().count().max(1) as f64;
                letters.chars().enumerate().for_each(|(i, ch)| glyph(ch, x + each * i as f64, x + each * (i + 1) as f64));
            }
            None => {
                glyph('\u{fffd}', x, end);
                self.painted.unmapped += 1;
            }
        }
    }

    fn glyphs(&self) -> usize {
        self.painted.page.glyphs.len() + self.upwards.len() + self.downwards.len() + self.aslant.len()
    }

    fn stroke_to(&mut self, to: Point) {
        if self.path.len() < MOST_STROKES {
            self.path.push((self.at, to));
        }
        self.at = to;
    }

    fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.at = Point::new(x, y);
        self.begun = self.at;
        for corner in [(x + width, y), (x + width, y + height), (x, y + height), (x, y)] {
            self.stroke_to(Point::new(corner.0, corner.1));
        }
    }

    /// Keeps the level and the upright strokes of a path: what rules a table or a footnote off.
    fn stroke(&mut self, transform: Affine) {
        for (from, to) in std::mem::take(&mut self.path) {
            self.rule(&[transform * from, transform * to]);
        }
    }

    /// A filled shape is a line where it is thin; else it is a ground behind words.
    fn fill(&mut self, transform: Affine) {
        let path = std::mem::take(&mut self.path);
        // A path may hold several shapes, one behind the other.
        let mut shape: Vec<Point> = Vec::new();
        for (from, to) in path {
            let (from, to) = (transform * from, transform * to);
            if shape.last().is_some_and(|last| *last != from) {
                self.rule(&shape);
                shape.clear();
            }
            shape.extend([from, to]);
        }
        self.rule(&shape);
    }

    /// Keeps a shape that is level or upright.
    fn rule(&mut self, shape: &[Point]) {
        let bounds = |of: fn(&Point) -> f64| shape.iter().map(of).fold((f64::MAX, f64::MIN), |(from, to), at| (from.min(at), to.max(at)));
        let ((x0, x1), (y0, y1)) = (bounds(|point| point.x), bounds(|point| point.y));
        let (wide, high) = (x1 - x0, y1 - y0);
        let is_rule = (0.0..=THIN).contains(&high) && wide > THIN || (0.0..=THIN).contains(&wide) && high > THIN;
        if is_rule && wide.is_finite() && high.is_finite() && self.painted.page.rules.len() < MOST_STROKES {
            self.painted.page.rules.push(Rule { x0, x1, y0, y1 });
        }
    }
}

impl State<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}
