//! A clause with gaps: words of the corpus that may be exchanged, numbers, dates, names.

use std::fmt::Write as _;
use std::rc::Rc;

use crate::date::Date;
use crate::random::Random;
use crate::words::Words;

/// A clause; filled with what the corpus says, or with other words.
pub(crate) type Clause = Vec<Token>;

/// A stretch of a clause.
#[derive(Debug, Clone)]
pub(crate) enum Token {
    /// As the corpus has it.
    Text(Rc<str>),
    /// A word of a class.
    Word { class: usize, word: usize },
    /// `95%`, `05`, `1.500`.
    Amount { value: usize, percent: bool },
    /// `15/11/2026`.
    Date(Date),
    /// A year, counted from the year of the plan.
    Year(i16),
    /// The name of a model or movement in quotes: head and tail.
    Name(usize, usize),
    /// `15/2018/NĐ-CP ngày 02/02/2018`: number, day, and the rest of the number.
    Cited(usize, Date, Rc<str>),
}

/// What one cascade writes about.
pub(crate) struct Scene {
    /// The words of each class that it uses.
    pub(crate) palette: Vec<Vec<usize>>,
    /// Its first day.
    pub(crate) start: Date,
}

/// The year that the texts of the corpus count from.
const CORPUS_YEAR: i16 = 2026;
/// Syllables of the longest word of a list.
const LONGEST: usize = 12;
/// Words of a class that one cascade uses.
const PALETTE: usize = 7;

impl Scene {
    /// A scene that begins on `start`.
    pub(crate) fn new(words: &Words, start: Date, random: &mut Random) -> Self {
        let palette = words.classes.iter().map(|class| random.sample(class.words.len(), PALETTE)).collect();
        Self { palette, start }
    }
}

/// Takes a sentence of the corpus apart.
pub(crate) fn read(text: &str, words: &Words) -> Clause {
    let syllables: Vec<&str> = text.split_whitespace().collect();
    let mut out = Clause::new();
    let mut plain = String::new();
    let mut at = 0;
    while at < syllables.len() {
        // `ngày 15 tháng 12`: a part of a day is no amount.
        let part = at > 0 && ["ngày", "tháng"].contains(&syllables[at - 1]);
        let found = gap(&syllables[at..], words).filter(|(token, ..)| !(part && matches!(token, Token::Amount { .. })));
        let (token, count, rest) = found.unwrap_or_else(|| (Token::Text(Rc::from(syllables[at])), 1, ""));
        if at > 0 {
            plain.push(' ');
        }
        match token {
            Token::Text(text) => plain.push_str(&text),
            gap => {
                out.push(Token::Text(Rc::from(std::mem::take(&mut plain))));
                out.push(gap);
            }
        }
        plain.push_str(rest);
        at += count;
    }
    out.push(Token::Text(Rc::from(plain)));
    out
}

/// The gap that begins here, how many syllables it takes, and the mark behind it.
fn gap<'a>(syllables: &[&'a str], words: &Words) -> Option<(Token, usize, &'a str)> {
    let (first, rest) = bare(syllables[0]);
    if first.starts_with('“') {
        let count = syllables.iter().position(|syllable| syllable.contains('”'))? + 1;
        let (_, behind) = syllables[count - 1].split_once('”')?;
        return Some((Token::Name(0, 0), count, behind));
    }
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return number(first, rest, syllables);
    }
    // A word of a list never reaches over the end of a part; the longest one counts.
    let part = syllables.iter().position(|syllable| syllable.ends_with([';', '.', ':', ')'])).map_or(syllables.len(), |at| at + 1);
    (1..=part.min(LONGEST)).rev().find_map(|count| {
        let (last, behind) = bare(syllables[count - 1]);
        let mut word = syllables[..count - 1].join(" ");
        if count > 1 {
            word.push(' ');
        }
        let (class, word) = words.find(&(word + last))?;
        Some((Token::Word { class, word }, count, behind))
    })
}

fn number<'a>(first: &str, rest: &'a str, syllables: &[&'a str]) -> Option<(Token, usize, &'a str)> {
    let digits = first.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    if let Some(date) = date(first) {
        return Some((Token::Date(date), 1, rest));
    }
    if first.contains(['/', '-']) {
        let symbol = first[digits.len()..].trim_start_matches(|c: char| c == '/' || c.is_ascii_digit());
        let (day, rest) = bare(syllables.get(2)?);
        let date = date(day).filter(|_| syllables[1] == "ngày")?;
        let kind = if first.matches('/').count() > 1 { "//" } else { &first[digits.len()..=digits.len()] };
        let symbol = format!("{kind}{}", symbol.trim_start_matches(['-', '/']));
        return Some((Token::Cited(1, date, Rc::from(symbol)), 3, rest));
    }
    let value: usize = first.trim_end_matches('%').replace('.', "").parse().ok()?;
    let year = i16::try_from(value).ok().filter(|year| (2020..=2035).contains(year) && !first.contains('.'));
    let token = year.map_or(Token::Amount { value, percent: first.ends_with('%') }, |year| Token::Year(year - CORPUS_YEAR));
    Some((token, 1, rest))
}

/// A syllable and the marks behind it.
fn bare(syllable: &str) -> (&str, &str) {
    syllable.split_at(syllable.trim_end_matches([',', ';', '.', ':', ')', '”']).len())
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('/').map(str::parse::<u16>);
    let (Some(Ok(day)), Some(Ok(month)), Some(Ok(year)), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    Some(Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()?.min(28) })
}

/// The same clause with other words, numbers and days.
pub(crate) fn fill(clause: &Clause, scene: &Scene, words: &Words, random: &mut Random) -> Clause {
    let mut used = Vec::new();
    let mut out = Clause::new();
    for token in clause {
        let mut filled = fill_token(token, scene, words, random);
        // A list does not name the same thing twice.
        while let Token::Word { class, word } = filled {
            if !used.contains(&(class, word)) || used.iter().filter(|(c, _)| *c == class).count() >= scene.palette[class].len() {
                used.push((class, word));
                break;
            }
            filled = fill_token(token, scene, words, random);
        }
        out.push(filled);
    }
    out
}

/// Something else for one gap.
pub(crate) fn fill_token(token: &Token, scene: &Scene, words: &Words, random: &mut Random) -> Token {
    match token {
        Token::Word { class, .. } => Token::Word { class: *class, word: *random.pick(&scene.palette[*class]) },
        Token::Amount { percent: true, .. } => {
            Token::Amount { value: *random.pick(&[50, 60, 70, 75, 80, 85, 90, 95, 98, 100]), percent: true }
        }
        Token::Amount { value, percent } => Token::Amount { value: (value * random.between(50, 400) / 100).max(1), percent: *percent },
        Token::Date(_) => Token::Date(scene.start.later(random.between(40, 500))),
        Token::Name(..) => name(words, random),
        Token::Cited(_, _, symbol) => {
            let day = Date { year: scene.start.year - random.between(1, 4) as u16, month: 1, day: 2 }.later(random.below(330));
            Token::Cited(random.between(1, 300), day, Rc::clone(symbol))
        }
        Token::Text(_) | Token::Year(_) => token.clone(),
    }
}

/// A new name of a model.
pub(crate) fn name(words: &Words, random: &mut Random) -> Token {
    Token::Name(random.below(words.names("model").len()), random.below(words.names("motto").len()))
}

/// Writes a clause of a plan of `year`.
pub(crate) fn write(clause: &Clause, year: u16, words: &Words) -> String {
    let mut out = String::with_capacity(200);
    for token in clause {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Word { class, word } => out.push_str(words.classes[*class].words[*word]),
            Token::Amount { value, percent } => out.push_str(&amount(*value, *percent)),
            Token::Date(date) => write!(out, "{date}").expect("a string"),
            Token::Year(offset) => write!(out, "{}", year.saturating_add_signed(*offset)).expect("a string"),
            Token::Name(head, tail) => write!(out, "“{} {}”", words.names("model")[*head], words.names("motto")[*tail]).expect("a string"),
            Token::Cited(number, date, symbol) => out.push_str(&cited(*number, *date, symbol)),
        }
    }
    out
}

fn amount(value: usize, percent: bool) -> String {
    match (percent, value) {
        (true, _) => format!("{value}%"),
        (false, 0..10) => format!("{value:02}"),
        (false, 10..1000) => value.to_string(),
        (false, _) => format!("{}.{:03}", value / 1000, value % 1000),
    }
}

fn cited(number: usize, date: Date, symbol: &str) -> String {
    match symbol.strip_prefix("//") {
        Some(symbol) => format!("{number:02}/{}/{symbol} ngày {date}", date.year),
        None => format!("{number:02}{symbol} ngày {date}"),
    }
}
