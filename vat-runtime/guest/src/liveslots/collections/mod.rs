//! Collections whose entries are in the vat's store (spec G50).
//!
//! The values are capability data, so that every read gives a fresh value; references in them keep imports
//! reachable. Nothing here may hold an entry in the heap.

mod iteration;
mod keys;
mod map_store;

use std::cell::Cell;

use boa_engine::{Context, Finalize, JsData, JsResult, JsString, JsValue, Trace};
use crankcase_abi::{CapData, RefKind, VatRef};

pub(super) use map_store::baggage;

use super::slots::{serialize, unserialize};
use super::tables::tables;
use super::vatstore;
use crate::marshal::{too_large, too_long};
use crate::passing::describe::{quoted, redacted};
use crate::passing::inspect::error;

/// What one collection is.
#[derive(Debug, Trace, Finalize, JsData)]
struct Collection {
    /// Its number, which is part of its keys in the store.
    #[unsafe_ignore_trace]
    id: u64,
    /// What errors call it.
    #[unsafe_ignore_trace]
    label: &'static str,
    /// How often an entry was added, for iterations that are under way.
    #[unsafe_ignore_trace]
    generation: Cell<u64>,
}

impl Collection {
    fn prefix(&self) -> String {
        format!("vc.{}.", self.id)
    }

    fn count_key(&self) -> String {
        format!("vc.{}.|entryCount", self.id)
    }

    fn size(&self) -> u64 {
        let count = vatstore::get(self.count_key());
        count.and_then(|count| count.parse().ok()).unwrap_or(0)
    }

    fn resize(&self, size: u64) {
        vatstore::set(self.count_key(), size.to_string());
    }

    /// Where the entry of a key is. Ends with an error for what can be no key.
    fn place(&self, key: &JsValue, context: &mut Context) -> JsResult<String> {
        let encoded = keys::encode(key, self.label, context)?;
        Ok(format!("{}{encoded}", self.prefix()))
    }

    fn missing(&self, key: &JsValue) -> boa_engine::JsError {
        let (key, label) = (redacted(key), self.quoted_label());
        error(format!("key {key} not found in collection {label}"))
    }

    fn quoted_label(&self) -> String {
        quoted(&JsString::from(self.label).into())
    }

    /// The place of a key that has an entry, and the entry.
    fn present(&self, key: &JsValue, context: &mut Context) -> JsResult<(String, String)> {
        let place = self.place(key, context)?;
        match vatstore::get(place.clone()) {
            Some(found) => Ok((place, found)),
            None => Err(self.missing(key)),
        }
    }

    fn has(&self, key: &JsValue, context: &mut Context) -> JsResult<bool> {
        if !keys::can_be(key, context)? {
            return Ok(false);
        }
        Ok(vatstore::get(self.place(key, context)?).is_some())
    }

    fn get(&self, key: &JsValue, context: &mut Context) -> JsResult<JsValue> {
        let (_, found) = self.present(key, context)?;
        unserialize(&read(&found)?, context)
    }

    fn init(&self, key: &JsValue, value: &JsValue, context: &mut Context) -> JsResult<()> {
        let place = self.place(key, context)?;
        if vatstore::get(place.clone()).is_some() {
            let (key, label) = (redacted(key), self.quoted_label());
            return Err(error(format!(
                "key {key} already registered in collection {label}"
            )));
        }
        let data = self.durable(value, context)?;
        let entry = write(&data)?;
        self.generation.set(self.generation.get() + 1);
        count(&data.slots, &[], context);
        vatstore::set(place, entry);
        self.resize(self.size() + 1);
        Ok(())
    }

    fn set(&self, key: &JsValue, value: &JsValue, context: &mut Context) -> JsResult<()> {
        keys::encode(key, self.label, context)?;
        crate::harden::harden(value, context)?;
        let data = self.durable(value, context)?;
        let entry = write(&data)?;
        let (place, before) = self.present(key, context)?;
        count(&data.slots, &read(&before)?.slots, context);
        vatstore::set(place, entry);
        Ok(())
    }

    fn delete(&self, key: &JsValue, context: &mut Context) -> JsResult<()> {
        let (place, before) = self.present(key, context)?;
        count(&[], &read(&before)?.slots, context);
        vatstore::delete(place);
        self.resize(self.size().saturating_sub(1));
        Ok(())
    }

    fn clear(&self, context: &mut Context) -> JsResult<()> {
        let mut place = self.prefix();
        while let Some(next) = self.next_place(place) {
            if let Some(found) = vatstore::get(next.clone()) {
                count(&[], &read(&found)?.slots, context);
            }
            vatstore::delete(next.clone());
            place = next;
        }
        self.resize(0);
        Ok(())
    }

    /// The place of the entry that follows in the order of the keys.
    fn next_place(&self, prior: String) -> Option<String> {
        let next = vatstore::next_key(prior)?;
        let encoded = next.strip_prefix(&self.prefix())?;
        keys::is_encoded(encoded).then_some(next)
    }

    fn key_at(&self, place: &str) -> JsResult<JsValue> {
        keys::decode(place.strip_prefix(&self.prefix()).unwrap_or_default())
    }

    /// The data of a value that may outlive this incarnation of the vat (spec G53).
    fn durable(&self, value: &JsValue, context: &mut Context) -> JsResult<CapData<VatRef>> {
        let data = serialize(value, context)?;
        let lasting = |vref: &VatRef| !vref.is_promise() && !vref.is_export();
        if let Some(index) = data.slots.iter().position(|vref| !lasting(vref)) {
            return Err(error(format!(
                "value is not durable: {} at slot {index} of (a string)",
                redacted(value)
            )));
        }
        Ok(data)
    }
}

/// Counts the references that an entry holds now, and no longer those it held before (spec G55).
fn count(now: &[VatRef], before: &[VatRef], context: &mut Context) {
    let tables = tables(context);
    let mut tables = tables.borrow_mut();
    let objects = |vrefs: &[VatRef]| -> Vec<VatRef> {
        let objects = vrefs.iter().filter(|vref| vref.kind() == RefKind::Object);
        objects.copied().collect()
    };
    for vref in objects(now) {
        tables.store(vref);
    }
    for vref in objects(before) {
        tables.unstore(vref);
    }
}

/// An entry as text: the references, separated by spaces, and the body in the lines below (spec G56).
///
/// # Errors
/// When it is longer than a value of the store may be.
fn write(data: &CapData<VatRef>) -> JsResult<String> {
    let slots: Vec<String> = data.slots.iter().map(ToString::to_string).collect();
    let entry = format!("{}\n{}", slots.join(" "), data.body);
    if too_long(&entry) {
        return Err(too_large());
    }
    Ok(entry)
}

fn read(entry: &str) -> JsResult<CapData<VatRef>> {
    let malformed = || error("malformed entry in the vat's store");
    let (slots, body) = entry.split_once('\n').ok_or_else(malformed)?;
    let slots: Result<Vec<VatRef>, _> = slots.split_terminator(' ').map(str::parse).collect();
    Ok(CapData {
        body: body.to_owned(),
        slots: slots.map_err(|_| malformed())?,
    })
}
