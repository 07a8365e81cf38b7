//! `stringify` and `parse`: data without references as text, in the older encoding (spec V6.6).

use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};

use super::{Exporter, Format, Importer, decode, encode};
use crate::passing::inspect::{error, type_error};
use crate::passing::pass_style_of;
use crate::passing::refusal::refuse;
use crate::realm::builtin::method;

/// What the package exports of this.
pub(super) fn exports(context: &mut Context) -> Vec<(&'static str, JsValue)> {
    vec![
        ("parse", method("parse", 1, parse, context).into()),
        (
            "stringify",
            method("stringify", 1, stringify, context).into(),
        ),
    ]
}

/// Where no references are.
struct Nowhere;

impl Exporter for Nowhere {
    type Slot = JsValue;

    fn slot(&mut self, object: &JsObject, context: &mut Context) -> JsResult<JsValue> {
        let what = "Marshal's stringify rejects presences and promises ";
        Err(refuse(what).object(object).into_error(context))
    }

    fn error_id(&mut self, _: &JsObject, _: &mut Context) -> JsResult<Option<String>> {
        Ok(None)
    }
}

impl Importer for Nowhere {
    fn value(
        &mut self,
        index: usize,
        _: Option<bool>,
        _: Option<JsString>,
        _: &mut Context,
    ) -> JsResult<JsValue> {
        Err(error(format!(
            "Marshal's parse must not encode any slot positions {index}"
        )))
    }
}

fn stringify(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (body, _) = encode(
        args.get_or_undefined(0),
        Format::CapData,
        &mut Nowhere,
        context,
    )?;
    Ok(js_string!(body.as_str()).into())
}

fn parse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).as_string();
    let text = text.ok_or_else(|| type_error("what is parsed must be a string"))?;
    let value = decode(&super::well_formed(&text), &mut Nowhere, context)?;
    pass_style_of(&value, context)?;
    Ok(value)
}
