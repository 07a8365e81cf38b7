//! Presences: objects whose messages go to a handler, and the promise that each was registered with.
//!
//! There are two kinds: those that vat code made with `resolveWithPresence`, and those that stand for objects
//! of other vats. Both tables hold their keys weakly.

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsPromise, JsWeakMap};
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};

use super::constructor::{Right, State, reject_with, resolve_with};
use crate::passing::Presence;
use crate::passing::describe::quoted;
use crate::passing::inspect::type_error;

/// The tables.
#[derive(Clone, Debug)]
struct Presences {
    /// The handlers of those that vat code made.
    handlers: JsWeakMap,
    /// The promise that `HandledPromise.resolve` gives for one.
    promises: JsWeakMap,
}

/// Makes the empty tables.
pub(super) fn install(context: &mut Context) {
    let presences = Presences {
        handlers: JsWeakMap::new(context),
        promises: JsWeakMap::new(context),
    };
    context.insert_data(presences);
}

fn tables(context: &Context) -> Presences {
    context
        .get_data::<Presences>()
        .expect("the realm was made with eventual send")
        .clone()
}

/// The handler of a presence that vat code made.
pub(super) fn handler_of(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(tables(context).handlers.get(object, context)?.as_object())
}

/// The promise that a presence was registered with.
pub(super) fn promise_of(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(tables(context).promises.get(object, context)?.as_object())
}

/// Registers the promise of a presence.
pub(super) fn register(
    object: &JsObject,
    promise: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let promises = tables(context).promises;
    promises.set(object, promise.clone().into(), context)?;
    Ok(())
}

/// Whether a promise was fulfilled with a presence, so that messages to it need not wait.
pub(super) fn is_promise_for_one(promise: &JsObject, context: &mut Context) -> JsResult<bool> {
    let PromiseState::Fulfilled(value) = JsPromise::from_object(promise.clone())?.state() else {
        return Ok(false);
    };
    let Some(object) = value.as_object() else {
        return Ok(false);
    };
    Ok(object.is::<Presence>() || handler_of(&object, context)?.is_some())
}

/// `resolveWithPresence(handler, options)`: makes a presence and fulfils the promise with it (spec P6.13).
///
/// # Errors
/// What is wrong with the handler or the options. The promise is rejected with it.
pub(super) fn resolve_with_presence(
    args: &[JsValue],
    right: &Right,
    pending: Option<&JsObject>,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let State::Settled(with) = &*right.borrow() {
        return Ok(with.clone());
    }
    match make(args, right, pending, context) {
        Ok(presence) => Ok(presence),
        Err(error) => {
            let reason = error.into_opaque(context)?;
            reject_with(right, &reason, context)?;
            Err(JsError::from_opaque(reason))
        }
    }
}

fn make(
    args: &[JsValue],
    right: &Right,
    pending: Option<&JsObject>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let given = args.get_or_undefined(0);
    let handler = match (given.as_object(), pending) {
        (Some(handler), _) => handler,
        (None, Some(pending)) if given.is_undefined() => pending.clone(),
        // One that can do nothing.
        (None, None) if given.is_undefined() => JsObject::with_null_proto(),
        (None, _) => return Err(no_handler(given)),
    };
    let presence = object(args.get_or_undefined(1), context)?;
    // Making it may have run vat code, which may have settled the promise.
    let promise = match &*right.borrow() {
        State::Settled(with) => return Ok(with.clone()),
        State::Open(settler) => settler.promise().clone(),
    };
    tables(context)
        .handlers
        .set(&presence, handler.into(), context)?;
    register(&presence, &promise, context)?;
    let presence = JsValue::from(presence);
    resolve_with(right, &presence, context)?;
    Ok(presence)
}

/// The error for a handler that is no object.
pub(super) fn no_handler(given: &JsValue) -> JsError {
    type_error(format!("Handler {} cannot be a primitive", quoted(given)))
}

/// An empty object, or the proxy that the options ask for.
fn object(options: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    if options.is_undefined() {
        return Ok(JsObject::with_null_proto());
    }
    let options = options.to_object(context)?;
    let proxy = options.get(js_string!("proxy"), context)?;
    if !proxy.to_boolean() {
        return Ok(JsObject::with_null_proto());
    }
    let proxy = proxy.to_object(context)?;
    let handler = proxy.get(js_string!("handler"), context)?;
    let target = proxy.get(js_string!("target"), context)?;
    let callback = proxy.get(js_string!("revokerCallback"), context)?;
    let constructor = context.intrinsics().constructors().proxy().constructor();
    if !callback.to_boolean() {
        return constructor.construct(&[target, handler], None, context);
    }
    let revocable = constructor.get(js_string!("revocable"), context)?;
    let revocable = revocable.as_callable().ok_or_else(missing)?;
    let made = revocable.call(&constructor.into(), &[target, handler], context)?;
    let made = made.as_object().ok_or_else(missing)?;
    let proxy = made.get(js_string!("proxy"), context)?;
    let revoke = made.get(js_string!("revoke"), context)?;
    let Some(callback) = callback.as_callable() else {
        return Err(type_error("revokerCallback is not a function"));
    };
    callback.call(&JsValue::undefined(), &[revoke], context)?;
    proxy.as_object().ok_or_else(missing)
}

fn missing() -> JsError {
    type_error("the realm is not the one that was booted")
}
