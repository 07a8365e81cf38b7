//! The constructor `HandledPromise` (spec P6.12).
//!
//! What it makes are promises of the engine; the functions it gives to an executor hold the right to settle
//! one, and nothing of it can be used twice.

use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsResult, JsString, JsValue, NativeFunction, Trace, js_string,
};
use boa_gc::{Gc, GcRefCell};

use super::exports;
use super::presence::{no_handler, resolve_with_presence};
use super::promise::{Settler, hardened};
use super::table::{self, Handler};
use crate::passing::describe::quoted;
use crate::passing::inspect::{error, type_error};
use crate::realm::builtin::{fixed, function_of};

/// Makes the constructor, without its static methods.
pub(super) fn handled_promise(context: &mut Context) -> JsResult<JsObject> {
    let promise = context.intrinsics().constructors().promise().constructor();
    let prototype = context.intrinsics().constructors().promise().prototype();
    let made = function_of(context.realm(), "HandledPromise", 1, construct, true);
    let prototype = fixed(prototype);
    made.define_property_or_throw(js_string!("prototype"), prototype, context)?;
    made.set_prototype(Some(promise));
    Ok(made)
}

/// Whether a promise can still be settled, and what it was resolved to.
#[derive(Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) enum State {
    /// Nobody has settled it.
    Open(Settler),
    /// Somebody has: with this value, or with `null` if it was rejected.
    Settled(JsValue),
}

/// The right to settle a promise, until somebody uses it.
pub(super) type Right = Gc<GcRefCell<State>>;

fn take(right: &Right, with: JsValue) -> Option<Settler> {
    let mut state = right.borrow_mut();
    if matches!(*state, State::Settled(_)) {
        return None;
    }
    match std::mem::replace(&mut *state, State::Settled(with)) {
        State::Open(settler) => Some(settler),
        State::Settled(_) => None,
    }
}

/// Resolves the promise, unless somebody has settled it.
pub(super) fn resolve_with(right: &Right, value: &JsValue, context: &mut Context) -> JsResult<()> {
    match take(right, value.clone()) {
        Some(settler) => settler.resolve(value, context),
        None => Ok(()),
    }
}

/// Rejects the promise, unless somebody has settled it.
///
/// # Errors
/// When the reason cannot be hardened. Then the promise is as it was.
pub(super) fn reject_with(right: &Right, reason: &JsValue, context: &mut Context) -> JsResult<()> {
    if matches!(*right.borrow(), State::Settled(_)) {
        return Ok(());
    }
    let reason = hardened(reason, context)?;
    match take(right, JsValue::null()) {
        Some(settler) => settler.reject(&reason, context),
        None => Ok(()),
    }
}

/// `new HandledPromise(executor, pendingHandler)`.
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(class) = new_target.as_object() else {
        return Err(error("must be invoked with \"new\""));
    };
    let settler = if exports(context).handled_promise == *new_target {
        Settler::bare(context)?
    } else {
        Settler::of_class(&class, context)?
    };
    let pending = args.get_or_undefined(1);
    let pending = match pending.as_object() {
        Some(handler) => Some(handler),
        None if pending.to_boolean() => return Err(no_handler(pending)),
        None => None,
    };
    let handler = pending.clone().map_or(Handler::Postponed, Handler::Custom);
    table::set(settler.promise(), handler, context)?;
    let executor = args.get_or_undefined(0);
    let Some(executor) = executor.as_callable() else {
        return Err(type_error(format!(
            "Promise resolver {} is not a function",
            quoted(executor)
        )));
    };
    let promise = settler.promise().clone();
    let functions = settling_functions(settler, pending, context).map(JsValue::from);
    executor.call(&JsValue::undefined(), &functions, context)?;
    Ok(promise.into())
}

/// `resolve`, `reject` and `resolveWithPresence`.
pub(super) fn settling_functions(
    settler: Settler,
    pending: Option<JsObject>,
    context: &mut Context,
) -> [JsFunction; 3] {
    let right: Right = Gc::new(GcRefCell::new(State::Open(settler)));
    let resolve = NativeFunction::from_copy_closure_with_captures(
        |_, args, right: &Right, context| {
            resolve_with(right, args.get_or_undefined(0), context)?;
            Ok(JsValue::undefined())
        },
        right.clone(),
    );
    let reject = NativeFunction::from_copy_closure_with_captures(
        |_, args, right: &Right, context| {
            reject_with(right, args.get_or_undefined(0), context)?;
            Ok(JsValue::undefined())
        },
        right.clone(),
    );
    let with_presence = NativeFunction::from_copy_closure_with_captures(
        |_, args, (right, pending): &(Right, Option<JsObject>), context| {
            resolve_with_presence(args, right, pending.as_ref(), context)
        },
        (right, pending),
    );
    let realm = context.realm().clone();
    [
        ("resolveHandled", 1, resolve),
        ("rejectHandled", 1, reject),
        ("resolveWithPresence", 0, with_presence),
    ]
    .map(|(name, length, body)| {
        FunctionObjectBuilder::new(&realm, body)
            .name(JsString::from(name))
            .length(length)
            .build()
    })
}

/// An unresolved promise, its resolve function and its reject function.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn promise_kit(context: &mut Context) -> JsResult<(JsObject, JsFunction, JsFunction)> {
    let settler = Settler::postponed(context)?;
    let promise = settler.promise().clone();
    let [resolve, reject, _] = settling_functions(settler, None, context);
    Ok((promise, resolve, reject))
}
