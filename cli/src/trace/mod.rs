//! The trace of a run: one JSON object per event and line (spec C1.4).
//!
//! Nothing but whole lines is left in a file, also where writing fails. This module must never influence
//! what it tells of.

mod line;

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crankcase_kernel::{CrankNumber, Observer, TraceEvent};
use serde_json::json;

pub use line::object;

/// Lines are written when a crank is over, and before that once there are so many bytes of them.
const ENOUGH: usize = 64 << 10;

/// An [`Observer`] that writes a trace into a file. What differs from run to run is in the fields `time`
/// (seconds since 1970) and `monotime` (seconds since the trace began) of each line.
#[derive(Debug)]
pub struct Trace {
    file: File,
    begun: Instant,
    /// Whole lines that are not in the file yet.
    pending: Vec<u8>,
    /// How many bytes of whole lines are in the file.
    written: u64,
    failed: Rc<Cell<bool>>,
    error: Option<io::Error>,
}

impl Trace {
    /// Begins a trace in a file, in place of what the file held.
    ///
    /// # Errors
    /// When the file cannot be made or written.
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: File::create(path)?,
            begun: Instant::now(),
            pending: Vec::new(),
            written: 0,
            failed: Rc::default(),
            error: None,
        })
    }

    /// Says during a run whether writing has failed; nothing is written from there on.
    #[must_use]
    pub fn failed(&self) -> Rc<Cell<bool>> {
        Rc::clone(&self.failed)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// The first failure, now or before. What the file has holds whole lines all the same.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush();
        self.error.take().map_or(Ok(()), Err)
    }

    fn flush(&mut self) {
        if self.error.is_some() {
            return;
        }
        match self.file.write_all(&self.pending) {
            Ok(()) => self.written += self.pending.len() as u64,
            Err(error) => {
                // What is no regular file cannot take back the beginning of a line.
                let _ = self.file.set_len(self.written);
                self.error = Some(error);
                self.failed.set(true);
            }
        }
        self.pending.clear();
    }
}

impl Observer for Trace {
    fn wants_events(&self) -> bool {
        true
    }

    fn event(&mut self, crank: CrankNumber, event: &TraceEvent<'_>) {
        if self.error.is_some() {
            return;
        }
        let mut line = line::object(crank, event);
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let time = since.map_or(0.0, |since| since.as_secs_f64());
        line.insert("time".to_owned(), json!(time));
        let monotime = self.begun.elapsed().as_secs_f64();
        line.insert("monotime".to_owned(), json!(monotime));
        serde_json::to_writer(&mut self.pending, &line).expect("memory takes it");
        self.pending.push(b'\n');
        if matches!(event, TraceEvent::CrankFinish { .. }) || self.pending.len() >= ENOUGH {
            self.flush();
        }
    }
}

/// What a run that failed has told is the more interesting.
impl Drop for Trace {
    fn drop(&mut self) {
        self.flush();
    }
}
