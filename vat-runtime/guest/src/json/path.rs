//! Which objects are open while a value is written, to notice cycles (spec E14.7).
//!
//! The set is only asked whether it has an object; its order is never looked at.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use boa_engine::object::JsObject;

use crate::marshal::AddressHasher;

/// Up to so many objects a look through the list is quicker than a hash.
const FEW: usize = 12;

/// The open objects, from the outermost.
#[derive(Debug, Default)]
pub(super) struct Path {
    objects: Vec<JsObject>,
    /// The same objects, once there were too many to look through.
    known: HashSet<JsObject, BuildHasherDefault<AddressHasher>>,
}

impl Path {
    /// Adds an object, unless it is open already.
    pub(super) fn enter(&mut self, object: &JsObject) -> bool {
        if self.known.is_empty() && self.objects.len() < FEW {
            let mut open = self.objects.iter();
            if open.any(|open| JsObject::equals(open, object)) {
                return false;
            }
        } else {
            if self.known.is_empty() {
                self.known.extend(self.objects.iter().cloned());
            }
            if !self.known.insert(object.clone()) {
                return false;
            }
        }
        self.objects.push(object.clone());
        true
    }

    /// Takes the innermost object away.
    pub(super) fn leave(&mut self) {
        if let Some(object) = self.objects.pop()
            && !self.known.is_empty()
        {
            self.known.remove(&object);
        }
    }

    /// How many objects are around the place of this one.
    pub(super) fn position(&self, object: &JsObject) -> Option<usize> {
        let mut open = self.objects.iter();
        open.position(|open| JsObject::equals(open, object))
    }
}
