//! Errors as data: which can be passed, and how they are made from what was received (spec V1.10).

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::content::target;
use super::describe::{describe, describe_key};
use super::inspect::{inherits, lookup, own, own_keys};
use super::names::Names;
use super::refusal::{Checked, refuse};
use crate::marshal::build::frozen_array;
use crate::realm::builtin::fixed;

/// Whether the value is an instance of `Error`.
#[must_use]
pub fn is_error_like(value: &JsValue, names: &Names) -> bool {
    let shown = value.as_object().and_then(|object| target(&object).ok());
    shown.is_some_and(|object| inherits(&object, &names.errors[0].prototype))
}

/// Checks that a frozen error may be passed, and gives what it says its causes are, which is not looked at.
pub(super) fn check(object: &JsObject, names: &Names) -> Checked<Vec<(PropertyKey, JsValue)>> {
    let prototype = object.prototype();
    let mut classes = names.errors.iter();
    if !classes.any(|class| prototype.as_ref() == Some(&class.prototype)) {
        let what = "Passable Error must inherit from an error class .prototype: ";
        return Err(refuse(what).object(object));
    }
    if own(object, &js_string!("message").into()).is_none() {
        let what = "Passable Error must have an own \"message\" string property: ";
        return Err(refuse(what).object(object));
    }
    let mut causes = Vec::new();
    for key in own_keys(object) {
        let (PropertyKey::String(_) | PropertyKey::Index(_)) = &key else {
            continue;
        };
        let Some(found) = own(object, &key) else {
            continue;
        };
        let odd = |what: &str| {
            let label = describe_key(&key);
            refuse(format!("Passable Error {label} own property must {what}: ")).object(object)
        };
        if found.enumerable() == Some(true) {
            return Err(odd("not be enumerable"));
        }
        let value = found.value().ok_or_else(|| odd("be a data property"))?;
        match key.to_string().as_str() {
            "message" | "stack" if value.is_string() => {}
            "message" | "stack" => return Err(odd("be a string")),
            "cause" | "errors" => causes.push((key, value.clone())),
            _ => {
                let label = describe_key(&key);
                return Err(refuse(format!(
                    "Passable Error has extra unpassed property {label}"
                )));
            }
        }
    }
    Ok(causes)
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
        made.insert_property(js_string!("errors"), fixed(none));
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
        None => js_string!("undefined"),
    }
}
