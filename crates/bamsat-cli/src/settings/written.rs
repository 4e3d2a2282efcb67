//! `bamsat.toml` as it is written.

use std::collections::BTreeMap;
use std::path::Path;

use bamsat_core::finding::Severity;
use bamsat_core::lexicon::Level;
use bamsat_core::message::Lang;
use bamsat_core::report::sheet::clean;
use serde::Deserialize;

use crate::arguments::FailOn;
use crate::limits::KEYS;

/// All that may stand in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Written {
    #[serde(with = "opt_lang")]
    pub(crate) lang: Option<Lang>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) include: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) severity: BTreeMap<String, Weight>,
    pub(crate) plan: Vec<Plan>,
    pub(crate) unit: Vec<Unit>,
    pub(crate) renaming: Vec<Renaming>,
    pub(crate) synonym: Vec<Synonym>,
    pub(crate) ignore: Vec<toml::Spanned<Ignore>>,
    pub(crate) limits: BTreeMap<LimitKey, u64>,
}

impl Written {
    /// The same without what no form can hold: names and reasons are shown in all of them.
    fn cleaned(mut self) -> Self {
        let names = self.unit.iter_mut().flat_map(|unit| std::iter::once(&mut unit.name).chain(&mut unit.aliases));
        let renamings = self.renaming.iter_mut().flat_map(|r| [&mut r.from, &mut r.to, &mut r.date, &mut r.basis]);
        let words = self.synonym.iter_mut().flat_map(|synonym| &mut synonym.words);
        let accepted = self.ignore.iter_mut().map(toml::Spanned::get_mut);
        let reasons = accepted.flat_map(|i| std::iter::once(&mut i.reason).chain(&mut i.words).chain(&mut i.fingerprint));
        names.chain(renamings).chain(words).chain(reasons).for_each(|words| *words = clean(words));
        self
    }
}

/// What a rule weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Weight {
    Error,
    Warning,
    Info,
    Off,
}

impl Weight {
    /// The severity; none for a rule that is off.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }
}

/// A plan with the documents above it; paths from the folder of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) path: String,
    pub(crate) parent: OneOrMany,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unit {
    pub(crate) name: String,
    #[serde(default = "other", deserialize_with = "level")]
    pub(crate) level: Level,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Renaming {
    pub(crate) from: String,
    pub(crate) to: String,
    #[serde(default)]
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) basis: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Synonym {
    pub(crate) words: Vec<String>,
}

/// A finding that somebody has accepted. What is left out fits everything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ignore {
    /// Code of the rule.
    pub(crate) code: Option<String>,
    /// The plan.
    pub(crate) path: Option<String>,
    /// Words of the demand, or of the place.
    pub(crate) words: Option<String>,
    pub(crate) fingerprint: Option<String>,
    pub(crate) reason: String,
    /// The last day on which it holds: YYYY-MM-DD.
    #[serde(default, deserialize_with = "day")]
    pub(crate) until: Option<String>,
}

/// A limit, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LimitKey(pub(crate) &'static str);

impl<'de> Deserialize<'de> for LimitKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        let known = KEYS.iter().find(|key| **key == word);
        known.map(|key| Self(key)).ok_or_else(|| serde::de::Error::unknown_field(&word, &KEYS))
    }
}

/// A day, in quotes or without.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Day {
        Bare(toml::value::Datetime),
        Quoted(String),
    }
    Ok(Some(match Day::deserialize(deserializer)? {
        Day::Bare(day) => day.to_string(),
        Day::Quoted(day) => day,
    }))
}

fn other() -> Level {
    Level::Other
}

fn level<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
    let word = String::deserialize(deserializer)?;
    let all = "central, ministry, province, department, commune, party, front, enterprise, school, other";
    Level::read(&word).ok_or_else(|| serde::de::Error::custom(format!("level: “{word}” ({all})")))
}

mod opt_lang {
    use bamsat_core::message::Lang;
    use serde::Deserialize;

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Lang>, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "vi" => Ok(Some(Lang::Vi)),
            "en" => Ok(Some(Lang::En)),
            other => Err(serde::de::Error::custom(format!("lang: “{other}” (vi, en)"))),
        }
    }
}

/// Reads the file; an error names the place, and the nearest known word where one was misspelt.
pub(super) fn read(path: &Path, text: &str, lang: Lang) -> Result<Written, String> {
    toml::from_str(text).map(Written::cleaned).map_err(|error: toml::de::Error| {
        let (line, column) = place(text, error.span().map_or(0, |span| span.start));
        let message = error.message();
        let shown = crate::input::shown(path);
        let hint = meant(message).map(|word| match lang {
            Lang::Vi => format!("; có phải ý là “{word}”?"),
            Lang::En => format!("; did you mean “{word}”?"),
        });
        let what = match lang {
            Lang::Vi => vietnamese(message),
            Lang::En => match quoted(message, "unknown field `") {
                Some(word) => format!("no setting “{word}”"),
                None => format!("bad setting: {message}"),
            },
        };
        format!("{shown}:{line}:{column}: {what}{}", hint.unwrap_or_default())
    })
}

/// Line and column of a byte, from 1.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

/// What the reader of the file says most, in Vietnamese; other mistakes of form in its own words.
fn vietnamese(message: &str) -> String {
    if let Some(word) = quoted(message, "unknown field `") {
        return format!("không có thiết lập “{word}”");
    }
    if let Some(word) = quoted(message, "missing field `") {
        return format!("thiếu thiết lập “{word}”");
    }
    if let Some(word) = quoted(message, "unknown variant `") {
        let known: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        return format!("giá trị “{word}” không hợp lệ, chọn một trong: {}", known.join(", "));
    }
    if message.starts_with("duplicate key") {
        return "thiết lập này đã có ở trên".to_owned();
    }
    if message.starts_with("invalid type") {
        return format!("giá trị không đúng kiểu ({message})");
    }
    format!("sai cú pháp TOML hoặc giá trị không hợp lệ ({message})")
}

/// The word that a message of the reader quotes behind these.
fn quoted<'m>(message: &'m str, before: &str) -> Option<&'m str> {
    message.strip_prefix(before)?.split('`').next()
}

/// The known setting nearest to an unknown one; the message quotes them behind it.
fn meant(message: &str) -> Option<&str> {
    nearest(quoted(message, "unknown field `")?, message.split('`').skip(3).step_by(2))
}

/// The word nearest to a misspelt one.
pub(super) fn nearest<'w>(unknown: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let near = known.map(|word| (strsim::damerau_levenshtein(&unknown.replace('_', "-"), word), word)).min()?;
    (near.0 <= 1 + unknown.chars().count() / 3).then_some(near.1)
}
