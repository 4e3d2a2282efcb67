//! Every limit that a user can meet: its key under `[limits]`, what holds by itself, and what may be asked for.
//!
//! The table [`LIMITS`] is the one place: settings are read and checked by it, `bamsat config` prints it,
//! messages name its keys, and `docs/limits.md` is held against it.

use bamsat_core::compare::Bounds;
use bamsat_core::message::Lang;
use bamsat_read::ReadError;

/// The limits of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Of reading one file.
    pub(crate) read: bamsat_read::Limits,
    /// Pages of one file whose words are recognised.
    pub(crate) scanned_pages: u64,
    /// Seconds that recognising one file may take.
    pub(crate) scan_seconds: u64,
    /// Of comparing one pair.
    pub(crate) compare: Bounds,
    /// Texts of a folder.
    pub(crate) files: u64,
    /// Bytes of these texts.
    pub(crate) total: u64,
    /// Seconds of a run over a folder.
    pub(crate) run_seconds: u64,
    /// Bytes of the cache, above which it begins anew.
    pub(crate) cache: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            read: bamsat_read::Limits::default(),
            scanned_pages: 200,
            scan_seconds: 900,
            compare: Bounds::default(),
            files: 200_000,
            total: 64 << 30,
            run_seconds: 86_400,
            cache: 4 << 30,
        }
    }
}

/// A limit as it is written.
#[derive(Debug)]
pub(crate) struct Limit {
    /// Its name.
    pub(crate) key: &'static str,
    /// The most that may be asked for; the least is 1.
    pub(crate) ceiling: u64,
    /// How many of the program's units one of the written ones is.
    unit: u64,
    place: fn(&mut Limits) -> &mut u64,
}

const MB: u64 = 1 << 20;

/// All limits, in the order in which they are shown.
pub(crate) const LIMITS: [Limit; 18] = [
    Limit { key: "file-mb", ceiling: 4_096, unit: MB, place: |limits| &mut limits.read.file },
    Limit { key: "part-mb", ceiling: 4_096, unit: MB, place: |limits| &mut limits.read.part },
    Limit { key: "text-mb", ceiling: 1_024, unit: MB, place: |limits| &mut limits.read.text },
    Limit { key: "pages", ceiling: 100_000, unit: 1, place: |limits| &mut limits.read.pages },
    Limit { key: "page-letters", ceiling: 10_000_000, unit: 1, place: |limits| &mut limits.read.page_letters },
    Limit { key: "page-operators", ceiling: 100_000_000, unit: 1, place: |limits| &mut limits.read.page_operators },
    Limit { key: "elements", ceiling: 100_000_000, unit: 1, place: |limits| &mut limits.read.elements },
    // What is read calls itself at every step down: the stack of a thread holds so many.
    Limit { key: "nesting", ceiling: 512, unit: 1, place: |limits| &mut limits.read.nesting },
    Limit { key: "memory-mb", ceiling: 65_536, unit: MB, place: |limits| &mut limits.read.memory },
    Limit { key: "seconds", ceiling: 3_600, unit: 1, place: |limits| &mut limits.read.seconds },
    Limit { key: "scanned-pages", ceiling: 10_000, unit: 1, place: |limits| &mut limits.scanned_pages },
    Limit { key: "scan-seconds", ceiling: 86_400, unit: 1, place: |limits| &mut limits.scan_seconds },
    Limit { key: "mandates", ceiling: 1_000_000, unit: 1, place: |limits| &mut limits.compare.mandates },
    Limit { key: "clause-pairs", ceiling: 10_000_000_000, unit: 1, place: |limits| &mut limits.compare.clause_pairs },
    Limit { key: "files", ceiling: 10_000_000, unit: 1, place: |limits| &mut limits.files },
    Limit { key: "total-mb", ceiling: 16_777_216, unit: MB, place: |limits| &mut limits.total },
    Limit { key: "run-seconds", ceiling: 2_592_000, unit: 1, place: |limits| &mut limits.run_seconds },
    Limit { key: "cache-mb", ceiling: 1_048_576, unit: MB, place: |limits| &mut limits.cache },
];

/// The keys, for messages about unknown ones.
pub(crate) const KEYS: [&str; LIMITS.len()] = {
    let mut keys = [""; LIMITS.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = LIMITS[at].key;
        at += 1;
    }
    keys
};

impl Limit {
    /// The limit of this key.
    pub(crate) fn named(key: &str) -> Option<&'static Self> {
        LIMITS.iter().find(|limit| limit.key == key)
    }

    /// What holds, as it is written.
    pub(crate) fn value(&self, mut limits: Limits) -> u64 {
        *(self.place)(&mut limits) / self.unit
    }

    /// Sets what holds.
    pub(crate) fn set(&self, limits: &mut Limits, written: u64) {
        *(self.place)(limits) = written.saturating_mul(self.unit);
    }
}

/// The line for a run over a folder that has no time left.
pub(crate) fn late(lang: Lang, keeps: bool) -> String {
    let (seconds, raised) = (crate::input::limits().run_seconds, raised("run-seconds", lang));
    match (lang, keeps) {
        (Lang::Vi, true) => {
            format!("dừng sau {seconds} giây, chưa xong; phần đã làm được giữ trong bộ nhớ đệm, lần chạy sau làm tiếp{raised}")
        }
        (Lang::Vi, false) => format!("dừng sau {seconds} giây, chưa xong{raised}"),
        (Lang::En, true) => {
            format!("stopped after {seconds} seconds; what was done is in the cache, and the next run goes on from there{raised}")
        }
        (Lang::En, false) => format!("stopped after {seconds} seconds, unfinished{raised}"),
    }
}

/// How the limit of this key is raised, for the end of a message that tells it.
pub(crate) fn raised(key: &str, lang: Lang) -> String {
    let Some(limit) = Limit::named(key) else { return String::new() };
    let (value, ceiling) = (limit.value(*crate::input::limits()), limit.ceiling);
    match lang {
        Lang::Vi if value >= ceiling => format!(" ({key} = {value} là mức cao nhất)"),
        Lang::Vi => format!("; nâng giới hạn: {key} ở mục [limits] của bamsat.toml (đang là {value}, cao nhất {ceiling})"),
        Lang::En if value >= ceiling => format!(" ({key} = {value} is the highest)"),
        Lang::En => format!("; to raise it: {key} under [limits] in bamsat.toml (now {value}, at most {ceiling})"),
    }
}

/// The limit that a file broke.
pub(crate) fn of(error: &ReadError) -> Option<&'static str> {
    Some(match error {
        ReadError::TooLarge(_) => "file-mb",
        ReadError::PartTooLarge { .. } => "part-mb",
        ReadError::TooLong(_) => "text-mb",
        ReadError::TooManyPages(_) => "pages",
        ReadError::TooManyLetters { .. } => "page-letters",
        ReadError::TooManyOperators { .. } => "page-operators",
        ReadError::TooManyElements { .. } => "elements",
        ReadError::TooDeep { .. } => "nesting",
        ReadError::TooMuchMemory(_) => "memory-mb",
        ReadError::TooSlow(_) => "seconds",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: [&str; 2] = [include_str!("../../../docs/limits.md"), include_str!("../../../docs/limits.vi.md")];

    /// The cells of a table of a page, without its headings.
    fn rows(page: &str, table: usize) -> Vec<Vec<String>> {
        let lines: Vec<&str> = page.lines().collect();
        let mut tables = lines.chunk_by(|a, b| a.starts_with('|') == b.starts_with('|')).filter(|lines| lines[0].starts_with('|'));
        let cell = |cell: &str| cell.trim().trim_matches('`').to_owned();
        let row = |row: &&str| row.trim_matches('|').split('|').map(cell).collect();
        tables.nth(table).expect("a table").iter().skip(2).map(row).collect()
    }

    #[test]
    fn the_pages_say_what_holds() {
        for page in PAGES {
            let told: Vec<[String; 3]> = rows(page, 0).into_iter().map(|row| [1, 2, 3].map(|at| row[at].clone())).collect();
            let held = LIMITS.map(|limit| [limit.key.to_owned(), limit.value(Limits::default()).to_string(), limit.ceiling.to_string()]);
            assert_eq!(told, held);
        }
    }

    /// The second table of the pages: bounds that no setting changes, as the constants that hold them.
    #[test]
    fn the_pages_say_what_is_fixed() {
        let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
        let [one, other] = PAGES.map(|page| rows(page, 1));
        assert!(one.len() > 8 && one.len() == other.len());
        for row in one.into_iter().chain(other) {
            let (file, name) = (&row[2], &row[3]);
            let text = std::fs::read_to_string(format!("{top}{file}")).unwrap_or_else(|error| panic!("{file}: {error}"));
            let held = text.split(&format!("const {name}: ")).nth(1).and_then(|rest| rest.split(" = ").nth(1)?.split(';').next());
            assert_eq!(held, Some(row[1].as_str()), "{file}: {name}");
        }
    }

    #[test]
    fn keys_are_told_once_and_within_their_bounds() {
        for (at, limit) in LIMITS.iter().enumerate() {
            assert!(LIMITS[..at].iter().all(|other| other.key != limit.key), "{}", limit.key);
            let usual = limit.value(Limits::default());
            assert!(usual >= 1 && usual < limit.ceiling, "{}", limit.key);
            let mut limits = Limits::default();
            limit.set(&mut limits, limit.ceiling);
            assert_eq!(limit.value(limits), limit.ceiling, "{}: no other limit has this place", limit.key);
            assert!(LIMITS.iter().filter(|other| other.value(limits) != other.value(Limits::default())).count() == 1, "{}", limit.key);
        }
    }

    #[test]
    fn the_template_shows_them() {
        for lang in [Lang::Vi, Lang::En] {
            let text = crate::settings::template(lang);
            for limit in &LIMITS {
                let line = format!("\n#: {} = {}\n", limit.key, limit.value(Limits::default()));
                assert!(text.contains(&line), "{line}");
            }
        }
    }
}
