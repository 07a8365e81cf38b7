//! `JSON`: reading and writing JSON text as the language says, at any depth (spec E14.1).
//!
//! The engine's own functions nest natively, refuse texts that the language accepts, and are slow. These
//! keep what is open in lists, and run vat code only where the language says so: to turn the argument into a
//! string, in revivers and replacers, in getters, handlers of proxies and `toJSON`.

mod fault;
mod forms;
mod frame;
mod layouts;
mod names;
mod options;
mod parse;
mod path;
mod raw;
mod records;
mod revive;
mod scan;
mod stringify;
mod strings;
mod text;
mod write;

use boa_engine::string::JsStrVariant;
use boa_engine::{Context, JsResult, JsString, JsValue};

use crate::realm::builtin::{Native, define};

/// A string as a literal of JSON, which is one of JavaScript too, to the letter.
pub(crate) fn quoted(string: &JsString) -> JsString {
    let mut text = text::Text::with_room(string.len() + 2);
    write::write_string(string.as_str(), &mut text);
    text.finish()
}

/// Puts the functions in the place of the engine's (spec E14.10).
pub fn install(context: &mut Context) -> JsResult<()> {
    let json = context.intrinsics().objects().json();
    let functions: [(&str, Native, usize); 4] = [
        ("parse", parse, 2),
        ("stringify", stringify::stringify, 3),
        ("rawJSON", raw::raw_json, 1),
        ("isRawJSON", raw::is_raw_json, 1),
    ];
    for (name, code, length) in functions {
        define(&json, name, code, length, context)?;
    }
    Ok(())
}

/// `JSON.parse`.
fn parse(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = argument(arguments, 0).to_string(context)?;
    if let Some(reviver) = argument(arguments, 1).as_callable() {
        let parsed = match text.variant() {
            JsStrVariant::Latin1(bytes) => parse::parse_with_sources(bytes, context),
            JsStrVariant::Utf16(units) => parse::parse_with_sources(units, context),
        };
        let (value, records) =
            parsed.map_err(|fault| fault::syntax_error("JSON.parse", &text, fault))?;
        return revive::revive(text, value, records, reviver, context);
    }
    value_of("JSON.parse", &text, context)
}

/// The value of a text that was given to a function.
pub(crate) fn value_of(
    function: &str,
    text: &JsString,
    context: &mut Context,
) -> JsResult<JsValue> {
    let parsed = match text.variant() {
        JsStrVariant::Latin1(bytes) => parse::parse(bytes, context),
        JsStrVariant::Utf16(units) => parse::parse(units, context),
    };
    parsed.map_err(|fault| fault::syntax_error(function, text, fault))
}

fn argument(arguments: &[JsValue], index: usize) -> JsValue {
    arguments.get(index).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests;
