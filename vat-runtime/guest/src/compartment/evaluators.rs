//! `eval` and `Function` of each realm, and the inert constructors of functions (spec E10.1, E10.2, E10.3).
//!
//! An evaluator is a function of the realm it evaluates in, so that code can only evaluate in a realm whose
//! evaluator it holds. What can be reached from any function through `constructor` evaluates nothing.

use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::realm::Realm;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};

use super::{built_in, evaluate, fixed, function_of, of_realm};
use crate::passing::inspect::type_error;

/// Puts constructors that only throw in the place of those that every function leads to (spec E10.3).
pub(super) fn make_inert(context: &mut Context) -> JsResult<()> {
    let realm = context.realm().clone();
    let of = context.intrinsics().constructors();
    let kinds = [
        ("Function", of.function().prototype()),
        ("GeneratorFunction", of.generator_function().prototype()),
        ("AsyncFunction", of.async_function().prototype()),
        (
            "AsyncGeneratorFunction",
            of.async_generator_function().prototype(),
        ),
    ];
    let mut first: Option<JsObject> = None;
    for (name, prototype) in kinds {
        let constructor = function_of(&realm, name, 1, inert, true);
        constructor.define_property_or_throw(
            js_string!("prototype"),
            fixed(prototype.clone()),
            context,
        )?;
        match &first {
            // The other kinds inherit from the inert `Function`.
            Some(function) => drop(constructor.set_prototype(Some(function.clone()))),
            None => first = Some(constructor.clone()),
        }
        prototype.define_property_or_throw(
            js_string!("constructor"),
            built_in(constructor),
            context,
        )?;
    }
    Ok(())
}

fn inert(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(type_error(
        "Function.prototype.constructor is not a valid constructor.",
    ))
}

/// The `eval` of a compartment, frozen.
pub(super) fn eval(realm: &Realm, context: &mut Context) -> JsResult<JsObject> {
    let eval = function_of(realm, "eval", 1, eval_text, false);
    eval.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(eval)
}

/// The `Function` of a realm, frozen.
pub(super) fn function(realm: &Realm, context: &mut Context) -> JsResult<JsObject> {
    let function = function_of(realm, "Function", 1, function_of_text, true);
    let prototype = context.intrinsics().constructors().function().prototype();
    function.define_property_or_throw(js_string!("prototype"), fixed(prototype), context)?;
    function.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(function)
}

/// `eval(text)`, which is never a direct one: the engine runs native functions in their own realm.
fn eval_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let argument = args.get_or_undefined(0);
    let (Some(text), Some(compartment)) = (argument.as_string(), of_realm(context.realm())) else {
        return Ok(argument.clone());
    };
    evaluate::program(&compartment, text, context)
}

/// `Function(...parameters, body)`.
fn function_of_text(
    new_target: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut texts = Vec::with_capacity(args.len());
    for arg in args {
        texts.push(arg.to_string(context)?);
    }
    let realm = context.realm().clone();
    let plain: Vec<JsValue> = texts.iter().cloned().map(Into::into).collect();
    let made = context.create_dynamic_function(&plain, &realm)?;
    if let Some(compartment) = of_realm(&realm)
        && !compartment.borrow().data().options.transforms.is_empty()
    {
        // What a transform makes of the text may be any object: it stays as it is.
        return evaluate::program(&compartment, function_text(&texts), context);
    }
    // A class that extends `Function` has functions with a prototype of its own.
    if let Some(new_target) = new_target.as_object() {
        let prototype = new_target.get(js_string!("prototype"), context)?;
        if let Some(prototype) = prototype.as_object() {
            made.set_prototype(Some(prototype));
        }
    }
    Ok(made.into())
}

/// The function as one text, for transforms. Its parts were parsed alone before, so that none of them can end
/// the function early.
fn function_text(texts: &[JsString]) -> JsString {
    let (body, parameters) = match texts.split_last() {
        Some((body, parameters)) => (body.clone(), parameters),
        None => (js_string!(), texts),
    };
    let mut text: Vec<u16> = "(function anonymous(".encode_utf16().collect();
    for (index, parameter) in parameters.iter().enumerate() {
        if index > 0 {
            text.push(u16::from(b','));
        }
        text.extend(parameter.iter());
    }
    text.extend("\n) {\n".encode_utf16());
    text.extend(body.iter());
    text.extend("\n})".encode_utf16());
    JsString::from(text.as_slice())
}
