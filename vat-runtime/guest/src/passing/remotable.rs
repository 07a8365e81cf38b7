//! Objects that stay where they are: what they must look like, and how `Far` makes them (spec V1.8, V4.1).

use std::collections::HashSet;

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};

use super::content::{tag_record, target};
use super::describe::{describe, describe_key};
use super::inspect::{is_frozen, is_proxy, lookup, own, own_keys, type_error};
use super::names::Names;
use super::refusal::{Checked, Refusal, refuse};
use super::style::PassStyle;
use crate::harden::harden;
use crate::realm::builtin::fixed;

/// Whether a value in a record or behind a name could be a method: a function that is not far.
pub(super) fn can_be_method(value: &JsValue, names: &Names) -> bool {
    value
        .as_callable()
        .is_some_and(|function| look_through(&function, &names.pass_style.clone().into()).is_none())
}

/// As [`lookup`], but behind a proxy on what it stands before.
fn look_through(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    lookup(&target(object).ok()?, key)
}

/// Checks that a frozen object or function may be passed as a remotable (spec V1.8).
///
/// Between the object and its mark there may be layers of methods, as classes make them. They are walked in a
/// loop, since vat code decides how many there are.
pub(super) fn check(object: &JsObject, names: &Names, context: &mut Context) -> Checked<()> {
    let mut layer = object.clone();
    loop {
        if !layer.is_hardened() && !is_frozen(&layer, context)? {
            let what = "cannot serialize non-frozen objects like ";
            return Err(refuse(what).object(&layer));
        }
        can_be_remotable(&layer, names)?;
        let prototype = layer.prototype();
        let plain = |found: &JsObject| *found == names.object || *found == names.function;
        let Some(prototype) = prototype.filter(|found| !plain(found)) else {
            let named = describe(&layer.clone().into());
            return Err(refuse(format!(
                "Remotables must be explicitly declared: {named}"
            )));
        };
        if is_proxy(&prototype) {
            let what = "A prototype of a remotable cannot be a proxy: ";
            return Err(refuse(what).object(object));
        }
        let above = prototype.prototype();
        if layer.is_callable() || above.as_ref().is_none_or(|above| *above == names.object) {
            return mark(&prototype, layer.is_callable(), names, context);
        }
        layer = prototype;
    }
}

/// Checks the prototype that marks what inherits from it.
fn mark(
    prototype: &JsObject,
    of_function: bool,
    names: &Names,
    context: &mut Context,
) -> Checked<()> {
    let interface = tag_record(prototype, "remotable", names, context)?;
    let above = prototype.prototype();
    if of_function {
        let plain = above.as_ref().is_some_and(|above| {
            *above == names.function || above.prototype().is_some_and(|next| next == names.function)
        });
        if !plain {
            let what = "For functions, a tagRecord must inherit from Function.prototype: ";
            return Err(refuse(what).object(prototype));
        }
    } else if above.is_none_or(|above| above != names.object) {
        let what = "A tagRecord must inherit from Object.prototype: ";
        return Err(refuse(what).object(prototype));
    }
    let known = [
        PropertyKey::from(names.pass_style.clone()),
        PropertyKey::from(JsSymbol::to_string_tag()),
    ];
    if let Some(odd) = own_keys(prototype).iter().find(|key| !known.contains(key)) {
        return Err(refuse(format!(
            "Unexpected properties on Remotable Proto {}",
            describe_key(odd)
        )));
    }
    checked_interface(&interface)
}

/// Checks the name of an interface.
///
/// # Errors
/// When it is none.
pub(crate) fn check_interface(interface: &JsString, context: &mut Context) -> JsResult<()> {
    checked_interface(interface).map_err(|refusal| refusal.into_error(context))
}

fn checked_interface(interface: &JsString) -> Checked<()> {
    let text = interface.to_std_string_lossy();
    if text == "Remotable" || text.starts_with("Alleged: ") || text.starts_with("DebugName: ") {
        return Ok(());
    }
    Err(refuse(format!(
        "For now, iface {} must be \"Remotable\" or begin with \"Alleged: \" or \"DebugName: \"; unimplemented",
        describe(&interface.clone().into())
    )))
}

/// Checks the own properties of what is or becomes a remotable: methods only.
pub(super) fn can_be_remotable(object: &JsObject, names: &Names) -> Checked<()> {
    if object.is_array() {
        return Err(refuse("cannot serialize arrays as Remotable ").object(object));
    }
    if object.is_callable() {
        return function_properties(object);
    }
    let tag = PropertyKey::from(JsSymbol::to_string_tag());
    for key in own_keys(object) {
        let Some(found) = own(object, &key) else {
            continue;
        };
        let odd = |what: &str| {
            let key = describe_key(&key);
            refuse(format!(
                "cannot serialize Remotables with {what} like {key} in "
            ))
            .object(object)
        };
        let value = found.value().ok_or_else(|| odd("accessors"))?;
        if key == tag {
            match value.as_string() {
                Some(interface) => checked_interface(&interface)?,
                None => {
                    return Err(refuse("For now, interface ")
                        .of(value.clone())
                        .and(" must be a string; unimplemented"));
                }
            }
        } else if key == PropertyKey::from(names.pass_style.clone()) {
            return Err(refuse(
                "A pass-by-remote cannot shadow \"Symbol(passStyle)\"",
            ));
        } else if !can_be_method(value, names) {
            return Err(odd("non-methods"));
        }
    }
    Ok(())
}

/// Checks the own properties of a function: a name, a length, perhaps an interface, nothing else.
fn function_properties(object: &JsObject) -> Checked<()> {
    let held = |key: &PropertyKey| own(object, key).and_then(|found| found.value().cloned());
    let must_be = |what: &str| refuse(format!("Far function {what}, in ")).object(object);
    let (name, length) = (
        PropertyKey::from(js_string!("name")),
        PropertyKey::from(js_string!("length")),
    );
    let tag = PropertyKey::from(JsSymbol::to_string_tag());
    if !held(&name).is_some_and(|value| value.is_string()) {
        return Err(must_be("name must be a string"));
    }
    if !held(&length).is_some_and(|value| value.is_number()) {
        return Err(must_be("length must be a number"));
    }
    if own(object, &tag).is_some() {
        let interface = held(&tag).and_then(|value| value.as_string());
        checked_interface(&interface.ok_or_else(|| must_be("@@toStringTag must be a string"))?)?;
    }
    let known = [name, length, tag];
    match own_keys(object).iter().find(|key| !known.contains(key)) {
        None => Ok(()),
        Some(odd) => Err(refuse(format!(
            "Far functions unexpected properties besides .name and .length {}",
            describe_key(odd)
        ))),
    }
}

/// The interface of a remotable, or nothing if the value is none.
///
/// # Errors
/// Only what a proxy throws, or ends the vat.
pub fn interface_of(
    value: &JsValue,
    names: &Names,
    context: &mut Context,
) -> JsResult<Option<JsString>> {
    let Some(object) = value.as_object() else {
        return Ok(None);
    };
    if PassStyle::noted(&object) == Some(PassStyle::Remotable) {
        return Ok(interface(&object));
    }
    let shown = target(&object)?;
    let marked = lookup(&shown, &names.pass_style.clone().into());
    let marked = marked.and_then(|found| found.value().and_then(JsValue::as_string));
    if marked.is_none_or(|style| style != js_string!("remotable"))
        || is_proxy(&object) && !object.test_integrity_level(IntegrityLevel::Frozen, context)?
    {
        return Ok(None);
    }
    match check(&shown, names, context) {
        Ok(()) => Ok(interface(&shown)),
        Err(Refusal::Said(_)) => Ok(None),
        Err(Refusal::Thrown(error)) => Err(error),
    }
}

/// The interface of an object that was checked to be a remotable.
pub(crate) fn interface(object: &JsObject) -> Option<JsString> {
    look_through(object, &JsSymbol::to_string_tag().into())?
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
    prototype.insert_property(names.pass_style.clone(), fixed(js_string!("remotable")));
    prototype.insert_property(JsSymbol::to_string_tag(), fixed(interface));
    prototype
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
    let shown = target(object)?;
    let above = may_become(&interface, object, &shown, names, context)
        .map_err(|refusal| refusal.into_error(context))?;
    let prototype = marked_prototype(above, interface, names, context);
    if is_proxy(object) {
        // Whoever holds a proxy may do to what is behind it only what its handler allows.
        set_prototype(object, prototype, context)?;
    } else {
        object.set_prototype(Some(prototype));
    }
    harden(&object.clone().into(), context)
}

/// Checks that an object may become a remotable, and gives what its mark is to inherit from.
fn may_become(
    interface: &JsString,
    object: &JsObject,
    shown: &JsObject,
    names: &Names,
    context: &mut Context,
) -> Checked<JsObject> {
    checked_interface(interface)?;
    can_be_remotable(shown, names)?;
    if let Some(style) = lookup(shown, &names.pass_style.clone().into()) {
        let style = describe(style.value().unwrap_or(&JsValue::undefined()));
        let what = format!(" is already marked as a {style}");
        return Err(refuse("Remotable ").object(object).and(&what));
    }
    if !object.is_extensible(context)? {
        return Err(refuse("Remotable ")
            .object(object)
            .and(" is already frozen"));
    }
    let above = shown.prototype();
    if !object.is_callable() {
        return above
            .or_else(|| Some(names.object.clone()))
            .filter(|found| *found == names.object)
            .ok_or_else(|| {
                let what = "For now, remotables cannot inherit from anything unusual, in ";
                refuse(what).object(object)
            });
    }
    let function = |found: &JsObject| *found == names.function;
    above
        .filter(|found| function(found) || found.prototype().is_some_and(|next| function(&next)))
        .ok_or_else(|| {
            let what = "Far functions must originally inherit from Function.prototype, in ";
            refuse(what).object(object)
        })
}

/// `Reflect.setPrototypeOf`, which must succeed.
fn set_prototype(object: &JsObject, prototype: JsObject, context: &mut Context) -> JsResult<()> {
    let reflect = context.intrinsics().objects().reflect();
    let set = own(&reflect, &js_string!("setPrototypeOf").into())
        .and_then(|found| found.value().and_then(JsValue::as_callable))
        .ok_or_else(|| type_error("the realm is not the one that was booted"))?;
    let args = [object.clone().into(), prototype.into()];
    if set
        .call(&JsValue::undefined(), &args, context)?
        .to_boolean()
    {
        return Ok(());
    }
    Err(type_error("the prototype of the remotable cannot be set"))
}

/// The names of the methods of a value, in the reference's order: symbols first, each sorted as text.
///
/// # Errors
/// What reading a property threw.
pub fn method_names(
    value: &JsValue,
    names: &Names,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let mut found: Vec<(bool, JsString, JsValue)> = Vec::new();
    let mut known: HashSet<PropertyKey> = HashSet::new();
    let holder = value.to_object(context)?;
    let mut layer = Some(holder.clone());
    while let Some(current) = layer {
        if current == names.object {
            break;
        }
        let keys = if is_proxy(&current) {
            current.own_property_keys(context)?
        } else {
            own_keys(&current)
        };
        for key in keys {
            if !known.insert(key.clone()) || !holder.get(key.clone(), context)?.is_callable() {
                continue;
            }
            let (named, label) = match &key {
                PropertyKey::Symbol(symbol) => (false, symbol.descriptive_string()),
                other => (true, js_string!(other.to_string().as_str())),
            };
            found.push((named, label, JsValue::from(key)));
        }
        layer = target(&current)?.prototype();
    }
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Ok(found.into_iter().map(|(_, _, key)| key).collect())
}
