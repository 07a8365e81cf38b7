//! Turning the crank until there is nothing to do or a policy says no.
//!
//! This module must never decide what a crank does.

use std::num::NonZeroU64;

use crankcase_abi::Computrons;
use crankcase_kernel::{CrankSummary, Kernel, KernelError, Observer};

use crate::policy::{Continue, RunPolicy};

/// How many cranks become durable together where nobody says otherwise.
pub const CRANKS_PER_BLOCK: NonZeroU64 = NonZeroU64::new(1_000).unwrap();

/// What a run has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The cranks of this run.
    pub cranks: u64,
    /// What they cost.
    pub computrons: Computrons,
}

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// There is nothing left to do, but for cleanup that the policy forbids.
    Idle,
    /// The policy said no. There may be something left to do, or not.
    Policy,
}

/// Executes cranks and commits them, so many together, and at the end what is left.
///
/// # Errors
/// What the store or the host suffered. What was not committed before is lost then, and the kernel refuses
/// to go on.
pub fn run(
    kernel: &mut Kernel,
    policy: &mut dyn RunPolicy,
    cranks_per_block: NonZeroU64,
    observer: &mut dyn Observer,
) -> Result<(Progress, Stopped), KernelError> {
    let mut progress = Progress::default();
    let mut last = None;
    let stopped = loop {
        if policy.proceed(last.as_ref()) == Continue::No {
            break Stopped::Policy;
        }
        let Some(crank) = kernel.step_with(observer, policy.cleanup())? else {
            break Stopped::Idle;
        };
        progress.add(&crank);
        if progress.cranks.is_multiple_of(cranks_per_block.get()) {
            kernel.commit()?;
        }
        last = Some(crank);
    };
    kernel.commit()?;
    Ok((progress, stopped))
}

impl Progress {
    /// Counts a crank.
    pub fn add(&mut self, crank: &CrankSummary) {
        self.cranks += 1;
        if let Some(delivery) = crank.delivered {
            self.computrons += delivery.computrons;
        }
    }
}
