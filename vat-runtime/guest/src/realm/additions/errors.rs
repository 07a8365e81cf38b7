//! `Error.isError` (spec E17.1).

use boa_engine::builtins::error::Error;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

use crate::realm::builtin::define;

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let error = context.intrinsics().constructors().error().constructor();
    define(&error, "isError", is_error, 1, context)
}

/// Whether the value was made as an error, whatever its prototype says.
fn is_error(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = args.get_or_undefined(0).as_object();
    Ok(object.is_some_and(|object| object.is::<Error>()).into())
}
