//! The settings of a project: `bamsat.toml`, found upward from the file that is checked.

mod template;
mod written;

use std::fs;
use std::path::{Path, PathBuf};

use bamsat_core::Config;
use bamsat_core::lexicon::{AddedRenaming, AddedUnit, Additions, MOST_SYNONYMS};
use bamsat_core::message::Lang;
use bamsat_core::report::visible;
use bamsat_core::rules::RULES;
use bamsat_core::source::fold_name;

use crate::arguments::FailOn;
use crate::limits::{Limit, Limits};
use crate::paths::stays_inside;
use crate::policy::Day;

pub(crate) use template::template;
use written::{Ignore, Written};

/// Name of the file.
pub(crate) const NAME: &str = "bamsat.toml";

/// Bytes of it at the most.
const LARGEST: u64 = 1 << 20;

/// Settings that hold.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Where they come from; none where there is no file.
    pub(crate) file: Option<PathBuf>,
    pub(crate) lang: Option<Lang>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) include: Vec<String>,
    pub(crate) exclude: Vec<String>,
    /// What the rules weigh.
    pub(crate) config: Config,
    /// Plans and the documents above them, as full paths.
    pub(crate) plans: Vec<(PathBuf, Vec<PathBuf>)>,
    pub(crate) additions: Additions,
    pub(crate) exceptions: Vec<Exception>,
    pub(crate) limits: Limits,
    /// Hash of what changes how a text is understood.
    pub(crate) hash: Option<[u8; 32]>,
}

/// A finding that the settings accept.
#[derive(Debug)]
pub(crate) struct Exception {
    pub(crate) code: Option<String>,
    /// The plan, as a full path.
    pub(crate) path: Option<PathBuf>,
    /// Folded words.
    pub(crate) words: Option<String>,
    pub(crate) fingerprint: Option<String>,
    pub(crate) reason: String,
    /// YYYY-MM-DD.
    pub(crate) until: Option<String>,
    /// Line of the file.
    pub(crate) line: usize,
}

impl Exception {
    /// Whether it is about a finding in a plan; `words` are the folded words of its places.
    pub(crate) fn fits(&self, code: &str, plan: &Path, fingerprint: &str, words: impl Fn() -> String) -> bool {
        self.code.as_ref().is_none_or(|asked| asked == code)
            && self.path.as_ref().is_none_or(|asked| asked == plan)
            && self.fingerprint.as_ref().is_none_or(|asked| asked == fingerprint)
            && self.words.as_ref().is_none_or(|asked| words().contains(asked.as_str()))
    }

    /// Whether its last day is not behind.
    pub(crate) fn holds(&self, today: Day) -> bool {
        self.until.as_ref().is_none_or(|until| today.is_within(until))
    }
}

impl Settings {
    /// The settings in `file`, or in the nearest one above `start`; none at all is no error.
    pub(crate) fn find(file: Option<&Path>, start: &Path, lang: Lang) -> Result<Self, String> {
        let found = match file {
            Some(file) => Some(file.to_owned()),
            None => {
                // A bare name lies in the folder of the process, which has no name of its own.
                let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
                let folders = plain(start);
                folders.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
            }
        };
        let Some(found) = found else { return Ok(Self::default()) };
        // What nobody named must be what it seems to be.
        if file.is_none() && fs::canonicalize(&found).is_ok_and(|real| real.parent() != found.parent()) {
            let shown = crate::input::shown(&found);
            return Err(match lang {
                Lang::Vi => format!("{shown}: là liên kết dẫn ra ngoài thư mục; nếu đúng là tệp cần dùng, hãy nêu bằng --config"),
                Lang::En => format!("{shown}: is a link that leads out of its folder; if it is meant, name it with --config"),
            });
        }
        Self::read(&found, lang).map_err(|line| visible::line(&line))
    }

    fn read(file: &Path, lang: Lang) -> Result<Self, String> {
        let shown = crate::input::shown(file);
        let failed = |why: String| match lang {
            Lang::Vi => format!("{shown}: không đọc được tệp thiết lập ({why})"),
            Lang::En => format!("{shown}: the settings cannot be read ({why})"),
        };
        let size = fs::metadata(file).map_err(|error| failed(error.to_string()))?.len();
        if size > LARGEST {
            return Err(failed(format!("{size} > {LARGEST} byte")));
        }
        let text = fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
        let written = written::read(file, &text, lang)?;
        let problem = |what: String| format!("{shown}: {what}");
        if let Some(code) = written
            .severity
            .keys()
            .chain(written.ignore.iter().filter_map(|ignore| ignore.get_ref().code.as_ref()))
            .find(|code| !is_rule(code))
        {
            let near = written::nearest(code, RULES.iter().map(|rule| rule.code));
            return Err(problem(match (lang, near) {
                (Lang::Vi, Some(near)) => format!("không có quy tắc “{code}”; có phải ý là “{near}”?"),
                (Lang::Vi, None) => format!("không có quy tắc “{code}”; xem `bamsat explain`"),
                (Lang::En, Some(near)) => format!("no rule “{code}”; did you mean “{near}”?"),
                (Lang::En, None) => format!("no rule “{code}”; see `bamsat explain`"),
            }));
        }
        if let Some(field) = empty(&written) {
            return Err(problem(match lang {
                Lang::Vi => format!("{field} không được để trống"),
                Lang::En => format!("{field} must not be empty"),
            }));
        }
        if let Some(bound) = out_of_bounds(&written) {
            return Err(problem(match lang {
                Lang::Vi => format!("giá trị ngoài khoảng cho phép: {bound}"),
                Lang::En => format!("out of bounds: {bound}"),
            }));
        }
        if let Some(date) = wrong_date(&written) {
            return Err(problem(match lang {
                Lang::Vi => format!("“{date}” không phải là ngày"),
                Lang::En => format!("“{date}” is no day"),
            }));
        }
        if let Some(path) = leaves(file, &written) {
            return Err(problem(match lang {
                Lang::Vi => format!("plan.parent: “{path}” nằm ngoài thư mục của tệp này; hãy đặt tệp ở thư mục chung phía trên"),
                Lang::En => format!("plan.parent: “{path}” leads out of the folder of this file; put it into a folder above both"),
            }));
        }
        Ok(Self::of(file, &text, written))
    }

    fn of(file: &Path, text: &str, written: Written) -> Self {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let folder = file.parent().map(Path::to_owned).unwrap_or_default();
        let exception = |ignore: toml::Spanned<Ignore>| {
            let line = written::place(text, ignore.span().start).0;
            let ignore = ignore.into_inner();
            Exception {
                code: ignore.code,
                path: ignore.path.map(|path| plain(&folder.join(path))),
                words: ignore.words.map(|words| bamsat_core::source::fold_name(&words)),
                fingerprint: ignore.fingerprint,
                reason: ignore.reason,
                until: ignore.until,
                line,
            }
        };
        let additions = Additions {
            units: written.unit.into_iter().map(|unit| AddedUnit { name: unit.name, level: unit.level, aliases: unit.aliases }).collect(),
            renamings: written
                .renaming
                .into_iter()
                .map(|r| AddedRenaming { from: r.from, to: r.to, date: r.date, basis: r.basis })
                .collect(),
            synonyms: written.synonym.into_iter().map(|synonym| synonym.words).collect(),
        };
        let added = (additions != Additions::default()).then(|| *blake3::hash(format!("{additions:?}").as_bytes()).as_bytes());
        let plan = |plan: written::Plan| {
            let parents = plan.parent.all().iter().map(|parent| near(folder.join(parent))).collect();
            (plain(&folder.join(&plan.path)), parents)
        };
        let mut limits = Limits::default();
        for (key, value) in written.limits {
            if let Some(limit) = Limit::named(key.0) {
                limit.set(&mut limits, value);
            }
        }
        Self {
            lang: written.lang,
            fail_on: written.fail_on,
            include: written.include,
            exclude: written.exclude,
            config: Config {
                severity: written.severity.into_iter().map(|(code, weight)| (code, weight.severity())).collect(),
                bounds: limits.compare,
            },
            plans: written.plan.into_iter().map(plan).collect(),
            additions,
            exceptions: written.ignore.into_iter().map(exception).collect(),
            limits,
            hash: added,
            file: Some(near(file)),
        }
    }

    /// The documents above a plan, as the file names them.
    pub(crate) fn parents(&self, plan: &Path) -> &[PathBuf] {
        let plan = plain(plan);
        self.plans.iter().find(|(path, _)| *path == plan).map_or(&[], |(_, parents)| parents)
    }
}

fn is_rule(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code)
}

/// The first parent that does not lie in the folder of the settings, or below it: whoever may write them may not
/// choose among all files of whoever runs the program.
fn leaves<'w>(file: &Path, written: &'w Written) -> Option<&'w str> {
    let folder = plain(file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")));
    let is_link_outside = |path: &str| fs::canonicalize(folder.join(path)).is_ok_and(|real| !real.starts_with(&folder));
    let mut parents = written.plan.iter().flat_map(|plan| plan.parent.all()).map(String::as_str);
    parents.find(|path| !stays_inside(path) || is_link_outside(path))
}

/// The first setting that must say something and does not.
fn empty(written: &Written) -> Option<&'static str> {
    let blank = |text: &String| fold_name(text).trim().is_empty();
    let ignored =
        |part: fn(&Ignore) -> &Option<String>| written.ignore.iter().any(|ignore| part(ignore.get_ref()).as_ref().is_some_and(blank));
    let found = [
        ("unit.name, unit.aliases", written.unit.iter().any(|unit| blank(&unit.name) || unit.aliases.iter().any(blank))),
        ("renaming.from, renaming.to", written.renaming.iter().any(|renaming| blank(&renaming.from) || blank(&renaming.to))),
        ("ignore.words", ignored(|ignore| &ignore.words)),
        ("ignore.path", ignored(|ignore| &ignore.path)),
        ("ignore.fingerprint", ignored(|ignore| &ignore.fingerprint)),
        ("synonym.words", written.synonym.iter().any(|synonym| synonym.words.len() < 2 || synonym.words.iter().any(blank))),
        ("ignore.reason", written.ignore.iter().any(|ignore| blank(&ignore.get_ref().reason))),
        ("ignore: code, path, words, fingerprint", written.ignore.iter().any(|ignore| fits_all(ignore.get_ref()))),
    ];
    found.into_iter().find(|(_, is_empty)| *is_empty).map(|(field, _)| field)
}

/// The first number that no run could hold to, with what is allowed.
fn out_of_bounds(written: &Written) -> Option<String> {
    let outside = |(key, value): (&written::LimitKey, &u64)| {
        let limit = Limit::named(key.0).filter(|limit| *value == 0 || *value > limit.ceiling)?;
        Some(format!("limits.{}: 1–{}", limit.key, limit.ceiling))
    };
    let synonyms = || (written.synonym.len() > MOST_SYNONYMS).then(|| format!("synonym: 0–{MOST_SYNONYMS}"));
    written.limits.iter().find_map(outside).or_else(synonyms)
}

/// The first date that is none: a last day is a whole day; a renaming may be known by its month or year.
fn wrong_date(written: &Written) -> Option<String> {
    let is_part = |date: &str| {
        let whole = match date.len() {
            4 => format!("{date}-01-01"),
            7 => format!("{date}-01"),
            _ => date.to_owned(),
        };
        date.is_empty() || whole.parse::<Day>().is_ok()
    };
    let last_days = written.ignore.iter().filter_map(|ignore| ignore.get_ref().until.clone());
    let renamings = written.renaming.iter().map(|renaming| renaming.date.clone()).filter(|date| !is_part(date));
    last_days.filter(|day| day.parse::<Day>().is_err()).chain(renamings).next()
}

fn fits_all(ignore: &Ignore) -> bool {
    ignore.code.is_none() && ignore.path.is_none() && ignore.words.is_none() && ignore.fingerprint.is_none()
}

/// A path as a user in the folder of the process writes it.
fn near(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path)
}

/// A path by which two names of one file are known to be one.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    // What is not there yet lies in a folder that is.
    let beside = || Some(fs::canonicalize(folder?).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(beside).or_else(|| std::path::absolute(path).ok()).unwrap_or_else(|| path.to_owned())
}
