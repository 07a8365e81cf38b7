//! What `harden` has to freeze: found by looking at objects as the engine stores them.
//!
//! The walk calls nothing (spec E11.2). It keeps a list instead of recursing, so no graph is too deep, and
//! notes on each object that it was there, so it needs no table (spec E11.8). No vat code may run while such a
//! note stands.

use std::mem;

use boa_engine::builtins::proxy::Proxy;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::module::ModuleNamespace;
use boa_engine::object::{FrozenShapes, IntegrityLevel, JsObject};
use boa_engine::{Context, JsResult, JsValue};

use super::proxies;
use crate::passing::inspect::{is_proxy, type_error};

/// The objects of one walk, each once.
#[derive(Default)]
pub(super) struct Graph {
    objects: Vec<JsObject>,
}

impl Graph {
    /// All that can be reached from `values` and was not hardened before (spec E11.1).
    ///
    /// # Errors
    /// When one of them can never be frozen (spec E11.4).
    pub(super) fn reach(values: &[JsValue]) -> JsResult<Self> {
        let mut graph = Self::default();
        for value in values {
            graph.add_value(value);
        }
        let mut next = 0;
        while let Some(object) = graph.objects.get(next).cloned() {
            next += 1;
            if let Some(proxy) = object.downcast_ref::<Proxy>() {
                // A frozen proxy shows what its target holds, whatever its traps would like to show.
                let parts = proxy.parts();
                let (target, _) = parts.ok_or_else(|| refuse("a proxy that was revoked"))?;
                graph.add(&target);
                continue;
            }
            can_be_frozen(&object)?;
            if let Some(prototype) = object.prototype() {
                graph.add(&prototype);
            }
            let holder = object.borrow();
            holder
                .properties()
                .for_each_held(|value| graph.add_value(value));
        }
        Ok(graph)
    }

    /// The proxies whose handlers can refuse to be frozen, in the order they were found.
    pub(super) fn proxies_with_a_say(&self) -> Vec<JsObject> {
        let proxies = self.objects.iter().filter(|object| is_proxy(object));
        proxies
            .filter(|proxy| proxies::has_a_say(proxy))
            .cloned()
            .collect()
    }

    /// Freezes all of it, and notes that it is hardened. Nothing here gives vat code a turn (spec E11.3).
    ///
    /// # Errors
    /// When the engine does not do what the language says.
    pub(super) fn freeze(mut self, context: &mut Context) -> JsResult<Vec<JsObject>> {
        let mut known = FrozenShapes::default();
        for object in &self.objects {
            if is_plain(object) {
                object.freeze_in_place(&mut known);
            } else if !is_proxy(object)
                && !object.set_integrity_level(IntegrityLevel::Frozen, context)?
            {
                return Err(refuse("an object that stays extensible"));
            }
        }
        for object in &self.objects {
            object.leave();
            object.mark_hardened();
        }
        Ok(mem::take(&mut self.objects))
    }

    /// What was hardened is not looked at again (spec E11.7). The namespace of a module stays as it is: nobody can
    /// write to it, and what its exports hold is the module's own (spec E11.4).
    fn add(&mut self, object: &JsObject) {
        if !object.is_hardened() && !object.is::<ModuleNamespace>() && object.visit() {
            self.objects.push(object.clone());
        }
    }

    fn add_value(&mut self, value: &JsValue) {
        if let Some(object) = value.as_object() {
            self.add(&object);
        }
    }
}

/// A walk leaves nothing behind.
impl Drop for Graph {
    fn drop(&mut self) {
        for object in &self.objects {
            object.leave();
        }
    }
}

/// Whether its properties are what the engine stores, with nothing else that freezing would have to change.
/// The elements of a typed array are the content of its buffer: they stay as they are (spec E11.6).
fn is_plain(object: &JsObject) -> bool {
    object.is_ordinary()
        || object.is_array()
        || object.is::<TypedArray>()
        || object.is_callable() && !is_proxy(object)
}

/// Refuses what the language never lets anyone freeze.
fn can_be_frozen(object: &JsObject) -> JsResult<()> {
    if let Some(array) = object.downcast_ref::<TypedArray>()
        && !array.is_fixed_length()
    {
        return Err(refuse("a typed array whose length can change"));
    }
    Ok(())
}

pub(super) fn refuse(what: &str) -> boa_engine::JsError {
    type_error(format!("cannot harden: {what}"))
}
