//! The static methods of `HandledPromise` (spec P6.11).
//!
//! Name and arguments are read before anything is sent: what goes wrong with them is thrown at the sender.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue};

use super::resolve::resolve_to_promise;
use super::send::{Op, later, send_only};
use crate::realm::builtin::{Native, function_of};
use crate::realm::iteration::spread;

/// Gives the constructor its static methods.
pub(super) fn define(constructor: &JsObject, context: &mut Context) -> JsResult<()> {
    let methods: [(&str, usize, Native); 7] = [
        ("get", 2, get),
        ("getSendOnly", 2, get_send_only),
        ("applyFunction", 2, apply_function),
        ("applyFunctionSendOnly", 2, apply_function_send_only),
        ("applyMethod", 3, apply_method),
        ("applyMethodSendOnly", 3, apply_method_send_only),
        ("resolve", 1, resolve),
    ];
    for (name, length, body) in methods {
        let method = function_of(context.realm(), name, length, body, false);
        let shown = PropertyDescriptor::builder()
            .value(method)
            .writable(true)
            .enumerable(true)
            .configurable(true);
        constructor.define_property_or_throw(JsString::from(name), shown, context)?;
    }
    Ok(())
}

fn key(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    if value.is_symbol() {
        Ok(value.clone())
    } else {
        Ok(value.to_string(context)?.into())
    }
}

fn method_op(args: &[JsValue], context: &mut Context) -> JsResult<Op> {
    let method = key(args.get_or_undefined(1), context)?;
    Ok(Op::Apply {
        method,
        args: spread(args.get_or_undefined(2), context)?,
    })
}

fn function_op(args: &[JsValue], context: &mut Context) -> JsResult<Op> {
    Ok(Op::Apply {
        method: JsValue::undefined(),
        args: spread(args.get_or_undefined(1), context)?,
    })
}

fn get_op(args: &[JsValue], context: &mut Context) -> JsResult<Op> {
    key(args.get_or_undefined(1), context).map(Op::Get)
}

fn ask(args: &[JsValue], op: Op, context: &mut Context) -> JsResult<JsValue> {
    later(args.get_or_undefined(0), op, context).map(JsValue::from)
}

fn tell(args: &[JsValue], op: Op, context: &mut Context) -> JsResult<JsValue> {
    send_only(args.get_or_undefined(0), op, context)?;
    Ok(JsValue::undefined())
}

fn apply_method(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = method_op(args, context)?;
    ask(args, op, context)
}

fn apply_method_send_only(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let op = method_op(args, context)?;
    tell(args, op, context)
}

fn apply_function(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = function_op(args, context)?;
    ask(args, op, context)
}

fn apply_function_send_only(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let op = function_op(args, context)?;
    tell(args, op, context)
}

fn get(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = get_op(args, context)?;
    ask(args, op, context)
}

fn get_send_only(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let op = get_op(args, context)?;
    tell(args, op, context)
}

fn resolve(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    resolve_to_promise(args.get_or_undefined(0), context).map(JsValue::from)
}
