//! Tagged data: a tag and a payload, passed by copy.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};

use super::describe::describe;
use super::inspect::{error, own_keys};
use super::names::Names;
use super::remotable::fixed;
use super::style::{data, tag_record};

/// Checks a frozen object that is marked as tagged, and opens it. The payload is not looked at.
pub(crate) fn check(object: &JsObject, names: &Names) -> JsResult<(JsString, JsValue)> {
    let named = || describe(&object.clone().into());
    if object.is_array() {
        return Err(error(format!(
            "An array cannot be a tagRecord: {}",
            named()
        )));
    }
    let tag = tag_record(object, "tagged", names)?;
    if object
        .prototype()
        .is_none_or(|prototype| prototype != names.object)
    {
        return Err(error(format!(
            "A tagRecord must inherit from Object.prototype: {}",
            named()
        )));
    }
    if own_keys(object).len() > 3 {
        return Err(error(format!(
            "Unexpected properties on tagged record {}",
            named()
        )));
    }
    let payload = data(object, &js_string!("payload").into())?;
    Ok((tag, payload))
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
    record.insert_property(
        names.pass_style.clone(),
        fixed(js_string!("tagged").into(), false),
    );
    record.insert_property(JsSymbol::to_string_tag(), fixed(tag.into(), false));
    record.insert_property(js_string!("payload"), fixed(payload, true));
    record
}
