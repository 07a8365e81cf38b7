//! `baggage`: the map in which a vat keeps what its next incarnation shall find.
//!
//! It lives in the heap, like everything else of the vat; until vats can be upgraded there is no next
//! incarnation to hand it to. It has the reference's methods and error messages.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArray, JsMap};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsString, JsSymbol, JsValue, Trace, js_string,
};

use crate::harden::harden;
use crate::passing::describe::describe;
use crate::passing::inspect::{error, type_error};
use crate::passing::{function, names, pass_style_of};

/// The data of a store.
#[derive(Debug, Trace, Finalize, JsData)]
struct Store {
    map: JsMap,
}

/// A new, empty baggage.
pub(super) fn make(context: &mut Context) -> JsResult<JsValue> {
    let prototype = JsObject::new(
        context.root_shape(),
        names(context).object.clone(),
        OrdinaryObject,
    )
    .upcast();
    let methods: [(&str, usize, NativeFunctionPointer); 9] = [
        ("delete", 1, delete),
        ("entries", 0, entries),
        ("get", 1, get),
        ("getSize", 0, get_size),
        ("has", 1, has),
        ("init", 2, init),
        ("keys", 0, keys),
        ("set", 2, set),
        ("values", 0, values),
    ];
    for (name, length, body) in methods {
        let body = function(name, length, body, context);
        prototype.create_data_property_or_throw(js_string!(name), body, context)?;
    }
    let tag = PropertyDescriptor::builder()
        .value(js_string!("baggage"))
        .writable(false)
        .enumerable(false);
    prototype.define_property_or_throw(
        JsSymbol::to_string_tag(),
        tag.configurable(false),
        context,
    )?;
    let store = JsObject::from_proto_and_data(
        prototype,
        Store {
            map: JsMap::new(context),
        },
    );
    let store = JsValue::from(store);
    harden(&store, context)?;
    Ok(store)
}

fn map(this: &JsValue) -> JsResult<JsMap> {
    let object = this.as_object();
    let store = object
        .as_ref()
        .and_then(|object| object.downcast_ref::<Store>());
    store
        .map(|store| store.map.clone())
        .ok_or_else(|| type_error("not a map store"))
}

/// The key, if it is there.
fn present(map: &JsMap, key: &JsValue, context: &mut Context) -> JsResult<()> {
    if map.has(key.clone(), context)?.to_boolean() {
        return Ok(());
    }
    Err(error(format!(
        "key {} not found in collection \"baggage\"",
        describe(key)
    )))
}

/// Hardens and checks what is to be stored.
fn checked(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    harden(value, context)?;
    pass_style_of(value, context)?;
    Ok(value.clone())
}

fn init(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = map(this)?;
    let key = checked(args.get_or_undefined(0), context)?;
    if map.has(key.clone(), context)?.to_boolean() {
        let named = describe(&key);
        return Err(error(format!(
            "key {named} already registered in collection \"baggage\""
        )));
    }
    let value = checked(args.get_or_undefined(1), context)?;
    map.set(key, value, context)?;
    Ok(JsValue::undefined())
}

fn set(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = map(this)?;
    let key = args.get_or_undefined(0);
    present(&map, key, context)?;
    let value = checked(args.get_or_undefined(1), context)?;
    map.set(key.clone(), value, context)?;
    Ok(JsValue::undefined())
}

fn get(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = map(this)?;
    let key = args.get_or_undefined(0);
    present(&map, key, context)?;
    map.get(key.clone(), context)
}

fn has(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    map(this)?.has(args.get_or_undefined(0).clone(), context)
}

fn delete(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = map(this)?;
    let key = args.get_or_undefined(0);
    present(&map, key, context)?;
    map.delete(key.clone(), context)?;
    Ok(JsValue::undefined())
}

fn get_size(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    map(this)?.get_size(context)
}

/// The entries: those with string keys in the order of their keys, behind them all others as they were
/// added.
fn sorted(this: &JsValue) -> JsResult<Vec<(JsValue, JsValue)>> {
    let map = map(this)?;
    let mut found: Vec<(Option<JsString>, JsValue, JsValue)> = Vec::new();
    map.for_each_native(|key, value| {
        found.push((key.as_string(), key, value));
        Ok(())
    })?;
    found.sort_by(|a, b| match (&a.0, &b.0) {
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    Ok(found
        .into_iter()
        .map(|(_, key, value)| (key, value))
        .collect())
}

/// An iterator over these values.
fn iterator(values: Vec<JsValue>, context: &mut Context) -> JsResult<JsValue> {
    JsArray::from_iter(values, context).values(context)
}

fn keys(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let keys = sorted(this)?.into_iter().map(|(key, _)| key).collect();
    iterator(keys, context)
}

fn values(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let values = sorted(this)?.into_iter().map(|(_, value)| value).collect();
    iterator(values, context)
}

fn entries(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let entries = sorted(this)?
        .into_iter()
        .map(|(key, value)| JsArray::from_iter([key, value], context).into())
        .collect();
    iterator(entries, context)
}
