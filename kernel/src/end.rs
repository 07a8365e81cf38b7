//! A: what happens at once when a vat ends (spec A10, A11, A6, P8.4). What it leaves behind is cleaned up later, by
//! `cleanup`.
//!
//! Any crank may end any vat, and a crank that is undone takes the end back. This module must never touch
//! a worker: the conductor drops those of the vats that ended.

use crankcase_abi::{CapData, RefKind, Resolution, VatRef};

use crate::ids::{KernelRef, VatId};
use crate::tables::Tables;
use crate::tables::rows::{PromiseState, VatStatus};
use crate::{garbage, pause, promises, vat_admin};

/// How a vat ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    /// What its row says from now on.
    pub(crate) reason: String,
    /// Whether it failed, or was made to end.
    pub(crate) failure: bool,
    /// What its creator is told.
    pub(crate) info: CapData<KernelRef>,
}

impl Ending {
    /// A failure that has no other data than its reason.
    pub(crate) fn failure(reason: &str) -> Self {
        Self {
            reason: reason.to_owned(),
            failure: true,
            info: CapData::error(reason),
        }
    }
}

/// What messages to the objects of an ended vat, and the promises it decided, come to.
pub(crate) fn vat_terminated() -> CapData<KernelRef> {
    CapData::error("vat terminated")
}

/// Ends a vat; nothing happens if it has ended or never was. One that runs may go on until its delivery is over
/// (spec A10).
pub(crate) fn terminate(tables: &mut Tables, vat: VatId, ending: &Ending) {
    if !tables.is_alive(vat) || tables.put_off_end(vat, ending) {
        return;
    }
    pause::release(tables, vat);
    tables.vats.update(&vat, |row| {
        row.status = VatStatus::Ended(ending.reason.clone())
    });
    if let Some(root) = tables.to_kernel(vat, VatRef::ROOT) {
        tables.unpin(root);
    }
    sever(tables, vat);
    tables.queue_cleanup(vat);
    tables.update_row(|row| row.counters.ends += 1);
    tables.note_end(vat, &ending.reason);
    vat_admin::vat_terminated(tables, vat, ending.failure, ending.info.clone());
}

/// Takes from a vat that has ended what only a living one can have: a place among those who are told about
/// garbage, and promises to decide, which are rejected in the text order of its names for them.
fn sever(tables: &mut Tables, vat: VatId) {
    tables.cancel_reap(vat);
    garbage::forget(tables, vat);
    let resolutions = decided(tables, vat)
        .into_iter()
        .map(|promise| Resolution {
            promise,
            rejected: true,
            data: vat_terminated(),
        })
        .collect();
    promises::resolve(tables, Some(vat), resolutions);
}

/// The promises that a vat decides, in the text order of its names for them.
fn decided(tables: &Tables, vat: VatId) -> Vec<KernelRef> {
    let decides = |kref: &KernelRef| matches!(tables.promise_state(*kref), PromiseState::Unresolved { decider: Some(decider), .. } if *decider == vat);
    let mut decided: Vec<_> = tables
        .vrefs_of(vat, RefKind::Promise)
        .filter(|(_, kref)| decides(kref))
        .collect();
    decided.sort_by_cached_key(|(vref, _)| vref.to_string());
    decided.into_iter().map(|(_, kref)| kref).collect()
}
