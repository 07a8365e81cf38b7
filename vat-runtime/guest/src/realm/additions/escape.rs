//! The globals `escape` and `unescape` of annex B of the language (spec E17.2).
//!
//! Both work on code units and never look at what they mean.

use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue};

use crate::realm::builtin::define;

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    define(&global, "escape", escape, 1, context)?;
    define(&global, "unescape", unescape, 1, context)
}

const PERCENT: u16 = b'%' as u16;
const U: u16 = b'u' as u16;

fn escape(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    let mut escaped = Vec::with_capacity(text.len());
    for unit in text.iter() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => {
                escaped.push(unit);
            }
            Ok(byte) => escaped.extend(format!("%{byte:02X}").encode_utf16()),
            Err(_) => escaped.extend(format!("%u{unit:04X}").encode_utf16()),
        }
    }
    Ok(JsString::from(&escaped[..]).into())
}

fn unescape(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?.to_vec();
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = &text[..];
    while let Some((first, after)) = rest.split_first() {
        let (unit, after) = escaped(rest).unwrap_or((*first, after));
        plain.push(unit);
        rest = after;
    }
    Ok(JsString::from(&plain[..]).into())
}

/// The code unit that `%uXXXX` or `%XX` at the beginning of the text stands for, and what follows it.
fn escaped(text: &[u16]) -> Option<(u16, &[u16])> {
    let rest = text.strip_prefix(&[PERCENT])?;
    let (digits, count) = match rest.strip_prefix(&[U]) {
        Some(rest) => (rest, 4),
        None => (rest, 2),
    };
    let (digits, rest) = digits.split_at_checked(count)?;
    let mut unit = 0;
    for digit in digits {
        let digit = char::from_u32(u32::from(*digit))?.to_digit(16)?;
        unit = unit << 4 | u16::try_from(digit).ok()?;
    }
    Some((unit, rest))
}
