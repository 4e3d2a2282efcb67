//! `bamsat explain`.

use std::fmt::Write as _;
use std::process::ExitCode;

use bamsat_core::message::Lang;
use bamsat_core::rules::RULES;

use crate::arguments::{Common, ExplainArguments};
use crate::output;

/// Shows the page of a rule, or the list of rules.
pub(crate) fn run(arguments: &ExplainArguments, common: Common) -> ExitCode {
    let Some(code) = &arguments.code else {
        let mut list = String::new();
        for rule in RULES {
            let page = rule.page(common.lang);
            let first = page.split("\n\n").nth(1).unwrap_or("").replace('\n', " ");
            let _ = writeln!(list, "{:<18} {:<8} {first}", rule.code, rule.severity.word());
        }
        return output::result(&list, &common, 0);
    };
    match RULES.iter().find(|rule| rule.code == code) {
        Some(rule) => output::result(&(rule.page(common.lang) + "\n"), &common, 0),
        None => {
            let code: String = code.chars().filter(|c| !c.is_control()).collect();
            output::error(&match common.lang {
                Lang::Vi => format!("bamsat: không có quy tắc “{code}”; `bamsat explain` liệt kê các quy tắc"),
                Lang::En => format!("bamsat: there is no rule “{code}”; `bamsat explain` lists them"),
            });
            ExitCode::from(2)
        }
    }
}
