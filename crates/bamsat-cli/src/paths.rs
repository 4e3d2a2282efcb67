//! Paths as words: how they are shown, and whether they stay in a folder. Nothing here asks the system, so that
//! paths of Windows are tried on any.

use bamsat_core::report::visible::line;

/// Whose paths they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    Unix,
    Windows,
}

impl System {
    /// The one that runs the program.
    pub(crate) const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Unix };
}

/// A path for messages and reports: with `/` between its parts, and nothing that steers a terminal.
pub(crate) fn shown(path: &str, system: System) -> String {
    match system {
        System::Unix => line(path),
        // The long form of a full path, as the system itself gives it, is for programs.
        System::Windows => match path.strip_prefix(r"\\?\") {
            Some(long) => line(&long.strip_prefix(r"UNC\").map_or_else(|| long.to_owned(), |share| format!(r"\\{share}"))),
            None => line(path),
        }
        .replace('\\', "/"),
    }
}

/// Whether a path that starts in a folder ends in it, whoever reads it: a full path, a drive or a share lead
/// elsewhere, and so do more `..` than folders before them.
pub(crate) fn stays_inside(path: &str) -> bool {
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|first: char| first.is_ascii_alphabetic());
    if is_drive || path.starts_with(['/', '\\']) {
        return false;
    }
    let step = |depth: usize, part: &str| match part {
        "" | "." => Some(depth),
        ".." => depth.checked_sub(1),
        _ => Some(depth + 1),
    };
    path.split(['/', '\\']).try_fold(0, step).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows_are_shown_with_slashes() {
        for (path, wanted) in [
            (r"ke-hoach\xa\a.docx", "ke-hoach/xa/a.docx"),
            (r"C:\van ban\a.txt", "C:/van ban/a.txt"),
            (r"\\?\C:\van ban\a.txt", "C:/van ban/a.txt"),
            (r"\\?\UNC\may-chu\chung\a.txt", "//may-chu/chung/a.txt"),
            ("a\u{1b}[2J\\b\u{202e}.txt", "a[2J/b.txt"),
        ] {
            assert_eq!(shown(path, System::Windows), wanted);
        }
        // Elsewhere a backslash is a letter of a name.
        assert_eq!(shown("a\\b\n.txt", System::Unix), "a\\b.txt");
    }

    #[test]
    fn a_path_that_leaves_its_folder_is_known() {
        for path in ["a.txt", "van-ban/a.txt", "./a/../b.txt", r"van-ban\a.txt", "a..b/..c", ""] {
            assert!(stays_inside(path), "{path}");
        }
        let outside = [
            "../a",
            "a/../../b",
            "/etc/passwd",
            r"..\a",
            r"a\..\..\b",
            r"\a",
            r"C:\a",
            "c:a",
            r"\\may-chu\chung",
            "//a",
            r"\\?\C:\a",
            "..",
        ];
        for path in outside {
            assert!(!stays_inside(path), "{path}");
        }
    }
}
