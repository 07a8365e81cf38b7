//! What is to be done when a message from the host has its result (spec C2.2).
//!
//! Asked once for each crank and each event from outside, before that is sealed. This module must never settle
//! a promise.

use serde::{Deserialize, Serialize};

use crate::error::KernelError;
use crate::ids::KernelRef;
use crate::summary::PromiseStatus;
use crate::tables::Tables;
use crate::tables::rows::PromiseState;

/// What is to be done with the result of a message from the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ResultPolicy {
    /// There is no promise for it.
    None,
    /// It is the host's to look at.
    #[default]
    Ignore,
    /// Besides, the observer is told of it.
    LogAlways,
    /// Besides, the observer is told of it if it is a failure.
    LogFailure,
    /// If it is a failure, the kernel stops with [`KernelError::ResultRejected`], and nothing is kept of the crank
    /// in which that came out.
    Panic,
}

/// A result that the host wants to hear of.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) promise: KernelRef,
    pub(crate) status: PromiseStatus,
}

impl Tables {
    /// Makes the promise for the result of a message from the host, which the host holds; none if it wants none.
    pub(crate) fn new_result(&mut self, policy: ResultPolicy) -> Option<KernelRef> {
        if policy == ResultPolicy::None {
            return None;
        }
        let promise = self.new_promise(None);
        self.hold(promise);
        if policy != ResultPolicy::Ignore {
            self.policies.put(promise, policy);
        }
        Some(promise)
    }
}

/// Takes the policies of the results that came out since the last seal, and gives what is to be told.
///
/// # Errors
/// When one of them was not to fail and did.
pub(crate) fn take_settled(tables: &mut Tables) -> Result<Vec<Report>, KernelError> {
    if tables.policies.is_empty() {
        return Ok(Vec::new());
    }
    let changed = tables.promises.changes().map(|(promise, ..)| *promise);
    let with_policy = changed.filter(|promise| tables.policies.get(promise).is_some());
    let candidates: Vec<_> = with_policy.collect();
    let mut reports = Vec::new();
    for promise in candidates {
        let status = match tables.promises.get(&promise) {
            Some(PromiseState::Fulfilled(data)) => PromiseStatus::Fulfilled(data.clone()),
            Some(PromiseState::Rejected(data)) => PromiseStatus::Rejected(data.clone()),
            Some(PromiseState::Unresolved { .. }) | None => continue,
        };
        let failed = matches!(status, PromiseStatus::Rejected(_));
        match (tables.policies.remove(&promise), status) {
            (Some(ResultPolicy::Panic), PromiseStatus::Rejected(reason)) => {
                let reason = reason.body;
                return Err(KernelError::ResultRejected { promise, reason });
            }
            (Some(ResultPolicy::LogAlways), status) => reports.push(Report { promise, status }),
            (Some(ResultPolicy::LogFailure), status) if failed => {
                reports.push(Report { promise, status });
            }
            _ => {}
        }
    }
    Ok(reports)
}
