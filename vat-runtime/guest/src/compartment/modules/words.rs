//! How messages about modules name things.

use boa_engine::{JsString, JsValue};

use crate::passing::describe::quoted;

/// A name in quotes.
pub(super) fn quote(name: &JsString) -> String {
    quoted(&JsValue::from(name.clone()))
}
