//! Removes what a vat must not have: shared memory, weak references (they would show when memory is
//! collected), and what the engine has beyond the language (spec E4).

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsSymbol, js_string};

/// Globals that no vat sees. Most of the last line are not in the engine either; they stay out if it grows.
const GLOBALS: &[&str] = &[
    "Atomics",
    "SharedArrayBuffer",
    "FinalizationRegistry",
    "WeakRef",
    "TypedArray",
    "Intl",
    "Temporal",
    "ShadowRealm",
    "escape",
    "unescape",
];

pub(super) fn prune(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    for name in GLOBALS {
        global.delete_property_or_throw(js_string!(*name), context)?;
    }
    let regexp = context.intrinsics().constructors().regexp().prototype();
    regexp.delete_property_or_throw(js_string!("lastIndex"), context)?;
    for constructor in typed_arrays(context) {
        // They inherit it from their common constructor.
        constructor.delete_property_or_throw(PropertyKey::from(JsSymbol::species()), context)?;
    }
    Ok(())
}

/// The constructors of the concrete typed arrays.
fn typed_arrays(context: &Context) -> Vec<JsObject> {
    let of = context.intrinsics().constructors();
    [
        of.typed_int8_array(),
        of.typed_uint8_array(),
        of.typed_uint8clamped_array(),
        of.typed_int16_array(),
        of.typed_uint16_array(),
        of.typed_int32_array(),
        of.typed_uint32_array(),
        of.typed_bigint64_array(),
        of.typed_biguint64_array(),
        of.typed_float16_array(),
        of.typed_float32_array(),
        of.typed_float64_array(),
    ]
    .map(|constructor| constructor.constructor())
    .into()
}
