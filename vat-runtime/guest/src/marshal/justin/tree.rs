//! From the tree that the older encoding is to an expression.
//!
//! The tree may be the caller's, so reading it may run the caller's code; how deep it goes is bounded.

use boa_engine::bigint::JsBigInt;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::layout::Layout;
use crate::marshal::text::{write_number, write_string};
use crate::marshal::{MAX_BODY, check_digits, too_large};
use crate::passing::describe::describe;
use crate::passing::inspect::{error, type_error};
use crate::passing::{check_depth, name_for_symbol, names, symbol_for_name};

/// The expression of a tree.
pub(super) fn write(
    tree: &JsValue,
    indent: bool,
    slots: &[JsValue],
    context: &mut Context,
) -> JsResult<JsString> {
    let mut writer = Writer {
        layout: Layout::new(indent),
        slots,
        depth: 0,
    };
    writer.tree(tree, context)?;
    Ok(js_string!(writer.layout.finish().as_str()))
}

struct Writer<'a> {
    layout: Layout,
    slots: &'a [JsValue],
    depth: usize,
}

fn quote(text: &JsString) -> String {
    let mut quoted = String::new();
    write_string(text.as_str(), &mut quoted);
    quoted
}

/// The text at a property, which must be one.
fn text(object: &JsObject, name: &str, context: &mut Context) -> JsResult<JsString> {
    let found = object.get(js_string!(name), context)?;
    let kind = found.type_of();
    found
        .as_string()
        .ok_or_else(|| error(format!("invalid {name} typeof {kind:?}")))
}

impl Writer<'_> {
    fn tree(&mut self, tree: &JsValue, context: &mut Context) -> JsResult<()> {
        if self.layout.len() > 4 * MAX_BODY {
            return Err(too_large());
        }
        let Some(object) = tree.as_object() else {
            return self.scalar(tree, context);
        };
        check_depth(self.depth).map_err(|refusal| refusal.into_error(context))?;
        self.depth += 1;
        if object.has_property(js_string!("@qclass"), context)? {
            self.class(&object, context)?;
        } else if object.is_array() {
            self.array(object, context)?;
        } else if object.is_callable() {
            return Err(type_error("a function is no part of an encoding"));
        } else {
            let properties = properties(&object, context)?;
            self.record(properties, context)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn scalar(&mut self, value: &JsValue, context: &mut Context) -> JsResult<()> {
        let mut token = String::new();
        match value.variant() {
            JsVariant::Null => token.push_str("null"),
            JsVariant::Boolean(flag) => token.push_str(if flag { "true" } else { "false" }),
            JsVariant::String(text) => token = quote(&text),
            JsVariant::Float64(number) if !number.is_finite() => token.push_str("null"),
            JsVariant::Integer32(_) | JsVariant::Float64(_) => {
                write_number(value, &mut token, context)?;
            }
            _ => {
                let shown = describe(value);
                return Err(type_error(format!("{shown} is no part of an encoding")));
            }
        }
        self.layout.next(&token);
        Ok(())
    }

    fn array(&mut self, array: JsObject, context: &mut Context) -> JsResult<()> {
        let array = JsArray::from_object(array)?;
        let length = array.length(context)?;
        if length == 0 {
            self.layout.next("[]");
            return Ok(());
        }
        self.layout.open('[');
        for index in 0..length {
            self.layout.line();
            let element = array.get(index, context)?;
            self.tree(&element, context)?;
            self.layout.next(",");
        }
        self.layout.close(']');
        Ok(())
    }

    fn record(
        &mut self,
        properties: Vec<(JsString, JsValue)>,
        context: &mut Context,
    ) -> JsResult<()> {
        if properties.is_empty() {
            self.layout.next("{}");
            return Ok(());
        }
        self.layout.open('{');
        for (name, value) in properties {
            self.property(&name, &value, context)?;
        }
        self.layout.close('}');
        Ok(())
    }

    fn property(
        &mut self,
        name: &JsString,
        value: &JsValue,
        context: &mut Context,
    ) -> JsResult<()> {
        self.layout.line();
        let plain = name.to_std_string_lossy();
        let token = if plain == "__proto__" {
            "[\"__proto__\"]:".to_owned()
        } else if is_name(&plain) {
            format!("{plain}:")
        } else {
            format!("{}:", quote(name))
        };
        self.layout.next(&token);
        self.tree(value, context)?;
        self.layout.next(",");
        Ok(())
    }

    /// An object that says what it stands for.
    fn class(&mut self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        let class = text(object, "@qclass", context)?.to_std_string_lossy();
        if object.is_array() {
            return Err(error("an array has no \"@qclass\""));
        }
        match class.as_str() {
            "undefined" | "NaN" | "Infinity" | "-Infinity" => self.layout.next(&class),
            "bigint" => {
                let digits = text(object, "digits", context)?.to_std_string_lossy();
                check_digits(digits.len())?;
                let number = JsBigInt::from_string(&digits);
                let number = number.ok_or_else(|| error("not the digits of a bigint"))?;
                self.layout.next(&format!("{number}n"));
            }
            "@@asyncIterator" => self.layout.next("Symbol.asyncIterator"),
            "symbol" => {
                let name = text(object, "name", context)?;
                let names = names(context);
                let symbol = symbol_for_name(&name, &names, context)?;
                let name = name_for_symbol(&symbol, &names, context)?.unwrap_or_default();
                self.layout
                    .next(&format!("passableSymbolForName({})", quote(&name)));
            }
            "tagged" => {
                let tag = text(object, "tag", context)?;
                let payload = object.get(js_string!("payload"), context)?;
                self.layout.next(&format!("makeTagged({}", quote(&tag)));
                self.layout.next(",");
                self.tree(&payload, context)?;
                self.layout.next(")");
            }
            "slot" => self.slot(object, context)?,
            "hilbert" => self.hilbert(object, context)?,
            "error" => self.failure(object, context)?,
            other => {
                return Err(type_error(format!("unrecognized \"@qclass\" {other:?}")));
            }
        }
        Ok(())
    }

    /// A part on one line, whatever the layout is.
    fn nested(&mut self, tree: &JsValue, context: &mut Context) -> JsResult<String> {
        let mut writer = Writer {
            layout: Layout::new(false),
            slots: self.slots,
            depth: self.depth,
        };
        writer.tree(tree, context)?;
        Ok(writer.layout.finish())
    }

    fn slot(&mut self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        let index = object.get(js_string!("index"), context)?.as_number();
        let index = index.filter(|index| *index >= 0.0 && index.fract() == 0.0);
        let index = index.ok_or_else(|| error("the index of a slot is a natural number"))?;
        let interface = object.get(js_string!("iface"), context)?;
        let interface = if interface.is_undefined() {
            String::new()
        } else {
            format!(",{}", self.nested(&interface, context)?)
        };
        let token = match self.slots.get(index as usize).cloned() {
            Some(slot) => {
                let slot = self.nested(&slot, context)?;
                format!("slotToVal({slot}{interface})")
            }
            None => format!("slot({index}{interface})"),
        };
        self.layout.next(&token);
        Ok(())
    }

    /// A record with a property that is itself called `@qclass`.
    fn hilbert(&mut self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        if !object.has_property(js_string!("original"), context)? {
            return Err(error("Invalid Hilbert Hotel encoding"));
        }
        let original = object.get(js_string!("original"), context)?;
        let mut found = vec![(js_string!("@qclass"), original)];
        if object.has_property(js_string!("rest"), context)? {
            let rest = object.get(js_string!("rest"), context)?;
            let rest = rest.as_object().filter(|rest| !rest.is_array());
            let rest = rest.ok_or_else(|| error("Rest encoding must be an object"))?;
            if rest.has_property(js_string!("@qclass"), context)? {
                return Err(error("Rest encoding must not contain \"@qclass\""));
            }
            found.extend(properties(&rest, context)?);
        }
        self.record(found, context)
    }

    fn failure(&mut self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        let name = text(object, "name", context)?;
        let message = text(object, "message", context)?;
        if names(context).error_class(&name).is_none() {
            return Err(error("Must be the name of an Error constructor"));
        }
        for part in ["cause", "errors"] {
            if !object.get(js_string!(part), context)?.is_undefined() {
                return Err(error(format!(
                    "error {part} not yet implemented in marshal-justin"
                )));
            }
        }
        let name = name.to_std_string_lossy();
        if name == "AggregateError" {
            let what = "AggregateError not yet implemented in marshal-justin";
            return Err(error(what));
        }
        self.layout.next(&format!("{name}({})", quote(&message)));
        Ok(())
    }
}

/// Whether a property name needs no quotes.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The own properties of an object, in order.
fn properties(object: &JsObject, context: &mut Context) -> JsResult<Vec<(JsString, JsValue)>> {
    let mut found = Vec::new();
    for key in object.own_property_keys(context)? {
        let name = match &key {
            PropertyKey::String(name) => name.clone(),
            PropertyKey::Index(index) => js_string!(index.get()),
            PropertyKey::Symbol(_) => {
                return Err(error("the name of a property must be a string"));
            }
        };
        let value = object.get(key, context)?;
        found.push((name, value));
    }
    Ok(found)
}
