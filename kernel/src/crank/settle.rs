//! P8: what a delivery leaves behind.
//!
//! Judges how it ended, keeps or undoes what the vat did, and ends the vat where that is due. What the
//! crank cost survives in every case. It must never write to the store.

use crankcase_abi::{CapData, Resolution};

use super::deliver::Delivered;
use super::route;
use crate::ids::{KernelRef, VatId};
use crate::promises;
use crate::tables::Tables;
use crate::tables::rows::{PromiseState, VatStatus};

/// How the vat goes on after the crank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settled {
    /// Why the vat ended, if it did.
    pub(crate) ended: Option<String>,
    /// Whether what it did was undone.
    pub(crate) undone: bool,
}

/// The verdict (spec P8.1, L1.2): a fault undoes the crank and ends the vat; an exit ends it, and undoes the
/// crank if it is a failure.
fn judge(delivered: &Delivered) -> Settled {
    if let Some(reason) = delivered.report.ended.reason() {
        return Settled {
            ended: Some(reason),
            undone: true,
        };
    }
    match &delivered.exit {
        Some(exit) if exit.failure => Settled {
            ended: Some("exited with a failure".to_owned()),
            undone: true,
        },
        Some(_) => Settled {
            ended: Some("exited".to_owned()),
            undone: false,
        },
        None => Settled {
            ended: None,
            undone: false,
        },
    }
}

/// Settles a crank. `starting` says that the delivery was the vat's first: it is not done again.
pub(crate) fn settle(
    tables: &mut Tables,
    vat: VatId,
    delivered: &Delivered,
    starting: bool,
) -> Settled {
    let settled = judge(delivered);
    if settled.undone {
        tables.undo();
        if starting {
            // Consumed (spec P8.2); any other message is at the head of its queue again and finds the vat gone.
            tables.take_next();
        }
    }
    tables.vats.update(&vat, |row| {
        row.computrons += delivered.report.computrons;
        row.memory_bytes = delivered.report.memory_bytes;
    });
    if let Some(reason) = &settled.ended {
        terminate(tables, vat, reason);
    }
    settled
}

/// Ends a vat (spec P8.4): rejects the promises it decides, in the text order of its names for them;
/// leaves its objects without an owner; forgets its c-list.
pub(crate) fn terminate(tables: &mut Tables, vat: VatId, reason: &str) {
    tables
        .vats
        .update(&vat, |row| row.status = VatStatus::Ended(reason.to_owned()));
    let entries: Vec<_> = tables.entries(vat).collect();
    let mut decided: Vec<_> = entries
        .iter()
        .filter(|(kref, _)| kref.is_promise() && decides(tables, vat, *kref))
        .collect();
    decided.sort_by_cached_key(|(_, vref)| vref.to_string());
    let resolutions = decided
        .into_iter()
        .map(|(promise, _)| Resolution {
            promise: *promise,
            rejected: true,
            data: terminated(),
        })
        .collect();
    promises::resolve(tables, Some(vat), resolutions);
    for (kref, vref) in entries {
        if !kref.is_promise() && vref.is_export() {
            tables.objects.update(&kref, |row| row.owner = None);
        }
        tables.remove_entry(vat, kref);
    }
}

fn terminated() -> CapData<KernelRef> {
    route::vat_terminated()
}

fn decides(tables: &Tables, vat: VatId, kref: KernelRef) -> bool {
    matches!(tables.promise_state(kref), PromiseState::Unresolved { decider: Some(decider), .. } if *decider == vat)
}
