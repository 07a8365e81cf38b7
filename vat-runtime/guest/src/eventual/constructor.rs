//! The constructor `HandledPromise` and its static methods.

use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, js_string};
use boa_gc::{Gc, GcRefCell};

use super::promise::{Settler, as_promise, harden_new};
use super::send::{Op, later};
use super::table::{self, Handler};
use crate::harden::harden;
use crate::passing::describe::describe;
use crate::passing::inspect::{error, own_keys, type_error};
use crate::passing::names;
use crate::realm::builtin::method;

/// Makes the constructor.
pub(super) fn handled_promise(context: &mut Context) -> JsResult<JsValue> {
    let promise = context.intrinsics().constructors().promise().constructor();
    let prototype = context.intrinsics().constructors().promise().prototype();
    let made: JsObject =
        FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(construct))
            .name(js_string!("HandledPromise"))
            .length(1)
            .constructor(true)
            .build()
            .into();
    let fixed = PropertyDescriptor::builder()
        .value(prototype)
        .writable(false)
        .enumerable(false)
        .configurable(false);
    made.define_property_or_throw(js_string!("prototype"), fixed, context)?;
    made.set_prototype(Some(promise));
    let statics: [(&str, usize, NativeFunctionPointer); 7] = [
        ("applyFunction", 2, apply_function),
        ("applyFunctionSendOnly", 2, apply_function_send_only),
        ("applyMethod", 3, apply_method),
        ("applyMethodSendOnly", 3, apply_method_send_only),
        ("get", 2, get),
        ("getSendOnly", 2, get_send_only),
        ("resolve", 1, resolve),
    ];
    for (name, length, body) in statics {
        let body = method(name, length, body, context);
        let hidden = PropertyDescriptor::builder()
            .value(body)
            .writable(true)
            .enumerable(false)
            .configurable(true);
        made.define_property_or_throw(js_string!(name), hidden, context)?;
    }
    Ok(made.into())
}

/// The right to settle a promise, until somebody uses it.
type Right = Gc<GcRefCell<Option<Settler>>>;

fn take(right: &Right) -> Option<Settler> {
    right.borrow_mut().take()
}

/// `new HandledPromise(executor, pendingHandler)`.
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if new_target.is_undefined() {
        return Err(error("must be invoked with \"new\""));
    }
    let executor = args.get_or_undefined(0);
    let Some(executor) = executor.as_callable() else {
        return Err(type_error(format!(
            "Promise resolver {} is not a function",
            describe(executor)
        )));
    };
    let pending = args.get_or_undefined(1);
    let pending = match pending.as_object() {
        Some(handler) => Some(handler),
        None if pending.is_undefined() => None,
        None => {
            return Err(type_error(format!(
                "Handler {} cannot be a primitive",
                describe(pending)
            )));
        }
    };
    let settler = match &pending {
        Some(handler) => Settler::with(Handler::Custom(handler.clone()), context)?,
        None => Settler::postponed(context)?,
    };
    let promise = settler.promise().clone();
    let right: Right = Gc::new(GcRefCell::new(Some(settler)));
    let functions = settling_functions(&right, pending, context).map(JsValue::from);
    executor.call(&JsValue::undefined(), &functions, context)?;
    Ok(promise.into())
}

/// `resolve`, `reject` and `resolveWithPresence`.
fn settling_functions(
    right: &Right,
    pending: Option<JsObject>,
    context: &mut Context,
) -> [JsFunction; 3] {
    let resolve = NativeFunction::from_copy_closure_with_captures(
        |_, args, right: &Right, context| {
            if let Some(settler) = take(right) {
                settler.resolve(args.get_or_undefined(0), context)?;
            }
            Ok(JsValue::undefined())
        },
        right.clone(),
    );
    let reject = NativeFunction::from_copy_closure_with_captures(
        |_, args, right: &Right, context| {
            if let Some(settler) = take(right) {
                settler.reject(args.get_or_undefined(0), context)?;
            }
            Ok(JsValue::undefined())
        },
        right.clone(),
    );
    let with_presence = NativeFunction::from_copy_closure_with_captures(
        |_, args, captures: &(Right, Option<JsObject>), context| {
            resolve_with_presence(args, captures, context)
        },
        (right.clone(), pending),
    );
    let realm = context.realm().clone();
    [resolve, reject, with_presence]
        .map(|body| FunctionObjectBuilder::new(&realm, body).length(1).build())
}

/// An unresolved promise, its resolve function and its reject function.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn promise_kit(context: &mut Context) -> JsResult<(JsObject, JsFunction, JsFunction)> {
    let settler = Settler::postponed(context)?;
    let promise = settler.promise().clone();
    let [resolve, reject, _] =
        settling_functions(&Gc::new(GcRefCell::new(Some(settler))), None, context);
    Ok((promise, resolve, reject))
}

fn resolve_with_presence(
    args: &[JsValue],
    (right, pending): &(Right, Option<JsObject>),
    context: &mut Context,
) -> JsResult<JsValue> {
    let handler = args.get_or_undefined(0);
    let handler = match handler.as_object() {
        Some(handler) => handler,
        None => match pending {
            Some(pending) if handler.is_undefined() => pending.clone(),
            _ => {
                return Err(type_error(format!(
                    "Handler {} cannot be a primitive",
                    describe(handler)
                )));
            }
        },
    };
    if let Some(options) = args.get_or_undefined(1).as_object()
        && !options.get(js_string!("proxy"), context)?.is_undefined()
    {
        return Err(type_error("a presence cannot be a proxy"));
    }
    let Some(settler) = take(right) else {
        return Ok(JsValue::undefined());
    };
    let presence = JsObject::with_null_proto();
    table::set_presence(&presence, handler, context)?;
    settler.resolve(&presence.clone().into(), context)?;
    Ok(presence.into())
}

/// The elements of what was given as a list of arguments.
fn list(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let Some(array) = value.as_object().filter(JsObject::is_array) else {
        return Err(type_error(format!(
            "arguments must be an array, not {}",
            describe(value)
        )));
    };
    let length = array
        .get(js_string!("length"), context)?
        .to_length(context)?;
    (0..length).map(|index| array.get(index, context)).collect()
}

fn key(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    if value.is_symbol() {
        Ok(value.clone())
    } else {
        Ok(value.to_string(context)?.into())
    }
}

/// What `applyMethod` was asked for.
fn method_op(args: &[JsValue], context: &mut Context) -> JsResult<Op> {
    let method = key(args.get_or_undefined(1), context)?;
    Ok(Op::Apply {
        method,
        args: list(args.get_or_undefined(2), context)?,
    })
}

fn function_op(args: &[JsValue], context: &mut Context) -> JsResult<Op> {
    Ok(Op::Apply {
        method: JsValue::undefined(),
        args: list(args.get_or_undefined(1), context)?,
    })
}

fn get_op(args: &[JsValue], context: &mut Context) -> JsResult<Op> {
    key(args.get_or_undefined(1), context).map(Op::Get)
}

fn answer(args: &[JsValue], op: Op, context: &mut Context) -> JsResult<JsValue> {
    later(args.get_or_undefined(0), op, context).map(JsValue::from)
}

/// Sends without giving the sender a promise; nobody hears of a failure.
pub(super) fn send_only(target: &JsValue, op: Op, context: &mut Context) -> JsResult<JsValue> {
    let promise = later(target, op, context)?;
    let ignore = NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined()));
    let ignore = ignore.to_js_function(context.realm());
    super::react(&promise, ignore.clone(), ignore, context)?;
    Ok(JsValue::undefined())
}

fn apply_method(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = method_op(args, context)?;
    answer(args, op, context)
}

fn apply_method_send_only(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let op = method_op(args, context)?;
    send_only(args.get_or_undefined(0), op, context)
}

fn apply_function(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = function_op(args, context)?;
    answer(args, op, context)
}

fn apply_function_send_only(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let op = function_op(args, context)?;
    send_only(args.get_or_undefined(0), op, context)
}

fn get(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = get_op(args, context)?;
    answer(args, op, context)
}

fn get_send_only(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = get_op(args, context)?;
    send_only(args.get_or_undefined(0), op, context)
}

fn resolve(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    resolve_to_promise(args.get_or_undefined(0), context).map(JsValue::from)
}

/// A frozen promise for the value: the value itself if it is one that nobody can have tampered with.
///
/// # Errors
/// When a promise cannot be hardened.
pub(crate) fn resolve_to_promise(value: &JsValue, context: &mut Context) -> JsResult<JsPromise> {
    if let Some(promise) = as_promise(value) {
        harden(value, context)?;
        let plain = promise
            .prototype()
            .is_some_and(|prototype| prototype == names(context).promise);
        if plain && own_keys(&promise).is_empty() {
            return JsPromise::from_object(promise);
        }
    }
    let (promise, functions) = JsPromise::new_pending(context);
    harden_new(&promise.clone().into());
    functions
        .resolve
        .call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
    Ok(promise)
}
