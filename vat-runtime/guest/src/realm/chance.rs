//! `Math` without chance (spec E3, E17.5).
//!
//! Everything else of `Math` is computed by code of the image, so it is equal on every machine.

use boa_engine::{Context, JsNativeError, JsResult, JsValue};

use super::builtin::define;

pub(super) fn tame(context: &mut Context) -> JsResult<()> {
    let math = context.intrinsics().objects().math();
    define(&math, "random", random, 0, context)
}

fn random(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsNativeError::typ()
        .with_message("there is no chance in a vat: Math.random() throws")
        .into())
}
