//! How functions and properties of intrinsics are made, as the language describes built-in ones.
//!
//! Nothing here may decide what an intrinsic does.

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyDescriptorBuilder, PropertyKey};
use boa_engine::{
    Context, JsNativeError, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string,
};

use crate::passing::inspect::own;

/// The code of a built-in function: `this`, arguments, context.
pub(super) type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// A property like those of built-in objects (spec E4.4).
pub(super) fn built_in(value: impl Into<JsValue>) -> PropertyDescriptorBuilder {
    PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(true)
}

/// A function that is no constructor.
pub(super) fn function(
    name: &str,
    length: usize,
    code: NativeFunction,
    context: &Context,
) -> JsObject {
    FunctionObjectBuilder::new(context.realm(), code)
        .name(JsString::from(name))
        .length(length)
        .build()
        .into()
}

/// Gives `object` a method.
pub(super) fn define(
    object: &JsObject,
    name: &str,
    code: Native,
    length: usize,
    context: &mut Context,
) -> JsResult<()> {
    let code = NativeFunction::from_fn_ptr(code);
    let method = function(name, length, code, context);
    define_value(object, JsString::from(name), method, context)
}

/// Gives `object` a property.
pub(super) fn define_value(
    object: &JsObject,
    key: impl Into<PropertyKey>,
    value: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    object.define_property_or_throw(key, built_in(value), context)?;
    Ok(())
}

/// The value of `Symbol.for(key)`.
pub(super) fn registered(key: &str, context: &mut Context) -> JsResult<JsSymbol> {
    crate::passing::names(context).symbol_for(js_string!(key), context)
}

/// Whether the object has an own property of this key that is enumerable.
pub(super) fn is_enumerable(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<bool> {
    let prototype = context.intrinsics().constructors().object().prototype();
    let ask = own(&prototype, &js_string!("propertyIsEnumerable").into())
        .and_then(|found| found.value().and_then(JsValue::as_callable))
        .ok_or_else(|| {
            JsNativeError::typ().with_message("the realm is not the one that was booted")
        })?;
    let key = JsValue::from(key.clone());
    let answer = ask.call(&object.clone().into(), &[key], context)?;
    Ok(answer.to_boolean())
}
