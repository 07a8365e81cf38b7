//! What the vat's references mean, both ways, and which promises the kernel waits for.
//!
//! References are never reused. Everything here is held strongly, except while garbage is collected; nothing
//! here sends.

mod reach;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use boa_engine::Context;
use boa_engine::builtins::weak_map::WeakKeys;
use boa_engine::object::JsObject;
use crankcase_abi::VatRef;

pub(super) use reach::Dead;
use reach::Reach;

use crate::eventual::Settler;
use crate::marshal::{AddressHasher, ObjectMap};
use crate::passing::Presence;

/// The tables of one vat.
#[derive(Default)]
pub(super) struct Tables {
    objects: HashMap<VatRef, JsObject, BuildHasherDefault<AddressHasher>>,
    references: ObjectMap<VatRef>,
    /// Promises the kernel will resolve.
    imported: BTreeMap<VatRef, Settler>,
    /// Promises this vat will resolve, and the kernel knows it.
    followed: BTreeSet<VatRef>,
    /// While a batch of resolutions is read: the promises it introduced.
    introduced: Option<BTreeSet<VatRef>>,
    /// Who reaches what.
    reach: Reach,
    last_object: u64,
    last_promise: u64,
    sent_errors: u64,
}

/// The tables, shared by all that touch them in a crank.
pub(super) type Shared = Rc<RefCell<Tables>>;

/// The tables of this vat.
pub(super) fn tables(context: &mut Context) -> Shared {
    if let Some(found) = context.get_data::<Shared>() {
        return found.clone();
    }
    let keys = context.get_data::<Rc<WeakKeys>>();
    let keys = keys.expect("the realm counts the keys of weak collections");
    let made = Shared::new(RefCell::new(Tables {
        reach: Reach::new(keys.clone()),
        ..Tables::default()
    }));
    context.insert_data(made.clone());
    made
}

impl Tables {
    /// What a reference means (spec R21).
    pub(super) fn object(&self, vref: VatRef) -> Option<JsObject> {
        self.objects.get(&vref).cloned()
    }

    /// The reference of an object, if it has one.
    pub(super) fn reference(&self, object: &JsObject) -> Option<VatRef> {
        match object.downcast_ref::<Presence>() {
            Some(presence) => Some(presence.vref),
            None => self.references.get(object).copied(),
        }
    }

    /// Lets a reference mean an object.
    pub(super) fn register(&mut self, vref: VatRef, object: &JsObject) {
        self.objects.insert(vref, object.clone());
        if !object.is::<Presence>() {
            self.references.insert(object.clone(), vref);
        }
    }

    /// Forgets a promise that was resolved.
    pub(super) fn retire(&mut self, promise: VatRef) {
        if let Some(object) = self.objects.remove(&promise)
            && self.references.get(&object) == Some(&promise)
        {
            self.references.remove(&object);
        }
    }

    /// A reference for an object of this vat that has none (spec R20). The kernel does not know it yet.
    pub(super) fn export_object(&mut self, object: &JsObject) -> VatRef {
        self.last_object += 1;
        let vref = VatRef::object_export(self.last_object);
        self.register(vref, object);
        self.reach.allocated(vref);
        vref
    }

    /// A reference for a promise of this vat that has none now.
    pub(super) fn export_promise(&mut self, promise: &JsObject) -> VatRef {
        self.last_promise += 1;
        let vref = VatRef::promise_export(self.last_promise);
        self.register(vref, promise);
        vref
    }

    /// Notes that the kernel will resolve a promise.
    pub(super) fn import_promise(&mut self, promise: VatRef, settler: Settler) {
        self.register(promise, settler.promise());
        self.imported.insert(promise, settler);
    }

    /// The right to resolve a promise that the kernel resolves now, or gave back to this vat.
    pub(super) fn take_imported(&mut self, promise: VatRef) -> Option<Settler> {
        self.imported.remove(&promise)
    }

    /// Notes that this vat will tell the kernel how a promise ends. False if that is known already, or if
    /// it is the kernel that will tell.
    pub(super) fn follow(&mut self, promise: VatRef) -> bool {
        !self.imported.contains_key(&promise) && self.followed.insert(promise)
    }

    /// Notes that the kernel was told.
    pub(super) fn unfollow(&mut self, promise: VatRef) {
        self.followed.remove(&promise);
    }

    /// Whether somebody will resolve the promise in the kernel's eyes.
    pub(super) fn is_known(&self, promise: VatRef) -> bool {
        self.imported.contains_key(&promise) || self.followed.contains(&promise)
    }

    /// Begins to note which promises are introduced, instead of subscribing to each at once.
    pub(super) fn begin_introducing(&mut self) {
        self.introduced = Some(BTreeSet::new());
    }

    /// Notes an introduced promise. False if nobody collects them now.
    pub(super) fn introduce(&mut self, promise: VatRef) -> bool {
        self.introduced
            .as_mut()
            .is_some_and(|introduced| introduced.insert(promise))
    }

    /// The promises noted since [`Self::begin_introducing`].
    pub(super) fn finish_introducing(&mut self) -> BTreeSet<VatRef> {
        self.introduced.take().unwrap_or_default()
    }

    /// The id of the next error that is sent.
    pub(super) fn next_error_id(&mut self) -> String {
        /// Where the reference's supervisor begins to count.
        const BASE: u64 = 70_000;
        self.sent_errors += 1;
        format!("error:liveSlots#{}", BASE + self.sent_errors)
    }
}

/// References in the order of their written form, in which the reference implementation works through
/// sets of them.
pub(super) fn by_text(references: impl IntoIterator<Item = VatRef>) -> Vec<VatRef> {
    let mut sorted: Vec<VatRef> = references.into_iter().collect();
    if sorted.len() > 1 {
        sorted.sort_by_cached_key(ToString::to_string);
        sorted.dedup();
    }
    sorted
}
