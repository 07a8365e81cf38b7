//! What vats print, on the standard error.

use crankcase::{ConsoleLevel, ConsoleSink};
use indicatif::ProgressBar;

use crate::output;

/// Writes each line as `vat: text`, above the progress line if there is one.
pub struct Console {
    pub bar: ProgressBar,
}

impl ConsoleSink for Console {
    fn line(&mut self, vat: &str, _level: ConsoleLevel, text: &str) {
        self.bar.suspend(|| {
            for line in text.lines() {
                output::note(&format!("{vat}: {}", output::visible(line)));
            }
        });
    }
}
