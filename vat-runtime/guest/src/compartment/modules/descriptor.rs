//! Module descriptors: what a module map or a hook may answer with, and what it means (spec E9.6, E9.7, E9.8, E9.9,
//! E19.41).
//!
//! Reading a descriptor may run code of the vat, its getters; nothing may be borrowed meanwhile.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::kinds::Kind;
use super::namespace::place_of_namespace;
use super::record::{Home, Own, Slot};
use super::source::{ModuleSource, module_source};
use super::words::quote;
use crate::compartment::evaluate::transform;
use crate::compartment::home_of;
use crate::passing::inspect::{error, type_error};

/// What a descriptor means.
pub(super) enum Meaning {
    /// The module is that of another place.
    Alias(Home, JsString),
    /// The module has the source of another module.
    SourceOf(Home, JsString, Own),
    /// The module is made of this source, in this compartment.
    Made(Home, Kind, Own),
    /// The same, and its own specifier means it too.
    MadeForBoth(Home, Kind, Own),
}

/// Reads the descriptor that a slot was given.
///
/// # Errors
/// When it is none, or what its properties throw.
pub(super) fn read(slot: &Slot, value: &JsValue, context: &mut Context) -> JsResult<Meaning> {
    if let Some(specifier) = value.as_string() {
        return in_parent(slot, specifier);
    }
    let Some(object) = value.as_object() else {
        return Err(error(format!(
            "module descriptor must be a string or object for specifier {}",
            place(slot)
        )));
    };
    if module_source(value).is_some() {
        return bare(slot, value, context);
    }
    if let Some(meaning) = of_namespace(&object) {
        return Ok(meaning);
    }
    let namespace = object.get(js_string!("namespace"), context)?;
    if !namespace.is_undefined() {
        return by_namespace(slot, &object, &namespace, context);
    }
    let source = object.get(js_string!("source"), context)?;
    if !source.is_undefined() {
        return by_source(slot, &object, &source, context);
    }
    let archive = object.get(js_string!("archive"), context)?;
    if !archive.is_undefined() {
        return Err(error(format!(
            "Unsupported archive module descriptor for specifier {}",
            place(slot)
        )));
    }
    legacy(slot, &object, context)
}

/// `"specifier" in compartment "name"`, for messages.
fn place(slot: &Slot) -> String {
    format!(
        "{} in compartment {}",
        quote(&slot.specifier),
        quote(&slot.home.options.name)
    )
}

fn invalid_compartment(slot: &Slot) -> boa_engine::JsError {
    error(format!(
        "Invalid compartment in module descriptor for specifier {}",
        place(slot)
    ))
}

/// A string stands for a module of the parent compartment.
fn in_parent(slot: &Slot, specifier: JsString) -> JsResult<Meaning> {
    match &slot.home.parent {
        Some(parent) => Ok(Meaning::Alias(parent.clone(), specifier)),
        None => Err(type_error(format!(
            "Cannot map module {} to {} in parent compartment, use {{source}} module descriptor",
            quote(&slot.specifier),
            quote(&specifier)
        ))),
    }
}

/// The namespace of a module stands for the module, of whatever compartment or of the vat's own (spec E9.8).
fn of_namespace(object: &JsObject) -> Option<Meaning> {
    let place = place_of_namespace(object)?;
    Some(Meaning::Alias(place.home, place.specifier))
}

/// The instance as its slot knows it.
fn own(slot: &Slot) -> Own {
    Own {
        specifier: slot.specifier.clone(),
        import_meta: JsValue::undefined(),
    }
}

fn bare(slot: &Slot, source: &JsValue, context: &mut Context) -> JsResult<Meaning> {
    let kind = Kind::of_source(source, &slot.specifier, &slot.home, context)?;
    Ok(Meaning::Made(slot.home.clone(), kind, own(slot)))
}

/// `{namespace, compartment?}`.
fn by_namespace(
    slot: &Slot,
    descriptor: &JsObject,
    namespace: &JsValue,
    context: &mut Context,
) -> JsResult<Meaning> {
    if let Some(specifier) = namespace.as_string() {
        let compartment = descriptor.get(js_string!("compartment"), context)?;
        let home = if compartment.is_undefined() {
            slot.home.parent.clone()
        } else {
            home_of(&compartment)
        };
        let home = home.ok_or_else(|| invalid_compartment(slot))?;
        return Ok(Meaning::Alias(home, specifier));
    }
    let Some(object) = namespace.as_object() else {
        return Err(invalid_compartment(slot));
    };
    if let Some(meaning) = of_namespace(&object) {
        return Ok(meaning);
    }
    let kind = Kind::of_names(object, context)?;
    Ok(Meaning::Made(slot.home.clone(), kind, own(slot)))
}

/// `specifier` and `importMeta` of a descriptor.
fn read_own(slot: &Slot, descriptor: &JsObject, context: &mut Context) -> JsResult<Own> {
    let specifier = descriptor.get(js_string!("specifier"), context)?;
    let import_meta = descriptor.get(js_string!("importMeta"), context)?;
    let specifier = if specifier.is_undefined() {
        slot.specifier.clone()
    } else {
        specifier.as_string().ok_or_else(|| {
            type_error(format!(
                "specifier of a module descriptor must be a string for specifier {}",
                place(slot)
            ))
        })?
    };
    Ok(Own {
        specifier,
        import_meta,
    })
}

/// `{source, compartment?, specifier?, importMeta?}`.
fn by_source(
    slot: &Slot,
    descriptor: &JsObject,
    source: &JsValue,
    context: &mut Context,
) -> JsResult<Meaning> {
    let own = read_own(slot, descriptor, context)?;
    let home = slot.home.clone();
    let Some(text) = source.as_string() else {
        let kind = Kind::of_source(source, &own.specifier, &home, context)?;
        return Ok(Meaning::Made(home, kind, own));
    };
    let compartment = descriptor.get(js_string!("compartment"), context)?;
    if !compartment.is_undefined() {
        let of = home_of(&compartment).ok_or_else(|| invalid_compartment(slot))?;
        return Ok(Meaning::SourceOf(of, text, own));
    }
    // spec E9.7, E19.41: a name that the parent knows is that name; any other string is text.
    if let Some(parent) = &home.parent
        && knows(parent, &text, context)?
    {
        return Ok(Meaning::SourceOf(parent.clone(), text, own));
    }
    // spec E9.20
    let text = transform(text, &home.options.shim_transforms, context)?;
    let name = own.specifier.to_std_string_lossy();
    let source = ModuleSource::parse(&text, Some(&name), context)?;
    Ok(Meaning::Made(home, Kind::Text(source), own))
}

/// Whether a compartment's module map or what it has loaded has this specifier.
fn knows(home: &Home, specifier: &JsString, context: &mut Context) -> JsResult<bool> {
    if home.slots.borrow().contains_key(specifier) {
        return Ok(true);
    }
    let modules = home.options.modules.clone();
    modules.has_own_property(specifier.clone(), context)
}

/// `{record, specifier?, compartment?, importMeta?}`, `{specifier, compartment}`, or a bare module source.
fn legacy(slot: &Slot, descriptor: &JsObject, context: &mut Context) -> JsResult<Meaning> {
    let record = descriptor.get(js_string!("record"), context)?;
    let compartment = descriptor.get(js_string!("compartment"), context)?;
    if !record.is_undefined() {
        let own = read_own(slot, descriptor, context)?;
        let home = if compartment.is_undefined() {
            slot.home.clone()
        } else {
            home_of(&compartment).ok_or_else(|| invalid_compartment(slot))?
        };
        let kind = Kind::of_source(&record, &own.specifier, &home, context)?;
        return Ok(Meaning::MadeForBoth(home, kind, own));
    }
    let specifier = descriptor.get(js_string!("specifier"), context)?;
    if !compartment.is_undefined() && !specifier.is_undefined() {
        let home = home_of(&compartment);
        return match (home, specifier.as_string()) {
            (Some(home), Some(specifier)) => Ok(Meaning::Alias(home, specifier)),
            _ => Err(invalid_compartment(slot)),
        };
    }
    bare(slot, &descriptor.clone().into(), context)
}
