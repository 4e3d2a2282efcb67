//! What stands between two words.

/// What separates a word from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, or nothing but the sign in `TB&XH`.
    Space,
    Comma,
    Semicolon,
    Dash,
    Slash,
    /// An opening bracket or quote, a full stop, a colon ...
    Other,
}

impl Gap {
    /// The gap that holds these characters.
    pub(super) fn of(between: &str) -> Self {
        match between.trim_matches([' ', '\n']) {
            "" | "&" => Self::Space,
            "," => Self::Comma,
            ";" => Self::Semicolon,
            "-" | "–" | "—" => Self::Dash,
            "/" => Self::Slash,
            _ => Self::Other,
        }
    }
}
