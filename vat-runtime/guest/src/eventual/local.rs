//! Calls on objects of this vat, with the errors that people know from the reference implementation.

use boa_engine::object::JsObject;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsValue};

use super::send::Op;
use crate::passing::describe::quoted;
use crate::passing::inspect::{error, type_error};
use crate::passing::{method_names, names};

/// Does what is asked. This runs vat code.
///
/// # Errors
/// What vat code threw, or a sentence about why the receiver cannot be asked.
pub(crate) fn perform(target: &JsValue, op: &Op, context: &mut Context) -> JsResult<JsValue> {
    match op {
        Op::Apply { method, args } => apply(target, method, args, context),
        Op::Get(key) => get(target, key, context),
    }
}

/// The name of a value's type, with `null` told apart.
fn kind(value: &JsValue) -> &'static str {
    if value.is_null() {
        "null"
    } else {
        value.type_of()
    }
}

fn get(target: &JsValue, key: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let key = key.to_property_key(context)?;
    target.to_object(context)?.get(key, context)
}

/// Calls a method, or the receiver itself if there is no name.
///
/// # Errors
/// As for [`perform`].
pub(crate) fn apply(
    target: &JsValue,
    method: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if method.is_null_or_undefined() {
        let Some(function) = target.as_callable() else {
            let kind = kind(target);
            return Err(type_error(format!(
                "Cannot invoke target as a function; typeof target is {kind:?}"
            )));
        };
        return function.call(&JsValue::undefined(), args, context);
    }
    let key = method.to_property_key(context)?;
    let label = quoted(&key.clone().into());
    if target.is_null_or_undefined() {
        let kind = kind(target);
        return Err(type_error(format!(
            "Cannot deliver {label} to target; typeof target is {kind:?}"
        )));
    }
    let found = match target.variant() {
        JsVariant::Object(object) => object.get(key, context)?,
        _ => target.to_object(context)?.get(key, context)?,
    };
    let Some(function) = found.as_callable() else {
        return Err(no_method(target, &label, &found, context));
    };
    JsObject::call(&function, target, args, context)
}

fn no_method(
    target: &JsValue,
    label: &str,
    found: &JsValue,
    context: &mut Context,
) -> boa_engine::JsError {
    if !found.is_undefined() {
        let kind = kind(found);
        return error(format!(
            "invoked method {label} is not a function; it is a {kind:?}"
        ));
    }
    let names = names(context);
    // What a primitive inherits does not count as its own.
    let methods = if target.is_object() {
        method_names(target, &names, context)
    } else {
        Ok(Vec::new())
    };
    match methods {
        Ok(methods) => {
            let methods: Vec<String> = methods.iter().map(quoted).collect();
            type_error(format!(
                "target has no method {label}, has [{}]",
                methods.join(",")
            ))
        }
        Err(error) => error,
    }
}
