//! `makeError`: errors that say no more than they may (spec E12.6, E19.22).
//!
//! What else the caller or a class of its own put on an error is taken off it and noted.

use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use super::details::{Details, quote};
use super::freeze;
use crate::native::notes;
use crate::passing::inspect::type_error;
use crate::passing::names;

/// What an error says that was made without details.
pub(super) const UNSAID: &str = "Assert failed";

/// What the options of `makeError` ask for.
struct Options {
    name: JsValue,
    cause: JsValue,
    errors: JsValue,
    code: JsValue,
    sanitize: bool,
}

impl Options {
    fn read(options: &JsValue, context: &mut Context) -> JsResult<Self> {
        let options = if options.is_undefined() {
            None
        } else {
            Some(options.to_object(context)?)
        };
        let mut option = |name: &str| match &options {
            Some(options) => options.get(js_string!(name), context),
            None => Ok(JsValue::undefined()),
        };
        Ok(Self {
            name: option("errorName")?,
            cause: option("cause")?,
            errors: option("errors")?,
            sanitize: Some(option("sanitize")?)
                .filter(|given| !given.is_undefined())
                .is_none_or(|given| given.to_boolean()),
            code: option("code")?,
        })
    }
}

/// `makeError(details, constructor, options)`.
pub(super) fn make_error(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let details = match args.get_or_undefined(0) {
        nothing if nothing.is_null_or_undefined() => Details::plain(js_string!(UNSAID)),
        given => Details::from_value(given, context)?,
    };
    build(
        details,
        args.get_or_undefined(1),
        args.get_or_undefined(2),
        context,
    )
}

/// An error with the message of the details.
pub(super) fn build(
    details: Details,
    constructor: &JsValue,
    options: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let options = Options::read(options, context)?;
    let error = construct(&details, constructor, &options, context)?;
    if !options.code.is_undefined() {
        hide(&error, "code", options.code.clone(), context)?;
    }
    notes::keep(&error, details, options.name.as_string(), context)?;
    if options.sanitize {
        sanitize(&error, context)?;
    }
    Ok(error.into())
}

fn construct(
    details: &Details,
    constructor: &JsValue,
    options: &Options,
    context: &mut Context,
) -> JsResult<JsObject> {
    let names = names(context);
    let constructor = match constructor.as_constructor() {
        Some(constructor) => constructor,
        None if constructor.is_null_or_undefined() => names.errors[0].constructor.clone(),
        None => return Err(type_error("the class of an error must be a constructor")),
    };
    let aggregate = names
        .error_class(&js_string!("AggregateError"))
        .is_some_and(|class| class.constructor == constructor);
    let mut args = vec![JsValue::from(details.message(context))];
    if aggregate {
        let errors = match &options.errors {
            given if given.to_boolean() => given.clone(),
            _ => crate::marshal::build::frozen_array(Vec::new(), context).into(),
        };
        args.insert(0, errors);
    }
    if options.cause.to_boolean() {
        let holder = JsObject::with_null_proto();
        holder.create_data_property_or_throw(
            js_string!("cause"),
            options.cause.clone(),
            context,
        )?;
        args.push(holder.into());
    }
    let error = constructor.construct(&args, None, context)?;
    if !aggregate && !options.errors.is_undefined() {
        hide(&error, "errors", options.errors.clone(), context)?;
    }
    Ok(error)
}

/// Gives an error a property that loops do not show.
fn hide(error: &JsObject, name: &str, value: JsValue, context: &mut Context) -> JsResult<()> {
    let hidden = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(true);
    error.define_property_or_throw(js_string!(name), hidden, context)?;
    Ok(())
}

/// Takes off an error what errors do not have, notes it, and freezes the error.
fn sanitize(error: &JsObject, context: &mut Context) -> JsResult<()> {
    let known = ["name", "message", "errors", "cause", "stack", "code"];
    let known = known.map(|name| PropertyKey::from(js_string!(name)));
    let dropped = JsObject::with_object_proto(context.intrinsics());
    let mut any = false;
    for key in error.own_property_keys(context)? {
        let value = error.get(key.clone(), context)?;
        let code = known.last() == Some(&key);
        if known.contains(&key) && (!code || value.is_string()) {
            continue;
        }
        error.delete_property_or_throw(key.clone(), context)?;
        dropped.create_data_property_or_throw(key, value, context)?;
        any = true;
    }
    if any {
        let shown = quote(&JsValue::undefined(), &[dropped.into()], context)?;
        let note = super::own_words(
            &["originally with properties ", ""],
            &[shown],
            &super::Style::default(),
            context,
        )?;
        notes::note(error, note, context)?;
    }
    freeze(error, context)
}
