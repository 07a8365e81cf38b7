//! `HandledPromise.resolve`: a promise for anything that nobody can have tampered with (spec P6.14).
//!
//! Whoever has what comes out of here can listen to it without running code of others.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};

use super::constructor::settling_functions;
use super::presence;
use super::promise::{Settler, as_promise, harden_new};
use crate::harden::harden;
use crate::passing::inspect::{is_proxy, own, type_error};
use crate::passing::{Presence, names};

/// A frozen promise for the value: the value itself if it is a plain promise, and for a presence always the
/// same.
///
/// # Errors
/// When a promise cannot be hardened, or what its `constructor` or its `then` throws when it is read.
pub(crate) fn resolve_to_promise(value: &JsValue, context: &mut Context) -> JsResult<JsPromise> {
    if let Some(object) = value.as_object() {
        if let Some(promise) = presence::promise_of(&object, context)? {
            return safe(promise, context);
        }
        if object.is::<Presence>() {
            let promise = JsObject::from(fulfilled(value, context)?);
            presence::register(&object, &promise, context)?;
            return JsPromise::from_object(promise);
        }
    }
    if let Some(promise) = as_promise(value) {
        if is_safe(&promise, context) {
            harden(value, context)?;
            return JsPromise::from_object(promise);
        }
        let plain = context.intrinsics().constructors().promise().constructor();
        if promise.get(js_string!("constructor"), context)? == plain.into() {
            return safe(promise, context);
        }
    }
    fulfilled(value, context)
}

/// A new promise that is resolved to the value.
fn fulfilled(value: &JsValue, context: &mut Context) -> JsResult<JsPromise> {
    let (promise, functions) = JsPromise::new_pending(context);
    harden_new(&promise.clone().into());
    functions
        .resolve
        .call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
    Ok(promise)
}

/// Whether listening to the promise is a matter of the engine alone.
fn is_safe(promise: &JsObject, context: &Context) -> bool {
    let owns = |name| own(promise, &PropertyKey::from(name)).is_some();
    promise
        .prototype()
        .is_some_and(|prototype| prototype == names(context).promise)
        && !owns(js_string!("then"))
        && !owns(js_string!("constructor"))
}

/// The promise itself if it is safe, else one that follows it as if it were any object with `then`.
fn safe(promise: JsObject, context: &mut Context) -> JsResult<JsPromise> {
    harden(&promise.clone().into(), context)?;
    if is_safe(&promise, context) {
        return JsPromise::from_object(promise);
    }
    let follow = NativeFunction::from_copy_closure_with_captures(
        |_, _, promise: &JsObject, context| {
            let settler = Settler::postponed(context)?;
            let known = settler.promise().clone();
            let [resolve, reject, _] = settling_functions(settler, None, context);
            let then = promise.get(js_string!("then"), context)?;
            let Some(then) = then.as_callable() else {
                return Err(type_error("then is not a function"));
            };
            let this = JsValue::from(promise.clone());
            then.call(&this, &[resolve.into(), reject.into()], context)?;
            Ok(known.into())
        },
        promise,
    );
    let follow = follow.to_js_function(context.realm());
    let now = fulfilled(&JsValue::undefined(), context)?;
    let promise = now.then(Some(follow), None, context)?;
    harden_new(&promise.clone().into());
    Ok(promise)
}

/// Whether the value is no promise but has a method `then`, or something that could give one when it is asked.
pub(super) fn is_thenable(value: &JsValue) -> bool {
    let then = PropertyKey::from(js_string!("then"));
    let mut layer = value.as_object();
    while let Some(object) = layer {
        if is_proxy(&object) {
            return true;
        }
        if let Some(found) = own(&object, &then) {
            return found.value().is_none_or(JsValue::is_callable);
        }
        layer = object.prototype();
    }
    false
}
