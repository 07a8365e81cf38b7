//! Ctrl-C: once to stop after the crank that is running, twice to stop at once.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// The exit code of an interrupted command.
pub const EXIT_CODE: u8 = 130;

/// Begins to listen. Where that is impossible, Ctrl-C ends the process as ever, which the store survives.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            process::exit(i32::from(EXIT_CODE));
        }
    });
}

/// Whether somebody has asked to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
