//! The end of a promise: what happens to those who wait for it (spec P8.3).
//!
//! Used where a vat resolves its promises, where a message has no receiver, and where a vat ends. It must
//! never look at who is allowed to resolve; that was checked before.

use crankcase_abi::{CapData, Resolution};

use crate::ids::{KernelRef, VatId};
use crate::tables::Tables;
use crate::tables::rows::{PromiseState, QueueItem};

/// Resolves promises in order: first the news to every subscriber that lives but the resolver, by vat id, then the
/// messages that waited, all into the acceptance queue.
pub(crate) fn resolve(
    tables: &mut Tables,
    resolver: Option<VatId>,
    resolutions: Vec<Resolution<KernelRef>>,
) {
    for Resolution {
        promise,
        rejected,
        data,
    } in resolutions
    {
        let subscribers = match tables.promise_state(promise) {
            PromiseState::Unresolved { subscribers, .. } => {
                in_text_order(subscribers.iter().copied())
            }
            settled => unreachable!("a resolution of {promise} was planned, which is {settled:?}"),
        };
        tables.settle_promise(promise, rejected, data);
        for vat in subscribers {
            if Some(vat) != resolver && tables.is_alive(vat) {
                tables.accept(QueueItem::Notify { vat, promise });
            }
        }
        accept_waiting(tables, promise);
    }
}

/// Puts the messages that wait for a promise on their way.
pub(crate) fn accept_waiting(tables: &mut Tables, promise: KernelRef) {
    if tables.waiting_of(promise).next().is_some() {
        tables.accept(QueueItem::Waiting { promise });
    }
}

/// Rejects the result of a message that nobody will answer.
pub(crate) fn reject_result(
    tables: &mut Tables,
    result: Option<KernelRef>,
    reason: CapData<KernelRef>,
) {
    if let Some(promise) = result {
        resolve(
            tables,
            None,
            vec![Resolution {
                promise,
                rejected: true,
                data: reason,
            }],
        );
    }
}

/// The order in which the reference system visits vats: `v10` comes before `v2`.
fn in_text_order(vats: impl Iterator<Item = VatId>) -> Vec<VatId> {
    let mut vats: Vec<_> = vats.collect();
    vats.sort_by_cached_key(ToString::to_string);
    vats
}
