//! `bamsat doctor`.

use std::fmt::Write as _;
use std::process::ExitCode;

use bamsat_core::message::Lang;

use crate::arguments::Common;
use crate::helpers::Helper;
use crate::output;

/// Tells which helpers are installed and what each would add.
pub(crate) fn run(common: &Common) -> ExitCode {
    let mut out = String::new();
    for helper in Helper::ALL {
        let found = helper.path().map(|path| crate::input::shown(&path));
        let state = match (&found, common.lang) {
            (Some(path), _) if helper.is_ready() => path.clone(),
            (Some(path), Lang::Vi) => format!("{path}, chưa có tiếng Việt (vie)"),
            (Some(path), Lang::En) => format!("{path}, without Vietnamese (vie)"),
            (None, Lang::Vi) => "chưa cài".to_owned(),
            (None, Lang::En) => "not installed".to_owned(),
        };
        let _ = writeln!(out, "{:<10} {state}\n           {}", helper.name(), helper.adds(common.lang));
        if !helper.is_ready() {
            let _ = writeln!(out, "           {}", helper.install());
        }
    }
    output::result(&out, common, 0)
}
