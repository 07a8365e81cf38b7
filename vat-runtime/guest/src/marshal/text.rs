//! Writing JSON text, as `JSON.stringify` would: the same escapes, the same digits.

use std::fmt::Write;

use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsResult, JsValue};

/// Writes a string literal. A lone surrogate, which no UTF-8 text can hold, becomes its escape.
pub(super) fn write_string(text: JsStr<'_>, out: &mut String) {
    out.push('"');
    write_inner(text, out);
    out.push('"');
}

/// Writes the inside of a string literal.
pub(super) fn write_inner(text: JsStr<'_>, out: &mut String) {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => write_latin1(bytes, out),
        JsStrVariant::Utf16(units) => {
            for point in char::decode_utf16(units.iter().copied()) {
                match point {
                    Ok(c) => write_char(c, out),
                    Err(lone) => write_escape(lone.unpaired_surrogate(), out),
                }
            }
        }
    }
}

fn write_latin1(bytes: &[u8], out: &mut String) {
    let mut rest = bytes;
    while !rest.is_empty() {
        let plain = rest
            .iter()
            .take_while(|byte| matches!(byte, 0x20..=0x7f) && !matches!(byte, b'"' | b'\\'));
        let (run, after) = rest.split_at(plain.count());
        out.push_str(std::str::from_utf8(run).expect("only ASCII was taken"));
        rest = match after.split_first() {
            Some((&byte, after)) => {
                write_char(char::from(byte), out);
                after
            }
            None => after,
        };
    }
}

fn write_char(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\0'..='\u{1f}' => write_escape(c as u16, out),
        _ => out.push(c),
    }
}

fn write_escape(unit: u16, out: &mut String) {
    write!(out, "\\u{unit:04x}").expect("writing to memory cannot fail");
}

/// Writes a number that JSON can express; `-0` becomes `0`.
pub(super) fn write_number(
    value: &JsValue,
    out: &mut String,
    context: &mut Context,
) -> JsResult<()> {
    if let Some(integer) = value.as_i32() {
        write!(out, "{integer}").expect("writing to memory cannot fail");
        return Ok(());
    }
    out.push_str(&value.to_string(context)?.to_std_string_lossy());
    Ok(())
}

#[cfg(test)]
mod tests {
    use boa_engine::{JsString, js_string};

    use super::*;

    fn written(text: &JsString) -> String {
        let mut out = String::new();
        write_string(text.as_str(), &mut out);
        out
    }

    #[test]
    fn escapes_are_those_of_json_stringify() {
        assert_eq!(
            written(&js_string!("a\"\\\n\r\t\u{8}\u{c}\u{1}\u{7f}é")),
            "\"a\\\"\\\\\\n\\r\\t\\b\\f\\u0001\u{7f}é\""
        );
        assert_eq!(written(&js_string!("\u{2028}😀")), "\"\u{2028}😀\"");
        assert_eq!(
            written(&js_string!(&[0x61, 0xd800, 0xdc00, 0xd800][..])),
            "\"a\u{10000}\\ud800\""
        );
        assert_eq!(written(&js_string!(&[0xdfff][..])), "\"\\udfff\"");
    }
}
