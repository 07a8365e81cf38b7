//! `decodeToJustin`, `passableAsJustin` and `qp`: passable data as an expression that people can read (spec V6.7).

mod layout;
mod tree;

use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};

use super::function::{Numbering, save_error};
use super::{Exporter, Format, encode};
use crate::harden::harden;
use crate::json;
use crate::realm::builtin::{Native, method};

/// What the package exports of this.
pub(super) fn exports(context: &mut Context) -> Vec<(&'static str, JsValue)> {
    let functions: [(&'static str, usize, Native); 3] = [
        ("decodeToJustin", 1, decode_to_justin),
        ("passableAsJustin", 1, passable_as_justin),
        ("qp", 1, qp),
    ];
    functions
        .into_iter()
        .map(|(name, length, code)| (name, method(name, length, code, context).into()))
        .collect()
}

/// Numbers the references of one value.
struct Numbered {
    slots: usize,
    errors: Numbering,
}

impl Exporter for Numbered {
    type Slot = JsValue;

    fn slot(&mut self, _: &JsObject, _: &mut Context) -> JsResult<JsValue> {
        let slot = format!("s{}", self.slots);
        self.slots += 1;
        Ok(js_string!(slot.as_str()).into())
    }

    fn error_id(&mut self, failure: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
        let id = self.errors.next();
        save_error(&failure.clone().into(), &id, None, context)?;
        Ok(Some(id))
    }
}

/// `decodeToJustin(encoding, shouldIndent, slots)`
fn decode_to_justin(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let indent = args.get_or_undefined(1).to_boolean();
    let slots = match args.get_or_undefined(2) {
        none if none.is_undefined() => Vec::new(),
        given => {
            let given = given.to_object(context)?;
            let length = given
                .get(js_string!("length"), context)?
                .to_length(context)?;
            let mut slots = Vec::new();
            for index in 0..length {
                slots.push(given.get(index, context)?);
            }
            slots
        }
    };
    tree::write(args.get_or_undefined(0), indent, &slots, context).map(JsValue::from)
}

/// The expression of a passable value.
fn expression(value: &JsValue, indent: bool, context: &mut Context) -> JsResult<JsString> {
    let mut exporter = Numbered {
        slots: 0,
        errors: Numbering::new(js_string!("anon-marshal"), 10_000.0),
    };
    let (body, slots) = encode(value, Format::CapData, &mut exporter, context)?;
    let tree = json::value_of("JSON.parse", &js_string!(body.as_str()), context)?;
    tree::write(&tree, indent, &slots, context)
}

/// `passableAsJustin(passable, shouldIndent)`
fn passable_as_justin(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let indent = args.get_or_undefined(1);
    let indent = indent.is_undefined() || indent.to_boolean();
    expression(args.get_or_undefined(0), indent, context).map(JsValue::from)
}

/// `qp(payload)`: for error messages.
fn qp(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let payload = args.get_or_undefined(0);
    harden(payload, context)?;
    let text = expression(payload, true, context)?;
    let mark = js_string!("`");
    Ok(JsString::concat_array(&[mark.as_str(), text.as_str(), mark.as_str()]).into())
}
