//! Errors as text for people: all that the host may know of them (spec E12.9, E13.5).
//!
//! Looking at an error must never run vat code, and a chain of causes must end.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{JsString, JsValue, js_string};

use super::inspect::{Inspector, LONGEST, Parts};
use super::text::key_text;
use crate::errors;
use crate::native::notes::{self, Known};
use crate::passing::inspect::{own, own_keys};

/// Causes of causes that are shown.
const DEEPEST: usize = 8;

impl Inspector<'_> {
    /// Name and message, where it was made, notes, causes, errors, and whatever else it has.
    pub(super) fn error(&mut self, error: &JsObject) -> String {
        if self.brief || self.above.len() >= DEEPEST || self.written > LONGEST {
            return format!("[{}]", errors::title(error));
        }
        let known = notes::tell(error, self.context);
        let mut lines = vec![heading(error, &known)];
        let stack = errors::stack(error);
        lines.extend(stack.lines().map(str::to_owned));
        lines.extend(known.notes.iter().map(|note| below("note: ", note)));
        self.above.push(error.clone());
        if let Some(cause) = held(error, "cause") {
            lines.push(below("cause: ", &self.value(&cause)));
        }
        if let Some(errors) = held(error, "errors").and_then(|errors| errors.as_object()) {
            self.errors(&errors, &mut lines);
        }
        self.rest(error, &mut lines);
        self.above.pop();
        let text = lines.join("\n");
        self.written += text.len();
        text
    }

    /// The errors of an `AggregateError`.
    fn errors(&mut self, errors: &JsObject, lines: &mut Vec<String>) {
        let mut parts = Parts::default();
        for key in own_keys(errors) {
            if let (PropertyKey::Index(_), Some(found)) = (&key, own(errors, &key)) {
                self.add(&mut parts, |this| this.property(&found));
            }
        }
        lines.extend(parts.written.iter().map(|part| below("error: ", part)));
        if parts.left_out > 0 {
            lines.push(format!("  ... {} more errors", parts.left_out));
        }
    }

    /// Its other properties.
    fn rest(&mut self, error: &JsObject, lines: &mut Vec<String>) {
        let shown = ["message", "stack", "name", "cause", "errors"];
        let shown = shown.map(|name| PropertyKey::from(JsString::from(name)));
        let mut parts = Parts::default();
        for key in own_keys(error) {
            if let (false, Some(found)) = (shown.contains(&key), own(error, &key)) {
                self.add(&mut parts, |this| {
                    format!("{}: {}", key_text(&key), this.property(&found))
                });
            }
        }
        if !parts.written.is_empty() {
            lines.push(below("", &self.join('{', '}', &parts.written)));
        }
    }
}

/// `Name: message`, with everything that was substituted in the message.
fn heading(error: &JsObject, known: &Known) -> String {
    let (own_name, own_message) = errors::name_and_message(error);
    let name = known.name.as_ref().unwrap_or(&own_name);
    let message = known.message.as_ref().unwrap_or(&own_message);
    errors::titled(name, message)
}

/// A text under the error that it belongs to.
fn below(label: &str, text: &str) -> String {
    format!("  {label}{}", text.replace('\n', "\n  "))
}

fn held(error: &JsObject, name: &str) -> Option<JsValue> {
    own(error, &js_string!(name).into()).and_then(|found| found.value().cloned())
}
