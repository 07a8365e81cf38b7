//! Run policies: how far a run goes.
//!
//! A policy is asked before the first crank and after each. It sees what cranks were and cost, and must never
//! be able to change what a crank does. Replicas that stop their blocks by a policy have to agree on one that
//! looks at nothing but cranks: all here do but [`TimeLimit`].

use std::time::{Duration, Instant};

use crankcase_kernel::CrankSummary;

use crate::Computrons;

/// Whether a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continue {
    /// It does.
    Yes,
    /// It stops here.
    No,
}

impl From<bool> for Continue {
    fn from(go_on: bool) -> Self {
        if go_on { Self::Yes } else { Self::No }
    }
}

/// Decides how far a run goes.
pub trait RunPolicy {
    /// Whether another crank may follow. `last` is the crank that was just executed, `None` before the first
    /// of a run.
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue;
}

impl<F: FnMut(Option<&CrankSummary>) -> Continue> RunPolicy for F {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        self(last)
    }
}

/// Until there is nothing left to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlimited;

impl RunPolicy for Unlimited {
    fn proceed(&mut self, _: Option<&CrankSummary>) -> Continue {
        Continue::Yes
    }
}

/// So many cranks.
#[derive(Clone, Copy, Debug)]
pub struct CrankLimit {
    left: u64,
}

impl CrankLimit {
    /// Lets `cranks` cranks pass, of all the runs it is used for.
    #[must_use]
    pub const fn new(cranks: u64) -> Self {
        Self { left: cranks }
    }
}

impl RunPolicy for CrankLimit {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        self.left = self.left.saturating_sub(u64::from(last.is_some()));
        (self.left > 0).into()
    }
}

/// So many computrons: the crank that reaches them is the last.
#[derive(Clone, Copy, Debug)]
pub struct ComputronLimit {
    left: u64,
}

impl ComputronLimit {
    /// Lets cranks pass until they have cost so much, in all the runs it is used for. What collecting garbage
    /// costs counts too, though no vat pays for it.
    #[must_use]
    pub const fn new(computrons: Computrons) -> Self {
        Self { left: computrons.0 }
    }
}

impl RunPolicy for ComputronLimit {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        if let Some(delivery) = last.and_then(|crank| crank.delivered) {
            self.left = self.left.saturating_sub(delivery.computrons.0);
        }
        (self.left > 0).into()
    }
}

/// So much growth of the vats' memories: the crank that reaches it is the last.
#[derive(Clone, Copy, Debug)]
pub struct GrowthLimit {
    left: u64,
}

impl GrowthLimit {
    /// Lets cranks pass until vats have grown by so many bytes together, in all the runs it is used for.
    #[must_use]
    pub const fn new(bytes: u64) -> Self {
        Self { left: bytes }
    }
}

impl RunPolicy for GrowthLimit {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        if let Some(delivery) = last.and_then(|crank| crank.delivered) {
            self.left = self.left.saturating_sub(delivery.grown_bytes);
        }
        (self.left > 0).into()
    }
}

/// So much time, for hosts without consensus: where it stops differs from run to run.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimit {
    duration: Duration,
    end: Option<Instant>,
}

impl TimeLimit {
    /// Lets cranks begin for so long, from the first time it is asked.
    #[must_use]
    pub const fn new(duration: Duration) -> Self {
        Self {
            duration,
            end: None,
        }
    }
}

impl RunPolicy for TimeLimit {
    fn proceed(&mut self, _: Option<&CrankSummary>) -> Continue {
        let now = Instant::now();
        match self.end {
            Some(end) => (now < end).into(),
            None => {
                // A time that no clock can show never comes.
                self.end = now.checked_add(self.duration);
                (!self.duration.is_zero()).into()
            }
        }
    }
}

/// Until one of several policies says no; each is asked every time.
pub struct All<'a>(pub Vec<Box<dyn RunPolicy + 'a>>);

impl RunPolicy for All<'_> {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        let policies = self.0.iter_mut();
        policies
            .map(|policy| policy.proceed(last))
            .fold(Continue::Yes, |all, one| match all {
                Continue::Yes => one,
                Continue::No => Continue::No,
            })
    }
}
