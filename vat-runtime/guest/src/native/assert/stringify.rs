//! What `quote` makes of a value: JSON as far as that goes, with words in brackets for what it lacks
//! (spec E12.4).
//!
//! No vat code runs: no getter, no `toJSON` and no trap (spec E19.21). The text is bounded whatever the value is.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher};

use boa_engine::builtins::error::Error;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsDate, JsTypedArray};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsString, JsSymbol, JsValue, js_string};

use crate::errors;
use crate::passing::inspect::{is_proxy, lookup, own, own_keys};

/// Levels of objects that are shown.
const DEEPEST: usize = 100;
/// When so many bytes are written, what is left of each object is left out.
const LONGEST: usize = 64 << 10;

/// The text of a value. `gap` is what each level is indented by.
pub(super) fn stringify(value: &JsValue, gap: &str, context: &mut Context) -> JsString {
    let mut writer = Writer {
        context,
        gap,
        seen: HashSet::default(),
        out: String::new(),
    };
    writer.value(value, 0);
    js_string!(writer.out.as_str())
}

/// The indentation that the second argument of `quote` asks for, as `JSON.stringify` reads it.
pub(super) fn gap(spaces: &JsValue) -> String {
    match spaces.variant() {
        JsVariant::Integer32(count) => " ".repeat(count.clamp(0, 10).unsigned_abs() as usize),
        JsVariant::Float64(count) => " ".repeat(count.clamp(0.0, 10.0) as usize),
        JsVariant::String(text) => text.to_std_string_lossy().chars().take(10).collect(),
        _ => String::new(),
    }
}

struct Writer<'a> {
    context: &'a mut Context,
    gap: &'a str,
    /// The objects written so far: each is written once.
    seen: HashSet<JsObject, BuildHasherDefault<DefaultHasher>>,
    out: String,
}

impl Writer<'_> {
    fn value(&mut self, value: &JsValue, depth: usize) {
        match value.variant() {
            JsVariant::Null => self.out.push_str("null"),
            JsVariant::Boolean(flag) => self.out.push_str(if flag { "true" } else { "false" }),
            JsVariant::Integer32(number) => self.out.push_str(&number.to_string()),
            JsVariant::Float64(0.0) => self.out.push('0'),
            JsVariant::Float64(number) if number.is_finite() => {
                self.out.push_str(&value.display().to_string());
            }
            JsVariant::Undefined | JsVariant::Float64(_) => {
                self.word(&value.display().to_string());
            }
            JsVariant::BigInt(number) => self.word(&format!("{number}n")),
            JsVariant::Symbol(symbol) => {
                self.word(&symbol.descriptive_string().to_std_string_lossy());
            }
            // A text in brackets is what stands for something else, so a real one gets another pair.
            JsVariant::String(text) if text.code_unit_at(0) == Some(u16::from(b'[')) => {
                let (open, close) = (js_string!("["), js_string!("]"));
                self.quoted(&js_string!(&open, &text, &close));
            }
            JsVariant::String(text) => self.quoted(&text),
            JsVariant::Object(object) => self.object(&object, depth),
        }
    }

    /// What JSON has no word for, as a string in brackets.
    fn word(&mut self, text: &str) {
        self.quoted(&js_string!(format!("[{text}]").as_str()));
    }

    fn quoted(&mut self, text: &JsString) {
        let room = LONGEST.saturating_sub(self.out.len());
        self.out.push('"');
        for (index, point) in text.code_points().enumerate() {
            if index > room {
                self.out.push('…');
                break;
            }
            match point.as_char() {
                Some('"') => self.out.push_str("\\\""),
                Some('\\') => self.out.push_str("\\\\"),
                Some('\n') => self.out.push_str("\\n"),
                Some('\r') => self.out.push_str("\\r"),
                Some('\t') => self.out.push_str("\\t"),
                Some('\u{8}') => self.out.push_str("\\b"),
                Some('\u{c}') => self.out.push_str("\\f"),
                Some(c) if c >= ' ' => self.out.push(c),
                _ => self.out.push_str(&format!("\\u{:04x}", point.as_u32())),
            }
        }
        self.out.push('"');
    }

    fn object(&mut self, object: &JsObject, depth: usize) {
        if object.is_callable() && !is_proxy(object) {
            let name = own(object, &js_string!("name").into());
            let name = name.as_ref().and_then(text_of).unwrap_or_default();
            let shown = if name.is_empty() { "<anon>" } else { &name };
            return self.word(&format!("Function {shown}"));
        }
        if !self.seen.insert(object.clone()) {
            return self.word("Seen");
        }
        if is_proxy(object) {
            self.word("Proxy");
        } else if object.is::<Error>() {
            let (name, message) = errors::name_and_message(object);
            self.word(&format!("{name}: {message}"));
        } else if let Some(tag) = tag(object) {
            self.word(&tag);
        } else if let Some(boxed) = boxed(object) {
            self.value(&boxed, depth);
        } else if let Ok(date) = JsDate::from_object(object.clone()) {
            match date
                .to_iso_string(self.context)
                .ok()
                .and_then(|text| text.as_string())
            {
                Some(text) => self.quoted(&text),
                None => self.out.push_str("null"),
            }
        } else if depth == DEEPEST {
            self.word(if object.is_array() { "Array" } else { "Object" });
        } else if object.is_array() {
            self.elements(object, depth);
        } else {
            self.members(object, depth);
        }
    }

    fn elements(&mut self, array: &JsObject, depth: usize) {
        let length = own(array, &js_string!("length").into());
        let length = length.and_then(|found| found.value().and_then(JsValue::as_number));
        let length = length.unwrap_or_default() as u32;
        self.out.push('[');
        for index in 0..length {
            if self.enough(index > 0, depth) {
                break;
            }
            let found = own(array, &index.into());
            self.part(found.as_ref(), depth);
        }
        self.close(']', length > 0, depth);
    }

    /// Properties that a loop over the object would show: indices in order, then names in the order of their
    /// code units.
    fn members(&mut self, object: &JsObject, depth: usize) {
        let mut members = Vec::new();
        for key in own_keys(object) {
            let found = own(object, &key).filter(|found| found.enumerable() == Some(true));
            let Some(found) = found else { continue };
            match &key {
                PropertyKey::Index(index) => {
                    members.push((js_string!(index.get().to_string().as_str()), found));
                }
                PropertyKey::String(name) => members.push((name.clone(), found)),
                PropertyKey::Symbol(_) => {}
            }
        }
        let indices = members.len() - own_names(&members);
        members[indices..].sort_by(|(a, _), (b, _)| a.iter().cmp(b.iter()));
        self.out.push('{');
        for (at, (name, found)) in members.iter().enumerate() {
            if self.enough(at > 0, depth) {
                break;
            }
            self.quoted(name);
            self.out
                .push_str(if self.gap.is_empty() { ":" } else { ": " });
            self.part(Some(found), depth);
        }
        self.close('}', !members.is_empty(), depth);
    }

    fn part(&mut self, found: Option<&PropertyDescriptor>, depth: usize) {
        match found.map(PropertyDescriptor::value) {
            Some(Some(value)) => self.value(value, depth + 1),
            Some(None) => self.word("accessor"),
            None => self.word("undefined"),
        }
    }

    /// Goes to the place of the next part; whether there is no room for it.
    fn enough(&mut self, more: bool, depth: usize) -> bool {
        if more {
            self.out.push(',');
        }
        self.line(depth + 1);
        let enough = self.out.len() > LONGEST;
        if enough {
            self.out.push('…');
        }
        enough
    }

    fn close(&mut self, bracket: char, any: bool, depth: usize) {
        if any {
            self.line(depth);
        }
        self.out.push(bracket);
    }

    fn line(&mut self, depth: usize) {
        if !self.gap.is_empty() {
            self.out.push('\n');
            self.out.push_str(&self.gap.repeat(depth));
        }
    }
}

/// The primitive value in an object that JSON shows as that value.
fn boxed(object: &JsObject) -> Option<JsValue> {
    if let Some(number) = object.downcast_ref::<f64>() {
        return Some(JsValue::new(*number));
    }
    if let Some(text) = object.downcast_ref::<JsString>() {
        return Some(JsValue::new(text.clone()));
    }
    object
        .downcast_ref::<bool>()
        .map(|truth| JsValue::new(*truth))
}

/// How many of the members have names that are no indices; these stand last.
fn own_names(members: &[(JsString, PropertyDescriptor)]) -> usize {
    let name = |(name, _): &&(JsString, PropertyDescriptor)| {
        !matches!(PropertyKey::from(name.clone()), PropertyKey::Index(_))
    };
    members.iter().rev().take_while(name).count()
}

/// What an object calls itself. Typed arrays have an accessor for it, which is the engine's.
fn tag(object: &JsObject) -> Option<String> {
    if let Ok(array) = JsTypedArray::from_object(object.clone()) {
        return Some(format!("{:?}Array", array.kind()?));
    }
    lookup(object, &JsSymbol::to_string_tag().into())
        .as_ref()
        .and_then(text_of)
}

fn text_of(found: &PropertyDescriptor) -> Option<String> {
    found
        .value()
        .and_then(JsValue::as_string)
        .map(|text| text.to_std_string_lossy())
}
