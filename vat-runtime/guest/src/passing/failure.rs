//! Errors as data: which can be passed, and how they are made from what was received.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::MAX_DEPTH;
use super::describe::{describe, describe_key};
use super::inspect::{error, inherits, is_frozen, is_proxy, lookup, own, own_keys};
use super::names::Names;
use super::remotable::fixed;
use crate::marshal::build::frozen_array;

/// Whether the value is an instance of `Error`.
#[must_use]
pub fn is_error_like(value: &JsValue, names: &Names) -> bool {
    value
        .as_object()
        .is_some_and(|object| !is_proxy(&object) && inherits(&object, &names.errors[0].prototype))
}

/// Checks that a frozen error may be passed.
pub(crate) fn check(object: &JsObject, names: &Names, context: &mut Context) -> JsResult<()> {
    check_at(object, names, 0, context)
}

fn check_at(object: &JsObject, names: &Names, depth: usize, context: &mut Context) -> JsResult<()> {
    let named = || describe(&object.clone().into());
    if depth > MAX_DEPTH {
        return Err(error("The causes of an error are nested too deeply"));
    }
    let prototype = object.prototype();
    if !names
        .errors
        .iter()
        .any(|class| prototype.as_ref() == Some(&class.prototype))
    {
        return Err(error(format!(
            "Passable Error must inherit from an error class .prototype: {}",
            named()
        )));
    }
    for key in own_keys(object) {
        let Some(found) = own(object, &key) else {
            continue;
        };
        let label = describe_key(&key);
        if found.enumerable() == Some(true) {
            return Err(error(format!(
                "Passable Error {label} own property must not be enumerable: {}",
                named()
            )));
        }
        let Some(value) = found.value() else {
            return Err(error(format!(
                "Passable Error {label} own property must be a data property: {}",
                named()
            )));
        };
        part(&key, value, names, depth, context)?;
    }
    Ok(())
}

/// Checks one own property of an error.
fn part(
    key: &PropertyKey,
    value: &JsValue,
    names: &Names,
    depth: usize,
    context: &mut Context,
) -> JsResult<()> {
    let label = key.to_string();
    match label.as_str() {
        "message" | "stack" if value.is_string() => Ok(()),
        "message" | "stack" => {
            let found = describe(value);
            Err(error(format!(
                "Passable Error {label:?} own property must be a string: {found}"
            )))
        }
        "cause" => cause(value, names, depth, context),
        "errors" => {
            let array = value
                .as_object()
                .filter(JsObject::is_array)
                .ok_or_else(|| {
                    error(format!(
                        "Passable Error {label:?} own property must be a copyArray: {}",
                        describe(value)
                    ))
                })?;
            if !is_frozen(&array, context)? {
                return Err(error(
                    "Passable Error \"errors\" own property must be frozen",
                ));
            }
            for key in own_keys(&array) {
                if let (PropertyKey::Index(_), Some(found)) = (&key, own(&array, &key)) {
                    cause(
                        found.value().unwrap_or(&JsValue::undefined()),
                        names,
                        depth,
                        context,
                    )?;
                }
            }
            Ok(())
        }
        _ => Err(error(format!(
            "Passable Error has extra unpassed property {label:?}"
        ))),
    }
}

fn cause(value: &JsValue, names: &Names, depth: usize, context: &mut Context) -> JsResult<()> {
    match value.as_object() {
        Some(object) if is_error_like(value, names) && is_frozen(&object, context)? => {
            check_at(&object, names, depth + 1, context)
        }
        _ => Err(error(format!("Error expected: {}", describe(value)))),
    }
}

/// An error of this class, or a plain one if there is no such class. It is not frozen yet.
pub(crate) fn make_error(
    name: &JsString,
    message: JsString,
    names: &Names,
    context: &mut Context,
) -> JsResult<JsObject> {
    let class = names.error_class(name).unwrap_or(&names.errors[0]);
    if class.name == js_string!("AggregateError") {
        let none = frozen_array(Vec::new(), context);
        let made =
            class
                .constructor
                .construct(&[none.clone().into(), message.into()], None, context)?;
        // The constructor copies the list into an array that is not frozen.
        made.insert_property(js_string!("errors"), fixed(none.into(), false));
        return Ok(made);
    }
    class
        .constructor
        .construct(&[message.into()], None, context)
}

/// The `name` or `message` of an error as text, read without running vat code.
pub(crate) fn text_of(object: &JsObject, key: JsString) -> JsString {
    let found = lookup(object, &key.into());
    let value = found.as_ref().and_then(|found| found.value());
    match value {
        Some(value) => value
            .as_string()
            .unwrap_or_else(|| js_string!(describe(value).as_str())),
        None => js_string!(),
    }
}
