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
}

impl Default for Limits {
    /// Far above any plan, far below what would hurt.
    fn default() -> Self {
        Self { file: 64 << 20, part: 64 << 20, pages: 2_000 }
    }
}
