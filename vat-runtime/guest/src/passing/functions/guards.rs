//! Functions that ask for a pass style, and those that insist on one (spec V4.3).

use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use crate::passing::describe::describe;
use crate::passing::pass_style_of;
use crate::passing::refusal::{Refusal, refuse};
use crate::passing::style::{PassStyle, check_style};
use crate::realm::builtin::Native;

pub(super) const FUNCTIONS: [(&str, usize, Native); 12] = [
    ("assertAtom", 1, assert_atom),
    ("assertCopyArray", 1, assert_copy_array),
    ("assertPassable", 1, assert_passable),
    ("assertRecord", 1, assert_record),
    ("assertRemotable", 1, assert_remotable),
    ("isAtom", 1, is_atom),
    ("isCopyArray", 1, is_copy_array),
    ("isObject", 1, is_object),
    ("isPassable", 1, is_passable),
    ("isPrimitive", 1, is_primitive),
    ("isRecord", 1, is_record),
    ("isRemotable", 1, is_remotable),
];

fn assert_passable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    pass_style_of(args.get_or_undefined(0), context)?;
    Ok(JsValue::undefined())
}

/// Whatever keeps the value from passing, it is not passable; only what ends the vat goes on.
fn is_passable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match check_style(args.get_or_undefined(0), context) {
        Ok(_) => Ok(true.into()),
        Err(Refusal::Thrown(error)) if error.as_engine().is_some() => Err(error),
        Err(_) => Ok(false.into()),
    }
}

fn has_style(args: &[JsValue], style: PassStyle, context: &mut Context) -> JsResult<JsValue> {
    Ok((pass_style_of(args.get_or_undefined(0), context)? == style).into())
}

fn is_record(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    has_style(args, PassStyle::CopyRecord, context)
}

fn is_copy_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    has_style(args, PassStyle::CopyArray, context)
}

fn is_remotable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    has_style(args, PassStyle::Remotable, context)
}

/// Fails unless the first argument has this style. The second names it.
fn expect(
    args: &[JsValue],
    expected: PassStyle,
    (default, what): (&str, &str),
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let found = pass_style_of(value, context)?;
    if found == expected {
        return Ok(JsValue::undefined());
    }
    let label = match args.get_or_undefined(1) {
        none if none.is_undefined() => describe(&js_string!(default).into()),
        label => describe(label),
    };
    let found = describe(&found.name().into());
    let what = format!(" must be a {what}, not {found}");
    let refusal = refuse(format!("{label} ")).of(value.clone()).and(&what);
    Err(refusal.into_error(context))
}

fn assert_record(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let words = ("Alleged record", "pass-by-copy record");
    expect(args, PassStyle::CopyRecord, words, context)
}

fn assert_copy_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let words = ("Alleged array", "pass-by-copy array");
    expect(args, PassStyle::CopyArray, words, context)
}

fn assert_remotable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let words = ("Alleged remotable", "remotable");
    expect(args, PassStyle::Remotable, words, context)
}

fn is_object(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(args.get_or_undefined(0).is_object().into())
}

fn is_primitive(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok((!args.get_or_undefined(0).is_object()).into())
}

/// Whether a value of this style holds no other values.
fn holds_nothing(style: PassStyle) -> bool {
    match style {
        PassStyle::CopyArray
        | PassStyle::CopyRecord
        | PassStyle::Tagged
        | PassStyle::Remotable
        | PassStyle::Error
        | PassStyle::Promise => false,
        PassStyle::Undefined
        | PassStyle::Null
        | PassStyle::Boolean
        | PassStyle::Number
        | PassStyle::Bigint
        | PassStyle::String
        | PassStyle::Symbol
        | PassStyle::ByteArray => true,
    }
}

fn is_atom(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match check_style(args.get_or_undefined(0), context) {
        Ok(style) => Ok(holds_nothing(style).into()),
        Err(Refusal::Thrown(error)) if error.as_engine().is_some() => Err(error),
        Err(_) => Ok(false.into()),
    }
}

fn assert_atom(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let style = pass_style_of(value, context)?;
    if holds_nothing(style) {
        return Ok(JsValue::undefined());
    }
    let style = describe(&style.name().into());
    let refusal = refuse(format!("A {style} cannot be an atom: ")).of(value.clone());
    Err(refusal.into_error(context))
}
