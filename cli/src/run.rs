//! Turning the crank until there is nothing to do or a limit is reached.
//!
//! This module must never decide what a crank does, and never let time decide how many there are.

use std::num::NonZeroU64;

use crankcase_abi::{Computrons, ConsoleLevel};
use crankcase_kernel::{ConsoleSink, CrankNumber, CrankSummary, Kernel, KernelError};

/// How far a run goes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Stop after so many cranks.
    pub cranks: Option<u64>,
    /// Stop after the crank with which the run has used so many computrons.
    pub computrons: Option<Computrons>,
    /// How many cranks become durable together.
    pub cranks_per_block: NonZeroU64,
}

impl Default for Limits {
    fn default() -> Self {
        const CRANKS_PER_BLOCK: NonZeroU64 = NonZeroU64::new(1_000).unwrap();
        Self {
            cranks: None,
            computrons: None,
            cranks_per_block: CRANKS_PER_BLOCK,
        }
    }
}

/// What a run has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The cranks of this run.
    pub cranks: u64,
    /// What they cost.
    pub computrons: Computrons,
}

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// There is nothing left to do.
    Idle,
    /// A limit was reached.
    Limit,
    /// The observer asked for it.
    Asked,
}

/// Whether a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continue {
    /// It does.
    Yes,
    /// It stops here.
    No,
}

/// A [`ConsoleSink`] that shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl ConsoleSink for Silent {
    fn line(&mut self, _vat: &str, _crank: CrankNumber, _level: ConsoleLevel, _text: &str) {}
}

/// Executes cranks and commits them, the last ones too. `observe` is called after each crank.
///
/// # Errors
/// What the store or the host suffered. What was not committed before is lost then, and the kernel refuses
/// to go on.
pub fn run(
    kernel: &mut Kernel,
    limits: &Limits,
    console: &mut dyn ConsoleSink,
    mut observe: impl FnMut(&Progress) -> Continue,
) -> Result<(Progress, Stopped), KernelError> {
    let mut progress = Progress {
        cranks: 0,
        computrons: Computrons(0),
    };
    let stopped = loop {
        if limits.reached(&progress) {
            break Stopped::Limit;
        }
        let Some(crank) = kernel.step(console)? else {
            break Stopped::Idle;
        };
        progress.add(&crank);
        if progress
            .cranks
            .is_multiple_of(limits.cranks_per_block.get())
        {
            kernel.commit()?;
        }
        if observe(&progress) == Continue::No {
            break Stopped::Asked;
        }
    };
    kernel.commit()?;
    Ok((progress, stopped))
}

impl Limits {
    fn reached(&self, progress: &Progress) -> bool {
        self.cranks.is_some_and(|limit| progress.cranks >= limit)
            || self
                .computrons
                .is_some_and(|limit| progress.computrons >= limit)
    }
}

impl Progress {
    fn add(&mut self, crank: &CrankSummary) {
        self.cranks += 1;
        if let Some(delivery) = crank.delivered {
            self.computrons += delivery.computrons;
        }
    }
}
