//! How often things are referred to, and what may be garbage because that fell.
//!
//! Promises have one count, objects two (spec R6, R7, G1), devices none. This module must never decide what
//! becomes of garbage.

use std::collections::BTreeSet;

use crankcase_abi::RefKind;

use super::Tables;
use super::rows::{ObjectCounts, ObjectRow, PinRow, PromiseState};
use crate::ids::{KernelRef, VatId};

impl Tables {
    /// A new object of this vat. Until somebody else refers to it, it is garbage.
    pub(crate) fn new_object(&mut self, owner: VatId) -> KernelRef {
        let kref = KernelRef::object(self.row().next_object);
        self.update_row(|row| row.next_object += 1);
        self.put_object(kref, owner);
        kref
    }

    /// A new object that nobody answers for.
    pub(crate) fn new_orphan(&mut self) -> KernelRef {
        let kref = KernelRef::object(self.row().next_object);
        self.update_row(|row| row.next_object += 1);
        let row = ObjectRow {
            owner: None,
            counts: ObjectCounts::default(),
        };
        self.objects.put(kref, row);
        self.released.insert(kref);
        kref
    }

    /// The row of a new object, whose number was given out.
    pub(crate) fn put_object(&mut self, kref: KernelRef, owner: VatId) {
        let row = ObjectRow {
            owner: Some(owner),
            counts: ObjectCounts::default(),
        };
        self.objects.put(kref, row);
        self.released.insert(kref);
    }

    /// A new promise that nobody refers to yet.
    pub(crate) fn new_promise(&mut self, decider: Option<VatId>) -> KernelRef {
        let kref = KernelRef::promise(self.row().next_promise);
        self.update_row(|row| row.next_promise += 1);
        self.put_promise(kref, decider);
        kref
    }

    /// The row of a new promise, whose number was given out.
    pub(crate) fn put_promise(&mut self, kref: KernelRef, decider: Option<VatId>) {
        let state = PromiseState::Unresolved {
            decider,
            subscribers: BTreeSet::new(),
        };
        self.promises.put(kref, state);
        self.counts.put(kref, 0);
        self.released.insert(kref);
    }

    /// Holds on to something for the kernel until it is unpinned.
    pub(crate) fn pin(&mut self, kref: KernelRef) {
        self.change_pin(kref, |pin| pin.kernel = true);
    }

    /// Lets go of it.
    pub(crate) fn unpin(&mut self, kref: KernelRef) {
        self.change_pin(kref, |pin| pin.kernel = false);
    }

    /// Holds on to something for the host until it lets go.
    pub(crate) fn hold(&mut self, kref: KernelRef) {
        self.change_pin(kref, |pin| pin.host = true);
    }

    /// Lets go of it; says whether the host held it.
    pub(crate) fn let_go(&mut self, kref: KernelRef) -> bool {
        let held = self.pins.get(&kref).is_some_and(|pin| pin.host);
        if held {
            self.change_pin(kref, |pin| pin.host = false);
        }
        held
    }

    /// However many hold on to something, it counts once.
    fn change_pin(&mut self, kref: KernelRef, change: impl FnOnce(&mut PinRow)) {
        let old = self.pins.get(&kref).copied().unwrap_or_default();
        let mut new = old;
        change(&mut new);
        match (old.is_held(), new.is_held()) {
            (false, true) => {
                self.pins.put(kref, new);
                self.retain(kref);
            }
            (true, false) => {
                self.pins.remove(&kref);
                self.release(kref);
            }
            (true, true) => {
                self.pins.update(&kref, |pin| *pin = new);
            }
            (false, false) => {}
        }
    }

    /// One more reference, by which it can be reached: from a queue, from the data of a resolved promise, by a
    /// pin.
    pub(crate) fn retain(&mut self, kref: KernelRef) {
        match kref.kind() {
            RefKind::Promise => self.retain_promise(kref),
            RefKind::Object => self.count_object(kref, |counts| {
                counts.reachable += 1;
                counts.recognizable += 1;
            }),
            RefKind::Device => {}
        }
    }

    /// One such reference fewer.
    pub(crate) fn release(&mut self, kref: KernelRef) {
        match kref.kind() {
            RefKind::Promise => self.release_promise(kref),
            RefKind::Object => self.count_object(kref, |counts| {
                counts.reachable -= 1;
                counts.recognizable -= 1;
            }),
            RefKind::Device => {}
        }
    }

    pub(super) fn retain_promise(&mut self, kref: KernelRef) {
        let there = self.counts.update(&kref, |count| *count += 1);
        assert!(there, "{kref} is referred to and exists");
    }

    pub(super) fn release_promise(&mut self, kref: KernelRef) {
        let there = self.counts.update(&kref, |count| *count -= 1);
        assert!(there, "{kref} was referred to and exists");
        self.released.insert(kref);
    }

    /// Changes the counts of an object that exists.
    pub(super) fn count_object(&mut self, kref: KernelRef, change: impl FnOnce(&mut ObjectCounts)) {
        let mut reached = true;
        let there = self.objects.update(&kref, |row| {
            change(&mut row.counts);
            reached = row.counts.reachable > 0;
        });
        assert!(there, "{kref} is referred to and exists");
        if !reached {
            self.released.insert(kref);
        }
    }

    /// Takes the owner of an object away, which may make it garbage.
    pub(crate) fn disown(&mut self, kref: KernelRef) {
        self.objects.update(&kref, |row| row.owner = None);
        self.released.insert(kref);
    }

    /// Something whose count fell, or that may be garbage, once; in the order of the references.
    pub(crate) fn take_released(&mut self) -> Option<KernelRef> {
        self.released.pop_first()
    }
}
