//! Looking at objects without running vat code: no getter, no proxy trap, no `then`.
//!
//! What is checked here must still hold when the object is encoded a moment later, so nothing in between
//! may give vat code a turn.

use boa_engine::builtins::proxy::Proxy;
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsError, JsNativeError, JsResult};

/// An `Error` with this message.
pub fn error(message: impl Into<String>) -> JsError {
    JsNativeError::error().with_message(message.into()).into()
}

/// A `TypeError` with this message.
pub fn type_error(message: impl Into<String>) -> JsError {
    JsNativeError::typ().with_message(message.into()).into()
}

/// Whether the object's behaviour is a handler's, so that looking at it would run vat code.
#[must_use]
pub fn is_proxy(object: &JsObject) -> bool {
    object.is::<Proxy>()
}

/// The object's own property, without its exotic behaviour.
#[must_use]
pub fn own(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    object.borrow().properties().get(key)
}

/// The keys of the object's own properties: indices in order, then the others in order of creation.
#[must_use]
pub fn own_keys(object: &JsObject) -> Vec<PropertyKey> {
    let object = object.borrow();
    let mut indices: Vec<u32> = object.properties().index_property_keys().collect();
    let named = object.shape().keys();
    if indices.is_empty() {
        return named;
    }
    indices.sort_unstable();
    indices
        .into_iter()
        .map(PropertyKey::from)
        .chain(named)
        .collect()
}

/// The property that a read would find, on the object or up its prototypes. A proxy on the way hides
/// whatever is behind it.
#[must_use]
pub fn lookup(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    let mut layer = object.clone();
    loop {
        if is_proxy(&layer) {
            return None;
        }
        if let Some(found) = own(&layer, key) {
            return Some(found);
        }
        let next = layer.prototype()?;
        layer = next;
    }
}

/// Whether the object is frozen. It must not be a proxy.
///
/// # Errors
/// Never for objects that are not proxies.
pub fn is_frozen(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if object.is_extensible(context)? {
        return Ok(false);
    }
    let object = object.borrow();
    let properties = object.properties();
    let fixed = |found: &PropertyDescriptor| {
        found.configurable() == Some(false)
            && (found.is_accessor_descriptor() || found.writable() == Some(false))
    };
    Ok(properties
        .index_properties()
        .all(|(_, found)| fixed(&found))
        && object
            .shape()
            .keys()
            .iter()
            .all(|key| properties.get(key).is_none_or(|found| fixed(&found))))
}

/// Whether `prototype` is among the object's prototypes.
#[must_use]
pub fn inherits(object: &JsObject, prototype: &JsObject) -> bool {
    let mut layer = object.prototype();
    while let Some(found) = layer {
        if JsObject::equals(&found, prototype) {
            return true;
        }
        if is_proxy(&found) {
            return false;
        }
        layer = found.prototype();
    }
    false
}
