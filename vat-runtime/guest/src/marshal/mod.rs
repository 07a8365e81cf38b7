//! Marshalling: between JavaScript values and capability data, both ways, directly.
//!
//! Bodies are read and written here without the engine's own JSON; what references mean is left to an
//! [`Exporter`] and an [`Importer`]. Nothing here makes a system call.

pub(crate) mod build;
mod decode;
mod encode;
mod function;
mod json;
mod justin;
mod keys;
mod order;
mod revive;
mod stringify;
mod text;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use crate::passing::inspect::error;
use crate::realm::builtin::method;

pub(crate) use decode::{Importer, decode, decode_methargs};
pub(crate) use encode::{Exporter, encode, encode_methargs, is_too_large, too_large, too_long};

/// The longest body, in UTF-16 code units.
pub const MAX_BODY: usize = 10_000_000;
/// The most slots.
pub const MAX_SLOTS: usize = 10_000;

/// The most values in a body: a receiver needs up to a hundred times the memory of the text for them.
pub const MAX_VALUES: usize = 200_000;
/// The most digits of a bigint: to read them takes time by their square.
pub const MAX_DIGITS: usize = 10_000;

/// What `@endo/marshal` exports besides what `@endo/pass-style` does (spec V4.9).
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub(crate) fn exports(context: &mut Context) -> JsResult<Vec<(&'static str, JsValue)>> {
    let make_marshal = method("makeMarshal", 0, function::make_marshal, context);
    let mut exports = vec![
        ("makeMarshal", make_marshal.into()),
        ("QCLASS", js_string!("@qclass").into()),
    ];
    exports.extend(justin::exports(context));
    exports.extend(keys::exports(context));
    exports.extend(order::exports(context)?);
    exports.extend(stringify::exports(context));
    Ok(exports)
}

/// Counts a value of a body (spec P6.3).
///
/// # Errors
/// When there are too many.
fn count(values: &mut usize) -> JsResult<()> {
    *values += 1;
    if *values <= MAX_VALUES {
        return Ok(());
    }
    Err(error(format!(
        "Pass-by-copy data cannot have more than {MAX_VALUES} values"
    )))
}

/// Checks the digits of a bigint, with its sign (spec P6.3).
///
/// # Errors
/// When there are too many.
fn check_digits(digits: usize) -> JsResult<()> {
    if digits <= MAX_DIGITS {
        return Ok(());
    }
    Err(error(format!(
        "a bigint of more than {MAX_DIGITS} digits cannot be passed"
    )))
}

/// A body as text. A lone surrogate, which JSON may have in a string, becomes its escape, which means the same.
fn well_formed(text: &JsString) -> String {
    if let Ok(text) = text.to_std_string() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for point in text.code_points() {
        match point.as_char() {
            Some(c) => out.push(c),
            None => out.push_str(&format!("\\u{:04x}", point.as_u32())),
        }
    }
    out
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The current one, which begins with `#`.
    Smallcaps,
    /// The older one, with `@qclass`.
    CapData,
}

/// A map by the identity of objects. Its order is never looked at.
pub(crate) type ObjectMap<V> = HashMap<JsObject, V, BuildHasherDefault<AddressHasher>>;

/// Hashes one address.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        // Objects are aligned, so the low bits say nothing; the table takes its bits from both ends.
        self.0 = (self.0 ^ (address as u64 >> 3)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}

#[cfg(test)]
mod tests;
