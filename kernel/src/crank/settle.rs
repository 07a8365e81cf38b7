//! P8: what a delivery leaves behind.
//!
//! Judges how it ended, keeps or undoes what the vat did, and ends the vat where that is due. What the
//! crank cost survives in every case. It must never write to the store.

use crankcase_abi::{CapData, Delivery, Resolution, VatRef};

use super::deliver::Delivered;
use super::route;
use crate::garbage;
use crate::ids::{KernelRef, VatId};
use crate::promises;
use crate::reap;
use crate::tables::Tables;
use crate::tables::rows::{PromiseState, VatStatus};
use crate::vat_admin;

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

/// Settles a crank.
pub(crate) fn settle(tables: &mut Tables, vat: VatId, delivered: &Delivered) -> Settled {
    let settled = judge(delivered);
    if settled.undone {
        tables.undo();
        if matches!(delivered.delivery, Delivery::StartVat { .. }) {
            // Consumed (spec P8.2); any other item is at the head of its queue again and finds the vat gone.
            tables.take_next();
        }
    }
    tables.vats.update(&vat, |row| {
        row.computrons += delivered.report.computrons;
        row.memory_bytes = delivered.report.memory_bytes;
    });
    match &settled.ended {
        Some(reason) => {
            terminate(tables, vat, reason);
            let (failure, info) = last_words(delivered, reason);
            vat_admin::vat_terminated(tables, vat, failure, info);
        }
        None => reap::add_dirt(tables, vat, &delivered.delivery),
    }
    settled
}

/// What the vat's owner is told of its end (spec A6): what the vat said when it asked for it, or why it had to.
fn last_words(delivered: &Delivered, reason: &str) -> (bool, CapData<KernelRef>) {
    match &delivered.exit {
        Some(exit) if delivered.report.ended.reason().is_none() => {
            (exit.failure, exit.info.clone())
        }
        _ => (true, CapData::error(reason)),
    }
}

/// Ends a vat (spec P8.4, G9): rejects the promises it decides, in the text order of its names for them;
/// leaves its objects without an owner; forgets its c-list, its store, and what it was to be told.
pub(crate) fn terminate(tables: &mut Tables, vat: VatId, reason: &str) {
    tables.cancel_reap(vat);
    tables
        .vats
        .update(&vat, |row| row.status = VatStatus::Ended(reason.to_owned()));
    if let Some(root) = tables.to_kernel(vat, VatRef::ROOT) {
        tables.unpin(root);
    }
    let entries: Vec<_> = tables.entries(vat).collect();
    let mut decided: Vec<_> = entries
        .iter()
        .filter(|(kref, _)| kref.is_promise() && decides(tables, vat, *kref))
        .collect();
    decided.sort_by_cached_key(|(_, entry)| entry.vref.to_string());
    let resolutions = decided
        .into_iter()
        .map(|(promise, _)| Resolution {
            promise: *promise,
            rejected: true,
            data: terminated(),
        })
        .collect();
    promises::resolve(tables, Some(vat), resolutions);
    for (kref, entry) in entries {
        if kref.is_promise() {
            tables.unsubscribe(vat, kref);
        } else if entry.vref.is_export() {
            tables.disown(kref);
        }
        tables.remove_entry(vat, kref);
    }
    garbage::forget(tables, vat);
    let stored: Vec<_> = tables.stored(vat, "").map(|(key, _)| key.clone()).collect();
    stored
        .iter()
        .for_each(|key| _ = tables.vatstore.remove(key));
}

fn terminated() -> CapData<KernelRef> {
    route::vat_terminated()
}

fn decides(tables: &Tables, vat: VatId, kref: KernelRef) -> bool {
    matches!(tables.promise_state(kref), PromiseState::Unresolved { decider: Some(decider), .. } if *decider == vat)
}
