//! The c-lists: one to one, of the right kinds and sides, and of vats that live or are being cleaned up after
//! (spec R3, R5).

use crankcase_abi::{RefKind, VatRef};

use super::{Check, Place, Violation};
use crate::ids::{KernelRef, VatId};

impl Check<'_> {
    pub(super) fn clists(&mut self) {
        let tables = self.tables;
        for ((vat, kref), entry) in tables.clist.iter() {
            let (vat, kref, vref) = (*vat, *kref, entry.vref);
            if !self.has_traces(vat) {
                let place = Place::Clist(vat);
                self.found.push(Violation::NotRunning { vat, place });
            }
            if tables.to_kernel(vat, vref) != Some(kref) {
                self.found.push(Violation::TwoMeanings { vat, vref });
            }
            if !self.is_well_named(vat, kref, vref) {
                self.found.push(Violation::WrongName { vat, kref, vref });
            }
            // Of an object that is gone, those who recognize it still have to be told.
            let gone = kref.kind() == RefKind::Object && !entry.reachable && !vref.is_export();
            if !self.exists(kref) && !gone {
                let place = Place::Clist(vat);
                self.found.push(Violation::Dangling { kref, place });
            }
        }
        for ((vat, vref), kref) in tables.reverse.iter() {
            if tables.to_vat(*vat, *kref) != Some(*vref) {
                let (vat, vref) = (*vat, *vref);
                self.found.push(Violation::TwoMeanings { vat, vref });
            }
        }
    }

    /// Every export has a number that its vat has used, and what was left out lies below those (spec R9).
    pub(super) fn exports(&mut self) {
        let tables = self.tables;
        let exports = tables.clist.iter();
        let exports = exports.filter(|(_, entry)| entry.vref.is_export());
        for ((vat, _), entry) in exports {
            if tables.vats.get(vat).is_some() && !tables.is_spent(*vat, entry.vref) {
                let (vat, vref) = (*vat, entry.vref);
                self.found.push(Violation::NotExported { vat, vref });
            }
        }
        let mut before = None;
        for ((vat, first), last) in tables.unused.iter() {
            let (vat, first, last) = (*vat, *first, *last);
            if !self.has_traces(vat) {
                let place = Place::Clist(vat);
                self.found.push(Violation::NotRunning { vat, place });
            }
            let apart = before.is_none_or(|(of, kind, end)| {
                (of, kind) != (vat, first.kind()) || end < first.number()
            });
            let fits = first.is_export()
                && first.kind() != RefKind::Device
                && (1..=last).contains(&first.number())
                && last < tables.highest_export(vat, first.kind());
            if !apart || !fits {
                self.found.push(Violation::BadGap { vat, vref: first });
            }
            before = Some((vat, first.kind(), last));
        }
    }

    /// Whether kind and side fit, and the number was given out.
    fn is_well_named(&self, vat: VatId, kref: KernelRef, vref: VatRef) -> bool {
        if kref.kind() != vref.kind() {
            return false;
        }
        let Some(state) = self.tables.vats.get(&vat) else {
            return true;
        };
        let given_out = match kref.kind() {
            RefKind::Promise => vref.number() < state.next_promise_import,
            RefKind::Object => vref.number() < state.next_object_import,
            RefKind::Device => vref.number() < state.next_device_import,
        };
        let owned = kref.kind() == RefKind::Object
            && self
                .tables
                .objects
                .get(&kref)
                .is_some_and(|row| row.owner == Some(vat));
        if vref.is_export() {
            owned || kref.is_promise()
        } else {
            !owned && given_out
        }
    }
}
