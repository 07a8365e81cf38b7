//! The counts, made again from everything that counts (spec R6, G1).

use std::collections::BTreeMap;

use super::{Check, Place, Violation};
use crate::ids::KernelRef;
use crate::tables::clist;
use crate::tables::rows::{ObjectCounts, PinRow, PromiseState};

/// What is counted on the way. Of a promise only the first number is used.
type Counted = BTreeMap<KernelRef, ObjectCounts>;

impl Check<'_> {
    pub(super) fn counts(&mut self) {
        let mut counted = Counted::new();
        self.mentions(&mut counted);
        let tables = self.tables;
        for ((_, kref), entry) in tables.clist.iter() {
            if clist::counts(*kref, entry.vref) {
                let counts = counted.entry(*kref).or_default();
                counts.reachable += u64::from(entry.reachable);
                counts.recognizable += 1;
            }
        }
        for (kref, _) in tables.promises.iter() {
            let expected = counted.get(kref).map_or(0, |counts| counts.recognizable);
            let found = tables.counts.get(kref).copied().unwrap_or(u64::MAX);
            let kref = *kref;
            if expected != found {
                self.found.push(Violation::PromiseMiscounted {
                    kref,
                    expected,
                    found,
                });
            } else if expected == 0 {
                self.found.push(Violation::Forgotten { kref });
            }
        }
        let counts = tables.counts.iter().map(|(kref, _)| *kref);
        for kref in counts.filter(|kref| tables.promises.get(kref).is_none()) {
            self.found.push(Violation::Forgotten { kref });
        }
        for (kref, row) in tables.objects.iter() {
            let expected = counted.get(kref).copied().unwrap_or_default();
            if expected != row.counts {
                self.found.push(Violation::ObjectMiscounted {
                    kref: *kref,
                    expected,
                    found: row.counts,
                });
            }
        }
    }

    /// Everything that is mentioned outside of c-lists.
    fn mentions(&mut self, counted: &mut Counted) {
        let tables = self.tables;
        for (_, item) in tables.acceptance.iter() {
            self.mention(counted, Place::AcceptanceQueue, item.references());
        }
        for (_, item) in tables.run_queue.iter() {
            self.mention(counted, Place::RunQueue, item.references());
        }
        for ((vat, _), item) in tables.held.iter() {
            self.mention(counted, Place::Held(*vat), item.references());
        }
        for ((promise, _), message) in tables.waiting.iter() {
            self.mention(counted, Place::Waiting(*promise), message.references());
        }
        for (promise, state) in tables.promises.iter() {
            if let PromiseState::Fulfilled(data) | PromiseState::Rejected(data) = state {
                let slots = data.slots.iter().copied();
                self.mention(counted, Place::Data(*promise), slots);
            }
        }
        for (key, row) in tables.device_state.iter() {
            let place = Place::DeviceState(key.0);
            self.mention(counted, place, row.slots.iter().copied());
        }
        let held = |by: &PinRow| by.is_held();
        for (kref, _) in tables.pins.iter().filter(|(_, by)| !held(by)) {
            self.found.push(Violation::Forgotten { kref: *kref });
        }
        let pins = tables.pins.iter().map(|(kref, _)| *kref);
        self.mention(counted, Place::Pins, pins);
    }

    fn mention(
        &mut self,
        counted: &mut Counted,
        place: Place,
        krefs: impl IntoIterator<Item = KernelRef>,
    ) {
        for kref in krefs {
            let counts = counted.entry(kref).or_default();
            counts.reachable += 1;
            counts.recognizable += 1;
            if !self.exists(kref) {
                self.found.push(Violation::Dangling { kref, place });
            }
        }
    }
}
