//! `bamsat init` and `bamsat config`.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;

use bamsat_core::message::Lang;
use bamsat_core::report::visible::json_escaped;

use crate::arguments::{Common, ConfigArguments};
use crate::limits::LIMITS;
use crate::settings::{NAME, Settings, plain, template};
use crate::{input, output};

/// Writes a commented `bamsat.toml`; one that is there stays.
pub(crate) fn init(common: &Common) -> ExitCode {
    let path = common.output.as_deref().unwrap_or_else(|| Path::new(NAME));
    let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        // Half a file would stand in the way of the next try.
        file.write_all(template(common.lang).as_bytes()).inspect_err(|_| drop(fs::remove_file(path)))
    });
    let shown = input::shown(path);
    match (written, common.lang) {
        (Ok(()), Lang::Vi) => say(&format!("đã tạo {shown}"), common),
        (Ok(()), Lang::En) => say(&format!("wrote {shown}"), common),
        (Err(error), Lang::Vi) if error.kind() == ErrorKind::AlreadyExists => fail(&format!("{shown}: tệp đã có, giữ nguyên")),
        (Err(error), Lang::En) if error.kind() == ErrorKind::AlreadyExists => fail(&format!("{shown}: is there already, and stays")),
        (Err(error), Lang::Vi) => fail(&format!("{shown}: không tạo được ({error})")),
        (Err(error), Lang::En) => fail(&format!("{shown}: cannot be written ({error})")),
    }
}

fn say(line: &str, common: &Common) -> ExitCode {
    if !common.quiet {
        output::error(line);
    }
    ExitCode::SUCCESS
}

fn fail(line: &str) -> ExitCode {
    output::error(&format!("bamsat: {line}"));
    ExitCode::from(2)
}

/// Prints what is in force and from where, or the parents of a plan.
pub(crate) fn run(arguments: &ConfigArguments, common: &Common) -> ExitCode {
    let settings = common.settings.as_ref();
    if let Some(plan) = &arguments.parents {
        let parents = settings.parents(plan);
        let lines: String = parents.iter().map(|parent| input::shown(parent) + "\n").collect();
        return output::result(&lines, common, if parents.is_empty() { 2 } else { 0 });
    }
    output::result(&text(settings, common.lang), common, 0)
}

/// What is in force, as `bamsat.toml` says it.
pub(crate) fn text(settings: &Settings, lang: Lang) -> String {
    let mut out = String::new();
    let from = match (&settings.file, lang) {
        (Some(file), Lang::Vi) => format!("# từ {}", input::shown(file)),
        (Some(file), Lang::En) => format!("# from {}", input::shown(file)),
        (None, Lang::Vi) => format!("# không có {NAME}: giá trị mặc định"),
        (None, Lang::En) => format!("# no {NAME}: the defaults"),
    };
    let quoted = |words: &str| json_escaped(&serde_json::to_string(words).unwrap_or_default()).into_owned();
    let list = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
    let lang = if lang == Lang::Vi { "vi" } else { "en" };
    let fail_on = settings.fail_on.map_or("error".to_owned(), |fail_on| format!("{fail_on:?}").to_lowercase());
    let _ = writeln!(out, "{from}\nlang = \"{lang}\"\nfail-on = \"{fail_on}\"");
    let _ = writeln!(out, "include = [{}]\nexclude = [{}]", list(&settings.include), list(&settings.exclude));
    let _ = writeln!(out, "\n[severity]");
    for (code, weight) in &settings.config.severity {
        let _ = writeln!(out, "{code} = \"{}\"", weight.map_or("off", |severity| severity.word()));
    }
    for (plan, parents) in &settings.plans {
        let parents: Vec<String> = parents.iter().map(|parent| input::shown(&plain(parent))).collect();
        let _ = writeln!(out, "\n[[plan]]\npath = {}\nparent = [{}]", quoted(&input::shown(plan)), list(&parents));
    }
    for unit in &settings.additions.units {
        let _ = writeln!(
            out,
            "\n[[unit]]\nname = {}\nlevel = \"{}\"\naliases = [{}]",
            quoted(&unit.name),
            unit.level.word(),
            list(&unit.aliases)
        );
    }
    for renaming in &settings.additions.renamings {
        let _ = writeln!(out, "\n[[renaming]]\nfrom = {}\nto = {}", quoted(&renaming.from), quoted(&renaming.to));
        let _ = writeln!(out, "date = {}\nbasis = {}", quoted(&renaming.date), quoted(&renaming.basis));
    }
    for words in &settings.additions.synonyms {
        let _ = writeln!(out, "\n[[synonym]]\nwords = [{}]", list(words));
    }
    for exception in &settings.exceptions {
        let _ = writeln!(out, "\n[[ignore]]");
        let path = exception.path.as_ref().map(|path| input::shown(path));
        for (name, value) in
            [("code", &exception.code), ("path", &path), ("words", &exception.words), ("fingerprint", &exception.fingerprint)]
        {
            if let Some(value) = value {
                let _ = writeln!(out, "{name} = {}", quoted(value));
            }
        }
        let _ = writeln!(out, "reason = {}", quoted(&exception.reason));
        if let Some(until) = &exception.until {
            let _ = writeln!(out, "until = {until}");
        }
    }
    let _ = writeln!(out, "\n[limits]");
    for limit in &LIMITS {
        let _ = writeln!(out, "{} = {}", limit.key, limit.value(settings.limits));
    }
    out
}
