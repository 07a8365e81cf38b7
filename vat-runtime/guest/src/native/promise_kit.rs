//! `@endo/promise-kit`.

use boa_engine::builtins::promise::Promise;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use crate::eventual;
use crate::harden::harden;
use crate::marshal::build::frozen_record;
use crate::passing::names;
use crate::realm::builtin::method;

/// What the package exports.
pub(super) fn exports(context: &mut Context) -> Vec<(&'static str, JsValue)> {
    vec![
        (
            "isPromise",
            method("isPromise", 1, is_promise, context).into(),
        ),
        (
            "makePromiseKit",
            method("makePromiseKit", 0, make_promise_kit, context).into(),
        ),
        (
            "racePromises",
            method("racePromises", 1, race_promises, context).into(),
        ),
    ]
}

/// Whether `Promise.resolve` gives back the very value: an instance of a subclass is no promise here.
fn is_promise(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.get_or_undefined(0).as_object();
    let Some(promise) = object.filter(JsObject::is::<Promise>) else {
        return Ok(false.into());
    };
    let made_by = promise.get(js_string!("constructor"), context)?;
    let plain: JsObject = context.intrinsics().constructors().promise().constructor();
    Ok((made_by == JsValue::from(plain)).into())
}

fn make_promise_kit(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (promise, resolve, reject) = eventual::promise_kit(context)?;
    let members = [
        (js_string!("promise").into(), promise.into()),
        (js_string!("resolve").into(), resolve.into()),
        (js_string!("reject").into(), reject.into()),
    ];
    let kit = JsValue::from(frozen_record(members, &names(context), context));
    harden(&kit, context)?;
    Ok(kit)
}

fn race_promises(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let constructor: JsObject = context.intrinsics().constructors().promise().constructor();
    let race = constructor.get(js_string!("race"), context)?;
    let Some(race) = race.as_callable() else {
        return Ok(JsValue::undefined());
    };
    let promise = race.call(&constructor.into(), &args[..args.len().min(1)], context)?;
    harden(&promise, context)?;
    Ok(promise)
}
