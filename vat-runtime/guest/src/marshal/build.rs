//! Frozen arrays and records, made frozen from the start.
//!
//! Freezing a record after it was filled costs a property definition per property; here it is made
//! non-extensible while it is empty and then filled below the level where that matters. Nobody else has
//! seen it yet, so nobody can tell.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::object::{FrozenShapes, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsValue};

use crate::passing::Names;
use crate::realm::builtin::shown;

/// A frozen array of these elements. The engine keeps them in a vector, frozen or not.
pub(crate) fn frozen_array(elements: Vec<JsValue>, context: &mut Context) -> JsObject {
    let array = JsObject::from(JsArray::from_iter(elements, context));
    array.freeze_in_place(&mut FrozenShapes::default());
    array
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
        record.insert_property(key, shown(value));
    }
    record
}
