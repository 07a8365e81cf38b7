//! Garbage: whatever nobody reaches is on its way out, and whoever has to hear of it will (spec G5, G8).

use crankcase_abi::RefKind;

use super::{Check, Place, Violation};
use crate::tables::keys::{GcAction, GcKind};

impl Check<'_> {
    pub(super) fn garbage(&mut self) {
        self.objects();
        self.actions();
        let tables = self.tables;
        for ((vat, kref), entry) in tables.clist.iter() {
            let is_object = kref.kind() == RefKind::Object;
            let gone = is_object && tables.objects.get(kref).is_none();
            let told = GcAction::new(*vat, GcKind::RetireImport, *kref);
            if gone && !entry.vref.is_export() && tables.gc_actions.get(&told).is_none() {
                let (vat, kref) = (*vat, *kref);
                self.found.push(Violation::NotTold { vat, kref });
            }
        }
    }

    fn objects(&mut self) {
        let tables = self.tables;
        for (kref, row) in tables.objects.iter() {
            let (kref, counts) = (*kref, row.counts);
            let Some(vat) = row.owner else {
                if counts.reachable == 0 {
                    self.found.push(Violation::Forgotten { kref });
                }
                continue;
            };
            if !self.has_traces(vat) {
                let place = Place::Role(kref);
                self.found.push(Violation::NotRunning { vat, place });
            }
            let flag = match tables.clist.get(&(vat, kref)) {
                Some(entry) if entry.vref.is_export() => entry.reachable,
                _ => {
                    self.found.push(Violation::UnknownToOwner { vat, kref });
                    continue;
                }
            };
            if !self.is_alive(vat) {
                // The cleanup finds it by its entry.
                continue;
            }
            if counts.reachable > 0 && !flag {
                self.found.push(Violation::ReachedAfterDrop { vat, kref });
            }
            let queued = |kind| {
                let action = GcAction::new(vat, kind, kref);
                tables.gc_actions.get(&action).is_some()
            };
            let undropped = counts.reachable == 0 && flag && !queued(GcKind::DropExport);
            let unretired = counts.recognizable == 0 && !queued(GcKind::RetireExport);
            if undropped || unretired {
                self.found.push(Violation::Forgotten { kref });
            }
        }
    }

    fn actions(&mut self) {
        let tables = self.tables;
        for (action, ()) in tables.gc_actions.iter() {
            let (vat, kref) = (action.vat(), action.object());
            if !self.is_alive(vat) {
                let place = Place::GcActions;
                self.found.push(Violation::NotRunning { vat, place });
            }
            if kref.number() >= tables.row().next_object {
                let place = Place::GcActions;
                self.found.push(Violation::Dangling { kref, place });
            }
            if action.kind() == GcKind::RetireImport && tables.objects.get(&kref).is_some() {
                self.found.push(Violation::NotGone { vat, kref });
            }
        }
    }
}
