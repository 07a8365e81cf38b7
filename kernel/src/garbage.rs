//! G: what nobody reaches, or nobody recognizes any more, and who has to be told (spec G5, G6, G7, G8).
//!
//! At the end of a crank `collect` looks at everything whose counts fell; before the next one `take` says
//! what is to be told to whom. This module must never make a delivery.

use std::collections::BTreeSet;

use crate::cycles;
use crate::ids::{KernelRef, VatId};
use crate::tables::Tables;
use crate::tables::keys::{GcAction, GcKind};
use crate::tables::rows::{ObjectCounts, PromiseState};

/// The most objects that one delivery tells about (spec G6).
const MAX_BATCH: usize = 10_000;

/// What is to be done about garbage.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// A vat has to be told this about these objects.
    Delivery {
        vat: VatId,
        kind: GcKind,
        objects: Vec<KernelRef>,
    },
    /// Everything that was to be told has become untrue.
    Negated,
    /// Nothing.
    Nothing,
}

/// Deletes promises that nothing refers to, and then what only they referred to (spec R6); finds out what
/// has to be told about objects that nobody reaches (spec G5).
pub(crate) fn collect(tables: &mut Tables) {
    let mut room = cycles::ROOM;
    loop {
        let mut fallen = BTreeSet::new();
        while let Some(kref) = tables.take_released() {
            if !kref.is_promise() {
                collect_object(tables, kref);
            } else if tables.counts.get(&kref).is_some_and(|count| *count > 0) {
                fallen.insert(kref);
            } else {
                collect_promise(tables, kref);
            }
        }
        if !cycles::collect(tables, fallen, &mut room) {
            return;
        }
    }
}

fn collect_promise(tables: &mut Tables, kref: KernelRef) {
    if tables.counts.remove(&kref).is_none() {
        return;
    }
    let state = tables
        .promises
        .remove(&kref)
        .expect("what is counted exists");
    if let PromiseState::Fulfilled(data) | PromiseState::Rejected(data) = state {
        data.slots.into_iter().for_each(|slot| tables.release(slot));
    }
    while let Some(message) = tables.take_waiting(kref) {
        message.references().for_each(|slot| tables.release(slot));
    }
}

fn collect_object(tables: &mut Tables, kref: KernelRef) {
    let Some(row) = tables.objects.get(&kref) else {
        return;
    };
    let ObjectCounts {
        reachable,
        recognizable,
    } = row.counts;
    if reachable > 0 {
        return;
    }
    let Some(owner) = row.owner else {
        retire(tables, kref);
        return;
    };
    if !tables.is_alive(owner) {
        // Left to the cleanup after its vat (spec A13).
        return;
    }
    if tables.is_reachable(owner, kref) {
        tables
            .gc_actions
            .put(GcAction::new(owner, GcKind::DropExport, kref), ());
    }
    if recognizable == 0 {
        tables
            .gc_actions
            .put(GcAction::new(owner, GcKind::RetireExport, kref), ());
    }
}

/// Deletes an object that nobody reaches; whoever recognizes it has to be told (spec G8).
pub(crate) fn retire(tables: &mut Tables, kref: KernelRef) {
    let Some(row) = tables.objects.remove(&kref) else {
        return;
    };
    let left = usize::try_from(row.counts.recognizable).unwrap_or(usize::MAX);
    let importers: Vec<_> = tables
        .vats
        .iter()
        .map(|(vat, _)| *vat)
        .filter(|vat| {
            tables
                .to_vat(*vat, kref)
                .is_some_and(|vref| !vref.is_export())
        })
        .take(left)
        .collect();
    for vat in importers {
        if tables.is_alive(vat) {
            tables
                .gc_actions
                .put(GcAction::new(vat, GcKind::RetireImport, kref), ());
        } else {
            tables.remove_entry(vat, kref);
        }
    }
}

/// Takes what is to be told next: the first vat, and of its kinds the first, of which anything still holds
/// (spec G6, G7).
pub(crate) fn take(tables: &mut Tables) -> Due {
    let mut due = Due::Nothing;
    while let Some(first) = first(tables) {
        let (vat, kind) = (first.vat(), first.kind());
        let mut objects = Vec::new();
        while objects.len() < MAX_BATCH {
            let of_these = |next: &GcAction| next.vat() == vat && next.kind() == kind;
            let Some(action) = self::first(tables).filter(of_these) else {
                break;
            };
            tables.gc_actions.remove(&action);
            if holds(tables, action) {
                objects.push(action.object());
            }
        }
        if !objects.is_empty() {
            return Due::Delivery { vat, kind, objects };
        }
        due = Due::Negated;
    }
    due
}

fn first(tables: &Tables) -> Option<GcAction> {
    tables.gc_actions.iter().next().map(|(action, ())| *action)
}

/// Whether something is still to be told: meanwhile the object may have been passed on again, or its owner may
/// have given it up.
fn holds(tables: &Tables, action: GcAction) -> bool {
    let (vat, kref) = (action.vat(), action.object());
    let Some(entry) = tables.clist.get(&(vat, kref)) else {
        return false;
    };
    let counts = tables.objects.get(&kref).map(|row| row.counts);
    match action.kind() {
        GcKind::DropExport => entry.reachable && counts.is_some_and(|counts| counts.reachable == 0),
        GcKind::RetireExport => counts.is_some_and(|counts| counts.recognizable == 0),
        GcKind::RetireImport => true,
    }
}

/// Nobody tells a vat that has ended anything (spec G9): what it was to be told is forgotten, and the names
/// that it has for what is gone.
pub(crate) fn forget(tables: &mut Tables, vat: VatId) {
    let actions: Vec<_> = tables
        .gc_actions
        .range(GcAction::first_of(vat)..)
        .map(|(action, ())| *action)
        .take_while(|action| action.vat() == vat)
        .collect();
    for action in actions {
        tables.gc_actions.remove(&action);
        if action.kind() == GcKind::RetireImport {
            tables.remove_entry(vat, action.object());
        }
    }
}
