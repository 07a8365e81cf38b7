//! The object that vat code has of a map in the store, with the reference's methods and messages.
//!
//! Nothing here may touch the store but through the collection.

use std::cell::Cell;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, Finalize, JsArgs, JsResult, JsSymbol, JsValue, NativeFunction, Trace, js_string,
};

use super::Collection;
use super::iteration::{self, Part};
use crate::harden::harden;
use crate::marshal::build::{frozen_array, frozen_record};
use crate::passing::describe::redacted;
use crate::passing::inspect::{error, is_frozen, is_proxy, own};
use crate::passing::{PassStyle, make_remotable, make_tagged, names, pass_style_of};
use crate::realm::iteration::{Record, closing};

/// The number of the collection that every vat has.
const BAGGAGE: u64 = 1;

/// What the methods of one store share.
#[derive(Clone, Trace, Finalize)]
struct Store {
    /// The data of the collection.
    collection: JsObject,
    /// The prototype of iterations.
    iterations: JsObject,
}

impl Store {
    fn with<T>(&self, ask: impl FnOnce(&Collection) -> JsResult<T>) -> JsResult<T> {
        let collection = self.collection.downcast_ref::<Collection>();
        let collection = collection.ok_or_else(|| error("not a collection"))?;
        ask(&collection)
    }

    fn iterate(&self, part: Part, args: &[JsValue]) -> JsResult<JsValue> {
        unfiltered(args)?;
        Ok(iteration::begin(&self.collection, part, &self.iterations))
    }
}

type Body = fn(&Store, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// The methods: their name, the name of the function, its length.
const METHODS: [(&str, &str, usize, Body); 12] = [
    ("has", "has", 1, has),
    ("get", "get", 1, get),
    ("init", "init", 2, init),
    ("set", "set", 2, set),
    ("delete", "del", 1, delete),
    ("addAll", "addAllToMap", 1, add_all),
    ("keys", "keys", 2, |store, args, _| {
        store.iterate(Part::Keys, args)
    }),
    ("values", "values", 2, |store, args, _| {
        store.iterate(Part::Values, args)
    }),
    ("entries", "entries", 2, |store, args, _| {
        store.iterate(Part::Entries, args)
    }),
    ("snapshot", "snapshotMap", 2, snapshot),
    ("getSize", "getSize", 2, get_size),
    ("clear", "clear", 2, clear),
];

/// `baggage`: the map in which a vat keeps what its next incarnation shall find.
pub(in crate::liveslots) fn baggage(context: &mut Context) -> JsResult<JsValue> {
    let collection = Collection {
        id: BAGGAGE,
        label: "baggage",
        generation: Cell::new(0),
    };
    let shared = Store {
        collection: JsObject::from_proto_and_data(None, collection),
        iterations: iteration::prototype(context)?,
    };
    let above = names(context).object.clone();
    let store = JsObject::new(context.root_shape(), above, OrdinaryObject).upcast();
    for (key, name, length, body) in METHODS {
        let code = NativeFunction::from_copy_closure_with_captures(
            move |_, args, store: &Store, context| body(store, args, context),
            shared.clone(),
        );
        let method = FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .length(length)
            .build();
        store.create_data_property_or_throw(js_string!(key), method, context)?;
    }
    let names = names(context);
    make_remotable(js_string!("Alleged: mapStore"), &store, &names, context)?;
    Ok(store.into())
}

/// Patterns, by which the reference can choose among the entries, are not there yet.
fn unfiltered(args: &[JsValue]) -> JsResult<()> {
    if args.iter().take(2).all(JsValue::is_undefined) {
        return Ok(());
    }
    Err(error("entries cannot be chosen by patterns"))
}

fn has(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let found = store.with(|store| store.has(args.get_or_undefined(0), context))?;
    Ok(found.into())
}

fn get(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    store.with(|store| store.get(args.get_or_undefined(0), context))
}

fn init(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (key, value) = (args.get_or_undefined(0), args.get_or_undefined(1));
    store.with(|store| store.init(key, value, context))?;
    Ok(JsValue::undefined())
}

fn set(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (key, value) = (args.get_or_undefined(0), args.get_or_undefined(1));
    store.with(|store| store.set(key, value, context))?;
    Ok(JsValue::undefined())
}

fn delete(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    store.with(|store| store.delete(args.get_or_undefined(0), context))?;
    Ok(JsValue::undefined())
}

fn get_size(store: &Store, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    unfiltered(args)?;
    store.with(|store| Ok(JsValue::from(store.size())))
}

fn clear(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    unfiltered(args)?;
    store.with(|store| store.clear(context))?;
    Ok(JsValue::undefined())
}

/// A copy of the map: keys and values as two lists, the last key first.
fn snapshot(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    unfiltered(args)?;
    let entries = store.with(|store| iteration::all(store, context))?;
    let (keys, values) = entries.into_iter().rev().unzip();
    let names = names(context);
    let keys = frozen_array(keys, context);
    let values = frozen_array(values, context);
    let payload = frozen_record(
        [
            (js_string!("keys").into(), keys.into()),
            (js_string!("values").into(), values.into()),
        ],
        &names,
        context,
    );
    let copy = JsValue::from(make_tagged(
        js_string!("copyMap"),
        payload.into(),
        &names,
        context,
    ));
    harden(&copy, context)?;
    Ok(copy)
}

/// Takes over all entries of something that can be iterated, or of a copy of a map.
fn add_all(store: &Store, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.get_or_undefined(0).to_object(context)?;
    let iterate = source.get(JsSymbol::iterator(), context)?;
    if !iterate.is_callable() {
        for (key, value) in copied(&source, context)? {
            put(store, &key, &value, context)?;
        }
        return Ok(JsValue::undefined());
    }
    let entries = Record::of(&source, context)?;
    while let Some(entry) = entries.step(context)? {
        let put = pair(&entry, context).and_then(|(key, value)| put(store, &key, &value, context));
        closing(put, &[&entries], context)?;
    }
    Ok(JsValue::undefined())
}

fn put(store: &Store, key: &JsValue, value: &JsValue, context: &mut Context) -> JsResult<()> {
    store.with(|store| {
        if store.has(key, context)? {
            store.set(key, value, context)
        } else {
            store.init(key, value, context)
        }
    })
}

/// The first two values of an entry, as destructuring takes them.
fn pair(entry: &JsValue, context: &mut Context) -> JsResult<(JsValue, JsValue)> {
    let parts = Record::of(&entry.to_object(context)?, context)?;
    let Some(key) = parts.step(context)? else {
        return Ok(Default::default());
    };
    let Some(value) = parts.step(context)? else {
        return Ok((key, JsValue::undefined()));
    };
    parts.close(Ok(()), context)?;
    Ok((key, value))
}

/// The entries of a copy of a map.
fn copied(source: &JsObject, context: &mut Context) -> JsResult<Vec<(JsValue, JsValue)>> {
    let value = JsValue::from(source.clone());
    let refuse = || {
        let source = redacted(&value);
        error(format!("provided data source is not iterable: {source}"))
    };
    if is_proxy(source)
        || !is_frozen(source, context)?
        || pass_style_of(&value, context).ok() != Some(PassStyle::Tagged)
    {
        return Err(refuse());
    }
    let field = |object: &JsObject, name: PropertyKey| {
        let found = own(object, &name)?.value()?.as_object()?;
        Some(found)
    };
    let tag = own(source, &JsSymbol::to_string_tag().into()).and_then(|tag| tag.value().cloned());
    let payload = field(source, js_string!("payload").into())
        .filter(|_| tag == Some(js_string!("copyMap").into()))
        .ok_or_else(refuse)?;
    let mut lists = Vec::new();
    for name in [js_string!("keys"), js_string!("values")] {
        let list = field(&payload, name.into())
            .filter(JsObject::is_array)
            .ok_or_else(refuse)?;
        let length = list
            .get(js_string!("length"), context)?
            .to_length(context)?;
        let mut items = Vec::new();
        for index in 0..length {
            items.push(list.get(index, context)?);
        }
        lists.push(items);
    }
    let (values, keys) = (lists.pop().unwrap_or_default(), lists.pop());
    if keys.as_ref().map(Vec::len) != Some(values.len()) {
        return Err(refuse());
    }
    Ok(keys.unwrap_or_default().into_iter().zip(values).collect())
}
