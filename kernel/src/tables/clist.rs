//! The c-lists: for each vat, which of its references means which of the kernel's (spec R3).
//!
//! The only place that converts between the two. It must never invent a reference: what is unknown is
//! the caller's to allocate or to refuse.

use crankcase_abi::{RefKind, Side, VatRef};

use super::Tables;
use crate::ids::{KernelRef, VatId};

impl Tables {
    /// What the kernel calls a vat's reference.
    pub(crate) fn to_kernel(&self, vat: VatId, vref: VatRef) -> Option<KernelRef> {
        self.reverse.get(&(vat, vref)).copied()
    }

    /// What a vat calls a kernel reference.
    pub(crate) fn to_vat(&self, vat: VatId, kref: KernelRef) -> Option<VatRef> {
        self.clist.get(&(vat, kref)).copied()
    }

    /// Adds an entry; a promise gains a reference.
    pub(crate) fn add_entry(&mut self, vat: VatId, kref: KernelRef, vref: VatRef) {
        debug_assert!(self.to_vat(vat, kref).is_none() && self.to_kernel(vat, vref).is_none());
        self.clist.put((vat, kref), vref);
        self.reverse.put((vat, vref), kref);
        self.retain(kref);
    }

    /// Removes an entry if it is there; a promise loses a reference.
    pub(crate) fn remove_entry(&mut self, vat: VatId, kref: KernelRef) {
        if let Some(vref) = self.clist.remove(&(vat, kref)) {
            self.reverse.remove(&(vat, vref));
            self.release(kref);
        }
    }

    /// What a vat calls a kernel reference, allocating an import if it had none (spec R4).
    pub(crate) fn import(&mut self, vat: VatId, kref: KernelRef) -> VatRef {
        if let Some(vref) = self.to_vat(vat, kref) {
            return vref;
        }
        let mut number = 0;
        let there = self.vats.update(&vat, |row| {
            let next = match kref.kind() {
                RefKind::Promise => &mut row.next_promise_import,
                RefKind::Object | RefKind::Device => &mut row.next_object_import,
            };
            number = *next;
            *next += 1;
        });
        assert!(there, "{vat} takes a delivery and exists");
        let vref = VatRef::new(kref.kind(), Side::Kernel, number);
        self.add_entry(vat, kref, vref);
        vref
    }

    /// A vat's entries, in the order of the kernel's references.
    pub(crate) fn entries(&self, vat: VatId) -> impl Iterator<Item = (KernelRef, VatRef)> {
        let from = (vat, KernelRef::object(0));
        self.clist
            .range(from..)
            .take_while(move |((of, _), _)| *of == vat)
            .map(|((_, kref), vref)| (*kref, *vref))
    }
}
