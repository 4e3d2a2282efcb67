//! A place in a text that is read piece by piece.

/// Reads a text from a place on; what does not fit leaves the place as it was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// At byte `at` of `text`.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte at which it stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The next character, if it fits.
    pub(super) fn take(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        let ch = self.rest().chars().next().filter(|ch| fits(*ch))?;
        self.at += ch.len_utf8();
        Some(ch)
    }

    /// The characters up to the first that does not fit.
    pub(super) fn run(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        let from = self.at;
        while self.take(&fits).is_some() {}
        &self.text[from..self.at]
    }

    /// White space, as much as there is.
    pub(super) fn spaces(&mut self) {
        self.run(char::is_whitespace);
    }

    /// One white space, if there is one.
    pub(super) fn space(&mut self) {
        self.take(char::is_whitespace);
    }

    /// Up to `most` digits, and one at the least.
    pub(super) fn digits(&mut self, most: usize) -> Option<&'t str> {
        let len = self.rest().bytes().take(most).take_while(u8::is_ascii_digit).count();
        let digits = &self.rest()[..len];
        self.at += len;
        (len > 0).then_some(digits)
    }

    /// A year of this century or the last.
    pub(super) fn year(&mut self) -> Option<&'t str> {
        let mut further = *self;
        let year = further.digits(4).filter(|year| year.len() == 4 && (year.starts_with("19") || year.starts_with("20")))?;
        *self = further;
        Some(year)
    }

    /// Whether these words stand here; goes behind them.
    #[inline]
    pub(super) fn word(&mut self, word: &str) -> bool {
        // Most places differ in the first byte already.
        let rest = &self.text.as_bytes()[self.at..];
        let found = rest.first() == word.as_bytes().first() && rest.starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }
}
