//! `assert`, and `@endo/errors`, which is `assert` taken apart.

use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};
use crankcase_abi::ConsoleLevel;

use super::details::{self, Details, from_template, from_value};
use crate::harden::harden;
use crate::passing::describe::quoted;
use crate::passing::inspect::type_error;
use crate::passing::{function, names};
use crate::syscalls;

/// Makes the function `assert` with its members.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub(super) fn make_assert(context: &mut Context) -> JsResult<JsValue> {
    details::install(context)?;
    let assert: JsObject = function("assert", 1, check, context).into();
    let members: [(&str, &str, usize, NativeFunctionPointer); 13] = [
        ("Fail", "Fail", 1, fail_template),
        ("bare", "bare", 1, details::bare),
        ("details", "details", 1, details::details),
        ("equal", "equal", 2, equal),
        ("error", "makeError", 1, make_error),
        ("fail", "fail", 0, fail),
        ("makeAssert", "makeAssert", 0, make_assert_again),
        ("makeError", "makeError", 1, make_error),
        ("note", "note", 2, note),
        ("quote", "quote", 1, details::quote),
        ("raise", "raise", 1, raise),
        ("string", "string", 1, string),
        ("typeof", "typeof", 2, type_of),
    ];
    for (key, name, length, body) in members {
        let body = function(name, length, body, context);
        let shown = PropertyDescriptor::builder()
            .value(body)
            .writable(true)
            .enumerable(true)
            .configurable(true);
        assert.define_property_or_throw(js_string!(key), shown, context)?;
    }
    Ok(assert.into())
}

/// What `@endo/errors` exports.
pub(super) fn exports(
    assert: &JsValue,
    context: &mut Context,
) -> JsResult<Vec<(&'static str, JsValue)>> {
    const NAMES: [(&str, &str); 14] = [
        ("Fail", "Fail"),
        ("X", "details"),
        ("annotateError", "note"),
        ("b", "bare"),
        ("bare", "bare"),
        ("details", "details"),
        ("makeError", "makeError"),
        ("note", "note"),
        ("q", "quote"),
        ("quote", "quote"),
        ("redacted", "details"),
        ("throwRedacted", "Fail"),
        ("assert", ""),
        ("hideAndHardenFunction", ""),
    ];
    let Some(object) = assert.as_object() else {
        return Ok(Vec::new());
    };
    let mut exports = Vec::with_capacity(NAMES.len());
    for (name, member) in NAMES {
        let value = match name {
            "assert" => assert.clone(),
            "hideAndHardenFunction" => function(name, 1, hide_and_harden, context).into(),
            _ => object.get(js_string!(member), context)?,
        };
        exports.push((name, value));
    }
    Ok(exports)
}

/// Freezes one object.
pub(super) fn freeze(object: &JsObject, context: &mut Context) -> JsResult<()> {
    object
        .set_integrity_level(IntegrityLevel::Frozen, context)
        .map(drop)
}

/// A frozen error with the message of the details.
fn build(
    details: &Details,
    constructor: &JsValue,
    options: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let constructor = match constructor.as_constructor() {
        Some(constructor) => constructor,
        None if constructor.is_undefined() => names(context).errors[0].constructor.clone(),
        None => {
            return Err(type_error(format!(
                "{} is not a constructor",
                quoted(constructor)
            )));
        }
    };
    let aggregate = names(context).errors.iter().any(|class| {
        class.name == js_string!("AggregateError") && class.constructor == constructor
    });
    let message = JsValue::from(details.message.clone());
    let options = options.as_object();
    let option = |name: &str, context: &mut Context| match &options {
        Some(options) => options.get(js_string!(name), context),
        None => Ok(JsValue::undefined()),
    };
    let (cause, errors) = (option("cause", context)?, option("errors", context)?);
    let made = if aggregate {
        let list = if errors.is_undefined() {
            crate::marshal::build::frozen_array(Vec::new(), context)?.into()
        } else {
            errors.clone()
        };
        constructor.construct(&[list, message], None, context)?
    } else {
        constructor.construct(&[message], None, context)?
    };
    for (name, value) in [("cause", cause), ("errors", errors)] {
        let given = aggregate && name == "errors";
        if !given && !value.is_undefined() {
            let hidden = PropertyDescriptor::builder()
                .value(value)
                .writable(true)
                .enumerable(false)
                .configurable(true);
            made.define_property_or_throw(js_string!(name), hidden, context)?;
        }
    }
    freeze(&made, context)?;
    Ok(made.into())
}

fn throw(
    details: &Details,
    constructor: &JsValue,
    options: &JsValue,
    context: &mut Context,
) -> JsError {
    build(details, constructor, options, context).map_or_else(|error| error, JsError::from_opaque)
}

/// `assert(flag, details, constructor, options)`.
fn check(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if args.get_or_undefined(0).to_boolean() {
        return Ok(JsValue::undefined());
    }
    let details = from_value(args.get_or_undefined(1), "Check failed")?;
    Err(throw(
        &details,
        args.get_or_undefined(2),
        args.get_or_undefined(3),
        context,
    ))
}

fn fail(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let details = from_value(args.get_or_undefined(0), "Assert failed")?;
    Err(throw(
        &details,
        args.get_or_undefined(1),
        args.get_or_undefined(2),
        context,
    ))
}

fn fail_template(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let details = from_template(args, context)?;
    Err(throw(
        &details,
        &JsValue::undefined(),
        &JsValue::undefined(),
        context,
    ))
}

fn make_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let details = from_value(args.get_or_undefined(0), "Assert failed")?;
    build(
        &details,
        args.get_or_undefined(1),
        args.get_or_undefined(2),
        context,
    )
}

fn equal(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (actual, expected) = (args.get_or_undefined(0), args.get_or_undefined(1));
    if JsValue::same_value(actual, expected) {
        return Ok(JsValue::undefined());
    }
    let default = format!(
        "Expected {} is same as {}",
        crate::passing::describe::redacted(actual),
        crate::passing::describe::redacted(expected)
    );
    let details = from_value(args.get_or_undefined(2), &default)?;
    let range = names(context)
        .error_class(&js_string!("RangeError"))
        .map(|class| class.constructor.clone());
    let constructor = match args.get_or_undefined(3) {
        given if given.is_undefined() => range.map_or_else(JsValue::undefined, JsValue::from),
        given => given.clone(),
    };
    Err(throw(
        &details,
        &constructor,
        args.get_or_undefined(4),
        context,
    ))
}

fn type_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    expect_type(
        args.get_or_undefined(0),
        args.get_or_undefined(1),
        args.get_or_undefined(2),
        context,
    )
}

fn string(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let expected = js_string!("string").into();
    expect_type(
        args.get_or_undefined(0),
        &expected,
        args.get_or_undefined(1),
        context,
    )
}

fn expect_type(
    value: &JsValue,
    expected: &JsValue,
    details: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(expected) = expected.as_string() else {
        return Err(type_error(format!("{} must be a string", quoted(expected))));
    };
    if expected == value.js_type_of() {
        return Ok(JsValue::undefined());
    }
    let name = expected.to_std_string_lossy();
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    let hidden = crate::passing::describe::redacted(value);
    let details = from_value(details, &format!("{hidden} must be {article} {name}"))?;
    let type_error = names(context)
        .error_class(&js_string!("TypeError"))
        .map(|class| class.constructor.clone());
    let constructor = type_error.map_or_else(JsValue::undefined, JsValue::from);
    Err(throw(
        &details,
        &constructor,
        &JsValue::undefined(),
        context,
    ))
}

/// `note(error, details)`: what is noted on an error goes to the console, never into the error.
fn note(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let details = from_value(args.get_or_undefined(1), "")?;
    let error = quoted(args.get_or_undefined(0));
    let text = details.full.to_std_string_lossy();
    syscalls::console(ConsoleLevel::Debug, &format!("note on {error}: {text}"));
    Ok(JsValue::undefined())
}

fn raise(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsError::from_opaque(args.get_or_undefined(0).clone()))
}

/// `makeAssert()`: there is one way to assert in a vat.
fn make_assert_again(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    make_assert(context).and_then(|assert| harden(&assert, context).map(|()| assert))
}

/// `hideAndHardenFunction(f)`: hardens it; stacks are not filtered by name here.
fn hide_and_harden(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    if !value.is_callable() {
        return Err(type_error(format!("{} must be a function", quoted(value))));
    }
    harden(value, context)?;
    Ok(value.clone())
}
