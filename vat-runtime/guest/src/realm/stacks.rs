//! Takes the frames out of what errors show to vat code (spec E13.1).
//!
//! What a function was called by, and where, is no business of whoever holds an error. The host still sees
//! it: `errors::stack` asks the engine (spec E19.23). Nothing here may put a frame into a string that vat code can reach.

use boa_engine::builtins::error::Error;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, NativeFunction, js_string};

use super::builtin::{Native, built_in, define, function};

pub(super) fn tame(context: &mut Context) -> JsResult<()> {
    let error = context.intrinsics().constructors().error().clone();
    let (constructor, prototype) = (error.constructor(), error.prototype());
    let stack = accessor("stack", get_stack, set_stack, context);
    prototype.define_property_or_throw(js_string!("stack"), stack, context)?;
    let limit = accessor("stackTraceLimit", nothing, nothing, context);
    constructor.define_property_or_throw(js_string!("stackTraceLimit"), limit, context)?;
    define(&constructor, "captureStackTrace", capture, 2, context)
}

/// An accessor like those of built-in objects.
fn accessor(name: &str, get: Native, set: Native, context: &Context) -> PropertyDescriptor {
    let part = |kind: &str, length: usize, code: Native| {
        let code = NativeFunction::from_fn_ptr(code);
        function(&format!("{kind} {name}"), length, code, context)
    };
    PropertyDescriptor::builder()
        .get(part("get", 0, get))
        .set(part("set", 1, set))
        .enumerable(false)
        .configurable(true)
        .build()
}

/// `Error.stackTraceLimit` is nothing, and stays so when it is assigned to (spec E13.4).
fn nothing(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

/// `get Error.prototype.stack`: what the error is called and says, and no frame (spec E13.1).
fn get_stack(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match this.as_object().filter(JsObject::is::<Error>) {
        Some(error) => shown(&error, context),
        None => Ok(JsValue::undefined()),
    }
}

/// The text that `Error.prototype.toString` makes of an error.
fn shown(error: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let prototype = context.intrinsics().constructors().error().prototype();
    let to_string = prototype.get(js_string!("toString"), context)?;
    let to_string = to_string
        .as_callable()
        .ok_or_else(|| JsNativeError::typ().with_message("errors have no text"))?;
    to_string.call(&error.clone().into(), &[], context)
}

/// `set Error.prototype.stack`: makes the property on the receiver (spec E13.2).
fn set_stack(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let receiver = object(this, "the receiver of stack")?;
    let value = args.get_or_undefined(0).clone();
    receiver.create_data_property_or_throw(js_string!("stack"), value, context)?;
    Ok(JsValue::undefined())
}

/// `Error.captureStackTrace(object)`: gives the object a `stack` without frames (spec E13.3).
fn capture(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = object(args.get_or_undefined(0), "the target of captureStackTrace")?;
    let text = if target.is::<Error>() {
        shown(&target, context)?
    } else {
        js_string!().into()
    };
    target.define_property_or_throw(js_string!("stack"), built_in(text), context)?;
    Ok(JsValue::undefined())
}

fn object(value: &JsValue, what: &str) -> JsResult<JsObject> {
    value.as_object().ok_or_else(|| {
        JsNativeError::typ()
            .with_message(format!("{what} must be an object"))
            .into()
    })
}
