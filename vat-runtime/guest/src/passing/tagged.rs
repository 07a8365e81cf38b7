//! Tagged data: a tag and a payload, passed by copy (spec V1.9).

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsString, JsSymbol, JsValue, js_string};

use super::content::{data, marks};
use super::describe::describe_key;
use super::inspect::{lookup, own_keys};
use super::names::Names;
use super::refusal::{Checked, refuse};
use crate::realm::builtin::{fixed, shown};

/// Checks a frozen object that is marked as tagged, and opens it. The payload is not looked at.
pub(super) fn check(object: &JsObject, names: &Names) -> Checked<(JsString, JsValue)> {
    if object.is_array() {
        return Err(refuse("An array cannot be a tagRecord: ").object(object));
    }
    let tag = marks(object, "tagged", names)?;
    if object.prototype().is_none_or(|found| found != names.object) {
        let what = "A tagRecord must inherit from Object.prototype: ";
        return Err(refuse(what).object(object));
    }
    let known = [
        PropertyKey::from(names.pass_style.clone()),
        PropertyKey::from(JsSymbol::to_string_tag()),
        PropertyKey::from(js_string!("payload")),
    ];
    if let Some(odd) = own_keys(object).iter().find(|key| !known.contains(key)) {
        return Err(refuse(format!(
            "Unexpected properties on tagged record {}",
            describe_key(odd)
        )));
    }
    Ok((tag, data(object, &known[2])?))
}

/// The tag and the payload of tagged data that was checked.
pub(super) fn parts(object: &JsObject) -> Checked<(JsString, JsValue)> {
    let tag = lookup(object, &JsSymbol::to_string_tag().into());
    let tag = tag.and_then(|found| found.value().and_then(JsValue::as_string));
    let payload = data(object, &js_string!("payload").into())?;
    Ok((tag.unwrap_or_default(), payload))
}

/// A frozen tagged record. The payload must be passable, which the caller checked.
pub(crate) fn make_tagged(
    tag: JsString,
    payload: JsValue,
    names: &Names,
    context: &Context,
) -> JsObject {
    let record = JsObject::new(context.root_shape(), names.object.clone(), OrdinaryObject).upcast();
    record.make_non_extensible();
    record.insert_property(names.pass_style.clone(), fixed(js_string!("tagged")));
    record.insert_property(JsSymbol::to_string_tag(), fixed(tag));
    record.insert_property(js_string!("payload"), shown(payload));
    record
}
