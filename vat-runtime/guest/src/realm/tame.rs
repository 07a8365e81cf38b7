//! Makes the intrinsics that would show time, chance or place show none (spec E3).

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyDescriptorBuilder};
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string};

pub(super) fn tame(context: &mut Context) -> JsResult<()> {
    tame_date(context)?;
    let math = context.intrinsics().objects().math();
    define(&math, "random", random, 0, context)?;
    tame_locales(context)
}

/// A property like those of built-in objects.
fn built_in(value: impl Into<JsValue>) -> PropertyDescriptorBuilder {
    PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(true)
}

type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

fn define(
    object: &JsObject,
    name: &str,
    code: Native,
    length: usize,
    context: &mut Context,
) -> JsResult<()> {
    let function = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(code))
        .name(JsString::from(name))
        .length(length)
        .build();
    object.define_property_or_throw(JsString::from(name), built_in(function), context)?;
    Ok(())
}

fn random(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsNativeError::typ()
        .with_message("there is no chance in a vat: Math.random() throws")
        .into())
}

/// Puts a constructor that does not know the time in the place of `Date`, over the same prototype.
fn tame_date(context: &mut Context) -> JsResult<()> {
    let original = context.intrinsics().constructors().date().constructor();
    let prototype = context.intrinsics().constructors().date().prototype();
    let tamed: JsObject =
        FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(date))
            .name(js_string!("Date"))
            .length(7)
            .constructor(true)
            .build()
            .into();
    let fixed = PropertyDescriptor::builder().value(prototype.clone());
    let fixed = fixed.writable(false).enumerable(false).configurable(false);
    tamed.define_property_or_throw(js_string!("prototype"), fixed, context)?;
    for name in [js_string!("parse"), js_string!("UTC")] {
        let function = original.get(name.clone(), context)?;
        tamed.define_property_or_throw(name, built_in(function), context)?;
    }
    define(&tamed, "now", now, 0, context)?;
    prototype.define_property_or_throw(
        js_string!("constructor"),
        built_in(tamed.clone()),
        context,
    )?;
    context.global_object().define_property_or_throw(
        js_string!("Date"),
        built_in(tamed),
        context,
    )?;
    Ok(())
}

fn now(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::nan())
}

/// `Date`: called, or constructed without arguments, it would tell the time. The engine passes what `new`
/// was applied to as `this`, and nothing when there was no `new`.
fn date(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else {
        return Ok(js_string!("Invalid Date").into());
    };
    let original = context.intrinsics().constructors().date().constructor();
    let invalid = [JsValue::nan()];
    let args = if args.is_empty() { &invalid } else { args };
    Ok(original.construct(args, Some(&new_target), context)?.into())
}

/// Methods that would ask for the user's language do what their plain namesakes do.
fn tame_locales(context: &mut Context) -> JsResult<()> {
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
        prototype.define_property_or_throw(JsString::from(name), built_in(function), context)?;
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
    let that = args
        .first()
        .cloned()
        .unwrap_or_default()
        .to_string(context)?;
    Ok(JsValue::new(this.cmp(&that) as i32))
}
