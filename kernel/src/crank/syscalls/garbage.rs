//! References that a vat gives up (spec G3, G4).
//!
//! Every one must be an object that the c-list knows, of the right side, and in the state that the call is
//! for. Nothing here ever introduces a reference.

use std::collections::BTreeSet;

use crankcase_abi::{IllegalSyscall, RefKind, VatRef};

use super::{Planner, illegal};
use crate::garbage;
use crate::ids::{KernelRef, VatId};
use crate::tables::Tables;

/// What a vat gives up, all checked.
pub(super) enum GivenUp {
    /// It reaches these imports no more.
    Dropped(Vec<KernelRef>),
    /// It recognizes these imports no more.
    Unrecognized(Vec<KernelRef>),
    /// These exports are gone.
    Retired(Vec<KernelRef>),
    /// It answers for these exports no more.
    Abandoned(Vec<KernelRef>),
}

impl Planner<'_> {
    /// Drops what it names, also what was dropped before.
    pub(super) fn drop_imports(&self, vrefs: &[VatRef]) -> Result<GivenUp, IllegalSyscall> {
        let krefs: Result<_, _> = vrefs.iter().map(|vref| self.import(*vref)).collect();
        Ok(GivenUp::Dropped(krefs?))
    }

    pub(super) fn retire_imports(&self, vrefs: &[VatRef]) -> Result<GivenUp, IllegalSyscall> {
        let retired = |vref: &VatRef| self.unreachable(*vref, self.import(*vref)?);
        Ok(GivenUp::Unrecognized(each_once(vrefs, retired)?))
    }

    pub(super) fn retire_exports(&self, vrefs: &[VatRef]) -> Result<GivenUp, IllegalSyscall> {
        let retired = |vref: &VatRef| self.unreachable(*vref, self.export(*vref)?);
        Ok(GivenUp::Retired(each_once(vrefs, retired)?))
    }

    pub(super) fn abandon_exports(&self, vrefs: &[VatRef]) -> Result<GivenUp, IllegalSyscall> {
        let abandoned = |vref: &VatRef| {
            if *vref == VatRef::ROOT {
                return illegal("abandon the root object");
            }
            self.export(*vref)
        };
        Ok(GivenUp::Abandoned(each_once(vrefs, abandoned)?))
    }

    fn import(&self, vref: VatRef) -> Result<KernelRef, IllegalSyscall> {
        if vref.is_export() || vref.kind() != RefKind::Object {
            return illegal(format!("{vref} is no object of another vat"));
        }
        self.in_clist(vref)
    }

    fn export(&self, vref: VatRef) -> Result<KernelRef, IllegalSyscall> {
        if !vref.is_export() || vref.kind() != RefKind::Object {
            return illegal(format!("{vref} is no object of this vat"));
        }
        self.in_clist(vref)
    }

    fn in_clist(&self, vref: VatRef) -> Result<KernelRef, IllegalSyscall> {
        match self.tables.to_kernel(self.vat, vref) {
            Some(kref) => Ok(kref),
            None => illegal(format!("unknown reference {vref}")),
        }
    }

    fn unreachable(&self, vref: VatRef, kref: KernelRef) -> Result<KernelRef, IllegalSyscall> {
        if self.tables.is_reachable(self.vat, kref) {
            return illegal(format!("retire {vref}, which is still reachable"));
        }
        Ok(kref)
    }
}

/// What each reference means; naming one twice is as naming one that is gone.
fn each_once(
    vrefs: &[VatRef],
    convert: impl Fn(&VatRef) -> Result<KernelRef, IllegalSyscall>,
) -> Result<Vec<KernelRef>, IllegalSyscall> {
    let mut seen = BTreeSet::new();
    vrefs
        .iter()
        .map(|vref| match convert(vref)? {
            kref if seen.insert(kref) => Ok(kref),
            _ => illegal(format!("{vref} is named twice")),
        })
        .collect()
}

/// Carries it out.
pub(super) fn apply(tables: &mut Tables, vat: VatId, given_up: GivenUp) {
    match given_up {
        GivenUp::Dropped(krefs) => krefs.into_iter().for_each(|kref| tables.unreach(vat, kref)),
        GivenUp::Unrecognized(krefs) => {
            krefs
                .into_iter()
                .for_each(|kref| tables.remove_entry(vat, kref));
        }
        GivenUp::Retired(krefs) => {
            for kref in krefs {
                tables.remove_entry(vat, kref);
                garbage::retire(tables, kref);
            }
        }
        GivenUp::Abandoned(krefs) => {
            for kref in krefs {
                tables.remove_entry(vat, kref);
                tables.disown(kref);
            }
        }
    }
}
