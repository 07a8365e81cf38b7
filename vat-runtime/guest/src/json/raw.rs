//! Raw JSON: an object that stands for a primitive value's exact text in what is written (spec E14.9).
//!
//! Such an object is frozen and inherits nothing; scripts cannot make anything else look like one.

use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsResult, JsString, JsValue, Trace, js_string,
};

use super::{argument, value_of};

/// What makes an object raw JSON.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct RawJson(#[unsafe_ignore_trace] JsString);

impl RawJson {
    /// The text that stands for the object.
    pub(super) fn text(object: &JsObject) -> Option<JsString> {
        object.downcast_ref::<Self>().map(|raw| raw.0.clone())
    }
}

/// `JSON.rawJSON`.
pub(super) fn raw_json(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = argument(arguments, 0).to_string(context)?;
    let is_space = |unit| matches!(unit, 0x9 | 0xa | 0xd | 0x20);
    let edges = [text.iter().next(), text.iter().last()];
    if edges.iter().any(|edge| edge.is_none_or(is_space)) {
        return Err(refusal("white space around the value, or no value"));
    }
    if let Some(0x5b | 0x7b) = edges[0] {
        return Err(refusal("an array or an object"));
    }
    value_of("JSON.rawJSON", &text, context)?;
    let object = JsObject::from_proto_and_data(None, RawJson(text.clone()));
    object.create_data_property_or_throw(js_string!("rawJSON"), text, context)?;
    object.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(object.into())
}

fn refusal(what: &str) -> boa_engine::JsError {
    let message = format!("JSON.rawJSON takes the text of a primitive value, not {what}");
    JsNativeError::syntax().with_message(message).into()
}

/// `JSON.isRawJSON`.
pub(super) fn is_raw_json(
    _: &JsValue,
    arguments: &[JsValue],
    _: &mut Context,
) -> JsResult<JsValue> {
    let object = argument(arguments, 0).as_object();
    Ok(object.is_some_and(|object| object.is::<RawJson>()).into())
}
