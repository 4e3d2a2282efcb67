#![no_main]

libfuzzer_sys::fuzz_target!(
    // The store panics on some damage, and the cache expects that: only what comes through is a finding.
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| bamsat_cli::untrusted::cache(data)
);
