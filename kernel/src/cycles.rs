//! G: promises that are held by nothing but each other (spec G13).
//!
//! Counting never finds them: each is mentioned in the data of another, or in its own. Among the promises whose
//! counts fell, and those that they lead to, this looks for the ones that nobody else refers to. It must never
//! take a promise that anything outside of the data of promises could still name.

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::CapData;

use crate::ids::KernelRef;
use crate::tables::Tables;
use crate::tables::rows::PromiseState;

/// The most promises and mentions of promises that one crank looks at (spec G13). Low, since a vat pays nothing for
/// it, and may have a large web of promises looked at again and again.
pub(crate) const ROOM: usize = 5_000;

/// Deletes those of the fallen promises that only promises hold which are deleted with them; what else these
/// mention is released. Says whether there were any.
pub(crate) fn collect(tables: &mut Tables, fallen: BTreeSet<KernelRef>, room: &mut usize) -> bool {
    let garbage = held_by_themselves(tables, fallen, room);
    for promise in &garbage {
        tables.counts.remove(promise);
        let data = tables.promises.remove(promise).and_then(data_of);
        let slots = data.into_iter().flat_map(|data| data.slots);
        slots
            .filter(|slot| !garbage.contains(slot))
            .for_each(|slot| tables.release(slot));
    }
    !garbage.is_empty()
}

fn data_of(state: PromiseState) -> Option<CapData<KernelRef>> {
    match state {
        PromiseState::Fulfilled(data) | PromiseState::Rejected(data) => Some(data),
        PromiseState::Unresolved { .. } => None,
    }
}

/// The promises that the data of a resolved promise mentions, once per mention; none of an unresolved one.
fn leads_to(tables: &Tables, promise: KernelRef) -> impl Iterator<Item = KernelRef> {
    let slots = match tables.promises.get(&promise) {
        Some(PromiseState::Fulfilled(data) | PromiseState::Rejected(data)) => data.slots.as_slice(),
        Some(PromiseState::Unresolved { .. }) | None => &[],
    };
    slots.iter().copied().filter(|slot| slot.is_promise())
}

fn held_by_themselves(
    tables: &Tables,
    fallen: BTreeSet<KernelRef>,
    room: &mut usize,
) -> BTreeSet<KernelRef> {
    let mut mentions = BTreeMap::<KernelRef, u64>::new();
    let mut seen = BTreeSet::new();
    // What leads nowhere is in no circle.
    let mut open: Vec<_> = fallen
        .into_iter()
        .filter(|promise| leads_to(tables, *promise).next().is_some())
        .collect();
    while let Some(promise) = open.pop() {
        if *room == 0 {
            break;
        }
        let settled = !matches!(
            tables.promises.get(&promise),
            Some(PromiseState::Unresolved { .. }) | None
        );
        if !settled || !seen.insert(promise) {
            continue;
        }
        *room -= 1;
        for next in leads_to(tables, promise) {
            *room = room.saturating_sub(1);
            *mentions.entry(next).or_default() += 1;
            open.push(next);
        }
    }
    let counted = |promise: &KernelRef| tables.counts.get(promise).copied().unwrap_or(0);
    let held = |promise: &KernelRef| counted(promise) > mentions.get(promise).copied().unwrap_or(0);
    let mut open: Vec<_> = seen.iter().copied().filter(held).collect();
    let mut garbage = seen;
    while let Some(promise) = open.pop() {
        if garbage.remove(&promise) {
            open.extend(leads_to(tables, promise));
        }
    }
    garbage
}
