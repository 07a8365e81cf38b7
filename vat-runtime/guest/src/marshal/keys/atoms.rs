//! Numbers, bigints and strings in keys (spec V8.2, V8.3).

use boa_engine::bigint::JsBigInt;
use boa_engine::{Context, JsResult, JsString, JsValue};

use super::malformed;
use crate::marshal::check_digits;

/// The bits of the one `NaN`.
const NAN: u64 = 0x7ff8_0000_0000_0000;
const SIGN: u64 = 1 << 63;

/// Writes a number so that texts sort as numbers do.
pub(super) fn write_number(number: f64, out: &mut Vec<u16>) {
    let bits = match number {
        nan if nan.is_nan() => NAN | SIGN,
        0.0 => SIGN,
        negative if negative < 0.0 => !negative.to_bits(),
        positive => positive.to_bits() | SIGN,
    };
    out.extend(format!("f{bits:016x}").encode_utf16());
}

/// The number of `f` and 16 hexadecimal digits.
pub(super) fn number(text: &[u16], context: &mut Context) -> JsResult<JsValue> {
    let digits = String::from_utf16_lossy(text.get(1..).unwrap_or_default());
    let plain = digits.len() == 16
        && digits
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let bits = u64::from_str_radix(&digits, 16).ok().filter(|_| plain);
    let bits = bits.map(|bits| if bits & SIGN == 0 { !bits } else { bits ^ SIGN });
    let number = bits.map(f64::from_bits);
    let canonical = |number: &f64| {
        let negative_zero = *number == 0.0 && number.is_sign_negative();
        !negative_zero && (!number.is_nan() || number.to_bits() == NAN)
    };
    match number.filter(canonical) {
        Some(number) => Ok(number.into()),
        None => Err(malformed("Encoded number expected", text, context)),
    }
}

/// Writes a bigint: how many digits, in unary how many digits that takes, and the digits. Of a negative one
/// all that is turned round.
pub(super) fn write_bigint(number: &JsBigInt, out: &mut Vec<u16>) -> JsResult<()> {
    let text = number.to_string();
    check_digits(text.len())?;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.as_str()),
    };
    let count = digits.len().to_string();
    let (count, digits) = if negative {
        (complement(&count), complement(digits))
    } else {
        (count, digits.to_owned())
    };
    let (tag, unary) = if negative { ("n", "#") } else { ("p", "~") };
    let unary = unary.repeat(count.len() - 1);
    out.extend(format!("{tag}{unary}{count}:{digits}").encode_utf16());
    Ok(())
}

/// What is missing to the next power of ten, in as many digits.
fn complement(digits: &str) -> String {
    let last = digits.bytes().rposition(|digit| digit != b'0');
    let turned = digits.bytes().enumerate().map(|(at, digit)| {
        let digit = digit - b'0';
        let turned = match last {
            Some(last) if at < last => 9 - digit,
            Some(last) if at == last => 10 - digit,
            _ => 0,
        };
        char::from(b'0' + turned)
    });
    turned.collect()
}

/// The bigint of such a text.
pub(super) fn bigint(text: &[u16], context: &mut Context) -> JsResult<JsValue> {
    check_digits(text.len().saturating_sub(16))?;
    match read_bigint(&String::from_utf16_lossy(text)) {
        Some(number) => Ok(number.into()),
        None => Err(malformed("Encoded bigint expected", text, context)),
    }
}

fn read_bigint(text: &str) -> Option<JsBigInt> {
    let (head, digits) = text.split_once(':')?;
    let negative = head.starts_with('n');
    let (tag, unary) = if negative { ('n', '#') } else { ('p', '~') };
    let head = head.strip_prefix(tag)?;
    let count = head.trim_start_matches(unary);
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(count) || !plain(digits) || head.len() - count.len() != count.len() - 1 {
        return None;
    }
    let expected = if negative {
        complement(count)
    } else {
        count.to_owned()
    };
    if expected.parse().ok() != Some(digits.len())
        || expected.len() > 1 && expected.starts_with('0')
    {
        return None;
    }
    if !negative {
        let canonical = digits == "0" || !digits.starts_with('0');
        return JsBigInt::from_string_radix(digits, 10).filter(|_| canonical);
    }
    let magnitude = complement(digits);
    let number = JsBigInt::from_string_radix(&magnitude, 10)?;
    let canonical = !magnitude.starts_with('0');
    Some(JsBigInt::neg(&number)).filter(|_| canonical)
}

/// Writes a string without the characters that separate and open lists, in an order that stays.
pub(super) fn escape(text: &JsString, out: &mut Vec<u16>) {
    for unit in text.iter() {
        let escaped: [u8; 2] = match unit {
            0x20 => *b"!_",
            0x21 => *b"!|",
            0x5e => *b"_@",
            0x5f => *b"__",
            0..=0x1f => [b'!', unit as u8 + 0x21],
            _ => {
                out.push(unit);
                continue;
            }
        };
        out.extend(escaped.map(u16::from));
    }
}

/// The string of such a text.
pub(super) fn unescape(text: &[u16], context: &mut Context) -> JsResult<JsString> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(unit) = rest.next() {
        let plain = match unit {
            0x21 => match rest.next() {
                Some(0x5f) => Some(0x20),
                Some(0x7c) => Some(0x21),
                Some(next @ 0x21..=0x40) => Some(next - 0x21),
                _ => None,
            },
            0x5f => match rest.next() {
                Some(0x40) => Some(0x5e),
                Some(0x5f) => Some(0x5f),
                _ => None,
            },
            0..=0x20 | 0x5e => None,
            _ => Some(unit),
        };
        match plain {
            Some(plain) => units.push(plain),
            None => return Err(malformed("invalid string escape", text, context)),
        }
    }
    Ok(JsString::from(units.as_slice()))
}
