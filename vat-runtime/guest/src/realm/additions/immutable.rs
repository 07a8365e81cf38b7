//! `transferToImmutable`, `sliceToImmutable` and `immutable` of `ArrayBuffer`, as proposed for the language
//! (spec V3.1).
//!
//! What is made here never changes, so it can be passed by copy. The engine refuses to write to it.

use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer};
use boa_engine::property::PropertyDescriptor;
use boa_engine::value::IntegerOrInfinity;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, js_string};

use super::transfer::{buffer, move_bytes, new_length, prototype};
use crate::passing::inspect::type_error;
use crate::realm::builtin::{define, function};

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let prototype = prototype(context);
    define(
        &prototype,
        "sliceToImmutable",
        slice_to_immutable,
        2,
        context,
    )?;
    define(
        &prototype,
        "transferToImmutable",
        transfer_to_immutable,
        0,
        context,
    )?;
    let code = NativeFunction::from_fn_ptr(immutable);
    let getter = function("get immutable", 0, code, context);
    let accessor = PropertyDescriptor::builder()
        .get(getter)
        .enumerable(false)
        .configurable(true);
    prototype.define_property_or_throw(js_string!("immutable"), accessor, context)?;
    Ok(())
}

fn immutable(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(buffer(this)?.is_immutable().into())
}

fn transfer_to_immutable(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let buffer = buffer(this)?;
    let length = new_length(&buffer, args.get_or_undefined(0), context)?;
    let moved = move_bytes(&buffer, length, None, context)?;
    moved.make_immutable();
    Ok(moved.into())
}

/// Where a relative position is in a buffer of this length.
fn position(value: &JsValue, length: u64, context: &mut Context) -> JsResult<u64> {
    Ok(match value.to_integer_or_infinity(context)? {
        IntegerOrInfinity::NegativeInfinity => 0,
        IntegerOrInfinity::PositiveInfinity => length,
        IntegerOrInfinity::Integer(at) if at < 0 => length.saturating_sub(at.unsigned_abs()),
        IntegerOrInfinity::Integer(at) => length.min(at.unsigned_abs()),
    })
}

fn slice_to_immutable(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let buffer = buffer(this)?;
    let detached = || type_error("the buffer is detached");
    let length = buffer.data().ok_or_else(detached)?.len() as u64;
    let first = position(args.get_or_undefined(0), length, context)?;
    let end = match args.get_or_undefined(1) {
        none if none.is_undefined() => length,
        given => position(given, length, context)?,
    };
    let end = end.max(first);
    // Reading the arguments may have run code that took the bytes away.
    let bytes = {
        let data = buffer.data().ok_or_else(detached)?;
        let asked = data.get(first as usize..end as usize).map(<[u8]>::to_vec);
        asked.ok_or_else(|| {
            boa_engine::JsNativeError::range().with_message("the buffer became too small")
        })?
    };
    let made = JsArrayBuffer::from_byte_block(AlignedVec::from_slice(0, &bytes), context)?;
    made.make_immutable();
    Ok(made.into())
}
