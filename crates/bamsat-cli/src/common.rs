//! Options that every command takes, with their defaults worked out.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bamsat_core::message::Lang;
use bamsat_core::report::full::Style;
use bamsat_read::Encoding;
use clap::{Args, ValueEnum};

use crate::input::Reading;
use crate::policy::Day;
use crate::settings::Settings;

#[derive(Debug, Args)]
pub(crate) struct CommonArguments {
    /// Language of messages (default: from the locale, else vi)
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArgument>,
    /// Colours
    #[arg(long, global = true, value_enum, default_value = "auto")]
    color: ColorArgument,
    /// Write the result to this file
    #[arg(long, global = true, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Settings (default: the nearest bamsat.toml from the folder of the text upward)
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Day up to which exceptions are held against their last day (default: today)
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
    /// No notes on standard error
    #[arg(long, global = true)]
    quiet: bool,
    /// Encoding of plain texts: utf-8, utf-16le, utf-16be, windows-1258, tcvn3, vni, viscii, viqr (default: found out)
    #[arg(long, global = true, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// Recognise the words of scanned pages: where they are needed and can be, always, or never
    #[arg(long, global = true, value_enum, default_value = "auto")]
    ocr: Ocr,
    /// Read every file in a process of its own, within the limits memory-mb (1024) and seconds (20)
    #[arg(long, global = true)]
    isolate: bool,
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name).ok_or_else(|| Encoding::ALL.map(Encoding::name).join(", "))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Ocr {
    /// Where a page has no text and the helpers are installed
    #[default]
    Auto,
    /// The same; an error where the helpers are missing
    Always,
    /// Never
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LangArgument {
    Vi,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorArgument {
    Auto,
    Always,
    Never,
}

/// Common options with their defaults worked out.
#[derive(Debug, Clone)]
pub(crate) struct Common {
    pub(crate) lang: Lang,
    pub(crate) style: Style,
    pub(crate) output: Option<PathBuf>,
    pub(crate) quiet: bool,
    pub(crate) settings: Arc<Settings>,
    pub(crate) today: Day,
}

impl CommonArguments {
    /// The settings that hold for a text or folder.
    pub(crate) fn settings(&self, start: &Path) -> Result<Settings, String> {
        Settings::find(self.config.as_deref(), start, self.lang())
    }

    fn lang(&self) -> Lang {
        match self.lang {
            Some(LangArgument::En) => Lang::En,
            Some(LangArgument::Vi) => Lang::Vi,
            None => locale(),
        }
    }

    /// How files are read.
    pub(crate) fn reading(&self, settings: &Settings) -> Reading {
        Reading { encoding: self.encoding, limits: settings.limits, isolate: self.isolate, ocr: self.ocr, added: settings.hash }
    }

    /// Works out the defaults from settings, locale and terminal.
    pub(crate) fn settle(&self, settings: Settings) -> Common {
        let lang = if self.lang.is_none() { settings.lang.unwrap_or_else(locale) } else { self.lang() };
        let colored = match self.color {
            ColorArgument::Always => true,
            ColorArgument::Never => false,
            ColorArgument::Auto => self.output.is_none() && std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        };
        Common {
            lang,
            style: if colored { Style::Colored } else { Style::Plain },
            output: self.output.clone(),
            quiet: self.quiet,
            settings: Arc::new(settings),
            today: self.today.unwrap_or_else(Day::today),
        }
    }
}

/// English where the locale says so; Vietnamese for everyone else.
fn locale() -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if value.is_some_and(|v| v.starts_with("en")) { Lang::En } else { Lang::Vi }
}
