//! The functions on pass styles that vat code imports, as `@endo/pass-style` publishes them (spec V4.9).
//!
//! What they do is decided elsewhere; here arguments become what the rest works with.

mod errors;
mod fulfilled;
mod guards;
mod iterables;
mod make;
mod texts;

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use super::inspect::{own, type_error};
use super::names::names;
use super::pass_style_of;
use crate::native;
use crate::realm::builtin::{Native, method};

/// What the package exports, by name.
pub(crate) fn exports(context: &mut Context) -> JsResult<Vec<(&'static str, JsValue)>> {
    let functions: [&[(&'static str, usize, Native)]; 6] = [
        &errors::FUNCTIONS,
        &fulfilled::FUNCTIONS,
        &guards::FUNCTIONS,
        &iterables::FUNCTIONS,
        &make::FUNCTIONS,
        &texts::FUNCTIONS,
    ];
    let mut exports: Vec<(&'static str, JsValue)> = functions
        .into_iter()
        .flatten()
        .map(|(name, length, code)| (*name, method(name, *length, *code, context).into()))
        .collect();
    exports.push(("PASS_STYLE", names(context).pass_style.clone().into()));
    exports.push(("GET_METHOD_NAMES", js_string!("__getMethodNames__").into()));
    exports.push(("passStyleOf", pass_style_of_function(context)));
    let assert_checker = method("assertChecker", 2, assert_checker, context);
    exports.push(("assertChecker", assert_checker.into()));
    // The published package exports the language's own function under this name.
    exports.push(("hasOwnPropertyOf", has_own(context)?.into()));
    Ok(exports)
}

/// `Object.hasOwn`
fn has_own(context: &mut Context) -> JsResult<JsObject> {
    let object = context.intrinsics().constructors().object().constructor();
    own(&object, &PropertyKey::from(js_string!("hasOwn")))
        .and_then(|found| found.value().and_then(JsValue::as_callable))
        .ok_or_else(|| type_error("the realm is not the one of the pinned engine"))
}

/// `passStyleOf`, one function for the whole vat.
pub(super) fn pass_style_of_function(context: &mut Context) -> JsValue {
    struct PassStyleOf(JsObject);
    if let Some(made) = context.get_data::<PassStyleOf>() {
        return made.0.clone().into();
    }
    let made = method("passStyleOf", 1, style_of, context);
    context.insert_data(PassStyleOf(made.clone()));
    made.into()
}

fn style_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let style = pass_style_of(args.get_or_undefined(0), context)?;
    Ok(style.name().into())
}

/// `assertChecker(condition, details)`: `true`, or what `assert` throws.
fn assert_checker(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if args.get_or_undefined(0).to_boolean() {
        return Ok(true.into());
    }
    Err(native::check_failed(args.get_or_undefined(1), context))
}
