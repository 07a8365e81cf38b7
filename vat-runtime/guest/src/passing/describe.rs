//! Naming values in error messages and console lines, without running vat code.
//!
//! The text is bounded whatever the value is, and depends only on its structure.

use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::value::JsVariant;
use boa_engine::{JsString, JsSymbol, JsValue, js_string};
use crankcase_abi::capdata::quote;

use super::inspect::{is_proxy, lookup, own, own_keys};

/// How much of a value is shown.
#[derive(Clone, Copy)]
struct Limits {
    /// Properties or elements of one object.
    members: usize,
    /// Levels of objects.
    depth: usize,
    /// Characters of a string.
    text: usize,
}

/// Enough to recognise a value.
const SHORT: Limits = Limits {
    members: 8,
    depth: 3,
    text: 80,
};
/// What was quoted on purpose is shown whole, within reason.
const LONG: Limits = Limits {
    members: 1_000,
    depth: 8,
    text: 10_000,
};

/// A short text that names the value, such as `{"price":3}` or `"[Alleged: purse]"`.
#[must_use]
pub fn describe(value: &JsValue) -> String {
    let mut writer = Writer {
        limits: SHORT,
        out: String::new(),
    };
    writer.value(value, 0);
    writer.out
}

/// The text of a value that may be shown whole.
#[must_use]
pub fn quoted(value: &JsValue) -> String {
    let mut writer = Writer {
        limits: LONG,
        out: String::new(),
    };
    writer.value(value, 0);
    writer.out
}

/// A property key as text: `"name"`, `3` or `Symbol(name)`.
#[must_use]
pub fn describe_key(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(name) => quote(&clip(name, SHORT.text)),
        other => other.to_string(),
    }
}

/// A property key that is quoted for what it is: `"name"`, `"9"` or `"[Symbol(name)]"`.
#[must_use]
pub fn quoted_key(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(_) => describe_key(key),
        PropertyKey::Symbol(_) => quote(&format!("[{key}]")),
        PropertyKey::Index(_) => quote(&key.to_string()),
    }
}

/// What a value is, for the places where its content must stay hidden: `(a string)`, `(an object)`.
#[must_use]
pub fn redacted(value: &JsValue) -> String {
    let kind = value.as_object().as_ref().and_then(error_name);
    let kind = kind.unwrap_or_else(|| value.type_of().to_owned());
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) {
        "an"
    } else {
        "a"
    };
    format!("({article} {kind})")
}

fn clip(text: &JsString, limit: usize) -> String {
    if text.len() <= limit {
        return text.to_std_string_lossy();
    }
    let head: String = text
        .code_points()
        .take(limit)
        .filter_map(|point| point.as_char())
        .collect();
    format!("{head}…")
}

struct Writer {
    limits: Limits,
    out: String,
}

impl Writer {
    /// Writes what JSON has no word for, as a string in brackets.
    fn special(&mut self, text: &str) {
        self.out.push_str(&quote(&format!("[{text}]")));
    }

    fn clipped(&self, text: &JsString) -> String {
        clip(text, self.limits.text)
    }

    fn value(&mut self, value: &JsValue, depth: usize) {
        match value.variant() {
            JsVariant::Undefined => self.special("undefined"),
            JsVariant::Null => self.out.push_str("null"),
            JsVariant::Boolean(flag) => self.out.push_str(if flag { "true" } else { "false" }),
            JsVariant::Integer32(number) => self.out.push_str(&number.to_string()),
            JsVariant::Float64(number) if number.is_finite() => {
                self.out.push_str(&value.display().to_string())
            }
            JsVariant::Float64(_) => self.special(&value.display().to_string()),
            JsVariant::BigInt(number) => {
                let digits = js_string!(number.to_string().as_str());
                let digits = self.clipped(&digits);
                self.special(&format!("{digits}n"));
            }
            JsVariant::String(text) => {
                let text = self.clipped(&text);
                self.out.push_str(&quote(&text));
            }
            JsVariant::Symbol(symbol) => {
                let text = self.clipped(&symbol.descriptive_string());
                self.special(&text);
            }
            JsVariant::Object(object) => self.object(&object, depth),
        }
    }

    fn object(&mut self, object: &JsObject, depth: usize) {
        if is_proxy(object) {
            self.special("Proxy");
        } else if let Some(name) = error_name(object) {
            let message =
                text_of(lookup(object, &js_string!("message").into())).unwrap_or_default();
            let message = self.clipped(&message);
            self.special(&format!("{name}: {message}"));
        } else if let Some(tag) = text_of(lookup(object, &JsSymbol::to_string_tag().into())) {
            let tag = self.clipped(&tag);
            self.special(&tag);
        } else if object.is_callable() {
            let name = text_of(own(object, &js_string!("name").into())).unwrap_or_default();
            let name = self.clipped(&name);
            self.special(&format!("Function {name}"));
        } else if depth == self.limits.depth {
            self.special(if object.is_array() { "Array" } else { "Object" });
        } else {
            self.members(object, depth);
        }
    }

    fn members(&mut self, object: &JsObject, depth: usize) {
        let array = object.is_array();
        self.out.push(if array { '[' } else { '{' });
        let keys = own_keys(object);
        let keys = keys
            .iter()
            .filter(|key| !array || matches!(key, PropertyKey::Index(_)));
        for (shown, key) in keys.enumerate() {
            if shown > 0 {
                self.out.push(',');
            }
            if shown == self.limits.members || self.out.len() > 2 * self.limits.text {
                self.out.push('…');
                break;
            }
            if !array {
                let key = match key {
                    PropertyKey::String(name) => quote(&self.clipped(name)),
                    other => quote(&other.to_string()),
                };
                self.out.push_str(&key);
                self.out.push(':');
            }
            match own(object, key)
                .as_ref()
                .and_then(PropertyDescriptor::value)
            {
                Some(value) => self.value(value, depth + 1),
                None => self.special("accessor"),
            }
        }
        self.out.push(if array { ']' } else { '}' });
    }
}

/// The class name of an error object.
fn error_name(object: &JsObject) -> Option<String> {
    if !object.is::<boa_engine::builtins::error::Error>() {
        return None;
    }
    let name = text_of(lookup(object, &js_string!("name").into()));
    Some(name.map_or_else(|| "Error".to_owned(), |name| clip(&name, SHORT.text)))
}

fn text_of(property: Option<PropertyDescriptor>) -> Option<JsString> {
    property?.value()?.as_string()
}
