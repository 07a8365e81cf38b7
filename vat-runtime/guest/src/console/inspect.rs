//! Values as text for people, in the manner of the usual inspectors.
//!
//! It looks at objects as the engine stores them: no getter, no proxy trap and no method of vat code runs.
//! Depth, breadth and length are bounded, so the cost is too.

use boa_engine::builtins::error::Error;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsDate, JsMap, JsPromise, JsRegExp, JsSet, JsTypedArray};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsString, JsSymbol, JsValue, js_string};

use super::text::{key_text, number, plain, quoted};
use crate::passing::inspect::{is_proxy, lookup, own, own_keys};

/// Objects nested deeper than this are only named.
const DEEPEST: usize = 4;
/// How many elements, entries or properties of one object are shown.
const MOST_PARTS: usize = 100;
/// A text is cut when it is longer than this, in bytes.
pub(super) const LONGEST: usize = 64 << 10;
/// Objects that fit into so many characters are written on one line.
const LINE: usize = 76;

/// A value as text; strings are quoted.
#[must_use]
pub fn inspect(value: &JsValue, context: &mut Context) -> String {
    cut(Inspector::new(context).value(value))
}

/// A value as text, in which errors are only named: for texts that belong to an error themselves.
pub(crate) fn mention(value: &JsValue, context: &mut Context) -> String {
    let mut inspector = Inspector::new(context);
    inspector.brief = true;
    cut(inspector.value(value))
}

/// An error as text: name, message, where it was made, and its causes.
#[must_use]
pub fn error_text(error: &JsObject, context: &mut Context) -> String {
    cut(Inspector::new(context).error(error))
}

/// The arguments of a console method as one text; strings are as they are.
pub(super) fn message(args: &[JsValue], context: &mut Context) -> String {
    let mut inspector = Inspector::new(context);
    let mut words = Vec::new();
    let mut rest = args;
    if let Some((first, others)) = args.split_first()
        && let Some(format) = first.as_string()
    {
        let (text, used) = inspector.substitute(&format.to_std_string_lossy(), others);
        words.push(text);
        rest = &others[used..];
    }
    for value in rest {
        words.push(inspector.word(value));
    }
    cut(words.join(" "))
}

pub(super) fn cut(mut text: String) -> String {
    if text.len() > LONGEST {
        let whole = text.len();
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push_str(&format!("… ({} more bytes)", whole - text.len()));
    }
    text
}

pub(super) struct Inspector<'a> {
    pub(super) context: &'a mut Context,
    /// The objects that the current one is shown inside of.
    pub(super) above: Vec<JsObject>,
    /// How many bytes of parts were written so far, to stop early.
    pub(super) written: usize,
    /// Whether errors are only named.
    pub(super) brief: bool,
}

impl<'a> Inspector<'a> {
    fn new(context: &'a mut Context) -> Self {
        Self {
            context,
            above: Vec::new(),
            written: 0,
            brief: false,
        }
    }

    /// A value as a word of a message.
    fn word(&mut self, value: &JsValue) -> String {
        match value.as_string() {
            Some(text) => text.to_std_string_lossy(),
            None => self.value(value),
        }
    }

    /// Replaces `%s`, `%d`, `%i`, `%f`, `%o`, `%O`, `%j`, `%c` and `%%` as consoles do; tells how many
    /// arguments that took.
    fn substitute(&mut self, format: &str, args: &[JsValue]) -> (String, usize) {
        let mut out = String::new();
        let mut used = 0;
        let mut rest = format;
        while let Some(at) = rest.find('%') {
            out.push_str(&rest[..at]);
            let kind = rest[at + 1..].chars().next();
            let Some(kind) = kind.filter(|kind| "sdifoOjc%".contains(*kind)) else {
                out.push('%');
                rest = &rest[at + 1..];
                continue;
            };
            match (kind, args.get(used)) {
                ('%', _) if !args.is_empty() => out.push('%'),
                ('%', _) | (_, None) => out.extend(['%', kind]),
                (_, Some(value)) => {
                    used += 1;
                    match kind {
                        's' => out.push_str(&self.word(value)),
                        'd' | 'i' | 'f' => out.push_str(&number(kind, value)),
                        'c' => (),
                        _ => out.push_str(&self.value(value)),
                    }
                }
            }
            rest = &rest[at + 1 + kind.len_utf8()..];
        }
        out.push_str(rest);
        (out, used)
    }

    pub(super) fn value(&mut self, value: &JsValue) -> String {
        match value.variant() {
            JsVariant::Object(object) => self.object(&object),
            JsVariant::String(text) => quoted(&text),
            JsVariant::Symbol(symbol) => symbol.descriptive_string().to_std_string_lossy(),
            JsVariant::BigInt(number) => format!("{number}n"),
            _ => plain(value),
        }
    }

    fn object(&mut self, object: &JsObject) -> String {
        if is_proxy(object) {
            return "[Proxy]".to_owned();
        }
        if self
            .above
            .iter()
            .any(|above| JsObject::equals(above, object))
        {
            return "[Circular]".to_owned();
        }
        if object.is::<Error>() {
            return self.error(object);
        }
        let head = self.head(object);
        if self.above.len() >= DEEPEST || self.written > LONGEST {
            let kind = if object.is_array() { "Array" } else { "Object" };
            return format!("[{}]", if head.is_empty() { kind } else { &head });
        }
        self.above.push(object.clone());
        let (open, close, parts) = self.parts(object);
        self.above.pop();
        if parts.is_empty() && (object.is_callable() || is_atom(object)) {
            return head;
        }
        let space = if head.is_empty() { "" } else { " " };
        format!("{head}{space}{}", self.join(open, close, &parts))
    }

    pub(super) fn join(&mut self, open: char, close: char, parts: &[String]) -> String {
        if parts.is_empty() {
            return format!("{open}{close}");
        }
        let length: usize = parts.iter().map(|part| part.len() + 2).sum();
        if length + 2 * self.above.len() <= LINE && !parts.iter().any(|part| part.contains('\n')) {
            return format!("{open} {} {close}", parts.join(", "));
        }
        let indent = "  ".repeat(self.above.len());
        format!(
            "{open}\n{indent}  {}\n{indent}{close}",
            parts.join(&format!(",\n{indent}  "))
        )
    }

    /// What is written before the parts of an object: nothing for a plain object or array.
    fn head(&mut self, object: &JsObject) -> String {
        let value = JsValue::from(object.clone());
        if object.is_callable() {
            let name = own_string(object, js_string!("name")).unwrap_or_default();
            let kind = if is_class(object) {
                "class"
            } else {
                "Function"
            };
            return if name.is_empty() {
                format!("[{kind} (anonymous)]")
            } else {
                format!("[{kind}: {name}]")
            };
        }
        if JsDate::from_object(object.clone()).is_ok() {
            let prototype = self.context.intrinsics().constructors().date().prototype();
            return self.intrinsic(&prototype, "toString", &value);
        }
        if let Ok(regexp) = JsRegExp::from_object(object.clone()) {
            return regexp
                .to_string(self.context)
                .unwrap_or_else(|_| "[RegExp]".to_owned());
        }
        if let Ok(map) = JsMap::from_object(object.clone()) {
            let size = map
                .get_size(self.context)
                .ok()
                .and_then(|size| size.as_number());
            return format!("Map({})", size.unwrap_or_default());
        }
        if let Ok(set) = JsSet::from_object(object.clone()) {
            return format!("Set({})", set.size());
        }
        self.class(object)
    }

    /// The name of an object's class, as its prototype tells it.
    fn class(&mut self, object: &JsObject) -> String {
        let tag =
            lookup(object, &JsSymbol::to_string_tag().into()).and_then(|found| string_of(&found));
        let Some(prototype) = object.prototype() else {
            return "[Object: null prototype]".to_owned();
        };
        let intrinsics = self.context.intrinsics().constructors();
        let plain = JsObject::equals(&prototype, &intrinsics.object().prototype())
            || object.is_array() && JsObject::equals(&prototype, &intrinsics.array().prototype());
        let constructor = lookup(object, &js_string!("constructor").into())
            .and_then(|found| found.value().and_then(JsValue::as_object))
            .filter(|constructor| !is_proxy(constructor))
            .and_then(|constructor| own_string(&constructor, js_string!("name")));
        match (tag, constructor) {
            (Some(tag), Some(name)) if tag == name => name,
            (Some(tag), Some(name)) => format!("{name} [{tag}]"),
            (Some(tag), None) => format!("Object [{tag}]"),
            (None, Some(name)) if !plain => name,
            (None, _) => String::new(),
        }
    }

    /// The brackets and what is between them.
    fn parts(&mut self, object: &JsObject) -> (char, char, Vec<String>) {
        let mut parts = Parts::default();
        let listed = object.is_array() || JsTypedArray::from_object(object.clone()).is_ok();
        if let Ok(map) = JsMap::from_object(object.clone()) {
            let mut entries = Vec::new();
            // Collecting cannot fail, and nothing else runs meanwhile.
            let _ = map.for_each_native(|key, value| {
                entries.push((key, value));
                Ok(())
            });
            for (key, value) in entries {
                self.add(&mut parts, |this| {
                    format!("{} => {}", this.value(&key), this.value(&value))
                });
            }
        } else if let Ok(set) = JsSet::from_object(object.clone()) {
            let mut members = Vec::new();
            // As above.
            let _ = set.for_each_native(|member| {
                members.push(member);
                Ok(())
            });
            for member in members {
                self.add(&mut parts, |this| this.value(&member));
            }
        } else if let Ok(promise) = JsPromise::from_object(object.clone()) {
            self.add(&mut parts, |this| match promise.state() {
                PromiseState::Pending => "<pending>".to_owned(),
                PromiseState::Fulfilled(value) => this.value(&value),
                PromiseState::Rejected(reason) => format!("<rejected> {}", this.value(&reason)),
            });
        } else if let Ok(array) = JsTypedArray::from_object(object.clone()) {
            let length = array.length(self.context).unwrap_or_default();
            for index in 0..length.min(MOST_PARTS) {
                let element = array.at(index as i64, self.context).unwrap_or_default();
                self.add(&mut parts, |this| this.value(&element));
            }
            parts.left_out += length.saturating_sub(MOST_PARTS);
        }
        self.properties(object, listed, &mut parts);
        if parts.left_out > 0 {
            parts.written.push(format!("... {} more", parts.left_out));
        }
        if listed {
            ('[', ']', parts.written)
        } else {
            ('{', '}', parts.written)
        }
    }

    fn properties(&mut self, object: &JsObject, listed: bool, parts: &mut Parts) {
        for key in own_keys(object) {
            let Some(found) = own(object, &key) else {
                continue;
            };
            if found.enumerable() != Some(true) {
                continue;
            }
            self.add(parts, |this| {
                let value = this.property(&found);
                match &key {
                    PropertyKey::Index(_) if listed => value,
                    _ => format!("{}: {value}", key_text(&key)),
                }
            });
        }
    }

    pub(super) fn add(&mut self, parts: &mut Parts, part: impl FnOnce(&mut Self) -> String) {
        if parts.written.len() >= MOST_PARTS || self.written > LONGEST {
            parts.left_out += 1;
            return;
        }
        let part = part(self);
        self.written += part.len();
        parts.written.push(part);
    }

    pub(super) fn property(&mut self, found: &PropertyDescriptor) -> String {
        let there = |part: Option<&JsValue>| part.is_some_and(|part| !part.is_undefined());
        match (found.value(), there(found.get()), there(found.set())) {
            (Some(value), ..) => self.value(value),
            (None, true, true) => "[Getter/Setter]".to_owned(),
            (None, true, false) => "[Getter]".to_owned(),
            (None, ..) => "[Setter]".to_owned(),
        }
    }

    /// Calls a method of an intrinsic that runs no vat code on such a receiver.
    fn intrinsic(&mut self, prototype: &JsObject, name: &str, this: &JsValue) -> String {
        let method = own(prototype, &JsString::from(name).into());
        let method = method.and_then(|found| found.value().and_then(JsValue::as_object));
        let result = method.and_then(|method| method.call(this, &[], self.context).ok());
        result
            .as_ref()
            .and_then(JsValue::as_string)
            .map_or_else(String::new, |text| text.to_std_string_lossy())
    }
}

/// The parts of one object that are shown, and how many are not.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) written: Vec<String>,
    pub(super) left_out: usize,
}

/// Objects that are written without brackets when they have no properties of their own.
fn is_atom(object: &JsObject) -> bool {
    JsDate::from_object(object.clone()).is_ok() || JsRegExp::from_object(object.clone()).is_ok()
}

/// A class has a prototype that cannot be replaced, and cannot be called; of the engine's own functions
/// only constructors have one.
fn is_class(function: &JsObject) -> bool {
    let prototype = own(function, &js_string!("prototype").into());
    function.is_constructor() && prototype.is_some_and(|found| found.writable() == Some(false))
}

fn string_of(found: &PropertyDescriptor) -> Option<String> {
    found
        .value()
        .and_then(JsValue::as_string)
        .map(|text| text.to_std_string_lossy())
}

fn own_string(object: &JsObject, name: JsString) -> Option<String> {
    own(object, &name.into()).as_ref().and_then(string_of)
}
