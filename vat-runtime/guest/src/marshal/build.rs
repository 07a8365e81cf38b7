//! Frozen arrays and records, made frozen from the start.
//!
//! Freezing an object after it was filled costs a property definition per element; here the object is made
//! non-extensible while it is empty and then filled below the level where that matters. Nobody else has
//! seen it yet, so nobody can tell.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue, js_string};

use crate::passing::{Names, fixed};

/// A frozen array of these elements.
pub(crate) fn frozen_array(elements: Vec<JsValue>, context: &mut Context) -> JsResult<JsObject> {
    let array = JsObject::from(JsArray::new(context)?);
    array.make_non_extensible();
    let length = u32::try_from(elements.len()).expect("a body is shorter than the longest array");
    for (index, element) in (0_u32..).zip(elements) {
        array.insert_property(index, fixed(element, true));
    }
    array.insert_property(js_string!("length"), fixed(length.into(), false));
    Ok(array)
}

/// A frozen plain object of these properties; of two with one key the later wins.
pub(crate) fn frozen_record(
    properties: impl IntoIterator<Item = (PropertyKey, JsValue)>,
    names: &Names,
    context: &Context,
) -> JsObject {
    let record = JsObject::new(context.root_shape(), names.object.clone(), OrdinaryObject).upcast();
    record.make_non_extensible();
    for (key, value) in properties {
        record.insert_property(key, fixed(value, true));
    }
    record
}
