//! Which findings count: what the settings weigh and accept, what a text accepts in a comment, what
//! a baseline knows.

mod baseline;
mod day;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use bamsat_core::document::Document;
use bamsat_core::finding::{AcceptedIn, Finding, Place, Severity, Side, Standing};
use bamsat_core::message::{Lang, Message};
use bamsat_core::report::comparison_json::Files;
use bamsat_core::report::told::Told;
use bamsat_core::rules::{RULES, Rule, accepts, is_accepted, unused_exception};
use bamsat_core::source::{Exception as InText, fold_name};
use bamsat_core::unneeded;
use clap::Args;

use crate::arguments::{Common, FailOn};
use crate::output;
use crate::settings::{Exception, Settings, plain};

pub(crate) use baseline::{Baseline, Ran};
pub(crate) use day::Day;

/// Options that say which findings count.
#[derive(Debug, Args)]
pub(crate) struct PolicyArguments {
    /// Lowest severity that gives exit code 1 (default: error)
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
    /// Only findings count that this file does not know
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found now into this file, and fail on nothing
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// Take out of the baseline what is mended
    #[arg(long, requires = "baseline")]
    baseline_prune: bool,
}

impl PolicyArguments {
    /// The files that are read, and those that are written.
    pub(crate) fn files(&self) -> (Option<&Path>, Option<&Path>) {
        (self.baseline.as_deref(), self.write_baseline.as_deref())
    }

    /// Whether something of this weight fails the run.
    pub(crate) fn fails(&self, severity: Severity, settings: &Settings) -> bool {
        let fail_on = self.fail_on.or(settings.fail_on).unwrap_or(FailOn::Error);
        self.write_baseline.is_none() && fail_on.fails(severity)
    }
}

/// Which rules a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those of a plan beside its parent, and those of its text.
    Pair,
    /// Those of a text by itself.
    Draft,
}

impl Scope {
    fn runs(self, rule: &Rule) -> bool {
        match self {
            Self::Pair => !rule.is_of_folder() && !rule.is_of_form(),
            Self::Draft => !rule.is_of_folder() && !rule.compares(),
        }
    }

    /// Whether an exception for this rule should have been needed, had there been a reason for it.
    fn asks(self, code: &str) -> bool {
        RULES.iter().find(|rule| rule.code == code).is_none_or(|rule| self.runs(rule))
    }
}

/// The findings of one text or pair.
pub(crate) struct Sorted {
    /// Those that count.
    pub(crate) findings: Vec<Finding>,
    /// All.
    pub(crate) told: Vec<Told>,
}

/// A plan, beside its parent or alone, with the names of their files.
#[derive(Clone, Copy)]
pub(crate) struct Looked<'d> {
    pub(crate) parent: &'d Document,
    pub(crate) child: &'d Document,
    pub(crate) files: Files<'d>,
}

/// Decides which findings count.
pub(crate) struct Policy<'a> {
    arguments: &'a PolicyArguments,
    settings: &'a Settings,
    scope: Scope,
    lang: Lang,
    quiet: bool,
    today: Day,
    baseline: Baseline,
    /// Exceptions of the settings that took a finding off the list.
    used: Vec<bool>,
    /// Plans that were looked at, and the documents above them.
    plans: Vec<PathBuf>,
    parents: Vec<PathBuf>,
    /// Findings that were known, and those that were accepted.
    left_out: (usize, usize),
}

impl<'a> Policy<'a> {
    /// The policy of this run; an error where the baseline cannot be read.
    pub(crate) fn open(arguments: &'a PolicyArguments, scope: Scope, common: &'a Common) -> Result<Self, String> {
        let settings = common.settings.as_ref();
        let baseline = match (&arguments.baseline, &arguments.write_baseline) {
            (Some(file), _) => Baseline::read(file, common.lang)?,
            (None, Some(file)) => Baseline::new(file),
            (None, None) => Baseline::default(),
        };
        let used = vec![false; settings.exceptions.len()];
        Ok(Self {
            arguments,
            settings,
            scope,
            lang: common.lang,
            quiet: common.quiet,
            today: common.today,
            baseline,
            used,
            plans: Vec::new(),
            parents: Vec::new(),
            left_out: (0, 0),
        })
    }

    /// Whether a finding fails the run.
    pub(crate) fn fails_on(&self, told: &Told) -> bool {
        told.counts() && self.arguments.fails(told.finding.severity, self.settings)
    }

    /// Sorts what was found in the plan at `path`, alone or beside each of its parents. What its text
    /// shows by itself is told once.
    pub(crate) fn sort(&mut self, path: &Path, found: Vec<(Vec<Finding>, Looked<'_>)>) -> Vec<Sorted> {
        let plan = plain(path);
        let Some((_, first)) = found.first() else { return Vec::new() };
        let exceptions = first.child.source.exceptions();
        let all: Vec<Finding> = match exceptions {
            [] => Vec::new(),
            _ => found.iter().flat_map(|(findings, _)| findings.iter().cloned()).collect(),
        };
        let mut idle = unneeded(exceptions, &all, |rule| self.scope.runs(rule));
        let mut of_text: HashMap<String, bool> = HashMap::new();
        let mut out = Vec::new();
        for (at, (findings, looked)) in found.into_iter().enumerate() {
            let Looked { parent, child, files } = looked;
            let parent_path = plain(Path::new(files.parent));
            let mut sorted = Sorted { findings: Vec::new(), told: Vec::new() };
            let weighed: Vec<Finding> =
                findings.into_iter().chain(idle.drain(..)).filter_map(|finding| self.settings.config.weighed(finding)).collect();
            for finding in weighed {
                let is_of_text = finding.primary.side == Side::Child && !compares(finding.code);
                if let Some(counts) = of_text.get(&finding.fingerprint()).filter(|_| at > 0 && is_of_text) {
                    sorted.findings.extend(counts.then_some(finding));
                    continue;
                }
                let standing = self.standing(&plan, (!is_of_text).then_some(parent_path.as_path()), &finding, looked);
                sorted.told.push(Told::of(&finding, standing.clone(), (&parent.source, &child.source), files));
                let counts = standing == Standing::Counts;
                if is_of_text {
                    of_text.insert(finding.fingerprint(), counts);
                }
                sorted.findings.extend(counts.then_some(finding));
            }
            self.parents.push(parent_path);
            out.push(sorted);
        }
        self.plans.push(plan);
        out
    }

    /// Whether a finding counts.
    fn standing(&mut self, plan: &Path, parent: Option<&Path>, finding: &Finding, looked: Looked<'_>) -> Standing {
        let in_text = looked.child.source.exceptions().iter().find(|exception| accepts(exception, finding));
        let standing = match (in_text, self.accepted(plan, finding, looked)) {
            (Some(exception), _) => Standing::Accepted { by: AcceptedIn::Text, reason: exception.reason.clone() },
            (None, Some(reason)) => Standing::Accepted { by: AcceptedIn::Settings, reason },
            (None, None) if self.baseline.knows(plan, parent, finding) => Standing::Known,
            (None, None) => Standing::Counts,
        };
        match standing {
            Standing::Known => self.left_out.0 += 1,
            Standing::Accepted { .. } => self.left_out.1 += 1,
            Standing::Counts => {}
        }
        standing
    }

    /// The reason for which the settings accept a finding.
    fn accepted(&mut self, plan: &Path, finding: &Finding, looked: Looked<'_>) -> Option<String> {
        let fits = |exception: &Exception| {
            exception.fits(finding.code, plan, &finding.fingerprint(), || places(finding, looked)) && exception.holds(self.today)
        };
        let at = self.settings.exceptions.iter().position(fits)?;
        self.used[at] = true;
        Some(self.settings.exceptions[at].reason.clone())
    }

    /// Ends the run: writes the baseline, and tells which exceptions of the settings were not needed.
    pub(crate) fn end(&self) -> Result<Vec<Told>, String> {
        if let Some(file) = &self.arguments.write_baseline {
            self.baseline.write(file, self.lang)?;
        }
        if self.left_out != (0, 0) && !self.quiet {
            let (known, accepted) = self.left_out;
            let parts = match self.lang {
                Lang::Vi => [(known, "phát hiện đã có trong baseline"), (accepted, "phát hiện đã được chấp nhận")],
                Lang::En => [(known, "findings of the baseline"), (accepted, "accepted findings")],
            };
            let parts: Vec<String> =
                parts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
            output::error(&match self.lang {
                Lang::Vi => format!("lưu ý: không tính {}", parts.join(", ")),
                Lang::En => format!("note: not counted: {}", parts.join(", ")),
            });
        }
        if let Some(file) = &self.arguments.baseline {
            let ran = Ran { plans: &self.plans, parents: &self.parents, rule: &|code| self.scope.asks(code) };
            let mended = self.baseline.mended(&ran);
            if mended > 0 && !self.quiet {
                output::error(&match self.lang {
                    Lang::Vi => format!("lưu ý: {mended} phát hiện trong {} đã được khắc phục", crate::input::shown(file)),
                    Lang::En => format!("note: {mended} findings of {} are mended", crate::input::shown(file)),
                });
            }
            if self.arguments.baseline_prune {
                self.baseline.pruned(&ran).write(file, self.lang)?;
            }
        }
        let file = self.settings.file.as_deref().map(crate::input::shown).unwrap_or_default();
        let idle = self.settings.exceptions.iter().zip(&self.used).filter(|(exception, used)| !**used && self.is_asked(exception));
        let told: Vec<Told> = idle
            .filter_map(|(exception, _)| {
                Some(Told::in_settings(self.settings.config.weighed(self.idle(exception))?, &file, exception.line as u32))
            })
            .collect();
        Ok(told)
    }

    /// Whether an exception of the settings was asked for in this run.
    fn is_asked(&self, exception: &Exception) -> bool {
        exception.path.as_ref().is_some_and(|path| self.plans.contains(path))
            && exception.code.as_ref().is_none_or(|code| self.scope.asks(code))
    }

    fn idle(&self, exception: &Exception) -> Finding {
        let code = exception.code.clone().or_else(|| exception.words.clone()).unwrap_or_else(|| exception.reason.clone());
        let in_text = InText { code, reason: exception.reason.clone(), line: 0, span: Default::default() };
        let finding = unused_exception(&in_text);
        match exception.until.as_ref().filter(|until| !self.today.is_within(until)) {
            Some(until) => Finding { message: Message::ExpiredException { until: until.clone() }, ..finding },
            None => finding,
        }
    }
}

/// Whether a rule says something of two texts together.
fn compares(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code && rule.compares())
}

/// Whether a finding on a draft counts, neither a comment nor the settings accepting it.
pub(crate) fn counts(finding: &Finding, path: &Path, document: &Document, common: &Common) -> bool {
    let settings = &common.settings;
    let looked = Looked { parent: document, child: document, files: Files { parent: "", child: "" } };
    let plan = plain(path);
    let accepted = |exception: &Exception| {
        exception.holds(common.today) && exception.fits(finding.code, &plan, &finding.fingerprint(), || places(finding, looked))
    };
    let weighs = settings.config.severity(finding.code, finding.severity).is_some();
    weighs && !is_accepted(document, finding) && !settings.exceptions.iter().any(accepted)
}

/// The folded words at all places of a finding.
fn places(finding: &Finding, looked: Looked<'_>) -> String {
    let words = |place: &Place| {
        let document = if place.side == Side::Parent { looked.parent } else { looked.child };
        fold_name(document.source.slice(place.span))
    };
    let all: Vec<String> = std::iter::once(&finding.primary).chain(&finding.secondary).map(words).collect();
    format!("{}\n{}", all.join("\n"), fold_name(&finding.key))
}
