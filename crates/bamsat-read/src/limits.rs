//! What reading one file may take.

/// Bounds of reading; beyond them a file is refused with the bound that it broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file: u64,
    /// Bytes of one part of a packed file, unpacked.
    pub part: u64,
    /// Pages of a file.
    pub pages: usize,
    /// Bytes of memory of a process that reads one file.
    pub memory: u64,
    /// Seconds that such a process may take.
    pub seconds: u64,
}

impl Default for Limits {
    /// Far above any plan, far below what would hurt.
    fn default() -> Self {
        Self { file: 64 << 20, part: 64 << 20, pages: 2_000, memory: 1 << 30, seconds: 20 }
    }
}
