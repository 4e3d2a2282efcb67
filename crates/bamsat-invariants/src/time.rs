//! Work that must end in time.

use std::time::Duration;

/// Bytes of an input up to which the bounds of time hold.
pub const SMALL: usize = 64 << 10;

/// Does the work; asks that it took no longer than `most`, where the input is small. Counted is the
/// time that this thread computed, so that a busy machine makes no difference.
///
/// # Panics
///
/// When it took longer.
pub fn within<T>(most: Duration, bytes: usize, work: impl FnOnce() -> T) -> T {
    let before = computed();
    let out = work();
    let took = computed().saturating_sub(before);
    assert!(bytes > SMALL || took <= most, "{bytes} bytes took {took:?}, more than {most:?}");
    out
}

/// What this thread computed until now.
#[cfg(unix)]
pub fn computed() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// What this thread computed until now.
#[cfg(not(unix))]
pub fn computed() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
