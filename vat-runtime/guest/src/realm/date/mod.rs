//! `Date` without a clock: it computes, but nothing tells it the time (spec E16.1, E19.60).
//!
//! Everything is in UTC (spec E16.4). The time of the machine, its zone and its habits of writing dates must never show.

mod format;

use boa_engine::object::builtins::JsDate;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, js_string};
use crankcase_abi::DateStrings;

use super::builtin::{define, define_value};

/// Puts a constructor that does not know the time in the place of `Date`, over the same prototype.
pub(super) fn tame(context: &mut Context) -> JsResult<()> {
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
    let utc = original.get(js_string!("UTC"), context)?;
    define_value(&tamed, js_string!("UTC"), utc, context)?;
    define(&tamed, "parse", parse, 1, context)?;
    define(&tamed, "now", now, 0, context)?;
    define_value(
        &prototype,
        js_string!("constructor"),
        tamed.clone(),
        context,
    )?;
    let global = context.global_object();
    define_value(&global, js_string!("Date"), tamed, context)
}

/// Decides what `new Date(string)` does in this vat (spec E16.6), before any of its code runs.
pub(super) fn set_strings(strings: DateStrings, context: &mut Context) {
    context.insert_data(strings);
}

/// spec E16.1
fn now(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::nan())
}

/// spec E16.5
fn parse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    Ok(format::parse(&text).into())
}

/// `Date`. The engine passes what `new` was applied to as `this`, and nothing when there was no `new`.
fn date(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else {
        // spec E16.1: called without `new` the language's own would tell the time.
        return Ok(js_string!("Invalid Date").into());
    };
    let time;
    let args = match args {
        [] => {
            time = [JsValue::nan()];
            &time
        }
        [value] => {
            time = [single(value, context)];
            &time
        }
        components => components,
    };
    let original = context.intrinsics().constructors().date().constructor();
    Ok(original.construct(args, Some(&new_target), context)?.into())
}

/// What the only argument of `new Date` stands for (spec E16.2, E16.3): a number, a date, or nothing. It is
/// never converted, so no code of it runs.
fn single(value: &JsValue, context: &Context) -> JsValue {
    if value.is_number() {
        return value.clone();
    }
    if let Some(object) = value.as_object() {
        return match JsDate::from_object(object) {
            Ok(_) => value.clone(),
            Err(_) => JsValue::nan(),
        };
    }
    match (value.as_string(), context.get_data::<DateStrings>()) {
        (Some(text), Some(DateStrings::Iso)) => format::parse(&text).into(),
        _ => JsValue::nan(),
    }
}

#[cfg(test)]
mod tests;
