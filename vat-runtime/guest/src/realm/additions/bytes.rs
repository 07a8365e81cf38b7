//! What the texts of bytes, base64 and hexadecimal, have in common (spec E17.3).
//!
//! Options are read before bytes are looked at, since reading them may run code that changes the bytes.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer, JsUint8Array};
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, js_string};

use crate::passing::inspect::type_error;

/// What was read of a text: how many of its code units, the bytes, and why it went no further.
pub(super) struct Decoded {
    pub read: usize,
    pub bytes: Vec<u8>,
    pub error: Option<&'static str>,
}

impl Decoded {
    /// The bytes of a text that must be good to its end.
    fn whole(self) -> JsResult<Vec<u8>> {
        match self.error {
            None => Ok(self.bytes),
            Some(why) => Err(syntax(why)),
        }
    }

    /// A new `Uint8Array` of the bytes.
    pub(super) fn into_array(self, context: &mut Context) -> JsResult<JsValue> {
        let bytes = AlignedVec::from_slice(0, &self.whole()?);
        let buffer = JsArrayBuffer::from_byte_block(bytes, context)?;
        Ok(JsUint8Array::from_array_buffer(buffer, context)?.into())
    }

    /// Writes the bytes that are good to the beginning of `array`, and gives `{ read, written }`.
    pub(super) fn into(self, array: &JsUint8Array, context: &mut Context) -> JsResult<JsValue> {
        let offset = array.byte_offset(context)?;
        let buffer = array.buffer(context)?.as_object();
        let buffer = buffer.ok_or_else(out_of_bounds)?;
        let buffer = JsArrayBuffer::from_object(buffer)?;
        if !self.bytes.is_empty() {
            let mut data = buffer.data_mut().ok_or_else(out_of_bounds)?;
            data.get_mut(offset..offset + self.bytes.len())
                .ok_or_else(out_of_bounds)?
                .copy_from_slice(&self.bytes);
        }
        let (read, written) = (self.read, self.bytes.len());
        self.whole()?;
        let result = JsObject::with_object_proto(context.intrinsics());
        result.create_data_property_or_throw(js_string!("read"), read, context)?;
        result.create_data_property_or_throw(js_string!("written"), written, context)?;
        Ok(result.into())
    }
}

fn syntax(text: &'static str) -> boa_engine::JsError {
    JsNativeError::syntax().with_message(text).into()
}

pub(super) fn out_of_bounds() -> boa_engine::JsError {
    type_error("the array is out of the bounds of its buffer, or that is detached")
}

/// `this` as the `Uint8Array` that it must be.
pub(super) fn uint8_array(this: &JsValue) -> JsResult<JsUint8Array> {
    this.as_object()
        .and_then(|object| JsUint8Array::from_object(object).ok())
        .ok_or_else(|| type_error("not a Uint8Array"))
}

/// How many bytes fit into the array now.
pub(super) fn capacity(array: &JsUint8Array, context: &mut Context) -> JsResult<usize> {
    // The length alone does not tell an empty array from one that is out of bounds.
    array.at(0, context)?;
    array.length(context)
}

/// The argument as the string that it must be; nothing is converted.
pub(super) fn text(value: &JsValue) -> JsResult<JsString> {
    value.as_string().ok_or_else(|| type_error("not a string"))
}

/// `GetOptionsObject`
pub(super) fn options(value: &JsValue) -> JsResult<JsObject> {
    match value.as_object() {
        Some(object) => Ok(object),
        None if value.is_undefined() => Ok(JsObject::from_proto_and_data(None, OrdinaryObject)),
        None => Err(type_error("the options are not an object")),
    }
}

/// The option of this name: one of the choices, the first where it is undefined. Nothing is converted.
pub(super) fn choice<T: Copy>(
    options: &JsObject,
    name: &str,
    choices: &[(&str, T)],
    context: &mut Context,
) -> JsResult<T> {
    let value = options.get(js_string!(name), context)?;
    let found = match value.as_string() {
        None if value.is_undefined() => choices.first(),
        None => None,
        Some(text) => choices.iter().find(|(choice, _)| text == *choice),
    };
    let names = || {
        choices
            .iter()
            .map(|(choice, _)| *choice)
            .collect::<Vec<_>>()
    };
    found
        .map(|(_, choice)| *choice)
        .ok_or_else(|| type_error(format!("{name} is none of {}", names().join(", "))))
}
