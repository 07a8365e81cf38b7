//! Keys of properties as the language's JSON functions ask for them.
//!
//! An object's keys are asked for by its own methods: a proxy's handler runs, and nothing else of a vat.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, js_string};

/// The keys of the object's enumerable own properties that are strings, in the object's order.
pub(super) fn enumerable_keys(
    object: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    let mut keys = object.own_property_keys(context)?;
    keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
    let mut enumerable = Vec::with_capacity(keys.len());
    for key in keys {
        let property = object.get_own_property(&key, context)?;
        if property.is_some_and(|property| property.enumerable() == Some(true)) {
            enumerable.push(key);
        }
    }
    Ok(enumerable)
}

/// A key as a string.
pub(super) fn key_string(key: &PropertyKey) -> JsString {
    match key {
        PropertyKey::String(name) => name.clone(),
        PropertyKey::Index(index) => js_string!(index.get()),
        // Those are never asked for.
        PropertyKey::Symbol(_) => js_string!(),
    }
}
