//! The progress line, shown only on a terminal.

use std::fmt::Write;
use std::time::Duration;

use crankcase::{Computrons, Shipped};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::output;

/// How many cranks pass between two updates.
const CRANKS: u64 = 32;

/// A line for a run.
pub fn line() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let rate = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{:.0}", state.per_sec());
    };
    let template = "{spinner} {human_pos} cranks, {msg} computrons, {rate} cranks/s";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.with_key("rate", rate));
    }
    bar.set_message("0");
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Shows how far a run has come.
pub fn show(bar: &ProgressBar, cranks: u64, computrons: Computrons) {
    if cranks.is_multiple_of(CRANKS) && !bar.is_hidden() {
        bar.set_message(output::grouped(computrons.0));
        bar.set_position(cranks);
    }
}

/// A line that counts something else than cranks.
#[derive(Clone)]
pub struct Work(ProgressBar);

impl Work {
    /// A line for so many of these.
    pub fn new(what: &str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) =
            ProgressStyle::with_template(&format!("{{spinner}} {{human_pos}} {what}{{msg}}"))
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// Shows how many there are.
    pub fn show(&self, done: u64) {
        if done.is_multiple_of(CRANKS) && !self.0.is_hidden() {
            self.0.set_position(done);
        }
    }

    /// Shows how many of how many there are.
    pub fn show_of(&self, done: u64, of: u64) {
        if !self.0.is_hidden() {
            self.0.set_message(format!(" of {}", output::grouped(of)));
            self.0.set_position(done);
        }
    }

    /// Removes the line.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// A line for an export or an import.
pub fn shipping() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let template = "{spinner} {bytes}{msg}, {bytes_per_sec}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Shows how far an export or an import has come.
pub fn show_shipped(bar: &ProgressBar, shipped: Shipped) {
    if let Some(of) = shipped.of {
        bar.set_message(format!(" of {}", output::size(of)));
    }
    bar.set_position(shipped.bytes);
}
