//! The c-lists: for each vat, which of its references means which of the kernel's (spec R3).
//!
//! The only place that converts between the two. It must never invent a reference: what is unknown is
//! the caller's to allocate or to refuse.

use crankcase_abi::{RefKind, Side, VatRef};

use super::Tables;
use super::rows::ClistRow;
use crate::ids::{KernelRef, VatId};

impl Tables {
    /// What the kernel calls a vat's reference.
    pub(crate) fn to_kernel(&self, vat: VatId, vref: VatRef) -> Option<KernelRef> {
        self.reverse.get(&(vat, vref)).copied()
    }

    /// What a vat calls a kernel reference.
    pub(crate) fn to_vat(&self, vat: VatId, kref: KernelRef) -> Option<VatRef> {
        self.clist.get(&(vat, kref)).map(|entry| entry.vref)
    }

    /// Whether the entry of a kernel reference is there and has its reachable flag (spec G2).
    pub(crate) fn is_reachable(&self, vat: VatId, kref: KernelRef) -> bool {
        self.clist
            .get(&(vat, kref))
            .is_some_and(|entry| entry.reachable)
    }

    /// Adds an entry, with its flag. A promise gains a reference, and so does an object that is not the
    /// vat's own.
    pub(crate) fn add_entry(&mut self, vat: VatId, kref: KernelRef, vref: VatRef) {
        debug_assert!(self.to_vat(vat, kref).is_none() && self.to_kernel(vat, vref).is_none());
        let row = ClistRow {
            vref,
            reachable: true,
        };
        self.clist.put((vat, kref), row);
        self.reverse.put((vat, vref), kref);
        if counts(kref, vref) {
            self.retain(kref);
        }
    }

    /// Removes an entry if it is there. The object that an import meant may be gone already (spec G8).
    pub(crate) fn remove_entry(&mut self, vat: VatId, kref: KernelRef) {
        let Some(entry) = self.clist.remove(&(vat, kref)) else {
            return;
        };
        self.reverse.remove(&(vat, entry.vref));
        if !counts(kref, entry.vref) {
            return;
        }
        if entry.reachable {
            self.release(kref);
        } else if self.objects.get(&kref).is_some() {
            self.count_object(kref, |counts| counts.recognizable -= 1);
        }
    }

    /// Sets the flag of an entry, since the reference is mentioned to the vat, or by the vat that owns it
    /// (spec G2). What an owner mentions may still be reached by nobody in the end, which it has to be told again
    /// (spec G5).
    pub(crate) fn reach(&mut self, vat: VatId, kref: KernelRef) {
        let Some(vref) = self.set_flag(vat, kref, true) else {
            return;
        };
        if counts(kref, vref) {
            self.count_object(kref, |counts| counts.reachable += 1);
        } else {
            self.released.insert(kref);
        }
    }

    /// Clears the flag of an entry.
    pub(crate) fn unreach(&mut self, vat: VatId, kref: KernelRef) {
        if let Some(vref) = self.set_flag(vat, kref, false)
            && counts(kref, vref)
        {
            self.count_object(kref, |counts| counts.reachable -= 1);
        }
    }

    /// Gives the vat's reference if that changed anything.
    fn set_flag(&mut self, vat: VatId, kref: KernelRef, to: bool) -> Option<VatRef> {
        let entry = self.clist.get(&(vat, kref))?;
        let vref = (entry.reachable != to).then_some(entry.vref)?;
        self.clist.update(&(vat, kref), |row| row.reachable = to);
        Some(vref)
    }

    /// What a vat calls a kernel reference that a delivery mentions, allocating an import if it had none
    /// (spec R4). What the kernel mentions is reached by somebody, so an export has its flag.
    pub(crate) fn import(&mut self, vat: VatId, kref: KernelRef) -> VatRef {
        if let Some(entry) = self.clist.get(&(vat, kref)) {
            let vref = entry.vref;
            if !entry.reachable {
                assert!(
                    !vref.is_export(),
                    "{vat} was told that nobody reaches {kref}"
                );
                self.reach(vat, kref);
            }
            return vref;
        }
        let mut number = 0;
        let there = self.vats.update(&vat, |row| {
            let next = match kref.kind() {
                RefKind::Promise => &mut row.next_promise_import,
                RefKind::Object => &mut row.next_object_import,
                RefKind::Device => &mut row.next_device_import,
            };
            number = *next;
            *next += 1;
        });
        assert!(there, "{vat} takes a delivery and exists");
        let vref = VatRef::new(kref.kind(), Side::Kernel, number);
        self.add_entry(vat, kref, vref);
        vref
    }

    /// What of a kind a vat's names mean, exports first, by number.
    pub(crate) fn vrefs_of(
        &self,
        vat: VatId,
        kind: RefKind,
    ) -> impl Iterator<Item = (VatRef, KernelRef)> {
        let from = (vat, VatRef::new(kind, Side::Vat, 0));
        let to = (vat, VatRef::new(kind, Side::Kernel, u64::MAX));
        let entries = self.reverse.range(from..=to);
        entries.map(|((_, vref), kref)| (*vref, *kref))
    }

    /// A vat's entries, in the order of the kernel's references.
    pub(crate) fn entries(&self, vat: VatId) -> impl Iterator<Item = (KernelRef, ClistRow)> {
        let from = (vat, KernelRef::object(0));
        self.clist
            .range(from..)
            .take_while(move |((of, _), _)| *of == vat)
            .map(|((_, kref), row)| (*kref, *row))
    }
}

/// Whether an entry counts as a reference: of objects only imports do, since an owner does not keep its own
/// objects (spec G1).
pub(crate) fn counts(kref: KernelRef, vref: VatRef) -> bool {
    match kref.kind() {
        RefKind::Promise => true,
        RefKind::Object => !vref.is_export(),
        RefKind::Device => false,
    }
}
