//! What reading one file may take.

/// Bounds of reading; beyond them a file is refused with the bound that it broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file: u64,
    /// Bytes of one part of a packed file, unpacked.
    pub part: u64,
    /// Bytes of the words of a file, as UTF-8.
    pub text: u64,
    /// Pages of a file.
    pub pages: u64,
    /// Letters on a page of a PDF.
    pub page_letters: u64,
    /// Operators that draw a page of a PDF.
    pub page_operators: u64,
    /// Elements of one part of a Word file.
    pub elements: u64,
    /// Elements inside each other, of a Word file or a page of the web.
    pub nesting: u64,
    /// Bytes of memory of a process that reads one file.
    pub memory: u64,
    /// Seconds that such a process may take.
    pub seconds: u64,
}

impl Default for Limits {
    /// Far above any plan, far below what would hurt.
    fn default() -> Self {
        Self {
            file: 64 << 20,
            part: 64 << 20,
            // Twice as much as the pages hold when each of them is full.
            text: 16 << 20,
            pages: 2_000,
            page_letters: 200_000,
            page_operators: 2_000_000,
            elements: 2_000_000,
            nesting: 256,
            memory: 1 << 30,
            seconds: 20,
        }
    }
}
