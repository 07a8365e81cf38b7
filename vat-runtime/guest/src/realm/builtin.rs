//! How functions and properties of intrinsics are made, as the language describes built-in ones.
//!
//! Nothing here may decide what an intrinsic does.

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyDescriptorBuilder, PropertyKey};
use boa_engine::realm::Realm;
use boa_engine::{
    Context, JsNativeError, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string,
};

use crate::passing::inspect::own;

/// The code of a built-in function: `this`, arguments, context.
pub(crate) type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// A property like those of built-in objects (spec E4.4).
pub(crate) fn built_in(value: impl Into<JsValue>) -> PropertyDescriptorBuilder {
    PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(true)
}

/// A property that nothing can change.
pub(crate) fn fixed(value: impl Into<JsValue>) -> PropertyDescriptorBuilder {
    PropertyDescriptor::builder()
        .value(value)
        .writable(false)
        .enumerable(false)
        .configurable(false)
}

/// A property that nothing can change, and that loops show.
pub(crate) fn shown(value: impl Into<JsValue>) -> PropertyDescriptorBuilder {
    fixed(value).enumerable(true)
}

/// A function of a realm.
pub(crate) fn function_of(
    realm: &Realm,
    name: &str,
    length: usize,
    code: Native,
    constructor: bool,
) -> JsObject {
    FunctionObjectBuilder::new(realm, NativeFunction::from_fn_ptr(code))
        .name(JsString::from(name))
        .length(length)
        .constructor(constructor)
        .build()
        .into()
}

/// A function that is no constructor.
pub(crate) fn function(
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

/// A function of the realm that runs now, which is no constructor.
pub(crate) fn method(name: &str, length: usize, code: Native, context: &Context) -> JsObject {
    function_of(context.realm(), name, length, code, false)
}

/// Gives `object` a method.
pub(crate) fn define(
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
pub(crate) fn define_value(
    object: &JsObject,
    key: impl Into<PropertyKey>,
    value: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    object.define_property_or_throw(key, built_in(value), context)?;
    Ok(())
}

/// The value of `Symbol.for(key)`.
pub(crate) fn registered(key: &str, context: &mut Context) -> JsResult<JsSymbol> {
    crate::passing::names(context).symbol_for(js_string!(key), context)
}

/// Whether the object has an own property of this key that is enumerable.
pub(crate) fn is_enumerable(
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
