//! Run policies: how far a run goes, and how much it cleans up.
//!
//! A policy is asked before the first crank and after each. It sees what cranks were and cost, and must never
//! be able to change what a crank does, but for how much is cleaned up after vats that have ended. Replicas
//! have to agree on policies that look at nothing but cranks: all here do but [`TimeLimit`].

use std::time::{Duration, Instant};

use crankcase_kernel::{CleanupBudget, CrankSummary, DeliveryKind};

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

/// Decides how far a run goes (spec C3.1).
pub trait RunPolicy {
    /// Whether another crank may follow. `last` is the crank that was just executed, `None` before the first
    /// of a run.
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue;

    /// How much the next crank may clean up after vats that have ended. Asked before each crank.
    fn cleanup(&mut self) -> CleanupBudget {
        CleanupBudget::STANDARD
    }
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

/// So much work for garbage: the crank that reaches it is the last.
#[derive(Clone, Copy, Debug)]
pub struct GarbageLimit {
    left: u64,
}

impl GarbageLimit {
    /// Lets cranks pass until telling vats about garbage, and asking them for it, has cost so much in all the runs
    /// it is used for (spec C3.2). No vat pays for that, and there may be much of it after much work.
    #[must_use]
    pub const fn new(computrons: Computrons) -> Self {
        Self { left: computrons.0 }
    }
}

impl RunPolicy for GarbageLimit {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        let delivery = last.and_then(|crank| crank.delivered);
        if let Some(delivery) = delivery
            && matches!(delivery.kind, DeliveryKind::Garbage | DeliveryKind::Reap)
        {
            self.left = self.left.saturating_sub(delivery.computrons.0);
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

/// A policy, with another budget for each crank's cleanup.
#[derive(Clone, Copy, Debug)]
pub struct Cleaning<P> {
    policy: P,
    budget: CleanupBudget,
}

impl<P: RunPolicy> Cleaning<P> {
    /// Runs as far as `policy` says. Each crank may clean up so much.
    #[must_use]
    pub const fn new(policy: P, budget: CleanupBudget) -> Self {
        Self { policy, budget }
    }
}

impl<P: RunPolicy> RunPolicy for Cleaning<P> {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        self.policy.proceed(last)
    }

    fn cleanup(&mut self) -> CleanupBudget {
        self.budget
    }
}

/// So much cleanup; when that is used up, the rest of it waits while everything else goes on.
#[derive(Clone, Copy, Debug)]
pub struct CleanupLimit {
    left: CleanupBudget,
}

impl CleanupLimit {
    /// Lets so much be cleaned up, in all the runs it is used for.
    #[must_use]
    pub const fn new(budget: CleanupBudget) -> Self {
        Self { left: budget }
    }
}

impl RunPolicy for CleanupLimit {
    fn proceed(&mut self, last: Option<&CrankSummary>) -> Continue {
        if let Some(cleaned) = last.and_then(|crank| crank.cleaned) {
            let left = &mut self.left;
            left.exports = left.exports.saturating_sub(cleaned.exports);
            left.imports = left.imports.saturating_sub(cleaned.imports);
            left.promises = left.promises.saturating_sub(cleaned.promises);
            left.kv = left.kv.saturating_sub(cleaned.kv);
        }
        Continue::Yes
    }

    fn cleanup(&mut self) -> CleanupBudget {
        self.left
    }
}

/// Until one of several policies says no; each is asked every time. Each crank cleans up no more than any of
/// them allows.
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

    fn cleanup(&mut self) -> CleanupBudget {
        let budgets = self.0.iter_mut().map(|policy| policy.cleanup());
        budgets.reduce(least).unwrap_or_default()
    }
}

fn least(one: CleanupBudget, other: CleanupBudget) -> CleanupBudget {
    CleanupBudget {
        exports: one.exports.min(other.exports),
        imports: one.imports.min(other.imports),
        promises: one.promises.min(other.promises),
        kv: one.kv.min(other.kv),
    }
}
