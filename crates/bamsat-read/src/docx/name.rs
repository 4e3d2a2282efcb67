//! Names of the parts of a packed file (ISO/IEC 29500-2). They are looked up in the file and nowhere else; still, a
//! name that would lead out of a folder into which the file is unpacked is none, and no copy carries one.

/// The part that `target`, as the relations of a part in `folder` write it, names; nothing where it leads out of the file.
pub(super) fn resolved(folder: &str, target: &str) -> Option<String> {
    let whole = match target.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None => joined(folder, target),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/")).filter(|name| stays(name))
}

/// A name in a folder.
pub(super) fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Whether a part of this name is unpacked into the folder it is meant for, on any system.
pub(super) fn stays(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    !name.is_empty()
        && !is_drive
        && !name.starts_with('/')
        && !name.contains(|ch: char| ch == '\\' || ch.is_control())
        && name.split('/').all(|part| part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_stay_in_the_file() {
        for (target, wanted) in [
            ("styles.xml", Some("word/styles.xml")),
            ("./a/../styles.xml", Some("word/styles.xml")),
            ("../customXml/item1.xml", Some("customXml/item1.xml")),
            ("/word/styles.xml", Some("word/styles.xml")),
            ("../../etc/passwd", None),
            ("/../etc/passwd", None),
            (r"..\..\a.xml", None),
            (r"\\may-chu\a", None),
            ("/C:/a.xml", None),
            ("a\u{1b}.xml", None),
            ("..", None),
        ] {
            assert_eq!(resolved("word", target).as_deref(), wanted, "{target}");
        }
    }

    #[test]
    fn names_that_lead_out_are_none() {
        for name in ["../a", "a/../../b", "/a", r"a\b", r"C:\a", "C:a", "a\0b", ""] {
            assert!(!stays(name), "{name}");
        }
        for name in ["word/document.xml", "[Content_Types].xml", "word/media/..a.png", "customXml/"] {
            assert!(stays(name), "{name}");
        }
    }
}
