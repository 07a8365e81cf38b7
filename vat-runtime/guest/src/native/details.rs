//! The text of errors: templates whose substitutions are hidden unless they are quoted.
//!
//! An error's message may reach code that must not see what was substituted; the vat's console may.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsString, JsValue, Trace, js_string,
};

use crate::passing::describe::{quoted, redacted};
use crate::passing::inspect::error;
use crate::passing::{function, names};

/// A message that was put together but not thrown yet.
#[derive(Clone, Debug, Trace, Finalize, JsData)]
pub(super) struct Details {
    /// What the error will say.
    pub message: JsString,
    /// What the console may show.
    pub full: JsString,
}

/// A value that may be shown.
#[derive(Debug, Trace, Finalize, JsData)]
struct Shown {
    text: JsString,
}

/// The prototype of values that may be shown.
#[derive(Clone, Debug)]
struct ShownPrototype(JsObject);

/// Prepares what templates need.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = JsObject::new(
        context.root_shape(),
        names(context).object.clone(),
        OrdinaryObject,
    )
    .upcast();
    let to_string = function(
        "toString",
        0,
        shown_to_string as NativeFunctionPointer,
        context,
    );
    prototype.create_data_property_or_throw(js_string!("toString"), to_string, context)?;
    context.insert_data(ShownPrototype(prototype));
    Ok(())
}

fn shown_to_string(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    shown_text(this)
        .map(JsValue::from)
        .ok_or_else(|| error("not a quoted value"))
}

fn shown_text(value: &JsValue) -> Option<JsString> {
    let object = value.as_object()?;
    let shown = object.downcast_ref::<Shown>()?;
    Some(shown.text.clone())
}

fn shown(text: JsString, context: &mut Context) -> JsResult<JsValue> {
    let prototype = context
        .get_data::<ShownPrototype>()
        .expect("prepared with the modules")
        .0
        .clone();
    let token = JsObject::from_proto_and_data(prototype, Shown { text });
    super::assert::freeze(&token, context)?;
    Ok(token.into())
}

/// `quote(value)`.
pub(super) fn quote(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    shown(
        js_string!(quoted(args.get_or_undefined(0)).as_str()),
        context,
    )
}

/// `bare(value)`: like `quote`, but words stand without quotes.
pub(super) fn bare(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    if let Some(text) = value.as_string() {
        let plain = text.to_std_string_lossy();
        let word = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b':' | b'-'))
        };
        if plain.split(' ').all(word) {
            return shown(text, context);
        }
    }
    quote(&JsValue::undefined(), args, context)
}

/// Puts a template together: the strings in `args[0]`, the substitutions behind it.
pub(super) fn from_template(args: &[JsValue], context: &mut Context) -> JsResult<Details> {
    let Some(strings) = args.get_or_undefined(0).as_object() else {
        return Err(error("details must be used as a template tag"));
    };
    let count = strings
        .get(js_string!("length"), context)?
        .to_length(context)?;
    let (mut message, mut full) = (Vec::new(), Vec::new());
    for index in 0..count {
        let text = strings.get(index, context)?.to_string(context)?;
        message.push(text.clone());
        full.push(text);
        let substitution = usize::try_from(index)
            .ok()
            .and_then(|index| args.get(index + 1));
        if let Some(value) = substitution.filter(|_| index + 1 < count) {
            let visible = shown_text(value);
            let hidden = || js_string!(redacted(value).as_str());
            message.push(visible.clone().unwrap_or_else(hidden));
            full.push(visible.unwrap_or_else(|| js_string!(quoted(value).as_str())));
        }
    }
    let join = |parts: &[JsString]| {
        let parts: Vec<_> = parts.iter().map(JsString::as_str).collect();
        JsString::concat_array(&parts)
    };
    Ok(Details {
        message: join(&message),
        full: join(&full),
    })
}

/// The details that an argument holds: of a template, or a string to be shown as it is.
pub(super) fn from_value(value: &JsValue, default: &str) -> JsResult<Details> {
    let plain = |text: JsString| Details {
        message: text.clone(),
        full: text,
    };
    if value.is_undefined() {
        return Ok(plain(js_string!(default)));
    }
    if let Some(text) = value.as_string() {
        return Ok(plain(text));
    }
    let object = value.as_object();
    let details = object
        .as_ref()
        .and_then(|object| object.downcast_ref::<Details>());
    details
        .map(|details| details.clone())
        .ok_or_else(|| error(format!("unrecognized details {}", quoted(value))))
}

/// `details`, a template tag.
pub(super) fn details(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let details = from_template(args, context)?;
    let token = JsObject::from_proto_and_data(names(context).object.clone(), details);
    super::assert::freeze(&token, context)?;
    Ok(token.into())
}
