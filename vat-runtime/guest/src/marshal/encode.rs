//! From a passable value to the text of a body, in smallcaps or in the older encoding.
//!
//! The whole value is checked before anything of it is written, so that what was checked is what is written: only
//! the check may give vat code a turn, in the traps of proxies (spec V1.5, V5.2).

use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::text::{write_inner, write_number, write_string};
use super::{Format, MAX_BODY, MAX_SLOTS, ObjectMap};
use crate::passing::failure::{is_error_like, text_of};
use crate::passing::inspect::error;
use crate::passing::refusal::{Refusal, refuse};
use crate::passing::{
    Content, Names, check_depth, check_style, interface, name_for_symbol, names, open, target,
};

/// What gives references their slots.
pub(crate) trait Exporter {
    /// What a slot holds.
    type Slot;

    /// The slot of a remotable or a promise.
    fn slot(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Self::Slot>;

    /// The id under which an error is sent, if it gets one. It is asked once for each error that is sent.
    fn error_id(&mut self, failure: &JsObject, context: &mut Context) -> JsResult<Option<String>>;
}

/// The body and the slots of a value.
///
/// # Errors
/// A sentence that names what cannot be passed, or that the data is too large.
pub(crate) fn encode<E: Exporter>(
    value: &JsValue,
    format: Format,
    exporter: &mut E,
    context: &mut Context,
) -> JsResult<(String, Vec<E::Slot>)> {
    let mut encoder = Encoder::new(format, exporter, context);
    encoder.root(value, context)?;
    encoder.finish()
}

/// The body and the slots of `[method, args]`.
///
/// # Errors
/// As for [`encode`].
pub(crate) fn encode_methargs<E: Exporter>(
    method: &JsValue,
    args: &[JsValue],
    exporter: &mut E,
    context: &mut Context,
) -> JsResult<(String, Vec<E::Slot>)> {
    let argument =
        |refusal: Refusal, index: usize| refusal.under(index as u32).under(js_string!("arguments"));
    check_style(method, context).map_err(|refusal| refusal.into_error(context))?;
    for (index, value) in args.iter().enumerate() {
        check_style(value, context)
            .map_err(|refusal| argument(refusal, index).into_error(context))?;
    }
    let mut encoder = Encoder::new(Format::Smallcaps, exporter, context);
    encoder.out.push('[');
    encoder.value(method, context)?;
    encoder.out.push(',');
    encoder.list(args, context)?;
    encoder.out.push(']');
    encoder.finish()
}

struct Encoder<'e, E: Exporter> {
    format: Format,
    exporter: &'e mut E,
    names: Rc<Names>,
    out: String,
    slots: Vec<E::Slot>,
    seen: ObjectMap<usize>,
    depth: usize,
    values: usize,
}

impl<'e, E: Exporter> Encoder<'e, E> {
    fn new(format: Format, exporter: &'e mut E, context: &Context) -> Self {
        let mut out = String::with_capacity(128);
        if format == Format::Smallcaps {
            out.push('#');
        }
        Self {
            format,
            exporter,
            names: names(context),
            out,
            slots: Vec::new(),
            seen: ObjectMap::default(),
            depth: 0,
            values: 0,
        }
    }

    fn finish(self) -> JsResult<(String, Vec<E::Slot>)> {
        if self.slots.len() > MAX_SLOTS || too_long(&self.out) {
            return Err(too_large());
        }
        Ok((self.out, self.slots))
    }

    /// Errors at the root are sent as well as they can be, even if they could not be passed as a part.
    fn root(&mut self, value: &JsValue, context: &mut Context) -> JsResult<()> {
        match value.as_object() {
            Some(object) if is_error_like(value, &self.names) => self.failure(&object, context),
            _ => {
                check_style(value, context).map_err(|refusal| refusal.into_error(context))?;
                self.value(value, context)
            }
        }
    }

    fn value(&mut self, value: &JsValue, context: &mut Context) -> JsResult<()> {
        // Data that shares its parts grows exponentially as text: stop before the memory does.
        if self.out.len() > 3 * MAX_BODY {
            return Err(too_large());
        }
        super::count(&mut self.values)?;
        match value.variant() {
            JsVariant::Undefined => self.constant("undefined"),
            JsVariant::Null => self.out.push_str("null"),
            JsVariant::Boolean(flag) => self.out.push_str(if flag { "true" } else { "false" }),
            JsVariant::Integer32(_) => write_number(value, &mut self.out, context)?,
            JsVariant::Float64(number) if number.is_nan() => self.constant("NaN"),
            JsVariant::Float64(f64::INFINITY) => self.constant("Infinity"),
            JsVariant::Float64(f64::NEG_INFINITY) => self.constant("-Infinity"),
            JsVariant::Float64(_) => write_number(value, &mut self.out, context)?,
            JsVariant::BigInt(number) => {
                let digits = number.to_string();
                super::check_digits(digits.len())?;
                self.bigint(&digits);
            }
            JsVariant::String(text) => self.string(&text),
            JsVariant::Symbol(symbol) => {
                let name = name_for_symbol(&symbol, &self.names, context)?;
                self.symbol(&name.unwrap_or_default());
            }
            JsVariant::Object(object) => return self.object(&object, context),
        }
        Ok(())
    }

    fn constant(&mut self, name: &str) {
        let (before, after) = match self.format {
            Format::Smallcaps => ("\"#", "\""),
            Format::CapData => ("{\"@qclass\":\"", "\"}"),
        };
        self.out.extend([before, name, after]);
    }

    fn bigint(&mut self, digits: &str) {
        match self.format {
            Format::Smallcaps => {
                let sign = if digits.starts_with('-') { "\"" } else { "\"+" };
                self.out.extend([sign, digits, "\""]);
            }
            Format::CapData => {
                self.out
                    .extend(["{\"@qclass\":\"bigint\",\"digits\":\"", digits, "\"}"])
            }
        }
    }

    fn string(&mut self, text: &JsString) {
        let special = matches!(text.code_unit_at(0), Some(0x21..=0x2d));
        if special && self.format == Format::Smallcaps {
            self.out.push_str("\"!");
            write_inner(text.as_str(), &mut self.out);
            self.out.push('"');
        } else {
            write_string(text.as_str(), &mut self.out);
        }
    }

    fn symbol(&mut self, name: &JsString) {
        match self.format {
            Format::Smallcaps => {
                self.out.push_str("\"%");
                write_inner(name.as_str(), &mut self.out);
                self.out.push('"');
            }
            Format::CapData => {
                self.out.push_str("{\"@qclass\":\"symbol\",\"name\":");
                write_string(name.as_str(), &mut self.out);
                self.out.push('}');
            }
        }
    }

    fn object(&mut self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        if let Some(&index) = self.seen.get(object) {
            let promise = object.is::<boa_engine::builtins::promise::Promise>();
            self.reference(index, None, promise);
            return Ok(());
        }
        let content = check_depth(self.depth).and_then(|()| open(object, &self.names));
        self.depth += 1;
        match content.map_err(|refusal| refusal.into_error(context))? {
            Content::Array(elements) => self.list(&elements, context)?,
            Content::Record(properties) => self.record(properties, context)?,
            Content::Tagged(tag, payload) => self.tagged(&tag, &payload, context)?,
            Content::Error(_) => self.failure(object, context)?,
            // What the packages will write is not known yet (spec V5.3).
            Content::ByteArray => {
                let what = "marshal of byteArray not yet implemented: ";
                return Err(refuse(what).object(object).into_error(context));
            }
            Content::Remotable => {
                let index = self.slot(object, context)?;
                self.reference(index, interface(object), false);
            }
            Content::Promise => {
                let index = self.slot(object, context)?;
                self.reference(index, None, true);
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn slot(&mut self, object: &JsObject, context: &mut Context) -> JsResult<usize> {
        let slot = self.exporter.slot(object, context)?;
        let index = self.slots.len();
        self.slots.push(slot);
        self.seen.insert(object.clone(), index);
        if index > MAX_SLOTS {
            Err(too_large())
        } else {
            Ok(index)
        }
    }

    fn reference(&mut self, index: usize, interface: Option<JsString>, promise: bool) {
        let index = index.to_string();
        match self.format {
            Format::Smallcaps => {
                self.out
                    .extend([if promise { "\"&" } else { "\"$" }, &index]);
                if let Some(interface) = interface {
                    self.out.push('.');
                    write_inner(interface.as_str(), &mut self.out);
                }
                self.out.push('"');
            }
            Format::CapData => {
                self.out.push_str("{\"@qclass\":\"slot\",");
                if let Some(interface) = interface {
                    self.out.push_str("\"iface\":");
                    write_string(interface.as_str(), &mut self.out);
                    self.out.push(',');
                }
                self.out.extend(["\"index\":", &index, "}"]);
            }
        }
    }

    fn list(&mut self, elements: &[JsValue], context: &mut Context) -> JsResult<()> {
        self.out.push('[');
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.value(element, context)?;
        }
        self.out.push(']');
        Ok(())
    }

    fn record(
        &mut self,
        properties: Vec<(PropertyKey, JsValue)>,
        context: &mut Context,
    ) -> JsResult<()> {
        let mut named: Vec<(JsString, Option<u32>, JsValue)> = properties
            .into_iter()
            .filter_map(|(key, value)| match key {
                PropertyKey::String(name) => Some((name, None, value)),
                PropertyKey::Index(index) => {
                    Some((js_string!(index.get()), Some(index.get()), value))
                }
                PropertyKey::Symbol(_) => None,
            })
            .collect();
        named.sort_by(|a, b| a.0.cmp(&b.0));
        if self.format == Format::CapData
            && let Some(at) = named
                .iter()
                .position(|(name, _, _)| *name == js_string!("@qclass"))
        {
            let (_, _, original) = named.remove(at);
            return self.hilbert(&original, named, context);
        }
        self.sorted(named, context)
    }

    /// Writes properties that are sorted. Slots are numbered in this order, but as in any object the
    /// integer-like keys stand first in the text, by their number.
    fn sorted(
        &mut self,
        named: Vec<(JsString, Option<u32>, JsValue)>,
        context: &mut Context,
    ) -> JsResult<()> {
        self.out.push('{');
        if named.iter().all(|(_, index, _)| index.is_none()) {
            for (at, (name, _, value)) in named.iter().enumerate() {
                if at > 0 {
                    self.out.push(',');
                }
                self.property(name, value, context)?;
            }
        } else {
            let start = self.out.len();
            let mut parts = Vec::with_capacity(named.len());
            for (name, index, value) in &named {
                self.property(name, value, context)?;
                parts.push((index.is_none(), *index, self.out.split_off(start)));
            }
            parts.sort_by_key(|(text, index, _)| (*text, *index));
            for (at, (_, _, part)) in parts.iter().enumerate() {
                self.out.extend([if at > 0 { "," } else { "" }, part]);
            }
        }
        self.out.push('}');
        Ok(())
    }

    fn property(
        &mut self,
        name: &JsString,
        value: &JsValue,
        context: &mut Context,
    ) -> JsResult<()> {
        self.string(name);
        self.out.push(':');
        self.value(value, context)
    }

    /// A record of the older encoding that itself has a property `@qclass`.
    fn hilbert(
        &mut self,
        original: &JsValue,
        rest: Vec<(JsString, Option<u32>, JsValue)>,
        context: &mut Context,
    ) -> JsResult<()> {
        self.out.push_str("{\"@qclass\":\"hilbert\",\"original\":");
        self.value(original, context)?;
        if !rest.is_empty() {
            self.out.push_str(",\"rest\":");
            self.sorted(rest, context)?;
        }
        self.out.push('}');
        Ok(())
    }

    fn tagged(&mut self, tag: &JsString, payload: &JsValue, context: &mut Context) -> JsResult<()> {
        self.out.push_str(match self.format {
            Format::Smallcaps => "{\"#tag\":",
            Format::CapData => "{\"@qclass\":\"tagged\",\"tag\":",
        });
        self.string(tag);
        self.out.push_str(",\"payload\":");
        self.value(payload, context)?;
        self.out.push('}');
        Ok(())
    }

    fn failure(&mut self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        let shown = target(object)?;
        let message = text_of(&shown, js_string!("message"));
        let name = text_of(&shown, js_string!("name"));
        let id = self.exporter.error_id(object, context)?;
        let id = id.map(|id| js_string!(id.as_str()));
        match self.format {
            Format::Smallcaps => {
                self.out.push_str("{\"#error\":");
                self.string(&message);
            }
            Format::CapData => self.out.push_str("{\"@qclass\":\"error\""),
        }
        if let Some(id) = id {
            self.out.push_str(",\"errorId\":");
            self.string(&id);
        }
        if self.format == Format::CapData {
            self.out.push_str(",\"message\":");
            self.string(&message);
        }
        self.out.push_str(",\"name\":");
        self.string(&name);
        self.out.push('}');
        Ok(())
    }
}

/// Whether a body has more UTF-16 code units than the limit.
pub(crate) fn too_long(body: &str) -> bool {
    body.len() > MAX_BODY && body.encode_utf16().count() > MAX_BODY
}

/// What a sender is told whose data goes beyond the limits.
const TOO_LARGE: &str = "syscall capdata too large";

pub(crate) fn too_large() -> boa_engine::JsError {
    error(TOO_LARGE)
}

/// Whether an error is that of [`too_large`].
pub(crate) fn is_too_large(error: &boa_engine::JsError) -> bool {
    error
        .as_native()
        .is_some_and(|error| error.message() == TOO_LARGE)
}
