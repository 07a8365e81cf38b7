//! Iterations over the entries of a collection, in the order of their keys (spec G54).
//!
//! Each step reads the store. Nothing is read before it is asked for, and an iteration does not go on when an
//! entry was added meanwhile.

use boa_engine::builtins::iterable::create_iter_result_object;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsResult, JsSymbol, JsValue, Trace, js_string,
};

use super::super::slots::unserialize;
use super::super::vatstore;
use super::{Collection, read};
use crate::harden::harden;
use crate::passing::inspect::{error, type_error};
use crate::realm::builtin::{define, fixed};

/// What is given of each entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Keys,
    Values,
    Entries,
}

/// How far an iteration came.
#[derive(Clone, Debug)]
enum At {
    Start,
    Entry { place: String, generation: u64 },
    End,
}

#[derive(Debug, Trace, Finalize, JsData)]
struct Iteration {
    /// The data of the collection.
    collection: JsObject,
    #[unsafe_ignore_trace]
    part: Part,
    #[unsafe_ignore_trace]
    at: At,
}

/// The prototype of iterations, hardened.
pub(super) fn prototype(context: &mut Context) -> JsResult<JsObject> {
    let above = context.intrinsics().constructors().iterator().prototype();
    let prototype = JsObject::new(context.root_shape(), above, OrdinaryObject).upcast();
    define(&prototype, "next", next, 1, context)?;
    define(&prototype, "return", finish, 1, context)?;
    define(&prototype, "throw", fail, 1, context)?;
    let tag = fixed(js_string!("Generator"));
    prototype.define_property_or_throw(JsSymbol::to_string_tag(), tag, context)?;
    harden(&prototype.clone().into(), context)?;
    Ok(prototype)
}

/// Begins an iteration.
pub(super) fn begin(collection: &JsObject, part: Part, prototype: &JsObject) -> JsValue {
    let iteration = Iteration {
        collection: collection.clone(),
        part,
        at: At::Start,
    };
    JsObject::from_proto_and_data(prototype.clone(), iteration).into()
}

/// All entries, for those who want all of them.
pub(super) fn all(
    collection: &Collection,
    context: &mut Context,
) -> JsResult<Vec<(JsValue, JsValue)>> {
    let mut found = Vec::new();
    let mut place = collection.prefix();
    while let Some(next) = collection.next_place(place) {
        let entry = vatstore::get(next.clone()).unwrap_or_default();
        let value = unserialize(&read(&entry)?, context)?;
        found.push((collection.key_at(&next)?, value));
        place = next;
    }
    Ok(found)
}

fn iteration(this: &JsValue) -> JsResult<JsObject> {
    this.as_object()
        .filter(JsObject::is::<Iteration>)
        .ok_or_else(|| type_error("not an iteration over a collection"))
}

fn end(iteration: &JsObject) {
    if let Some(mut iteration) = iteration.downcast_mut::<Iteration>() {
        iteration.at = At::End;
    }
}

fn next(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = iteration(this)?;
    let found = step(&object, context);
    if !matches!(found, Ok(Some(_))) {
        end(&object);
    }
    let found = found?;
    let done = found.is_none();
    Ok(create_iter_result_object(
        found.unwrap_or_default(),
        done,
        context,
    ))
}

fn step(object: &JsObject, context: &mut Context) -> JsResult<Option<JsValue>> {
    let Some(mut iteration) = object.downcast_mut::<Iteration>() else {
        return Ok(None);
    };
    let data = iteration.collection.clone();
    let Some(collection) = data.downcast_ref::<Collection>() else {
        return Ok(None);
    };
    let now = collection.generation.get();
    let prior = match &iteration.at {
        At::Start => collection.prefix(),
        At::Entry { place, generation } if *generation == now => place.clone(),
        At::Entry { .. } => {
            return Err(error("keys in store cannot be added to during iteration"));
        }
        At::End => return Ok(None),
    };
    let Some(place) = collection.next_place(prior) else {
        return Ok(None);
    };
    iteration.at = At::Entry {
        place: place.clone(),
        generation: now,
    };
    let part = iteration.part;
    if part == Part::Keys {
        return collection.key_at(&place).map(Some);
    }
    let entry = vatstore::get(place.clone()).unwrap_or_default();
    let value = unserialize(&read(&entry)?, context)?;
    if part == Part::Values {
        return Ok(Some(value));
    }
    let key = collection.key_at(&place)?;
    Ok(Some(JsArray::from_iter([key, value], context).into()))
}

fn finish(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    end(&iteration(this)?);
    let value = args.get_or_undefined(0).clone();
    Ok(create_iter_result_object(value, true, context))
}

fn fail(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    end(&iteration(this)?);
    Err(JsError::from_opaque(args.get_or_undefined(0).clone()))
}
