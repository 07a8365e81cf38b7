//! What the kernel tells the vat-admin vat: messages to its root, from nobody and without an answer (spec A3).
//!
//! An application without that vat is told nothing. This module must never change a vat.

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::capdata::quote;
use crankcase_abi::{BundleId, CapData, RefKind, Resolution, VatRef};

use crate::bundles::bundle_id_text;
use crate::crank::route::lone_slot;
use crate::end;
use crate::ids::{KernelRef, VatId};
use crate::inbound::methargs;
use crate::promises;
use crate::tables::Tables;
use crate::tables::rows::{Message, QueueItem};

/// The name of the static vat that is the vat-admin vat.
pub(crate) const NAME: &str = "vatAdmin";

/// The most bytes of a vat's last words (spec A6): the vat-admin vat has to take them in, whatever they are.
const MAX_WORDS: usize = 1 << 20;
/// The most references in them.
const MAX_WORDS_SLOTS: usize = 1_000;

/// A bundle was installed that was not there before (spec A2).
pub(crate) fn bundle_installed(tables: &mut Tables, id: BundleId) {
    let id = quote(&bundle_id_text(id));
    tell(tables, "bundleInstalled", &[id], Vec::new());
}

/// A vat has started that was made for it (spec A5).
pub(crate) fn vat_created(tables: &mut Tables, vat: VatId, root: KernelRef) {
    let vat = quote(&vat.to_string());
    let made = "{\"root\":\"$0.Alleged: vatRoot\"}".to_owned();
    tell(tables, "newVatCallback", &[vat, made], vec![root]);
}

/// A vat has ended (spec A6). Its last words are whatever it liked, so they travel as the settlement of a
/// promise, which cannot spoil the message.
pub(crate) fn vat_terminated(
    tables: &mut Tables,
    vat: VatId,
    failure: bool,
    info: CapData<KernelRef>,
) {
    if root(tables).is_none() {
        return;
    }
    let vat = quote(&vat.to_string());
    let info = if info.body.len() > MAX_WORDS || info.slots.len() > MAX_WORDS_SLOTS {
        CapData::error("the vat ended, with more to say than is passed on")
    } else {
        surviving(tables, info)
    };
    let done = match info.slots.as_slice() {
        // A promise does not settle to a promise (spec P7.2).
        [slot] if slot.kind() == RefKind::Promise && lone_slot(&info.body).is_some() => *slot,
        _ => {
            let done = tables.new_promise(None);
            let resolution = Resolution {
                promise: done,
                rejected: failure,
                data: info,
            };
            promises::resolve(tables, None, vec![resolution]);
            done
        }
    };
    let args = [vat, failure.to_string(), "\"&0\"".to_owned()];
    tell(tables, "vatTerminated", &args, vec![done]);
}

/// Data of which an undone crank may have taken references back. What they would be by now takes their place: an
/// object without an owner, a promise that is rejected since its vat has ended.
fn surviving(tables: &mut Tables, data: CapData<KernelRef>) -> CapData<KernelRef> {
    let is_gone = |kref: &KernelRef| match kref.kind() {
        RefKind::Object => tables.objects.get(kref).is_none(),
        RefKind::Promise => tables.promises.get(kref).is_none(),
        RefKind::Device => tables.nodes.get(kref).is_none(),
    };
    let gone: BTreeSet<_> = data.slots.iter().copied().filter(is_gone).collect();
    let remains: BTreeMap<_, _> = gone
        .into_iter()
        .map(|kref| (kref, remains(tables, kref)))
        .collect();
    let CapData { body, slots } = data;
    let slots = slots.iter().map(|slot| *remains.get(slot).unwrap_or(slot));
    CapData {
        body,
        slots: slots.collect(),
    }
}

fn remains(tables: &mut Tables, gone: KernelRef) -> KernelRef {
    if !gone.is_promise() {
        return tables.new_orphan();
    }
    let promise = tables.new_promise(None);
    promises::reject_result(tables, Some(promise), end::vat_terminated());
    promise
}

/// The root of the vat-admin vat, while that runs.
fn root(tables: &Tables) -> Option<KernelRef> {
    let vat = tables.row().vat_admin?;
    tables.is_alive(vat).then_some(())?;
    tables.to_kernel(vat, VatRef::ROOT)
}

/// Queues a message to the root of the vat-admin vat; every argument is a smallcaps body without its `#`.
pub(crate) fn tell(tables: &mut Tables, method: &str, args: &[String], slots: Vec<KernelRef>) {
    let Some(target) = root(tables) else {
        return;
    };
    let message = Message {
        methargs: methargs(method, args, slots),
        result: None,
    };
    tables.accept(QueueItem::Send { target, message });
}
