//! `harden`: freezes everything that can be reached from a value through own properties and prototypes.
//!
//! Nothing that was hardened is ever looked at again: the engine keeps a mark on each object. The walk keeps
//! its own list instead of recursing, so no graph is too deep. Only proxies let vat code run in between;
//! therefore objects get their mark at the end, when all of them are frozen, or not at all.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher};

use boa_engine::builtins::proxy::Proxy;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsNativeError, JsResult, JsValue, js_string};

/// Freezes everything that can be reached from `value`. Values that are not objects are fine as they are.
///
/// # Errors
/// When a proxy on the way refuses or throws, or an object cannot be frozen by its nature, such as the
/// namespace of a module. Then some of the objects are frozen, and none of them counts as hardened.
pub fn harden(value: &JsValue, context: &mut Context) -> JsResult<()> {
    harden_all(std::slice::from_ref(value), context).map(drop)
}

/// As [`harden`], for several values at once; gives the objects that were not hardened before.
pub(crate) fn harden_all(values: &[JsValue], context: &mut Context) -> JsResult<Vec<JsObject>> {
    let mut reached = Reached::default();
    for value in values {
        reached.add_value(value);
    }
    let mut next = 0;
    while let Some(object) = reached.order.get(next).cloned() {
        next += 1;
        freeze(&object, context)?;
        if object.is::<Proxy>() {
            add_through_proxy(&object, &mut reached, context)?;
        } else {
            add_parts(&object, &mut reached);
        }
    }
    for object in &reached.order {
        object.mark_hardened();
    }
    Ok(reached.order)
}

/// Whether `object` was hardened: it and all it leads to is frozen for good.
#[must_use]
pub fn is_hardened(object: &JsObject) -> bool {
    object.is_hardened()
}

/// The objects of one walk, each once.
#[derive(Default)]
struct Reached {
    order: Vec<JsObject>,
    /// The same objects, once there are too many to look through.
    known: HashSet<JsObject, BuildHasherDefault<DefaultHasher>>,
}

impl Reached {
    /// Up to so many objects a look through the list is quicker than a hash.
    const FEW: usize = 12;

    fn add(&mut self, object: &JsObject) {
        if object.is_hardened() {
            return;
        }
        if self.order.len() < Self::FEW {
            if self
                .order
                .iter()
                .any(|known| JsObject::equals(known, object))
            {
                return;
            }
        } else {
            if self.known.is_empty() {
                self.known.extend(self.order.iter().cloned());
            }
            if !self.known.insert(object.clone()) {
                return;
            }
        }
        self.order.push(object.clone());
    }

    fn add_value(&mut self, value: &JsValue) {
        if let Some(object) = value.as_object() {
            self.add(&object);
        }
    }

    fn add_property(&mut self, property: &PropertyDescriptor) {
        for value in [property.value(), property.get(), property.set()]
            .into_iter()
            .flatten()
        {
            self.add_value(value);
        }
    }
}

/// What an ordinary or exotic object leads to. It is frozen, so what the engine stores is what it shows:
/// elements of typed arrays and characters of strings are not objects.
fn add_parts(object: &JsObject, reached: &mut Reached) {
    let object = object.borrow();
    if let Some(prototype) = object.prototype() {
        reached.add(&prototype);
    }
    let properties = object.properties();
    // The engine keeps them in no order that a vat may see.
    let mut indices: Vec<u32> = properties.index_property_keys().collect();
    indices.sort_unstable();
    for index in indices {
        if let Some(property) = properties.get(&PropertyKey::from(index)) {
            reached.add_property(&property);
        }
    }
    for key in object.shape().keys() {
        if let Some(property) = properties.get(&key) {
            reached.add_property(&property);
        }
    }
}

/// What a frozen proxy says that it leads to.
fn add_through_proxy(
    proxy: &JsObject,
    reached: &mut Reached,
    context: &mut Context,
) -> JsResult<()> {
    let reflect = context.intrinsics().objects().reflect();
    let target = JsValue::from(proxy.clone());
    let prototype = reflect
        .get(js_string!("getPrototypeOf"), context)?
        .as_callable()
        .ok_or_else(broken_realm)?
        .call(
            &JsValue::undefined(),
            std::slice::from_ref(&target),
            context,
        )?;
    reached.add_value(&prototype);
    let describe = reflect
        .get(js_string!("getOwnPropertyDescriptor"), context)?
        .as_callable()
        .ok_or_else(broken_realm)?;
    for key in proxy.own_property_keys(context)? {
        let property = describe.call(
            &JsValue::undefined(),
            &[target.clone(), key.into()],
            context,
        )?;
        if let Some(property) = property.as_object() {
            reached.add_property(&property.to_property_descriptor(context)?);
        }
    }
    Ok(())
}

fn freeze(object: &JsObject, context: &mut Context) -> JsResult<()> {
    if JsTypedArray::from_object(object.clone()).is_ok() {
        return freeze_around_elements(object, context);
    }
    if object.set_integrity_level(IntegrityLevel::Frozen, context)? {
        return Ok(());
    }
    Err(JsNativeError::typ()
        .with_message("cannot harden: an object refuses to be frozen")
        .into())
}

/// Elements of typed arrays cannot be frozen: their buffer is what they are. Everything else of it can.
fn freeze_around_elements(object: &JsObject, context: &mut Context) -> JsResult<()> {
    let prevented = context
        .intrinsics()
        .objects()
        .reflect()
        .get(js_string!("preventExtensions"), context)?
        .as_callable()
        .ok_or_else(broken_realm)?
        .call(&JsValue::undefined(), &[object.clone().into()], context)?;
    if prevented.as_boolean() != Some(true) {
        let text = "cannot harden: a typed array whose length can change";
        return Err(JsNativeError::typ().with_message(text).into());
    }
    for key in object.own_property_keys(context)? {
        if matches!(key, PropertyKey::Index(_)) {
            continue;
        }
        let found = object.borrow().properties().get(&key);
        let Some(found) = found else { continue };
        let frozen = PropertyDescriptor::builder().configurable(false);
        let frozen = if found.is_data_descriptor() {
            frozen.writable(false)
        } else {
            frozen
        };
        object.define_property_or_throw(key, frozen, context)?;
    }
    Ok(())
}

fn broken_realm() -> JsNativeError {
    JsNativeError::typ().with_message("the realm is not the one that was booted")
}

#[cfg(test)]
mod tests;
