//! `transfer`, `transferToFixedLength` and `detached` of `ArrayBuffer` (spec E17.4).
//!
//! A buffer whose bytes went elsewhere has none, and whatever views it says so.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArrayBuffer;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, js_string};

use crate::passing::inspect::{own, type_error};
use crate::realm::builtin::{define, function};

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let prototype = prototype(context);
    define(&prototype, "transfer", transfer, 0, context)?;
    define(
        &prototype,
        "transferToFixedLength",
        transfer_fixed,
        0,
        context,
    )?;
    let code = NativeFunction::from_fn_ptr(detached);
    let getter = function("get detached", 0, code, context);
    let accessor = PropertyDescriptor::builder()
        .get(getter)
        .enumerable(false)
        .configurable(true);
    prototype.define_property_or_throw(js_string!("detached"), accessor, context)?;
    Ok(())
}

pub(super) fn prototype(context: &Context) -> JsObject {
    context
        .intrinsics()
        .constructors()
        .array_buffer()
        .prototype()
}

pub(super) fn buffer(this: &JsValue) -> JsResult<JsArrayBuffer> {
    this.as_object()
        .and_then(|object| JsArrayBuffer::from_object(object).ok())
        .ok_or_else(|| type_error("not an ArrayBuffer"))
}

fn detached(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(buffer(this)?.data().is_none().into())
}

fn transfer(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let buffer = buffer(this)?;
    let length = new_length(&buffer, args.get_or_undefined(0), context)?;
    let most = reserved(&buffer, context)?;
    move_bytes(&buffer, length, most, context).map(JsValue::from)
}

fn transfer_fixed(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let buffer = buffer(this)?;
    let length = new_length(&buffer, args.get_or_undefined(0), context)?;
    move_bytes(&buffer, length, None, context).map(JsValue::from)
}

pub(super) fn new_length(
    buffer: &JsArrayBuffer,
    asked: &JsValue,
    context: &mut Context,
) -> JsResult<u64> {
    if asked.is_undefined() {
        return Ok(buffer.byte_length() as u64);
    }
    asked.to_index(context)
}

/// The length up to which a resizable buffer may grow. Only the engine's own getters know it.
fn reserved(buffer: &JsArrayBuffer, context: &mut Context) -> JsResult<Option<JsValue>> {
    let mut ask = |name| {
        let getter = own(&prototype(context), &js_string!(name).into())
            .and_then(|found| found.get().and_then(JsValue::as_object))
            .ok_or_else(|| type_error("the realm is not the one that was booted"))?;
        getter.call(&JsValue::from(buffer.clone()), &[], context)
    };
    if ask("resizable")?.to_boolean() {
        ask("maxByteLength").map(Some)
    } else {
        Ok(None)
    }
}

/// A new buffer with the bytes of this one, cut or filled with zeros, which has none from now on.
pub(super) fn move_bytes(
    buffer: &JsArrayBuffer,
    length: u64,
    most: Option<JsValue>,
    context: &mut Context,
) -> JsResult<JsArrayBuffer> {
    if buffer.data().is_none() {
        return Err(type_error("the buffer is detached"));
    }
    // spec V3.2
    if buffer.is_immutable() {
        return Err(type_error("the buffer is immutable"));
    }
    // Its constructor refuses what cannot be, before anything is taken away.
    let constructor = context
        .intrinsics()
        .constructors()
        .array_buffer()
        .constructor();
    let mut args = vec![JsValue::from(length)];
    if let Some(most) = most {
        let options = JsObject::from_proto_and_data(None, OrdinaryObject);
        options.create_data_property_or_throw(js_string!("maxByteLength"), most, context)?;
        args.push(options.into());
    }
    let moved = JsArrayBuffer::from_object(constructor.construct(&args, None, context)?)?;
    let bytes = buffer.detach(&JsValue::undefined())?;
    if let Some(mut data) = moved.data_mut() {
        let kept = bytes.len().min(data.len());
        data[..kept].copy_from_slice(&bytes[..kept]);
    }
    Ok(moved)
}
