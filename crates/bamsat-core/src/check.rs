//! A plan against its parent, in one call.

use std::collections::BTreeMap;

use crate::compare::{Bounds, Comparison, Prepared, compare_within};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::rules::{self, RULES, Rule, accepts, unused_exception};
use crate::source::Exception;

/// What a user decides of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The severity of rules by their codes; none turns a rule off. What is not named has its usual one. A
    /// finding that weighs less than its rule usually does, for its evidence is weak, is not made to
    /// weigh more.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// What comparing one pair may take.
    pub bounds: Bounds,
}

impl Config {
    /// The finding with the severity that is asked for; nothing where its rule is off.
    pub fn weighed(&self, finding: Finding) -> Option<Finding> {
        let severity = self.severity(finding.code, finding.severity)?;
        Some(Finding { severity, ..finding })
    }

    /// The severity of a finding of a rule.
    pub fn severity(&self, code: &str, own: Severity) -> Option<Severity> {
        let Some(asked) = self.severity.get(code) else { return Some(own) };
        let is_weak = RULES.iter().any(|rule| rule.code == code && own < rule.severity);
        asked.map(|asked| if is_weak { asked.min(own) } else { asked })
    }
}

/// What came out.
#[derive(Debug)]
pub struct Checked<'d> {
    /// Each mandate of the parent with its verdict and the words of both sides.
    pub comparison: Comparison<'d>,
    /// What the rules say of it, but what comments of the child accept.
    pub findings: Vec<Finding>,
}

/// Holds a plan against the document above it.
pub fn check<'d>(parent: &'d Document, child: &'d Document, config: &Config) -> Checked<'d> {
    let comparison = compare_within(&Prepared::new(parent), &Prepared::new(child), &config.bounds);
    let mut findings = rules::run(&comparison);
    let exceptions = child.source.exceptions();
    let unneeded = unneeded(exceptions, &findings, |rule| !rule.is_of_form() && !rule.is_of_folder());
    findings.retain(|finding| !rules::is_accepted(child, finding));
    findings.extend(unneeded);
    Checked { findings: findings.into_iter().filter_map(|finding| config.weighed(finding)).collect(), comparison }
}

/// A finding on each exception that none of these findings needs, though its rule ran; a rule that is
/// not known never runs.
pub fn unneeded(exceptions: &[Exception], findings: &[Finding], ran: impl Fn(&Rule) -> bool) -> Vec<Finding> {
    let asked = |exception: &&Exception| RULES.iter().find(|rule| rule.code == exception.code).is_none_or(&ran);
    let needed = |exception: &&Exception| findings.iter().any(|finding| accepts(exception, finding));
    exceptions.iter().filter(asked).filter(|exception| !needed(exception)).map(unused_exception).collect()
}
