//! A browser without a window, and cascades to show in it.

mod chromium;
mod sample;

pub(crate) use chromium::Browser;
pub(crate) use sample::{HOSTILE, flat, large, small};
