//! What vats print, on the standard error.

use crankcase::{ConsoleLevel, CrankNumber, Observer};
use indicatif::ProgressBar;

use crate::output;

/// Writes each line as `vat #crank: text`, above the progress line if there is one. What is there for debugging
/// only, as the errors that vats send to each other, is counted unless it is asked for.
pub struct Console {
    pub bar: ProgressBar,
    pub verbose: bool,
    pub hidden: u64,
}

impl Console {
    /// Says how much was not shown.
    pub fn finish(&self) {
        if self.hidden > 0 {
            let lines = if self.hidden == 1 {
                "message"
            } else {
                "messages"
            };
            output::note(&format!(
                "{} debug {lines} not shown (--verbose shows them)",
                self.hidden
            ));
        }
    }
}

impl Observer for Console {
    fn line(&mut self, vat: &str, crank: CrankNumber, level: ConsoleLevel, text: &str) {
        if level == ConsoleLevel::Debug && !self.verbose {
            self.hidden += 1;
            return;
        }
        self.bar.suspend(|| {
            for line in text.lines() {
                output::note(&format!("{vat} #{crank}: {}", output::visible(line)));
            }
        });
    }
}
