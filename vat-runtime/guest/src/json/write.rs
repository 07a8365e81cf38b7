//! Writing JSON text: primitive values and the white space between them (spec E14.8).
//!
//! Nothing here runs vat code.

use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{JsString, JsValue};

use super::text::{Text, is_plain, plain_bytes};

/// Writes a string literal. Lone surrogates become escapes, so that the result is well-formed.
pub(super) fn write_string(string: JsStr<'_>, text: &mut Text) {
    text.byte(b'"');
    match string.variant() {
        JsStrVariant::Latin1(bytes) => write_bytes(bytes, text),
        JsStrVariant::Utf16(units) => write_units(units, text),
    }
    text.byte(b'"');
}

fn write_bytes(mut bytes: &[u8], text: &mut Text) {
    loop {
        let (plain, rest) = bytes.split_at(plain_bytes(bytes));
        text.bytes(plain);
        let Some((special, rest)) = rest.split_first() else {
            return;
        };
        write_escape(u16::from(*special), text);
        bytes = rest;
    }
}

fn write_units(mut units: &[u16], text: &mut Text) {
    let is_surrogate = |unit: u16| (0xd800..0xe000).contains(&unit);
    loop {
        let plain = units
            .iter()
            .take_while(|unit| is_plain(**unit) && !is_surrogate(**unit));
        let (plain, rest) = units.split_at(plain.count());
        text.units(plain);
        units = match rest {
            [] => return,
            [high @ 0xd800..0xdc00, low @ 0xdc00..0xe000, rest @ ..] => {
                text.units(&[*high, *low]);
                rest
            }
            [special, rest @ ..] => {
                write_escape(*special, text);
                rest
            }
        };
    }
}

fn write_escape(unit: u16, text: &mut Text) {
    let short = match unit {
        0x8 => b'b',
        0x9 => b't',
        0xa => b'n',
        0xc => b'f',
        0xd => b'r',
        0x22 => b'"',
        0x5c => b'\\',
        _ => {
            text.bytes(b"\\u");
            for shift in [12, 8, 4, 0] {
                let digit = usize::from(unit >> shift & 0xf);
                text.byte(b"0123456789abcdef"[digit]);
            }
            return;
        }
    };
    text.bytes(&[b'\\', short]);
}

/// Writes an integer.
pub(super) fn write_integer(value: i32, text: &mut Text) {
    let mut digits = [0; 11];
    let mut start = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        start -= 1;
        digits[start] = b'-';
    }
    text.bytes(&digits[start..]);
}

/// Writes a number as `Number::toString` does, or `null` if it is not finite.
pub(super) fn write_number(value: f64, text: &mut Text) {
    if value.is_finite() {
        text.bytes(ryu_js::Buffer::new().format_finite(value).as_bytes());
    } else {
        text.bytes(b"null");
    }
}

/// The text that is written, with its white space.
#[derive(Debug)]
pub(super) struct Output {
    text: Text,
    gap: Vec<u16>,
    /// How many arrays and objects are open.
    depth: usize,
}

impl Output {
    pub(super) fn new(gap: Vec<u16>) -> Self {
        Self {
            text: Text::default(),
            gap,
            depth: 0,
        }
    }

    pub(super) fn finish(self) -> JsString {
        self.text.finish()
    }

    /// Begins an array or object.
    pub(super) fn enter(&mut self, open: u8) {
        self.text.byte(open);
        self.depth += 1;
    }

    /// Ends an array or object; `written` tells whether it has parts.
    pub(super) fn leave(&mut self, written: bool, close: u8) {
        self.depth -= 1;
        if written {
            self.line();
        }
        self.text.byte(close);
    }

    /// Begins a part of an array or object; `written` tells whether there is one before it.
    pub(super) fn separate(&mut self, written: &mut bool) {
        if *written {
            self.text.byte(b',');
        }
        *written = true;
        self.line();
    }

    fn line(&mut self) {
        if self.gap.is_empty() {
            return;
        }
        self.text.byte(b'\n');
        for _ in 0..self.depth {
            self.text.units(&self.gap);
        }
    }

    /// Writes text as it is.
    pub(super) fn verbatim(&mut self, string: &JsString) {
        match string.variant() {
            JsStrVariant::Latin1(bytes) => self.text.bytes(bytes),
            JsStrVariant::Utf16(units) => self.text.units(units),
        }
    }

    /// Writes a key with its colon, which may be at hand.
    pub(super) fn label(&mut self, label: Option<&[u8]>, key: &JsString) {
        if let Some(label) = label {
            self.text.bytes(label);
            return;
        }
        write_string(key.as_str(), &mut self.text);
        self.text
            .bytes(if self.gap.is_empty() { b":" } else { b": " });
    }

    pub(super) fn null(&mut self) {
        self.text.bytes(b"null");
    }

    pub(super) fn integer(&mut self, value: i32) {
        write_integer(value, &mut self.text);
    }

    pub(super) fn number(&mut self, value: f64) {
        write_number(value, &mut self.text);
    }

    /// Writes a string, a number, a boolean or `null`.
    pub(super) fn simple(&mut self, value: &JsValue) {
        if let Some(integer) = value.as_i32() {
            self.integer(integer);
        } else if let Some(string) = value.as_string() {
            write_string(string.as_str(), &mut self.text);
        } else if let Some(number) = value.as_number() {
            self.number(number);
        } else {
            self.text.bytes(match value.as_boolean() {
                Some(true) => b"true",
                Some(false) => b"false",
                None => b"null",
            });
        }
    }
}
