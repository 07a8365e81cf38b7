//! Methods that would ask for the user's language do what their plain namesakes do (spec E17.6, E19.63).
//!
//! Nothing here may depend on a locale, not even on one that the caller names.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, js_string};

use super::builtin::{define, define_value};

pub(super) fn tame(context: &mut Context) -> JsResult<()> {
    let of = context.intrinsics().constructors();
    let array = of.array().prototype();
    let bigint = of.bigint().prototype();
    let date = of.date().prototype();
    let number = of.number().prototype();
    let object = of.object().prototype();
    let string = of.string().prototype();
    let typed_array = of.typed_array().prototype();
    let aliases: [(&JsObject, &str, &str); 8] = [
        (&array, "toLocaleString", "toString"),
        (&date, "toLocaleString", "toString"),
        (&date, "toLocaleDateString", "toDateString"),
        (&date, "toLocaleTimeString", "toTimeString"),
        (&object, "toLocaleString", "toString"),
        (&string, "toLocaleLowerCase", "toLowerCase"),
        (&string, "toLocaleUpperCase", "toUpperCase"),
        (&typed_array, "toLocaleString", "toString"),
    ];
    for (prototype, name, plain) in aliases {
        let function = prototype.get(JsString::from(plain), context)?;
        define_value(prototype, JsString::from(name), function, context)?;
    }
    // Their plain namesakes would take a locale for a radix.
    define(&bigint, "toLocaleString", bigint_text, 0, context)?;
    define(&number, "toLocaleString", number_text, 0, context)?;
    define(&string, "localeCompare", compare, 1, context)
}

fn bigint_text(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    decimal(
        &context.intrinsics().constructors().bigint().prototype(),
        this,
        context,
    )
}

fn number_text(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    decimal(
        &context.intrinsics().constructors().number().prototype(),
        this,
        context,
    )
}

/// `toString` of this prototype, in base ten whatever the caller asked for.
fn decimal(prototype: &JsObject, this: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let plain = prototype.get(js_string!("toString"), context)?;
    let plain = plain
        .as_callable()
        .ok_or_else(|| JsNativeError::typ().with_message("not a function"))?;
    plain.call(this, &[], context)
}

/// `String.prototype.localeCompare` by code units, the order of `<`.
fn compare(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let this = this.require_object_coercible()?.to_string(context)?;
    let that = args.get_or_undefined(0).to_string(context)?;
    Ok(JsValue::new(this.cmp(&that) as i32))
}
