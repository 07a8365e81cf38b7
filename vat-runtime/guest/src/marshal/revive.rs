//! The objects of a body that are not records: tagged data, errors, and what the older encoding writes as
//! `@qclass`.
//!
//! They are made when all their parts were read, so that the order of the parts does not matter.

use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};

use super::build::frozen_record;
use super::decode::{Importer, bigint};
use crate::native;
use crate::passing::failure::{is_error_like, make_error};
use crate::passing::inspect::{error, own, own_keys};
use crate::passing::{Names, make_tagged, symbol_for_name};
use crate::realm::builtin::fixed;

/// A property name that was read.
#[derive(Debug)]
pub(super) enum Key {
    /// The name of a property.
    Name(JsString),
    /// A name that says what the object is: what follows `#`, or `@qclass`.
    Mark(JsString),
}

impl Key {
    pub(super) fn into_name(self) -> JsString {
        match self {
            Self::Name(name) | Self::Mark(name) => name,
        }
    }
}

/// A property that was read.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) value: JsValue,
}

/// The parts of an object, by name; of two with one name the later counts.
struct Parts(Vec<Entry>);

impl Parts {
    fn take(&mut self, name: &str, mark: bool) -> Option<JsValue> {
        let mut found = None;
        self.0.retain(|entry| {
            let hit = match &entry.key {
                Key::Name(text) => !mark && *text == name,
                Key::Mark(text) => mark && *text == name,
            };
            if hit {
                found = Some(entry.value.clone());
            }
            !hit
        });
        found
    }

    fn take_text(&mut self, name: &str, mark: bool) -> JsResult<JsString> {
        let found = self.take(name, mark).and_then(|value| value.as_string());
        found.ok_or_else(|| error(format!("malformed capdata body: {name:?} must be a string")))
    }

    fn finish(&self) -> JsResult<()> {
        match self.0.first() {
            None => Ok(()),
            Some(_) => Err(error("malformed capdata body: unexpected properties")),
        }
    }
}

/// One of the values that JSON has no name for.
pub(super) fn constant(name: &JsString) -> Option<JsValue> {
    match name.to_std_string_lossy().as_str() {
        "undefined" => Some(JsValue::undefined()),
        "NaN" => Some(JsValue::nan()),
        "Infinity" => Some(f64::INFINITY.into()),
        "-Infinity" => Some(f64::NEG_INFINITY.into()),
        _ => None,
    }
}

/// An object of smallcaps with a property whose name begins with `#`.
pub(super) fn smallcaps(
    entries: Vec<Entry>,
    names: &Names,
    context: &mut Context,
) -> JsResult<JsValue> {
    let has = |mark: &str| {
        entries
            .iter()
            .any(|entry| matches!(&entry.key, Key::Mark(text) if *text == mark))
    };
    if has("tag") {
        let mut parts = Parts(entries);
        let tag = parts.take_text("tag", true)?;
        let payload = parts.take("payload", false).unwrap_or_default();
        parts.finish()?;
        return Ok(make_tagged(tag, payload, names, context).into());
    }
    if has("error") {
        let mut parts = Parts(entries);
        let message = parts.take_text("error", true)?;
        if parts.take("message", false).is_some() {
            return Err(error(
                "malformed capdata body: unexpected encoded error property \"message\"",
            ));
        }
        return failure(message, parts, names, context);
    }
    Err(error("malformed capdata body: Unrecognized record type"))
}

/// An error: its class if it is one of the language's, its message, its causes if they are errors too.
fn failure(
    message: JsString,
    mut parts: Parts,
    names: &Names,
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = parts.take_text("name", false)?;
    let id = parts.take("errorId", false).unwrap_or_default();
    if !id.is_string() && !id.is_undefined() {
        return Err(error(
            "malformed capdata body: an error id must be a string",
        ));
    }
    let class = names.error_class(&name).unwrap_or(&names.errors[0]);
    let class = class.name.to_std_string_lossy();
    let shown = match id.as_string() {
        Some(id) => format!("Remote{class}({})", id.to_std_string_lossy()),
        None => format!("Remote{class}"),
    };
    let made = make_error(&name, message.clone(), names, context)?;
    native::name_for_console(&made, &shown, message, context)?;
    if let Some(cause) = parts
        .take("cause", false)
        .filter(|cause| is_error_like(cause, names))
    {
        made.insert_property(js_string!("cause"), fixed(cause));
    }
    if let Some(errors) = parts
        .take("errors", false)
        .filter(|errors| all_errors(errors, names))
    {
        made.insert_property(js_string!("errors"), fixed(errors));
    }
    made.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(made.into())
}

fn all_errors(value: &JsValue, names: &Names) -> bool {
    value
        .as_object()
        .filter(JsObject::is_array)
        .is_some_and(|array| {
            own_keys(&array)
                .iter()
                .filter(|key| matches!(key, boa_engine::property::PropertyKey::Index(_)))
                .all(|key| {
                    own(&array, key)
                        .and_then(|found| found.value().cloned())
                        .is_some_and(|value| is_error_like(&value, names))
                })
        })
}

/// An object of the older encoding with a property `@qclass`.
pub(super) fn capdata(
    entries: Vec<Entry>,
    importer: &mut dyn Importer,
    names: &Names,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut parts = Parts(entries);
    let class = parts.take_text("@qclass", true)?;
    if let Some(value) = constant(&class) {
        return Ok(value);
    }
    match class.to_std_string_lossy().as_str() {
        "bigint" => bigint(&parts.take_text("digits", false)?),
        "@@asyncIterator" => Ok(JsSymbol::async_iterator().into()),
        "symbol" => Ok(symbol_for_name(&parts.take_text("name", false)?, names, context)?.into()),
        "tagged" => {
            let tag = parts.take_text("tag", false)?;
            let payload = parts.take("payload", false).unwrap_or_default();
            Ok(make_tagged(tag, payload, names, context).into())
        }
        "slot" => {
            let index = parts
                .take("index", false)
                .and_then(|index| index.as_number());
            let index = index.filter(|index| {
                *index >= 0.0 && *index < f64::from(u32::MAX) && index.fract() == 0.0
            });
            let index =
                index.ok_or_else(|| error("malformed capdata body: not the number of a slot"))?;
            let interface = parts
                .take("iface", false)
                .and_then(|interface| interface.as_string());
            parts.finish()?;
            importer.value(index as usize, None, interface, context)
        }
        "error" => {
            let message = parts.take_text("message", false)?;
            failure(message, parts, names, context)
        }
        "hilbert" => hilbert(parts, names, context),
        other => Err(error(format!(
            "malformed capdata body: unrecognized \"@qclass\" {other:?}"
        ))),
    }
}

/// A record with a property that is itself called `@qclass`.
fn hilbert(mut parts: Parts, names: &Names, context: &mut Context) -> JsResult<JsValue> {
    let refuse = || error("malformed capdata body: Invalid Hilbert Hotel encoding");
    let original = parts.take("original", false).ok_or_else(refuse)?;
    let mut properties = vec![(js_string!("@qclass").into(), original)];
    if let Some(rest) = parts.take("rest", false) {
        let rest = rest
            .as_object()
            .filter(|rest| rest.is_ordinary())
            .ok_or_else(refuse)?;
        for key in own_keys(&rest) {
            let value = own(&rest, &key)
                .and_then(|found| found.value().cloned())
                .ok_or_else(refuse)?;
            properties.push((key, value));
        }
    }
    Ok(frozen_record(properties, names, context).into())
}
