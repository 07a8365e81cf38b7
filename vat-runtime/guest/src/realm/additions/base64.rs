//! Base64 texts of `Uint8Array` (spec E17.3).
//!
//! What is accepted depends only on the options: three ways with an end that is no whole chunk, and two
//! alphabets.

use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};

use super::bytes::{Decoded, capacity, choice, options, text, uint8_array};
use crate::realm::builtin::define;

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let array = context.intrinsics().constructors().typed_uint8_array();
    let (constructor, prototype) = (array.constructor(), array.prototype());
    define(&constructor, "fromBase64", from_base64, 1, context)?;
    define(&prototype, "setFromBase64", set_from_base64, 1, context)?;
    define(&prototype, "toBase64", to_base64, 0, context)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Plain,
    Url,
}

const ALPHABETS: &[(&str, Alphabet)] = &[("base64", Alphabet::Plain), ("base64url", Alphabet::Url)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum LastChunk {
    Loose,
    Strict,
    StopBeforePartial,
}

const LAST_CHUNKS: &[(&str, LastChunk)] = &[
    ("loose", LastChunk::Loose),
    ("strict", LastChunk::Strict),
    ("stop-before-partial", LastChunk::StopBeforePartial),
];

fn from_base64(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = text(args.get_or_undefined(0))?;
    let (alphabet, last) = reading(args.get_or_undefined(1), context)?;
    decode(&text, alphabet, last, usize::MAX).into_array(context)
}

fn set_from_base64(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = uint8_array(this)?;
    let text = text(args.get_or_undefined(0))?;
    let (alphabet, last) = reading(args.get_or_undefined(1), context)?;
    let most = capacity(&array, context)?;
    decode(&text, alphabet, last, most).into(&array, context)
}

fn reading(value: &JsValue, context: &mut Context) -> JsResult<(Alphabet, LastChunk)> {
    let options = options(value)?;
    let alphabet = choice(&options, "alphabet", ALPHABETS, context)?;
    let last = choice(&options, "lastChunkHandling", LAST_CHUNKS, context)?;
    Ok((alphabet, last))
}

fn to_base64(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = uint8_array(this)?;
    let options = options(args.get_or_undefined(0))?;
    let alphabet = choice(&options, "alphabet", ALPHABETS, context)?;
    let bare = options
        .get(js_string!("omitPadding"), context)?
        .to_boolean();
    let bytes = array.to_vec(context)?;
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            if at <= chunk.len() {
                text.push(digit(bits >> (18 - 6 * at) & 63, alphabet));
            } else if !bare {
                text.push('=');
            }
        }
    }
    Ok(JsString::from(text).into())
}

fn digit(value: u32, alphabet: Alphabet) -> char {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    match (value, alphabet) {
        (62, Alphabet::Url) => '-',
        (63, Alphabet::Url) => '_',
        _ => char::from(DIGITS[value as usize & 63]),
    }
}

fn value(unit: u16, alphabet: Alphabet) -> Option<u32> {
    let value = match (u8::try_from(unit).ok()?, alphabet) {
        (byte @ b'A'..=b'Z', _) => byte - b'A',
        (byte @ b'a'..=b'z', _) => byte - b'a' + 26,
        (byte @ b'0'..=b'9', _) => byte - b'0' + 52,
        (b'+', Alphabet::Plain) | (b'-', Alphabet::Url) => 62,
        (b'/', Alphabet::Plain) | (b'_', Alphabet::Url) => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// The place of the next code unit that is no white space.
fn skip_space(text: &[u16], from: usize) -> usize {
    let blank = |unit: &u16| matches!(u8::try_from(*unit), Ok(b'\t' | b'\n' | 0x0c | b'\r' | b' '));
    let rest = text.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|unit| blank(unit)).count()
}

/// A chunk of up to four digits.
#[derive(Clone, Copy, Default)]
struct Chunk {
    bits: u32,
    digits: usize,
}

impl Chunk {
    fn add(&mut self, value: u32) {
        self.bits = self.bits << 6 | value;
        self.digits += 1;
    }

    /// The bytes of the chunk, and whether bits are left over that mean nothing.
    fn bytes(self) -> (Vec<u8>, bool) {
        let all = (self.bits << (6 * (4 - self.digits))).to_be_bytes();
        let (bytes, rest) = all[1..].split_at(self.digits * 6 / 8);
        (bytes.to_vec(), rest.iter().any(|byte| *byte != 0))
    }
}

/// At most so many bytes of a text.
fn decode(text: &JsString, alphabet: Alphabet, last: LastChunk, most: usize) -> Decoded {
    let text = text.to_vec();
    let mut decoded = Decoded {
        read: 0,
        bytes: Vec::new(),
        error: None,
    };
    if most == 0 {
        return decoded;
    }
    let mut chunk = Chunk::default();
    let mut at = 0;
    loop {
        at = skip_space(&text, at);
        let Some(unit) = text.get(at) else {
            return end(decoded, chunk, last, text.len());
        };
        at += 1;
        if *unit == u16::from(b'=') {
            return padded(decoded, chunk, last, &text, at);
        }
        let Some(value) = value(*unit, alphabet) else {
            decoded.error = Some("not a digit of base64");
            return decoded;
        };
        let room = most - decoded.bytes.len();
        if (room, chunk.digits) == (1, 2) || (room, chunk.digits) == (2, 3) {
            return decoded;
        }
        chunk.add(value);
        if chunk.digits == 4 {
            decoded.bytes.extend(chunk.bytes().0);
            decoded.read = at;
            chunk = Chunk::default();
            if decoded.bytes.len() == most {
                return decoded;
            }
        }
    }
}

/// The text ends without padding, perhaps in the middle of a chunk.
fn end(mut decoded: Decoded, chunk: Chunk, last: LastChunk, length: usize) -> Decoded {
    match (chunk.digits, last) {
        (0, _) => decoded.read = length,
        (_, LastChunk::StopBeforePartial) => {}
        (1, LastChunk::Loose) => decoded.error = Some("one digit of base64 is no byte"),
        (_, LastChunk::Loose) => {
            decoded.bytes.extend(chunk.bytes().0);
            decoded.read = length;
        }
        (_, LastChunk::Strict) => decoded.error = Some("the last chunk of base64 is not padded"),
    }
    decoded
}

/// The text had a `=` just before `at`, which must be the end of it.
fn padded(mut decoded: Decoded, chunk: Chunk, last: LastChunk, text: &[u16], at: usize) -> Decoded {
    if chunk.digits < 2 {
        decoded.error = Some("padding of base64 where it cannot be");
        return decoded;
    }
    let mut at = skip_space(text, at);
    if chunk.digits == 2 {
        match text.get(at) {
            None if last == LastChunk::StopBeforePartial => return decoded,
            None => {
                decoded.error = Some("the padding of base64 is not whole");
                return decoded;
            }
            Some(unit) if *unit == u16::from(b'=') => at = skip_space(text, at + 1),
            Some(_) => {}
        }
    }
    let (bytes, over) = chunk.bytes();
    if at < text.len() {
        decoded.error = Some("something follows the padding of base64");
    } else if over && last == LastChunk::Strict {
        decoded.error = Some("the last digit of base64 has bits that mean nothing");
    } else {
        decoded.bytes.extend(bytes);
        decoded.read = text.len();
    }
    decoded
}
