//! Removes what a vat must not have: shared memory, weak references (they would show when memory is
//! collected), and what the engine has beyond the language (spec E4, E4.3).

use boa_engine::context::intrinsics::StandardConstructor;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsSymbol, js_string};

use super::lockdown;

/// Globals that no vat sees (spec E4.2, E19.64). Some are not in the engine either; they stay out if it grows.
const GLOBALS: &[&str] = &[
    "Atomics",
    "SharedArrayBuffer",
    "FinalizationRegistry",
    "WeakRef",
    "TypedArray",
    "Intl",
    "Temporal",
    "ShadowRealm",
];

pub(super) fn prune(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    for name in GLOBALS {
        global.delete_property_or_throw(js_string!(*name), context)?;
    }
    let regexp = context.intrinsics().constructors().regexp().prototype();
    regexp.delete_property_or_throw(js_string!("lastIndex"), context)?;
    // They only ever throw, and the permitted intrinsics have neither.
    let function = context.intrinsics().constructors().function().prototype();
    function.delete_property_or_throw(js_string!("caller"), context)?;
    function.delete_property_or_throw(js_string!("arguments"), context)?;
    let typed_arrays =
        lockdown::typed_arrays(context.intrinsics()).map(StandardConstructor::constructor);
    for constructor in typed_arrays {
        // They inherit it from their common constructor.
        constructor.delete_property_or_throw(PropertyKey::from(JsSymbol::species()), context)?;
    }
    Ok(())
}
