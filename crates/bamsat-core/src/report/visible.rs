//! Words of documents and names of files for a terminal, or for the log of a CI service: they are
//! shown, and steer nothing.

use std::borrow::Cow;

use serde::Serialize;

/// Whether a character only shows itself: none that controls a terminal (C0, DEL, C1), turns the
/// direction of writing, or ends a line in some programs and not in others.
pub fn is_visible(ch: char) -> bool {
    let turns = matches!(ch, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !ch.is_control() && !turns && !matches!(ch, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Words on one line.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.char_indices().for_each(|(at, ch)| push(&mut out, ch, &text[at + ch.len_utf8()..]));
    out
}

/// Words on as many lines as they have; no line begins like a command of GitHub.
pub fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive('\n') {
        let shown = line(part);
        let begin = shown.len() - shown.trim_start().len();
        match shown[begin..].strip_prefix("::") {
            Some(rest) => out.extend([&shown[..begin], ": :", rest]),
            None => out.push_str(&shown),
        }
        out.extend(part.ends_with('\n').then_some('\n'));
    }
    out
}

/// Adds a character that is visible; `rest` stands behind it.
pub(super) fn push(out: &mut String, ch: char, rest: &str) {
    if is_visible(ch) {
        // Azure Pipelines and GitHub read `##[command]` and `##vso[...]` anywhere in a line.
        out.extend((ch == '#' && out.ends_with('#') && opens_command(rest)).then_some(' '));
        out.push(ch);
    }
}

fn opens_command(rest: &str) -> bool {
    rest.chars().filter(|ch| is_visible(*ch)).find(|ch| !ch.is_ascii_alphanumeric()) == Some('[')
}

/// A JSON form as text.
pub fn json(form: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(form).unwrap_or_default();
    json_escaped(&text).into_owned() + "\n"
}

/// Whether these bytes of a JSON text can be written as they are: none of them begins a character that is
/// not visible, or a command. Most pieces are told so, whatever characters they are part of.
pub fn is_plain_json(json: &[u8]) -> bool {
    json.iter().all(|byte| PLAIN[usize::from(*byte)])
}

/// By a byte, whether what begins with it, or goes on with it, is visible and begins no command.
static PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        // Controls, and what opens U+0080, U+061C, U+2000 and U+F000.
        plain[byte] = !matches!(byte as u8, 0..=9 | 11..=0x1f | b'#' | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
        byte += 1;
    }
    plain
};

/// JSON in which every string stays what it is, with escapes for what is not visible.
pub fn json_escaped(json: &str) -> Cow<'_, str> {
    if is_plain_json(json.as_bytes()) {
        return Cow::Borrowed(json);
    }
    // Between strings there is nothing of the kind but line ends.
    let harmless = |ch: char| ch == '\n' || is_visible(ch);
    if json.chars().all(harmless) && !json.contains("##") {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for (at, ch) in json.char_indices() {
        match ch {
            '#' if out.ends_with('#') && opens_command(&json[at + 1..]) => out.push_str("\\u0023"),
            ch if harmless(ch) => out.push(ch),
            ch => out.push_str(&format!("\\u{:04x}", u32::from(ch))),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[31m\u{9b}2J\u{7}\u{7f}\u{202e}b\u{2066}\u{61c}\u{2028}c";

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(line(HOSTILE), "a[31m2Jbc");
        assert_eq!(lines("Kế hoạch\r\n\u{1b}c\n"), "Kế hoạch\nc\n");
    }

    #[test]
    fn nothing_is_a_command_of_a_ci_service() {
        assert_eq!(lines("::error::x\n  ::stop-commands::y\na::b"), ": :error::x\n  : :stop-commands::y\na::b");
        assert_eq!(line("##[error]x ##vso[task]y #\u{202e}#[z]"), "# #[error]x # #vso[task]y # #[z]");
        assert_eq!(line("## I. [1] ###"), "## I. [1] ###");
    }

    #[test]
    fn what_may_be_invisible_is_looked_at() {
        for ch in ('\0'..=char::MAX).filter(|ch| !is_visible(*ch) && *ch != '\n') {
            assert!(!is_plain_json(ch.to_string().as_bytes()), "{ch:?}");
        }
        assert!(is_plain_json("{\n  \"Kế hoạch Ứng phó\": 7\n}".as_bytes()) && !is_plain_json(b"##[x]"));
    }

    #[test]
    fn json_says_the_same() {
        let text = json(&[HOSTILE, "##[error]", "“Kế hoạch” ## [1]"]);
        assert!(text.chars().all(|ch| ch == '\n' || is_visible(ch)) && !text.contains("##["), "{text}");
        let read: Vec<String> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read, [HOSTILE, "##[error]", "“Kế hoạch” ## [1]"]);
    }
}
