//! P4: from the kernel's references to the vat's.
//!
//! Adds what the vat has not seen to its c-list. It must never decide whether to deliver.

use crankcase_abi::{CapData, Delivery, Resolution, VatRef};

use super::syscalls::SLOT_WEIGHT;
use crate::ids::{KernelRef, VatId};
use crate::tables::Tables;
use crate::tables::keys::GcKind;
use crate::tables::rows::{Message, PromiseState};

fn import_data(tables: &mut Tables, vat: VatId, data: &CapData<KernelRef>) -> CapData<VatRef> {
    let slots = data
        .slots
        .iter()
        .map(|slot| tables.import(vat, *slot))
        .collect();
    CapData {
        body: data.body.clone(),
        slots,
    }
}

/// The delivery that starts a vat.
pub(crate) fn start_vat(
    tables: &mut Tables,
    vat: VatId,
    parameters: &CapData<KernelRef>,
) -> Delivery {
    let options = tables
        .configs
        .get(&vat)
        .expect("a vat that runs has a configuration")
        .options;
    Delivery::StartVat {
        parameters: import_data(tables, vat, parameters),
        options,
    }
}

/// The delivery of a message; the vat becomes the decider of its result (spec P4.1).
pub(crate) fn message(
    tables: &mut Tables,
    vat: VatId,
    target: KernelRef,
    message: Message,
) -> Delivery {
    let target = tables.import(vat, target);
    let Message { methargs, result } = message;
    let slots = methargs
        .slots
        .iter()
        .map(|slot| tables.import(vat, *slot))
        .collect();
    let result = result.map(|promise| {
        tables.set_decider(promise, Some(vat));
        tables.import(vat, promise)
    });
    Delivery::Message {
        target,
        methargs: CapData {
            body: methargs.body,
            slots,
        },
        result,
    }
}

/// The delivery of a resolution and of all resolutions it leads to; none if the vat has lost interest.
/// The vat and the kernel forget these promises with it (spec P4.2), which [`forget`] does.
pub(crate) fn notify(tables: &mut Tables, vat: VatId, promise: KernelRef) -> Option<Delivery> {
    tables.to_vat(vat, promise)?;
    let batch = resolved_with(tables, promise);
    let mut resolutions = Vec::with_capacity(batch.len());
    for kref in &batch {
        let vref = tables.import(vat, *kref);
        let (rejected, data) = match tables.promise_state(*kref) {
            PromiseState::Fulfilled(data) => (false, data.clone()),
            PromiseState::Rejected(data) => (true, data.clone()),
            PromiseState::Unresolved { .. } => {
                unreachable!("{kref} is in a batch of resolved promises")
            }
        };
        resolutions.push(Resolution {
            promise: vref,
            rejected,
            data: import_data(tables, vat, &data),
        });
    }
    Some(Delivery::Notify { resolutions })
}

/// The delivery that tells a vat about garbage (spec G7). Retired references leave its c-list with it; the
/// object of a retired export goes too, which nobody else knows any more. [`forget`] does both.
pub(crate) fn garbage(tables: &Tables, vat: VatId, kind: GcKind, krefs: &[KernelRef]) -> Delivery {
    let objects = krefs
        .iter()
        .filter_map(|kref| tables.to_vat(vat, *kref))
        .collect();
    match kind {
        GcKind::DropExport => Delivery::DropExports { objects },
        GcKind::RetireExport => Delivery::RetireExports { objects },
        GcKind::RetireImport => Delivery::RetireImports { objects },
    }
}

/// Forgets what a vat and the kernel forget with a delivery, before the vat gets it.
pub(crate) fn forget(tables: &mut Tables, vat: VatId, delivery: &Delivery) {
    let known = |tables: &Tables, vrefs: &[VatRef]| -> Vec<_> {
        let krefs = vrefs.iter().filter_map(|vref| tables.to_kernel(vat, *vref));
        krefs.collect()
    };
    match delivery {
        Delivery::Notify { resolutions } => {
            let promises: Vec<_> = resolutions.iter().map(|one| one.promise).collect();
            for kref in known(tables, &promises) {
                tables.remove_entry(vat, kref);
            }
        }
        Delivery::DropExports { objects } => {
            for kref in known(tables, objects) {
                tables.unreach(vat, kref);
            }
        }
        Delivery::RetireExports { objects } => {
            for kref in known(tables, objects) {
                tables.objects.remove(&kref);
                tables.remove_entry(vat, kref);
            }
        }
        Delivery::RetireImports { objects } => {
            for kref in known(tables, objects) {
                tables.remove_entry(vat, kref);
            }
        }
        Delivery::StartVat { .. } | Delivery::Message { .. } | Delivery::BringOutYourDead => {}
    }
}

/// The weight beyond which a notify brings no further promises along (spec P4.3), in bytes.
const FULL_BATCH: usize = 16 << 20;

/// A resolved promise and the resolved promises its data leads to, each once, depth first, as far as a
/// batch goes.
fn resolved_with(tables: &Tables, promise: KernelRef) -> Vec<KernelRef> {
    let mut batch = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut open = vec![promise];
    let mut weight = 0;
    while let Some(kref) = open.pop() {
        let (PromiseState::Fulfilled(data) | PromiseState::Rejected(data)) =
            tables.promise_state(kref)
        else {
            continue;
        };
        if !seen.insert(kref) {
            continue;
        }
        weight += data.body.len() + (data.slots.len() + 2) * SLOT_WEIGHT;
        if weight > FULL_BATCH && !batch.is_empty() {
            break;
        }
        batch.push(kref);
        // The last one pushed is the next one visited.
        open.extend(data.slots.iter().rev().filter(|slot| slot.is_promise()));
    }
    batch
}
