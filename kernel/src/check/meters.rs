//! Meters: whom they pay for, and who waits for a refill (spec M8, M12, M13).

use std::collections::BTreeSet;

use super::{Check, MAX_NUMBER, Place, Violation};
use crate::ids::VatId;
use crate::meters::WhenMeterRunsOut;
use crate::tables::rows::{QueueItem, VatConfigRow, VatStatus};

impl Check<'_> {
    pub(super) fn meters(&mut self) {
        let tables = self.tables;
        let next = tables.row().next_meter;
        let mut beyond = tables.meters.iter().map(|(meter, _)| *meter);
        if let Some(meter) = beyond.find(|meter| meter.0 >= next) {
            let name = meter.to_string();
            self.found.push(Violation::NotGivenOut { name });
        }
        for (vat, config) in tables.configs.iter() {
            if !self.is_well_metered(config) {
                self.found.push(Violation::Metered { vat: *vat });
            }
        }
        self.paused();
        self.held();
    }

    /// Only dynamic vats are metered, by meters that there are.
    pub(super) fn is_well_metered(&self, config: &VatConfigRow) -> bool {
        let Some(used) = config.meter else {
            return true;
        };
        config.dynamic && self.tables.meters.get(&used.meter).is_some()
    }

    /// A vat is paused exactly if it waits for its meter.
    fn paused(&mut self) {
        let tables = self.tables;
        let mut waiting = BTreeSet::new();
        for ((meter, vat), ()) in tables.paused.iter() {
            let config = tables.configs.get(vat);
            let used = config.and_then(|config| config.meter);
            let pauses = used.is_some_and(|used| {
                used.meter == *meter && used.when_out == WhenMeterRunsOut::Pause
            });
            if !pauses || !self.is_paused(*vat) {
                self.found.push(Violation::Held { vat: *vat });
            }
            waiting.insert(*vat);
        }
        for (vat, _) in tables.vats.iter() {
            if self.is_paused(*vat) && !waiting.contains(vat) {
                self.found.push(Violation::Held { vat: *vat });
            }
        }
    }

    fn is_paused(&self, vat: VatId) -> bool {
        let state = self.tables.vats.get(&vat);
        state.is_some_and(|state| state.status == VatStatus::Paused)
    }

    /// Something is held for each vat that is paused or in line, and for no other.
    fn held(&mut self) {
        let tables = self.tables;
        let mut in_line = BTreeSet::new();
        for (at, vat) in tables.resumed.iter() {
            let nothing = tables.held_for(*vat).next().is_none();
            if !in_line.insert(*vat) || self.is_paused(*vat) || nothing {
                self.found.push(Violation::Held { vat: *vat });
            }
            if at.0 > MAX_NUMBER {
                self.found.push(Violation::Exhausted);
            }
        }
        for ((vat, at), item) in tables.held.iter() {
            let (vat, place) = (*vat, Place::Held(*vat));
            if !self.is_paused(vat) && !in_line.contains(&vat) {
                self.found.push(Violation::Held { vat });
            }
            if !matches!(item, QueueItem::Send { .. } | QueueItem::Notify { .. }) {
                self.found.push(Violation::WrongQueue { place });
            }
            if at.0 > MAX_NUMBER {
                self.found.push(Violation::Exhausted);
            }
            self.item(place, item);
        }
        for (vat, _) in tables.vats.iter() {
            if self.is_paused(*vat) && tables.held_for(*vat).next().is_none() {
                self.found.push(Violation::Held { vat: *vat });
            }
        }
    }
}
