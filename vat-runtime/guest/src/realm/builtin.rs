//! How functions and properties of intrinsics are made, as the language describes built-in ones.
//!
//! Nothing here may decide what an intrinsic does.

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyDescriptorBuilder, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string};

/// The code of a built-in function: `this`, arguments, context.
pub(super) type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// A property like those of built-in objects.
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
