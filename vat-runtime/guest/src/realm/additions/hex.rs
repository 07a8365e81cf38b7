//! Hexadecimal texts of `Uint8Array` (spec E17.3).
//!
//! No case of digits is preferred when they are read; those that are written are small.

use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue};

use super::bytes::{Decoded, capacity, text, uint8_array};
use crate::realm::builtin::define;

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let array = context.intrinsics().constructors().typed_uint8_array();
    let (constructor, prototype) = (array.constructor(), array.prototype());
    define(&constructor, "fromHex", from_hex, 1, context)?;
    define(&prototype, "setFromHex", set_from_hex, 1, context)?;
    define(&prototype, "toHex", to_hex, 0, context)
}

fn from_hex(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = text(args.get_or_undefined(0))?;
    decode(&text, usize::MAX).into_array(context)
}

fn set_from_hex(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = uint8_array(this)?;
    let text = text(args.get_or_undefined(0))?;
    let most = capacity(&array, context)?;
    decode(&text, most).into(&array, context)
}

fn to_hex(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let bytes = uint8_array(this)?.to_vec(context)?;
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        hex.push(char::from(DIGITS[usize::from(byte >> 4)]));
        hex.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    Ok(JsString::from(hex).into())
}

/// At most so many bytes of a text.
fn decode(text: &JsString, most: usize) -> Decoded {
    let mut decoded = Decoded {
        read: 0,
        bytes: Vec::new(),
        error: None,
    };
    if !text.len().is_multiple_of(2) {
        decoded.error = Some("a hexadecimal text has an even number of digits");
        return decoded;
    }
    let mut digits = text.iter().map(digit);
    while decoded.read < text.len() && decoded.bytes.len() < most {
        let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else {
            decoded.error = Some("not a hexadecimal digit");
            return decoded;
        };
        decoded.bytes.push(high << 4 | low);
        decoded.read += 2;
    }
    decoded
}

fn digit(unit: u16) -> Option<u8> {
    let digit = char::from_u32(u32::from(unit))?.to_digit(16)?;
    u8::try_from(digit).ok()
}
