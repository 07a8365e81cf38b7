//! `assert`, and `@endo/errors`, which is `assert` taken apart (spec E12.1).
//!
//! What is thrown says no more than the message: what was substituted and not quoted goes to the notes, and
//! from there to the console only.

mod details;
mod errors;
mod stringify;

use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, Finalize, JsArgs, JsError, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
};
use crankcase_abi::ConsoleLevel;

pub(super) use details::Details;

use super::notes;
use crate::harden::harden;
use crate::passing::inspect::{self, type_error};
use crate::passing::names;
use crate::realm::builtin::{function, method};
use crate::{errors as host, syscalls};

/// What `makeAssert` was asked for (spec E12.7).
#[derive(Clone, Debug, Default, Trace, Finalize)]
struct Style {
    /// Called with each error before it is thrown.
    raise: Option<JsObject>,
    /// Whether substitutions are shown as if they were quoted.
    unredacted: bool,
}

/// The code of a function that belongs to one `assert`.
type Member = fn(&[JsValue], &Style, &mut Context) -> JsResult<JsValue>;

/// Prepares what `assert` needs, and makes the one that is a global.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub(super) fn prepare(context: &mut Context) -> JsResult<JsValue> {
    details::install(context)?;
    make(&Style::default(), context)
}

/// An `assert` with its members (spec E12.1).
fn make(style: &Style, context: &mut Context) -> JsResult<JsValue> {
    let assert = member("assert", 1, check, style, context);
    let make_error = method("makeError", 2, errors::make_error, context);
    let shared = |name: &str, length: usize, code: NativeFunctionPointer, context: &mut Context| {
        method(name, length, code, context)
    };
    let members: [(&str, JsObject); 12] = [
        ("equal", member("equal", 2, equal, style, context)),
        ("typeof", member("typeof", 3, type_of, style, context)),
        ("string", member("string", 1, string, style, context)),
        ("fail", member("fail", 0, fail, style, context)),
        ("makeError", make_error.clone()),
        ("note", shared("note", 2, note, context)),
        ("details", member("details", 1, details, style, context)),
        ("Fail", member("Fail", 1, fail_template, style, context)),
        ("quote", shared("quote", 1, details::quote, context)),
        ("bare", shared("bare", 1, details::bare, context)),
        ("error", make_error),
        ("makeAssert", shared("makeAssert", 0, make_assert, context)),
    ];
    for (name, value) in members {
        let shown = PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true);
        assert.define_property_or_throw(js_string!(name), shown, context)?;
    }
    Ok(assert.into())
}

fn member(
    name: &str,
    length: usize,
    code: Member,
    style: &Style,
    context: &mut Context,
) -> JsObject {
    let code = NativeFunction::from_copy_closure_with_captures(
        move |_, args, style, context| code(args, style, context),
        style.clone(),
    );
    function(name, length, code, context)
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
            "hideAndHardenFunction" => method(name, 1, hide_and_harden, context).into(),
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

/// What the supervisor throws: an error of this class, with values between strings that only the host's console
/// shows.
pub(crate) fn thrown(
    strings: Vec<JsString>,
    values: Vec<JsValue>,
    class: Option<JsObject>,
    context: &mut Context,
) -> JsError {
    let class = class.map_or_else(JsValue::undefined, JsValue::from);
    let details = Details::new(strings, values);
    let nothing = JsValue::undefined();
    match errors::build(details, &class, &nothing, context) {
        Ok(error) => JsError::from_opaque(error),
        Err(error) => error,
    }
}

/// What `assert` throws with these details.
pub(crate) fn check_failed(details: &JsValue, context: &mut Context) -> JsError {
    let details = details_or(details, "Check failed", context);
    let nothing = JsValue::undefined();
    failure(details, &nothing, &nothing, &Style::default(), context)
}

/// Gives an error a name that only the host's console shows.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn name_for_console(
    error: &JsObject,
    name: &str,
    message: JsString,
    context: &mut Context,
) -> JsResult<()> {
    notes::keep(
        error,
        Details::plain(message),
        Some(js_string!(name)),
        context,
    )
}

/// Notes something on an error, for the host's console only.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn note_on(
    error: &JsValue,
    strings: Vec<JsString>,
    values: Vec<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let Some(object) = error.as_object() else {
        return Ok(());
    };
    let details = Details::new(strings, values);
    if let Some(text) = notes::note(&object, details, context)? {
        let title = host::title(&object);
        syscalls::console(ConsoleLevel::Debug, &format!("note on {title}: {text}"));
    }
    Ok(())
}

/// What to throw where a check failed: an error with these details, or whatever went wrong on the way.
fn failure(
    details: JsResult<Details>,
    constructor: &JsValue,
    options: &JsValue,
    style: &Style,
    context: &mut Context,
) -> JsError {
    let made = details.and_then(|details| errors::build(details, constructor, options, context));
    let raised = made.and_then(|error| {
        if let Some(raise) = &style.raise {
            raise.call(&JsValue::undefined(), std::slice::from_ref(&error), context)?;
        }
        Ok(error)
    });
    raised.map_or_else(|error| error, JsError::from_opaque)
}

/// The details an argument holds. Without an argument the check has its own words; `null` has others.
fn details_or(value: &JsValue, words: &str, context: &mut Context) -> JsResult<Details> {
    match value {
        value if value.is_undefined() => Ok(Details::plain(js_string!(words))),
        value if value.is_null() => Ok(Details::plain(js_string!(errors::UNSAID))),
        value => Details::from_value(value, context),
    }
}

/// `assert(flag, details, constructor, options)`.
fn check(args: &[JsValue], style: &Style, context: &mut Context) -> JsResult<JsValue> {
    match args.split_first() {
        Some((flag, _)) if flag.to_boolean() => Ok(JsValue::undefined()),
        Some((_, rest)) => fail(rest, style, context),
        None => fail(&[], style, context),
    }
}

/// `assert.fail(details, constructor, options)`.
fn fail(args: &[JsValue], style: &Style, context: &mut Context) -> JsResult<JsValue> {
    let details = details_or(args.get_or_undefined(0), "Check failed", context);
    let (constructor, options) = (args.get_or_undefined(1), args.get_or_undefined(2));
    Err(failure(details, constructor, options, style, context))
}

/// `Fail`, a template tag.
fn fail_template(args: &[JsValue], style: &Style, context: &mut Context) -> JsResult<JsValue> {
    let details = Details::from_template(args, style.unredacted, context);
    let nothing = JsValue::undefined();
    Err(failure(details, &nothing, &nothing, style, context))
}

/// `details`, a template tag.
fn details(args: &[JsValue], style: &Style, context: &mut Context) -> JsResult<JsValue> {
    Details::from_template(args, style.unredacted, context)?.into_token(context)
}

/// Details of our own words, with what was found and what was wanted between them.
fn own_words(
    strings: &[&str],
    values: &[JsValue],
    style: &Style,
    context: &mut Context,
) -> JsResult<Details> {
    let strings = strings.iter().map(|text| JsValue::from(js_string!(*text)));
    let template = crate::marshal::build::frozen_array(strings.collect(), context);
    let args: Vec<JsValue> = [template.into()]
        .into_iter()
        .chain(values.iter().cloned())
        .collect();
    Details::from_template(&args, style.unredacted, context)
}

/// The class of errors that a check throws unless told otherwise.
fn class(name: JsString, context: &Context) -> JsValue {
    let names = names(context);
    let class = names.error_class(&name);
    class.map_or_else(JsValue::undefined, |class| class.constructor.clone().into())
}

/// `assert.equal(actual, expected, details, constructor, options)`.
fn equal(args: &[JsValue], style: &Style, context: &mut Context) -> JsResult<JsValue> {
    let (actual, expected) = (args.get_or_undefined(0), args.get_or_undefined(1));
    if JsValue::same_value(actual, expected) {
        return Ok(JsValue::undefined());
    }
    let details = if args.get_or_undefined(2).to_boolean() {
        Details::from_value(args.get_or_undefined(2), context)
    } else {
        let values = [actual.clone(), expected.clone()];
        own_words(&["Expected ", " is same as ", ""], &values, style, context)
    };
    let constructor = match args.get_or_undefined(3) {
        given if given.to_boolean() => given.clone(),
        _ => class(js_string!("RangeError"), context),
    };
    let options = args.get_or_undefined(4);
    Err(failure(details, &constructor, options, style, context))
}

/// `assert.string(value, details)`.
fn string(args: &[JsValue], style: &Style, context: &mut Context) -> JsResult<JsValue> {
    let (value, details) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let expected = js_string!("string").into();
    type_of(&[value.clone(), expected, details.clone()], style, context)
}

/// `assert.typeof(value, name, details)`.
fn type_of(args: &[JsValue], style: &Style, context: &mut Context) -> JsResult<JsValue> {
    let (value, expected) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let nothing = JsValue::undefined();
    let Some(name) = expected.as_string() else {
        let shown = details::quote(&nothing, std::slice::from_ref(expected), context)?;
        let details = own_words(&["", " must be a string"], &[shown], style, context);
        return Err(failure(details, &nothing, &nothing, style, context));
    };
    if name == value.js_type_of() {
        return Ok(nothing);
    }
    let details = if args.get_or_undefined(2).is_undefined() {
        let name = name.to_std_string_lossy();
        let vowel = name.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
        let kind = format!("{} {name}", if vowel { "an" } else { "a" });
        let kind = details::bare(&nothing, &[js_string!(kind.as_str()).into()], context)?;
        own_words(
            &["", " must be ", ""],
            &[value.clone(), kind],
            style,
            context,
        )
    } else {
        details_or(args.get_or_undefined(2), errors::UNSAID, context)
    };
    let constructor = class(js_string!("TypeError"), context);
    Err(failure(details, &constructor, &nothing, style, context))
}

/// `note(error, details)`: what is noted on an error is for the console, never for who holds the error
/// (spec E12.8).
fn note(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let details = Details::from_value(args.get_or_undefined(1), context)?;
    let error = args.get_or_undefined(0).as_object();
    let error = error.ok_or_else(|| type_error("only an object can be noted on"))?;
    if let Some(text) = notes::note(&error, details, context)? {
        let title = host::title(&error);
        syscalls::console(ConsoleLevel::Debug, &format!("note on {title}: {text}"));
    }
    Ok(JsValue::undefined())
}

/// `makeAssert(raise, unredacted)` (spec E12.7).
fn make_assert(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let raise = args.get_or_undefined(0);
    if !raise.is_undefined() && !raise.is_callable() {
        return Err(inspect::type_error("what raises errors must be a function"));
    }
    let style = Style {
        raise: raise.as_object(),
        unredacted: args.get_or_undefined(1).to_boolean(),
    };
    let assert = make(&style, context)?;
    if let Some(object) = assert.as_object() {
        freeze(&object, context)?;
        for key in inspect::own_keys(&object) {
            let held = inspect::own(&object, &key).and_then(|found| found.value().cloned());
            if let Some(member) = held.and_then(|held| held.as_object()) {
                freeze(&member, context)?;
            }
        }
    }
    Ok(assert)
}

/// `hideAndHardenFunction(f)`: hardens it; stacks are not filtered by name here.
fn hide_and_harden(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    if !value.is_callable() {
        return Err(type_error("only a function can be hidden"));
    }
    harden(value, context)?;
    Ok(value.clone())
}
