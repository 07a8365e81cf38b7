//! Revivers: a function of the vat's sees each value after its parts, and gives what stands in its place
//! (spec E14.4).
//!
//! The function may do anything to the values that are still to come: each is asked for when its turn
//! comes, through the object that holds it. The walk keeps its own list, so no depth is too great.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::names::{enumerable_keys, key_string};
use super::records::Records;

/// Gives what `reviver` makes of a value that was read from `text`.
pub(super) fn revive(
    text: JsString,
    value: JsValue,
    records: Records,
    reviver: JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let root = JsObject::with_object_proto(context.intrinsics());
    let key = PropertyKey::from(js_string!());
    root.create_data_property_or_throw(key.clone(), value, context)?;
    let record = records.root();
    let mut walk = Walk {
        text,
        records,
        reviver,
        frames: Vec::new(),
    };
    walk.run(root, key, record, context)
}

struct Walk {
    text: JsString,
    records: Records,
    reviver: JsObject,
    frames: Vec<Frame>,
}

/// An object whose parts are being revived.
struct Frame {
    holder: JsObject,
    key: PropertyKey,
    object: JsObject,
    rest: Rest,
}

/// The parts that are still to come.
enum Rest {
    /// Elements, with the record of the array, if it still is the one that was read.
    Elements {
        next: u64,
        length: u64,
        record: Option<usize>,
    },
    /// Properties, with the records of those that were read. The order of the map is never looked at.
    Properties {
        keys: std::vec::IntoIter<PropertyKey>,
        records: HashMap<PropertyKey, usize, BuildHasherDefault<DefaultHasher>>,
    },
}

impl Walk {
    fn run(
        &mut self,
        root: JsObject,
        key: PropertyKey,
        record: Option<usize>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        if let Some(result) = self.visit(root, key, record, context)? {
            return Ok(result);
        }
        loop {
            let frame = self.frames.last_mut().expect("the walk ends with the root");
            let (object, key, result) = match frame.rest.next(&self.records) {
                Some((key, record)) => {
                    let object = frame.object.clone();
                    let result = self.visit(object.clone(), key.clone(), record, context)?;
                    let Some(result) = result else { continue };
                    (object, key, result)
                }
                None => {
                    let frame = self.frames.pop().expect("it was there");
                    let value = frame.object.into();
                    let result = self.call(&frame.holder, &frame.key, value, None, context)?;
                    if self.frames.is_empty() {
                        return Ok(result);
                    }
                    (frame.holder, frame.key, result)
                }
            };
            if result.is_undefined() {
                object.delete_property(&key, context)?;
            } else {
                object.create_data_property(key, result, context)?;
            }
        }
    }

    /// Gives what a value is revived to, or enters it when it has parts.
    fn visit(
        &mut self,
        holder: JsObject,
        key: PropertyKey,
        record: Option<usize>,
        context: &mut Context,
    ) -> JsResult<Option<JsValue>> {
        let value = holder.get(key.clone(), context)?;
        // Only what is still as it was read has a source, and parts that have one.
        let record =
            record.filter(|record| JsValue::same_value(&self.records.get(*record).value, &value));
        let Some(object) = value.as_object() else {
            let source = record.map(|record| self.records.get(record).source.clone());
            let source = source.and_then(|source| self.text.get(source));
            return self.call(&holder, &key, value, source, context).map(Some);
        };
        let rest = if object.is_array_abstract()? {
            Rest::Elements {
                next: 0,
                length: object.length_of_array_like(context)?,
                record,
            }
        } else {
            let parts = record.map(|record| self.records.parts(record));
            let parts = parts.into_iter().flatten();
            let named = parts.filter_map(|(key, record)| Some((key.clone()?, *record)));
            let records = named.collect();
            Rest::Properties {
                keys: enumerable_keys(&object, context)?.into_iter(),
                records,
            }
        };
        self.frames.push(Frame {
            holder,
            key,
            object,
            rest,
        });
        Ok(None)
    }

    fn call(
        &self,
        holder: &JsObject,
        key: &PropertyKey,
        value: JsValue,
        source: Option<JsString>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let about = JsObject::with_object_proto(context.intrinsics());
        if let Some(source) = source {
            about.create_data_property_or_throw(js_string!("source"), source, context)?;
        }
        let arguments = [key_string(key).into(), value, about.into()];
        self.reviver
            .call(&holder.clone().into(), &arguments, context)
    }
}

impl Rest {
    /// The key and the record of the next part.
    fn next(&mut self, all: &Records) -> Option<(PropertyKey, Option<usize>)> {
        match self {
            Self::Elements {
                next,
                length,
                record,
            } => {
                if *next == *length {
                    return None;
                }
                let index = *next;
                *next += 1;
                let parts = record.map(|record| all.parts(record));
                let part = parts.and_then(|parts| parts.get(usize::try_from(index).ok()?));
                Some((index.into(), part.map(|(_, record)| *record)))
            }
            Self::Properties { keys, records } => {
                let key = keys.next()?;
                let record = records.get(&key).copied();
                Some((key, record))
            }
        }
    }
}
