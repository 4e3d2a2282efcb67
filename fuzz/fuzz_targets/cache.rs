#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bamsat_cli::untrusted::cache(data));
