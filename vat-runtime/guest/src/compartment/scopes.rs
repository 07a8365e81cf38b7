//! Objects whose properties are variables of evaluated code: the module lexicals, and the globals that nobody
//! declared where `sloppyGlobalsMode` lets assignments make them (spec E8.9, E8.10, E19.2).
//!
//! The objects are made here and no code may ever get hold of one.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsProxy;
use boa_engine::{Context, Finalize, JsArgs, JsData, JsResult, JsValue, Trace, js_string};

use crate::passing::inspect::type_error;

/// A copy of the given object, accessors included, without prototype.
pub(super) fn lexicals(given: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let object = context.intrinsics().constructors().object().constructor();
    let describe = object.get(js_string!("getOwnPropertyDescriptors"), context)?;
    let create = object.get(js_string!("create"), context)?;
    let (Some(describe), Some(create)) = (describe.as_callable(), create.as_callable()) else {
        return Err(type_error("the realm is not the one that was booted"));
    };
    let undefined = JsValue::undefined();
    let found = describe.call(&undefined, std::slice::from_ref(given), context)?;
    let made = create.call(&undefined, &[JsValue::null(), found], context)?;
    made.to_object(context)
}

/// What a scope of undeclared globals keeps.
#[derive(Trace, Finalize, JsData)]
struct Undeclared(JsObject);

/// A scope that holds every name the global object does not have: reading gives `undefined`, assigning makes
/// a property of the global object.
pub(super) fn sloppy(global: JsObject, context: &mut Context) -> JsResult<JsObject> {
    let target = JsObject::from_proto_and_data(None, Undeclared(global));
    let proxy = JsProxy::builder(target)
        .has(has)
        .get(get)
        .set(set)
        .build(context)?;
    Ok(proxy.into())
}

fn global(args: &[JsValue]) -> JsResult<JsObject> {
    args.get_or_undefined(0)
        .as_object()
        .and_then(|target| Some(target.downcast_ref::<Undeclared>()?.0.clone()))
        .ok_or_else(|| type_error("the scope is not one"))
}

fn has(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let key = args.get_or_undefined(1).to_property_key(context)?;
    let declared = global(args)?.has_property(key, context)?;
    Ok((!declared).into())
}

fn get(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let key = args.get_or_undefined(1).to_property_key(context)?;
    let value = args.get_or_undefined(2).clone();
    Ok(global(args)?.set(key, value, false, context)?.into())
}
