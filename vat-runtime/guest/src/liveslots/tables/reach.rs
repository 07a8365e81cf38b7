//! Who reaches what: the kernel this vat's objects, this vat the kernel's (spec G20, G21).
//!
//! What this vat's code reaches is known only while garbage is collected. Nothing here may depend on when the
//! engine itself collected last.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use boa_engine::builtins::weak_map::WeakKeys;
use boa_engine::object::WeakJsObject;
use crankcase_abi::{RefKind, VatRef};

use super::Tables;

/// What is known besides the tables themselves.
#[derive(Default)]
pub(super) struct Reach {
    /// The objects of this vat that have a reference which the kernel does not reach, and whether it would
    /// recognize it.
    loose: BTreeMap<VatRef, bool>,
    /// The imports this vat said it no longer reaches, and would still recognize.
    recognized: BTreeSet<VatRef>,
    /// How many entries of the vat's store hold an import.
    stored: BTreeMap<VatRef, u64>,
    /// The imports that no entry of the store holds any more, and that nothing else held then.
    lapsed: BTreeSet<VatRef>,
    /// Which imports are keys of weak collections.
    keys: Rc<WeakKeys>,
}

/// What a collection found: each list is in no order.
#[derive(Debug, Default)]
pub(in crate::liveslots) struct Dead {
    /// Imports nobody in this vat reaches any more.
    pub dropped: Vec<VatRef>,
    /// Imports nobody in this vat would recognize any more.
    pub unrecognized: Vec<VatRef>,
    /// Objects of this vat that are gone, and that the kernel would recognize.
    pub gone: Vec<VatRef>,
}

/// Objects that only vat code can keep alive now.
pub(in crate::liveslots) struct Released(Vec<(VatRef, WeakJsObject)>);

impl Reach {
    pub(super) fn new(keys: Rc<WeakKeys>) -> Self {
        Self {
            keys,
            ..Self::default()
        }
    }

    /// A new reference, which nobody but this vat knows (spec G25).
    pub(super) fn allocated(&mut self, vref: VatRef) {
        self.loose.insert(vref, false);
    }
}

impl Tables {
    /// Notes that the kernel hears of these references, perhaps again (spec G22).
    pub(in crate::liveslots) fn exported<'a>(
        &mut self,
        vrefs: impl IntoIterator<Item = &'a VatRef>,
    ) {
        for vref in vrefs {
            self.reach.loose.remove(vref);
        }
    }

    /// Notes that this vat can reach an import, perhaps again.
    pub(in crate::liveslots) fn imported(&mut self, vref: VatRef) {
        self.reach.recognized.remove(&vref);
        self.reach.lapsed.remove(&vref);
    }

    /// Notes that an entry of the vat's store holds an import.
    pub(in crate::liveslots) fn store(&mut self, vref: VatRef) {
        *self.reach.stored.entry(vref).or_default() += 1;
    }

    /// Notes that an entry of the vat's store does not hold an import any more.
    pub(in crate::liveslots) fn unstore(&mut self, vref: VatRef) {
        let Some(count) = self.reach.stored.get_mut(&vref) else {
            return;
        };
        *count -= 1;
        if *count == 0 {
            self.reach.stored.remove(&vref);
            if !self.objects.contains_key(&vref) {
                self.reach.lapsed.insert(vref);
            }
        }
    }

    /// The kernel no longer reaches an object of this vat (spec G22). Says whether it did.
    pub(in crate::liveslots) fn drop_export(&mut self, vref: VatRef) -> bool {
        // spec G24
        if vref == VatRef::ROOT {
            return true;
        }
        let known = is_own(vref) && self.objects.contains_key(&vref);
        known && self.reach.loose.insert(vref, true).is_none()
    }

    /// The kernel no longer recognizes an object of this vat: its reference is forgotten (spec G23). Says whether
    /// the kernel had stopped to reach it, and did recognize it.
    pub(in crate::liveslots) fn retire_export(&mut self, vref: VatRef) -> bool {
        if vref == VatRef::ROOT {
            return true;
        }
        if self.reach.loose.get(&vref) != Some(&true) {
            return false;
        }
        self.reach.loose.remove(&vref);
        self.retire(vref);
        true
    }

    /// An import will never come again: what weak collections hold for it ends (spec G32). Says whether this vat had
    /// stopped to reach it, and would have recognized it.
    pub(in crate::liveslots) fn retire_import(&mut self, vref: VatRef) -> bool {
        let known = self.reach.recognized.remove(&vref);
        if known {
            self.reach.keys.forget(vref.number());
        }
        known
    }

    /// Whether a collection could find anything at all.
    pub(in crate::liveslots) fn can_lose(&self) -> bool {
        let Reach {
            recognized, lapsed, ..
        } = &self.reach;
        let mut objects = self.objects.keys();
        !recognized.is_empty() || !lapsed.is_empty() || objects.any(|vref| self.may_die(*vref))
    }

    /// Lets go of everything that only this vat's own code may keep alive: imports, and objects and promises
    /// of this vat that the kernel does not reach.
    pub(in crate::liveslots) fn release(&mut self) -> Released {
        let mut released: Vec<VatRef> = self
            .objects
            .keys()
            .filter(|vref| self.may_die(**vref))
            .copied()
            .collect();
        released.sort_unstable();
        Released(
            released
                .into_iter()
                .filter_map(|vref| {
                    let object = self.objects.remove(&vref)?;
                    self.references.remove(&object);
                    Some((vref, WeakJsObject::new(&object)))
                })
                .collect(),
        )
    }

    fn may_die(&self, vref: VatRef) -> bool {
        match vref.kind() {
            RefKind::Object if vref.is_export() => self.reach.loose.contains_key(&vref),
            RefKind::Object => true,
            RefKind::Promise => !self.is_known(vref),
            // spec G26
            RefKind::Device => false,
        }
    }

    /// Takes back what is still alive, and tells what is not (spec G31).
    pub(in crate::liveslots) fn retrieve(&mut self, released: Released) -> Dead {
        let mut dead = Dead::default();
        for (vref, object) in released.0 {
            match object.upgrade() {
                Some(object) => self.register(vref, &object),
                None if vref.is_promise() => {}
                None if vref.is_export() => {
                    if self.reach.loose.remove(&vref) == Some(true) {
                        dead.gone.push(vref);
                    }
                }
                None if self.reach.stored.contains_key(&vref) => {}
                None => dead.dropped.push(vref),
            }
        }
        dead.dropped.extend(std::mem::take(&mut self.reach.lapsed));
        self.reach.recognized.extend(&dead.dropped);
        let keys = &self.reach.keys;
        dead.unrecognized = self
            .reach
            .recognized
            .extract_if(.., |vref| !keys.is_held(vref.number()))
            .collect();
        dead
    }
}

/// Whether a reference is one of this vat's own objects.
fn is_own(vref: VatRef) -> bool {
    vref.is_export() && vref.kind() == RefKind::Object
}
