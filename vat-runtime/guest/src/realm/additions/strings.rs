//! The string methods of annex B of the language: `substr`, the older names of two trims, and those that wrap a
//! string in a tag (spec E17.2).
//!
//! Only their names are old: they depend on nothing but their arguments.

use boa_engine::object::JsObject;
use boa_engine::value::IntegerOrInfinity;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, NativeFunction, js_string};

use crate::realm::builtin::{define, define_value, function};

/// Methods that wrap: the name, the tag, and the attribute that the argument gives if there is one.
const WRAPPERS: [(&str, &str, Option<&str>); 13] = [
    ("anchor", "a", Some("name")),
    ("big", "big", None),
    ("blink", "blink", None),
    ("bold", "b", None),
    ("fixed", "tt", None),
    ("fontcolor", "font", Some("color")),
    ("fontsize", "font", Some("size")),
    ("italics", "i", None),
    ("link", "a", Some("href")),
    ("small", "small", None),
    ("strike", "strike", None),
    ("sub", "sub", None),
    ("sup", "sup", None),
];

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().string().prototype();
    define(&prototype, "substr", substr, 2, context)?;
    for (name, tag, attribute) in WRAPPERS {
        let code = NativeFunction::from_copy_closure(move |this, args, context| {
            let attribute = attribute.map(|name| (name, args.get_or_undefined(0)));
            wrap(this, tag, attribute, context)
        });
        let method = function(name, usize::from(attribute.is_some()), code, context);
        define_value(&prototype, js_string!(name), method, context)?;
    }
    alias(&prototype, "trimLeft", "trimStart", context)?;
    alias(&prototype, "trimRight", "trimEnd", context)
}

/// The same function under another name.
fn alias(object: &JsObject, name: &str, of: &str, context: &mut Context) -> JsResult<()> {
    let method = object.get(js_string!(of), context)?;
    define_value(object, js_string!(name), method, context)
}

/// `String.prototype.substr(start, length)`
fn substr(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = this.require_object_coercible()?.to_string(context)?;
    let size = i64::try_from(text.len()).unwrap_or(i64::MAX);
    let start = match args.get_or_undefined(0).to_integer_or_infinity(context)? {
        IntegerOrInfinity::NegativeInfinity => 0,
        IntegerOrInfinity::PositiveInfinity => size,
        IntegerOrInfinity::Integer(start) if start < 0 => size.saturating_add(start).max(0),
        IntegerOrInfinity::Integer(start) => start.min(size),
    };
    let length = match args.get_or_undefined(1) {
        length if length.is_undefined() => size,
        length => match length.to_integer_or_infinity(context)? {
            IntegerOrInfinity::NegativeInfinity => 0,
            IntegerOrInfinity::PositiveInfinity => size,
            IntegerOrInfinity::Integer(length) => length.clamp(0, size),
        },
    };
    let end = start.saturating_add(length).min(size);
    let place = |at: i64| usize::try_from(at).unwrap_or(0);
    Ok(text
        .get(place(start)..place(end))
        .map_or_else(|| js_string!(), JsString::from)
        .into())
}

/// `<tag attribute="value">text</tag>`
fn wrap(
    this: &JsValue,
    tag: &str,
    attribute: Option<(&str, &JsValue)>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = this.require_object_coercible()?.to_string(context)?;
    let mut html = Vec::with_capacity(text.len());
    let put = |html: &mut Vec<u16>, markup: &str| html.extend(markup.encode_utf16());
    put(&mut html, "<");
    put(&mut html, tag);
    if let Some((name, value)) = attribute {
        let value = value.to_string(context)?;
        put(&mut html, " ");
        put(&mut html, name);
        put(&mut html, "=\"");
        for unit in value.iter() {
            if unit == u16::from(b'"') {
                put(&mut html, "&quot;");
            } else {
                html.push(unit);
            }
        }
        put(&mut html, "\"");
    }
    put(&mut html, ">");
    html.extend(text.iter());
    put(&mut html, "</");
    put(&mut html, tag);
    put(&mut html, ">");
    Ok(JsString::from(&html[..]).into())
}
