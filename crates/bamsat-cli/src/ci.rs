//! Findings in the forms of CI services.

use bamsat_core::message::Lang;
use bamsat_core::report::told::Told;
use bamsat_core::report::{github::github, gitlab::gitlab, junit::junit, sarif::sarif};
use clap::ValueEnum;

use crate::output;

/// A form of a CI service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Sarif,
    Junit,
    Github,
    Gitlab,
}

impl Form {
    /// The form that a format of a command names, where it is one of a CI service.
    pub(crate) fn of(format: impl ValueEnum) -> Option<Self> {
        Self::from_str(format.to_possible_value()?.get_name(), false).ok()
    }
}

/// The findings on these files.
pub(crate) fn render<'f>(
    form: Form,
    told: &'f [Told],
    looked_at: impl Iterator<Item = &'f str>,
    fails: impl Fn(&Told) -> bool,
    lang: Lang,
) -> String {
    // The settings are among the files, where anything is found about them.
    let mut files: Vec<&str> = Vec::new();
    for file in looked_at.chain(told.iter().map(|told| told.primary().0)) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    match form {
        Form::Sarif => sarif(told, lang),
        Form::Junit => junit(told, &files, fails, lang),
        Form::Github => github(told, lang),
        Form::Gitlab => gitlab(told, lang),
    }
}

/// The findings with those about the settings; people, whose forms show texts alone, are told them beside.
pub(crate) fn with_settings(mut told: Vec<Told>, of_settings: Vec<Told>, form: Option<Form>, lang: Lang) -> Vec<Told> {
    if form.is_none() {
        of_settings.iter().for_each(|told| say(told, lang));
    }
    told.extend(of_settings);
    told
}

fn say(told: &Told, lang: Lang) {
    let (file, spot) = told.primary();
    let finding = &told.finding;
    output::error(&format!("{file}:{}: {}[{}] {}", spot.line, finding.severity.word(), finding.code, finding.message.render(lang)));
}
