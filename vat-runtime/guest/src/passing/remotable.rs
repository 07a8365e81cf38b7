//! Objects that stay where they are: what they must look like, and how `Far` makes them.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};

use super::describe::{describe, describe_key};
use super::inspect::{error, is_frozen, is_proxy, lookup, own, own_keys};
use super::names::Names;
use super::style::tag_record;
use crate::harden::harden;

/// Whether a value in a record or behind a name could be a method: a function that is not far.
pub(crate) fn can_be_method(value: &JsValue, names: &Names) -> bool {
    value
        .as_callable()
        .is_some_and(|function| lookup(&function, &names.pass_style.clone().into()).is_none())
}

fn named(object: &JsObject) -> String {
    describe(&object.clone().into())
}

/// Checks that a frozen object or function may be passed as a remotable.
pub(crate) fn check(object: &JsObject, names: &Names) -> JsResult<()> {
    can_be_remotable(object, names)?;
    let Some(prototype) = object.prototype() else {
        return Err(undeclared(object));
    };
    if prototype == names.object || prototype == names.function {
        return Err(undeclared(object));
    }
    if is_proxy(&prototype) {
        return Err(error(format!(
            "A prototype of a remotable cannot be a proxy: {}",
            named(object)
        )));
    }
    let above = prototype.prototype();
    if object.is_callable() {
        let plain = above.as_ref().is_some_and(|above| {
            *above == names.function || above.prototype().is_some_and(|next| next == names.function)
        });
        if !plain {
            let text = "For functions, a tagRecord must inherit from Function.prototype: ";
            return Err(error(format!("{text}{}", named(object))));
        }
    } else if above.as_ref().is_some_and(|above| *above != names.object) {
        // A layer of methods between the object and its marked prototype, as classes make.
        return check(&prototype, names);
    }
    tagged_prototype(&prototype, names)
}

fn undeclared(object: &JsObject) -> boa_engine::JsError {
    error(format!(
        "Remotables must be explicitly declared: {}",
        named(object)
    ))
}

fn tagged_prototype(prototype: &JsObject, names: &Names) -> JsResult<()> {
    let interface = tag_record(prototype, "remotable", names)?;
    if own_keys(prototype).len() > 2 {
        return Err(error(format!(
            "Unexpected properties on Remotable Proto {}",
            named(prototype)
        )));
    }
    check_interface(&interface)
}

/// Checks the name of an interface.
pub(crate) fn check_interface(interface: &JsString) -> JsResult<()> {
    let text = interface.to_std_string_lossy();
    if text == "Remotable" || text.starts_with("Alleged: ") || text.starts_with("DebugName: ") {
        return Ok(());
    }
    Err(error(format!(
        "For now, iface {} must be \"Remotable\" or begin with \"Alleged: \" or \"DebugName: \"; unimplemented",
        describe(&interface.clone().into())
    )))
}

/// Checks the own properties of what is or becomes a remotable: methods only.
fn can_be_remotable(object: &JsObject, names: &Names) -> JsResult<()> {
    if object.is_array() {
        return Err(error(format!(
            "cannot serialize arrays as Remotable {}",
            named(object)
        )));
    }
    if is_proxy(object) {
        return Err(error("cannot serialize a proxy as Remotable"));
    }
    if object.is_callable() {
        return function_properties(object);
    }
    let tag = PropertyKey::from(JsSymbol::to_string_tag());
    for key in own_keys(object) {
        let Some(found) = own(object, &key) else {
            continue;
        };
        let Some(value) = found.value() else {
            let key = describe_key(&key);
            return Err(error(format!(
                "cannot serialize Remotables with accessors like {key} in {}",
                named(object)
            )));
        };
        if key == tag {
            match value.as_string() {
                Some(interface) => check_interface(&interface)?,
                None => {
                    return Err(error(
                        "For now, an interface must be a string; unimplemented",
                    ));
                }
            }
        } else if key == PropertyKey::from(names.pass_style.clone()) {
            return Err(error(
                "A pass-by-remote cannot shadow \"Symbol(passStyle)\"",
            ));
        } else if !can_be_method(value, names) {
            let key = describe_key(&key);
            return Err(error(format!(
                "cannot serialize Remotables with non-methods like {key} in {}",
                named(object)
            )));
        }
    }
    Ok(())
}

fn function_properties(object: &JsObject) -> JsResult<()> {
    let (name, length) = (
        PropertyKey::from(js_string!("name")),
        PropertyKey::from(js_string!("length")),
    );
    for key in own_keys(object) {
        let value = own(object, &key)
            .and_then(|found| found.value().cloned())
            .unwrap_or_default();
        let fits = if key == name || key == PropertyKey::from(JsSymbol::to_string_tag()) {
            value.is_string()
        } else {
            key == length && value.is_number()
        };
        if !fits {
            return Err(error(format!(
                "Far functions unexpected properties besides .name and .length {}",
                describe_key(&key)
            )));
        }
    }
    Ok(())
}

/// The interface of a remotable, or nothing if the value is none.
pub fn interface_of(
    value: &JsValue,
    names: &Names,
    context: &mut Context,
) -> JsResult<Option<JsString>> {
    let Some(object) = value.as_object() else {
        return Ok(None);
    };
    let marked = lookup(&object, &names.pass_style.clone().into());
    let remotable = marked
        .as_ref()
        .and_then(|found| found.value())
        .and_then(JsValue::as_string);
    if remotable.is_none_or(|style| style != js_string!("remotable")) {
        return Ok(None);
    }
    let remotable = object.is::<super::Presence>()
        || (!is_proxy(&object) && is_frozen(&object, context)? && check(&object, names).is_ok());
    Ok(if remotable { interface(&object) } else { None })
}

/// The interface of an object that was checked to be a remotable.
pub(crate) fn interface(object: &JsObject) -> Option<JsString> {
    lookup(object, &JsSymbol::to_string_tag().into())?
        .value()?
        .as_string()
}

/// A frozen prototype that marks what inherits from it.
pub(crate) fn marked_prototype(
    above: JsObject,
    interface: JsString,
    names: &Names,
    context: &Context,
) -> JsObject {
    let prototype = JsObject::new(context.root_shape(), above, OrdinaryObject).upcast();
    prototype.make_non_extensible();
    prototype.insert_property(
        names.pass_style.clone(),
        fixed(js_string!("remotable").into(), false),
    );
    prototype.insert_property(JsSymbol::to_string_tag(), fixed(interface.into(), false));
    prototype
}

/// A property of a frozen object.
pub(crate) fn fixed(value: JsValue, enumerable: bool) -> PropertyDescriptor {
    PropertyDescriptor::builder()
        .value(value)
        .writable(false)
        .enumerable(enumerable)
        .configurable(false)
        .build()
}

/// Makes an object a remotable of this interface, in place, and hardens it.
///
/// # Errors
/// When it is frozen already, marked already, or holds what is no method.
pub fn make_remotable(
    interface: JsString,
    object: &JsObject,
    names: &Names,
    context: &mut Context,
) -> JsResult<()> {
    check_interface(&interface)?;
    can_be_remotable(object, names)?;
    if lookup(object, &names.pass_style.clone().into()).is_some() {
        return Err(error(format!(
            "Remotable {} is already marked",
            named(object)
        )));
    }
    if !object.is_extensible(context)? {
        return Err(error(format!(
            "Remotable {} is already frozen",
            named(object)
        )));
    }
    let above = object.prototype();
    let above = if object.is_callable() {
        let function = |found: &JsObject| *found == names.function;
        above
            .filter(|found| {
                function(found) || found.prototype().is_some_and(|next| function(&next))
            })
            .ok_or_else(|| {
                let text = "Far functions must originally inherit from Function.prototype, in ";
                error(format!("{text}{}", named(object)))
            })?
    } else {
        above
            .or_else(|| Some(names.object.clone()))
            .filter(|found| *found == names.object)
            .ok_or_else(|| {
                error(format!(
                    "For now, remotables cannot inherit from anything unusual, in {}",
                    named(object)
                ))
            })?
    };
    object.set_prototype(Some(marked_prototype(above, interface, names, context)));
    harden(&object.clone().into(), context)
}

/// The names of the methods of a value, in the reference's order: symbols first, each sorted as text.
pub fn method_names(
    value: &JsValue,
    names: &Names,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let mut found: Vec<(bool, JsString, JsValue)> = Vec::new();
    let mut layer = value.as_object();
    let target = value.as_object();
    while let (Some(current), Some(target)) = (&layer, &target) {
        if *current == names.object || is_proxy(current) {
            break;
        }
        for key in own_keys(current) {
            let label = match &key {
                PropertyKey::Symbol(symbol) => (false, symbol.descriptive_string()),
                other => (true, js_string!(other.to_string().as_str())),
            };
            let known = found
                .iter()
                .any(|(text, name, _)| (*text, name) == (label.0, &label.1));
            if !known && target.get(key.clone(), context)?.is_callable() {
                found.push((label.0, label.1, JsValue::from(key)));
            }
        }
        layer = current.prototype();
    }
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Ok(found.into_iter().map(|(_, _, key)| key).collect())
}
